"""The default voice: Piper `en_US-joe-medium` (CC0), cut into the parts that the app runs, weights unchanged."""

from pathlib import Path

from duologue.model.voice.piper_parts import cut_piper


def write_parts(data: bytes, place: Path) -> None:
    """Writes the published graph as text.onnx, flow.onnx and sound.onnx (see duologue.model.voice.piper_parts).

    Raises:
        NotOnnx: it is not the graph of a Piper voice.
        OSError: a file cannot be written.
    """
    for part, model in cut_piper(data).items():
        (place / f"{part}.onnx").write_bytes(model)
