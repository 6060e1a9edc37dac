"""How ends sound to the ears (model/ears/ending.py): log odds as measured on voices that its training never heard."""

import json
from functools import cache
from pathlib import Path

import numpy as np

MEASURED = Path(__file__).resolve().parents[3] / "weights/ending.json"
"""Quantiles of the log odds, evenly spaced from 0 to 1, after words that end a sentence and after others."""

MISLEADING = 0.15
"""Share of the words that sound like the other kind: people trail off at ends and stop short inside sentences, more
than the voices do on which that was measured."""


@cache
def _quantiles() -> dict[str, list[float]]:
    measured: dict[str, list[float]] = json.loads(MEASURED.read_text(encoding="utf-8"))["quantiles"]
    return measured


def log_odds(rng: np.random.Generator, *, ends: bool) -> float:
    """What the ears make of the sound of a word, in nats. ends: whether it is the last of a sentence."""
    known = _quantiles()["ends" if ends is not (rng.random() < MISLEADING) else "goes on"]
    return float(np.interp(rng.random(), np.linspace(0, 1, len(known)), known)) or 1e-3
