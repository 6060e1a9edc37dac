"""What the session's bus is asked for: what it has, and what it would start."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from dbus_fast.aio import MessageBus

from duologue.desktop.services import MESSAGES, TRAY, Services, offered_services
from helpers.desktops import running_bus

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def test_what_is_there_is_found(tmp_path: Path, run: Run) -> None:
    async def use(address: str) -> None:
        nothing = Services(global_shortcuts=False, tray=False, notifications=False)
        assert await offered_services(address) == nothing
        bus = await MessageBus(bus_address=address).connect()
        for name in (TRAY, MESSAGES):
            await bus.request_name(name)
        assert await offered_services(address) == Services(False, True, True)
        bus.disconnect()
        await bus.wait_for_disconnect()

    with running_bus(tmp_path) as address:
        run(use(address))


@pytest.mark.parametrize("address", ["unix:path=/nowhere", "nonsense"])
def test_without_a_bus_nothing_is_said(address: str, run: Run) -> None:
    assert run(offered_services(address)) is None
