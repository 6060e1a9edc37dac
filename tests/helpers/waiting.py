"""Waiting for something to become true, in tests."""

import asyncio
import threading
from collections.abc import Callable

_PAUSE_S = 0.005
_TRIES = 4000


async def until(condition: Callable[[], bool]) -> None:
    """Returns as soon as the condition holds; lets everything else on the event loop run meanwhile.

    Raises:
        AssertionError: it never did.
    """
    for _ in range(_TRIES):
        if condition():
            return
        await asyncio.sleep(_PAUSE_S)
    raise AssertionError("waited in vain")


def wait_until(condition: Callable[[], bool]) -> None:
    """As until(), where other threads are waited for.

    Raises:
        AssertionError: it never did.
    """
    for _ in range(_TRIES):
        if condition():
            return
        threading.Event().wait(_PAUSE_S)
    raise AssertionError("waited in vain")
