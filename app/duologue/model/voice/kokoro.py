"""Kokoro voices: one network for all of them, natural in many languages, and about twice as fast as real time.

The network evens out its sound over the whole of what it is given, so it makes a clause at once; nothing of it can be
heard before all of it is made, and the next one is begun while this one is still heard.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from duologue.core.errors import DuologueError
from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.runtime import Graph
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.model.voice.edges import audible_range, pause_s, ramped
from duologue.model.voice.espeak_library import espeak_library
from duologue.model.voice.joining import one_after_another
from duologue.model.voice.kokoro_alphabet import kokoro_signs
from duologue.model.voice.loudness import levelled
from duologue.model.voice.reading import ESPEAK_INTERJECTIONS, read_aloud
from duologue.model.voice.spelling import SpelledText, spell

FRAME_SAMPLES = 600
"""Samples of sound in the unit in which the network counts durations."""
MOST_TOKENS = 400
"""Most signs that are spoken at once; the network knows 510, and its voices are worse near that."""
AHEAD_S = 6.0
"""Sound, in seconds, that lies ahead when the next clause is begun: it takes half as long as it is heard."""
_EDGE = 0  # stands before and after the signs

Style = npt.NDArray[np.float32]
"""A voice: [510, 256], a row for each number of signs."""


class KokoroVoice:
    """One of the voices. graph: the network. known: its alphabet. speech: what it speaks, as espeak-ng names it
    ("en-gb"), of the language ISO 639-1. name: for people.

    Raises:
        DuologueError: espeak-ng does not know the language.
    """

    def __init__(self, graph: Graph, known: Mapping[str, int], style: Style, speech: str, name: str) -> None:
        self._graph, self._known, self._style, self._speech, self._name = graph, known, style, speech, name
        self._library = espeak_library()
        self._accent = self._library.style_of(speech)
        self._language = speech.split("-", maxsplit=1)[0]
        self._rate = 1.0

    @property
    def name(self) -> str:
        """What the voice is called, for people."""
        return self._name

    @property
    def ahead_s(self) -> float:
        """See AheadVoice."""
        return AHEAD_S

    def pace(self, rate: float) -> None:
        """Speaks so many times as fast as usual from the next clause on (PacedVoice)."""
        self._rate = rate

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        """The clause in one piece (Voice), a very long one in several."""
        if language != self._language:
            raise DuologueError("voice.language", f"{self._name} does not speak '{language}'.")
        text = read_aloud(clause, language, ESPEAK_INTERJECTIONS)
        if not any(character.isalnum() for character in text.text):
            yield SpokenPiece(np.zeros(0, np.float32), tuple(SpokenWord(word, 0.0) for word in text.words))
            return
        said = self._library.pronounce(text.text, self._accent)
        spelled = spell(text, said, lambda sign: kokoro_signs(sign, self._speech, self._known), [_EDGE])
        if len(spelled.phonemes) > MOST_TOKENS and len(text.words) > 1:
            half = len(text.words) // 2
            parts = " ".join(text.words[:half]), " ".join(text.words[half:])
            yield from one_after_another([self.speak(part, language) for part in parts])
        else:
            yield self._made(clause, text.words, spelled)

    def _made(self, clause: str, words: tuple[str, ...], spelled: SpelledText) -> SpokenPiece:
        tokens = [*spelled.phonemes, _EDGE]
        row = self._style[min(len(tokens) - 2, len(self._style) - 1)]
        sound, durations = self._run(tokens, row)
        first, end = audible_range(levelled(sound))
        if first == end:
            raise DuologueError("voice.silent", f"{self._name} made no sound of '{clause[:60]}'.")
        samples = ramped(levelled(sound[first:end]))
        starts = np.concatenate([[0.0], np.cumsum(durations)])
        heard_s = np.array(spelled.heard_from(starts, FRAME_SAMPLES / SPEAKER_RATE_HZ)) - first / SPEAKER_RATE_HZ
        begun_s = np.clip(heard_s, 0, len(samples) / SPEAKER_RATE_HZ)
        spoken = tuple(SpokenWord(word, float(begin_s)) for word, begin_s in zip(words, begun_s, strict=True))
        return SpokenPiece(samples, spoken, pause_s(clause))

    def _run(self, tokens: list[int], row: Style) -> tuple[Samples, npt.NDArray[np.float32]]:
        """Sound [N] at 24 kHz, and how many frames each token lasts."""
        feed: dict[str, Any] = {
            "tokens": np.array([tokens], np.int64),
            "style": row[np.newaxis],
            "speed": np.array([self._rate], np.float32),
        }
        try:
            sound, durations = self._graph.run(["audio", "durations"], feed)
        except Exception as error:  # ONNX Runtime raises many kinds, all of its own
            reason = " ".join(str(error).split())[:200]
            raise DuologueError("voice.failed", f"The voice failed to speak a sentence: {reason}") from error
        return sound.reshape(-1), durations.reshape(-1)
