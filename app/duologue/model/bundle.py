"""Finds model bundles on the disk and makes sure that they are whole before anything runs."""

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from duologue.core.errors import BundleError
from duologue.core.paths import shipped_bundles
from duologue.model.contents import DEFAULT_BUNDLE, LANGUAGES_BUNDLE, VOICES_BUNDLE
from duologue.model.families import FAMILIES
from duologue.model.manifest import MANIFEST, FileEntry, Manifest, ManifestError

_STAMP = ".verified.json"
"""Beside the manifest: size and time of change of each file when its digest was last found right."""

OnBytes = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose files are all there. sha256: of bundle.json, which holds the digests of the rest."""

    folder: Path
    sha256: str
    manifest: Manifest

    @property
    def name(self) -> str:
        """Its name, for example duologue-1."""
        return self.manifest.name

    @property
    def version(self) -> str:
        """Its version."""
        return self.manifest.version

    @property
    def family(self) -> str:
        """Which program can run it."""
        return self.manifest.family

    @property
    def bytes(self) -> int:
        """Size of all its files."""
        return sum(entry.bytes for entry in self.manifest.files.values())

    def path(self, part: str) -> Path:
        """The file of a part, named as in the manifest ("ears/tokenizer.bin").

        Raises:
            BundleError: the bundle has no such part.
        """
        if part not in self.manifest.files:
            raise BundleError("bundle.incomplete", _sentence(self.folder, f"has no part '{part}'"))
        return self.folder / part

    def precision(self, graph: str, provider: str) -> str:
        """Which variant of a graph ("ears.encoder") is best on a provider ("cpu", "cuda").

        Raises:
            BundleError: the bundle has no such graph.
        """
        entry = self.manifest.graphs.get(graph)
        if entry is None:
            raise BundleError("bundle.incomplete", _sentence(self.folder, f"has no graph '{graph}'"))
        return entry.use.get(provider) or next(iter(entry.use.values()))

    def graph(self, graph: str, provider: str) -> Path:
        """The file of the variant of a graph that is best on a provider.

        Raises:
            BundleError: the bundle has no such graph.
        """
        precision = self.precision(graph, provider)
        return self.path(self.manifest.graphs[graph].variants[precision])


@dataclass(frozen=True, slots=True)
class BundleEntry:
    """One entry of the bundle folder. problem: "" or one sentence why it cannot be used."""

    name: str
    folder: Path
    bundle: Bundle | None
    problem: str


def load_bundle(name_or_dir: str, bundles: Path, *, needs_core: bool = True) -> Bundle:
    """Opens a bundle by its name, or by a path to its folder.

    bundles: the user's folder of bundles. One of the same name that came with the program goes first: it fits it.
    needs_core: False also takes a bundle that was built to train the core with.

    Every file must be there in its full size. Its digest is checked too, unless size and time of change are still
    those it had when the digest was last found right.

    Raises:
        BundleError: missing, incomplete or altered; the sentence names the file and says what to do.
    """
    folder = _folder(name_or_dir, bundles)
    bundle = _read(folder)
    _check_complete(bundle, needs_core=needs_core)
    known = _read_stamp(bundle)
    for part, entry in bundle.manifest.files.items():
        state = _check_size(folder, part, entry)
        if known.get(part) != state:
            _check_digest(folder, part, entry)
            known[part] = state
    _write_stamp(bundle, known)
    return bundle


def list_bundles(bundles: Path) -> list[BundleEntry]:
    """What came with the program and what lies in the user's folder, by name, each name once.

    Files are checked for presence and size only.
    """
    places = [place for place in (shipped_bundles(), bundles) if place is not None and place.is_dir()]
    folders: dict[str, Path] = {}
    for place in places:
        for folder in place.iterdir():
            if folder.is_dir() and not folder.name.startswith("."):
                folders.setdefault(folder.name, folder)
    return [_listed(folders[name]) for name in sorted(folders)]


def verify_bundle(bundle: Bundle, on_bytes: OnBytes | None = None) -> None:
    """Reads every file again and compares its digest.

    Raises:
        BundleError: a file is missing, truncated or altered; the sentence names it.
    """
    known = {}
    done = 0
    for part, entry in bundle.manifest.files.items():
        known[part] = _check_size(bundle.folder, part, entry)
        _check_digest(bundle.folder, part, entry)
        done += entry.bytes
        if on_bytes:
            on_bytes(done, bundle.bytes)
    _write_stamp(bundle, known)


def file_digest(path: Path) -> str:
    """sha256 of a file, lower-case hex.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def family_fault(manifest: Manifest) -> str:
    """What is wrong if no part of this program can run a bundle, "" if one can."""
    if manifest.family in FAMILIES:
        return ""
    return f"it is of family '{manifest.family}', this program runs {', '.join(repr(name) for name in FAMILIES)}"


def missing_parts(manifest: Manifest) -> list[str]:
    """What a bundle of its family must have and its manifest does not list."""
    family = FAMILIES[manifest.family]
    return manifest.missing(family.graphs, family.files)


def _folder(name_or_dir: str, bundles: Path) -> Path:
    as_path = Path(name_or_dir).expanduser()
    if as_path.is_absolute() or len(as_path.parts) > 1 or (as_path / MANIFEST).is_file():
        return as_path.absolute()
    shipped = shipped_bundles()
    if shipped is not None and (shipped / name_or_dir).is_dir():
        return shipped / name_or_dir
    return bundles / name_or_dir


def _sentence(folder: Path, fault: str) -> str:
    return f"The model bundle '{folder.name}' {fault}; build it again with: duologue models build {_known(folder)}"


def _known(folder: Path) -> str:
    """The name of the bundle that is to be in a folder."""
    return folder.name if folder.name in (VOICES_BUNDLE, LANGUAGES_BUNDLE) else DEFAULT_BUNDLE


def _read(folder: Path) -> Bundle:
    path = folder / MANIFEST
    if not folder.is_dir():
        raise BundleError(
            "bundle.missing",
            f"The model bundle '{folder.name}' is not in {folder.parent}; "
            f"build it with: duologue models build {_known(folder)}",
        )
    try:
        data = path.read_bytes()
        manifest = Manifest.parse(data.decode("utf-8"))
    except FileNotFoundError as error:
        raise BundleError("bundle.incomplete", _sentence(folder, f"lacks {MANIFEST}")) from error
    except OSError as error:
        raise BundleError("bundle.unreadable", _sentence(folder, f"cannot be read ({error.strerror})")) from error
    except (UnicodeDecodeError, ManifestError) as error:
        fault = str(error) if isinstance(error, ManifestError) else f"{MANIFEST} is not text"
        raise BundleError("bundle.manifest", _sentence(folder, f"cannot be used ({fault})")) from error
    return Bundle(folder, hashlib.sha256(data).hexdigest(), manifest)


def _listed(folder: Path) -> BundleEntry:
    try:
        bundle = _read(folder)
        _check_complete(bundle, needs_core=True)
        for part, entry in bundle.manifest.files.items():
            _check_size(folder, part, entry)
    except BundleError as error:
        return BundleEntry(folder.name, folder, None, error.message)
    return BundleEntry(folder.name, folder, bundle, "")


def _check_complete(bundle: Bundle, *, needs_core: bool) -> None:
    if fault := family_fault(bundle.manifest):
        raise BundleError("bundle.manifest", _sentence(bundle.folder, f"cannot be used: {fault}"))
    missing = [part for part in missing_parts(bundle.manifest) if needs_core or not part.startswith("core")]
    if missing:
        raise BundleError("bundle.incomplete", _sentence(bundle.folder, f"lacks {', '.join(missing)}"))


def _check_size(folder: Path, part: str, entry: FileEntry) -> list[int]:
    """Size and time of change in ns of a file that has the right size."""
    try:
        state = (folder / part).stat()
    except FileNotFoundError as error:
        raise BundleError("bundle.incomplete", _sentence(folder, f"lacks {part}")) from error
    except OSError as error:
        raise BundleError("bundle.unreadable", _unreadable(folder, part, error)) from error
    if state.st_size != entry.bytes:
        fault = f"has an incomplete file: {part} has {state.st_size} of {entry.bytes} bytes"
        raise BundleError("bundle.truncated", _sentence(folder, fault))
    return [state.st_size, state.st_mtime_ns]


def _check_digest(folder: Path, part: str, entry: FileEntry) -> None:
    try:
        digest = file_digest(folder / part)
    except OSError as error:
        raise BundleError("bundle.unreadable", _unreadable(folder, part, error)) from error
    if digest != entry.sha256:
        raise BundleError("bundle.altered", _sentence(folder, f"has a file that was altered: {part}"))


def _unreadable(folder: Path, part: str, error: OSError) -> str:
    return _sentence(folder, f"has a file that cannot be read: {part} ({error.strerror})")


def _read_stamp(bundle: Bundle) -> dict[str, list[int]]:
    """Files by name with size and time as last verified; empty if there is no stamp for this very manifest."""
    try:
        stamp = json.loads((bundle.folder / _STAMP).read_text(encoding="utf-8"))
        return dict(stamp["files"]) if stamp["manifest"] == bundle.sha256 else {}
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError):
        return {}


def _write_stamp(bundle: Bundle, files: dict[str, list[int]]) -> None:
    """Keeps what was verified. Where the folder is read-only the next start checks all digests again."""
    text = json.dumps({"manifest": bundle.sha256, "files": files})
    with contextlib.suppress(OSError):
        path = bundle.folder / _STAMP
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
