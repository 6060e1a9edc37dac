"""The assistant's mouth: says statements clause by clause on the speaker's line and knows what was heard of them."""

from collections import deque
from dataclasses import dataclass, field

from duologue.core.devices import Speaker
from duologue.core.events import Speech, SpeechKind
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import SpokenClause
from duologue.session.spans import audible_span, faded
from duologue.session.statements import Statement

FADE_MS = 20.0
"""Speech that is stopped fades out over this time."""
LOOKAHEAD_S = 0.8
"""The next clause is synthesised when less sound than this is left on the line: three late steps are survived."""
CHANGE_PAUSE_S = 0.35
"""Silence between two different statements."""
CUT_PAUSE_S = 0.1
"""Silence at least between speech that was stopped and what is said next."""
HEARD_S = 0.25
"""A clause of which less than this is missing counts as heard when the voice was stopped."""
SPOKEN_SHARE_S = 0.06
"""A word of which less than this was heard when the voice was stopped does not count as spoken."""


@dataclass(slots=True, eq=False)
class _Placed:
    """A clause on the line: first sample, the clause, its audible samples (None: inaudible), words heard, full text."""

    at: int
    clause: SpokenClause
    span: tuple[int, int] | None
    words: tuple[str, ...]
    text: str


@dataclass(slots=True, eq=False)
class _Run:
    """Clauses of one statement that are heard as one speech. closed: no clause will be added.

    kind: what the statement was when it began; one that is stopped waits as something else.
    """

    id: str
    statement: Statement
    kind: SpeechKind
    cause_s: float
    placed: list[_Placed] = field(default_factory=list)
    closed: bool = False
    completed: bool = True

    @property
    def span(self) -> tuple[int, int] | None:
        """Audible samples of the whole, None if nothing can be heard."""
        spans = [clause.span for clause in self.placed if clause.span is not None]
        return (spans[0][0], spans[-1][1]) if spans else None

    def unheard(self, sample: int) -> list[str]:
        """The clauses of which more than a little is still to be heard at a sample of the line."""
        spare = round(HEARD_S * SPEAKER_RATE_HZ)
        return [clause.text for clause in self.placed if clause.span is not None and clause.span[1] > sample + spare]

    def text_by(self, sample: int) -> str:
        """The words that have begun before a sample of the line."""
        words: list[str] = []
        for clause in self.placed:
            words += clause.words if sample >= clause.at + len(clause.clause.samples) else _begun(clause, sample)
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class VoiceState:
    """What the mouth is doing at one moment (see OwnVoice for the fields)."""

    speaking: bool = False
    kind: str = ""
    spoken: tuple[str, ...] = ()
    spoken_s: float = 0.0
    remaining_s: float = 0.0
    more_to_come: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
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

    The engine calls wanted(), has that clause synthesised and hands it to place() until nothing is wanted. A statement
    that is to be said while another one runs begins at the next boundary of clauses; the rest of the other follows it.
    """

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._runs: list[_Run] = []  # on the line and not yet reported, in order; at most a few
        self._current: Statement | None = None
        self._next: deque[tuple[Statement, float]] = deque()
        self._cause_s = 0.0
        self._line_end = 0
        self._pause_s = 0.0
        self._was_cut = False
        self._words: deque[tuple[int, str]] = deque()  # by the sample at which they end
        self._counter = 0

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

    def wanted(self) -> str | None:
        """The clause whose sound is needed next, None if there is enough on the line."""
        if self._line_end - self._speaker.position() > LOOKAHEAD_S * SPEAKER_RATE_HZ:
            return None
        self._settle()
        return self._current.clauses[0] if self._current is not None and self._current.clauses else None

    def place(self, clause: SpokenClause) -> None:
        """Puts the sound of the wanted clause on the line."""
        assert self._current is not None
        text = self._current.clauses.popleft()
        if not len(clause.samples):
            return
        self._current.said_s += len(clause.samples) / SPEAKER_RATE_HZ + clause.pause_s
        run = self._run()
        pause_s = self._pause_s if run.placed or self._was_cut else max(self._pause_s, CHANGE_PAUSE_S)
        at = max(self._speaker.position(), self._line_end + round(pause_s * SPEAKER_RATE_HZ) if self._line_end else 0)
        self._speaker.play(at, clause.samples)
        words = tuple(word.text for word in clause.words)
        run.placed.append(_Placed(at, clause, audible_span(clause.samples, at), words, text))
        self._line_end = at + len(clause.samples)
        ends = [*(at + round(word.start_s * SPEAKER_RATE_HZ) for word in clause.words[1:]), self._line_end]
        self._words.extend(zip(ends, words, strict=True))
        self._pause_s, self._was_cut = clause.pause_s, False

    def skip(self) -> None:
        """Gives up the wanted clause."""
        assert self._current is not None
        self._current.clauses.popleft()

    def stop(self, at: int, fade_ms: float = FADE_MS) -> Stopped | None:
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
        self._current = None
        self._next.clear()
        return Stopped(current, following, spoken_s)

    # ---- what was heard ----------------------------------------------------------------------------------------

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
        span = run.span if run is not None else None
        return VoiceState(
            speaking=True,
            kind=statement.kind.value,
            spoken=tuple(spoken),
            spoken_s=max(0, until - span[0]) / SPEAKER_RATE_HZ if span else 0.0,
            remaining_s=max(0, self._line_end - until) / SPEAKER_RATE_HZ,
            more_to_come=bool(self._next)
            or (self._current is not None and (self._current.open or bool(self._current.clauses))),
        )

    def caption(self, until: int) -> tuple[str, SpeechKind, str] | None:
        """Id, kind and words so far of the speech that is heard at this sample."""
        run = self._run_at(until)
        return (run.id, run.kind, run.text_by(until)) if run is not None else None

    def ended(self, until: int) -> list[Speech]:
        """The speeches that have ended by this sample and were not reported before."""
        self._settle()
        over = [run for run in self._runs if run.closed and (run.span is None or run.span[1] <= until)]
        self._runs = [run for run in self._runs if run not in over]
        return [_speech(run, run.span) for run in over if run.span is not None]

    # ---- inside ------------------------------------------------------------------------------------------------

    def _begin(self, statement: Statement, cause_s: float) -> None:
        self._close_run()
        self._current, self._cause_s = statement, cause_s

    def _settle(self) -> None:
        """Ends a statement that has nothing left, or whose next words did not come in time, and begins the next."""
        while self._current is not None and not self._current.clauses:
            if self._current.open and self._speaker.position() < self._line_end:
                return
            self._current = None
            self._close_run()
            if self._next:
                self._begin(*self._next.popleft())

    def _close_run(self) -> None:
        if self._runs:
            self._runs[-1].closed = True

    def _run(self) -> _Run:
        """The run of the current statement on the line, a new one if the last is closed."""
        assert self._current is not None
        if not self._runs or self._runs[-1].closed:
            self._counter += 1
            self._runs.append(_Run(f"s{self._counter}", self._current, self._current.kind, self._cause_s))
        return self._runs[-1]

    def _run_at(self, sample: int) -> _Run | None:
        """The run that is heard at a sample, or the next one on the line."""
        return next((r for r in self._runs if not r.closed or (r.span is not None and r.span[1] > sample)), None)

    def _cut(self, at: int, fade: int) -> None:
        for run in self._runs:
            if run.closed and run.span is not None and run.span[1] <= at:
                continue
            run.closed, run.completed = True, False
            run.placed = [_shortened(clause, at, fade) for clause in run.placed if clause.at < at]
        self._words = deque((sample, word) for sample, word in self._words if sample <= at)
        self._line_end = min(self._line_end, at + fade)
        self._pause_s, self._was_cut = CUT_PAUSE_S, True


def _begun(placed: _Placed, sample: int) -> tuple[str, ...]:
    return placed.clause.words_by((sample - placed.at) / SPEAKER_RATE_HZ)[: len(placed.words)]


def _shortened(placed: _Placed, at: int, fade: int) -> _Placed:
    heard = at - placed.at
    if heard >= len(placed.clause.samples):
        return placed
    sound = faded(placed.clause.samples, heard, fade)
    words = placed.clause.words_by(heard / SPEAKER_RATE_HZ - SPOKEN_SHARE_S)
    clause = SpokenClause(sound, placed.clause.words, placed.clause.pause_s)
    return _Placed(placed.at, clause, audible_span(sound, placed.at), words, placed.text)


def _speech(run: _Run, span: tuple[int, int]) -> Speech:
    start_s, end_s = (sample / SPEAKER_RATE_HZ for sample in span)
    text = run.text_by(run.placed[-1].at + len(run.placed[-1].clause.samples))
    return Speech(
        end_s, run.id, run.kind.value, text, start_s, end_s, run.completed, run.cause_s, filler=run.statement.filler
    )
