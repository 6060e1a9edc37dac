"""Looks at films as a session would, and holds each network of the eyes against the published one on the same crops.

    uv run --with ai-edge-litert python -m duologue_models.evaluate_eyes BUNDLE FILMS... [--every SECONDS]
    ... --reference PICTURE --out FILE.npz      what the published networks give for one picture, for the tests

Prints, for each graph: how often it ran, its processor time on one core, how far what it gives is at most from what
TensorFlow Lite's own runtime gives (coordinates as a share of the crop's side, certainties from 0 to 1), and memory.
Without ai-edge-litert the differences are left out.
"""

import argparse
import importlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil

from duologue.core.microturn import Frame
from duologue.model.bundle import load_bundle
from duologue.model.contents import EYES_GRAPHS
from duologue.model.eyes.crops import Crop
from duologue.model.eyes.landmarks import LandmarkLooker
from duologue.model.runtime import CPU, Graph, Provider, Runtime
from duologue_models.export.eyes import INPUT, NETWORKS, member
from duologue_models.export.wheels import MEDIAPIPE, cache_folder, fetch, read_member

LARGEST = (480, 640)
"""Height and width that the app gives pictures at most."""
LOWEST = {"person": -1.0, "head": -1.0}
"""Darkest value of the pictures of each network, if it is not 0."""
_CERTAINTIES = {"scores", "sure", "right"}
_LOGITS = {("person", "scores"), ("palm", "scores"), ("head", "scores"), ("face", "sure")}
_KEPT_ROWS = 37
"""Of what a detector gives, every so many rows are kept as a reference."""

Published = Callable[[np.ndarray], dict[str, np.ndarray]]


class Watched:
    """A graph that is measured while it runs. published: what it is held against."""

    def __init__(self, graph: Graph, part: str, published: Published | None) -> None:
        self._graph, self._part, self._published = graph, part, published
        self.outputs = graph.outputs
        self.cpu_ms: list[float] = []
        self.worst: dict[str, float] = defaultdict(float)

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        """Runs it and takes note."""
        began = time.process_time()
        values = self._graph.run(output_names, input_feed)
        self.cpu_ms.append(1000 * (time.process_time() - began))
        if self._published is not None:
            wanted = self._published(input_feed[INPUT])
            for name, value in zip(output_names or self.outputs, values, strict=True):
                difference = _difference(self._part, name, value, wanted[name], input_feed[INPUT].shape[1])
                self.worst[name] = max(self.worst[name], difference)
        return values


def _difference(part: str, name: str, ours: np.ndarray, theirs: np.ndarray, pixels: int) -> float:
    """The largest: certainties from 0 to 1, coordinates (and with them a pose's visibilities) in sides of the crop."""
    if (part, name) in _LOGITS or name == "heatmaps":
        ours, theirs = (1 / (1 + np.exp(-np.clip(values, -80, 80))) for values in (ours, theirs))
    return float(np.abs(ours - theirs).max()) / (1 if name in _CERTAINTIES or name == "heatmaps" else pixels)


def published(wheel: Path, part: str) -> Published | None:
    """One of the published networks in the runtime that it is made for; None where that is not installed."""
    try:
        interpreter = importlib.import_module("ai_edge_litert.interpreter")
    except ModuleNotFoundError:
        return None
    lite = interpreter.Interpreter(model_content=read_member(wheel, member(part)), num_threads=1)
    lite.allocate_tensors()
    (given,) = lite.get_input_details()
    made = lite.get_output_details()

    def run(picture: np.ndarray) -> dict[str, np.ndarray]:
        lite.set_tensor(given["index"], picture)
        lite.invoke()
        return {name: lite.get_tensor(made[place]["index"]) for place, name in NETWORKS[part].outputs.items()}

    return run


def reference(
    picture: np.ndarray, networks: Mapping[str, Published], pixels: Mapping[str, int]
) -> dict[str, np.ndarray]:
    """What the networks give for the middle of one picture, [H, W, 3]; of detectors and heatmaps a part."""
    kept = {}
    for part, network in networks.items():
        for name, values in network(middle(picture, pixels[part], LOWEST.get(part, 0.0))).items():
            kept[f"{part}.{name}"] = thinned(values)
    return kept


def middle(picture: np.ndarray, pixels: int, low: float) -> np.ndarray:
    """The middle of a picture as a network gets it."""
    height, width = picture.shape[:2]
    return np.asarray(Crop(width / 2, height / 2, float(min(height, width))).cut(Frame(0, picture), pixels, low))


def thinned(values: np.ndarray) -> np.ndarray:
    """Small results whole, of others a row now and then."""
    flat = values.reshape(-1, values.shape[-1])
    return flat if len(flat) < _KEPT_ROWS else flat[::_KEPT_ROWS]


def read_picture(path: Path) -> np.ndarray:
    """A picture as RGB, [H, W, 3].

    Raises:
        ValueError: it is not one.
    """
    picture = cv2.imread(str(path))
    if picture is None:
        raise ValueError(f"{path} is not a picture")
    return np.ascontiguousarray(picture[:, :, ::-1])


def frames(film: Path, every_s: float) -> list[Frame]:
    """Pictures of a film, so many seconds apart, as large as the app takes them."""
    video, next_s = cv2.VideoCapture(str(film)), 0.0
    taken: list[Frame] = []
    while True:
        there, picture = video.read()
        if not there:
            return taken
        t_s = video.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if t_s + 1e-6 >= next_s:
            next_s += every_s
            scale = min(LARGEST[0] / picture.shape[0], LARGEST[1] / picture.shape[1], 1.0)
            picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            taken.append(Frame(len(taken), np.ascontiguousarray(picture[:, :, ::-1]), t_s))


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="duologue_models.evaluate_eyes", description=__doc__.splitlines()[0])
    parser.add_argument("bundle", type=Path, help="folder of a bundle")
    parser.add_argument("films", type=Path, nargs="*")
    parser.add_argument("--every", type=float, default=0.2, help="seconds from one frame to the next")
    parser.add_argument("--reference", type=Path, help="a picture")
    parser.add_argument("--out", type=Path, help="file for what the published networks give for it")
    args = parser.parse_args(arguments)
    bundle = load_bundle(str(args.bundle.absolute()), args.bundle.parent, needs_core=False)
    wheel = fetch(MEDIAPIPE, cache_folder(), lambda _done, _total: None)
    networks = {part: network for part in EYES_GRAPHS if (network := published(wheel, part)) is not None}
    memory = psutil.Process().memory_info().rss
    runtime = Runtime(Provider("cpu", CPU), threads=1)
    graphs = {part: runtime.open(bundle.graph(graph, "cpu")) for part, graph in EYES_GRAPHS.items()}
    if args.reference is not None:
        sides = {part: bundle.manifest.graphs[graph].inputs[0].shape[1] for part, graph in EYES_GRAPHS.items()}
        kept = reference(read_picture(args.reference), networks, {part: int(side) for part, side in sides.items()})
        np.savez_compressed(args.out, allow_pickle=False, **kept)
        return 0
    watched = {part: Watched(graph, part, networks.get(part)) for part, graph in graphs.items()}
    looker, looks_ms = LandmarkLooker(watched), []
    looker.warm_up()
    memory = psutil.Process().memory_info().rss - memory
    for film in args.films:
        looker.reset()
        for frame in frames(film, args.every):
            before = sum(sum(graph.cpu_ms) for graph in watched.values())
            looker.look(frame, frame.t_s)
            looks_ms.append(sum(sum(graph.cpu_ms) for graph in watched.values()) - before)
    for part, graph in watched.items():
        worst = ", ".join(f"{name} {value:.1e}" for name, value in graph.worst.items())
        spent = np.median(graph.cpu_ms) if graph.cpu_ms else 0.0
        sys.stdout.write(f"{part:7} {len(graph.cpu_ms):5} runs  {spent:5.1f} ms  {worst}\n")
    if looks_ms:
        p50, p95, most = np.percentile(looks_ms, [50, 95, 100])
        sys.stdout.write(f"a look: graphs take p50 {p50:.0f}, p95 {p95:.0f}, at most {most:.0f} ms on one core\n")
    sys.stdout.write(f"all graphs opened and run once: {memory / 1e6:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
