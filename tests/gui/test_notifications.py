"""What comes due is told by the desktop to who has another window in front of them."""

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from duologue.core.events import Rang
from duologue.core.paths import Paths
from duologue.desktop.notifications import SERVICE, notify
from duologue.program import window as main
from helpers.desktops import running_bus
from helpers.programs import program
from helpers.waiting import until

Run = Callable[[Coroutine[Any, Any, Any]], Any]
RANG = Rang(1.0, "c1", "Your tea timer is done.", True)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with running_bus(tmp_path) as address:
        yield address


class Desktop:
    """A desktop that shows messages. refuses: it answers with an error."""

    def __init__(self, address: str, *, refuses: bool = False) -> None:
        self._address, self._refuses = address, refuses
        self.shown: list[tuple[str, str]] = []

    async def __aenter__(self) -> "Desktop":
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._bus.add_message_handler(self._answer)
        await self._bus.request_name(SERVICE)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()

    def _answer(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.member != "Notify":
            return None
        if self._refuses:
            return Message.new_error(message, f"{SERVICE}.Refused", "not now")
        self.shown.append((message.body[3], message.body[4]))
        return Message.new_method_return(message, "u", [1])


@pytest.mark.parametrize("text", ["Your tea timer is done.", "Call Anna.", "Ärger & <b>mehr</b>", "x" * 2000])
def test_the_desktop_gets_title_and_text(bus: str, run: Run, text: str) -> None:
    async def use() -> None:
        async with Desktop(bus) as desktop:
            assert await notify("Duologue", text, bus)
            assert desktop.shown == [("Duologue", text)]

    run(use())


def test_a_desktop_that_refuses_costs_nothing(bus: str, run: Run) -> None:
    async def use() -> None:
        async with Desktop(bus, refuses=True):
            assert not await notify("Duologue", "Tea.", bus)

    run(use())


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "nonsense"])
def test_without_a_desktop_nothing_is_shown(bus: str, run: Run, address: str) -> None:
    """A bus without such a service, no bus at all, and no address."""
    assert run(notify("Duologue", "Tea.", address or bus)) is False


@pytest.mark.parametrize("case", [(False, True, 1), (True, True, 0), (False, False, 0)])
def test_it_is_told_where_the_window_is_not_in_front(
    paths: Paths, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, case: tuple[bool, bool, int]
) -> None:
    (active, stay, told), texts = case, list[str]()

    async def note(_title: str, text: str) -> bool:
        texts.append(text)
        return True

    monkeypatch.setattr(main, "notify", note)
    monkeypatch.setattr("sys.platform", "linux")
    under_test = program(paths, tmp_path, stay=stay)
    monkeypatch.setattr(under_test.window, "isActiveWindow", lambda: active)

    async def use() -> None:
        under_test.bridge.on_event(RANG)
        under_test.bridge.flush()
        await until(lambda: len(texts) == told)
        await under_test._tasks.close()
        under_test._worker.close()

    run(use())
    assert texts == [RANG.text] * told
