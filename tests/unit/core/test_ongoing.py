"""Work that takes real time comes back on the session's clock."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine

import pytest

from duologue.core.ongoing import MOST_ITEMS, Item, Ongoing, single
from helpers.fake_portaudio import FakeTime


async def steps(*values: str, gap_s: float = 0.0) -> AsyncGenerator[str, None]:
    for value in values:
        await asyncio.sleep(gap_s)
        yield value


async def failing() -> AsyncGenerator[str, None]:
    yield "begun"
    raise ValueError("no")


def run(test: Coroutine[object, object, None]) -> None:
    asyncio.run(test)


def values(items: list[Item[str]]) -> list[str | None]:
    return [item.value for item in items if not item.final]


def test_what_has_come_is_handed_out_in_order_and_once() -> None:
    async def test() -> None:
        ongoing: Ongoing[str] = Ongoing()
        ongoing.start("a", steps("one", "two"), 5.0)
        await asyncio.sleep(0.05)
        assert ongoing.due(5.0) == []
        items = ongoing.due(6.0)
        assert values(items) == ["one", "two"]
        assert items[-1].final
        assert all(5.0 < item.t < 6.0 for item in items)
        assert ongoing.due(7.0) == []
        assert ongoing.open == frozenset()

    run(test())


def test_time_that_passes_outside_passes_inside() -> None:
    async def test() -> None:
        clock = FakeTime()
        ongoing: Ongoing[str] = Ongoing(clock)
        ongoing.start("a", steps("one"), 2.0)
        clock.now_s += 3.5
        await asyncio.sleep(0.01)
        assert ongoing.due(5.4) == []
        assert values(ongoing.due(5.5)) == ["one"]

    run(test())


def test_a_failure_is_the_last_item() -> None:
    async def test() -> None:
        ongoing: Ongoing[str] = Ongoing()
        ongoing.start("a", failing(), 0.0)
        await asyncio.sleep(0.01)
        begun, failed = ongoing.due(1.0)
        assert (begun.value, failed.final) == ("begun", True)
        assert isinstance(failed.error, ValueError)

    run(test())


def test_what_takes_too_long_fails() -> None:
    async def test() -> None:
        ongoing: Ongoing[str] = Ongoing()
        ongoing.start("a", single(asyncio.sleep(60, "late")), 0.0, timeout_s=0.01)
        await asyncio.sleep(0.1)
        (failed,) = ongoing.due(1.0)
        assert isinstance(failed.error, TimeoutError)

    run(test())


def test_what_is_cancelled_says_no_more_and_is_ended() -> None:
    async def test() -> None:
        ended = []

        async def long() -> AsyncGenerator[str, None]:
            try:
                yield "begun"
                await asyncio.sleep(60)
            finally:
                ended.append(True)

        ongoing: Ongoing[str] = Ongoing()
        ongoing.start("a", long(), 0.0)
        await asyncio.sleep(0.01)
        assert ongoing.cancel("a")
        assert not ongoing.cancel("a")
        await asyncio.sleep(0.01)
        assert ongoing.due(9.0) == []
        assert ended == [True]

    run(test())


def test_a_session_that_outruns_time_waits_for_what_could_still_come() -> None:
    async def test() -> None:
        ongoing: Ongoing[str] = Ongoing()
        ongoing.start("a", steps("one", gap_s=0.1), 0.0)
        await ongoing.keep_up(0.05)
        assert ongoing.due(0.05) == []
        await ongoing.keep_up(600.0)
        assert values(ongoing.due(600.0)) == ["one"]

    run(test())


def test_who_does_not_fetch_is_not_told_more() -> None:
    async def test() -> None:
        asked = 0

        async def endless() -> AsyncGenerator[str, None]:
            nonlocal asked
            while True:
                asked += 1
                yield "more"

        ongoing: Ongoing[str] = Ongoing()
        ongoing.start("a", endless(), 0.0)
        await asyncio.sleep(0.05)
        assert asked <= MOST_ITEMS + 1
        await ongoing.close()
        assert ongoing.open == frozenset()

    run(test())


def test_one_id_is_one_piece_of_work() -> None:
    async def test() -> None:
        ongoing: Ongoing[str] = Ongoing()
        ongoing.start("a", steps(), 0.0)
        second = steps()
        with pytest.raises(ValueError, match="under way"):
            ongoing.start("a", second, 0.0)
        await ongoing.close()

    run(test())
