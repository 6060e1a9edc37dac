"""One stretch of speech while it grows: heard again and again, put into words with times."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from duologue.core.microturn import Samples, Word
from duologue.core.timing import MIC_RATE_HZ
from duologue.model.ears.alignment import token_frames
from duologue.model.ears.credence import credible
from duologue.model.ears.decoding import Hypothesis
from duologue.model.ears.memory import SoundMemory
from duologue.model.ears.recogniser import SHORTEST, Encoding, Recogniser, onset
from duologue.model.ears.segmenter import PERHAPS
from duologue.model.ears.tokenizer import Tokenizer

PADDING = MIC_RATE_HZ * 2 // 10
"""Digital silence after the sound, so that the recogniser takes the last word for complete. Of 60 rendered requests the
last words were right 90 ms sooner with it than without, and 11 % of the words wrong instead of 14 %."""
TAIL = MIC_RATE_HZ // 4
"""Sound after the last speech that is still listened to: final consonants are quiet. With 0.35 s the words of those
requests stood 0.45 s after the end (9 of 10), with 0.25 s after 0.24 s, as right as before."""
_SURE_S = 0.5
"""How long ago, in seconds, a last word must have ended for it not to grow any more."""
_LONG_PAST = MIC_RATE_HZ * 2
"""Words that ended this long ago and are agreed are not weighed against others any more, as long as the decoder finds
them likely: without that, a story took half as much processor time again. As right with 1.5 s."""
_EVIDENCE_MARGIN = MIC_RATE_HZ // 10
"""How far from a word's time its speech may be: alignment is good to about 50 ms, voice activity to 32."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word of the newest hypothesis and the tokens [first, stop) of the segment that spell it.

    agreed: the hypothesis before had it as well, and all words before it.
    """

    word: Word
    first: int
    stop: int
    agreed: bool = False


def plain(text: str) -> str:
    """A word without case and punctuation, for comparing."""
    return "".join(character for character in text.casefold() if character.isalnum())


class Segment:
    """Sound from sample `begin` of the session on and what was said in it.

    given: tokens of words at the beginning of the sound that belong to the segment before; the decoder is told them and
    goes on from there. guess: tokens that probably follow.
    """

    def __init__(self, name: str, begin: int, given: Sequence[int] = (), guess: Sequence[int] = ()) -> None:
        self.name = name
        self.begin = begin
        self._given = tuple(given)
        self._tokens = tuple(guess)
        self.heard_to = 0
        """Sample of the session up to which it has been heard."""
        self.words: tuple[HeardWord, ...] = ()

    @property
    def given(self) -> int:
        """How many tokens the words begin after."""
        return len(self._given)

    @property
    def tokens(self) -> tuple[int, ...]:
        """All tokens, the given ones too."""
        return self._given + self._tokens

    def listen(self, recogniser: Recogniser, tokenizer: Tokenizer, memory: SoundMemory, stop: int) -> Encoding | None:
        """Hears the sound up to a sample of the session; returns what the encoder made of it, None if that was done."""
        if stop <= self.heard_to:
            return None
        self.heard_to = stop
        encoding = recogniser.encode(padded(memory.sound(self.begin, stop)))
        hypothesis = recogniser.decode(encoding, self._tokens, self._given, self._settled(stop))
        self._tokens = hypothesis.tokens[len(self._given) :]
        if credible(hypothesis.log_probs[len(self._given) :], memory.speech(self.begin, stop)):
            self.words = agreeing(self.words, self._in_words(hypothesis, tokenizer, memory, stop))
        else:
            self.words = ()
        return encoding

    def _settled(self, now: int) -> int:
        """How many tokens after the given ones spell words that are agreed and long past."""
        past = [h.stop for h in self.words if h.agreed and now - h.word.end_s * MIC_RATE_HZ > _LONG_PAST]
        return max(past, default=self.given) - self.given

    def settle(self, now_s: float, *, final: bool = False) -> None:
        """Marks words as stable that will not change any more: all when final, else a last word long past."""
        if final:
            self.words = tuple(_with(heard, stable=True) for heard in self.words)
        elif self.words and now_s - self.words[-1].word.end_s > _SURE_S:
            last = self.words[-1]
            self.words = (*self.words[:-1], _with(last, stable=last.agreed))

    def _in_words(
        self, hypothesis: Hypothesis, tokenizer: Tokenizer, memory: SoundMemory, stop: int
    ) -> list[HeardWord]:
        edges = [min(self.begin + onset(frame), stop) for frame in token_frames(hypothesis.attention)]
        words: list[HeardWord] = []
        doubtful: list[HeardWord] = []  # words without speech near them, kept if they turn out to lie between others
        for span in tokenizer.words(hypothesis.tokens):
            if span.first < len(self._given):
                continue
            start, end, sure = _time(memory, edges[span.first], edges[span.mark], stop)
            word = Word(span.text, start / MIC_RATE_HZ, end / MIC_RATE_HZ, stable=False)
            doubtful.append(HeardWord(word, span.first, span.stop))
            if sure:
                words += doubtful if words else doubtful[-1:]
                doubtful = []
        return words


def padded(sound: Samples) -> Samples:
    """A sound [N] with the silence after it that the recogniser needs."""
    return np.pad(sound, (0, max(PADDING, SHORTEST - sound.size)))


def _time(memory: SoundMemory, start: int, end: int, heard_to: int) -> tuple[int, int, bool]:
    """A word's time drawn in to where speech was, and whether there was any near it."""
    bounds = memory.speech_bounds(start, end, PERHAPS)
    if bounds is not None:
        return *bounds, True
    near = memory.speech_bounds(start - _EVIDENCE_MARGIN, min(end + _EVIDENCE_MARGIN, heard_to), PERHAPS)
    return start, max(start, min(end, heard_to)), near is not None


def agreeing(before: Sequence[HeardWord], after: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
    """Marks the leading words on which two hypotheses in a row agree as agreed, and all but the last as stable.

    Source: local agreement of two hypotheses (Liu et al., "Low-Latency Sequence-to-Sequence Speech Recognition and
    Translation by Partial Hypothesis Selection", 2020).
    """
    agreed = 0
    for old, new in zip(before, after, strict=False):
        if plain(old.word.text) != plain(new.word.text):
            break
        agreed += 1
    return tuple(
        replace(_with(heard, stable=index < min(agreed, len(after) - 1)), agreed=index < agreed)
        for index, heard in enumerate(after)
    )


def _with(heard: HeardWord, *, stable: bool) -> HeardWord:
    return replace(heard, word=replace(heard.word, stable=stable))
