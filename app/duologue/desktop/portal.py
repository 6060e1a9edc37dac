"""The desktop's portal: asked on the session bus, it asks the user, and answers in a signal when they have decided."""

import asyncio
import importlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any

SERVICE, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
REQUEST, REGISTRY = "org.freedesktop.portal.Request", "org.freedesktop.host.portal.Registry"

Signals = Callable[[Any], None]


def variant(signature: str, value: Any) -> Any:
    """A value as the bus wants it in options."""
    return importlib.import_module("dbus_fast").Variant(signature, value)


def new_token() -> str:
    """A name for something that the portal makes, as nobody else has it."""
    return f"duologue_{secrets.token_hex(8)}"


class NoPortalError(Exception):
    """There is no session bus, or no portal on it that has what was asked for."""


class Portal:
    """One connection to it. app_id: name of the program's desktop file. address: of the bus; by default the session's.
    signals: takes the messages that are no answers."""

    def __init__(self, app_id: str, address: str | None = None, signals: Signals = lambda _: None) -> None:
        self._app_id, self._address, self._signals = app_id, address, signals
        self._dbus: Any = importlib.import_module("dbus_fast")
        self._bus: Any = None
        self._answers: dict[str, asyncio.Future[tuple[int, Mapping[str, Any]]]] = {}

    async def connect(self) -> None:
        """Reaches the bus and says who asks.

        Raises:
            NoPortalError: there is no bus.
        """
        aio = importlib.import_module("dbus_fast.aio")
        try:
            self._bus = aio.MessageBus(bus_address=self._address)
            await self._bus.connect()
        except (OSError, EOFError, ValueError, self._dbus.DBusFastError) as error:
            raise NoPortalError from error
        self._bus.add_message_handler(self._on_message)
        rule = f"type='signal',sender='{SERVICE}',path_namespace='{PATH}'"
        name = "org.freedesktop.DBus"
        watch = self._dbus.Message(
            destination=name,
            path="/org/freedesktop/DBus",
            interface=name,
            member="AddMatch",
            signature="s",
            body=[rule],
        )
        await self._bus.call(watch)
        # Programs outside a sandbox say who they are; portals that do not ask for it answer with an error.
        await self._bus.call(self._message(REGISTRY, "Register", "sa{sv}", [self._app_id, {}], PATH))

    async def request(
        self, interface: str, member: str, signature: str, body: list[Any]
    ) -> tuple[int, Mapping[str, Any]]:
        """Calls a method whose result comes later, in a signal; its options are the last of the body.

        Returns 0 and the results, or another number where the user or the desktop refused.

        Raises:
            NoPortalError: the portal has no such method.
        """
        token = new_token()
        body[-1]["handle_token"] = variant("s", token)
        path = f"{PATH}/request/{self._bus.unique_name[1:].replace('.', '_')}/{token}"
        answer = self._answers[path] = asyncio.get_running_loop().create_future()
        try:
            reply = await self._bus.call(self._message(interface, member, signature, body, PATH))
            if reply.message_type is self._dbus.MessageType.ERROR:
                raise NoPortalError
            code, results = await answer
            return code, results
        finally:
            self._answers.pop(path, None)

    async def send(self, path: str, interface: str, member: str) -> None:
        """Calls a method without arguments of something that the portal has made, and waits for nothing."""
        if self._bus is not None and self._bus.connected:
            await self._bus.send(self._message(interface, member, "", [], path))

    async def close(self) -> None:
        """Leaves the bus."""
        bus, self._bus = self._bus, None
        if bus is not None and bus.connected:
            bus.disconnect()
            await bus.wait_for_disconnect()

    def _message(self, interface: str, member: str, signature: str, body: list[Any], path: str) -> Any:
        return self._dbus.Message(
            destination=SERVICE, path=path, interface=interface, member=member, signature=signature, body=body
        )

    def _on_message(self, message: Any) -> None:
        if message.interface == REQUEST and message.member == "Response":
            answer = self._answers.get(message.path)
            if answer is not None and not answer.done():
                answer.set_result((message.body[0], message.body[1]))
        else:
            self._signals(message)
