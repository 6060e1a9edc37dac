"""What the core's decisions mean: takes up turns, calls tools, asks the background model, keeps what waits to be said.

Nothing here decides when to speak, nor what the user's words mean; each method is called because the core said so, or
because something arrived. A turn is taken up in two steps: inquire() puts together what the model is to be asked about
the words, and carry_out() does what it wrote. The state lies with its owners: the turns (TurnTaking), what is said
(Statements), what is under way (PendingWork), panels (SessionPanels).
"""

import random
from collections.abc import Callable, Sequence
from functools import partial

from duologue.background.base import BackgroundModel
from duologue.core.events import BrokenOff, Event, Failure, Percept, SettingsWanted
from duologue.core.microturn import Act, TextEvent, TextRole, Utterance
from duologue.core.turn_text import Turn, words_of
from duologue.core.writing import Move, WriteRequest, WriteResult
from duologue.session.calls import Calls, ToolCallRecord
from duologue.session.dialogue import Dialogue, Past
from duologue.session.mouth import FADE_MS, Mouth
from duologue.session.outcomes import Outcomes
from duologue.session.pending import PendingWork
from duologue.session.presses import Presses
from duologue.session.questions import Questions
from duologue.session.replies import Replies
from duologue.session.reply import TurnReplies
from duologue.session.saying import Statements, sample
from duologue.session.showing import SessionPanels
from duologue.session.statements import ASIDE_KINDS, Statement
from duologue.session.thinking import BackgroundLiaison
from duologue.session.turn_taking import Inquiry, TurnTaking, asks_alike
from duologue.session.typed import acknowledges
from duologue.session.written import WrittenAnswers
from duologue.tools.registry import Toolbox


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
        past: Past = (),
    ) -> None:
        self._mouth = mouth
        self._toolbox = toolbox
        self._emit = emit
        self._hand_raised = False
        self._forms = Replies(rng)
        self._dialogue = Dialogue(past)
        self._written = WrittenAnswers(self._dialogue, emit)
        self._calls = Calls(toolbox, emit)
        self._showing = SessionPanels(emit)
        self._thinking = BackgroundLiaison(
            background, toolbox, self._calls, dialogue=self._dialogue, draw=self._showing.draw, emit=emit
        )
        self._questions = Questions(self._thinking, self._calls, self._showing, emit)
        self._replies = TurnReplies(self._forms, self._questions, self._thinking, toolbox)
        self.pending = PendingWork(self._calls, self._questions, toolbox)
        self.saying = Statements(mouth, self.pending.give_up)
        self.outcomes = Outcomes(
            toolbox, self._calls, self._showing, self.saying, self._questions, thinking=self._thinking, emit=emit
        )
        self.presses = Presses(toolbox, self._calls, self._showing, partial(self._questions.ask, wary=True))
        self.turns = TurnTaking(self._request, toolbox.facts)
        toolbox.knows.background = lambda: background.name
        toolbox.knows.sends_to = lambda: background.sends_to
        toolbox.controls.last_said = lambda: self._dialogue.last_said
        toolbox.controls.restart = self._start_over
        toolbox.controls.open = lambda what, t: emit(SettingsWanted(t, what))

    # ---- what is heard, typed and said -------------------------------------------------------------------------

    def typed(self, text: str, t: float) -> TextEvent:
        """The user typed a line at session time t: it is taken up by itself (next_line), unless it answers a question
        whether a call may run."""
        problem = "" if self._toolbox.typed(text, t) else self.turns.lines.add(text, t)
        if problem:
            self._emit(Failure(t, "typed", problem))
        return TextEvent(TextRole.TYPED, text)

    def hear(self, utterances: Sequence[Utterance], t: float) -> None:
        """The user was heard up to session time t. utterances: those that have changed."""
        self.turns.hear(utterances, self._toolbox.hear(utterances, t))

    def see(self, percepts: Sequence[Percept], t: float) -> None:
        """The eyes have reported so much by session time t. A raised hand is the user's own sign to pause, as Esc is
        one to stop; when the rest is told, the core decides."""
        self._toolbox.see(percepts, t)
        raised, before = self._toolbox.eyes.pauses, self._hand_raised
        self._hand_raised = raised
        if raised and not before:
            self.saying.pause(t)
        elif before and not raised:
            self.saying.unpause(t)

    def report_spoken(self, until_s: float) -> None:
        """Reports the speeches of the assistant that have ended by session time until_s."""
        for speech in self._mouth.ended(sample(until_s)):
            self._dialogue.spoke(speech)
            if speech.kind not in ASIDE_KINDS:
                self.turns.spoke(speech)
            self._emit(speech)

    # ---- the user's turn ---------------------------------------------------------------------------------------

    def inquire(self, act: Act, boundary_s: float) -> Inquiry | None:
        """What the model is to be asked because of an act, None if there is nothing to ask.

        boundary_s: session time up to which the user's words count.
        """
        answered = self.turns.answered
        awaited = answered is not None and self._questions.unanswered(answered.question)
        voice = self.saying.moment(boundary_s, answered.statement if answered is not None else None, awaited=awaited)
        return self.turns.inquire(act, boundary_s, voice)

    def next_line(self, boundary_s: float) -> Inquiry | None:
        """What the model is to be asked about the oldest line that waits to be answered, None if none does."""
        return self.turns.next_line(boundary_s, busy=self._mouth.busy or self.pending.busy)

    def carry_out(self, inquiry: Inquiry, written: WriteResult, t: float, boundary_s: float) -> None:
        """Does what the model wrote about the user's words. t: when this takes effect."""
        if inquiry.line is not None:
            self._carry_out_line(inquiry, written, t, boundary_s)
        elif not self.turns.stands(inquiry, written, self._calls.undoable) and not written.wait:
            self._carry_out_turn(inquiry, written, t, boundary_s)

    def _carry_out_turn(self, inquiry: Inquiry, written: WriteResult, t: float, boundary_s: float) -> None:
        self.outcomes.release(self.turns.early, kept=inquiry.early)
        if not inquiry.final:
            self.turns.called_early(inquiry.turn, self._calls.add(inquiry.early, written.calls, inquiry.turn, t))
            self.outcomes.due(t)
            return
        before = self.turns.take_up(inquiry)
        replaced = begun = None
        if before is not None:
            self.saying.give_up(before.question, t)
            replaced = before.statement
            begun = replaced if before.only_begun and asks_alike(written, before.written) else None
        if self._mouth.busy and begun is None and (inquiry.joined or written != WriteResult()):
            self.stop(t, replaced=replaced)
        if written.say is Move.RESUME and self.saying.resume(t, boundary_s):
            self._calls.agree(inquiry.early, written.calls, inquiry.turn, t)
            return
        if written.say is Move.STOP:
            self.silence(t)
        elif written != WriteResult():
            self.outcomes.ringing.stop(t)
            self.saying.put_away(t)
        self._answer(inquiry, written, t, boundary_s, begun=begun)

    def _carry_out_line(self, inquiry: Inquiry, written: WriteResult, t: float, boundary_s: float) -> None:
        more = self.turns.line_taken_up()
        self.outcomes.release(more.made if more is not None else (), kept=inquiry.early)
        if written.say is not Move.STOP:
            self.outcomes.ringing.stop(t)
        said = self.saying.current(t)
        short = said is not None and said.whole
        if written.say is Move.RESUME and (said is None or short) and self.saying.resume(t, boundary_s, in_turn=short):
            return
        goes_on = self.pending.busy or (said is not None and not short)
        if written == WriteResult() or (acknowledges(written) and goes_on):
            return  # what is being said or worked on goes on
        silenced = written.say is Move.STOP and self.silence(t)
        for speech in self.saying.make_room(t, self._questions.coming) if written.say is not Move.STOP else ():
            self._emit(BrokenOff(t, speech))
        self._answer(inquiry, written, t, boundary_s, silenced=silenced)

    def _answer(
        self,
        inquiry: Inquiry,
        written: WriteResult,
        t: float,
        boundary_s: float,
        *,
        begun: Statement | None = None,
        silenced: bool = False,
    ) -> None:
        """Calls, asks and says what was written. begun: "Let me look", which is being said already and need not be said
        anew. silenced: what the user wanted ended has ended."""
        turn, unfinished = inquiry.turn, written.say is Move.MORE
        self.report_spoken(t + FADE_MS / 1000)
        self._dialogue.heard(turn.text, again=inquiry.joined)
        made = self._calls.agree(inquiry.early, written.calls, turn, t)
        self.outcomes.due(t)
        for call in made:
            call.held = unfinished
        reply = self._replies.reply(inquiry, written, made, t, silenced=silenced)
        if begun is not None and not reply.only_begun:
            self.stop(t, replaced=begun)
            begun = None
        answers = [] if begun is not None else reply.statements(t, whole=inquiry.line is not None)
        self._written.show(answers if inquiry.line is not None else (), t)
        said = begun or next(iter(answers), None)
        self.turns.done(inquiry, written, made, said, question=reply.question, only_begun=reply.only_begun)
        self.saying.say(answers, boundary_s, in_turn=inquiry.line is not None)

    def _request(self, turn: Turn, early: tuple[ToolCallRecord, ...], without: frozenset[Move]) -> WriteRequest:
        """What the model is told about a turn."""
        reminders = self.pending.reminders(frozenset(call.id for call in early))
        words, tools = words_of(turn.text), self._toolbox.specs()
        return WriteRequest(words, reminders, tools, self._thinking.available, without)

    # ---- the assistant's voice ---------------------------------------------------------------------------------

    def relay(self, boundary_s: float) -> None:
        """Says the most urgent of what waits; what is being said goes on after it."""
        statement, interrupted = self.saying.relayed()
        if statement is None:
            return
        if (call := self._showing.asking(statement)) is not None:
            self._toolbox.voiced(call, boundary_s)
        if interrupted:  # what stopped it was not meant for us
            self.turns.overheard(boundary_s)
        self._mouth.say(statement, boundary_s)

    def acknowledge(self, t: float, boundary_s: float) -> None:
        """Says a short "mm-hm", unless the voice is busy."""
        if not self._mouth.busy:
            self.saying.acknowledge(self._forms.acknowledgement(), t, boundary_s)

    def stop(self, t: float, *, replaced: Statement | None = None) -> None:
        """Stops speaking at session time t. replaced: what is said anew, if that is known."""
        stopped = self.saying.interrupt(t, replaced)
        if stopped is not None and (answered := self.turns.reopen(stopped.current, stopped.spoken_s)) is not None:
            self.saying.give_up(answered.question, t)

    def silence(self, t: float) -> bool:
        """The user wants an end: falls silent and gives up what was about to be said and every question; if there is
        none of that, what is under way. Alarms still come. Returns whether anything ended."""
        silent, ended = self.outcomes.ringing.stop(t), self.saying.end(t)
        for statement in ended:
            if (call := self._showing.asking(statement)) is not None:
                self._calls.end(call, t)
        questions = self.pending.give_up_questions(t)
        return silent or bool(ended or questions) or self.pending.end_calls(t) > 0

    def _start_over(self, t: float) -> None:
        """Forgets what was said, and ends what is being said and thought about."""
        self.saying.end(t)
        self.pending.give_up_questions(t)
        self._dialogue.forget()
