"""What every voice is: a clause of text in, sound and word times out."""

from dataclasses import dataclass
from typing import Protocol

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.clauses import ClauseSplitter, split_clauses

__all__ = ["ClauseSplitter", "SpokenClause", "SpokenWord", "Voice", "split_clauses"]


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word as it was written, and when it begins: seconds from the first sample of its clause."""

    text: str
    start_s: float


@dataclass(frozen=True, slots=True)
class SpokenClause:
    """A clause as sound.

    samples: [N] at 24 kHz, from the first audible sample to the last, edges ramped so that it can be played as it
    is. words: those of the clause in order, split at white space. pause_s: the silence that belongs between this
    clause and a next one of the same speech; it is not part of samples.
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
        """The words that have begun after elapsed_s seconds of this clause were played."""
        return tuple(word.text for word in self.words if word.start_s < elapsed_s)


class Voice(Protocol):
    """Synthesises speech. May be called from any thread; calls are worked off one after the other."""

    @property
    def name(self) -> str:
        """What the voice is called, for people."""

    def synthesise(self, clause: str) -> SpokenClause:
        """The clause as sound at about -20 LUFS. A clause without anything to pronounce has no samples.

        Raises:
            DuologueError: the synthesiser failed.
        """
