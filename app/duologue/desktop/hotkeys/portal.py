"""A global key on Wayland: the desktop's portal binds it, if the user agrees, and says when it goes down."""

import asyncio
import importlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from duologue.core.shortcuts import Chord
from duologue.desktop.hotkeys.base import INSTEAD, GlobalKeyError, x_name

SERVICE, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS, REQUEST = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Request"
SESSION, REGISTRY = "org.freedesktop.portal.Session", "org.freedesktop.host.portal.Registry"
SHORTCUT = "toggle-mute"
DESCRIPTION = "Turn the microphone off or on"
_MODIFIERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}


def _dbus() -> Any:
    return importlib.import_module("dbus_fast")


def _aio() -> Any:
    return importlib.import_module("dbus_fast.aio")


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
        self._app_id = app_id
        self._address = address
        self._bus: Any = None
        self._session = ""
        self._down = False
        self._pressed: Callable[[], None] = lambda: None
        self._answers: dict[str, asyncio.Future[tuple[int, Mapping[str, Any]]]] = {}

    async def bind(self, keys: str, pressed: Callable[[], None]) -> None:
        """Asks the desktop for the key; returns when the user has agreed.

        Raises:
            GlobalKeyError: there is no such portal, or the user or the desktop refused.
        """
        self._pressed = pressed
        await self._connect()
        variant = _dbus().Variant
        token = f"duologue_{secrets.token_hex(8)}"
        made = await self._request("CreateSession", "a{sv}", [{"session_handle_token": variant("s", token)}])
        self._session = str(made["session_handle"].value)
        shortcut = {"description": variant("s", DESCRIPTION), "preferred_trigger": variant("s", trigger(keys))}
        body = [self._session, [[SHORTCUT, shortcut]], "", {}]
        await self._request("BindShortcuts", "oa(sa{sv})sa{sv}", body)

    async def close(self) -> None:
        """Ends the portal's session and leaves the bus."""
        bus, self._bus = self._bus, None
        if bus is None:
            return
        if self._session and bus.connected:
            await bus.send(self._message("Close", "", [], path=self._session, interface=SESSION))
        if bus.connected:
            bus.disconnect()
            await bus.wait_for_disconnect()

    async def _connect(self) -> None:
        aio = _aio()
        try:
            self._bus = aio.MessageBus(bus_address=self._address)
            await self._bus.connect()
        except (OSError, EOFError, ValueError, _dbus().DBusFastError) as error:
            raise _missing() from error
        self._bus.add_message_handler(self._on_message)
        rule = f"type='signal',sender='{SERVICE}',path_namespace='{PATH}'"
        name = "org.freedesktop.DBus"
        watch = _dbus().Message(
            destination=name,
            path="/org/freedesktop/DBus",
            interface=name,
            member="AddMatch",
            signature="s",
            body=[rule],
        )
        await self._bus.call(watch)
        # Programs outside a sandbox say who they are; portals that do not ask for it answer with an error.
        await self._bus.call(self._message("Register", "sa{sv}", [self._app_id, {}], interface=REGISTRY))

    async def _request(self, member: str, signature: str, body: list[Any]) -> Mapping[str, Any]:
        """Calls a method whose result comes later, in a signal; its options are the last of the body."""
        token = f"duologue_{secrets.token_hex(8)}"
        body[-1]["handle_token"] = _dbus().Variant("s", token)
        path = f"{PATH}/request/{self._bus.unique_name[1:].replace('.', '_')}/{token}"
        self._answers[path] = asyncio.get_running_loop().create_future()
        reply = await self._bus.call(self._message(member, signature, body))
        if reply.message_type is _dbus().MessageType.ERROR:
            raise _missing()
        code, results = await self._answers.pop(path)
        if code:
            raise GlobalKeyError("hotkey.refused", f"The desktop did not allow the key; choose another, or {INSTEAD}.")
        return results

    def _message(
        self, member: str, signature: str, body: list[Any], *, path: str = PATH, interface: str = SHORTCUTS
    ) -> Any:
        return _dbus().Message(
            destination=SERVICE, path=path, interface=interface, member=member, signature=signature, body=body
        )

    def _on_message(self, message: Any) -> None:
        if message.interface == REQUEST and message.member == "Response":
            answer = self._answers.get(message.path)
            if answer is not None and not answer.done():
                answer.set_result((message.body[0], message.body[1]))
        elif message.interface == SHORTCUTS and message.body[:2] == [self._session, SHORTCUT]:
            self._turn(down=message.member == "Activated")  # the other signal is Deactivated

    def _turn(self, *, down: bool) -> None:
        before, self._down = self._down, down
        if down and not before:
            self._pressed()


def _missing() -> GlobalKeyError:
    return GlobalKeyError("hotkey.portal", f"This desktop offers programs no global shortcuts; {INSTEAD}.")
