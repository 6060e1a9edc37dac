"""silero VAD (MIT): the published graph for 16 kHz that takes any number of windows at once, as it is."""

from pathlib import Path

import onnx

INPUTS = ("input", "h", "c")
OUTPUTS = ("speech_probs", "hn", "cn")


def write_graph(data: bytes, path: Path) -> None:
    """Writes input [n, 576] (64 samples of context, then 512 new), h and c [1, 1, 128] -> speech_probs [n], hn, cn.

    Raises:
        ValueError: it is not that graph.
        OSError: the file cannot be written.
    """
    graph = onnx.load_from_string(data).graph
    names = tuple(i.name for i in graph.input), tuple(o.name for o in graph.output)
    if names != (INPUTS, OUTPUTS):
        raise ValueError(f"the voice activity graph has other inputs and outputs: {names}")
    path.write_bytes(data)
