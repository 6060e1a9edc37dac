"""The bounded queue against a plain model of what it promises."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.core.queues import BoundedQueue, WhenFull


@given(
    size=st.integers(1, 5),
    when_full=st.sampled_from([WhenFull.DROP_OLDEST, WhenFull.DROP_NEWEST]),
    actions=st.lists(st.one_of(st.integers(), st.sampled_from(["get", "drain"])), max_size=40),
)
def test_order_size_peak_and_drops(size, when_full, actions):
    async def play():
        queue = BoundedQueue(size, when_full)
        expected, dropped, peak = [], 0, 0
        for action in actions:
            if action == "drain":
                assert queue.drain() == expected
                expected = []
            elif action == "get":
                if expected:
                    assert await queue.get() == expected.pop(0)
            else:
                queue.put(action)
                expected.append(action)
                if len(expected) > size:
                    dropped += 1
                    expected.pop(0 if when_full is WhenFull.DROP_OLDEST else -1)
            peak = max(peak, len(expected))
            assert (len(queue), queue.dropped, queue.peak) == (len(expected), dropped, peak)

    asyncio.run(play())


def test_a_refusing_queue_tells_its_producer_and_keeps_what_it_has():
    queue = BoundedQueue(1, WhenFull.REFUSE)
    queue.put("a")
    with pytest.raises(asyncio.QueueFull):
        queue.put("b")
    assert (queue.drain(), queue.dropped) == (["a"], 0)


@pytest.mark.parametrize("when_full", WhenFull)
def test_a_queue_needs_room(when_full):
    with pytest.raises(ValueError, match="size"):
        BoundedQueue(0, when_full)


def test_each_of_two_consumers_gets_one_item():
    async def play():
        queue = BoundedQueue(4, WhenFull.REFUSE)
        async with asyncio.TaskGroup() as group:
            consumers = [group.create_task(queue.get()) for _ in range(2)]
            await asyncio.sleep(0)
            queue.put("a")
            queue.put("b")
        return {consumer.result() for consumer in consumers}

    assert asyncio.run(play()) == {"a", "b"}


def test_a_consumer_that_is_cancelled_takes_nothing_along():
    async def play():
        queue = BoundedQueue(4, WhenFull.REFUSE)
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(queue.get())
            await asyncio.sleep(0)
            waiting.cancel()
        queue.put("a")
        return await queue.get()

    assert asyncio.run(play()) == "a"


def test_a_consumer_waits_again_after_a_drain():
    async def play():
        queue = BoundedQueue(4, WhenFull.REFUSE)
        queue.put("early")
        queue.drain()
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(queue.get())
            await asyncio.sleep(0)
            assert not waiting.done()
            queue.put("late")
        return waiting.result()

    assert asyncio.run(play()) == "late"
