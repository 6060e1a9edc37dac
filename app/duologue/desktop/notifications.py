"""A message of the desktop, for who has another window in front of them: on Linux by the desktop's own service."""

import importlib
from typing import Any

SERVICE, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
SHOWN_MS = 15_000
"""Milliseconds for which the desktop is asked to show a message."""


async def notify(title: str, text: str, address: str | None = None) -> bool:
    """Shows a message; whether the desktop took it. address: of the bus; by default the session's."""
    dbus, aio = importlib.import_module("dbus_fast"), importlib.import_module("dbus_fast.aio")
    try:
        bus = await aio.MessageBus(bus_address=address).connect()
    except (OSError, EOFError, ValueError, dbus.DBusFastError):  # a machine without a desktop
        return False
    try:
        reply = await bus.call(_message(dbus, title, text))
    except (OSError, EOFError):  # the bus went away
        return False
    finally:
        bus.disconnect()
        await bus.wait_for_disconnect()
    return reply.message_type is not dbus.MessageType.ERROR


def _message(dbus: Any, title: str, text: str) -> Any:
    body = ["Duologue", 0, "duologue", title, text, [], {"category": dbus.Variant("s", "im.received")}, SHOWN_MS]
    return dbus.Message(
        destination=SERVICE, path=PATH, interface=SERVICE, member="Notify", signature="susssasa{sv}i", body=body
    )
