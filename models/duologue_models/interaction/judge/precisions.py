"""What smaller numbers would cost the core: `python -m duologue_models.interaction.judge.precisions models/weights`.

Makes the graph in float16 and with 8-bit weights beside the float32 one, and reports size, time of a micro-turn (four
positions) and the largest difference of a logit from PyTorch.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.float16 import convert_float_to_float16

from duologue_models.interaction.judge import parity

ROUNDS = 200


def make(core: Path, folder: Path) -> dict[str, Path]:
    """The variants by name."""
    half, eighth = folder / "core.fp16.onnx", folder / "core.int8.onnx"
    onnx.save(convert_float_to_float16(onnx.load(core), keep_io_types=True), half)
    quantize_dynamic(core, eighth, weight_type=QuantType.QInt8, per_channel=True)
    return {"fp32": core, "fp16": half, "int8": eighth}


def report(name: str, path: Path, shape: dict[str, int], recorded: dict[str, Any]) -> str:
    """One line about a variant."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    worst = parity.worst_difference(session, shape, recorded)
    state = parity.empty_state(shape)
    feed = {**parity.example_input(shape, 4, 0), "position": np.array([500]), "past_k": state, "past_v": state}
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        session.run(None, feed)
        times.append(1000 * (time.perf_counter() - began))
    p50, p95 = np.percentile(times, [50, 95])
    size = path.stat().st_size / 1e6
    return f"{name}: {size:.1f} MB, {p50:.2f} ms (p95 {p95:.2f}) a micro-turn, off by {worst:.1e}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.interaction.judge.precisions", description=__doc__)
    parser.add_argument("weights", type=Path, help="folder with core.onnx, core.json and core_parity.npz")
    weights = parser.parse_args().weights
    shape = json.loads((weights / "core.json").read_text(encoding="utf-8"))["shape"]
    with np.load(weights / "core_parity.npz") as file, tempfile.TemporaryDirectory() as folder:
        for name, path in make(weights / "core.onnx", Path(folder)).items():
            sys.stdout.write(report(name, path, shape, dict(file)) + "\n")


if __name__ == "__main__":
    main()
