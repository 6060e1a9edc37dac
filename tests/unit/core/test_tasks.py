"""Tasks are kept alive, named, reported when they fail and gone after close()."""

import asyncio
import gc

import pytest

from duologue.core.tasks import Tasks, all_of


class BrokenError(Exception):
    pass


@pytest.fixture
def reports():
    return []


@pytest.fixture
def tasks(reports):
    return Tasks(lambda name, error: reports.append((name, type(error))))


async def fail():
    raise BrokenError


async def forever(ended):
    try:
        await asyncio.Event().wait()
    finally:
        ended.append(True)


def test_a_failure_is_reported_with_the_name_of_its_task(tasks, reports):
    async def play():
        task = tasks.spawn("reader", fail())
        await asyncio.wait([task])
        await asyncio.sleep(0)

    asyncio.run(play())
    assert reports == [("reader", BrokenError)]


def test_success_is_not_reported(tasks, reports):
    async def play():
        return await tasks.spawn("sleeper", asyncio.sleep(0, "done"))

    assert asyncio.run(play()) == "done"
    assert reports == []


def test_close_ends_what_runs_and_reports_no_cancellation(tasks, reports):
    ended = []

    async def play():
        for _ in range(3):
            tasks.spawn("waiter", forever(ended))
        await asyncio.sleep(0)
        await tasks.close()
        return [task for task in asyncio.all_tasks() if task.get_name() == "waiter"]

    assert asyncio.run(play()) == []
    assert (ended, reports) == ([True] * 3, [])


def test_a_failure_while_closing_is_reported(tasks, reports):
    async def fail_at_the_end():
        try:
            await asyncio.Event().wait()
        finally:
            raise BrokenError

    async def play():
        tasks.spawn("writer", fail_at_the_end())
        await asyncio.sleep(0)
        await tasks.close()

    asyncio.run(play())
    assert reports == [("writer", BrokenError)]


def test_a_task_may_close_the_set_it_belongs_to(tasks, reports):
    ended = []

    async def close():
        await tasks.close()
        return "closed"

    async def play():
        tasks.spawn("waiter", forever(ended))
        await asyncio.sleep(0)
        return await asyncio.wait_for(tasks.spawn("closer", close()), 5)

    assert asyncio.run(play()) == "closed"
    assert (ended, reports) == ([True], [])


def test_a_task_that_nobody_holds_lives_on(tasks):
    async def play():
        arrived = asyncio.get_running_loop().create_future()

        async def wait_for_it():
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            arrived.set_result("alive")

        tasks.spawn("alone", wait_for_it())
        gc.collect()
        return await asyncio.wait_for(arrived, 5)

    assert asyncio.run(play()) == "alive"


def test_all_of_waits_for_each_and_then_raises_what_failed_first_in_order() -> None:
    ended: list[str] = []

    async def work(name: str, fails: bool = False) -> None:
        await asyncio.sleep(0)
        ended.append(name)
        if fails:
            raise ValueError(name)

    async def run() -> None:
        await all_of(work("a"), work("b"))
        with pytest.raises(ValueError, match=r"^d$"):
            await all_of(work("c"), work("d", fails=True), work("e", fails=True), work("f"))

    asyncio.run(run())
    assert ended == ["a", "b", "c", "d", "e", "f"]
