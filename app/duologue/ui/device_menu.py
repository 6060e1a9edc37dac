"""A menu of microphones, speakers or cameras."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from duologue.ui.words import marked, tr

DEFAULT = marked("System's default")


class DeviceMenu(QMenu):
    """Shows what devices there are. `chosen` with the identity of one, "" for the system's default."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None, *, default: str = DEFAULT) -> None:
        super().__init__(title, parent)
        self._default = default
        self._more: tuple[str, Callable[[], None]] | None = None
        self._group = QActionGroup(self)
        self._names: dict[str, str] = {}  # of all devices that were ever shown
        self.show_devices([], "")

    def show_devices(self, devices: list[tuple[str, str]], chosen: str) -> None:
        """devices: identity and name of each. chosen: what is wanted, an identity or part of a name, or "".

        What is wanted and not there stands in the menu as such.
        """
        self.clear()
        self._names.update(devices)
        chosen = _identity(devices, chosen)
        self._add(tr(self._default), "", chosen)
        self.addSeparator()
        for identity, name in devices:
            self._add(name, identity, chosen)
        if chosen and chosen not in {identity for identity, _ in devices}:
            self._add(tr("{name} (not connected)", name=self._names.get(chosen, chosen)), chosen, chosen)
        if not devices:
            self.addAction(tr("None found")).setEnabled(False)
        if self._more is not None:
            text, do = self._more
            self.addSeparator()
            self.addAction(text).triggered.connect(do)

    def set_more(self, text: str, do: Callable[[], None]) -> None:
        """A last entry that is no device."""
        self._more = (text, do)
        self.show_devices([], "")

    def _add(self, text: str, identity: str, chosen: str) -> None:
        action = self.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(identity == chosen)
        action.triggered.connect(lambda: self.chosen.emit(identity))
        self._group.addAction(action)


def _identity(devices: list[tuple[str, str]], chosen: str) -> str:
    """The identity of the device that was chosen by a part of its name, otherwise `chosen` itself."""
    if not chosen or chosen in {identity for identity, _ in devices}:
        return chosen
    return next((identity for identity, name in devices if chosen.lower() in name.lower()), chosen)
