"""What comes back: from tools results, alarms, questions whether a call may run; from the background model its answers.

It is shown, and waits to be said.
"""

from collections import deque
from collections.abc import Callable, Sequence

from duologue.background.base import BackgroundChunk
from duologue.core.events import Event, SpeechKind
from duologue.core.microturn import TextEvent, TextRole
from duologue.model.voice.base import split_clauses
from duologue.session.calls import Calls, ToolCallRecord
from duologue.session.questions import Questions
from duologue.session.ringing import Ringing
from duologue.session.saying import Statements
from duologue.session.showing import SessionPanels
from duologue.session.statements import Statement, Telling, Urgency
from duologue.session.thinking import BackgroundLiaison
from duologue.tools.base import Alarm, Headway, Shown, ToolOutcome
from duologue.tools.consent import ConsentSettled, ConsentWanted
from duologue.tools.registry import Toolbox
from duologue.tools.running import ResumedAlarm


class Outcomes:
    """Takes in what the toolbox and the background model have for a session. ringing: what rings of it."""

    def __init__(
        self,
        toolbox: Toolbox,
        calls: Calls,
        showing: SessionPanels,
        saying: Statements,
        questions: Questions,
        *,
        thinking: BackgroundLiaison,
        emit: Callable[[Event], None],
    ) -> None:
        self.ringing = Ringing(emit)
        self._toolbox, self._calls, self._showing = toolbox, calls, showing
        self._saying, self._waiting = saying, saying.waiting
        self._thinking, self._questions = thinking, questions

    def begin(self) -> None:
        """Shows what still runs from earlier sessions."""
        for resumed in self._toolbox.resumed():
            self._take(resumed)

    def arrive(self, t: float) -> list[TextEvent]:
        """Takes in all that came up to session time t; returns what the core is told of it."""
        events = self.due(t)
        events += [self._take_words(chunk) for chunk in self._thinking.due(t)]
        self.due(t)
        self.ringing.pass_to(t)
        self._questions.settle(self._saying.holds)
        for question in self._questions:
            self._saying.leave_off(question, t)
        return [event for event in events if event.text]

    def due(self, t: float) -> list[TextEvent]:
        """Takes in what came from tools up to session time t; returns what the core is told of it."""
        return [self._take(item) for item in self._toolbox.due(t)]

    def release(self, made: Sequence[ToolCallRecord], *, kept: Sequence[ToolCallRecord]) -> None:
        """Has the outcomes of calls told by themselves, whose words belong to no turn any more. kept: those whose words
        belong to one."""
        for call in made:
            if call not in kept:
                call.held = False
                if (outcome := call.told) is not None:
                    self._relay(outcome)

    def _take_words(self, chunk: BackgroundChunk) -> TextEvent:
        question, told = self._questions.take(chunk)
        if question is not None:
            self._saying.extend(question, chunk.t)
        return TextEvent(TextRole.BACKGROUND, told)

    def _take(
        self, item: ToolOutcome | Alarm | Shown | Headway | ConsentWanted | ConsentSettled | ResumedAlarm
    ) -> TextEvent:
        match item:
            case ResumedAlarm():
                self._showing.show(*self._calls.resume(item))
            case Shown():
                self._showing.put(item.sheet, item.t)
            case Headway():
                self._calls.come_so_far(item)
            case ConsentSettled():  # if the voice is at the question, it says no further clause
                statement = self._showing.settle(item)
                self._waiting.remove(statement)
                statement.clauses.clear()
            case ConsentWanted():
                self._waiting.add(self._showing.ask(item))
                return TextEvent(TextRole.TOOL, item.question)
            case Alarm():
                sounds = self._calls.standing.rang(item.id)
                self._showing.rang(item.id, item.t)
                self.ringing.rang(item.id, item.text, item.t, rings=sounds)
                if item.aside:
                    self._waiting.drop(item.id)
                clauses = deque(split_clauses(item.text))
                tells = (Telling(frozenset({item.id}), len(clauses)),)
                alarm = Statement(
                    item.kind, clauses, item.t, Urgency.ALARM, item.id, whole=True, tells=tells, aside=item.aside
                )
                self._waiting.add(alarm)
                return TextEvent(TextRole.TOOL, item.text)
            case ToolOutcome():
                return self._outcome(item)
        return TextEvent(TextRole.TOOL, "")

    def _outcome(self, outcome: ToolOutcome) -> TextEvent:
        made = self._calls.settle(outcome)
        self._thinking.settle(outcome)
        if outcome.ok:
            self._showing.show(made, outcome)
        self._saying.leave_out(made.gone)
        if made.held or made.told is None:
            return TextEvent(TextRole.TOOL, "")
        self._relay(outcome)
        return TextEvent(TextRole.TOOL, outcome.say)

    def _relay(self, outcome: ToolOutcome) -> None:
        if outcome.say:
            clauses = deque(split_clauses(outcome.say))
            tells = (Telling(frozenset({outcome.id}), len(clauses)),)
            self._waiting.add(Statement(SpeechKind.RELAY, clauses, outcome.t, source=outcome.id, tells=tells))
