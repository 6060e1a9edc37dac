"""Listens to a sound by itself, without an interaction core: where somebody speaks, and what is said there."""

from collections.abc import Callable, Sequence
from typing import Protocol

from duologue.core.microturn import SUBFRAMES, Samples
from duologue.model.languages.passage import Transcribes
from duologue.model.languages.stream import HeardPassage, LanguageStream

_QUIET = (0.0,) * SUBFRAMES


class Activity(Protocol):
    """Tells where somebody speaks (ears.vad.VoiceActivity)."""

    def feed(self, sound: Samples) -> Samples:
        """Probability of speech of each window that the next sound [N] completes."""

    def by_frame(self, probabilities: Samples) -> Samples:
        """The same for each frame of the micro-turn that was fed, [SUBFRAMES]."""


class PassageListener:
    """Hears one sound, a few micro-turns at a time. Not thread-safe: one worker thread calls it.

    among: languages that may be spoken, ISO 639-1; all that the ears know for none. name: begins the ids of utterances.
    """

    def __init__(self, ears: Transcribes, activity: Activity, among: Sequence[str] = (), name: str = "c") -> None:
        self._activity = activity
        self._stream = LanguageStream(ears, among, name)

    def hear(
        self,
        pieces: Sequence[tuple[Samples, float]],
        *,
        english: Callable[[str], bool] = lambda _: False,
        spoken: str = "",
    ) -> HeardPassage | None:
        """Takes in micro-turns of sound, each with the session time of its end, and makes at most one pass over what is
        new; None if nothing new was said. english, spoken: see LanguageStream.due()."""
        for sound, end_s in pieces:
            self._stream.feed(sound, self._speech(sound), end_s)
        made = self._stream.due(english=english, spoken=spoken)
        return None if made is None else self._stream.take(*made())

    def _speech(self, sound: Samples) -> Sequence[float]:
        if not sound.any():  # nothing is played: nothing is to be computed
            return _QUIET
        return [float(p) for p in self._activity.by_frame(self._activity.feed(sound))]
