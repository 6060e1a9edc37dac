"""What the core's decisions mean: takes up turns, calls tools, asks the background model, keeps what waits to be said.

Nothing here decides when to speak; each method is called because the core said so, or because something arrived.
"""

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from duologue.background.base import BackgroundChunk, BackgroundModel
from duologue.core.events import Background, Delegate, Event, SpeechKind, ToolCall, ToolResult
from duologue.core.microturn import TextEvent, TextRole
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import ClauseSplitter, split_clauses
from duologue.session.mouth import Mouth, Stopped
from duologue.session.statements import Statement, Urgency, Waiting
from duologue.session.turn_text import Turn, TurnText
from duologue.tools.base import Alarm, ToolOutcome
from duologue.tools.clock import WallClock
from duologue.tools.plan import UNDONE_BY, Call, ParseContext, Plan
from duologue.tools.registry import Toolbox

FOLLOW_UPS = ("Let me think.", "One moment.", "Let me see.", "Let me think about that.")
"""Said at once when a question goes to the background model."""
ACKNOWLEDGEMENTS = ("Mm-hm.", "Uh-huh.", "Yeah.")
PREMATURE_S = 1.5
"""A response that is stopped within this time of its first sound came too early: the user was not finished."""
JOIN_GAP_S = 2.5
"""Words that follow a turn within this time belong to it, if its question is still without any answer."""
OWED_S = 0.6
"""How long a turn that the core took up may still wait for its first words to be recognised."""
MAX_QUESTIONS = 8
"""Open questions; one more, and the oldest is given up."""
RECENT_CALLS = 20
"""Calls that the parser is told of."""

Parser = Callable[[str, ParseContext], Plan]


@dataclass(slots=True, eq=False)
class _Answer:
    """What was done about the turn taken up last, so that it can be undone. calls: those that did not fail."""

    turn: Turn
    statement: Statement
    calls: list[tuple[str, Call]]
    question: str


class Conversation:
    """The bookkeeping of one session. Sans I/O: session times come in, events and statements go out.

    emit: takes events in the order in which they become known.
    """

    def __init__(
        self,
        *,
        mouth: Mouth,
        toolbox: Toolbox,
        background: BackgroundModel,
        parse: Parser,
        clock: WallClock,
        rng: random.Random,
        emit: Callable[[Event], None],
    ) -> None:
        self.turns = TurnText()
        self.waiting = Waiting()
        self._mouth = mouth
        self._toolbox = toolbox
        self._background = background
        self._parse = parse
        self._clock = clock
        self._recent: deque[Call] = deque(maxlen=RECENT_CALLS)
        self._rng = rng
        self._emit = emit
        self._splitters: dict[str, ClauseSplitter] = {}
        self._unanswered: dict[str, None] = {}  # ids of questions and calls without a first answer, oldest first
        self._unsaid: set[str] = set()  # calls whose outcome is not told
        self._answer: _Answer | None = None
        self._owed_until_s = -1.0
        self._calls = 0
        self._questions = 0

    @property
    def awaiting(self) -> bool:
        """A question or call is out and nothing has come back yet."""
        return bool(self._unanswered)

    # ---- what arrives ------------------------------------------------------------------------------------------

    def arrive(self, t: float) -> list[TextEvent]:
        """Takes in what came from tools and the background model up to session time t."""
        events = [self._tool_item(item) for item in self._toolbox.due(t)]
        events += [self._chunk(chunk) for chunk in self._background.due(t)]
        return [event for event in events if event.text]

    def typed(self, text: str, t: float) -> TextEvent:
        """The user typed something."""
        self.turns.type(text, t)
        return TextEvent(TextRole.TYPED, text)

    def _chunk(self, chunk: BackgroundChunk) -> TextEvent:
        self._emit(Background(chunk.t, chunk.id, chunk.text, chunk.final))
        self._unanswered.pop(chunk.id, None)
        splitter = self._splitters.setdefault(chunk.id, ClauseSplitter())
        clauses = splitter.feed(chunk.text)
        if chunk.final:
            clauses += splitter.close()
            del self._splitters[chunk.id]
        self._stream(chunk.id, clauses, chunk.t, final=chunk.final)
        return TextEvent(TextRole.BACKGROUND, chunk.text)

    def _stream(self, source: str, clauses: list[str], t: float, *, final: bool) -> None:
        if self._mouth.extend(source, clauses, open_=not final):
            return
        statement = self.waiting.of(source)
        if statement is not None:
            statement.clauses.extend(clauses)
            statement.open = not final
        elif clauses:
            self.waiting.add(Statement(SpeechKind.RELAY, deque(clauses), t, Urgency.STREAM, source, open=not final))

    def _tool_item(self, item: ToolOutcome | Alarm) -> TextEvent:
        if isinstance(item, Alarm):
            clauses = deque(split_clauses(item.text))
            self.waiting.add(Statement(item.kind, clauses, item.t, Urgency.ALARM, item.id))
            return TextEvent(TextRole.TOOL, item.text)
        say = self._outcome(item)
        if say:
            self.waiting.add(Statement(SpeechKind.RELAY, deque(split_clauses(say)), item.t, source=item.id))
        return TextEvent(TextRole.TOOL, say)

    def _outcome(self, outcome: ToolOutcome) -> str:
        """Reports how a call ended; returns what to say about it."""
        self._emit(ToolResult(outcome.t, outcome.id, outcome.ok, outcome.result, outcome.error))
        self._unanswered.pop(outcome.id, None)
        if isinstance(outcome.result, dict) and isinstance(cancelled := outcome.result.get("cancelled"), str):
            self.waiting.drop(cancelled)
        if outcome.id in self._unsaid:
            self._unsaid.discard(outcome.id)
            return ""
        return outcome.say

    # ---- what the core decides ---------------------------------------------------------------------------------

    def respond(self, t: float, boundary_s: float) -> None:
        """The user's turn is over: takes up what was said before boundary_s. t: when this takes effect."""
        speaking_since_s = self._mouth.speaking_since_s(round(boundary_s * SPEAKER_RATE_HZ))
        if not self.turns.any_before(boundary_s):
            self._owed_until_s = boundary_s + OWED_S
            return
        self._owed_until_s = -1.0
        if self._mouth.busy:
            self.stop(t)
        turn = self.turns.take(boundary_s, speaking_since_s)
        if turn is not None and self._goes_on(turn, t):
            self.turns.give_back()
            self.turns.give_back()
            turn = self.turns.take(boundary_s, speaking_since_s)
        if turn is not None:
            self._take_up(turn, t, boundary_s)

    def respond_late(self, t: float, boundary_s: float) -> None:
        """Takes up a turn that the core took up before its words were there."""
        if boundary_s <= self._owed_until_s and self.turns.any_before(boundary_s):
            self.respond(t, boundary_s)

    def relay(self, boundary_s: float) -> None:
        """Says the most urgent of what waits."""
        if (statement := self.waiting.take()) is not None:
            self._mouth.say(statement, boundary_s)

    def acknowledge(self, t: float, boundary_s: float) -> None:
        """Says a short "mm-hm", unless the voice is busy."""
        if not self._mouth.busy:
            text = self._rng.choice(ACKNOWLEDGEMENTS)
            self._mouth.say(Statement(SpeechKind.BACKCHANNEL, deque([text]), t), boundary_s)

    def stop(self, t: float) -> None:
        """Stops speaking at session time t; what was being said is dropped, alarms that were to follow wait again."""
        stopped = self._mouth.stop(round(t * SPEAKER_RATE_HZ))
        if stopped is None:
            return
        self._give_up(stopped.current.source, t)
        for statement in stopped.following:
            if statement.urgency is Urgency.ALARM:
                self.waiting.add(statement)
            else:
                self._give_up(statement.source, t)
        self._undo_if_premature(stopped, t)

    # ---- inside ------------------------------------------------------------------------------------------------

    def _take_up(self, turn: Turn, t: float, boundary_s: float) -> None:
        context = ParseContext(t, turn.start_s, self._clock.at(t), tuple(self._recent))
        plan = self._parse(turn.text, context)
        if plan.unfinished:
            self.turns.give_back()
        calls = {self._call(call, t, turn.end_s): call for call in plan.calls}
        self._recent.extend(plan.calls)
        says = [*self._immediate(calls, t), plan.say]
        question = ""
        if plan.ask:
            question, follow_up = self._ask(plan.ask, t)
            says.append(follow_up)
        clauses = deque(split_clauses(" ".join(say for say in says if say)))
        statement = Statement(SpeechKind.RESPONSE, clauses, t)
        self._answer = _Answer(turn, statement, list(calls.items()), question)
        if clauses:
            self._mouth.say(statement, boundary_s)

    def _call(self, call: Call, t: float, asked_s: float) -> str:
        self._calls += 1
        id_ = f"c{self._calls}"
        self._emit(ToolCall(t, id_, call.name, dict(call.arguments)))
        self._unanswered[id_] = None
        self._toolbox.call(id_, call.name, call.arguments, t, asked_t=min(asked_s, t), focus=call.focus)
        return id_

    def _immediate(self, calls: dict[str, Call], t: float) -> list[str]:
        """What to say about those of the calls that have come back at once; the rest goes its usual way.

        Calls that failed are taken out: there is nothing to undo about them.
        """
        says = []
        for item in self._toolbox.due(t):
            if not isinstance(item, ToolOutcome) or item.id not in calls:
                self._tool_item(item)
                continue
            say = self._outcome(item)
            says.append("" if item.ok and calls[item.id].quiet else say)
            if not item.ok:
                del calls[item.id]
        return says

    def _ask(self, question: str, t: float) -> tuple[str, str]:
        """Hands a question over; returns its id ("" if nobody takes it) and what to say at once."""
        self._questions += 1
        id_ = f"q{self._questions}"
        self._background.ask(id_, question, t)
        if not self._background.available:
            return "", " ".join(chunk.text for chunk in self._background.due(t))
        self._emit(Delegate(t, id_, question))
        for oldest in [i for i in self._unanswered if i.startswith("q")][: 1 - MAX_QUESTIONS]:
            self._give_up(oldest, t)
        self._unanswered[id_] = None
        return id_, self._rng.choice(FOLLOW_UPS)

    def _give_up(self, source: str, t: float) -> None:
        """Cancels what is still to come for a question or call, and what of it waits."""
        if not source:
            return
        self._background.cancel(source)
        self._toolbox.cancel(source, t)
        self._splitters.pop(source, None)
        self._unanswered.pop(source, None)
        self.waiting.drop(source)

    def _goes_on(self, turn: Turn, t: float) -> bool:
        """Whether a turn goes on with the one before, whose question nobody has answered; gives that question up."""
        before = self._answer
        if before is None or not before.question or before.question not in self._unanswered or before.calls:
            return False
        if turn.start_s - before.turn.end_s > JOIN_GAP_S:
            return False
        self._give_up(before.question, t)
        return True

    def _undo_if_premature(self, stopped: Stopped, t: float) -> None:
        answer = self._answer
        if answer is None or stopped.current is not answer.statement or stopped.spoken_s > PREMATURE_S:
            return
        self._answer = None
        self.turns.give_back()
        self._give_up(answer.question, t)
        undone = [call for _, call in answer.calls]
        self._recent = deque((call for call in self._recent if call not in undone), maxlen=RECENT_CALLS)
        for id_, call in reversed(answer.calls):
            if id_ in self._unanswered:
                self._toolbox.cancel(id_, t)
                self._unsaid.add(id_)
            elif (undo := UNDONE_BY.get(call.name)) is not None:
                arguments = call.arguments if undo == "list.remove" else {}
                self._unsaid.add(self._call(Call(undo, arguments), t, t))
