"""What real ears heard in sessions of known content: made once, kept on disk."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from duologue.core.microturn import Hearing, Samples, Utterance
from duologue.core.timing import MIC_SAMPLES
from duologue.model.ears import Ears
from duologue.model.runtime import CPU, Provider, Runtime
from duologue_models.interaction.targets.script import Script

Recorded = tuple[Script, list[Hearing]]
Hear = Callable[[Samples], list[Hearing]]
"""Sound at 16 kHz, whole micro-turns -> what the ears make of each."""
_TOLD = TypeAdapter(list[tuple[Script, list[tuple[Utterance, ...]]]])
"""Scripts, and the utterances that changed in each of their micro-turns."""


def listener(bundle: Path) -> Hear:
    """The real ears of a built bundle, from a fresh start for every sound."""
    ears = Ears.load(bundle / "ears", Runtime(Provider("cpu", CPU), threads=1).open, precision="fp32")

    def hear(wave: Samples) -> list[Hearing]:
        ears.reset()
        return [ears.hear(wave[i : i + MIC_SAMPLES]) for i in range(0, len(wave) - MIC_SAMPLES + 1, MIC_SAMPLES)]

    return hear


def save(recorded: Iterable[Recorded], path: Path) -> None:
    """Writes scripts and hearings as one .npz file, which is there whole or not at all."""
    pairs = list(recorded)
    told = _TOLD.dump_json([(script, [h.utterances for h in hearings]) for script, hearings in pairs])
    flat = [h for _, hearings in pairs for h in hearings]
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        np.savez_compressed(
            file,
            told=np.frombuffer(told, np.uint8),
            speech=np.stack([h.speech for h in flat]).astype(np.float16),
            level_db=np.stack([h.level_db for h in flat]).astype(np.float16),
            pitch_hz=np.stack([h.pitch_hz for h in flat]).astype(np.float16),
            ending=np.array([h.ending for h in flat], np.float16),
        )
    partial.replace(path)


def load(path: Path) -> list[Recorded]:
    """Reads what save() wrote; of sessions that were heard before ends were, nothing is known of these."""
    with np.load(path) as file:
        told = _TOLD.validate_json(file["told"].tobytes())
        arrays = [file[name].astype(np.float32) for name in ("speech", "level_db", "pitch_hz")]
        ending = file["ending"].tolist() if "ending" in file else [0.0] * len(arrays[0])
    sound: Iterator[tuple[Samples, Samples, Samples, float]] = zip(*arrays, ending, strict=True)

    def hearing(heard: tuple[Utterance, ...]) -> Hearing:
        speech, level_db, pitch_hz, ends = next(sound)
        return Hearing(speech, level_db, pitch_hz, heard, ends)

    return [(script, [hearing(heard) for heard in changed]) for script, changed in told]
