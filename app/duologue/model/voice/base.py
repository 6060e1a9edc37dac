"""What every voice is: a clause of text in, sound and word times out, piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from duologue.core.microturn import Samples
from duologue.core.offered_voice import OfferedVoice
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.clauses import ClauseSplitter, split_clauses

LOOKAHEAD_S = 0.8
"""What most voices need ahead, in seconds (see AheadVoice): enough for three late steps."""

__all__ = ["LOOKAHEAD_S", "AheadVoice", "ClauseSplitter", "SpokenPiece", "SpokenWord", "Voice", "split_clauses"]


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word as it was written, and when it begins: seconds from the first sample of its clause."""

    text: str
    start_s: float


@dataclass(frozen=True, slots=True)
class SpokenPiece:
    """The sound of a clause, or of a stretch of one.

    samples: [N] at 24 kHz. The first piece of a clause begins with its first audible sample, the last one ends with its
    last, and the edges of the clause are ramped so that it can be played as it is. words: those that begin in this
    piece, in order, split at white space. pause_s: the silence that belongs between this clause and a next one of the
    same speech, given with the last piece; it is not part of samples.
    """

    samples: Samples
    words: tuple[SpokenWord, ...]
    pause_s: float = 0.0

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def duration_s(self) -> float:
        """Length of the sound in seconds."""
        return len(self.samples) / SPEAKER_RATE_HZ

    def words_by(self, elapsed_s: float) -> tuple[str, ...]:
        """The words that have begun after elapsed_s seconds of the clause were played."""
        return tuple(word.text for word in self.words if word.start_s < elapsed_s)


@runtime_checkable
class PacedVoice(Protocol):
    """A voice that can speak faster and more slowly."""

    def pace(self, rate: float) -> None:
        """Speaks so many times as fast as usual from the next clause on."""


@runtime_checkable
class ChosenVoice(Protocol):
    """A voice that stands for several, of which the best that works is heard."""

    def choose(self, name: str) -> None:
        """Takes the voice of this name where it can speak, from the next clause on; "" takes the best."""

    def offered(self, language: str) -> tuple[OfferedVoice, ...]:
        """Those of the voices that can speak a language, ISO 639-1, the best first."""

    def take_faults(self) -> tuple[str, ...]:
        """What went wrong since this was asked last although something was said, one sentence each."""


@runtime_checkable
class AheadVoice(Protocol):
    """A voice of which more must lie ahead than of others, because it makes its clauses whole."""

    @property
    def ahead_s(self) -> float:
        """Sound, in seconds, that is still to be heard when the next clause is to be begun."""


class Voice(Protocol):
    """Synthesises speech, in a thread of its own: one clause after the other."""

    @property
    def name(self) -> str:
        """What the voice is called, for people."""

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        """The clause as sound at about -20 LUFS, each piece as soon as it is made.

        language: of the clause, ISO 639-1. A clause without anything to pronounce has no samples. Whoever wants no more
        of it stops asking for pieces.

        Raises:
            DuologueError: the synthesiser failed, or does not know the language.
        """
