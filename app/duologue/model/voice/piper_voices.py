"""Where Piper voices come from: the one inside the model bundle, and any that the user put into a folder."""

from pathlib import Path

from duologue.core.errors import InputError
from duologue.model.bundle import Bundle
from duologue.model.contents import VOICE_CONFIG, VOICE_GRAPHS
from duologue.model.voice.onnx_file import NotOnnx
from duologue.model.voice.piper import PiperVoice
from duologue.model.voice.piper_config import read_config
from duologue.model.voice.piper_graphs import PiperGraphs
from duologue.model.voice.piper_parts import cut_piper

SUFFIX = ".onnx"
"""End of the name of a voice's file; what describes it lies beside and has ".json" after that."""


def open_bundled(bundle: Bundle) -> PiperVoice:
    """Opens the voice that a bundle holds.

    Raises:
        DuologueError: it cannot be used.
    """
    parts = {part: bundle.graph(graph, "cpu") for part, graph in VOICE_GRAPHS.items()}
    config = read_config(bundle.path(VOICE_CONFIG))
    return PiperVoice(PiperGraphs.open(parts, "the voice"), config, "Piper, joe")


def find_voices(folder: Path) -> dict[str, Path]:
    """The files of the voices in a folder by name; none if there is no such folder."""
    return {path.name.removesuffix(SUFFIX): path for path in sorted(folder.glob(f"*{SUFFIX}")) if path.is_file()}


def accent_of(voice: Path) -> str:
    """What a voice's file speaks, as espeak-ng names it ("en-gb"); up to the first dash ISO 639-1.

    Raises:
        InputError: what describes it is missing or wrong.
    """
    return read_config(_config_of(voice)).espeak.voice.lower()


def open_file(voice: Path) -> PiperVoice:
    """Opens a voice from its file.

    Raises:
        DuologueError: it is missing, no Piper voice, only a part of one, or cannot be run.
    """
    name = voice.name.removesuffix(SUFFIX)
    config = read_config(_config_of(voice))
    try:
        parts = cut_piper(voice.read_bytes())
    except OSError as error:
        raise InputError("voice.file", f"The voice '{name}' cannot be read ({error.strerror}).") from error
    except NotOnnx as error:
        raise InputError("voice.file", f"The voice '{name}' cannot be used: {error}.") from error
    return PiperVoice(PiperGraphs.open(parts, f"the voice '{name}'"), config, f"Piper, {name}")


def _config_of(voice: Path) -> Path:
    return voice.with_name(f"{voice.name}.json")
