"""A global key on Wayland: the desktop's portal binds it, if the user agrees, and says when it goes down."""

from collections.abc import Callable, Mapping
from typing import Any

from duologue.core.shortcuts import Chord
from duologue.desktop.hotkeys.base import INSTEAD, GlobalKeyError, x_name
from duologue.desktop.portal import NoPortalError, Portal, new_token, variant

SHORTCUTS, SESSION = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Session"
SHORTCUT = "toggle-mute"
DESCRIPTION = "Turn the microphone off or on"
_MODIFIERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}


def trigger(keys: str) -> str:
    """Keys as the portal writes them: "CTRL+ALT+m"."""
    chord = Chord.parse(keys)
    modifiers = [portal for qt, portal in _MODIFIERS.items() if qt in chord.modifiers]
    return "+".join([*modifiers, x_name(chord.key)])


class PortalKey:
    """KeyBackend by org.freedesktop.portal.GlobalShortcuts.

    app_id: name of the program's desktop file. address: of the bus; by default the session's.
    """

    def __init__(self, app_id: str, address: str | None = None) -> None:
        self._portal = Portal(app_id, address, self._on_signal)
        self._session = ""
        self._down = False
        self._pressed: Callable[[], None] = lambda: None

    async def bind(self, keys: str, pressed: Callable[[], None]) -> None:
        """Asks the desktop for the key; returns when the user has agreed.

        Raises:
            GlobalKeyError: there is no such portal, or the user or the desktop refused.
        """
        self._pressed = pressed
        try:
            await self._portal.connect()
            made = await self._request("CreateSession", "a{sv}", [{"session_handle_token": variant("s", new_token())}])
            self._session = str(made["session_handle"].value)
            shortcut = {"description": variant("s", DESCRIPTION), "preferred_trigger": variant("s", trigger(keys))}
            await self._request("BindShortcuts", "oa(sa{sv})sa{sv}", [self._session, [[SHORTCUT, shortcut]], "", {}])
        except NoPortalError as error:
            told = f"This desktop offers programs no global shortcuts; {INSTEAD}."
            raise GlobalKeyError("hotkey.portal", told) from error

    async def close(self) -> None:
        """Ends the portal's session and leaves the bus."""
        if self._session:
            await self._portal.send(self._session, SESSION, "Close")
        await self._portal.close()

    async def _request(self, member: str, signature: str, body: list[Any]) -> Mapping[str, Any]:
        code, results = await self._portal.request(SHORTCUTS, member, signature, body)
        if code:
            raise GlobalKeyError("hotkey.refused", f"The desktop did not allow the key; choose another, or {INSTEAD}.")
        return results

    def _on_signal(self, message: Any) -> None:
        if message.interface == SHORTCUTS and message.body[:2] == [self._session, SHORTCUT]:
            self._turn(down=message.member == "Activated")  # the other signal is Deactivated

    def _turn(self, *, down: bool) -> None:
        before, self._down = self._down, down
        if down and not before:
            self._pressed()
