"""The toolbox of a session. Sans I/O in session time: calls go in, outcomes and alarms come out when they are due."""

import dataclasses
import inspect
import json
from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from duologue.core.events import Json
from duologue.core.microturn import Utterance
from duologue.core.ongoing import Ongoing, single
from duologue.core.writing import ToolSpec
from duologue.tools import calculator, unbuilt, units
from duologue.tools.base import Alarm, Answer, Request, Tool, ToolError, ToolOutcome
from duologue.tools.canned import Canned, find_canned
from duologue.tools.clock import WallClock
from duologue.tools.listening import Listening
from duologue.tools.lists import Lists
from duologue.tools.notes import Notes
from duologue.tools.readers import tool_spec
from duologue.tools.timers import Timers
from duologue.tools.web import lookups
from duologue.tools.web.fetch import OFFLINE_ERROR, OFFLINE_SAY
from duologue.tools.web.settings import WebSettings
from duologue.tools.web.telling import say_result

CRASHED_SAY = "Sorry, that didn't work."
TOO_LONG_SAY = "Sorry, that took too long."
CANCELLED_ERROR = "The call was cancelled."
MOST_KEPT = 200
"""Answers that are kept to be given again; one more, and the oldest goes."""
MAX_BACKDATING_S = 30.0
"""How far before the call `asked_t` may lie; a later answer than that counts from the call."""


class Toolbox:
    """All tools of a session, with empty lists, notes and timers.

    now: wall-clock time at session time 0. canned: results that stand in for running a tool. web: what the user has
    settled about the internet.
    Each call gives exactly one outcome: at once for tools of this machine, after its delay for canned ones, when it has
    ended for one that takes time.
    """

    def __init__(
        self,
        now: datetime,
        canned: Canned | None = None,
        more: tuple[Tool, ...] = (),
        *,
        web: WebSettings = WebSettings(),  # noqa: B008 - frozen
    ) -> None:
        clock = WallClock(now)
        self._timers = Timers(clock)
        self._listening = Listening()
        self._t = 0.0
        self._canned = canned or {}
        timed = (*clock.tools(), *self._timers.tools(), *self._listening.tools())
        kept = (*Lists().tools(), *Notes().tools())
        exact = (*calculator.tools(), *units.tools())
        known = (*timed, *exact, *kept, *lookups.tools(web), *unbuilt.tools(), *more)
        self._tools = {tool.name: tool for tool in known}
        self._specs = tuple(tool_spec(self._tools[name], lambda: clock.at(self._t)) for name in sorted(self._tools))
        self._waiting: list[ToolOutcome] = []
        self._ongoing: Ongoing[Answer] = Ongoing()
        self._running: dict[str, _Running] = {}
        self._kept: dict[tuple[str, str], tuple[float, Answer]] = {}
        self._alarms: list[Alarm] = []

    def specs(self) -> tuple[ToolSpec, ...]:
        """All tools as the writer of calls knows them, by name; always the same objects."""
        return self._specs

    def waiting(self, t: float) -> frozenset[str]:
        """Ids of the calls whose outcome is still to come after session time t."""
        return frozenset(outcome.id for outcome in self._waiting if outcome.t > t) | frozenset(self._running)

    def schemas(self) -> list[Json]:
        """All tools as JSON schema function descriptions, by name."""
        return [self._tools[name].schema() for name in sorted(self._tools)]

    def call(
        self, id: str, name: str, arguments: Mapping[str, Json], t: float, *,  # noqa: A002 - the name events use
        asked_t: float | None = None, speech_t: float | None = None,
    ) -> None:  # fmt: skip
        """Calls a tool at session time t. Its outcome comes from due().

        asked_t: when the user had finished asking, at or before t: durations count from there.
        speech_t: when the user's present stretch of talk began, at or before t.
        """
        self._alarms += self._timers.due(t)  # what has ended by now cannot be cancelled or shown any more
        asked_t = t if asked_t is None or not t - MAX_BACKDATING_S <= asked_t <= t else asked_t
        request = Request(id, dict(arguments), t, asked_t, t if speech_t is None else min(speech_t, t))
        if (outcome := self._run(request, name)) is not None:
            self._waiting.append(outcome)

    def complete(self, name: str, arguments: Mapping[str, Json]) -> dict[str, Json]:
        """The arguments together with those that the tool knows by itself: the list that was used last."""
        tool = self._tools.get(name)
        return dict(arguments) if tool is None else tool.complete(arguments)

    def hear(self, utterances: Sequence[Utterance], t: float) -> None:
        """Listens to the user up to session time t. utterances: those that have changed.

        To be called for every micro-turn; what is to be said about the words comes from due().
        """
        self._t = t
        self._alarms += self._listening.hear(utterances, t)

    def expected(self) -> tuple[str, ...]:
        """The phrases that are listened for."""
        return self._listening.phrases()

    def cancel(self, id: str, t: float) -> None:  # noqa: A002 - the name events use
        """Ends a waiting call at session time t: it fails, and nothing is said about it."""
        for at, outcome in enumerate(self._waiting):
            if outcome.id == id and outcome.t > t:
                self._waiting[at] = ToolOutcome(id, outcome.name, False, t, error=CANCELLED_ERROR)
        if (running := self._running.pop(id, None)) is not None:
            self._ongoing.cancel(id)
            running.drop()
            self._waiting.append(ToolOutcome(id, running.tool.name, False, t, error=CANCELLED_ERROR))

    async def keep_up(self, t: float) -> None:
        """Waits until no call that is under way can still end before session time t; where a session outruns time."""
        await self._ongoing.keep_up(t)

    async def close(self) -> None:
        """Ends the calls that are under way."""
        await self._ongoing.close()
        for running in self._running.values():
            running.drop()
        self._running.clear()

    def due(self, t: float) -> list[ToolOutcome | Alarm]:
        """What came due up to session time t and was not handed out before, in order of time."""
        self._take_in(t)
        ready: list[ToolOutcome | Alarm] = [outcome for outcome in self._waiting if outcome.t <= t]
        self._waiting = [outcome for outcome in self._waiting if outcome.t > t]
        alarms, self._alarms = [*self._alarms, *self._timers.due(t)], []
        return sorted((*ready, *alarms), key=lambda item: item.t)

    def _run(self, request: Request, name: str) -> ToolOutcome | None:
        """The outcome, None if it is still to come."""
        try:
            tool = self._tools.get(name)
            if tool is None:
                raise ToolError(f"There is no tool named '{name}'.", CRASHED_SAY)
            checked = dataclasses.replace(request, arguments=tool.check(request.arguments))
            if name in self._canned:
                return self._answer_canned(checked, name)
            answer = self._known(tool, checked) or tool.run(checked)
            if isinstance(answer, Answer):
                return _told(request.id, name, answer, request.t)
            self._ongoing.start(request.id, single(answer), request.t, tool.timeout_s)
            self._running[request.id] = _Running(tool, checked, answer)
        except Exception as error:  # noqa: BLE001 - the tool boundary: a crashed tool is an outcome
            return _failed(request.id, name, error, request.t)
        return None

    def _take_in(self, t: float) -> None:
        """The outcomes of the calls that have ended by session time t."""
        for item in self._ongoing.due(t):
            if item.value is not None:
                running = self._running.pop(item.id)
                self._keep(running, item.value, item.t)
                self._waiting.append(_told(item.id, running.tool.name, item.value, item.t))
            elif item.error is not None:
                name = self._running.pop(item.id).tool.name
                self._waiting.append(_failed(item.id, name, item.error, item.t))

    def _known(self, tool: Tool, request: Request) -> Answer | None:
        """What the same call came to not long ago."""
        known = self._kept.get(_key(tool, request))
        return known[1] if known is not None and request.t - known[0] < tool.kept_s else None

    def _keep(self, running: "_Running", answer: Answer, t: float) -> None:
        if running.tool.kept_s:
            while len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[_key(running.tool, running.request)] = t, answer

    def _answer_canned(self, request: Request, name: str) -> ToolOutcome:
        entry = find_canned(self._canned[name], request.arguments)
        if entry is None:
            raise ToolError(OFFLINE_ERROR, OFFLINE_SAY)
        t = request.t + entry.delay_s
        return ToolOutcome(request.id, name, True, t, result=entry.result, wording=say_result(name, entry.result))


@dataclasses.dataclass(frozen=True, slots=True)
class _Running:
    tool: Tool
    request: Request
    work: Coroutine[Any, Any, Answer]

    def drop(self) -> None:
        """Work that was ended before it began is closed, or Python would warn of it."""
        if inspect.getcoroutinestate(self.work) == inspect.CORO_CREATED:
            self.work.close()


def _key(tool: Tool, request: Request) -> tuple[str, str]:
    return tool.name, json.dumps(request.arguments, sort_keys=True)


def _told(id_: str, name: str, answer: Answer, t: float) -> ToolOutcome:
    return ToolOutcome(id_, name, True, t, result=answer.result, wording=answer.say, item=answer.item)


def _failed(id_: str, name: str, error: Exception, t: float) -> ToolOutcome:
    if isinstance(error, ToolError):
        return ToolOutcome(id_, name, False, t, error=error.message, wording=error.say)
    if isinstance(error, TimeoutError):
        return ToolOutcome(id_, name, False, t, error=f"{name} took too long.", wording=TOO_LONG_SAY)
    message = " ".join(f"{name} failed: {type(error).__name__}: {error}".split()).rstrip(".: ") + "."
    return ToolOutcome(id_, name, False, t, error=message, wording=CRASHED_SAY)


def builtin_specs() -> tuple[ToolSpec, ...]:
    """The built-in tools as the writer of calls knows them outside a session, where it is midnight."""
    return Toolbox(datetime(2000, 1, 1, tzinfo=UTC)).specs()


def tool_names() -> frozenset[str]:
    """Names of all built-in tools, for checking a case's canned results."""
    return frozenset(spec.name for spec in builtin_specs())
