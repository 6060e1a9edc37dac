"""The voices of simulated users: formant and diphone synthesisers, and natural ones where their model is at hand."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile as sf

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue_models.interaction.simulate.natural import TRAINING_VOICES, NaturalVoices

VOICES = [
    "flite:slt",
    "flite:rms",
    "flite:awb",
    "flite:kal16",
    "espeak:en-us+f1",
    "espeak:en-us+f4",
    "espeak:en-us+m3",
    "espeak:en-us+m1",
    "espeak:en-gb-x-rp",
    "espeak:en-us+f5",
    "espeak:en-gb-scotland",
    "espeak:en-us",
]
"""Machines' voices: engine and name."""
NATURAL = "kokoro"
"""Engine of the natural voices."""
TRIM_DB = -42.0
"""Level in dB below the peak under which the edges of what is spoken are cut off."""
LEVEL_DB = -23.0


def synthesise(voice: str, text: str, rate: float) -> Samples:
    """[N] at 16 kHz: speech without its padding, at -23 dBFS."""
    engine, name = voice.split(":")
    with tempfile.TemporaryDirectory() as folder:
        raw, cooked = f"{folder}/raw.wav", f"{folder}/cooked.wav"
        command = (
            ["flite", "-voice", name, "-t", text, "-o", raw]
            if engine == "flite"
            else ["espeak-ng", "-v", name, "-s", str(int(155 * rate)), "-w", raw, text]
        )
        subprocess.run(command, check=True, capture_output=True)
        tempo = ["tempo", "-s", f"{rate:.2f}"] if engine == "flite" else []
        subprocess.run(
            ["sox", "-D", "-v", "0.8", raw, "-c", "1", cooked, *tempo, "rate", str(MIC_RATE_HZ)],
            check=True,
            capture_output=True,
        )
        wave = sf.read(cooked, dtype="float32")[0]
    if not len(wave) or not np.abs(wave).max():
        return np.zeros(1600, np.float32)
    loud = np.flatnonzero(np.abs(wave) > np.abs(wave).max() * 10 ** (TRIM_DB / 20))
    wave = wave[loud[0] : loud[-1] + 1]
    level = np.sqrt(np.mean(wave**2))
    return np.asarray(np.clip(wave * 10 ** (-23 / 20) / level, -0.98, 0.98), np.float32)


class Voices:
    """Every voice there is. natural: folder of the natural voices' model (see natural.py), or None."""

    def __init__(self, natural: Path | None = None) -> None:
        self._natural = NaturalVoices(natural) if natural is not None else None
        self.names = tuple(f"{NATURAL}:{name}" for name in TRAINING_VOICES) if natural is not None else tuple(VOICES)

    def read(self, voice: str, parts: Sequence[str], rate: float) -> list[Samples]:
        """Sound [N] at 16 kHz of each part of an utterance, without the silence at its edges, at -23 dBFS.

        A natural voice reads them in one go, the others one by one.
        """
        engine, name = voice.split(":")
        if engine != NATURAL or self._natural is None:
            return [synthesise(voice, part, rate) for part in parts]
        waves = [_trimmed(wave) for wave in self._natural.read(name, parts, rate)]
        said = np.concatenate(waves)
        gain = 10 ** (LEVEL_DB / 20) / max(float(np.sqrt(np.mean(said**2))), 1e-6)
        return [np.asarray(np.clip(wave * gain, -0.98, 0.98), np.float32) for wave in waves]


def _trimmed(wave: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(wave) > np.abs(wave).max(initial=0.0) * 10 ** (TRIM_DB / 20))
    return wave[loud[0] : loud[-1] + 1] if len(loud) else np.zeros(MIC_RATE_HZ // 10, np.float32)
