"""The button that says whose words are translated, and lets others be chosen; red while the computer is heard."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from duologue.core.languages import BOTH, COMPUTER, MICROPHONE
from duologue.core.settings import choices, label
from duologue.core.shortcuts import TRANSLATION_KEYS
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.restyle import restyle
from duologue.ui.shortcuts import native
from duologue.ui.words import marked, tr

_ICON = 20
_SHORT = {MICROPHONE: "", COMPUTER: marked("Computer"), BOTH: marked("Both")}
"""What the button says beside its icon."""


class HeardButton(QToolButton):
    """chosen: with the value of the setting that the user wants."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("heard")
        self._theme, self._heard, self._on = theme, MICROPHONE, False
        self.setIconSize(QSize(_ICON, _ICON))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, group = QMenu(self), QActionGroup(self)
        self.actions_of: dict[str, QAction] = {}
        for value, words in choices("translate_from").items():
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.triggered.connect(lambda _, value=value: self.chosen.emit(value))
            self.actions_of[value] = group.addAction(action)
        self.setMenu(menu)
        self.show_heard(MICROPHONE, running=False)

    def show_heard(self, heard: str, *, running: bool) -> None:
        """Shows whose words are translated. running: they are, just now."""
        self._heard, self._on = heard, running and heard != MICROPHONE
        self.actions_of[heard].setChecked(True)
        self.setText(tr(_SHORT[heard]))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if _SHORT[heard] else style.ToolButtonIconOnly)
        says = f"{tr(label('translate_from'))}: {tr(choices('translate_from')[heard]).lower()}"
        self.setAccessibleName(says)
        keys = native(TRANSLATION_KEYS["heard"][0])
        self.setToolTip(f"{says}\n{tr('Computer on or off ({keys})', keys=keys)}")
        restyle(self, "heard", "on" if self._on else "off")
        self.set_theme(self._theme)

    def turn(self) -> None:
        """The other one: what the computer plays, or the microphone alone."""
        self.chosen.emit(COMPUTER if self._heard == MICROPHONE else MICROPHONE)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.setIcon(icon("computer", theme.on_danger if self._on else theme.text, _ICON))
