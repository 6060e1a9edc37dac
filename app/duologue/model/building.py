"""Builds a model bundle by running the builder as a program of its own, which brings what the app does without."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

from duologue.core.errors import BundleError, DuologueError, OutputError
from duologue.core.helper_program import HelperProgram, Progress

_BUILDER = "duologue_models"
_NEEDED = (_BUILDER, "httpx", "onnx", "safetensors")
"""The builder and what it needs beyond the app: the extra `export`."""


def build_bundle(
    name: str, bundles: Path, on_progress: Callable[[Progress], None], *, without_core: bool = False
) -> bool:
    """Builds a bundle into the folder of bundles; False if it was there already, whole and of the same recipe.

    without_core: leaves out the interaction core, for a bundle to train one with.

    Raises:
        BundleError: unknown name, no network, a file that is not the pinned one, or no builder in this installation.
        OutputError: the disk is full or the folder not writable.
    """
    missing = [module for module in _NEEDED if importlib.util.find_spec(module) is None]
    if missing:
        message = f"This installation cannot build models ({', '.join(missing)} is missing)"
        raise BundleError("bundle.builder", f"{message}; install the extra 'export', or run packaging/run.sh.")
    command = [sys.executable, "-m", f"{_BUILDER}.build", name, "--out", str(bundles / name), "--json-progress"]
    return run_builder([*command, "--without-core"] if without_core else command, on_progress)


def run_builder(command: list[str], on_progress: Callable[[Progress], None]) -> bool:
    """Runs a builder that reports in JSON lines; what build_bundle says of result and errors holds."""
    built = None
    with HelperProgram(command) as builder:
        for line in builder.lines():
            if "error" in line:
                raise _failure(str(line["error"]), str(line["message"]))
            if "built" in line:
                built = bool(line["built"])
            else:
                on_progress(Progress(line["stage"], line["done"], line["total"], line["unit"]))
        status, last = builder.ending()
    if status != 0 or built is None:
        raise BundleError("bundle.builder", f"The bundle builder stopped (exit status {status}): {last}")
    return built


def _failure(code: str, message: str) -> DuologueError:
    return OutputError(code, message) if code.startswith("output.") else BundleError(code, message)
