"""The one status element: an icon, a word and a colour for what the assistant is doing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from duologue.ui.announcing import announce
from duologue.ui.colours import Theme
from duologue.ui.icons import pixmap
from duologue.ui.restyle import restyle
from duologue.ui.stylesheet import STATUS_TINTS
from duologue.ui.words import marked, tr
from duologue.view.status import Status

TEXTS = {
    Status.STARTING: (marked("Starting"), marked("The model is being loaded.")),
    Status.IDLE: (marked("Ready"), marked("Listening. Just start talking.")),
    Status.LISTENING: (marked("Listening"), marked("You have the floor.")),
    Status.THINKING: (marked("Thinking"), marked("Working on an answer. You can go on talking.")),
    Status.WAITING: (
        marked("Waiting for you"),
        marked("There is a question for you: say yes or no, or press a button."),
    ),
    Status.SPEAKING: (marked("Speaking"), marked("Speaking. You can break in at any time.")),
    Status.MUTED: (marked("Microphone off"), marked("Your microphone is off, so you are not heard.")),
    Status.ENDED: (marked("Ended"), marked("The session is over.")),
    Status.FAILED: (marked("Stopped"), marked("The session could not go on.")),
}
"""Word and explanation of each status."""
_WITHOUT_MICROPHONE = {
    Status.IDLE: (marked("No microphone"), marked("Duologue can't hear you. Type, and it answers.")),
    Status.THINKING: (marked("Thinking"), marked("Working on an answer. You can go on typing.")),
    Status.WAITING: (
        marked("Waiting for you"),
        marked("There is a question for you: type yes or no, or press a button."),
    ),
    Status.SPEAKING: (marked("Speaking"), marked("Speaking. Type or press Esc to stop it.")),
}
"""Words and explanations that differ where nobody can be heard."""
FIGURES_HINT = marked("Click for the figures.")
_RARE = frozenset({Status.MUTED, Status.WAITING})
"""What the user has asked for, or is asked to look at: the element may grow for it."""
_ANNOUNCED = frozenset({Status.MUTED, Status.WAITING, Status.ENDED, Status.FAILED})
"""What a screen reader tells by itself; the others are heard."""
_ICON_SIZE = 18


class StatusPill(QFrame):
    """Shows a Status. As wide as its longest word but _RARE, so that nothing moves by itself. pressed: emitted when it
    is clicked.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusPill")
        self._theme = theme
        self._status = Status.STARTING
        self._mute_key = ""
        self._hearing = True
        self._icon = QLabel(self)
        self._icon.setFixedSize(_ICON_SIZE, _ICON_SIZE)
        self._text = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 5, 13, 5)
        row.setSpacing(7)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    @property
    def status(self) -> Status:
        """What is shown."""
        return self._status

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._text.text()

    def set_status(self, status: Status) -> None:
        """Shows another status."""
        self._status = status
        told = TEXTS if self._hearing else TEXTS | _WITHOUT_MICROPHONE
        word, explanation = (tr(text) for text in told[status])
        changed = word != self.text
        if status is Status.MUTED and self._mute_key:
            explanation += " " + tr("{mute_key} turns it on.", mute_key=self._mute_key)
        self._text.setText(word)
        self.setToolTip(f"{explanation} {tr(FIGURES_HINT)}")
        self.setAccessibleName(tr("Status: {word}", word=word))
        self.setAccessibleDescription(explanation)
        if changed and status in _ANNOUNCED:
            announce(self, f"{word}. {explanation}", urgent=status is Status.WAITING)
        restyle(self, "status", status.value)
        self._draw_icon()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for more."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def set_hearing(self, possible: bool) -> None:
        """Whether there is a microphone."""
        self._hearing = possible
        self.set_status(self._status)

    def set_mute_key(self, name: str) -> None:
        """Names the key that turns the microphone on, "" for none."""
        self._mute_key = name
        self.set_status(self._status)

    def set_brief(self, *, on: bool) -> None:
        """Shows the icon alone, or the word beside it."""
        self._text.setVisible(not on)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.set_status(self._status)
        self._text.ensurePolished()
        metrics = self._text.fontMetrics()
        self._text.setMinimumWidth(
            max(metrics.horizontalAdvance(tr(TEXTS[status][0])) for status in TEXTS if status not in _RARE) + 2
        )

    def _draw_icon(self) -> None:
        colour = getattr(self._theme, STATUS_TINTS[self._status.value]).fore
        deaf = self._status is Status.IDLE and not self._hearing
        name = "microphone-off" if self._status is Status.MUTED or deaf else self._status.value
        self._icon.setPixmap(pixmap(name, colour, _ICON_SIZE, self.devicePixelRatioF()))
