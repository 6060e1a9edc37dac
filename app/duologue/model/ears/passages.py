"""The English ears for sound that is not the microphone's: a passage at a time, heard when there is time for it."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from duologue.core.languages import ENGLISH
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ as RATE_HZ
from duologue.model.bundle import Bundle
from duologue.model.ears.alignment import token_frames
from duologue.model.ears.language import Language
from duologue.model.ears.recogniser import Recogniser, onset
from duologue.model.ears.segment import padded
from duologue.model.ears.tokenizer import Tokenizer
from duologue.model.ears.vad import VoiceActivity
from duologue.model.languages.passage import Passage, PassageWord, packing
from duologue.model.runtime import Runtime, open_beside

_THREADS = 1
"""It runs beside the micro-turns, which need the other core."""


class EnglishPassages:
    """Hears English passages (languages.passage.Transcribes). Not thread-safe: one worker thread calls it."""

    def __init__(self, recogniser: Recogniser, tokenizer: Tokenizer) -> None:
        self._recogniser, self._tokenizer = recogniser, tokenizer
        self._spelled: list[tuple[str, tuple[int, ...]]] = []  # words of the passage before, with their tokens

    def hear(
        self,
        sound: Samples,
        language: str = "",
        *,
        into_english: bool = False,
        prefix: str = "",
        among: Sequence[str] = (),
    ) -> Passage:
        """The words of a sound [N] at 16 kHz, whatever its language. prefix: the text begins with these words of the
        passage before, and goes on as that one did as far as that fits."""
        given, guess = self._taken_up(prefix.split())
        encoding = self._recogniser.encode(padded(sound))
        hypothesis = self._recogniser.decode(encoding, guess, given)
        tokens, log_probs = hypothesis.tokens, hypothesis.log_probs
        edges = [min(onset(frame), len(sound)) / RATE_HZ for frame in token_frames(hypothesis.attention)]
        spans = self._tokenizer.words(tokens)
        self._spelled = [(span.text, tuple(tokens[span.first : span.stop])) for span in spans]
        words = tuple(
            PassageWord(
                span.text, edges[span.first], edges[span.mark], float(np.exp(log_probs[span.first : span.stop].min()))
            )
            for span in spans
        )
        written = log_probs[len(given) :]
        return Passage(
            ENGLISH,
            1.0,
            None,
            words,
            float(written.mean()) if written.size else 0.0,
            packing(words),
            {ENGLISH: 1.0},
        )

    def _taken_up(self, prefix: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The tokens of the words that the text begins with, and of those that followed them in the passage before."""
        texts = [text for text, _ in self._spelled]
        many = len(prefix)
        begins = [at for at in range(len(texts) - many + 1) if texts[at : at + many] == list(prefix)]
        if not begins:
            return (), ()
        at = begins[0]
        given, guess = (
            tuple(token for _, tokens in self._spelled[first:stop] for token in tokens)
            for first, stop in pairwise((at, at + many, len(texts)))
        )
        return given, guess


def open_english_passages(bundle: Bundle, provider: str) -> EnglishPassages:
    """The English ears of a bundle once more. provider: "auto", "cuda" or "cpu".

    Raises:
        BundleError: a graph cannot be used.
        OSError, ValueError: the vocabulary or the language model cannot be read.
    """
    ears = bundle.folder / "ears"
    runtime = Runtime.choose(provider, ears / "vad.onnx", _THREADS)
    kind = runtime.provider.kind
    encoder, decoder = (
        runtime.open(ears / f"{part}.{bundle.precision(f'ears.{part}', kind)}.onnx") for part in ("encoder", "decoder")
    )
    tokenizer = Tokenizer.load(ears / "tokenizer.bin")
    recogniser = Recogniser(encoder, decoder, Language.load(ears / "language.npz", tokenizer))
    return EnglishPassages(recogniser, tokenizer)


def open_activity(bundle: Bundle) -> VoiceActivity:
    """What tells where somebody speaks in a sound.

    Raises:
        BundleError: its graph cannot be used.
    """
    path = bundle.path("ears/vad.onnx")
    return VoiceActivity(open_beside(path, path.name, plan=True))
