"""Runs the graphs of a bundle with ONNX Runtime on the best provider that really works, and says which and why."""

import contextlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

import onnxruntime

from duologue.core.errors import BundleError, DuologueError

CPU = "CPUExecutionProvider"
CUDA = "CUDAExecutionProvider"

ProviderKind = Literal["cpu", "cuda"]
"""The providers that bundles name a variant for."""

VERSION: str = onnxruntime.__version__
"""Of ONNX Runtime."""
_THREADS = 2
ALONE = 1
"""Threads for a graph that takes in little at a time: waking another for each node costs more than it brings."""


@dataclass(frozen=True, slots=True)
class Provider:
    """kind: as bundles name it. name: as ONNX Runtime names it. fallback: "" or why it is not the one wished for."""

    kind: ProviderKind
    name: str
    fallback: str = ""


class Graph:
    """A graph that is ready to run."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self.provider: str = session.get_providers()[0]
        """The provider in real use, as ONNX Runtime names it."""
        self.inputs: tuple[str, ...] = tuple(tensor.name for tensor in session.get_inputs())
        self.outputs: tuple[str, ...] = tuple(tensor.name for tensor in session.get_outputs())

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        """The outputs asked for, all of them in order for None."""
        result: Sequence[Any] = self._session.run(output_names, input_feed)
        return result


class Runtime:
    """Opens graphs on one provider."""

    def __init__(self, provider: Provider, threads: int = _THREADS) -> None:
        self.provider = provider
        self._threads = threads

    @classmethod
    def choose(cls, wish: str, probe: Path, threads: int = _THREADS) -> Self:
        """Finds the provider.

        wish: "auto" takes CUDA where it works and the CPU elsewhere, "cuda" and "cpu" name one; CUDA that does not
        work falls back to the CPU, visibly. probe: a small graph that is opened to see whether CUDA works: ONNX Runtime
        lists it wherever it was built with it, and only a session tells.

        Raises:
            BundleError: the probe cannot be opened even on the CPU.
        """
        if wish == "cpu":
            return cls(Provider("cpu", CPU), threads)
        fallback = _cuda_fault(probe, threads)
        if not fallback:
            return cls(Provider("cuda", CUDA), threads)
        wanted = wish == "cuda" or CUDA in onnxruntime.get_available_providers()
        return cls(Provider("cpu", CPU, fallback if wanted else ""), threads)

    def open(self, path: Path, *, on: ProviderKind | None = None, threads: int | None = None) -> Graph:
        """Opens a graph.

        on: "cpu" for graphs too small to be worth a GPU; None for the provider of this runtime. threads: how many it
        computes with on the CPU; None for as many as usual.

        Raises:
            BundleError: the file is not a graph that can be run.
        """
        return _open(path, on or self.provider.kind, threads or self._threads)


def session_options(threads: int = _THREADS) -> onnxruntime.SessionOptions:
    """Options for small graphs that run every 200 ms: idle threads sleep, warnings stay silent."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def open_beside(model: Path | bytes, name: str, *, plan: bool, arena: bool = False) -> Graph:
    """Opens a graph that runs beside those of the micro-turns: on one thread of the CPU, with little memory.

    model: a file, or a model in memory. name: what to call it. plan: False for a graph of thousands of nodes on small
    values: planning which of them may share memory would take most of the time that opening takes. arena: True for one
    that makes large values again and again: it keeps their memory, and needs less of it at its peak.

    Raises:
        BundleError: it is not a graph that can be run.
    """
    options = session_options(1)
    options.enable_cpu_mem_arena = arena
    options.enable_mem_reuse = options.enable_mem_pattern = plan
    return _session(model, name, options, [CPU])


def _cuda_fault(probe: Path, threads: int) -> str:
    """Why CUDA cannot be used, as one sentence; "" if it can."""
    if CUDA not in onnxruntime.get_available_providers():
        return "CUDA is not part of this installation; the model runs on the CPU."
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        onnxruntime.preload_dlls()
    try:
        graph = _open(probe, "cuda", threads)
    except DuologueError as error:
        return f"CUDA does not work ({error.message}); the model runs on the CPU."
    if graph.provider != CUDA:
        libraries = "; ".join(line.strip() for line in said.getvalue().splitlines() if "ail" in line)
        return f"CUDA does not work ({libraries or 'no usable GPU or driver'}); the model runs on the CPU."
    return ""


def _open(path: Path, kind: ProviderKind, threads: int) -> Graph:
    providers = [CUDA, CPU] if kind == "cuda" else [CPU]
    return _session(path, path.name, session_options(threads), providers)


def _session(model: Path | bytes, name: str, options: onnxruntime.SessionOptions, providers: list[str]) -> Graph:
    source = model if isinstance(model, bytes) else str(model)
    try:
        return Graph(onnxruntime.InferenceSession(source, options, providers=providers))
    except Exception as error:  # ONNX Runtime raises many kinds, all of its own
        reason = " ".join(str(error).split())[:200]
        raise BundleError("bundle.graph", f"The model file {name} cannot be run: {reason}") from error
