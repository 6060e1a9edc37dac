"""The Kokoro voices of a bundle: which there are, what they speak, and how fast they were found to be made here."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from duologue.checked.reading import NotJson, parsed
from duologue.core.errors import BundleError, OutputError
from duologue.model.bundle import Bundle, file_digest, load_bundle
from duologue.model.contents import KOKORO_ALPHABET, KOKORO_GRAPH, KOKORO_VOICES, VOICES_BUNDLE
from duologue.model.manifest import MANIFEST, Manifest, ManifestError
from duologue.model.runtime import Graph, open_beside
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.kokoro import KokoroVoice

SPEECH = {"a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "p": "pt-br"}
"""What a voice speaks, as espeak-ng names it, by the first letter of the voice's name. The alphabet of the Japanese and
the Chinese ones is not what espeak-ng writes."""
BEST = ("af_heart", "bf_emma", "ef_dora", "ff_siwis", "hf_alpha", "if_sara", "pf_dora")
"""The voices that stand first, one for each kind of speech."""
FAST_ENOUGH = 1 / 3
"""Time to make a second of sound beside ears and core, in seconds, up to which such a voice is chosen by itself."""
_SPEED = ".speed.json"
"""Beside the manifest: how fast the voices are made on this machine."""
_WIDTH = 256


@dataclass(frozen=True, slots=True)
class KokoroVoices:
    """Those of one bundle. fast: sound is made at least three times as fast as it is played, as far as was measured."""

    entries: dict[str, VoiceEntry]
    fast: bool = False


def find_kokoro(folder: Path) -> KokoroVoices:
    """The voices of the bundle in a folder; none where there is no such folder, and one that cannot be used where it
    is broken."""
    if not folder.is_dir():
        return KokoroVoices({})
    try:
        manifest = Manifest.parse((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ManifestError):
        return KokoroVoices({folder.name: VoiceEntry((), partial(_open_broken, folder), _BROKEN.format(folder.name))})
    shared = _Shared(folder)
    stems = (Path(file).stem for file in manifest.files if Path(file).parent == Path(KOKORO_VOICES))
    names = sorted((name for name in stems if name[:1] in SPEECH), key=lambda name: (name not in BEST, name))
    factor = read_speed(folder)
    return KokoroVoices({name: shared.entry(name) for name in names}, factor is not None and factor <= FAST_ENOUGH)


_BROKEN = "The voices in '{0}' cannot be used; build them again with: duologue models build {0}"


def _open_broken(folder: Path) -> KokoroVoice:
    load_bundle(str(folder), folder.parent)  # says what is wrong
    raise BundleError("voice.file", _BROKEN.format(folder.name))


class _Shared:
    """What the voices of a bundle have in common, opened with the first of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: tuple[Bundle, Graph, dict[str, int]] | None = None

    def entry(self, name: str) -> VoiceEntry:
        speech = SPEECH[name[0]]
        return VoiceEntry((speech.split("-")[0],), partial(self._open, name), accent=speech, package=VOICES_BUNDLE)

    def _open(self, name: str) -> KokoroVoice:
        if self._opened is None:
            bundle = load_bundle(str(self._folder), self._folder.parent)
            graph = open_beside(bundle.graph(KOKORO_GRAPH, "cpu"), "the Kokoro voices", plan=True, arena=True)
            self._opened = bundle, graph, _alphabet(bundle.path(KOKORO_ALPHABET))
        bundle, graph, known = self._opened
        style = np.fromfile(bundle.path(f"{KOKORO_VOICES}/{name}.bin"), np.float32).reshape(-1, _WIDTH)
        return KokoroVoice(graph, known, style, SPEECH[name[0]], f"Kokoro, {name.split('_', 1)[-1]}")


def _alphabet(path: Path) -> dict[str, int]:
    fields: Any = json.loads(path.read_text(encoding="utf-8"))
    return {str(sign): int(number) for sign, number in fields["vocab"].items()}


def read_speed(folder: Path) -> float | None:
    """Seconds that it took to make a second of sound with this very bundle; None if that was not measured."""
    try:
        noted: Any = parsed((folder / _SPEED).read_bytes())
        return float(noted["factor"]) if noted["bundle"] == file_digest(folder / MANIFEST) else None
    except (OSError, NotJson, KeyError, TypeError, ValueError):
        return None


def write_speed(folder: Path, factor: float) -> None:
    """Keeps what was measured.

    Raises:
        OutputError: the folder cannot be written to.
    """
    text = json.dumps({"bundle": file_digest(folder / MANIFEST), "factor": round(factor, 3)})
    try:
        (folder / _SPEED).write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError("output.unwritable", f"{folder} cannot be written to ({error.strerror}).") from error
