"""Turn-taking: which words are the user's turn, what was done about it, and what of that may still change.

One explicit state with named transitions, each of which completes without waiting. Nothing here decides when a turn is
over or what it means: the core says the one, the model writes the other. What the app itself decides about turns are
the time constants below and in turn_text.py.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from duologue.core.events import Speech, SpeechKind
from duologue.core.microturn import Act, Utterance
from duologue.core.timing import PREMATURE_S
from duologue.core.tool_facts import ToolFacts
from duologue.core.turn_text import Turn, TurnText, asks, bare_words
from duologue.core.writing import Move, WriteRequest, WriteResult, spoken_family
from duologue.session.answers import NOTHING_ASKED, Asked
from duologue.session.calls import ToolCallRecord
from duologue.session.statements import Statement
from duologue.session.typed import COMPLETE, TypedLine, TypedQueue, UnfinishedLine, only_takes_in
from duologue.tools.tasks import END_TASK

JOIN_GAP_S = 2.5
"""Longest pause, in seconds, after which words still join the turn before, as long as its question has no answer."""
OWED_S = 0.6
"""How long, in seconds, an act to respond stays valid while no words have been recognised yet."""
REVISED_S = 0.3
"""How far the end of a turn may move, in seconds, before it counts as having new words."""


@dataclass(slots=True, eq=False)
class AnsweredTurn:
    """What was done about the turn taken up last, so that it can be undone.

    until_s: session time up to which words were taken. written: what was done. only_begun: all that was said is that it
    will take a moment.
    """

    turn: Turn
    until_s: float
    written: WriteResult
    statement: Statement
    made: list[ToolCallRecord]
    question: str
    only_begun: bool


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the model is asked about the user's words.

    until_s: the words up to this session time count. final: the turn is over. joined: with the turn before. revised:
    the turn before itself, in words that have changed. early: the calls that were made for words of the turn. line: it
    was typed. wider: the same together with the words before, which is what counts unless these alone say enough.
    completes: what the words before were asked to be completed with; None where they were not. wider counts only if it
    is complete then, or these words ask for nothing.
    """

    request: WriteRequest
    turn: Turn
    until_s: float
    final: bool = True
    joined: bool = False
    revised: bool = False
    early: tuple[ToolCallRecord, ...] = ()
    line: TypedLine | None = None
    wider: "Inquiry | None" = None
    completes: Asked | None = None


@dataclass(frozen=True, slots=True)
class VoiceMoment:
    """What the turns need to know of the assistant's voice at one moment.

    speaking_since_s: when the present speech began that the user would answer to, None if there is none. said_s: how
    long the answer to the turn before has been audible, None if it is not being said. awaited: the question of the turn
    before has no word of an answer.
    """

    speaking_since_s: float | None
    said_s: float | None
    awaited: bool


Ask = Callable[[Turn, tuple[ToolCallRecord, ...], frozenset[Move]], WriteRequest]
"""Puts together what the model is told about a turn, the calls made for it, and moves that make no sense for it."""


@dataclass(slots=True)
class TurnTaking:
    """The state of the user's turns. ask: see Ask. facts: of a tool, by its name.

    answered: the turn that was taken up last, None if it is settled. early: calls that were made for words which still
    belong to the user's turn, or whose turn has to be read again.
    """

    ask: Ask
    facts: Callable[[str], ToolFacts]
    answered: AnsweredTurn | None = None
    early: list[ToolCallRecord] = field(default_factory=list)
    lines: TypedQueue = field(default_factory=TypedQueue)
    _texts: TurnText = field(default_factory=TurnText)
    _early_end_s: float = 0.0
    _owed_until_s: float = -1.0
    _more_end_s: float = -1.0
    """End of the words that were asked to be completed."""
    _more: Asked = NOTHING_ASKED
    """What they lack."""
    _revision: str = ""
    """How the turn that was answered reads now."""

    # ---- what was said -----------------------------------------------------------------------------------------

    def hear(self, utterances: Sequence[Utterance], replies: frozenset[str]) -> None:
        """The user was heard. replies: ids of utterances that belong to no turn."""
        for utterance in utterances:
            if utterance.id in replies:
                self._texts.drop(utterance.id)
            else:
                self._texts.hear(utterance)

    def spoke(self, speech: Speech) -> None:
        """The assistant has said something that the user would answer to."""
        self._texts.spoke(speech.start, speech.end, completed=speech.completed)

    def overheard(self, until_s: float) -> None:
        """The words up to session time until_s turned out not to be meant for the assistant."""
        self._texts.take(until_s)

    # ---- what the model is asked -------------------------------------------------------------------------------

    def inquire(self, act: Act, boundary_s: float, voice: VoiceMoment) -> Inquiry | None:
        """What the model is to be asked because of an act, None if there is nothing to ask.

        boundary_s: session time up to which the user's words count.
        """
        final = act in (Act.RESPOND, Act.RELAY) or (act is not Act.CALL and boundary_s <= self._owed_until_s)
        if not final and act is not Act.CALL:
            return self._inquire_again(boundary_s)
        turn = self._texts.read(boundary_s, voice.speaking_since_s)
        if turn is None:
            self._owed_until_s = boundary_s + OWED_S if act is Act.RESPOND else self._owed_until_s
            return None
        self._owed_until_s = -1.0
        if turn.end_s <= self._more_end_s + REVISED_S:
            return None
        return self._about_all(turn, boundary_s, voice) if final else self._inquiry(turn, boundary_s, final=False)

    def _about_all(self, turn: Turn, boundary_s: float, voice: VoiceMoment) -> Inquiry:
        """What is asked about a turn that is over, alone and together with the words before."""
        if turn.start_s < self._more_end_s:
            return self._completing(turn, boundary_s, voice)
        if not self._goes_on(turn, voice):
            return self._inquiry(turn, boundary_s)
        whole = self._texts.read(boundary_s, voice.speaking_since_s, joined=True) or turn
        wider = self._inquiry(whole, boundary_s, joined=True)
        if whole == turn:
            return wider
        return replace(self._inquiry(turn, boundary_s, without=frozenset({Move.WAIT})), wider=wider)

    def next_line(self, boundary_s: float, *, busy: bool) -> Inquiry | None:
        """What the model is to be asked about the oldest line that was typed and not answered, None if there is none.

        A line is a turn of its own, complete and meant for the assistant; only an acknowledgement of what is being said
        or worked on may ask for nothing. busy: there is something of the kind. A line without a word ("?", a face) can
        ask for nothing that is done: it acknowledges, or it is asked about. One that only says that something was taken
        in acknowledges, or is itself acknowledged.
        """
        line, more = self.lines.take(), self.lines.more
        if line is None:
            return None
        without = frozenset({Move.WAIT} if busy else {Move.WAIT, Move.NOTHING})
        wordless = not any(map(str.isalnum, line.text))
        if wordless or (more is None and only_takes_in(line.text)):
            turn = Turn(line.text, line.t, line.t)
            left = Move.NOTHING if busy else Move.MORE if wordless else Move.OKAY
            request = replace(self.ask(turn, (), frozenset(Move) - {left}), tools=(), background=False)
            return Inquiry(request, turn, boundary_s, line=line)

        def inquiry(text: str, early: tuple[ToolCallRecord, ...]) -> Inquiry:
            turn = Turn(text, line.t, line.t)
            return Inquiry(self.ask(turn, early, without), turn, boundary_s, early=early, line=line)

        alone = inquiry(line.text, ())
        if more is None:
            return alone
        wider = inquiry(more.asked.together(more.text, line.text), tuple(more.made))
        return replace(alone, wider=wider, completes=more.asked)

    def wider(self, inquiry: Inquiry, written: WriteResult) -> Inquiry | None:
        """What the model is to be asked as well before that is done which it wrote, None if that stands.

        Words that follow an unanswered question are read with it unless they put an end to it. Those that follow words
        whose missing part was asked for are read with them unless they are a request or a question of their own.
        """
        if inquiry.completes is not None:
            own = self._means_something(written) and not inquiry.completes.is_part(written, inquiry.turn.text)
        else:
            own = written.say is Move.STOP or [call.name for call in written.calls] == [END_TASK]
        return None if own else inquiry.wider

    def joins(self, inquiry: Inquiry, written: WriteResult, whole: WriteResult) -> bool:
        """Whether words are taken together with those before: inquiry, written are about the former, whole about both.

        What was asked to be completed has to be complete, or still lack something while the words mean nothing alone.
        """
        if inquiry.completes is None or whole.wait:
            return True
        about, asked = inquiry.completes.about, inquiry.completes
        if any(spoken_family(call.name) == about for call in whole.calls) and whole.say is not Move.MORE:
            return True
        part = asked.is_part(written, inquiry.turn.text)
        if not asked.lack.free:
            part = part and written.mere and any(spoken_family(call.name) == about for call in written.calls)
        own = (self._means_something(written) and not part) or asks(inquiry.turn.text)
        return whole.say is Move.MORE and not own

    def _means_something(self, written: WriteResult) -> bool:
        """Whether words ask for something, or say something that is complete; what they would take back alone ("ten
        minutes" is a change of another timer) is nothing."""
        takes_back = any(self.facts(call.name).takes_back for call in written.calls)
        return written.say in COMPLETE or (bool(written.calls or written.ask) and not takes_back)

    def _completing(self, turn: Turn, boundary_s: float, voice: VoiceMoment) -> Inquiry:
        """What is asked about a turn that begins with words which were asked to be completed."""
        whole = self._inquiry(turn, boundary_s)
        added = self._texts.read(boundary_s, voice.speaking_since_s, after_s=self._more_end_s)
        if added is None or added == turn:
            return whole
        request = self.ask(added, (), frozenset({Move.WAIT}))
        text = self._more.together(turn.text.removesuffix(added.text).strip(), added.text)
        if text != turn.text:
            whole = replace(whole, request=self.ask(replace(turn, text=text), whole.early, frozenset()))
        return Inquiry(request, added, boundary_s, wider=whole, completes=self._more)

    def _inquire_again(self, boundary_s: float) -> Inquiry | None:
        """Asks once more about a turn that was just answered if its words have come out otherwise, and stay so."""
        answered = self.answered
        if answered is None or boundary_s - answered.until_s > PREMATURE_S:
            return None
        turn = self._texts.read(answered.until_s, None, joined=True)
        before, self._revision = self._revision, bare_words(turn.text) if turn is not None else ""
        if turn is None or self._revision != before or self._revision == bare_words(answered.turn.text):
            return None
        return replace(self._inquiry(turn, answered.until_s, joined=True), revised=True)

    def _inquiry(
        self,
        turn: Turn,
        until_s: float,
        *,
        final: bool = True,
        joined: bool = False,
        without: frozenset[Move] = frozenset(),
    ) -> Inquiry:
        answered = self.answered.made if joined and self.answered is not None else []
        early = (*answered, *(self.early if turn.start_s <= self._early_end_s else []))
        return Inquiry(self.ask(turn, early, without), turn, until_s, final, joined, early=early)

    def _goes_on(self, turn: Turn, voice: VoiceMoment) -> bool:
        """Whether a turn goes on with the one before: its question is unanswered, or its answer came too early."""
        before = self.answered
        if before is None:
            return False
        if voice.awaited and not before.made:
            return turn.start_s - before.turn.end_s <= JOIN_GAP_S
        return voice.said_s is not None and voice.said_s <= PREMATURE_S

    # ---- what was done -----------------------------------------------------------------------------------------

    def called_early(self, turn: Turn, made: list[ToolCallRecord]) -> None:
        """Calls were made for a turn that is not over."""
        self.early, self._early_end_s = made, turn.end_s

    def take_up(self, inquiry: Inquiry) -> AnsweredTurn | None:
        """The turn is over and taken up; returns the one before if it is part of this one."""
        before, self.answered, self.early = self.answered, None, []
        if inquiry.joined and before is not None:
            self._texts.give_back()
        if inquiry.completes is not None:
            self._texts.take(self._more_end_s)
        self._texts.take(inquiry.until_s)
        return before if inquiry.joined else None

    def done(
        self,
        inquiry: Inquiry,
        written: WriteResult,
        made: Sequence[ToolCallRecord],
        statement: Statement | None,
        *,
        question: str,
        only_begun: bool,
    ) -> None:
        """Keeps what was done about a turn. made: its calls. statement: what is said first, if anything. question,
        only_begun: see AnsweredTurn."""
        turn, standing = inquiry.turn, [call for call in made if call.stands]
        unfinished = written.say is Move.MORE
        if inquiry.line is not None:
            if unfinished:
                self.lines.asked_for_more(turn.text, self._asked(written), standing)
        elif unfinished:
            self._lacks(turn, self._asked(written), standing)
        else:
            said = statement or Statement(SpeechKind.RESPONSE, deque(), inquiry.until_s)
            only_begun = only_begun and statement is not None
            self.answered = AnsweredTurn(turn, inquiry.until_s, written, said, standing, question, only_begun)

    def stands(self, inquiry: Inquiry, written: WriteResult, undoable: Callable[[ToolCallRecord], bool]) -> bool:
        """Whether what was done about a turn stays although its words are other ones now: it comes to the same, or
        cannot be undone. The turn is known by its new words then."""
        answered = self.answered
        if not inquiry.revised or answered is None:
            return False
        undone = [made for made in answered.made if not any(made.meets(call) for call in written.calls)]
        replaceable = not alike(written, answered.written) and all(map(undoable, undone))
        if replaceable and not written.wait:
            return False
        answered.turn = inquiry.turn
        return True

    def _asked(self, written: WriteResult) -> Asked:
        return Asked.of(written, self.facts(written.lacking))

    def _lacks(self, turn: Turn, asked: Asked, made: list[ToolCallRecord]) -> None:
        """What the turn left out is asked for: its words are read again with those that follow."""
        self._texts.give_back()
        self._more_end_s, self._more = turn.end_s, asked
        self.called_early(turn, made)

    def line_taken_up(self) -> UnfinishedLine | None:
        """A line is taken up; returns the one before if its missing part was asked for."""
        more, self.lines.more = self.lines.more, None
        return more

    def reopen(self, stopped: Statement, spoken_s: float) -> AnsweredTurn | None:
        """Gives a turn back whose answer was stopped as soon as it began; its calls stay until it is read again.

        stopped: what was being said. spoken_s: for how long. Returns the turn, None if there is nothing to give back.
        """
        answered = self.answered
        if answered is None or stopped is not answered.statement or spoken_s > PREMATURE_S:
            return None
        self.answered = None
        self._texts.give_back()
        self.early = [*answered.made, *self.early]
        self._early_end_s = max(self._early_end_s, answered.turn.end_s)
        for made in self.early:
            made.held = True
        return answered


def asks_alike(written: WriteResult, before: WriteResult) -> bool:
    """Whether the same is to be looked up or asked, in other words."""
    if written.say is not None or before.say is not None or bool(written.ask) != bool(before.ask):
        return False
    return [call.name for call in written.calls] == [call.name for call in before.calls]


def alike(written: WriteResult, before: WriteResult) -> bool:
    """Whether the user would notice no difference: another wording of the question alone is none."""
    return replace(written, ask=str(bool(written.ask))) == replace(before, ask=str(bool(before.ask)))
