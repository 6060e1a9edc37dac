"""core.json of a bundle: what is taken, and that anything else is told in one sentence with what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from duologue.core.errors import BundleError
from duologue.core.writing import Move
from duologue.model.core_manifest import FORMAT, CoreManifest

GOOD: dict[str, Any] = {
    "format": FORMAT,
    "shape": {"features": 65, "width": 256, "heads": 4, "layers": 6, "window": 256, "text": 384},
    "groups": {"sound": 13, "pitch": 8},
    "biases": {"wait": -0.375, "more": -1},
    "go_on_bias": 4.0,
    "held_out_loss": 0.7563,
}


def write(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "core.json"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_manifest_is_read_and_what_training_noted_beside_it_is_passed_over(tmp_path: Path) -> None:
    manifest = CoreManifest.read(write(tmp_path, json.dumps(GOOD)))
    assert manifest.shape.window == 256
    assert manifest.biases == {Move.WAIT: -0.375, Move.MORE: -1.0}
    assert manifest.groups == {"sound": 13, "pitch": 8}


def test_groups_and_the_bias_for_going_on_may_be_left_out() -> None:
    manifest = CoreManifest.of({"format": FORMAT, "shape": GOOD["shape"], "biases": {}})
    assert (manifest.groups, manifest.go_on_bias) == (None, 0.0)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": 2}, "it is of format 2, this program needs format 3"),
        ({"format": None}, "it is of format None"),
        ({"shape": []}, "'shape' must be an object"),
        ({"shape": {**GOOD["shape"], "heads": 0}}, "'shape.heads' must be a whole number above 0"),
        ({"shape": {**GOOD["shape"], "window": "256"}}, "'shape.window' must be a whole number above 0"),
        ({"shape": {"features": 65}}, "'shape' lacks the field 'width'"),
        ({"biases": {"dance": 1.0}}, "'biases.dance' must be the name of a move"),
        ({"biases": {"wait": "much"}}, "'biases.wait' must be a number"),
        ({"biases": {"wait": float("nan")}}, "'biases.wait' must be a number"),
        ({"biases": None}, "'biases' must be an object"),
        ({"groups": {"sound": -1}}, "'groups.sound' must be a whole number, 0 or more"),
        ({"go_on_bias": "4"}, "'go_on_bias' must be a number"),
    ],
)
def test_what_is_wrong_is_named_and_what_to_do(tmp_path: Path, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(BundleError) as raised:
        CoreManifest.read(write(tmp_path, json.dumps(GOOD | changes)))
    assert says in raised.value.message
    assert raised.value.message.startswith("The interaction core in the bundle cannot be used (")
    assert raised.value.message.endswith("build the bundle again with: duologue models build duologue-1.")


@pytest.mark.parametrize("content", ["", "{", "[]", "7", "\x00"])
def test_what_is_no_manifest_at_all_is_one_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(BundleError, match=r"is not JSON|is not a JSON object"):
        CoreManifest.read(write(tmp_path, content))


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="cannot be read"):
        CoreManifest.read(tmp_path / "core.json")
