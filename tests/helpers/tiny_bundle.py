"""A complete bundle of a few hundred bytes: real graphs that double a number, real manifest."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from duologue.model.bundle import file_digest
from duologue.model.contents import FAMILY, FILES, GRAPHS
from duologue.model.manifest import CONTRACT


def write_doubler(path: Path) -> None:
    """A graph x [n] -> y [n] = 2 x."""
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in "xy")
    two = onnx.numpy_helper.from_array(np.array(2, np.float32), "two")
    graph = helper.make_graph([helper.make_node("Mul", ["x", "two"], ["y"])], "doubler", [x], [y], [two])
    opset = helper.make_operatorsetid("", 20)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(helper.make_model(graph, ir_version=10, opset_imports=[opset]), path)


def manifest_of(folder: Path, name: str = "tiny") -> dict[str, object]:
    """What describes the parts in a folder."""
    tensor = {"type": "float32", "shape": ["n"]}
    graphs = {
        graph: {
            "variants": {"fp32": f"{graph}.fp32.onnx", "int8": f"{graph}.int8.onnx"},
            "use": {"cpu": "int8", "cuda": "fp32"},
            "inputs": [{"name": "x", **tensor}],
            "outputs": [{"name": "y", **tensor}],
        }
        for graph in GRAPHS
    }
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    files = {p.relative_to(folder).as_posix(): {"sha256": file_digest(p), "bytes": p.stat().st_size} for p in paths}
    source = {"part": "ears", "licence": "MIT", "holder": "somebody", "package": "p", "version": "1", "file": "f"}
    return {
        "contract": CONTRACT,
        "name": name,
        "version": "1.2.3",
        "family": FAMILY,
        "recipe": "r",
        "rates": {"microphone_hz": 16000},
        "sources": [{**source, "sha256": "0" * 64}],
        "graphs": graphs,
        "files": files,
    }


def write_tiny_bundle(bundles: Path, name: str = "tiny") -> Path:
    """Writes a bundle and returns its folder."""
    folder = bundles / name
    for graph in GRAPHS:
        for precision in ("fp32", "int8"):
            write_doubler(folder / f"{graph}.{precision}.onnx")
    for part in FILES:
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).write_text(f"{part}\n", encoding="utf-8")
    (folder / "bundle.json").write_text(json.dumps(manifest_of(folder, name)), encoding="utf-8")
    return folder
