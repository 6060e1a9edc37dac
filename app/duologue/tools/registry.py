"""The toolbox of a session. Sans I/O in session time: calls go in, outcomes and alarms come out when they are due."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from duologue.core.events import Json
from duologue.core.microturn import Utterance
from duologue.core.writing import ToolSpec
from duologue.tools import calculator, unbuilt, units
from duologue.tools.base import Alarm, Request, Tool, ToolError, ToolOutcome
from duologue.tools.canned import OFFLINE_ERROR, OFFLINE_SAY, Canned, find_canned, say_result
from duologue.tools.clock import WallClock
from duologue.tools.listening import Listening
from duologue.tools.lists import Lists
from duologue.tools.notes import Notes
from duologue.tools.readers import tool_spec
from duologue.tools.timers import Timers

CRASHED_SAY = "Sorry, that didn't work."
MAX_BACKDATING_S = 30.0
"""How far before the call `asked_t` may lie; a later answer than that counts from the call."""


class Toolbox:
    """All tools of a session, with empty lists, notes and timers.

    now: wall-clock time at session time 0. canned: results that stand in for running a tool.
    Each call gives exactly one outcome, at once for tools of this machine, after its delay for canned ones.
    """

    def __init__(self, now: datetime, canned: Canned | None = None, more: tuple[Tool, ...] = ()) -> None:
        clock = WallClock(now)
        self._timers = Timers(clock)
        self._listening = Listening()
        self._t = 0.0
        self._canned = canned or {}
        timed = (*clock.tools(), *self._timers.tools(), *self._listening.tools())
        kept = (*Lists().tools(), *Notes().tools())
        known = (*timed, *calculator.tools(), *units.tools(), *kept, *unbuilt.tools(), *more)
        self._tools = {tool.name: tool for tool in known}
        self._specs = tuple(tool_spec(self._tools[name], lambda: clock.at(self._t)) for name in sorted(self._tools))
        self._waiting: list[ToolOutcome] = []
        self._alarms: list[Alarm] = []

    def specs(self) -> tuple[ToolSpec, ...]:
        """All tools as the writer of calls knows them, by name; always the same objects."""
        return self._specs

    def waiting(self, t: float) -> frozenset[str]:
        """Ids of the calls whose outcome is still to come after session time t."""
        return frozenset(outcome.id for outcome in self._waiting if outcome.t > t)

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
        self._waiting.append(self._run(request, name))

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
                self._waiting[at] = ToolOutcome(id, outcome.name, False, t, error="The call was cancelled.")

    def due(self, t: float) -> list[ToolOutcome | Alarm]:
        """What came due up to session time t and was not handed out before, in order of time."""
        ready: list[ToolOutcome | Alarm] = [outcome for outcome in self._waiting if outcome.t <= t]
        self._waiting = [outcome for outcome in self._waiting if outcome.t > t]
        alarms, self._alarms = [*self._alarms, *self._timers.due(t)], []
        return sorted((*ready, *alarms), key=lambda item: item.t)

    def _run(self, request: Request, name: str) -> ToolOutcome:
        try:
            tool = self._tools.get(name)
            if tool is None:
                raise ToolError(f"There is no tool named '{name}'.", CRASHED_SAY)
            checked = dataclasses.replace(request, arguments=tool.check(request.arguments))
            if name in self._canned:
                return self._answer_canned(checked, name)
            answer = tool.run(checked)
        except ToolError as error:
            return ToolOutcome(request.id, name, False, request.t, error=error.message, wording=error.say)
        except Exception as error:  # noqa: BLE001 - the tool boundary: a crashed tool is an outcome
            message = " ".join(f"{name} failed: {type(error).__name__}: {error}".split()).rstrip(".: ") + "."
            return ToolOutcome(request.id, name, False, request.t, error=message, wording=CRASHED_SAY)
        return ToolOutcome(
            request.id, name, True, request.t, result=answer.result, wording=answer.say, item=answer.item
        )

    def _answer_canned(self, request: Request, name: str) -> ToolOutcome:
        entry = find_canned(self._canned[name], request.arguments)
        if entry is None:
            raise ToolError(OFFLINE_ERROR, OFFLINE_SAY)
        t = request.t + entry.delay_s
        return ToolOutcome(request.id, name, True, t, result=entry.result, wording=say_result(name, entry.result))


def builtin_specs() -> tuple[ToolSpec, ...]:
    """The built-in tools as the writer of calls knows them outside a session, where it is midnight."""
    return Toolbox(datetime(2000, 1, 1, tzinfo=UTC)).specs()


def tool_names() -> frozenset[str]:
    """Names of all built-in tools, for checking a case's canned results."""
    return frozenset(spec.name for spec in builtin_specs())
