"""The ears: everything there is to hear in a micro-turn."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

import numpy as np

from duologue.core.microturn import Hearing, Samples, Utterance
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.model.ears.acoustics import level_db, pitch_hz
from duologue.model.ears.ending import Ending
from duologue.model.ears.graph import Array, Graph
from duologue.model.ears.language import Language
from duologue.model.ears.memory import SoundMemory
from duologue.model.ears.recogniser import Recogniser
from duologue.model.ears.seams import LONGEST, divide
from duologue.model.ears.segment import TAIL, Segment
from duologue.model.ears.segmenter import Segmenter, SpeechClosed, SpeechOpened
from duologue.model.ears.tokenizer import Tokenizer
from duologue.model.ears.vad import VoiceActivity

ENDING = "ending.onnx"
"""The graph that tells an end by its sound."""
_KEPT = MIC_RATE_HZ
"""Samples that are remembered while nobody speaks, from which the next stretch of speech takes its pre-roll."""


class Ears:
    """Streaming speech recognition and acoustic features, one micro-turn at a time.

    While someone speaks, the sound since the beginning of the stretch is heard anew in every micro-turn, and the
    decoder takes up its last hypothesis (decoding.py). Once speech is over and its words are settled, no graph but the
    small one for voice activity runs. What comes out for a micro-turn depends on the sound up to its end alone.
    """

    def __init__(
        self,
        encoder: Graph,
        decoder: Graph,
        vad: Graph,
        tokenizer: Tokenizer,
        language: Language | None = None,
        *,
        ending: Graph | None = None,
    ) -> None:
        """ending: tells an end by its sound (ending.py); without it nothing is told of that."""
        self._recogniser = Recogniser(encoder, decoder, language)
        self._vad = VoiceActivity(vad)
        self._tokenizer = tokenizer
        self._language = language
        self._ending = Ending(ending) if ending is not None else None
        self.reset()

    @classmethod
    def load(
        cls,
        folder: Path,
        open_graph: Callable[[Path], Graph],
        precision: str = "fp32",
        decoder_precision: str = "",
        *,
        open_small: Callable[[Path], Graph] | None = None,
        endings: bool = True,
    ) -> Self:
        """Opens the ears of a bundle.

        folder: the bundle's `ears`. open_graph: makes a runnable graph of a file. precision: fp32, fp16 or int8, of the
        encoder; of the decoder too unless it has its own. open_small: the same for graphs that take in little at a
        time. endings: listens to how ends sound, if it has the graph.

        Raises:
            OSError, ValueError: the vocabulary or the language model cannot be read; and whatever open_graph raises.
        """
        encoder = open_graph(folder / f"encoder.{precision}.onnx")
        decoder = open_graph(folder / f"decoder.{decoder_precision or precision}.onnx")
        tokenizer = Tokenizer.load(folder / "tokenizer.bin")
        language = Language.load(folder / "language.npz", tokenizer)
        open_small = open_small or open_graph
        ending = open_small(folder / ENDING) if endings and (folder / ENDING).exists() else None
        return cls(encoder, decoder, open_small(folder / "vad.onnx"), tokenizer, language, ending=ending)

    def reset(self) -> None:
        """Forgets the session; the next micro-turn begins at session time 0."""
        self._vad.reset()
        self._memory = SoundMemory()
        self._segmenter = Segmenter()
        self._segment: Segment | None = None
        self._reported = Utterance("", (), final=True)
        self._count = 0
        if self._ending is not None:
            self._ending.reset()

    def warm_up(self) -> None:
        """Runs every graph at the sizes it will see, so that the first real step is no slower than the others."""
        noise = np.random.default_rng(0).normal(0, 0.01, LONGEST).astype(np.float32)
        self._vad.feed(noise[:MIC_SAMPLES])
        self._vad.reset()
        for size in (LONGEST // 8, LONGEST // 2, LONGEST):
            encoding = self._recogniser.encode(noise[:size])
            self._recogniser.decode(encoding, [])

    def hear(self, mic: Samples, expected: Iterable[str] = ()) -> Hearing:
        """Takes in the sound of the next micro-turn.

        mic: [3200] at 16 kHz, zeros while muted. expected: phrases to be preferred among those that sound alike.
        """
        if self._language is not None:
            self._language.expect(expected)
        windows, level, pitch = self._take_in(mic)
        utterances: list[Utterance] = []
        for change in self._segmenter.feed(windows):
            match change:
                case SpeechOpened(at):
                    self._open(at)
                case SpeechClosed(speech_end):
                    utterances += self._close(speech_end)
        if (segment := self._segment) is not None:
            self._listen(segment, self._segmenter.last_speech)
            segment.settle(self._memory.end / MIC_RATE_HZ)
            utterances += self._divide(segment) or self._report(segment, final=False)
        kept_from = self._memory.end - _KEPT if self._segment is None else self._segment.begin
        self._memory.keep_from(kept_from)
        ending = self._ending.log_odds if self._ending is not None else 0.0
        return Hearing(self._vad.by_frame(windows), level, pitch, tuple(utterances), ending)

    def sense(self, mic: Samples) -> Hearing:
        """Takes in the sound of the next micro-turn, whose words others hear: the recogniser rests.

        An utterance that was open ends as it is; one that has begun when words are wanted again is left out.

        mic: as in hear.
        """
        windows, level, pitch = self._take_in(mic)
        self._segmenter.feed(windows)
        utterances: list[Utterance] = []
        if (segment := self._segment) is not None:
            self._segment = None
            segment.settle(self._memory.end / MIC_RATE_HZ, final=True)
            utterances = self._report(segment, final=True)
        self._memory.keep_from(self._memory.end - _KEPT)
        return Hearing(self._vad.by_frame(windows), level, pitch, tuple(utterances))

    def _take_in(self, mic: Samples) -> tuple[Array, Samples, Samples]:
        """Speech probability of each window, level and pitch of each frame."""
        windows, level, pitch = self._vad.feed(mic), level_db(mic), pitch_hz(mic)
        self._memory.add(mic, windows)
        if self._ending is not None:
            self._ending.add(level, pitch)
        return windows, level, pitch

    def _open(self, begin: int) -> None:
        self._count += 1
        self._segment = Segment(self._name(), begin)

    def _name(self) -> str:
        return f"u{self._count}"

    def _listen(self, segment: Segment, speech_end: int) -> None:
        stop = min(self._memory.end, speech_end + TAIL)
        encoding = segment.listen(self._recogniser, self._tokenizer, self._memory, stop)
        if self._ending is not None and encoding is not None:
            self._ending.listen(encoding.hidden, segment.begin, speech_end, self._memory.end)

    def _close(self, speech_end: int) -> list[Utterance]:
        segment = self._segment
        if segment is None:
            return []
        self._listen(segment, speech_end)
        self._segment = None
        segment.settle(self._memory.end / MIC_RATE_HZ, final=True)
        return self._report(segment, final=True)

    def _divide(self, segment: Segment) -> list[Utterance]:
        """Ends a segment that has grown too long at a word's end and goes on with the rest as another."""
        if self._memory.end - segment.begin < LONGEST:
            return []
        self._count += 1
        self._segment = divide(segment, self._name(), self._memory.end)
        self._segmenter.restart_at(self._segment.begin)
        segment.settle(self._memory.end / MIC_RATE_HZ, final=True)
        return self._report(segment, final=True) + self._report(self._segment, final=False)

    def _report(self, segment: Segment, *, final: bool) -> list[Utterance]:
        """The utterance, if it has changed. One that never had words is not worth reporting."""
        utterance = Utterance(segment.name, tuple(heard.word for heard in segment.words), final)
        known = self._reported if self._reported.id == segment.name else None
        if utterance == known or (known is None and not utterance.words):
            return []
        self._reported = utterance
        return [utterance]
