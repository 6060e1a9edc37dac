"""What the core's decisions mean: takes up turns, calls tools, asks the background model, keeps what waits to be said.

Nothing here decides when to speak, nor what the user's words mean; each method is called because the core said so, or
because something arrived. A turn is taken up in two steps: inquire() puts together what the model is to be asked about
the words, and carry_out() does what it wrote.
"""

import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from duologue.background.base import BackgroundChunk, BackgroundModel
from duologue.core.commands import CallTool, PanelAction
from duologue.core.events import Background, Delegate, Event, Failure, Json, Panel, SpeechKind
from duologue.core.microturn import Act, TextEvent, TextRole, Utterance
from duologue.core.timing import PREMATURE_S, SPEAKER_RATE_HZ
from duologue.core.wording import plain_line
from duologue.core.writing import Call, Move, WriteRequest, Written
from duologue.model.voice.base import split_clauses
from duologue.panels import consent
from duologue.panels.actions import Shown
from duologue.panels.messages import CALL_ACTION, Message
from duologue.panels.results import Panels, ShapeError
from duologue.session.calls import Calls, Made
from duologue.session.mouth import FADE_MS, Mouth, Stopped
from duologue.session.questions import Question, Questions
from duologue.session.replies import Replies
from duologue.session.standing import taken_back
from duologue.session.statements import Statement, Urgency, Waiting
from duologue.session.thinking import Thinking, of_model, press_question
from duologue.session.turn_text import Turn, TurnText, wording
from duologue.session.typed import TypedLine, TypedLines
from duologue.session.under_way import Task, meant
from duologue.tools.base import Alarm, ToolOutcome, say_together
from duologue.tools.consent import ConsentSettled, ConsentWanted, Reply
from duologue.tools.registry import Toolbox
from duologue.tools.tasks import END_TASK

JOIN_GAP_S = 2.5
"""Words that follow a turn within this time belong to it, if its question is still without any answer."""
OWED_S = 0.6
"""How long a turn that the core took up may still wait for its first words to be recognised."""
RESUME_S = 180.0
"""How long the rest of an answer that was put away can be asked for."""
REVISED_S = 0.3
"""The end of the last word may be refined by this much without a word being added."""
REMINDED = 4
"""Of so many things that stand or are under way, the newest, the model is reminded."""
LONG_ANSWER_S = 60.0
"""Longest stretch of one answer of the background model that is said without being asked for, in seconds of sound."""
LEAVING_OFF = "There is more to say about this. Ask me to go on if you would like to hear it."
MOST_LEFT = 200
"""Most clauses of such an answer that are kept to go on with; then the model is told to stop."""
BARELY_BEGUN_S = 1.0
"""An answer of which less than this was heard, in seconds, is not ended by a line that is typed: it is said later."""
ASIDE_KINDS = frozenset({SpeechKind.BACKCHANNEL, SpeechKind.INTERJECTION})
"""Speech that leaves the turn with the user."""


ACKNOWLEDGING = frozenset({Move.RESUME, Move.WELCOME})
"""Moves that, typed during an answer, want it to go on."""


@dataclass(slots=True, eq=False)
class _Answer:
    """What was done about the turn taken up last, so that it can be undone.

    until_s: session time up to which words were taken. written: what was done. only_begun: all that was said is that it
    will take a moment.
    """

    turn: Turn
    until_s: float
    written: Written
    statement: Statement
    made: list[Made]
    question: str
    only_begun: bool


@dataclass(frozen=True, slots=True)
class _Reply:
    """What is said at once about a turn. filler: after it, "One moment". question: id of what the background model was
    asked. only_begun: there is nothing but the filler."""

    text: str
    filler: str
    question: str
    only_begun: bool


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the model is asked about the user's words.

    until_s: the words up to this session time count. final: the turn is over. joined: with the turn before. revised:
    the turn before itself, in words that have changed. early: the calls that were made for words of the turn. line: it
    was typed. wider: the same together with the words before, which is what counts unless these alone say enough.
    """

    request: WriteRequest
    turn: Turn
    until_s: float
    final: bool
    joined: bool
    revised: bool
    early: tuple[Made, ...]
    line: TypedLine | None = None
    wider: "Inquiry | None" = None


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
        rng: random.Random,
        emit: Callable[[Event], None],
    ) -> None:
        self.waiting = Waiting()
        self._turns = TurnText()
        self._mouth = mouth
        self._toolbox = toolbox
        self._replies = Replies(rng)
        self._emit = emit
        self._calls = Calls(toolbox, emit)
        self._panels = Panels()
        self._shown = Shown()
        self._thinking = Thinking(background, toolbox, self._calls, self._draw, emit)
        self._asked: dict[str, Statement] = {}  # questions whether a call may run, by its id
        self._open = Questions()
        self._lines = TypedLines()
        self._answer: _Answer | None = None
        self._early: list[Made] = []  # made for words that still belong to the user's turn
        self._early_end_s = 0.0
        self._owed_until_s = -1.0
        self._more_end_s = -1.0  # end of the words that were asked to be completed
        self._revision = ""  # how the turn that was answered reads now
        self._interrupted: list[Statement] = []  # was stopped, and waits for what the user's words turn out to mean
        self._rest: tuple[float, list[Statement]] = (0.0, [])  # when something was put away, and what
        self._ended: tuple[float, list[Task]] = (0.0, [])  # when questions were ended with what was said, and which
        self._questions = 0
        toolbox.end_tasks_by(self._end_task)

    @property
    def awaiting(self) -> bool:
        """A question or call is out and nothing has come back yet."""
        return self._open.awaiting or self._calls.awaiting

    @property
    def interrupted(self) -> bool:
        """What would be said next was stopped by the user's words."""
        return self.waiting.first() in self._interrupted

    def begin(self) -> None:
        """Shows what still runs from earlier sessions."""
        for resumed in self._toolbox.resumed():
            outcome = ToolOutcome(resumed.id, resumed.name, True, 0.0, resumed.result)
            call = Call(resumed.name, resumed.arguments)
            self._calls.standing.settle(call, outcome)
            self._show(Made(resumed.id, call, call), outcome)

    # ---- what arrives ------------------------------------------------------------------------------------------

    def arrive(self, t: float) -> list[TextEvent]:
        """Takes in what came from tools and the background model up to session time t."""
        events = [self._tool_item(item) for item in self._toolbox.due(t)]
        events += [self._chunk(chunk) for chunk in self._thinking.due(t)]
        self._arrive_at_once(t)
        for question in self._open:
            if question.over and not (question.answer.clauses or self._mouth.holds(question.answer)):
                self._open.drop(question.id)  # said to its end
        self._leave_off(t)
        return [event for event in events if event.text]

    def typed(self, text: str, t: float) -> TextEvent:
        """The user typed a line at session time t: it is taken up by itself (next_line), unless it answers a question
        whether a call may run."""
        if not self._toolbox.typed(text, t) and not self._lines.add(text, t):
            self._emit(Failure(t, "typed", f"There are too many lines to answer; this one is not: {plain_line(text)}"))
        return TextEvent(TextRole.TYPED, text)

    def hear(self, utterances: Sequence[Utterance], t: float) -> None:
        """The user was heard up to session time t. utterances: those that have changed."""
        answers = self._toolbox.hear(utterances, t)
        for utterance in utterances:
            if utterance.id in answers:
                self._turns.drop(utterance.id)
            else:
                self._turns.hear(utterance)

    def report_spoken(self, until_s: float) -> None:
        """Reports the speeches of the assistant that have ended by session time until_s."""
        for speech in self._mouth.ended(_sample(until_s)):
            self._thinking.spoke(speech)
            if speech.kind not in ASIDE_KINDS:
                self._turns.spoke(speech.start, speech.end, completed=speech.completed)
            self._emit(speech)

    def _chunk(self, chunk: BackgroundChunk) -> TextEvent:
        question = self._open.of(chunk.id)
        if question is None:
            return TextEvent(TextRole.BACKGROUND, "")
        self._emit(Background(chunk.t, chunk.id, chunk.text, chunk.final))
        told, answer = question.take(chunk), question.answer
        at_hand = self._mouth.will_say(answer) or answer in self.waiting or answer in self._rest[1]
        if answer.clauses and not at_hand:
            answer.since_s = chunk.t
            self.waiting.add(answer)
        elif len(answer.clauses) > MOST_LEFT and answer in self._rest[1]:
            self._give_up(chunk.id, chunk.t)
        return TextEvent(TextRole.BACKGROUND, told)

    def _leave_off(self, t: float) -> None:
        """Ends an answer of the background model that goes on for too long; its rest is there to be asked for."""
        answer = self._mouth.current(_sample(t))
        if answer is None or self._open.of(answer.source) is None or answer.said_s < LONG_ANSWER_S:
            return
        if not answer.clauses or not self._mouth.will_say(answer):
            return
        rest = Statement(SpeechKind.RELAY, deque(), t, Urgency.STREAM, answer.source)
        self._mouth.leave_off(rest, LEAVING_OFF)
        if (question := self._open.of(answer.source)) is not None:
            question.answer = rest
        answer.source = ""
        self._rest = t, [rest]

    def _tool_item(self, item: ToolOutcome | Alarm | ConsentWanted | ConsentSettled) -> TextEvent:
        if isinstance(item, ConsentWanted):
            return self._ask_consent(item)
        if isinstance(item, ConsentSettled):
            return self._end_consent(item)
        if isinstance(item, Alarm):
            self._calls.standing.rang(item.id)
            self._draw(self._panels.rang(item.id), item.t)
            clauses = deque(split_clauses(item.text))
            self.waiting.add(Statement(item.kind, clauses, item.t, Urgency.ALARM, item.id, whole=True))
            return TextEvent(TextRole.TOOL, item.text)
        made = self._calls.settle(item)
        self._thinking.settle(item)
        if item.ok:
            self._show(made, item)
        if (cancelled := taken_back(made.call, item)) is not None:
            self.waiting.drop(cancelled)
        if made.held or made.told is None:
            return TextEvent(TextRole.TOOL, "")
        self._relay_outcome(item)
        return TextEvent(TextRole.TOOL, item.say)

    def _ask_consent(self, item: ConsentWanted) -> TextEvent:
        """Shows the question whether a call may run, and has it wait until the core lets it be said."""
        self._draw(consent.asking(item.id, item.heading, item.details), item.t)
        clauses = deque(split_clauses(item.question))
        source = consent.surface_of(item.id)
        statement = Statement(SpeechKind.RESPONSE, clauses, item.t, Urgency.ALARM, source, whole=True)
        self._asked[item.id] = statement
        self.waiting.add(statement)
        return TextEvent(TextRole.TOOL, item.question)

    def _end_consent(self, item: ConsentSettled) -> TextEvent:
        """The question is not asked any more; if the voice is at it, it says no further clause."""
        statement = self._asked.pop(item.id)
        self.waiting.remove(statement)
        statement.clauses.clear()
        self._draw(consent.settled(item.id), item.t)
        return TextEvent(TextRole.TOOL, "")

    def _show(self, made: Made, outcome: ToolOutcome) -> None:
        call = made.call
        if outcome.text:
            self._draw(consent.told(made.id, call.name, outcome.text), outcome.t)
            return
        try:
            shown = self._panels.show(made.id, call.name, call.arguments, outcome.result, unasked=made.silent)
        except ShapeError as error:
            self._emit(Failure(outcome.t, "panels", error.message))
        else:
            self._draw(shown, outcome.t)

    def _draw(self, messages: Sequence[tuple[str, Message]], t: float) -> None:
        """Draws panels of our own, whose actions may call tools."""
        for surface, message in messages:
            self._shown.take(surface, message)
            self._emit(Panel(t, surface, message))

    # ---- what is pressed ---------------------------------------------------------------------------------------

    def panel_action(self, action: PanelAction, t: float) -> TextEvent | None:
        """The user pressed something at session time t. What is no matter of ours is told to the model."""
        pressed = self._shown.find(action.surface, action.component, action.text)
        if pressed is None:
            what = action.component or f"'{action.text}'"
            self._emit(Failure(t, "panel_action", f"Nothing to press was found on the panels for {plain_line(what)}."))
            return None
        name, context = action.action or pressed.name, {**pressed.context, **action.context}
        if of_model(pressed.surface):
            self._ask(press_question(pressed.surface, name, context), t, wary=True)
        elif name == consent.ACTION:
            self._answer_consent(pressed.surface, context, t)
        elif name == CALL_ACTION:
            arguments = context.get("arguments")
            self.order(CallTool(str(context.get("name")), arguments if isinstance(arguments, dict) else {}), t)
        else:
            return TextEvent(TextRole.PANEL, plain_line(" ".join([name, *(str(value) for value in context.values())])))
        return None

    def _answer_consent(self, surface: str, context: dict[str, Json], t: float) -> None:
        """A button of the question whether a call may run; only that on the question's own panel counts."""
        call, reply = str(context.get("id")), str(context.get("answer"))
        if surface == consent.surface_of(call) and reply in list(Reply):
            self._toolbox.decide(call, Reply(reply), t)

    def order(self, command: CallTool, t: float) -> None:
        """Calls a tool without a word of the user; how it ends is told by itself."""
        self._calls.order(Call(command.name, dict(command.arguments)), t)

    # ---- the user's turn ---------------------------------------------------------------------------------------

    def inquire(self, act: Act, boundary_s: float) -> Inquiry | None:
        """What the model is to be asked because of an act, None if there is nothing to ask.

        boundary_s: session time up to which the user's words count.
        """
        final = act in (Act.RESPOND, Act.RELAY) or (act is not Act.CALL and boundary_s <= self._owed_until_s)
        if not final and act is not Act.CALL:
            return self._inquire_again(boundary_s)
        since_s = self._speaking_since_s(boundary_s)
        turn = self._turns.read(boundary_s, since_s)
        if turn is None:
            self._owed_until_s = boundary_s + OWED_S if act is Act.RESPOND else self._owed_until_s
            return None
        self._owed_until_s = -1.0
        if turn.end_s <= self._more_end_s + REVISED_S:
            return None
        if not final or not self._goes_on(turn, boundary_s):
            return self._inquiry(turn, boundary_s, final=final, joined=False)
        whole = self._turns.read(boundary_s, since_s, joined=True) or turn
        wider = self._inquiry(whole, boundary_s, final=True, joined=True)
        alone = self._inquiry(turn, boundary_s, final=True, joined=False)
        request = replace(alone.request, without=frozenset({Move.WAIT}))
        return wider if whole == turn else replace(alone, request=request, wider=wider)

    def _inquire_again(self, boundary_s: float) -> Inquiry | None:
        """Asks once more about a turn that was just answered if its words have come out otherwise, and stay so."""
        answer = self._answer
        if answer is None or boundary_s - answer.until_s > PREMATURE_S:
            return None
        turn = self._turns.read(answer.until_s, None, joined=True)
        before, self._revision = self._revision, wording(turn.text) if turn is not None else ""
        if turn is None or self._revision != before or self._revision == wording(answer.turn.text):
            return None
        return self._inquiry(turn, answer.until_s, final=True, joined=True, revised=True)

    def next_line(self, boundary_s: float) -> Inquiry | None:
        """What the model is to be asked about the oldest line that was typed and not answered, None if there is none.

        A line is a turn of its own, complete and meant for the assistant; only an acknowledgement of what is being said
        may ask for nothing.
        """
        if (line := self._lines.take()) is None:
            return None
        alone, more = self._line_inquiry(line, boundary_s, ()), self._lines.more
        if more is None:
            return alone
        whole = TypedLine(f"{more.text} {line.text}", line.t)
        return replace(alone, wider=self._line_inquiry(whole, boundary_s, tuple(more.made)))

    @staticmethod
    def instead(inquiry: Inquiry, written: Written) -> Inquiry | None:
        """What the model is to be asked instead of what it was asked, None if that stands.

        Words that follow an unanswered question are read with it unless they put an end to it. A line that follows one
        whose missing part was asked for is read with that one unless it asks for something itself.
        """
        if inquiry.line is not None:
            enough = bool(written.calls or written.ask)
        else:
            enough = written.say is Move.STOP or [call.name for call in written.calls] == [END_TASK]
        return None if enough else inquiry.wider

    def _line_inquiry(self, line: TypedLine, boundary_s: float, early: tuple[Made, ...]) -> Inquiry:
        turn = Turn(line.text, line.t, line.t)
        standing = self._reminders(without=frozenset(made.id for made in early))
        without = frozenset({Move.WAIT} if self._mouth.busy else {Move.WAIT, Move.NOTHING})
        request = WriteRequest(
            tuple(line.text.split()), standing, self._toolbox.specs(), self._thinking.available, without
        )
        return Inquiry(request, turn, boundary_s, True, False, False, early, line)

    def _inquiry(self, turn: Turn, until_s: float, *, final: bool, joined: bool, revised: bool = False) -> Inquiry:
        early = self._before(turn, joined=joined)
        standing = self._reminders(without=frozenset(made.id for made in early))
        words = tuple(turn.text.split())
        request = WriteRequest(words, standing, self._toolbox.specs(), self._thinking.available)
        return Inquiry(request, turn, until_s, final, joined, revised, early)

    def _reminders(self, without: frozenset[str]) -> tuple[str, ...]:
        """What the model is reminded of: what stands and what is under way, newest last. without: ids of calls."""
        lines = [(_place(id_), line) for id_, line in self._calls.standing.lines(without).items()]
        lines += [(place, task.line) for place, task in self._under_way() if task.id not in without]
        return tuple(line for _, line in sorted(lines)[-REMINDED:])

    def carry_out(self, inquiry: Inquiry, written: Written, t: float, boundary_s: float) -> None:
        """Does what the model wrote about the user's words. t: when this takes effect."""
        if inquiry.line is not None:
            self._carry_out_line(inquiry, written, t, boundary_s)
            return
        answer = self._answer
        if inquiry.revised and answer is not None and (written.wait or not self._replaceable(answer, written)):
            answer.turn = inquiry.turn
            return
        if written.wait:
            return
        for made in self._early:
            if made not in inquiry.early:
                self._release(made)
        if not inquiry.final:
            self._early = self._calls.add(inquiry.early, written.calls, inquiry.turn, t)
            self._early_end_s = inquiry.turn.end_s
            self._arrive_at_once(t)
            return
        before, self._answer, self._early = self._answer, None, []
        if inquiry.joined and before is not None:
            self._turns.give_back()
            self._give_up(before.question, t)
        self._turns.take(inquiry.until_s)
        replaced = before.statement if inquiry.joined and before is not None else None
        going_on = (
            replaced if before is not None and before.only_begun and _asks_alike(written, before.written) else None
        )
        if self._mouth.busy and going_on is None and (inquiry.joined or written != Written()):
            self.stop(t, replaced=replaced)
        if written.say is Move.RESUME and self._resume(t, boundary_s):
            self._calls.agree(inquiry.early, written.calls, inquiry.turn, t)
            return
        if written.say is Move.STOP:
            self._end_answers(t)
        elif written != Written():
            self._put_away(t)
        self._answer_turn(inquiry, written, t, boundary_s, going_on)

    def _carry_out_line(self, inquiry: Inquiry, written: Written, t: float, boundary_s: float) -> None:
        """Does what the model wrote about a line that was typed."""
        more, self._lines.more = self._lines.more, None
        for made in more.made if more is not None else ():
            if made not in inquiry.early:
                self._release(made)
        saying = self._mouth.current(_sample(t))
        if written == Written() or (saying is not None and written.say in ACKNOWLEDGING and not written.calls):
            return  # what is being said goes on
        if written.say is Move.RESUME and self._resume(t, boundary_s):
            return
        silenced = written.say is Move.STOP and self._end_answers(t)
        if written.say is not Move.STOP:
            self._make_room(t)
        self._answer_turn(inquiry, written, t, boundary_s, None, silenced=silenced)

    def _make_room(self, t: float) -> None:
        """A line that was typed ends what is being said, but for what is said whole and what had barely begun."""
        saying = self._mouth.current(_sample(t))
        ends = saying is not None and not saying.whole and saying.kind not in ASIDE_KINDS
        stopped = self._mouth.stop(_sample(t)) if ends else None
        for statement in () if stopped is None else (stopped.current, *stopped.following):
            if statement.whole:
                self._mouth.follow(statement, t)
            elif not statement.filler and (statement.clauses or statement.open):
                statement.kind, statement.since_s = SpeechKind.RELAY, t
                self.waiting.add(statement)
                if stopped is not None and statement is stopped.current and stopped.spoken_s > BARELY_BEGUN_S:
                    self._interrupted.append(statement)
        self._put_away(t)

    def _answer_turn(
        self,
        inquiry: Inquiry,
        written: Written,
        t: float,
        boundary_s: float,
        going_on: Statement | None,
        *,
        silenced: bool = False,
    ) -> None:
        """going_on: "Let me look", which is being said already and need not be said anew. silenced: what the user
        wanted ended has ended, and that is answer enough."""
        turn = inquiry.turn
        self.report_spoken(t + FADE_MS / 1000)
        self._thinking.heard(turn.text, again=inquiry.joined)
        made = self._calls.agree(inquiry.early, written.calls, turn, t)
        self._arrive_at_once(t)
        unfinished = written.say is Move.MORE
        for call in made:
            call.held = unfinished
        reply = self._reply(inquiry, written, made, t, silenced=silenced)
        if going_on is not None and not reply.only_begun:
            self.stop(t, replaced=going_on)
            going_on = None
        answers = [] if going_on is not None else self._statements(reply, inquiry, t)
        made = [call for call in made if call.stands]
        if inquiry.line is not None:
            if unfinished:
                self._lines.asked_for_more(turn.text, made)
        elif unfinished:
            self._turns.give_back()
            self._more_end_s, self._early, self._early_end_s = turn.end_s, made, turn.end_s
        else:
            said = going_on or next(iter(answers), Statement(SpeechKind.RESPONSE, deque(), t))
            begun = reply.only_begun and bool(said.clauses or going_on)
            self._answer = _Answer(turn, inquiry.until_s, written, said, made, reply.question, begun)
        for at, answer in enumerate(answers):
            if at or (inquiry.line is not None and self._mouth.busy):
                self._mouth.follow(answer, boundary_s)
            else:
                self._mouth.say(answer, boundary_s)

    def _reply(self, inquiry: Inquiry, written: Written, made: Sequence[Made], t: float, *, silenced: bool) -> "_Reply":
        """What is said at once. made: the calls of the turn."""
        unfinished = written.say is Move.MORE
        says = [] if unfinished else say_together([outcome for call in made if (outcome := call.told) is not None])
        question, filler, only_begun = "", "", not says
        if asked := written.ask or (inquiry.turn.text if written.say is Move.UNABLE else ""):
            question, follow_up = self._ask(asked, t)
            if question:
                filler = follow_up
            else:
                says.append(follow_up)
            only_begun = only_begun and bool(question)
        elif written.say is not None:
            quiet = silenced or (written.say is Move.STOP and inquiry.line is None)
            says += [] if quiet else [self._replies.reply(written.say)]
            only_begun = False
        if not says and any(call.outcome is None and call.id not in self._toolbox.unconsented for call in made):
            filler = self._replies.looking()
        return _Reply(" ".join(says), filler, question, only_begun)

    @staticmethod
    def _statements(reply: "_Reply", inquiry: Inquiry, t: float) -> list[Statement]:
        """The statements of a reply that have words. What answers a line is said whole."""
        whole = inquiry.line is not None
        statements = [
            Statement(SpeechKind.RESPONSE, deque(split_clauses(reply.text)), t, whole=whole),
            Statement(SpeechKind.RESPONSE, deque(split_clauses(reply.filler)), t, whole=whole, filler=True),
        ]
        return [statement for statement in statements if statement.clauses]

    def _replaceable(self, answer: _Answer, written: Written) -> bool:
        """Whether something else is to be done than was done, and what was done can be undone."""
        undone = [made for made in answer.made if not any(made.meets(call) for call in written.calls)]
        return not _alike(written, answer.written) and all(self._calls.undoable(made) for made in undone)

    def _before(self, turn: Turn, *, joined: bool) -> tuple[Made, ...]:
        """The calls that were made for words of this turn."""
        answered = self._answer.made if joined and self._answer is not None else []
        return (*answered, *(self._early if turn.start_s <= self._early_end_s else []))

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
            self.waiting.add(Statement(SpeechKind.RELAY, clauses, outcome.t, source=outcome.id))

    def _goes_on(self, turn: Turn, boundary_s: float) -> bool:
        """Whether a turn goes on with the one before: its question is unanswered, or its answer came too early."""
        before = self._answer
        if before is None:
            return False
        if self._open.unanswered(before.question) and not before.made:
            return turn.start_s - before.turn.end_s <= JOIN_GAP_S
        said_s = self._mouth.spoken_s(before.statement, _sample(boundary_s))
        return said_s is not None and said_s <= PREMATURE_S

    def _ask(self, question: str, t: float, *, wary: bool = False) -> tuple[str, str]:
        """Hands a question over; returns its id ("" if nobody takes it) and what to say at once. wary: it is not in the
        user's words.
        """
        self._questions += 1
        id_ = f"q{self._questions}"
        self._thinking.ask(id_, question, t, wary=wary)
        if not self._thinking.available:
            return "", " ".join(chunk.text for chunk in self._thinking.due(t))
        self._emit(Delegate(t, id_, question))
        answer = Statement(SpeechKind.RELAY, deque(), t, Urgency.STREAM, id_, open=True)
        oldest = self._open.add(Question(id_, question, self._calls.made, answer))
        if oldest is not None:
            self._give_up(oldest.id, t)
        return id_, self._replies.reply(Move.ASK)

    # ---- the assistant's voice ---------------------------------------------------------------------------------

    def relay(self, boundary_s: float) -> None:
        """Says the most urgent of what waits; what is being said goes on after it."""
        statement = self.waiting.take()
        if statement is None:
            return
        for id_, question in self._asked.items():
            if question is statement:
                self._toolbox.voiced(id_, boundary_s)
        if statement in self._interrupted:  # what stopped it was not meant for us
            self._interrupted.remove(statement)
            self._turns.take(boundary_s)
        self._mouth.say(statement, boundary_s)

    def acknowledge(self, t: float, boundary_s: float) -> None:
        """Says a short "mm-hm", unless the voice is busy."""
        if not self._mouth.busy:
            clauses = deque([self._replies.acknowledgement()])
            self._mouth.say(Statement(SpeechKind.BACKCHANNEL, clauses, t), boundary_s)

    def stop(self, t: float, *, replaced: Statement | None = None) -> None:
        """Stops speaking at session time t. What was not heard waits until it is clear what the user's words mean, but
        for an alarm that was heard in part, a reply that had just begun, and what is said anew.

        replaced: what is said anew, if that is known.
        """
        stopped = self._mouth.stop(_sample(t))
        if stopped is None:
            return
        self._reopen_if_premature(stopped, t)
        current, gone = stopped.current, [replaced]
        if current.urgency is Urgency.ALARM:
            gone += [current] if stopped.spoken_s > 0 else []
        elif current.kind is SpeechKind.RESPONSE and stopped.spoken_s <= PREMATURE_S:
            gone.append(current)
        for statement in (current, *stopped.following):
            if statement in gone or statement.filler:
                self._give_up(statement.source, t)
            elif statement.urgency is Urgency.ALARM:
                self.waiting.add(statement)
            elif statement.kind not in ASIDE_KINDS and (statement.clauses or statement.open):
                statement.kind, statement.since_s = SpeechKind.RELAY, t
                self.waiting.add(statement)
                self._interrupted.append(statement)

    def silence(self, t: float) -> None:
        """The user pressed Stop at session time t."""
        self._end_answers(t)

    def _end_answers(self, t: float) -> bool:
        """Falls silent and gives up what was about to be said and every question to the background model; if there is
        none of that, what is under way. Alarms still come. Returns whether anything ended."""
        stopped = self._mouth.stop(_sample(t))
        said = [] if stopped is None else [stopped.current, *stopped.following]
        for id_ in [id_ for id_, asked in self._asked.items() if asked in said]:
            self._calls.end(id_, t)
        for statement in said:
            heard = stopped is not None and statement is stopped.current and stopped.spoken_s > 0
            if statement.urgency is Urgency.ALARM and statement not in self._asked.values() and not heard:
                self.waiting.add(statement)
        self._interrupted += [s for s in said if s not in self._interrupted and _may_go_on(s)]
        self._interrupted += [s for s in self.waiting.calmed() if s not in self._interrupted]
        ended = bool(said or self._interrupted)
        self._put_away(t)
        for question in self._open:
            ended = True
            self._end_question(question, t)
        for task in () if ended else self._calls.under_way:
            ended = True
            self._calls.end(task.id, t)
        return ended

    def _put_away(self, t: float) -> None:
        """The user wants something else than the rest of what was stopped, or was left off."""
        put_away = [statement for statement in self._interrupted if statement.clauses]
        left = self._rest[1]
        if put_away:
            self._rest = t, put_away
        for statement in (*self._interrupted, *left):
            self.waiting.remove(statement)
            if (question := self._open.of(statement.source)) is not None:
                self._end_question(question, t)
            else:
                self._give_up(statement.source, t)
            statement.open = False
        self._interrupted = []

    def _end_question(self, question: Question, t: float) -> None:
        """Gives a question up at the user's wish; for the rest of this moment it can still be named."""
        since, tasks = self._ended
        task = Task(question.id, Move.ASK.value, question.words)
        self._ended = t, [*(tasks if since == t else []), task]
        self._give_up(question.id, t)

    def _resume(self, t: float, boundary_s: float) -> bool:
        """Goes on with what was stopped, or put away not long ago. Returns whether there is anything."""
        since_s, rest = self._rest
        self._rest = 0.0, []
        statements, self._interrupted = self._interrupted, []
        if not statements and t - since_s <= RESUME_S:
            statements = rest
        for statement in reversed(statements):
            self.waiting.remove(statement)
            statement.kind, statement.said_s = SpeechKind.RELAY, 0.0
            self._mouth.say(statement, boundary_s)
        return bool(statements)

    def _reopen_if_premature(self, stopped: Stopped, t: float) -> None:
        """Gives a turn back whose answer was stopped as soon as it began; its calls stay until it is read again."""
        answer = self._answer
        if answer is None or stopped.current is not answer.statement or stopped.spoken_s > PREMATURE_S:
            return
        self._answer = None
        self._turns.give_back()
        self._give_up(answer.question, t)
        self._early = [*answer.made, *self._early]
        self._early_end_s = max(self._early_end_s, answer.turn.end_s)
        for made in self._early:
            made.held = True

    def _speaking_since_s(self, boundary_s: float) -> float | None:
        """When the assistant's present speech began, if it is one that the user would answer to."""
        at = _sample(boundary_s)
        running = self._mouth.caption(at)
        return None if running is None or running[1] in ASIDE_KINDS else self._mouth.speaking_since_s(at)

    def _give_up(self, source: str, t: float) -> None:
        """Cancels what is still to come for a question or call, and what of it waits."""
        if not source:
            return
        if (question := self._open.drop(source)) is not None:
            self._thinking.cancel(source, t)
            question.answer.open = False
            if not question.over:
                self._emit(Background(t, source, "", True, cancelled=True))
        self._toolbox.cancel(source, t)
        self.waiting.drop(source)

    # ---- what is under way -------------------------------------------------------------------------------------

    def _under_way(self) -> list[tuple[float, Task]]:
        """The calls and questions that have not come back, each after as many calls, newest last."""
        calls = [(_place(task.id), task) for task in self._calls.under_way if task.name != END_TASK]
        questions = [(q.calls_before + 0.5, Task(q.id, Move.ASK.value, q.words)) for q in self._open]
        return sorted([*calls, *questions], key=lambda each: each[0])

    def _end_task(self, what: str, t: float) -> str | None:
        """Ends what the user means at session time t; returns what it was, None if nothing is under way."""
        ended = self._ended[1] if self._ended[0] == t else []  # by the very words that now name it
        task = meant([*(task for _, task in self._under_way()), *ended], what)
        if task is None:
            return None
        if task.name != Move.ASK.value:
            self._calls.end(task.id, t)
        else:
            self._give_up(task.id, t)
        return task.told


def _sample(t: float) -> int:
    """The sample of the speaker's line at session time t."""
    return round(t * SPEAKER_RATE_HZ)


def _may_go_on(statement: Statement) -> bool:
    """Whether the rest of a statement that is put away can be asked for."""
    alarm = statement.urgency is Urgency.ALARM
    return not alarm and not statement.filler and statement.kind not in ASIDE_KINDS


def _place(call: str) -> float:
    """Where a call stands among those of the session, by its id; what was resumed comes first."""
    return float(call[1:]) if call[1:].isdecimal() else 0.0


def _asks_alike(written: Written, before: Written) -> bool:
    """Whether the same is to be looked up or asked, in other words."""
    if written.say is not None or before.say is not None or bool(written.ask) != bool(before.ask):
        return False
    return [call.name for call in written.calls] == [call.name for call in before.calls]


def _alike(written: Written, before: Written) -> bool:
    """Whether the user would notice no difference: another wording of the question alone is none."""
    return replace(written, ask=str(bool(written.ask))) == replace(before, ask=str(bool(before.ask)))
