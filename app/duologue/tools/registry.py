"""The toolbox of a session. Sans I/O in session time: calls go in, outcomes and alarms come out when they are due."""

import dataclasses
import functools
import random
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from duologue.core.events import Json, Percept
from duologue.core.microturn import Utterance
from duologue.core.tool_facts import NO_FACTS, ToolFacts
from duologue.core.writing import Call, ToolSpec
from duologue.tools.about import Self
from duologue.tools.base import CANCELLED_ERROR, Alarm, Answer, Headway, Request, Shown, Tool, ToolError, ToolOutcome
from duologue.tools.built_in import BuiltIn
from duologue.tools.canned import Canned, find_canned
from duologue.tools.clock import WallClock
from duologue.tools.consent import (
    NOTHING_ENTERED,
    Consent,
    ConsentDecision,
    ConsentReply,
    ConsentSettled,
    ConsentWanted,
    Then,
)
from duologue.tools.controls import Controls
from duologue.tools.forms import Form
from duologue.tools.machine import Machine
from duologue.tools.outcomes import CRASHED_SAY, answered, failed
from duologue.tools.readers import tool_spec
from duologue.tools.reading import tokenise
from duologue.tools.running import ResumedAlarm
from duologue.tools.slow_calls import SlowCalls
from duologue.tools.spoken.grammar import read_when
from duologue.tools.spoken.sums import read_sum
from duologue.tools.store import Store
from duologue.tools.tasks import End, Named
from duologue.tools.watching.eyes import EyesTools
from duologue.tools.web import lookups
from duologue.tools.web.fetch import OFFLINE_ERROR, OFFLINE_SAY
from duologue.tools.web.settings import WebSettings

MAX_BACKDATING_S = 30.0
"""How far before the call, in seconds, `asked_t` may lie; if it lies further back, times count from the call."""


AnswerText = Callable[[str, Sequence[tuple[bool, str]]], Coroutine[Any, Any, str]]
"""Has the background model answer a text: instructions ("" for the usual ones), and lines, each with whether the user
says it. Raises ToolError."""


class Toolbox:
    """All tools of a session.

    now: wall-clock time at session time 0. canned: results that stand in for running a tool. consent: what may run
    without being asked about; without one, everything that acts is asked about. web: what the user has settled about
    the internet. store: where lists, notes and timers are; without one they are empty, and gone with the session.
    rng: draws coins and jokes. machine: the clocks that are read anew while the session runs; without them time goes on
    as the session does.
    Each call gives exactly one outcome: at once for tools of this machine, after its delay for canned ones, when it has
    ended for one that takes time, and none of them before the user has allowed what is asked about.
    """

    def __init__(
        self,
        now: datetime,
        canned: Canned | None = None,
        more: tuple[Tool, ...] = (),
        consent: Consent | None = None,
        *,
        web: WebSettings = WebSettings(),  # noqa: B008 - frozen
        store: Store | None = None,
        rng: random.Random | None = None,
        machine: Machine | None = None,
    ) -> None:
        clock = WallClock(now, machine)
        self._own = BuiltIn(clock, store or Store(), web, rng or random.Random())
        self._t = 0.0
        self._canned = canned or {}
        known = (*self._own.tools, *more)
        self._tools = {tool.name: tool for tool in known}
        self._lasting = frozenset(self._tools)
        self._now: Callable[[], datetime] = lambda: clock.at(self._t)
        self._specs = {tool.name: tool_spec(tool, self._now) for tool in known if tool.spoken}
        self._joining: dict[str, ToolSpec] = {}
        self._offered = self._sorted_specs()
        self._consent = consent or Consent()
        self.answer: AnswerText | None = None
        """Answers texts of other programs, None if nobody can."""
        self._asked = 0
        self._waiting: list[ToolOutcome] = []
        self._slow = SlowCalls()
        self._news: list[Alarm | Shown | Headway | ConsentWanted | ConsentSettled | ResumedAlarm] = []

    def warm_up(self) -> None:
        """Reads a time and a sum, so that the grammars are there when the first is said; takes a fifth of a second."""
        read_when(tokenise("now"))
        read_sum(tokenise("1 + 1"))

    def specs(self) -> tuple[ToolSpec, ...]:
        """All tools that the writer of calls is offered, by name; each stays the same object while it is there."""
        return self._offered

    def resumed(self) -> list[ResumedAlarm]:
        """The timers and reminders of earlier sessions that still run; to be asked before the first call."""
        return self._own.timers.resumed()

    @property
    def joining(self) -> tuple[ToolSpec, ...]:
        """Tools that were added and are offered to the writer of calls once offer() says that the model knows them."""
        return tuple(self._joining.values())

    def add(self, tools: Iterable[Tool]) -> None:
        """Takes in tools while the session runs; one of the same name is replaced. They can be called at once.

        Raises:
            ValueError: one has the name of a tool that was there from the beginning.
        """
        for tool in tools:
            if tool.name in self._lasting:
                raise ValueError(f"there is a tool named {tool.name} already")
            if self._tools.get(tool.name) is tool:
                continue
            self.remove([tool.name])
            self._tools[tool.name] = tool
            if tool.spoken:
                self._joining[tool.name] = tool_spec(tool, self._now)

    def remove(self, names: Iterable[str]) -> None:
        """Takes tools out that were added; calls of them that are under way go on."""
        for name in frozenset(names) - self._lasting:
            self._tools.pop(name, None)
            self._joining.pop(name, None)
            if self._specs.pop(name, None) is not None:
                self._offered = self._sorted_specs()

    def offer(self, specs: Iterable[ToolSpec]) -> None:
        """The model knows these tools now: those that are still joining are offered from here on."""
        for spec in specs:
            if self._joining.get(spec.name) is spec:
                self._specs[spec.name] = self._joining.pop(spec.name)
        self._offered = self._sorted_specs()

    def use_web(self, web: WebSettings) -> None:
        """Takes what the user has settled about the internet since, for the calls from now on."""
        self._tools |= {tool.name: tool for tool in lookups.tools(web)}

    @property
    def controls(self) -> Controls:
        """What the tools can do that set how the assistant is; the session and the program put it in place."""
        return self._own.controls.controls

    @property
    def knows(self) -> Self:
        """What the assistant knows about itself."""
        return self._own.about.knows

    def end_tasks_by(self, end: End, named: Named) -> None:
        """Takes what task.cancel is to do: which calls and questions are under way only the session knows."""
        self._own.tasks.end, self._own.tasks.named = end, named

    def waiting(self, t: float) -> frozenset[str]:
        """Ids of the calls whose outcome is still to come after session time t."""
        later = frozenset(outcome.id for outcome in self._waiting if outcome.t > t)
        return later | self._slow.open | self._consent.waiting

    def now(self) -> datetime:
        """The user's date and time."""
        return self._now()

    def schemas(self) -> list[Json]:
        """The tools that language models are offered, as JSON schema function descriptions, by name."""
        return [tool.schema() for _, tool in sorted(self._tools.items()) if tool.for_models]

    def call(
        self, id: str, name: str, arguments: Mapping[str, Json], t: float, *,  # noqa: A002 - the name events use
        asked_t: float | None = None, speech_t: float | None = None, wary: bool = False, target: str = "",
        allowed: bool = False,
    ) -> None:  # fmt: skip
        """Calls a tool at session time t. Its outcome comes from due().

        asked_t: when the user had finished asking, at or before t: durations count from there.
        speech_t: when the user's present stretch of talk began, at or before t.
        wary: the user is asked before, unless they allowed the tool for good: the wish may not be theirs.
        target: id of the call that set up what this one is to take back; "" where the arguments say it.
        allowed: the user has been asked already and said yes.
        """
        self._news += self._own.timers.due(t)  # what has ended by now cannot be cancelled or shown any more
        asked_t = t if asked_t is None or not t - MAX_BACKDATING_S <= asked_t <= t else asked_t
        spoken_t = t if speech_t is None else min(speech_t, t)
        request = Request(
            id, dict(arguments), t, asked_t, spoken_t, target, speech_t, tell=lambda text: self._tell(id, text)
        )
        if (outcome := self._run(request, name, wary=wary, allowed=allowed)) is not None:
            self._waiting.append(outcome)

    def complete(self, name: str, arguments: Mapping[str, Json]) -> dict[str, Json]:
        """The arguments together with those that the tool knows by itself: the list that was used last."""
        tool = self._tools.get(name)
        return dict(arguments) if tool is None else tool.complete(arguments)

    def facts(self, name: str) -> ToolFacts:
        """What others go by, of a tool that there is or of any other."""
        tool = self._tools.get(name)
        return NO_FACTS if tool is None else tool.facts

    def all_facts(self) -> dict[str, ToolFacts]:
        """The facts about all tools that there are, by name."""
        return {name: tool.facts for name, tool in self._tools.items()}

    def acts(self, name: str) -> bool:
        """Whether a tool writes, sends, spends or runs something in the world."""
        return (tool := self._tools.get(name)) is not None and tool.acts

    def foreign(self, name: str) -> bool:
        """Whether a tool's answers were written by others: by pages, services, other programs."""
        return name not in self._lasting or name in self._own.lookups

    def hear(self, utterances: Sequence[Utterance], t: float) -> frozenset[str]:
        """Listens to the user up to session time t. utterances: those that have changed.

        To be called for every micro-turn; what is to be said about the words comes from due(). Returns the ids of the
        utterances that were answers to questions whether a call may run, and so ask for nothing else.
        """
        self._t = t
        self._news += self._own.listening.hear(utterances, t)
        self._ask(t)
        answers = {utterance.id: self._consent.hear(utterance, t) for utterance in utterances}
        for decision in answers.values():
            self._decided(decision)
        return frozenset(id_ for id_, decision in answers.items() if decision is not None)

    def see(self, percepts: Sequence[Percept], t: float) -> None:
        """Looks with the eyes up to session time t, once in every micro-turn. percepts: those that have changed.

        What is to be said about them comes from due().
        """
        self.eyes.see(percepts, t)
        for tool in self._tools.values():
            if tool.see is not None:
                self._news += tool.see(percepts, t)

    @property
    def eyes(self) -> EyesTools:
        """What the tools know of the eyes and want of them."""
        return self._own.eyes

    def typed(self, text: str, t: float) -> bool:
        """The user typed something at session time t; returns whether it answered if a call may run."""
        self._ask(t)
        return self._decided(self._consent.typed(text, t))

    def voiced(self, id: str, t: float) -> None:  # noqa: A002 - the name events use
        """The voice begins at session time t to ask whether a call may run: spoken answers count from here."""
        self._consent.voiced(id, t)

    def decide(
        self,
        id: str,  # noqa: A002 - the name events use
        reply: ConsentReply,
        t: float,
        entered: Mapping[int, Json] = NOTHING_ENTERED,
    ) -> bool:
        """The user answered at session time t, or filled a form in; returns whether that was still asked.

        entered: what was filled in, by the number of the field.
        """
        self._ask(t)
        return self._decided(self._consent.decide(id, reply, t, entered))

    def question(self, tool: Tool, details: Mapping[str, Json], then: Then, form: Form | None = None) -> str:
        """Asks the user something that is about no call of the session, as a call of this tool would be; its id.

        details: what is shown of it. form: what is to be filled in. then: takes what was decided.
        """
        self._asked += 1
        request = Request(f"q{self._asked}", dict(details), self._t, self._t, self._t)
        try:
            if form is None and not self._consent.asks(tool, request, canned=False):
                then(ConsentDecision(tool, request, self._t, asked=False))
            else:
                self._consent.ask(tool, request, form=form, then=then)
        except ToolError as error:
            then(ConsentDecision(tool, request, self._t, asked=False, error=error))
        return request.id

    def withdraw(self, id: str) -> None:  # noqa: A002 - the name events use
        """Asks no more what question() asked."""
        self._decided(self._consent.cancel(id, self._t))

    def answer_by(self, answer: "AnswerText") -> None:
        """Takes who answers texts of other programs: the background model, which only the session knows."""
        self.answer = answer

    def decide_late(self, id: str, reply: ConsentReply) -> Call | None:  # noqa: A002 - the name events use
        """The user answered a question that nobody had answered in time; the call that they want made now, if any."""
        late = self._consent.decide_late(id, reply)
        return None if late is None else Call(late[0].name, dict(late[1].arguments))

    @property
    def unconsented(self) -> frozenset[str]:
        """Ids of the calls about which the user is or will be asked."""
        return self._consent.waiting

    def expected(self) -> tuple[str, ...]:
        """The phrases that are listened for, and those that may well follow what was asked of the eyes."""
        return (*self._own.listening.phrases(), *self.eyes.expected())

    def cancel(self, id: str, t: float) -> None:  # noqa: A002 - the name events use
        """Ends a waiting call at session time t: it fails, and nothing is said about it."""
        self._decided(self._consent.cancel(id, t))
        for at, outcome in enumerate(self._waiting):
            if outcome.id == id and outcome.t > t:
                self._waiting[at] = ToolOutcome(id, outcome.name, False, t, error=CANCELLED_ERROR)
        if (tool := self._slow.cancel(id)) is not None:
            self._waiting.append(ToolOutcome(id, tool.name, False, t, error=CANCELLED_ERROR))

    def retracted(self, *ids: str) -> None:
        """What these calls did was not meant by the user, and was taken back or is what took it back."""
        self._own.undoing.forget(ids)

    async def keep_up(self, t: float) -> None:
        """Waits until no call that is under way can still end before session time t; where a session outruns time."""
        await self._slow.keep_up(t)

    async def close(self) -> None:
        """Ends the calls that are under way."""
        for decision in self._consent.close():
            self._decided(decision)
        await self._slow.close()

    def due(
        self, t: float
    ) -> list[ToolOutcome | Alarm | Shown | Headway | ConsentWanted | ConsentSettled | ResumedAlarm]:
        """What came due up to session time t and was not handed out before, in order of time."""
        self._ask(t)
        self._waiting += self._slow.ended(t)
        ready: list[ToolOutcome] = [outcome for outcome in self._waiting if outcome.t <= t]
        self._waiting = [outcome for outcome in self._waiting if outcome.t > t]
        for outcome in ready:
            facts = self.facts(outcome.name)
            self._own.charting.note(facts, outcome.arguments, outcome.result)
            self._own.undoing.done(outcome.id, outcome.name)
            if outcome.ok and (facts.lasts or self.acts(outcome.name)):
                self._own.undoing.note_lasting(outcome.id)
        news, self._news = [*self._news, *self._own.timers.changes(), *self._own.timers.due(t)], []
        return sorted((*news, *ready), key=lambda item: item.t)

    def _tell(self, id_: str, text: str) -> None:
        """A call that is under way has come so far."""
        if id_ in self._slow.open and text:
            self._news.append(Headway(id_, self._t, text))

    def _run(self, request: Request, name: str, *, wary: bool, allowed: bool) -> ToolOutcome | None:
        """The outcome, None if it is still to come."""
        try:
            tool = self._tools.get(name)
            if tool is None:
                raise ToolError(f"There is no tool named '{name}'.", CRASHED_SAY)
            checked = dataclasses.replace(request, arguments=tool.check(request.arguments))
            if self._consent.asks(tool, checked, canned=name in self._canned, wary=wary) and not allowed:
                self._consent.ask(tool, checked)
                return None
        except Exception as error:  # noqa: BLE001 - the tool boundary: a crashed tool is an outcome
            return failed(request.id, name, error, request.t)
        return self._start(tool, checked)

    def _start(self, tool: Tool, request: Request) -> ToolOutcome | None:
        """Runs a checked call that is allowed; its outcome, None if it is still to come."""
        try:
            if tool.name in self._canned:
                return self._answer_canned(request, tool)
            answer = self._slow.known(tool, request) or tool.run(request)
            if isinstance(answer, Answer):
                return answered(request, tool.name, answer, request.t)
            self._slow.start(tool, request, answer)
        except Exception as error:  # noqa: BLE001 - the tool boundary: a crashed tool is an outcome
            return failed(request.id, tool.name, error, request.t)
        return None

    def _ask(self, t: float) -> None:
        """Asks what is to be asked by session time t, and does what the passing of time has decided."""
        wanted, decided = self._consent.due(t)
        self._news += wanted
        for decision in decided:
            self._decided(decision)

    def _decided(self, decision: ConsentDecision | None) -> bool:
        """Runs a call that waited for the user, or fails it; whether there is one."""
        if decision is None:
            return False
        request = dataclasses.replace(decision.request, t=decision.t)
        if decision.asked:
            allowed = decision.error is None
            self._news.append(ConsentSettled(request.id, request.t, allowed, decision.late))
        if decision.again:
            return True
        if decision.then is not None:
            decision.then(decision)
        elif decision.error is not None:
            self._waiting.append(failed(request.id, decision.tool.name, decision.error, request.t))
        elif (outcome := self._start(decision.tool, request)) is not None:
            self._waiting.append(outcome)
        return True

    def _sorted_specs(self) -> tuple[ToolSpec, ...]:
        return tuple(self._specs[name] for name in sorted(self._specs))

    def _answer_canned(self, request: Request, tool: Tool) -> ToolOutcome:
        entry = find_canned(self._canned[tool.name], request.arguments)
        if entry is None:
            raise ToolError(OFFLINE_ERROR, OFFLINE_SAY)
        t = request.t + entry.delay_s
        said = tool.facts.tell(entry.result)
        return ToolOutcome(request.id, tool.name, True, t, entry.result, wording=said, arguments=request.arguments)


def builtin_specs() -> tuple[ToolSpec, ...]:
    """The built-in tools as the writer of calls knows them outside a session, where it is midnight."""
    return Toolbox(datetime(2000, 1, 1, tzinfo=UTC)).specs()


@functools.cache
def builtin_facts() -> Mapping[str, ToolFacts]:
    """The facts about the built-in tools, by name, in the order in which they are registered."""
    return Toolbox(datetime(2000, 1, 1, tzinfo=UTC)).all_facts()


def tool_names() -> frozenset[str]:
    """Names of all built-in tools, for checking a case's canned results."""
    return frozenset(spec.name for spec in builtin_specs())
