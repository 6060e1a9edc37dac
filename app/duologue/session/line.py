"""What is on the speaker's line, speech by speech and clause by clause, and what of it was heard."""

from dataclasses import dataclass, field

import numpy as np

from duologue.core.events import Speech, SpeechKind
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.session.spans import audible_span, faded
from duologue.session.statements import Statement

HEARD_S = 0.25
"""How much of a clause may be missing, in seconds, for it to count as heard when the voice was stopped."""
SPOKEN_SHARE_S = 0.06
"""How much of a word must have been heard, in seconds, for it to count as spoken when the voice was stopped."""


@dataclass(slots=True, eq=False)
class PlacedClause:
    """A clause on the line: first sample, its sound, its audible samples (None: inaudible), words heard, full text.

    whole: no more sound of it is to come. waited_s: silence inside it, where a piece was not made in time.
    """

    at: int
    clause: SpokenPiece
    span: tuple[int, int] | None
    words: tuple[str, ...]
    text: str
    whole: bool = False
    waited_s: float = 0.0

    @property
    def end(self) -> int:
        """One past its last sample on the line, so far."""
        return self.at + len(self.clause.samples)

    def lengthen(self, piece: SpokenPiece, at: int) -> tuple[SpokenWord, ...]:
        """More of its sound is on the line, from sample `at`. Returns the words of it, timed from its first sample."""
        gap = at - self.end
        self.waited_s += gap / SPEAKER_RATE_HZ
        words = tuple(SpokenWord(word.text, word.start_s + self.waited_s) for word in piece.words)
        samples = np.concatenate([self.clause.samples, np.zeros(gap, np.float32), piece.samples])
        self.clause = SpokenPiece(samples, (*self.clause.words, *words), piece.pause_s)
        self.span = audible_span(samples, self.at)
        return words


@dataclass(slots=True, eq=False)
class SpeechRun:
    """Clauses of one statement that are heard as one speech. closed: no clause will be added.

    kind: what the statement was when it began; one that is stopped waits as something else.
    """

    id: str
    statement: Statement
    kind: SpeechKind
    cause_s: float
    placed: list[PlacedClause] = field(default_factory=list)
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
        return [
            clause.text
            for clause in self.placed
            if clause.text and clause.span is not None and (clause.span[1] > sample + spare or not clause.whole)
        ]

    def text_by(self, sample: int) -> str:
        """The words that have begun before a sample of the line."""
        words: list[str] = []
        for clause in self.placed:
            words += clause.words if sample >= clause.end else _begun(clause, sample)
        return " ".join(words)


def _begun(placed: PlacedClause, sample: int) -> tuple[str, ...]:
    return placed.clause.words_by((sample - placed.at) / SPEAKER_RATE_HZ)[: len(placed.words)]


def shortened(placed: PlacedClause, at: int, fade: int) -> PlacedClause:
    """What is left of a clause when the voice falls silent at sample `at` of the line, fading over so many samples."""
    heard = at - placed.at
    if at >= placed.end:
        return placed
    sound = faded(placed.clause.samples, heard, fade)
    words = placed.clause.words_by(heard / SPEAKER_RATE_HZ - SPOKEN_SHARE_S)
    clause = SpokenPiece(sound, placed.clause.words, placed.clause.pause_s)
    return PlacedClause(placed.at, clause, audible_span(sound, placed.at), words, placed.text, whole=True)


def speech_of(run: SpeechRun, span: tuple[int, int]) -> Speech:
    """A run as the event that reports it. span: its audible samples."""
    start_s, end_s = (sample / SPEAKER_RATE_HZ for sample in span)
    text = run.text_by(run.placed[-1].end)
    return Speech(
        end_s, run.id, run.kind.value, text, start_s, end_s, run.completed, run.cause_s, filler=run.statement.filler,
        written=run.statement.written,
    )  # fmt: skip
