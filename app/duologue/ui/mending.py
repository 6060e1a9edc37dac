"""What the button on a notice does about its cause."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from duologue.bridge.bridge import Bridge
from duologue.core.notices import Mend
from duologue.ui.menu import MainMenu
from duologue.ui.notices import NoticeCard, NoticeList

_AT_ONCE = frozenset({Mend.UNMUTE, Mend.STOP, Mend.TALK})
"""After these the notice has no cause any more."""


class Mending(QObject):
    """Joins the notices with the bridge and the menu. show_keys: opens the dialog in which keys are chosen."""

    def __init__(self, bridge: Bridge, menu: MainMenu, notices: NoticeList, show_keys: Callable[[], object]) -> None:
        super().__init__(notices)
        self._bridge, self._menu, self._notices, self._show_keys = bridge, menu, notices, show_keys
        notices.mend_wanted.connect(self._mend)

    def _mend(self, mend: Mend, card: NoticeCard) -> None:
        match mend:
            case Mend.UNMUTE:
                self._bridge.mute(on=False)
            case Mend.STOP:
                self._bridge.silence()
            case Mend.TALK:
                self._bridge.change_settings(mode="conversation")
            case Mend.KEYS:
                self._show_keys()
            case Mend.BACKGROUND:
                self._menu.background.emit()
            case Mend.SERVERS:
                self._menu.servers.emit()
            case Mend.MICROPHONE | Mend.SPEAKER | Mend.CAMERA:
                self._menu.devices_wanted.emit()
                self._menu.device_menu(mend).popup(card.mapToGlobal(card.rect().bottomLeft()))
        if mend in _AT_ONCE:
            self._notices.dismiss(card)
