"""Piper voices: neural, natural, and heard a tenth of a second after their text on one core.

Text becomes phonemes (espeak-ng) and then latents at once; sound is made window by window while it is played. The
noise that the network wants is drawn from the text itself, so that the same text always sounds the same.
"""

import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat

import numpy as np
import soxr

from duologue.core.errors import DuologueError
from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.model.voice.edges import EdgeTrimmer, audible_range, pause_s
from duologue.model.voice.espeak_library import espeak_library
from duologue.model.voice.loudness import TARGET_LUFS, bent, loudness_lufs, normalise
from duologue.model.voice.piper_config import PiperConfig
from duologue.model.voice.piper_graphs import Manner, PiperGraphs, Utterance
from duologue.model.voice.reading import ESPEAK_INTERJECTIONS, read_aloud
from duologue.model.voice.spelling import SpelledText

WINDOWS_S = (0.2, 0.3, 0.5)
"""Lengths of the pieces of a clause, in seconds: soon heard, then with less work. The last goes on."""
SHORT_S = 0.7
"""Length, in seconds, up to which an utterance is made at once: it is brought to its level as it is."""
SHORTEST_S, MOST_SLOWER = 0.38, 1.6
"""Shortest length of an utterance, in seconds: a shorter one is said more slowly, by this factor at most."""
TEST_TEXT = "It will be sunny with a light wind from the west."
"""What a voice says, unheard, to find out how loud it is."""
INTERJECTIONS = {**ESPEAK_INTERJECTIONS, "uh-huh": "[[V||h'V]]"}
"""As in reading/interjections.py; these voices swallow the end of "uh-huh" if it is one word."""


class PiperVoice:
    """A Piper voice. config: what stands beside its graph. name: for people.

    seed: of what is drawn at random, together with the text.

    Raises:
        DuologueError: it cannot speak.
    """

    def __init__(self, graphs: PiperGraphs, config: PiperConfig, name: str, seed: int = 0) -> None:
        self._graphs, self._config, self._name, self._seed = graphs, config, name, seed
        self._library = espeak_library()
        self._style = self._library.style_of(config.espeak.voice)
        self._rate, self._gain = 1.0, 1.0
        loudness = loudness_lufs(np.concatenate([piece.samples for piece in self.speak(TEST_TEXT, config.language)]))
        if not np.isfinite(loudness):
            raise DuologueError("voice.silent", f"The voice {name} makes no sound.")
        self._gain = 10 ** ((TARGET_LUFS - loudness) / 20)

    @property
    def name(self) -> str:
        """What the voice is called, for people."""
        return self._name

    def pace(self, rate: float) -> None:
        """Speaks so many times as fast as usual from the next clause on (PacedVoice)."""
        self._rate = rate

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        """The clause piece by piece (Voice)."""
        if language != self._config.language:
            raise DuologueError("voice.language", f"{self._name} does not speak '{language}'.")
        text = read_aloud(clause, language, INTERJECTIONS)
        spelled = self._config.spell(text, self._library.pronounce(text.text, self._style))
        if not any(character.isalnum() for character in text.text):
            yield SpokenPiece(np.zeros(0, np.float32), tuple(SpokenWord(word, 0.0) for word in text.words))
            return
        utterance = self._begin(text.text, spelled)
        heard_s = spelled.heard_from(utterance.starts, self._frame_s)
        timed = deque(SpokenWord(word, start_s) for word, start_s in zip(text.words, heard_s, strict=True))
        yield from self._pieces(clause, utterance, timed)

    @property
    def _frame_s(self) -> float:
        return self._graphs.frame_samples / self._config.audio.sample_rate

    def _begin(self, text: str, spelled: SpelledText) -> Utterance:
        """All of the text but its sound. What is very short is said once more, slower: these networks swallow it."""
        inference = self._config.inference
        manner = Manner(inference.noise_scale, inference.noise_w, inference.length_scale / self._rate)
        seed = [self._seed, zlib.crc32(text.encode())]
        utterance = self._graphs.begin(spelled.phonemes, manner, np.random.default_rng(seed))
        first, end = utterance.starts[[spelled.beginnings[0], spelled.end]]
        slower = SHORTEST_S / self._rate / max(float(end - first) * self._frame_s, self._frame_s)
        if slower <= 1:
            return utterance
        manner = replace(manner, length=manner.length * min(slower, MOST_SLOWER))
        return self._graphs.begin(spelled.phonemes, manner, np.random.default_rng(seed))

    def _pieces(self, clause: str, utterance: Utterance, words: deque[SpokenWord]) -> Iterator[SpokenPiece]:
        """The sound, piece by piece. words: with seconds from the first frame."""
        trimmer, given = EdgeTrimmer(), 0
        for sound, last in self._resampled(utterance, words[0].start_s):
            heard = trimmer.feed(sound)
            if last:
                heard = np.concatenate([heard, trimmer.close()])
            given += len(heard)
            if trimmer.skipped is None:
                continue
            skipped_s, given_s = trimmer.skipped / SPEAKER_RATE_HZ, given / SPEAKER_RATE_HZ
            begun = []
            while words and (last or words[0].start_s - skipped_s < given_s):
                word = words.popleft()
                begun.append(SpokenWord(word.text, min(max(word.start_s - skipped_s, 0.0), given_s)))
            if last or len(heard):
                yield SpokenPiece(heard, tuple(begun), pause_s(clause) if last else 0.0)
        if trimmer.skipped is None:
            raise DuologueError("voice.silent", f"{self._name} made no sound of '{clause[:60]}'.")

    def _resampled(self, utterance: Utterance, begins_s: float) -> Iterator[tuple[Samples, bool]]:
        """The sound at 24 kHz and at the usual level, window by window; and whether it is the last."""
        rate_hz, at = self._config.audio.sample_rate, 0
        stream = soxr.ResampleStream(rate_hz, SPEAKER_RATE_HZ, 1, dtype="float32")
        short = utterance.length * self._frame_s < begins_s + SHORT_S
        lengths_s = chain((begins_s + (SHORT_S if short else WINDOWS_S[0]),), WINDOWS_S[1:], repeat(WINDOWS_S[-1]))
        while at < utterance.length:
            end = min(at + max(round(next(lengths_s) / self._frame_s), 1), utterance.length)
            last = end == utterance.length
            made = stream.resample_chunk(utterance.sound(at, end), last=last)
            yield (_levelled(made) if short else bent(made * np.float32(self._gain))), last
            at = end


def _levelled(sound: Samples) -> Samples:
    """A whole utterance at the usual level; the silence around it does not count."""
    first, end = audible_range(normalise(sound))
    around = np.zeros_like(sound)
    around[first:end] = normalise(sound[first:end])
    return around
