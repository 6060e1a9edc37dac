"""What real ears heard in sessions of known content: made once, kept on disk."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from duologue.core.microturn import Hearing, Samples, Utterance, Word
from duologue.core.timing import MIC_SAMPLES
from duologue.model.ears import Ears
from duologue.model.runtime import CPU, Provider, Runtime
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.targets.script import OwnSpeech, Script

SAVED = ("duration", "user", "own", "taken_up", "respond", "yields", "ignored", "thinking")
"""What is kept of a script."""
Recorded = tuple[Script, list[Hearing]]
Hear = Callable[[Samples], list[Hearing]]
"""Sound at 16 kHz, whole micro-turns -> what the ears make of each."""


def listener(bundle: Path) -> Hear:
    """The real ears of a built bundle, from a fresh start for every sound."""
    ears = Ears.load(bundle / "ears", Runtime(Provider("cpu", CPU), threads=1).open, precision="fp32")

    def hear(wave: Samples) -> list[Hearing]:
        ears.reset()
        return [ears.hear(wave[i : i + MIC_SAMPLES]) for i in range(0, len(wave) - MIC_SAMPLES + 1, MIC_SAMPLES)]

    return hear


def _revived(kind: type, values: dict[str, Any]) -> Any:
    """A script or a stretch of speech out of what asdict() made of it; JSON has lists for tuples."""
    inner: dict[str, type] = {"user": TimedWord, "words": TimedWord, "own": OwnSpeech}
    made: dict[str, Any] = {}
    for name, value in values.items():
        if name in inner:
            made[name] = [_revived(inner[name], v) for v in value]
        elif isinstance(value, list):
            made[name] = [tuple(v) if isinstance(v, list) else v for v in value]
        else:
            made[name] = value
    return kind(**made)


def save(recorded: Iterable[Recorded], path: Path) -> None:
    """Writes scripts and hearings (without the recogniser's embedding) as one .npz file."""
    pairs = list(recorded)
    told = [
        {
            "script": {name: value for name, value in asdict(script).items() if name in SAVED},
            "utterances": [
                [[u.id, u.final, [[w.text, w.start_s, w.end_s, w.stable] for w in u.words]] for u in h.utterances]
                for h in hearings
            ],
        }
        for script, hearings in pairs
    ]
    flat = [h for _, hearings in pairs for h in hearings]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            told=np.array(json.dumps(told)),
            speech=np.stack([h.speech for h in flat]),
            level_db=np.stack([h.level_db for h in flat]),
            pitch_hz=np.stack([h.pitch_hz for h in flat]),
        )


def load(path: Path) -> list[Recorded]:
    """Reads what save() wrote."""
    with np.load(path) as file:
        told = json.loads(str(file["told"]))
        sound = zip(file["speech"], file["level_db"], file["pitch_hz"], strict=True)
    result = []
    for session in told:
        hearings = [
            Hearing(
                *next(sound),
                tuple(Utterance(name, tuple(Word(*w) for w in words), final) for name, final, words in changed),
            )
            for changed in session["utterances"]
        ]
        result.append((_revived(Script, session["script"]), hearings))
    return result
