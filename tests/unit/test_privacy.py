"""Nothing leaves the machine: the libraries underneath keep quiet as well."""

import os
import subprocess
import sys

import pytest

from helpers.tiny_bundle import write_doubler

OPEN_A_GRAPH = """
import sys
from pathlib import Path
from duologue.model.runtime import Runtime
path = Path(sys.argv[1])
Runtime.choose("cpu", path).open(path)
"""
BUILD = "import duologue_models, onnxruntime, sys; onnxruntime.InferenceSession(sys.argv[1])"


@pytest.mark.parametrize("program", [OPEN_A_GRAPH, BUILD], ids=["app", "builder"])
def test_the_model_runtime_collects_no_telemetry(program, tmp_path):
    """ONNX Runtime keeps what it is about to report in files under the user's cache."""
    home, graph = tmp_path / "home", tmp_path / "graph.onnx"
    home.mkdir()
    write_doubler(graph)
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY" and not k.startswith("XDG_")}
    subprocess.run(
        [sys.executable, "-c", program, str(graph)], env=environment | {"HOME": str(home)}, check=True, timeout=60
    )
    assert [path for path in home.rglob("*") if path.is_file()] == []
