"""Calls that take time: those that are under way, and the answers that are kept to be given again."""

import inspect
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from duologue.core.ongoing import Ongoing, single
from duologue.tools.base import Answer, Request, Tool, ToolOutcome
from duologue.tools.outcomes import answered, failed

MOST_KEPT = 200
"""Most answers that are kept to be given again; one more, and the oldest goes."""


@dataclass(frozen=True, slots=True)
class _SlowCall:
    tool: Tool
    request: Request
    work: Coroutine[Any, Any, Answer]

    def drop(self) -> None:
        """Work that was ended before it began is closed, or Python would warn of it."""
        if inspect.getcoroutinestate(self.work) == inspect.CORO_CREATED:
            self.work.close()


class SlowCalls:
    """The calls of one toolbox that take time, by their ids; for its event loop."""

    def __init__(self) -> None:
        self._ongoing: Ongoing[Answer] = Ongoing()
        self._open: dict[str, _SlowCall] = {}
        self._kept: dict[tuple[str, str], tuple[float, Answer]] = {}

    @property
    def open(self) -> frozenset[str]:
        """Ids of the calls that are under way."""
        return frozenset(self._open)

    def start(self, tool: Tool, request: Request, work: Coroutine[Any, Any, Answer]) -> None:
        """A call is under way from the time of its request on. work: comes to its answer."""
        self._ongoing.start(request.id, single(work), request.t, tool.timeout_s)
        self._open[request.id] = _SlowCall(tool, request, work)

    def cancel(self, id_: str) -> Tool | None:
        """Ends a call; returns its tool, None if it is not under way."""
        call = self._open.pop(id_, None)
        if call is None:
            return None
        self._ongoing.cancel(id_)
        call.drop()
        return call.tool

    async def keep_up(self, t: float) -> None:
        """Waits until no call that is under way can still end before session time t."""
        await self._ongoing.keep_up(t)

    async def close(self) -> None:
        """Ends all calls."""
        await self._ongoing.close()
        for call in self._open.values():
            call.drop()
        self._open.clear()

    def ended(self, t: float) -> list[ToolOutcome]:
        """The outcomes of the calls that have ended by session time t and were not handed out before."""
        outcomes: list[ToolOutcome] = []
        for item in self._ongoing.due(t):
            if item.value is not None:
                call = self._open.pop(item.id)
                self._keep(call, item.value, item.t)
                outcomes.append(answered(call.request, call.tool.name, item.value, item.t))
            elif item.error is not None:
                name = self._open.pop(item.id).tool.name
                outcomes.append(failed(item.id, name, item.error, item.t))
        return outcomes

    def known(self, tool: Tool, request: Request) -> Answer | None:
        """What the same call came to not long ago, None if that is not known."""
        known = self._kept.get(_key(tool, request))
        return known[1] if known is not None and request.t - known[0] < tool.kept_s else None

    def _keep(self, call: _SlowCall, answer: Answer, t: float) -> None:
        if call.tool.kept_s:
            while len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[_key(call.tool, call.request)] = t, answer


def _key(tool: Tool, request: Request) -> tuple[str, str]:
    return tool.name, json.dumps(request.arguments, sort_keys=True)
