"""The keys of the microphone in the window: which are in use, why others cannot be, the dialog to choose them in."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from duologue.bridge.bridge import Bridge
from duologue.core.shortcuts import Shortcuts, shortcut_problems, usable
from duologue.ui.colours import Theme
from duologue.ui.hold_key import HoldKey
from duologue.ui.shortcuts import ShortcutsDialog


class MicrophoneKeys(QObject):
    """Belongs to a window.

    taken: the window's other keys and what they are for. theme: the colours in use. now: the keys in use. problem: why
    some that were chosen cannot be used, "" if all can. `changed` is emitted when others come into use.
    """

    changed = Signal()

    def __init__(self, window: QWidget, bridge: Bridge, taken: Mapping[str, str], theme: Callable[[], Theme]) -> None:
        super().__init__(window)
        self._window, self._bridge, self._taken, self._theme = window, bridge, dict(taken), theme
        self.now, self.problem, self._global_problem = Shortcuts(), "", ""
        self._hold = HoldKey(window, self.now.hold)
        self._hold.pressed.connect(bridge.hold_mute)
        self._hold.released.connect(bridge.release_mute)

    def use(self, keys: Shortcuts) -> None:
        """Takes the keys, or the default where one cannot be used."""
        self.problem = " ".join(shortcut_problems(keys, self._taken).values())
        self.now = usable(keys, self._taken)
        self._hold.set_keys(self.now.hold)
        self.changed.emit()

    def keep(self, keys: Shortcuts) -> None:
        """Has these keys kept in the settings and used."""
        self._bridge.change_settings(mute_key=keys.mute, hold_key=keys.hold, global_mute_key=keys.global_mute)

    def show_dialog(self) -> ShortcutsDialog:
        """Opens the dialog in which keys are chosen."""
        dialog = ShortcutsDialog(self.now, self._taken, self._theme(), self._window)
        dialog.show_global_problem(self._global_problem)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._choose)
        dialog.open()
        return dialog

    def show_global_problem(self, problem: str) -> None:
        """Why the key that should work from everywhere does not, in one sentence; "" if it does."""
        self._global_problem = problem
        for dialog in self._window.findChildren(ShortcutsDialog):
            dialog.show_global_problem(problem)

    def _choose(self, keys: Shortcuts) -> None:
        self.keep(usable(keys, self._taken))
