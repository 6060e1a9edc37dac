"""What the core's decisions mean: takes up turns, calls tools, asks the background model, keeps what waits to be said.

Nothing here decides when to speak, nor what the user's words mean; each method is called because the core said so, or
because something arrived. A turn is taken up in two steps: inquire() puts together what the model is to be asked about
the words, and carry_out() does what it wrote. The state lies with its owners: the turns (TurnTaking), what is said
(Saying), open questions (Questions), calls (Calls), panels (Showing).
"""

import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duologue.background.base import BackgroundChunk, BackgroundModel
from duologue.core.commands import CallTool, PanelAction
from duologue.core.events import Event, Failure, SpeechKind
from duologue.core.microturn import Act, TextEvent, TextRole, Utterance
from duologue.core.wording import plain_line
from duologue.core.writing import REMINDED, Call, Move, WriteRequest, Written
from duologue.model.voice.base import split_clauses
from duologue.panels import consent
from duologue.panels.messages import CALL_ACTION
from duologue.session.calls import Calls, Made
from duologue.session.mouth import FADE_MS, Mouth
from duologue.session.questions import Questions
from duologue.session.replies import Replies
from duologue.session.saying import ASIDE_KINDS, Saying, sample
from duologue.session.showing import Showing, called_by, reply_to
from duologue.session.statements import Statement, Urgency
from duologue.session.thinking import Thinking, of_model, press_question
from duologue.session.turn_taking import Answered, Inquiry, TurnTaking, Voice, alike, asks_alike
from duologue.session.turn_text import Turn
from duologue.session.under_way import Task, meant
from duologue.tools.base import Alarm, ToolOutcome, say_together
from duologue.tools.consent import ConsentSettled, ConsentWanted
from duologue.tools.registry import Toolbox
from duologue.tools.tasks import END_TASK

ACKNOWLEDGING = frozenset({Move.RESUME, Move.WELCOME})
"""Moves that, typed during an answer, want it to go on."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """What is said at once about a turn. filler: after it, "One moment". question: id of what the background model was
    asked. only_begun: there is nothing but the filler."""

    text: str
    filler: str
    question: str
    only_begun: bool


class Conversation:
    """Brings the owners of one session's state together. Sans I/O: session times come in, events and statements go out.

    emit: takes events in the order in which they become known.
    """

    def __init__(
        self,
        *,
        mouth: Mouth,
        toolbox: Toolbox,
        background: BackgroundModel,
        rng: random.Random,
        emit: Callable[[Event], None],
    ) -> None:
        self._mouth = mouth
        self._toolbox = toolbox
        self._emit = emit
        self._replies = Replies(rng)
        self._calls = Calls(toolbox, emit)
        self._showing = Showing(emit)
        self._thinking = Thinking(background, toolbox, self._calls, self._showing.draw, emit)
        self._questions = Questions(self._thinking, emit)
        self.saying = Saying(mouth, self._give_up)
        self._turns = TurnTaking(self._request)
        self._ended: tuple[float, list[Task]] = (0.0, [])  # when questions were given up last, and which
        toolbox.end_tasks_by(self._end_task)

    @property
    def awaiting(self) -> bool:
        """A question or call is out and nothing has come back yet."""
        return self._questions.awaiting or self._calls.awaiting

    def begin(self) -> None:
        """Shows what still runs from earlier sessions."""
        for resumed in self._toolbox.resumed():
            self._showing.show(*self._calls.resume(resumed))

    # ---- what arrives ------------------------------------------------------------------------------------------

    def arrive(self, t: float) -> list[TextEvent]:
        """Takes in what came from tools and the background model up to session time t."""
        events = [self._tool_item(item) for item in self._toolbox.due(t)]
        events += [self._chunk(chunk) for chunk in self._thinking.due(t)]
        self._arrive_at_once(t)
        self._questions.settle(self._mouth.holds)
        for question in self._questions:
            self.saying.leave_off(question, t)
        return [event for event in events if event.text]

    def typed(self, text: str, t: float) -> TextEvent:
        """The user typed a line at session time t: it is taken up by itself (next_line), unless it answers a question
        whether a call may run."""
        if not self._toolbox.typed(text, t) and not self._turns.lines.add(text, t):
            self._emit(Failure(t, "typed", f"There are too many lines to answer; this one is not: {plain_line(text)}"))
        return TextEvent(TextRole.TYPED, text)

    def hear(self, utterances: Sequence[Utterance], t: float) -> None:
        """The user was heard up to session time t. utterances: those that have changed."""
        self._turns.hear(utterances, self._toolbox.hear(utterances, t))

    def report_spoken(self, until_s: float) -> None:
        """Reports the speeches of the assistant that have ended by session time until_s."""
        for speech in self._mouth.ended(sample(until_s)):
            self._thinking.spoke(speech)
            if speech.kind not in ASIDE_KINDS:
                self._turns.spoke(speech)
            self._emit(speech)

    def _chunk(self, chunk: BackgroundChunk) -> TextEvent:
        question, told = self._questions.take(chunk)
        if question is not None:
            self.saying.extend(question, chunk.t)
        return TextEvent(TextRole.BACKGROUND, told)

    def _tool_item(self, item: ToolOutcome | Alarm | ConsentWanted | ConsentSettled) -> TextEvent:
        match item:
            case ConsentWanted():
                self.saying.waiting.add(self._showing.ask(item))
                return TextEvent(TextRole.TOOL, item.question)
            case ConsentSettled():  # if the voice is at the question, it says no further clause
                statement = self._showing.settle(item)
                self.saying.waiting.remove(statement)
                statement.clauses.clear()
                return TextEvent(TextRole.TOOL, "")
            case Alarm():
                self._calls.standing.rang(item.id)
                self._showing.rang(item.id, item.t)
                clauses = deque(split_clauses(item.text))
                self.saying.waiting.add(Statement(item.kind, clauses, item.t, Urgency.ALARM, item.id, whole=True))
                return TextEvent(TextRole.TOOL, item.text)
            case ToolOutcome():
                return self._outcome(item)

    def _outcome(self, outcome: ToolOutcome) -> TextEvent:
        made = self._calls.settle(outcome)
        self._thinking.settle(outcome)
        if outcome.ok:
            self._showing.show(made, outcome)
        if made.took_back:
            self.saying.waiting.drop(made.took_back)
        if made.held or made.told is None:
            return TextEvent(TextRole.TOOL, "")
        self._relay_outcome(outcome)
        return TextEvent(TextRole.TOOL, outcome.say)

    def _arrive_at_once(self, t: float) -> None:
        """Takes in what came back at once from calls that were just made."""
        for item in self._toolbox.due(t):
            self._tool_item(item)

    def _release(self, made: Made) -> None:
        """Has the outcome of a call told by itself, whose turn never came to its end."""
        made.held = False
        if (outcome := made.told) is not None:
            self._relay_outcome(outcome)

    def _relay_outcome(self, outcome: ToolOutcome) -> None:
        if outcome.say:
            clauses = deque(split_clauses(outcome.say))
            self.saying.waiting.add(Statement(SpeechKind.RELAY, clauses, outcome.t, source=outcome.id))

    # ---- what is pressed ---------------------------------------------------------------------------------------

    def panel_action(self, action: PanelAction, t: float) -> TextEvent | None:
        """The user pressed something at session time t. What is no matter of ours is told to the model."""
        pressed = self._showing.pressed(action, t)
        if pressed is None:
            return None
        name, context = action.action or pressed.name, {**pressed.context, **action.context}
        if of_model(pressed.surface):
            self._ask(press_question(pressed.surface, name, context), t, wary=True)
        elif name == consent.ACTION:
            if (reply := reply_to(pressed.surface, context)) is not None:
                self._toolbox.decide(*reply, t)
        elif name == CALL_ACTION:
            self._calls.order(called_by(context), t)
        else:
            return TextEvent(TextRole.PANEL, plain_line(" ".join([name, *(str(value) for value in context.values())])))
        return None

    def order(self, command: CallTool, t: float) -> None:
        """Calls a tool without a word of the user; how it ends is told by itself."""
        self._calls.order(Call(command.name, dict(command.arguments)), t)

    def silence(self, t: float) -> None:
        """The user pressed Stop at session time t."""
        self._end_answers(t)

    # ---- the user's turn ---------------------------------------------------------------------------------------

    def inquire(self, act: Act, boundary_s: float) -> Inquiry | None:
        """What the model is to be asked because of an act, None if there is nothing to ask.

        boundary_s: session time up to which the user's words count.
        """
        return self._turns.inquire(act, boundary_s, self._voice(boundary_s))

    def next_line(self, boundary_s: float) -> Inquiry | None:
        """What the model is to be asked about the oldest line that was typed and not answered, None if there is
        none."""
        return self._turns.next_line(boundary_s, speaking=self._mouth.busy)

    def instead(self, inquiry: Inquiry, written: Written) -> Inquiry | None:
        """What the model is to be asked instead of what it was asked, None if that stands."""
        return self._turns.instead(inquiry, written)

    def carry_out(self, inquiry: Inquiry, written: Written, t: float, boundary_s: float) -> None:
        """Does what the model wrote about the user's words. t: when this takes effect."""
        answered = self._turns.answered
        if inquiry.line is not None:
            self._carry_out_line(inquiry, written, t, boundary_s)
        elif inquiry.revised and answered is not None and (written.wait or not self._replaceable(answered, written)):
            answered.turn = inquiry.turn
        elif not written.wait:
            self._carry_out_turn(inquiry, written, t, boundary_s)

    def _carry_out_turn(self, inquiry: Inquiry, written: Written, t: float, boundary_s: float) -> None:
        for made in self._turns.early:
            if made not in inquiry.early:
                self._release(made)
        if not inquiry.final:
            self._turns.called_early(inquiry.turn, self._calls.add(inquiry.early, written.calls, inquiry.turn, t))
            self._arrive_at_once(t)
            return
        before = self._turns.take_up(inquiry)
        going_on = before is not None and before.only_begun and asks_alike(written, before.written)
        replaced = before.statement if inquiry.joined and before is not None else None
        if inquiry.joined and before is not None:
            self._give_up(before.question, t)
        begun = replaced if going_on else None
        if self._mouth.busy and begun is None and (inquiry.joined or written != Written()):
            self.stop(t, replaced=replaced)
        if written.say is Move.RESUME and self.saying.resume(t, boundary_s):
            self._calls.agree(inquiry.early, written.calls, inquiry.turn, t)
            return
        if written.say is Move.STOP:
            self._end_answers(t)
        elif written != Written():
            self.saying.put_away(t)
        self._answer(inquiry, written, t, boundary_s, begun=begun)

    def _carry_out_line(self, inquiry: Inquiry, written: Written, t: float, boundary_s: float) -> None:
        more = self._turns.line_taken_up()
        for made in more.made if more is not None else ():
            if made not in inquiry.early:
                self._release(made)
        speaking = self.saying.current(t) is not None
        if written == Written() or (speaking and written.say in ACKNOWLEDGING and not written.calls):
            return  # what is being said goes on
        if written.say is Move.RESUME and self.saying.resume(t, boundary_s):
            return
        silenced = written.say is Move.STOP and self._end_answers(t)
        if written.say is not Move.STOP:
            self.saying.make_room(t)
        self._answer(inquiry, written, t, boundary_s, silenced=silenced)

    def _answer(
        self,
        inquiry: Inquiry,
        written: Written,
        t: float,
        boundary_s: float,
        *,
        begun: Statement | None = None,
        silenced: bool = False,
    ) -> None:
        """Calls, asks and says what was written. begun: "Let me look", which is being said already and need not be said
        anew. silenced: what the user wanted ended has ended, and that is answer enough."""
        turn = inquiry.turn
        self.report_spoken(t + FADE_MS / 1000)
        self._thinking.heard(turn.text, again=inquiry.joined)
        made = self._calls.agree(inquiry.early, written.calls, turn, t)
        self._arrive_at_once(t)
        unfinished = written.say is Move.MORE
        for call in made:
            call.held = unfinished
        reply = self._reply(inquiry, written, made, t, silenced=silenced)
        if begun is not None and not reply.only_begun:
            self.stop(t, replaced=begun)
            begun = None
        answers = [] if begun is not None else _statements(reply, inquiry, t)
        self._note(inquiry, written, [call for call in made if call.stands], reply, begun or next(iter(answers), None))
        for at, answer in enumerate(answers):
            if at or (inquiry.line is not None and self._mouth.busy):
                self._mouth.follow(answer, boundary_s)
            else:
                self._mouth.say(answer, boundary_s)

    def _note(
        self, inquiry: Inquiry, written: Written, made: list[Made], reply: _Reply, statement: Statement | None
    ) -> None:
        """Keeps what was done about a turn. made: the calls that did not fail. statement: what is said first."""
        turn, unfinished = inquiry.turn, written.say is Move.MORE
        if inquiry.line is not None:
            if unfinished:
                self._turns.lines.asked_for_more(turn.text, made)
        elif unfinished:
            self._turns.lacks(turn, made)
        else:
            only_begun = reply.only_begun and statement is not None
            said = statement or Statement(SpeechKind.RESPONSE, deque(), inquiry.until_s)
            self._turns.answered = Answered(turn, inquiry.until_s, written, said, made, reply.question, only_begun)

    def _reply(self, inquiry: Inquiry, written: Written, made: Sequence[Made], t: float, *, silenced: bool) -> _Reply:
        """What is said at once. made: the calls of the turn."""
        unfinished = written.say is Move.MORE
        says = [] if unfinished else say_together([outcome for call in made if (outcome := call.told) is not None])
        question, filler, only_begun = "", "", not says
        if asked := written.ask or (inquiry.turn.text if written.say is Move.UNABLE else ""):
            question, refused = self._ask(asked, t)
            filler = self._replies.reply(Move.ASK) if question else ""
            says += [] if question else [refused]
            only_begun = only_begun and bool(question)
        elif written.say is not None:
            quiet = silenced or (written.say is Move.STOP and inquiry.line is None)
            says += [] if quiet else [self._replies.reply(written.say)]
            only_begun = False
        if not says and any(call.outcome is None and call.id not in self._toolbox.unconsented for call in made):
            filler = self._replies.looking()
        return _Reply(" ".join(says), filler, question, only_begun)

    def _ask(self, question: str, t: float, *, wary: bool = False) -> tuple[str, str]:
        return self._questions.ask(question, t, calls_before=self._calls.made, wary=wary)

    def _request(self, turn: Turn, early: tuple[Made, ...], without: frozenset[Move]) -> WriteRequest:
        """What the model is told about a turn: also what stands and what is under way, newest last."""
        made = frozenset(call.id for call in early)
        lines = [(_place(id_), line) for id_, line in self._calls.standing.lines(made).items()]
        lines += [(place, task.line) for place, task in self._under_way() if task.id not in made]
        reminders = tuple(line for _, line in sorted(lines)[-REMINDED:])
        words, tools = tuple(turn.text.split()), self._toolbox.specs()
        return WriteRequest(words, reminders, tools, self._thinking.available, without)

    def _voice(self, boundary_s: float) -> Voice:
        at, answered = sample(boundary_s), self._turns.answered
        running = self._mouth.caption(at)
        speaking = running is not None and running[1] not in ASIDE_KINDS
        return Voice(
            speaking_since_s=self._mouth.speaking_since_s(at) if speaking else None,
            said_s=self._mouth.spoken_s(answered.statement, at) if answered is not None else None,
            awaited=answered is not None and self._questions.unanswered(answered.question),
        )

    def _replaceable(self, answered: Answered, written: Written) -> bool:
        """Whether something else is to be done than was done, and what was done can be undone."""
        undone = [made for made in answered.made if not any(made.meets(call) for call in written.calls)]
        return not alike(written, answered.written) and all(self._calls.undoable(made) for made in undone)

    # ---- the assistant's voice ---------------------------------------------------------------------------------

    def relay(self, boundary_s: float) -> None:
        """Says the most urgent of what waits; what is being said goes on after it."""
        statement, interrupted = self.saying.relayed()
        if statement is None:
            return
        if (call := self._showing.asking(statement)) is not None:
            self._toolbox.voiced(call, boundary_s)
        if interrupted:  # what stopped it was not meant for us
            self._turns.overheard(boundary_s)
        self._mouth.say(statement, boundary_s)

    def acknowledge(self, t: float, boundary_s: float) -> None:
        """Says a short "mm-hm", unless the voice is busy."""
        if not self._mouth.busy:
            clauses = deque([self._replies.acknowledgement()])
            self._mouth.say(Statement(SpeechKind.BACKCHANNEL, clauses, t), boundary_s)

    def stop(self, t: float, *, replaced: Statement | None = None) -> None:
        """Stops speaking at session time t. replaced: what is said anew, if that is known."""
        stopped = self.saying.interrupt(t, replaced)
        if stopped is not None and (answered := self._turns.reopen(stopped.current, stopped.spoken_s)) is not None:
            self._give_up(answered.question, t)

    # ---- what is under way -------------------------------------------------------------------------------------

    def _end_answers(self, t: float) -> bool:
        """Falls silent and gives up what was about to be said and every question to the background model; if there is
        none of that, what is under way. Alarms still come. Returns whether anything ended."""
        ended = self.saying.end(t)
        asked = [call for statement in ended if (call := self._showing.asking(statement)) is not None]
        questions = list(self._questions)
        for question in questions:
            self._give_up(question.id, t)
        if not ended and not questions:
            asked += [task.id for task in self._calls.under_way]
        for call in asked:
            self._calls.end(call, t)
        return bool(ended or questions or asked)

    def _give_up(self, source: str, t: float) -> None:
        """Cancels what is still to come for a question or call, and what of it waits. A question can still be named for
        the rest of this moment: "forget the question" gives it up before it is known what the words mean."""
        if (question := self._questions.of(source)) is not None:
            since, tasks = self._ended
            self._ended = t, [*(tasks if since == t else []), question.task]
            self._questions.give_up(source, t)
        if source:
            self._toolbox.cancel(source, t)
            self.saying.waiting.drop(source)

    def _under_way(self) -> list[tuple[float, Task]]:
        """The calls and questions that have not come back, each after as many calls, newest last."""
        calls = [(_place(task.id), task) for task in self._calls.under_way if task.name != END_TASK]
        questions = [(question.calls_before + 0.5, question.task) for question in self._questions]
        return sorted([*calls, *questions], key=lambda each: each[0])

    def _end_task(self, what: str, t: float) -> str | None:
        """Ends what the user means at session time t; returns what it was, None if nothing is under way."""
        ended = self._ended[1] if self._ended[0] == t else []
        task = meant([*(task for _, task in self._under_way()), *ended], what)
        if task is None:
            return None
        if task.name == Move.ASK.value:
            self._give_up(task.id, t)
        else:
            self._calls.end(task.id, t)
        return task.told


def _statements(reply: _Reply, inquiry: Inquiry, t: float) -> list[Statement]:
    """The statements of a reply that have words. What answers a line is said whole."""
    whole = inquiry.line is not None
    statements = [
        Statement(SpeechKind.RESPONSE, deque(split_clauses(reply.text)), t, whole=whole),
        Statement(SpeechKind.RESPONSE, deque(split_clauses(reply.filler)), t, whole=whole, filler=True),
    ]
    return [statement for statement in statements if statement.clauses]


def _place(call: str) -> float:
    """Where a call stands among those of the session, by its id; what was resumed comes first."""
    return float(call[1:]) if call[1:].isdecimal() else 0.0
