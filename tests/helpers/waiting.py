"""Waiting for something to become true on an event loop, in tests."""

import asyncio
from collections.abc import Callable

_PAUSE_S = 0.005
_TRIES = 4000


async def until(condition: Callable[[], bool]) -> None:
    """Returns as soon as the condition holds; lets everything else run meanwhile.

    Raises:
        AssertionError: it never did.
    """
    for _ in range(_TRIES):
        if condition():
            return
        await asyncio.sleep(_PAUSE_S)
    raise AssertionError("waited in vain")
