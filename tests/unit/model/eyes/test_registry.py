"""What a bundle has no graphs for is not there, and nothing else is missing for it."""

from pathlib import Path

import numpy as np

from duologue.core.microturn import Frame, MicroTurn
from duologue.model.bundle import load_bundle
from duologue.model.contents import EYES_GRAPHS
from duologue.model.eyes.registry import has_looker, open_eyes, open_reader
from duologue.model.runtime import CPU, Provider, Runtime
from helpers.tiny_bundle import write_tiny_bundle

RUNTIME = Runtime(Provider("cpu", CPU))


def test_a_bundle_without_eyes_loads_and_tells_of_the_picture_alone(tmp_path: Path) -> None:
    write_tiny_bundle(tmp_path)
    bundle = load_bundle("tiny", tmp_path)
    assert not set(EYES_GRAPHS.values()) & set(bundle.manifest.graphs)
    assert not has_looker(bundle)
    assert open_reader(bundle) is None
    eyes = open_eyes(bundle, RUNTIME)
    turn = MicroTurn(0, np.zeros(3200, np.float32), frame=Frame(0, np.full((48, 64, 3), 99, np.uint8), 0.1))
    eyes.begin(turn, 0.2)
    assert {percept.kind for percept in eyes.see(turn, 0.2).percepts} == {"picture"}
    eyes.reset()
