"""False cut-offs and latency of endpoints, beside silence alone and Smart Turn on the same speech.

Natural voices say requests, some with a pause of 0.6 to 1.8 s inside (see spoken.py); people are those that
training never heard (see takeovers.py). A detector answers at a threshold: it cuts off a pause if it takes the turn in
it, and its latency is what passes from the end of a turn until it takes it. Each is tried at many thresholds.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile as sf

from duologue.core.microturn import Act, Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.model.interaction_core import InteractionCore
from duologue.model.runtime import CPU, Provider, Runtime
from duologue_models.interaction.judge.peers import (
    FIRST_LOOK_S,
    LOOKS_EVERY_S,
    Detector,
    SmartTurn,
    Stretches,
    silences,
    silero,
    webrtc,
)
from duologue_models.interaction.judge.spoken import Situation
from duologue_models.interaction.judge.takeovers import (
    RESUMES_S,
    decisions,
    held_out_readers,
    laid_out,
    short_recordings,
)
from duologue_models.interaction.simulate.hearings import Hear, Recorded, load, save
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.targets.script import Script

EARLY_S = 0.3
"""So long before its end a turn may be taken without being cut off: the last word is nearly over."""
WITHIN_S = (0.3, 0.6)
ALLOWED = (0.05, 0.10)
"""Latencies for which the false cut-offs are given, and shares of false cut-offs for which the latency is."""
NEVER_S = 99.0
SILENCES_S = np.arange(0.1, 2.0, 0.05)
CERTAINTIES = np.concatenate([[0.001, 0.003, 0.01, 0.03], np.arange(0.05, 1.0, 0.05), [0.97, 0.99, 0.997]])
READINESS = np.arange(-5.0, 5.01, 1.0)
"""Nats by which the core's scores for taking the turn are raised."""
_ACTS = list(Act)


@dataclass(frozen=True)
class Turn:
    """A turn to be waited out: where its pauses are and its end, in seconds of its sound [N] at 16 kHz."""

    wave: Samples
    pauses: Stretches
    end: float


@dataclass(frozen=True)
class Point:
    """How a detector does at a threshold: the share of the pauses that it cuts off, seconds after each end."""

    cut_off: float
    latencies: tuple[float, ...]

    @property
    def latency(self) -> float:
        """Half of the turns are taken by then, in seconds after their end."""
        return float(np.median(self.latencies))


Taken = Callable[[Turn, float], list[float]]
"""When a detector takes the turn at a threshold: every time that it would, in seconds."""


def point(turns: Sequence[Turn], taken: Iterable[list[float]]) -> Point:
    """What a detector did about the turns."""
    cut, latencies = [], []
    for turn, times in zip(turns, taken, strict=True):
        cut += [any(a < t <= b + RESUMES_S for t in times) for a, b in turn.pauses]
        after = [t - turn.end for t in times if t > turn.end - EARLY_S]
        latencies.append(min(after, default=NEVER_S))
    return Point(float(np.mean(cut)) if cut else 0.0, tuple(latencies))


def silence_alone(detector: Detector) -> Taken:
    """Takes the turn after so many seconds of silence."""
    quiet: dict[int, Stretches] = {}

    def taken(turn: Turn, threshold: float) -> list[float]:
        if id(turn) not in quiet:
            quiet[id(turn)] = silences(detector.speech(turn.wave), len(turn.wave) / MIC_RATE_HZ)
        return [a + threshold for a, b in quiet[id(turn)] if a + threshold < b]

    return taken


def smart_turn(detector: Detector, model: SmartTurn) -> Taken:
    """Takes the turn in a silence at the first look at which it sounds complete with so much certainty."""
    looks: dict[int, list[tuple[float, float, float]]] = {}

    def look(turn: Turn) -> Iterator[tuple[float, float, float]]:
        for start, end in silences(detector.speech(turn.wave), len(turn.wave) / MIC_RATE_HZ):
            for at in np.arange(start + FIRST_LOOK_S, end, LOOKS_EVERY_S):
                yield start, float(at), model.complete(turn.wave[: int(at * MIC_RATE_HZ)])

    def taken(turn: Turn, threshold: float) -> list[float]:
        if id(turn) not in looks:
            looks[id(turn)] = list(look(turn))
        first: dict[float, float] = {}
        for start, at, certainty in looks[id(turn)]:
            if certainty >= threshold:
                first.setdefault(start, at)
        return list(first.values())

    return taken


class _Readier:
    """The core's graph with the scores of taking the turn raised by `nats`."""

    def __init__(self, graph: Any, nats: float) -> None:
        self._graph = graph
        self._raised = np.array([nats if act in (Act.RESPOND, Act.CALL) else 0.0 for act in _ACTS], np.float32)

    def run(self, names: list[str], feed: dict[str, npt.NDArray[np.generic]]) -> list[npt.NDArray[np.float32]]:
        outputs = self._graph.run(names, feed)
        return [out + self._raised if name == "act" else out for name, out in zip(names, outputs, strict=True)]


def core_at(bundle: Path, nats: float) -> InteractionCore:
    """The core of a bundle, readier by so many nats to take the turn."""
    runtime = Runtime(Provider("cpu", CPU), threads=1)

    def open_graph(path: Path) -> Any:
        graph = runtime.open(path)
        return _Readier(graph, nats) if path.name == "core.onnx" else graph

    return InteractionCore.load(bundle / "core", bundle / "semantics", open_graph)


def natural_turns(cases: Path) -> list[Turn]:
    """The requests that spoken.py has made in a folder, those with a pause and those without."""
    turns = []
    for path in sorted([*cases.glob("turn-*.truth.json"), *cases.glob("pause-*.truth.json")]):
        situation = Situation.read(path)
        wave: Samples = np.asarray(
            sf.read(path.with_name(path.name.replace("truth.json", "wav")), dtype="float32")[0], np.float32
        )
        turns.append(Turn(wave[: len(wave) // MIC_SAMPLES * MIC_SAMPLES], list(situation.pauses), situation.end))
    return turns


def human_turns(data: Path) -> list[Turn]:
    """Clips of people that training never heard."""
    found = []
    for clip in [*held_out_readers(data), *short_recordings(data)]:
        wave, script = laid_out(clip.sound())
        found.append(Turn(wave, list(script.thinking), script.user[-1].end))
    return found


def as_heard(turns: Iterable[Turn], hear: Hear, cache: Path) -> list[Recorded]:
    """What the ears make of them, kept in a file."""
    if not cache.exists():
        scripts = (
            (
                turn,
                Script(
                    duration=len(turn.wave) / MIC_RATE_HZ, user=[TimedWord("", 0.0, turn.end)], thinking=turn.pauses
                ),
            )
            for turn in turns
        )
        save(((script, hear(turn.wave)) for turn, script in scripts), cache)
    return load(cache)


def table(name: str, points: Sequence[Point]) -> str:
    """A line: false cut-offs within each latency, latency at each share of false cut-offs."""
    cuts = [min((p.cut_off for p in points if p.latency <= within), default=1.0) for within in WITHIN_S]
    waits = [min((p.latency for p in points if p.cut_off <= share), default=NEVER_S) for share in ALLOWED]
    shown = [f"{wait:.2f} s" if wait < NEVER_S else "never" for wait in waits]
    return f"  {name:14} " + "  ".join([*(f"{cut:10.2f}" for cut in cuts), *(f"{wait:>10}" for wait in shown)])


def measure(groups: dict[str, list[Turn]], bundle: Path, hear: Hear, cache: Path) -> Iterator[str]:
    """A table for each group of turns."""
    smart = SmartTurn()
    for name, turns in groups.items():
        pauses = sum(len(turn.pauses) for turn in turns)
        yield f"{name}: {len(turns)} turns, {pauses} pauses"
        heads = [f"cut <{s:.1f} s" for s in WITHIN_S] + [f"at {share:.0%}" for share in ALLOWED]
        yield f"  {'':14} " + "  ".join(f"{head:>10}" for head in heads)
        heard = [hearings for _, hearings in as_heard(turns, hear, cache / f"{name}.npz")]
        points = []
        for nats in READINESS:
            core = core_at(bundle, float(nats))
            outcomes = (decisions(core, hearings) for hearings in heard)
            points.append(point(turns, ([now for now, _, written in each if written] for each in outcomes)))
        yield table("core", points)
        for detector in (silero(bundle), webrtc()):
            alone = silence_alone(detector)
            yield table(detector.name, [point(turns, (alone(turn, float(s)) for turn in turns)) for s in SILENCES_S])
        judged = smart_turn(silero(bundle), smart)
        yield table("Smart Turn 3.2", [point(turns, (judged(turn, float(p)) for turn in turns)) for p in CERTAINTIES])
