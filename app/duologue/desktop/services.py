"""What the desktop's session bus offers on Linux: keys that work everywhere, a tray, messages."""

import importlib
from dataclasses import dataclass
from typing import Any

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"
TRAY, MESSAGES = "org.kde.StatusNotifierWatcher", "org.freedesktop.Notifications"
PORTAL, PORTAL_PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"


@dataclass(frozen=True, slots=True)
class Services:
    """Which ones there are."""

    global_shortcuts: bool
    tray: bool
    notifications: bool


async def offered_services(address: str | None = None) -> Services | None:
    """What is offered now; None without a bus. address: of the bus; by default the session's."""
    dbus, aio = importlib.import_module("dbus_fast"), importlib.import_module("dbus_fast.aio")
    try:
        bus = await aio.MessageBus(bus_address=address).connect()
    except (OSError, EOFError, ValueError, dbus.DBusFastError):  # a machine without a desktop
        return None
    try:
        asked = dbus.Message(
            destination=PORTAL, path=PORTAL_PATH, interface=PROPERTIES, member="Get", signature="ss",
            body=[SHORTCUTS, "version"],
        )  # fmt: skip
        portal = await bus.call(asked)
        return Services(
            global_shortcuts=portal.message_type is not dbus.MessageType.ERROR,
            tray=await _has(dbus, bus, TRAY),
            notifications=await _has(dbus, bus, MESSAGES),
        )
    except (OSError, EOFError):  # the bus went away
        return None
    finally:
        bus.disconnect()
        await bus.wait_for_disconnect()


async def _has(dbus: Any, bus: Any, name: str) -> bool:
    """Whether somebody has a name, or would be started for it."""
    owned = await bus.call(_to_bus(dbus, "NameHasOwner", name))
    if owned.body and owned.body[0]:
        return True
    startable = await bus.call(_to_bus(dbus, "ListActivatableNames"))
    return bool(startable.body) and name in startable.body[0]


def _to_bus(dbus: Any, member: str, *body: str) -> Any:
    return dbus.Message(
        destination=BUS, path=BUS_PATH, interface=BUS, member=member, signature="s" * len(body), body=list(body)
    )
