"""What is being said, what waits to be said, what was interrupted, and what was put away.

A statement moves from one to the other: it waits until the core lets it be said (StatementQueue), is said (Mouth), and
if the user stops it, waits again until it is clear what their words mean. Then it goes on, or is put away; what was
put away can be asked for.
"""

from collections import deque
from collections.abc import Callable, Sequence

from duologue.core.events import SpeechKind
from duologue.core.timing import PREMATURE_S, SPEAKER_RATE_HZ
from duologue.session.mouth import Mouth, StoppedSpeech
from duologue.session.questions import Question
from duologue.session.statements import ASIDE_KINDS, Statement, StatementQueue, Urgency
from duologue.session.turn_taking import VoiceMoment

RESUME_S = 180.0
"""How long, in seconds, the rest of an answer can be asked for after it was put away."""
LONG_ANSWER_S = 60.0
"""Longest stretch of one answer of the background model that is said without being asked for, in seconds of sound."""
LEAVING_OFF = "There is more to say about this. Ask me to go on if you would like to hear it."
MOST_LEFT = 200
"""Most unsaid clauses of such an answer that are kept; with more, the model is told to stop."""
BARELY_BEGUN_S = 1.0
"""How much of an answer, in seconds, must have been heard for a typed line to end it; otherwise it is said later."""
LONGEST_WAIT_S = 5.0
"""Longest time, in seconds, that the newest answer to a typed line waits for the sound of older ones."""
CHARACTER_S, CLAUSE_S = 0.065, 0.3
"""How long a character of a clause sounds, and the pause behind it, in seconds."""
Cancel = Callable[[str, float], None]
"""Cancels what is still to come for a question or call, by its id, at a session time."""


class Statements:
    """The statements of one session. cancel: see Cancel."""

    def __init__(self, mouth: Mouth, cancel: Cancel) -> None:
        self.waiting = StatementQueue()
        self._mouth = mouth
        self._cancel = cancel
        self._interrupted: list[Statement] = []  # these wait, too
        self._put_away: tuple[float, list[Statement]] = (0.0, [])  # when, and what
        self._held: list[Statement] | None = None  # what a raised hand has paused, None while none is raised

    @property
    def interrupted(self) -> bool:
        """What would be said next was stopped by the user's words."""
        return self._held is None and self.waiting.first() in self._interrupted

    def current(self, t: float) -> Statement | None:
        """What is being said at session time t, or is about to be."""
        return self._mouth.current(sample(t))

    def holds(self, statement: Statement) -> bool:
        """A statement is not said to its end."""
        return self._mouth.holds(statement)

    def moment(self, boundary_s: float, answer: Statement | None, *, awaited: bool) -> VoiceMoment:
        """The voice at a session time, as the turns need to know it. answer: to the turn before. awaited: see
        VoiceMoment."""
        at = sample(boundary_s)
        running = self._mouth.caption(at)
        speaking = running is not None and running.kind not in ASIDE_KINDS
        return VoiceMoment(
            speaking_since_s=self._mouth.speaking_since_s(at) if speaking else None,
            said_s=self._mouth.spoken_s(answer, at) if answer is not None else None,
            awaited=awaited,
        )

    # ---- what is said ------------------------------------------------------------------------------------------

    def say(self, answers: Sequence[Statement], boundary_s: float, *, in_turn: bool) -> None:
        """Says the answers to a turn, one after the other. in_turn: after what is being said, instead of at once. That
        something will take a moment is said at once or not at all: what comes next must not wait for it."""
        waits = in_turn and self._mouth.busy
        if waits:
            self._catch_up()
        for at, answer in enumerate(answers):
            if waits and answer.filler:
                continue
            if at or waits:
                self._mouth.follow(answer, boundary_s)
            else:
                self._mouth.say(answer, boundary_s)

    def _catch_up(self) -> None:
        """What can be read already is said only as far as the newest answer need not wait for it for long: the oldest
        answers to earlier lines are cut short or left out."""
        to_come = self._mouth.to_come
        while sum(map(_length_s, to_come)) > LONGEST_WAIT_S:
            older = [statement for statement in to_come[1:] if statement.written and not statement.heard_as]
            left_out = next(iter(older or [statement for statement in to_come if statement.written]), None)
            if left_out is None:
                return
            left_out.skip()
            to_come.remove(left_out)

    def acknowledge(self, words: str, t: float, boundary_s: float) -> None:
        """Says a few words that leave the turn with the user."""
        self._mouth.say(Statement(SpeechKind.BACKCHANNEL, deque([words]), t), boundary_s)

    def give_up(self, source: str, t: float) -> None:
        """Cancels what is still to come for a question or call, by its id, and drops what of it waits."""
        self._cancel(source, t)
        if source:
            self.waiting.drop(source)

    def leave_out(self, gone: frozenset[str]) -> None:
        """Calls were taken back: what would be told of them is not begun any more, now or when the rest is asked
        for."""
        self.waiting.leave_out(gone)
        self._mouth.leave_out(gone)
        for statement in self._put_away[1]:
            statement.leave_out(gone)

    # ---- answers as they come in -------------------------------------------------------------------------------

    def extend(self, question: Question, t: float) -> None:
        """More of an answer has come: it waits to be said, unless it will be anyway or was left off."""
        answer = question.answer
        left_off = answer in self._put_away[1]
        if left_off and len(answer.clauses) > MOST_LEFT:
            self.give_up(question.id, t)
        elif answer.clauses and not (left_off or self._mouth.will_say(answer) or answer in self.waiting):
            answer.since_s = t
            self.waiting.add(answer)

    def leave_off(self, question: Question, t: float) -> None:
        """Ends an answer that goes on for too long; its rest can be asked for."""
        answer = question.answer
        if answer.said_s < LONG_ANSWER_S or not answer.clauses or not self._mouth.will_say(answer):
            return
        rest = Statement(SpeechKind.RELAY, deque(), t, Urgency.STREAM, answer.source)
        self._mouth.leave_off(rest, LEAVING_OFF)
        question.answer, answer.source = rest, ""
        self._put_away = t, [rest]

    def relayed(self) -> tuple[Statement | None, bool]:
        """Takes the most urgent of what waits, and whether it was interrupted before."""
        statement = self.pending()
        if statement is not None:
            self.waiting.remove(statement)
        if statement is None or statement not in self._interrupted:
            return statement, False
        self._interrupted.remove(statement)
        return statement, True

    # ---- pausing -----------------------------------------------------------------------------------------------

    def pause(self, t: float) -> None:
        """A hand went up at session time t: what is being said stops, and nothing but asides begins."""
        running = self.current(t)
        stopped = None if running is None or running.kind in ASIDE_KINDS else self._mouth.stop(sample(t))
        if stopped is not None:
            held = [each for each in stopped.all if not each.filler and each.unfinished]
            self._held = [*(self._held or []), *held]

    def unpause(self, t: float) -> None:
        """No hand is raised any more: the rest waits to be said."""
        held, self._held = self._held or [], None
        for statement in held:
            if statement not in self.waiting:
                self._wait_again(statement, t)

    def pending(self) -> Statement | None:
        """What may be said next; while a hand is raised, what leaves the turn with the user alone."""
        if self._held is None:
            return self.waiting.first()
        return self.waiting.first(lambda statement: statement.kind in ASIDE_KINDS)

    # ---- stopping ----------------------------------------------------------------------------------------------

    def interrupt(self, t: float, replaced: Statement | None = None) -> StoppedSpeech | None:
        """Stops speaking at session time t. What was not heard waits until it is clear what the user's words mean, but
        for an alarm that was heard in part, a reply that had just begun, fillers, and what is said anew.

        replaced: what is said anew, if that is known.
        """
        stopped = self._mouth.stop(sample(t))
        if stopped is None:
            return None
        current, gone = stopped.current, [replaced]
        if current.urgency is Urgency.ALARM:
            gone += [current] if stopped.spoken_s > 0 else []
        elif current.kind is SpeechKind.RESPONSE and stopped.spoken_s <= PREMATURE_S and not current.whole:
            gone.append(current)
        for statement in stopped.all:
            if statement in gone or statement.filler:
                self.give_up(statement.source, t)
            elif statement.urgency is Urgency.ALARM:
                self.waiting.add(statement)
            elif statement.whole and (statement is not current or stopped.spoken_s <= PREMATURE_S):
                self._wait_again(statement, t)  # it is owed to a line, whoever talks meanwhile
            elif statement.kind not in ASIDE_KINDS and statement.unfinished:
                self._wait_again(statement, t)
                self._interrupted.append(statement)
        return stopped

    def make_room(self, t: float, streams: Sequence[Statement] = ()) -> list[str]:
        """A line that was typed ends what is being said, but for what is said whole and what had barely begun.

        streams: answers that are coming in. One of which a part was heard ends as well, also between two of its
        sentences; what still comes of it can be asked for. Returns the ids of the speeches that have broken off.
        """
        saying = self.current(t)
        ends = saying is not None and not saying.whole and saying.kind not in ASIDE_KINDS
        stopped = self._mouth.stop(sample(t)) if ends else None
        for statement in stopped.all if stopped is not None else ():
            if statement.whole:
                self._mouth.follow(statement, t)
            elif not statement.filler and statement.unfinished:
                self._wait_again(statement, t)
                begun = stopped is not None and statement is stopped.current and stopped.spoken_s > BARELY_BEGUN_S
                if begun or statement.in_part:
                    self._interrupted.append(statement)
        for stream in streams:
            between = stream.in_part and not self._mouth.holds(stream)
            if between and stream not in self._interrupted and stream not in self._put_away[1]:
                self._interrupted.append(stream)
        broken_off = [each.heard_as for each in self._interrupted if each.heard_as and each.unfinished]
        self.put_away(t, keep=streams)
        return broken_off

    def end(self, t: float) -> list[Statement]:
        """Falls silent and puts away all that was said and waits, but for the alarms; returns what has ended."""
        stopped = self._mouth.stop(sample(t))
        said = [] if stopped is None else list(stopped.all)
        for statement in said:
            heard = stopped is not None and statement is stopped.current and stopped.spoken_s > 0
            if statement.urgency is Urgency.ALARM and not heard:
                self.waiting.add(statement)
        ended = [*said, *self._interrupted, *self.waiting.calmed()]
        self._interrupted = [statement for statement in dict.fromkeys(ended) if _may_go_on(statement)]
        self.put_away(t)
        return ended

    def put_away(self, t: float, keep: Sequence[Statement] = ()) -> None:
        """The user wants something else than the rest of what was interrupted or paused, or was left off. keep: of
        these, what comes in still is kept with the rest."""
        if self._held:
            self._interrupted, self._held = [*self._held, *self._interrupted], []
        coming = [s for s in self._interrupted if s.open and s in keep]
        rest, left_off = [s for s in self._interrupted if s.clauses or s in coming], self._put_away[1]
        if rest:
            self._put_away = t, rest
        for statement in (*self._interrupted, *left_off):
            self.waiting.remove(statement)
            if statement in coming:
                continue
            self.give_up(statement.source, t)
            statement.open = False
        self._interrupted = []

    def resume(self, t: float, boundary_s: float, *, in_turn: bool = False) -> bool:
        """Goes on with what was interrupted, or put away not long ago. in_turn: after what is being said, instead of at
        once. Returns whether there is anything."""
        since_s, rest = self._put_away
        self._put_away = 0.0, []
        statements, self._interrupted = self._interrupted, []
        if not statements and t - since_s <= RESUME_S:
            statements = rest
        for statement in statements if in_turn else reversed(statements):
            self.waiting.remove(statement)
            statement.kind, statement.said_s = SpeechKind.RELAY, 0.0
            say = self._mouth.follow if in_turn else self._mouth.say
            say(statement, boundary_s)
        return bool(statements)

    def _wait_again(self, statement: Statement, t: float) -> None:
        statement.kind, statement.since_s = SpeechKind.RELAY, t
        self.waiting.add(statement)


def sample(t: float) -> int:
    """The sample of the speaker's line at session time t."""
    return round(t * SPEAKER_RATE_HZ)


def _length_s(statement: Statement) -> float:
    """How long what has no sound yet will take, about."""
    return sum(CHARACTER_S * len(clause) + CLAUSE_S for clause in statement.clauses)


def _may_go_on(statement: Statement) -> bool:
    """Whether the rest of a statement that is put away can be asked for."""
    alarm = statement.urgency is Urgency.ALARM
    return not alarm and not statement.filler and statement.kind not in ASIDE_KINDS
