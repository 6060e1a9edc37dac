"""Desktops for tests: an X server without a screen, and a session bus with a portal on it.

Need Xvfb (xvfb) and dbus-daemon (dbus).
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from duologue.desktop import portal
from duologue.desktop.hotkeys.portal import SHORTCUT, SHORTCUTS
from duologue.desktop.screenshot import SCREENSHOT


@contextmanager
def _printing(command: list[str]) -> Iterator[str]:
    """A server that runs until the end; what it says in its first line."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=20)


@contextmanager
def running_x_server() -> Iterator[str]:
    """An X server of its own; the name of its display."""
    with _printing(["Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"]) as number:
        yield f":{number}"


class Keyboard:
    """Somebody at the keyboard of an X server, with a window of another program in front that gets what is typed."""

    def __init__(self, display: str) -> None:
        self._display = Display(display)
        screen = self._display.screen()
        self._window = screen.root.create_window(0, 0, 100, 100, 0, screen.root_depth, event_mask=X.KeyPressMask)
        self._window.map()
        self._display.sync()
        self._window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._display.sync()

    def code(self, name: str) -> int:
        return int(self._display.keysym_to_keycode(XK.string_to_keysym(name)))

    def down(self, *names: str) -> None:
        for name in names:
            xtest.fake_input(self._display, X.KeyPress, self.code(name))
        self._display.sync()

    def up(self, *names: str) -> None:
        for name in names:
            xtest.fake_input(self._display, X.KeyRelease, self.code(name))
        self._display.sync()

    def press(self, *names: str) -> None:
        self.down(*names)
        self.up(*reversed(names))

    def typed_elsewhere(self) -> list[int]:
        """Keys that the other program got since the last call."""
        self._display.sync()
        events = [self._display.next_event() for _ in range(self._display.pending_events())]
        return [event.detail for event in events if event.type == X.KeyPress]

    def grab(self, name: str, modifiers: int) -> None:
        """The other program takes a key for itself."""
        self._display.screen().root.grab_key(self.code(name), modifiers, False, X.GrabModeAsync, X.GrabModeAsync)
        self._display.sync()

    def close(self) -> None:
        self._display.close()


@contextmanager
def running_bus(folder: Path) -> Iterator[str]:
    """A message bus of its own; its address."""
    address = f"unix:path={folder}/bus"
    with _printing(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1", f"--address={address}"]
    ) as it:
        yield it


class Portal:
    """Stands in for xdg-desktop-portal with a user who agrees, or refuses, or takes their time. picture: the file of
    what is seen of the screen; without one it takes no pictures."""

    def __init__(
        self, *, refuses: bool = False, answers: bool = True, knows_programs: bool = True, picture: Path | None = None
    ) -> None:
        self._refuses, self._answers, self._knows = refuses, answers, knows_programs
        self._picture = picture
        self.calls: list[tuple[str, list[Any]]] = []
        self.sessions: list[str] = []

    async def start(self, address: str) -> None:
        self._bus = await MessageBus(bus_address=address).connect()
        self._bus.add_message_handler(self._on_message)
        await self._bus.request_name(portal.SERVICE)

    async def stop(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()

    def turn(self, member: str, shortcut: str = SHORTCUT) -> None:
        """Tells that the key went down (Activated) or came up (Deactivated)."""
        body = [self.sessions[-1], shortcut, 1, {}]
        self._bus.send(Message.new_signal(portal.PATH, SHORTCUTS, member, "osta{sv}", body))

    def _on_message(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL or not message.path.startswith(portal.PATH):
            return None
        self.calls.append((message.member, message.body))
        match message.member:
            case "Register" if not self._knows:
                return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "no")
            case "Close":
                self.sessions.remove(message.path)
            case "CreateSession":
                return self._create(message)
            case "BindShortcuts":
                return self._bind(message)
            case "Screenshot":
                return self._take(message)
        return Message.new_method_return(message)

    def _create(self, message: Message) -> Message:
        session = f"{portal.PATH}/session/{message.body[0]['session_handle_token'].value}"
        self.sessions.append(session)
        return self._respond(message, message.body[0], 0, {"session_handle": Variant("s", session)})

    def _take(self, message: Message) -> Message:
        assert message.interface == SCREENSHOT
        if self._picture is None:
            return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "no")
        uri = {"uri": Variant("s", self._picture.as_uri())}
        return self._respond(message, message.body[1], 1 if self._refuses else 0, uri)

    def _bind(self, message: Message) -> Message:
        if not self._answers:
            return Message.new_method_return(message, "o", [f"{portal.PATH}/request/later"])
        return self._respond(message, message.body[3], 1 if self._refuses else 0, {})

    def _respond(self, message: Message, options: dict[str, Any], code: int, results: dict[str, Any]) -> Message:
        sender = str(message.sender)[1:].replace(".", "_")
        request = f"{portal.PATH}/request/{sender}/{options['handle_token'].value}"
        reply = Message.new_method_return(message, "o", [request])
        self._bus.send(Message.new_signal(request, portal.REQUEST, "Response", "ua{sv}", [code, results]))
        return reply
