"""A stream of sound heard by a recogniser of whole passages: a window that grows, cut where nobody speaks.

Each pass hears the window anew; what two passes in a row agree on is settled. Sans I/O and without threads: sound goes
in, a pass to be made somewhere comes out, and what it heard goes in again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from duologue.core.microturn import Samples, Utterance, Word
from duologue.core.timing import MIC_RATE_HZ as RATE_HZ
from duologue.model.ears.credence import credible
from duologue.model.languages.passage import LONGEST_S, Passage, PassageWord, Transcribes

SPEECH = 0.5
"""Probability above which a frame counts as speech."""
PRE_ROLL_S = 0.4
"""Sound before the first frame of speech, in seconds, that belongs to the window."""
QUIET_S = 0.7
"""Silence, in seconds, at which a window is cut."""
NEW_S = 0.4
"""New sound, in seconds, for which a window is heard again."""
FIRST_S = 0.8
"""Least sound of a window, in seconds, that is heard: in less there is no telling one language from another."""
FULL_S = 9.0
"""Length of a window, in seconds, from which on it is cut at the last settled word: passes must stay short."""
CARRIED = 2
"""Settled words that a window shares with the one that was cut before it: given to the recogniser as what the window
begins with, they can neither be heard again as new ones nor lose their last sound to the next word."""
RESTING_S = 0.3
"""Silence, in seconds, after which all that was said is heard at once, and the words before it stand."""
FAR_S = 1.2
"""Sound after a word, in seconds, with which a word that the recogniser is sure of is settled by one pass."""
FAR_SURE = 0.8
"""Probability of such a word."""
FEWEST_FRAMES = 4
"""Frames of speech, of 50 ms, without which nothing was said."""
FRAME = RATE_HZ // 20
FRAME_S = FRAME / RATE_HZ
_NO_SPEECH, _DOUBTFUL, _WILD = 0.6, -0.8, -1.3
"""Probability of no speech above which doubtful words (mean log probability) are not believed; and never below this."""
_REPEATS = 2.4
"""Packing of a text above which it is a loop (the figure that Whisper's own decoding goes by)."""
_SURE = 0.7
"""Probability from which on the language of an utterance is found, or found to be another one."""
_TELLING_S = 1.8
"""Least sound of a window, in seconds, in which its language is found before it is over."""


@dataclass(frozen=True, slots=True)
class HeardPassage:
    """An utterance of the stream and its language, ISO 639-1, "" while that is not found.

    english: the utterance so far in English, by the recogniser itself, if that was asked for.
    """

    utterance: Utterance
    language: str
    english: Passage | None = None


@dataclass(slots=True)
class _Window:
    """Sound of one utterance from session time start_s on.

    clear: probability of speech of each of its frames that is some. quiet_s: silence at its end. heard_s: how much of
    it the newest pass has heard, and rested_s how much silence was at the end of that. carried: its first words that
    belong to the window before. latest: what the newest pass has heard.
    """

    id: str
    start_s: float
    sound: Samples
    clear: list[float] = field(default_factory=list)
    quiet_s: float = 0.0
    heard_s: float = 0.0
    language: str = ""
    words: tuple[Word, ...] = ()
    carried: int = 0
    rested_s: float = 0.0
    latest: tuple[Passage, Passage | None] | None = None

    @property
    def length_s(self) -> float:
        return len(self.sound) / RATE_HZ

    @property
    def over(self) -> bool:
        return self.quiet_s >= QUIET_S

    @property
    def heard_out(self) -> bool:
        """Everything that was said in it so far has been heard, up to some silence."""
        return self.quiet_s >= RESTING_S and self.heard_s >= self.length_s - self.quiet_s + RESTING_S

    @property
    def said(self) -> tuple[Word, ...]:
        return self.words[self.carried :]

    @property
    def settled(self) -> int:
        return next((i for i, word in enumerate(self.words) if not word.stable), len(self.words))


Pass = Callable[[], tuple[Passage, Passage | None]]
"""Hears a window, in a thread of its own: as it was said, and in English if that is wanted."""


class LanguageStream:
    """Hears one stream. among: languages that may be spoken, ISO 639-1; all that the recogniser knows for none. name:
    begins the ids of its utterances."""

    def __init__(self, ears: Transcribes, among: Sequence[str] = (), name: str = "f") -> None:
        self._ears, self._among, self._name = ears, tuple(among), name
        self._t_s = 0.0
        self._recent = np.zeros(0, np.float32)
        self._window: _Window | None = None
        self._waiting: list[_Window] = []  # cut, and not heard to their end yet: at most MOST_WAITING
        self._under_way: _Window | None = None
        self._count = 0

    def feed(self, mic: Samples, speech: Sequence[float], end_s: float) -> None:
        """Takes in a micro-turn of sound that ends at session time end_s. speech: its probability for every 50 ms."""
        self._t_s = end_s
        if self._window is None and max(speech, default=0.0) >= SPEECH:
            sound = self._recent[-round(PRE_ROLL_S * RATE_HZ) :]
            self._count += 1
            begin_s = end_s - (len(mic) + len(sound)) / RATE_HZ
            self._window = _Window(f"{self._name}{self._count}", begin_s, sound)
        if (window := self._window) is not None:
            window.sound = np.concatenate([window.sound, mic])
            window.clear += [p for p in speech if p >= SPEECH]
            for p in speech:
                window.quiet_s = 0.0 if p >= SPEECH else window.quiet_s + FRAME_S
            if window.over or window.length_s >= LONGEST_S:
                self._waiting = [*self._waiting, window][-MOST_WAITING:]
                self._window = None
        self._recent = np.concatenate([self._recent, mic])[-RATE_HZ:]

    def due(self, *, english: Callable[[str], bool] = lambda _: False, spoken: str = "") -> Pass | None:
        """The next pass to be made, None if nothing new is there. take() is told what came of it before the next.

        english: whether English is wanted of an utterance in a language. spoken: English words of it that are spoken.
        """
        window = self._waiting[0] if self._waiting else self._window
        if window is None:
            return None
        new_s = 0.0 if window.quiet_s >= RESTING_S else NEW_S
        if window in self._waiting:
            if window.heard_out and (latest := window.latest) is not None:
                self._under_way = window
                return lambda: latest
        elif window.heard_out or window.length_s < FIRST_S or window.length_s - window.heard_s < new_s:
            return None
        self._under_way, window.heard_s, window.rested_s = window, window.length_s, window.quiet_s
        sound, language = window.sound, window.language or (self._among[0] if len(self._among) == 1 else "")
        kept = " ".join(word.text for word in window.words[: window.settled])
        alone = len(self._among) == 1

        def hear() -> tuple[Passage, Passage | None]:
            passage = self._ears.hear(sound, language, prefix=kept if language else "", among=self._among)
            other = max(passage.languages, key=lambda name: passage.languages[name])
            if not alone and other != passage.language and passage.languages[other] >= _SURE:
                passage = self._ears.hear(sound, other, among=self._among)
            wanted = english(passage.language)
            into = self._ears.hear(sound, passage.language, into_english=True, prefix=spoken) if wanted else None
            return passage, into

        return hear

    def take(self, passage: Passage, into: Passage | None = None) -> HeardPassage | None:
        """What the pass that was under way has heard; None if nothing was said."""
        window, self._under_way = self._under_way, None
        assert window is not None
        final = window in self._waiting
        if final:
            self._waiting.remove(window)
        if not self._believed(window, passage):
            if not final or not window.words:
                return None
            utterance = Utterance(window.id, _as_stable(window.said), final=True)
            return HeardPassage(utterance, window.language, into)
        window.latest = passage, into
        found = passage.language_p >= _SURE and window.length_s - PRE_ROLL_S - window.quiet_s >= _TELLING_S
        if passage.language != window.language:
            window.words, window.carried = (), 0
        window.language = passage.language if found or final or len(self._among) == 1 else window.language
        stands = final or window.rested_s >= RESTING_S
        window.words = _settled(window.words, *self._placed(window, passage.words), final=stands)
        utterance = Utterance(window.id, window.said, final)
        heard = HeardPassage(utterance, window.language, into)
        if not final and window.length_s >= FULL_S and window.settled > window.carried + 1:
            return self._cut(window, into)
        return heard

    def _cut(self, window: _Window, into: Passage | None) -> HeardPassage:
        """Ends a window that is full after its last settled word; the rest goes on as another."""
        settled = window.settled
        carried = window.words[max(settled - CARRIED, 0) : settled] if window.language else ()
        utterance = Utterance(window.id, window.words[window.carried : settled], final=True)
        begin_s = carried[0].start_s if carried else window.words[settled - 1].end_s
        begin = round((begin_s - window.start_s) * RATE_HZ)
        self._count += 1
        said = window.clear[-max(FEWEST_FRAMES, round((window.length_s - begin_s + window.start_s) / FRAME_S)) :]
        rest = _Window(f"{self._name}{self._count}", begin_s, window.sound[begin:], said, window.quiet_s)
        rest.language, rest.words, rest.carried = window.language, carried, len(carried)
        if self._window is window:
            self._window = rest
        return HeardPassage(utterance, window.language, into)

    def _believed(self, window: _Window, passage: Passage) -> bool:
        """Whether words were said at all: recognisers write some into noise and silence if they are asked to."""
        if len(window.clear) < FEWEST_FRAMES or not passage.words or passage.repeats > _REPEATS:
            return False
        if passage.no_speech is None:  # the sound has to be the more clearly speech
            return credible(np.array([passage.log_prob]), np.array(window.clear))
        doubted = passage.no_speech > _NO_SPEECH and passage.log_prob < _DOUBTFUL
        return not doubted and passage.log_prob >= _WILD

    def _placed(self, window: _Window, words: Sequence[PassageWord]) -> tuple[list[Word], int]:
        """The words by session time, none longer than the speech, and how many of the first are sure and long past."""
        start, said_s = window.start_s, max(window.heard_s - window.rested_s, 0.0)
        placed = [
            Word(word.text, start + min(word.start_s, said_s), start + min(word.end_s, said_s), stable=False)
            for word in words
        ]
        past_s = said_s - FAR_S
        past = next((i for i, w in enumerate(words) if w.end_s > past_s or w.sure < FAR_SURE), len(words))
        return placed, past


MOST_WAITING = 4
"""Windows that are cut and still to be heard to their end; with more, the oldest is given up."""


def _settled(before: Sequence[Word], after: Sequence[Word], past: int, *, final: bool) -> tuple[Word, ...]:
    """The words of a new pass; those that the pass before had as well are stable, and all that were stay so.

    past: how many of the first are sure and long past, and need no other pass.
    """
    kept = 0
    for one, other in zip(before, after, strict=False):
        if not one.stable and _bare(one.text) != _bare(other.text):
            break
        kept += 1
    stable = len(after) if final else max(kept, past)
    return tuple(Word(word.text, word.start_s, word.end_s, stable=i < stable) for i, word in enumerate(after))


def _as_stable(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(Word(word.text, word.start_s, word.end_s, stable=True) for word in words)


def _bare(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
