"""Notices: what the user should know, with what to do about it, until they are dismissed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from duologue.core.notices import Mend, Notice
from duologue.ui.announcing import announce
from duologue.ui.colours import Theme
from duologue.ui.icons import icon, pixmap
from duologue.ui.words import marked, tr, tr_told

MOST = 3
"""How many notices are shown at once; one more takes the place of the oldest that is no error."""
BRIEF_MS = 8_000
"""Milliseconds for which news are shown that go by themselves."""
_TINTS = {"info": "blue", "warning": "amber", "error": "red"}
MENDS = {
    Mend.UNMUTE: marked("Unmute"),
    Mend.STOP: marked("Stop"),
    Mend.MICROPHONE: marked("Choose microphone…"),
    Mend.SPEAKER: marked("Choose speaker…"),
    Mend.CAMERA: marked("Choose camera…"),
    Mend.KEYS: marked("Choose keys…"),
    Mend.BACKGROUND: marked("Set up…"),
    Mend.SERVERS: marked("Tools and servers…"),
    Mend.TALK: marked("Stop translating"),
}
"""What stands on the button."""
_WORDS = {"info": marked("Note"), "warning": marked("Warning"), "error": marked("Error")}


class NoticeCard(QFrame):
    """One notice."""

    def __init__(
        self, notice: Notice, theme: Theme, parent: QWidget, on_dismiss: Callable[["NoticeCard"], None]
    ) -> None:
        super().__init__(parent)
        self.notice = notice
        self.level = notice.level if notice.level in _TINTS else "info"
        self.setObjectName("notice")
        self.setProperty("level", self.level)
        self.setAccessibleName(f"{tr(_WORDS[self.level])}: {tr_told(notice.message)} {tr_told(notice.action)}".strip())
        self._icon = QLabel(self)
        self._message = _label(tr_told(notice.message), "message", self)
        self._action = _label(tr_told(notice.action), "action", self)
        self._action.setVisible(bool(notice.action))
        self.dismiss = QToolButton(self)
        self.dismiss.setToolTip(tr("Dismiss"))
        self.dismiss.setAccessibleName(tr("Dismiss notice"))
        self.dismiss.clicked.connect(lambda: on_dismiss(self))
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self._words.addWidget(self._message)
        self._words.addWidget(self._action)
        self.buttons: list[QPushButton] = []
        self._button_row = QHBoxLayout()
        self._button_row.setContentsMargins(0, 6, 0, 0)
        self._button_row.setSpacing(8)
        self._button_row.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self._ends = QTimer(self, singleShot=True, interval=BRIEF_MS)
        self._ends.timeout.connect(lambda: on_dismiss(self))
        self.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """News go by themselves once they have been seen for a while."""
        super().showEvent(event)
        if self.notice.brief:
            self._ends.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is not on display any more."""
        super().hideEvent(event)
        self._ends.stop()

    def add_button(self, text: str, on_click: Callable[[], None]) -> None:
        """Offers to do something about it."""
        button = QPushButton(text, self)
        button.clicked.connect(lambda _checked: on_click())
        self.buttons.append(button)
        if len(self.buttons) == 1:
            self._words.addLayout(self._button_row)
        self._button_row.insertWidget(len(self.buttons) - 1, button)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        colour = getattr(theme, _TINTS[self.level]).fore
        self._icon.setPixmap(pixmap(self.level, colour, 20, self.devicePixelRatioF()))
        self.dismiss.setIcon(icon("close", colour, 16))


class NoticeList(QWidget):
    """The notices on display, newest last. Takes no room while there are none.

    mend_wanted: with a Mend and the card, when the user wants what a notice is about mended.
    """

    mend_wanted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[NoticeCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 6, 16, 8)
        self._column.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def cards(self) -> tuple[NoticeCard, ...]:
        """The notices on display."""
        return tuple(self._cards)

    def add(self, notice: Notice) -> NoticeCard:
        """Shows a notice; one that is on display already is not repeated."""
        for card in self._cards:
            if card.notice.message == notice.message:
                return card
        for card in [card for card in self._cards if notice.about and card.notice.about == notice.about]:
            self.dismiss(card)
        if len(self._cards) >= MOST:
            self.dismiss(next((card for card in self._cards if card.level != "error"), self._cards[0]))
        card = NoticeCard(notice, self._theme, self, self.dismiss)
        self._cards.append(card)
        self._column.addWidget(card)
        if notice.mend in MENDS:
            card.add_button(tr(MENDS[notice.mend]), lambda: self.mend_wanted.emit(notice.mend, card))
        self.show()
        announce(self, card.accessibleName(), urgent=card.level != "info")
        return card

    def dismiss(self, card: NoticeCard) -> None:
        """Takes a notice away."""
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.setVisible(bool(self._cards))

    def withdraw(self, message: str) -> None:
        """Takes the notice with this message away, if it is on display."""
        for card in [card for card in self._cards if card.notice.message == message]:
            self.dismiss(card)

    def dismiss_newest(self) -> None:
        """Takes the newest notice away, if there is one."""
        if self._cards:
            self.dismiss(self._cards[-1])

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        for card in self._cards:
            card.set_theme(theme)


def _label(text: str, name: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
