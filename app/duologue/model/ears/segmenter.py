"""Where stretches of speech begin and end, from voice activity alone.

This cuts the sound into pieces that the recogniser can hear at once. It decides nothing about turns: the interaction
core does that from what is heard.
"""

from dataclasses import dataclass

from duologue.core.timing import MIC_RATE_HZ
from duologue.model.ears.graph import Array
from duologue.model.ears.vad import WINDOW

SPEECH = 0.5
"""Speech probability from which a window counts as speech (silero's own default)."""
PERHAPS = 0.35
"""Lower bound inside a stretch of speech (silero's default of 0.15 below the upper one)."""
_ONSET_WINDOWS = 2
"""Windows of speech in a row that open a stretch: one alone may be a click."""
_PREROLL = MIC_RATE_HZ * 3 // 10
"""Sound before the onset that belongs to it: unvoiced first consonants are found late."""
_PATIENCE = ((4.0, 0.75), (6.0, 0.4), (float("inf"), 0.25))
"""(length of the stretch, silence that closes it), seconds: the longer it has become, the shorter a pause will do."""


@dataclass(frozen=True, slots=True)
class SpeechOpened:
    """A stretch of speech has begun at this sample of the session."""

    at: int


@dataclass(frozen=True, slots=True)
class SpeechClosed:
    """The stretch of speech is over; `speech_end` is the sample of the session after its last window of speech."""

    speech_end: int


class Segmenter:
    """Follows the speech probabilities of an endless sound."""

    def __init__(self) -> None:
        self._end = 0  # sample after the last window
        self._run = 0  # windows of speech in a row
        self._begin: int | None = None
        self._free = 0  # sample up to which the sound is spoken for
        self.last_speech = 0
        """Sample after the last window that was perhaps speech, in the open stretch."""

    def restart_at(self, sample: int) -> None:
        """The open stretch was cut; it counts from this sample now."""
        self._begin = sample

    def feed(self, probabilities: Array) -> list[SpeechOpened | SpeechClosed]:
        """What begins and ends in the next windows, in order."""
        changes: list[SpeechOpened | SpeechClosed] = []
        for probability in probabilities:
            self._end += WINDOW
            if self._begin is None:
                changes += self._closed(float(probability))
            else:
                changes += self._open(float(probability), self._begin)
        return changes

    def _closed(self, probability: float) -> list[SpeechOpened | SpeechClosed]:
        self._run = self._run + 1 if probability >= SPEECH else 0
        if self._run < _ONSET_WINDOWS:
            return []
        self._begin = max(self._free, self._end - _ONSET_WINDOWS * WINDOW - _PREROLL)
        self.last_speech = self._end
        return [SpeechOpened(self._begin)]

    def _open(self, probability: float, begin: int) -> list[SpeechOpened | SpeechClosed]:
        if probability >= PERHAPS:
            self.last_speech = self._end
            return []
        length_s = (self._end - begin) / MIC_RATE_HZ
        patience_s = next(silence for longest, silence in _PATIENCE if length_s < longest)
        if self._end - self.last_speech < patience_s * MIC_RATE_HZ:
            return []
        self._begin, self._run = None, 0
        self._free = self._end - min(_PREROLL, (self._end - self.last_speech) // 2)
        return [SpeechClosed(self.last_speech)]
