"""The assistant's mouth: says statements clause by clause on the speaker's line and knows what was heard of them."""

from collections import deque
from dataclasses import dataclass

from duologue.core.devices import Speaker
from duologue.core.events import Speech, SpeechKind
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import LOOKAHEAD_S, SpokenPiece, SpokenWord
from duologue.session.line import PlacedClause, SpeechRun, shortened, speech_of
from duologue.session.spans import audible_span
from duologue.session.statements import Statement

FADE_MS = 20.0
"""Length of the fade when speech is stopped, in milliseconds."""
_TALK = frozenset((SpeechKind.RESPONSE, SpeechKind.RELAY))
CHANGE_PAUSE_S = 0.35
"""Silence between two different statements, in seconds."""
CUT_PAUSE_S = 0.1
"""Shortest silence, in seconds, between speech that was stopped and what is said next."""


@dataclass(slots=True, eq=False)
class ClauseOrder:
    """A clause whose sound is wanted. placed: where it is on the line, None before its first piece."""

    statement: Statement
    clause: str
    placed: PlacedClause | None = None

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return self.statement.language


@dataclass(frozen=True, slots=True)
class VoiceState:
    """What the mouth is doing at one moment (see OwnVoice for the fields). What it only says in passing is nothing."""

    speaking: bool = False
    kind: str = ""
    spoken: tuple[str, ...] = ()
    spoken_s: float = 0.0
    remaining_s: float = 0.0
    more_to_come: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """A speech that is being heard: its words so far. written: see Statement."""

    id: str
    kind: SpeechKind
    text: str
    written: str


@dataclass(frozen=True, slots=True)
class StoppedSpeech:
    """What was cut short, each statement with the clauses that were not heard to their end.

    spoken_s: how long the running statement had been audible.
    """

    current: Statement
    following: tuple[Statement, ...]
    spoken_s: float

    @property
    def all(self) -> tuple[Statement, ...]:
        """The running statement and those that would have followed."""
        return (self.current, *self.following)


class Mouth:
    """Plans statements, asks for their sound clause by clause and places it on the line.

    Voicing asks for the clause that is wanted(), hands its sound piece by piece to place(), says finish(), and so on
    until nothing is wanted. A statement that is to be said while another one runs begins at the next boundary of
    clauses; the rest of the other follows it. What the model says with a voice of its own comes by play().
    """

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._runs: list[SpeechRun] = []  # on the line and not yet reported, in order; at most a few
        self._current: Statement | None = None
        self._next: deque[tuple[Statement, float]] = deque()
        self._cause_s = 0.0
        self._line_end = 0
        self._pause_s = 0.0
        self._was_cut = False
        self._words: deque[tuple[int, str]] = deque()  # by the sample at which they end
        self._counter = 0
        self._making: ClauseOrder | None = None  # a clause of which a part is on the line
        self._own: Statement | None = None  # what the model itself said last

    # ---- what to say -------------------------------------------------------------------------------------------

    def say(self, statement: Statement, cause_s: float) -> None:
        """Says a statement as soon as possible. cause_s: end of the micro-turn that decided it."""
        rest = self._current
        self._begin(statement, cause_s)
        if rest is not None:
            self._next.appendleft((rest, cause_s))

    def follow(self, statement: Statement, cause_s: float) -> None:
        """Says a statement after everything that is being said or is next. cause_s: as in say()."""
        self._settle()
        if self._current is None:
            self._begin(statement, cause_s)
        else:
            self._next.append((statement, cause_s))

    @property
    def to_come(self) -> list[Statement]:
        """What is being said, as far as it has clauses without sound, and what is next, in order."""
        said = [self._current] if self._current is not None and self._current.clauses else []
        return said + [statement for statement, _ in self._next]

    def current(self, at: int) -> Statement | None:
        """What is being said at this sample of the line, or is about to be."""
        running = self._run_at(at)
        return running.statement if running is not None else self._current

    def holds(self, statement: Statement) -> bool:
        """Whether a statement is being said or is next."""
        known = (self._current, *(run.statement for run in self._runs), *(waiting for waiting, _ in self._next))
        return any(each is statement for each in known)

    def will_say(self, statement: Statement) -> bool:
        """Whether further clauses of a statement will be said without being decided upon again."""
        return self._current is statement or any(waiting is statement for waiting, _ in self._next)

    def leave_off(self, rest: Statement, closing: str) -> None:
        """Moves the clauses of the current statement that have no sound yet to another, and says the closing words
        instead."""
        assert self._current is not None
        rest.clauses.extend(self._current.clauses)
        rest.open, self._current.open = self._current.open, False
        self._current.clauses.clear()
        self._current.clauses.append(closing)

    def leave_out(self, gone: frozenset[str]) -> None:
        """Leaves out what would be told of calls that were taken back; see Statement."""
        for statement in (self._current, *(waiting for waiting, _ in self._next)):
            if statement is not None:
                statement.leave_out(gone)

    def wanted(self, ahead_s: float = LOOKAHEAD_S) -> ClauseOrder | None:
        """The clause whose sound is needed next, None if there is enough on the line; the one before is finished.

        ahead_s: how much sound, in seconds, is enough.
        """
        if self._line_end - self._speaker.position() > ahead_s * SPEAKER_RATE_HZ:
            return None
        self._settle()
        current = self._current
        return ClauseOrder(current, current.clauses[0]) if current is not None and current.clauses else None

    def place(self, order: ClauseOrder, piece: SpokenPiece, ready: int = 0) -> bool:
        """Puts the next piece of a clause on the line; False if it is not wanted any more.

        ready: the first sample of the line at which it can be heard.
        """
        if order.placed is None:
            if not self._wants(order):
                return False
            if len(piece.samples):
                self._lay(order, piece, ready)
            return True
        if self._making is not order:
            return False
        if len(piece.samples):
            self._lengthen(order.placed, piece, ready)
            order.statement.said_s += piece.duration_s
        order.statement.said_s += piece.pause_s
        self._pause_s = piece.pause_s
        return True

    def finish(self, order: ClauseOrder) -> None:
        """No more sound of this clause is to come, or it is given up."""
        if order.placed is None and self._wants(order):
            order.statement.clauses.popleft()
        elif self._making is order:
            assert order.placed is not None
            order.placed.whole, self._making = True, None

    def soften(self, t: float, gain: float, ramp_ms: float) -> None:
        """Says what is heard from session time t on at another loudness, reached over ramp_ms."""
        self._speaker.soften(round(t * SPEAKER_RATE_HZ), gain, ramp_ms)

    def talks(self, t: float) -> bool:
        """Whether a speech that the user may want to talk over is heard at session time t."""
        at = round(t * SPEAKER_RATE_HZ)
        run = self._run_at(at)
        return run is not None and run.kind in _TALK and run.span is not None and run.span[0] <= at

    def play(self, piece: SpokenPiece, cause_s: float, ready: int = 0) -> None:
        """Goes on with sound that the model itself makes; silence ends it, and is not played. cause_s: as in say()."""
        if audible_span(piece.samples, 0) is None:
            if self._own_run() is not None:
                self._close_run()
            return
        run = self._own_run()
        if run is None:
            self._close_run()
            self._own = Statement(SpeechKind.RESPONSE, deque(), cause_s)
            run = self._new_run(self._own, cause_s)
        at = max(self._speaker.position(), ready, self._line_end)
        self._speaker.play(at, piece.samples)
        self._put(run, PlacedClause(at, piece, audible_span(piece.samples, at), (), "", whole=True))

    def stop(self, at: int, fade_ms: float = FADE_MS) -> StoppedSpeech | None:
        """Falls silent at sample `at` of the line; returns what was cut short, None if nothing was being said."""
        running = self._run_at(at)
        if running is None and self._current is None:
            return None
        current = running.statement if running is not None else self._current
        assert current is not None
        span = running.span if running is not None else None
        spoken_s = max(0, at - span[0]) / SPEAKER_RATE_HZ if span else 0.0
        others = [self._current, *(run.statement for run in self._runs), *(statement for statement, _ in self._next)]
        following = tuple(dict.fromkeys(s for s in others if s is not None and s is not current))
        for run in self._runs:
            run.statement.clauses.extendleft(reversed(run.unheard(at)))
        unheard = [clause.at for run in self._runs for clause in run.placed if clause.at >= at]
        self._speaker.cut(at, fade_ms)
        if unheard:
            self._speaker.cut(min(unheard), 0.0)  # what would have begun during the fade does not begin
        self._cut(at, round(fade_ms * SPEAKER_RATE_HZ / 1000))
        self._current = self._making = None
        self._next.clear()
        return StoppedSpeech(current, following, spoken_s)

    # ---- what was heard ----------------------------------------------------------------------------------------

    @property
    def left_s(self) -> float:
        """Sound, in seconds, that is made and still to be heard."""
        return max(0, self._line_end - self._speaker.position()) / SPEAKER_RATE_HZ

    @property
    def busy(self) -> bool:
        """Something is being said or about to be."""
        return self._current is not None or bool(self._next) or bool(self._runs)

    def speaking_since_s(self, until: int) -> float | None:
        """Session time at which the speech that is audible at this sample began, None if none is."""
        run = self._run_at(until)
        return run.span[0] / SPEAKER_RATE_HZ if run is not None and run.span and run.span[0] < until else None

    def spoken_s(self, statement: Statement, until: int) -> float | None:
        """How long a statement has been audible at this sample; None if it is not being said."""
        run = self._run_at(until)
        if run is None or run.statement is not statement:
            return 0.0 if self._current is statement else None
        return max(0, until - run.span[0]) / SPEAKER_RATE_HZ if run.span else 0.0

    def state(self, until: int) -> VoiceState:
        """What the mouth is doing at this sample of the line; words are given once."""
        self._settle()
        spoken = []
        while self._words and self._words[0][0] <= until:
            spoken.append(self._words.popleft()[1])
        run = self._run_at(until)
        if run is None and self._current is None:
            return VoiceState(spoken=tuple(spoken))
        statement = run.statement if run is not None else self._current
        assert statement is not None
        if statement.aside:
            return VoiceState(spoken=tuple(spoken))
        span = run.span if run is not None else None
        return VoiceState(
            speaking=True,
            kind=statement.kind.value,
            spoken=tuple(spoken),
            spoken_s=max(0, until - span[0]) / SPEAKER_RATE_HZ if span else 0.0,
            remaining_s=max(0, self._line_end - until) / SPEAKER_RATE_HZ,
            more_to_come=bool(self._next)
            or self._making is not None
            or (self._current is not None and (self._current.open or bool(self._current.clauses))),
        )

    def caption(self, until: int) -> Caption | None:
        """The speech that is heard at this sample, with its words so far."""
        run = self._run_at(until)
        return Caption(run.id, run.kind, run.text_by(until), run.statement.written) if run is not None else None

    def ended(self, until: int) -> list[Speech]:
        """The speeches that have ended by this sample and were not reported before."""
        self._settle()
        over = [run for run in self._runs if not self._goes_on(run) and (run.span is None or run.span[1] <= until)]
        self._runs = [run for run in self._runs if run not in over]
        return [speech_of(run, run.span) for run in over if run.span is not None]

    # ---- inside ------------------------------------------------------------------------------------------------

    def _begin(self, statement: Statement, cause_s: float) -> None:
        self._close_run()
        self._current, self._cause_s = statement, cause_s

    def _settle(self) -> None:
        """Ends a statement that has nothing left, or whose next words did not come in time, and begins the next."""
        while self._current is not None and not self._current.clauses:
            if self._current.open and self._speaker.position() < self._line_end:
                return
            self._current.in_part = self._current.open
            self._current = None
            self._close_run()
            if self._next:
                self._begin(*self._next.popleft())

    def _close_run(self) -> None:
        if self._runs:
            self._runs[-1].closed = True

    def _run(self) -> SpeechRun:
        """The run of the current statement on the line, a new one if the last is closed."""
        assert self._current is not None
        if not self._runs or self._runs[-1].closed or self._runs[-1].statement is not self._current:
            return self._new_run(self._current, self._cause_s)
        return self._runs[-1]

    def _new_run(self, statement: Statement, cause_s: float) -> SpeechRun:
        self._counter += 1
        statement.heard_as = f"s{self._counter}"
        self._runs.append(SpeechRun(statement.heard_as, statement, statement.kind, cause_s))
        return self._runs[-1]

    def _own_run(self) -> SpeechRun | None:
        """The run of what the model itself is saying, None if it is not."""
        run = self._runs[-1] if self._runs else None
        return run if run is not None and not run.closed and run.statement is self._own else None

    def _wants(self, order: ClauseOrder) -> bool:
        """Whether a clause of which nothing is on the line is still the next."""
        current = self._current
        return current is order.statement and bool(current.clauses) and current.clauses[0] is order.clause

    def _lay(self, order: ClauseOrder, piece: SpokenPiece, ready: int) -> None:
        """Puts the first sound of a clause on the line, after the pause that belongs there."""
        order.statement.clauses.popleft()
        order.statement.said_s += piece.duration_s + piece.pause_s
        run = self._run()
        pause_s = self._pause_s if run.placed or self._was_cut else max(self._pause_s, CHANGE_PAUSE_S)
        after = self._line_end + round(pause_s * SPEAKER_RATE_HZ) if self._line_end else 0
        at = max(self._speaker.position(), ready, after)
        self._speaker.play(at, piece.samples)
        order.placed = PlacedClause(at, piece, audible_span(piece.samples, at), (), order.clause)
        self._put(run, order.placed)
        self._making = order
        self._pause_s, self._was_cut = piece.pause_s, False

    def _put(self, run: SpeechRun, placed: PlacedClause) -> None:
        """Notes a clause that was put on the line, with its words."""
        run.placed.append(placed)
        self._line_end = placed.end
        self._add_words(placed, placed.clause.words)

    def _lengthen(self, placed: PlacedClause, piece: SpokenPiece, ready: int) -> None:
        """Puts more sound of a clause on the line, right after what there is of it or as soon as it can be heard."""
        at, before = max(self._speaker.position(), ready, self._line_end), placed.end
        self._speaker.play(at, piece.samples)
        words = placed.lengthen(piece, at)
        self._line_end = placed.end
        if placed.words and self._words and self._words[-1][0] == before:
            last = self._words.pop()[1]  # it ends where the next one begins, or with the sound that has come
            end = placed.at + round(words[0].start_s * SPEAKER_RATE_HZ) if words else placed.end
            self._words.append((end, last))
        self._add_words(placed, words)

    def _add_words(self, placed: PlacedClause, words: tuple[SpokenWord, ...]) -> None:
        """Notes when each word of the newest sound ends: where the next one begins, the last one with the sound."""
        if not words:
            return
        texts = tuple(word.text for word in words)
        ends = [*(placed.at + round(word.start_s * SPEAKER_RATE_HZ) for word in words[1:]), placed.end]
        placed.words += texts
        self._words.extend(zip(ends, texts, strict=True))

    def _run_at(self, sample: int) -> SpeechRun | None:
        """The run that is heard at a sample, or the next one on the line."""
        return next((r for r in self._runs if self._goes_on(r) or (r.span is not None and r.span[1] > sample)), None)

    def _goes_on(self, run: SpeechRun) -> bool:
        """Whether there may be more sound of a run."""
        return not run.closed or (self._making is not None and self._making.placed in run.placed)

    def _cut(self, at: int, fade: int) -> None:
        for run in self._runs:
            if not self._goes_on(run) and run.span is not None and run.span[1] <= at:
                continue
            run.closed, run.completed = True, False
            run.placed = [shortened(clause, at, fade) for clause in run.placed if clause.at < at]
        self._words = deque((sample, word) for sample, word in self._words if sample <= at)
        self._line_end = min(self._line_end, at + fade)
        self._pause_s, self._was_cut = CUT_PAUSE_S, True
