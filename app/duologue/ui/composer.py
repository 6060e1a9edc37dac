"""The row at the bottom: mute, microphone level, a line to type, and a button that stops the assistant."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.meter import LevelMeter
from duologue.ui.restyle import restyle
from duologue.ui.words import tr

HISTORY = 100
"""How many typed lines the up arrow recalls; the oldest are forgotten."""
LEAST_LINE = 110
"""Width of the line in pixels below which other parts make room for it."""
_BESIDE_WORDS = 14
"""Pixels around the words in the empty line."""
_ICON = QSize(22, 22)


class TypedLine(QLineEdit):
    """A line to type. Enter submits, up and down recall earlier lines.

    What is submitted stands in the line until taken() says that somebody has it.
    """

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: list[str] = []
        self._at = 0
        self._draft = ""
        self.setAccessibleName(tr("Message"))
        self.setToolTip(tr("Type instead of talking. Enter sends, the up arrow recalls."))
        self.setMaxLength(2000)
        self.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Hands over what was typed, unless it is empty."""
        if text := self.text().strip():
            self.submitted.emit(text)

    def taken(self) -> None:
        """Somebody has got what was submitted: the line is free, and up brings it back."""
        text = self.text().strip()
        if not self._history or self._history[-1] != text:
            self._history = [*self._history, text][-HISTORY:]
        self._at = len(self._history)
        self._draft = ""
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through what was typed before."""
        if event.key() == Qt.Key.Key_Up:
            self._recall(self._at - 1)
        elif event.key() == Qt.Key.Key_Down:
            self._recall(self._at + 1)
        else:
            super().keyPressEvent(event)

    def _recall(self, at: int) -> None:
        if not 0 <= at <= len(self._history):
            return
        if self._at == len(self._history):
            self._draft = self.text()
        self._at = at
        self.setText(self._history[at] if at < len(self._history) else self._draft)


class Composer(QFrame):
    """Mute button, level meter, the line to type and its buttons, in one rounded card.

    `mute_toggled`, `submitted` and `stopped` say what the user wants; set_muted() and set_busy() show what is.
    """

    mute_toggled = Signal(bool)
    stopped = Signal()
    submitted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._icons: dict[str, QIcon] = {}
        self._mute_key = ""
        self.mute = QToolButton(self)
        self.mute.setObjectName("mute")
        self.mute.setCheckable(True)
        self.mute.setAccessibleName(tr("Mute microphone"))
        self.mute.setIconSize(_ICON)
        self.meter = LevelMeter(theme, self)
        self.meter.setMaximumWidth(14 * 7)
        self.line = TypedLine(self)
        self.line.installEventFilter(self)
        self.stop = QToolButton(self)
        self.stop.setObjectName("stop")
        self.stop.setIconSize(_ICON)
        self.stop.setToolTip(tr("Stop (Esc)"))
        self.stop.setAccessibleName(tr("Stop"))
        self.stop.setAccessibleDescription(tr("Stops the assistant at once."))
        self.stop.clicked.connect(self.stopped)
        self.send = QToolButton(self)
        self.send.setObjectName("send")
        self.send.setIconSize(_ICON)
        self.send.setToolTip(tr("Send (Enter)"))
        self.send.setAccessibleName(tr("Send"))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(12)
        row.addWidget(self.mute)
        row.addWidget(self.meter, 1)
        row.addWidget(self.line, 4)
        row.addWidget(self.stop)
        row.addWidget(self.send)
        self.mute.clicked.connect(self.mute_toggled)
        self.line.submitted.connect(self.submitted)
        self.line.textChanged.connect(self._offer_send)
        self.send.clicked.connect(self.line.submit)
        self.set_theme(theme)
        self.set_muted(False)
        self.set_busy(False)
        self._offer_send()

    def set_muted(self, muted: bool) -> None:
        """Shows whether the microphone is off."""
        self.mute.setChecked(muted)
        self.mute.setText(tr("Muted"))
        action = tr("Turn the microphone on") if muted else tr("Mute the microphone")
        self.mute.setToolTip(f"{action} ({self._mute_key})" if self._mute_key else action)
        self.mute.setAccessibleDescription(tr("The microphone is off.") if muted else tr("The microphone is on."))
        self.meter.set_off(muted)
        restyle(self, "muted", "true" if muted else "false")
        self._draw_icons()
        self._make_room()

    def set_mute_key(self, name: str) -> None:
        """Names the key that turns the microphone off and on, "" for none."""
        self._mute_key = name
        self.set_muted(self.mute.isChecked())

    def invite(self, words: str) -> None:
        """What the empty line says."""
        self.line.setPlaceholderText(words)
        self._make_room()

    def set_busy(self, busy: bool) -> None:
        """Whether there is something to stop."""
        if not busy and self.stop.hasFocus():
            self.line.setFocus()
        self.stop.setVisible(busy)
        self._make_room()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._icons = {
            "mute": icon("microphone", theme.text, 22),
            "unmute": icon("microphone-off", theme.on_danger, 22),
            "send": icon("send", theme.on_accent, 22),
            "stop": icon("stop", theme.text, 22),
            "no send": icon("send", theme.secondary, 22),
        }
        self.meter.set_theme(theme)
        self._draw_icons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves room for words in the line."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where it is narrow, the word beside the mute button and then the meter make room for the line."""
        style = Qt.ToolButtonStyle
        gap, sides = self._row.spacing(), self._row.contentsMargins()
        buttons = [self.mute, self.send] if self.stop.isHidden() else [self.mute, self.stop, self.send]

        def left() -> int:
            taken = sum(button.sizeHint().width() + gap for button in buttons)
            return self.width() - sides.left() - sides.right() - taken

        self.mute.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if self.mute.isChecked() else style.ToolButtonIconOnly
        )
        words = self.line.fontMetrics().horizontalAdvance(self.line.placeholderText()) + _BESIDE_WORDS
        least = max(LEAST_LINE, words)
        if left() < least:
            self.mute.setToolButtonStyle(style.ToolButtonIconOnly)
        self.meter.setVisible(left() >= least + gap + self.meter.minimumSizeHint().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card shows that its line has the focus."""
        if watched is self.line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self, "typing", "true" if event.type() == QEvent.Type.FocusIn else "false")
        return super().eventFilter(watched, event)

    def _offer_send(self) -> None:
        self.send.setEnabled(bool(self.line.text().strip()))
        self._draw_icons()

    def _draw_icons(self) -> None:
        self.mute.setIcon(self._icons["unmute" if self.mute.isChecked() else "mute"])
        self.stop.setIcon(self._icons["stop"])
        self.send.setIcon(self._icons["send" if self.send.isEnabled() else "no send"])
