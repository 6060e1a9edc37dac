"""Graphs run on the provider that works; a fallback is visible and says why."""

import sys
from pathlib import Path

import numpy as np
import pytest

from duologue.core.errors import BundleError
from duologue.model import runtime
from duologue.model.runtime import CPU, CUDA, Provider, Runtime
from helpers.tiny_bundle import write_doubler


@pytest.fixture
def doubler(tmp_path: Path) -> Path:
    write_doubler(tmp_path / "doubler.onnx")
    return tmp_path / "doubler.onnx"


def say_what_is_missing() -> None:
    sys.stdout.write("Failed to load libcudnn.so.9\n")


def pretend(monkeypatch: pytest.MonkeyPatch, *available: str) -> None:
    monkeypatch.setattr(runtime.onnxruntime, "get_available_providers", lambda: list(available))
    monkeypatch.setattr(runtime.onnxruntime, "preload_dlls", say_what_is_missing)


def test_a_graph_runs_and_names_its_tensors(doubler: Path) -> None:
    graph = Runtime.choose("cpu", doubler).open(doubler)
    assert (graph.inputs, graph.outputs, graph.provider) == (("x",), ("y",), CPU)
    (y,) = graph.run(None, {"x": np.array([1, 2], np.float32)})
    np.testing.assert_array_equal(y, [2, 4])


def test_the_cpu_is_taken_without_a_word_when_it_is_wished_for(doubler: Path) -> None:
    assert Runtime.choose("cpu", doubler).provider == Provider("cpu", CPU, "")


def test_auto_without_cuda_in_the_installation_is_no_fallback(doubler: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, CPU)
    assert Runtime.choose("auto", doubler).provider == Provider("cpu", CPU, "")


def test_a_wish_for_cuda_without_cuda_falls_back_visibly(doubler: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, CPU)
    provider = Runtime.choose("cuda", doubler).provider
    assert (provider.kind, provider.name) == ("cpu", CPU)
    assert provider.fallback == "CUDA is not part of this installation; the model runs on the CPU."


class FakeSession:
    """A session of an ONNX Runtime that knows CUDA; `works` says whether CUDA is really taken."""

    works = True

    def __init__(self, path: str, options: object, providers: list[str]) -> None:
        self._providers = providers if self.works else [CPU]

    def get_providers(self) -> list[str]:
        return self._providers

    def get_inputs(self) -> list[object]:
        return []

    get_outputs = get_inputs


@pytest.mark.parametrize("wish", ["auto", "cuda"])
def test_cuda_that_is_listed_but_does_not_work_falls_back_with_the_reason(
    doubler: Path, monkeypatch: pytest.MonkeyPatch, wish: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(monkeypatch, CUDA, CPU)
    monkeypatch.setattr(runtime.onnxruntime, "InferenceSession", FakeSession)
    monkeypatch.setattr(FakeSession, "works", False)
    provider = Runtime.choose(wish, doubler).provider
    assert provider.name == CPU
    assert "libcudnn.so.9" in provider.fallback
    assert capsys.readouterr().out == ""


def test_cuda_that_works_is_used_for_all_graphs_but_those_meant_for_the_cpu(
    doubler: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, CUDA, CPU)
    monkeypatch.setattr(runtime.onnxruntime, "InferenceSession", FakeSession)
    chosen = Runtime.choose("auto", doubler)
    assert chosen.provider == Provider("cuda", CUDA, "")
    assert chosen.open(doubler).provider == CUDA
    assert chosen.open(doubler, on="cpu").provider == CPU


def test_a_file_that_is_no_graph_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(b"not a graph")
    with pytest.raises(BundleError, match=r"The model file broken\.onnx cannot be run: ") as caught:
        Runtime(Provider("cpu", CPU)).open(path)
    assert "\n" not in caught.value.message
