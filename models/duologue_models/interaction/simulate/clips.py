"""Recordings of people that sessions are laid out from: readers of LibriSpeech, and whatever has an index."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile as sf

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue_models.interaction.simulate.pauses import stretches

LEVEL_DB = -23.0
_HELD_OUT_OF = 5


@dataclass(frozen=True)
class Clip:
    """A recording of one voice."""

    path: Path
    voice: str
    text: str = ""
    training: bool = False

    def sound(self) -> Samples:
        """[N] at 16 kHz, speech at -23 dBFS."""
        read, rate = sf.read(self.path, dtype="float32")
        wave: Samples = np.asarray(read, np.float32)
        if rate != MIC_RATE_HZ:
            raise ValueError(f"{self.path} has {rate} Hz, not {MIC_RATE_HZ}")
        said = np.concatenate([wave[int(a * rate) : int(b * rate)] for a, b in stretches(wave)])
        return np.asarray(np.clip(wave * 10 ** (LEVEL_DB / 20) / np.sqrt(np.mean(said**2)), -0.98, 0.98), np.float32)


def read_clips(folder: Path) -> list[Clip]:
    """The clips of a folder with an index.jsonl."""
    lines = (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Clip(
            folder / row["file"],
            row.get("spk") or row["file"],
            row.get("text") or "",
            row.get("subset", "").startswith("train"),
        )
        for row in map(json.loads, lines)
    ]


def readers(data: Path, *, held_out: bool) -> list[list[Clip]]:
    """LibriSpeech by reader, in order of the reader's id; held out is every fifth reader, and who is in no training
    part."""
    by_voice: dict[str, list[Clip]] = {}
    for clip in read_clips(data / "speech-librispeech"):
        by_voice.setdefault(clip.voice, []).append(clip)
    every_fifth = frozenset(sorted(by_voice)[_HELD_OUT_OF - 1 :: _HELD_OUT_OF])

    def apart(voice: str) -> bool:
        return voice in every_fifth or not all(clip.training for clip in by_voice[voice])

    return [by_voice[voice] for voice in sorted(by_voice) if apart(voice) == held_out]
