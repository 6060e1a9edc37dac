"""`bundle.json`: what a model bundle says of itself. The builder writes it, loading checks every field."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Self

CONTRACT = 1
"""Version of the agreement between bundles and this program: file layout, graph interfaces, fields of the manifest."""
FAMILY = "duologue"
"""The family of the bundles that this program builds."""
MANIFEST = "bundle.json"

GRAPHS = ("ears.encoder", "ears.decoder", "ears.vad", "semantics.sentence", "core.step")
"""The graphs of a complete bundle of that family."""
FILES = (
    "ears/tokenizer.bin",
    "ears/language.npz",
    "semantics/tokenizer.json",
    "semantics/embeddings.npy",
    "core/core.json",
)
"""Its other files."""


class ManifestError(ValueError):
    """The text is not a manifest of this contract; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """sha256: lower-case hex."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Tensor:
    """An input or output of a graph. shape: lengths, or names for those that vary."""

    name: str
    type: str
    shape: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """variants: file for each precision. use: the precision for each provider ("cpu", "cuda")."""

    variants: dict[str, str]
    use: dict[str, str]
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part comes from. package: name on the package index, or "" for weights of this project."""

    part: str
    licence: str
    holder: str
    package: str
    version: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """contract: of the format. recipe: digest of all the bundle was made from. rates: in Hz, samples or ms, by name.

    files: by path inside the bundle, "/" between folders. graphs: by name, see GRAPHS.
    """

    contract: int
    name: str
    version: str
    family: str
    recipe: str
    rates: dict[str, int]
    sources: tuple[Source, ...]
    files: dict[str, FileEntry]
    graphs: dict[str, GraphEntry]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads a manifest.

        Raises:
            ManifestError: not JSON, another contract, or a field that is missing or of the wrong kind.
        """
        try:
            fields = json.loads(text)
        except json.JSONDecodeError as error:
            raise ManifestError(f"{MANIFEST} is not JSON ({error.msg} in line {error.lineno})") from error
        if not isinstance(fields, dict):
            raise ManifestError(f"{MANIFEST} is not a JSON object")
        _check_kind(fields)
        try:
            return cls(
                contract=CONTRACT,
                name=_text(fields["name"], "name"),
                version=_text(fields["version"], "version"),
                family=_text(fields["family"], "family"),
                recipe=_text(fields["recipe"], "recipe"),
                rates={str(k): _whole(v, f"rates.{k}") for k, v in _object(fields["rates"], "rates").items()},
                sources=tuple(_source(value) for value in _list(fields["sources"], "sources")),
                files={_path(k): _file(k, v) for k, v in _object(fields["files"], "files").items()},
                graphs={str(k): _graph(k, v) for k, v in _object(fields["graphs"], "graphs").items()},
            )
        except KeyError as error:
            raise ManifestError(f"{MANIFEST} has no field {error}") from error

    def missing(self, graphs: Iterable[str], files: Iterable[str]) -> list[str]:
        """Those of the graphs and files of a complete bundle that this one does not list."""
        unlisted = [f for graph in self.graphs.values() for f in graph.variants.values() if f not in self.files]
        absent = [name for name in graphs if name not in self.graphs]
        return [*absent, *(name for name in files if name not in self.files), *unlisted]


def _check_kind(fields: dict[str, Any]) -> None:
    if fields.get("contract") != CONTRACT:
        raise ManifestError(f"it is made for contract {fields.get('contract')}, this program needs contract {CONTRACT}")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ManifestError(f"'{where}' in {MANIFEST} is not text")
    return value


def _whole(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ManifestError(f"'{where}' in {MANIFEST} is not a whole number")
    return value


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ManifestError(f"'{where}' in {MANIFEST} is not an object")
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise ManifestError(f"'{where}' in {MANIFEST} is not a list")
    return value


def _path(value: str) -> str:
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or "\\" in value or not path.parts:
        raise ManifestError(f"{MANIFEST} names a file outside the bundle: {value!r}")
    return value


def _file(name: str, value: Any) -> FileEntry:
    fields = _object(value, f"files.{name}")
    return FileEntry(_text(fields["sha256"], f"{name}.sha256"), _whole(fields["bytes"], f"{name}.bytes"))


def _tensor(value: Any, where: str) -> Tensor:
    fields = _object(value, where)
    shape = _list(fields["shape"], f"{where}.shape")
    if not all(isinstance(length, (int, str)) for length in shape):
        raise ManifestError(f"'{where}.shape' in {MANIFEST} holds neither lengths nor names")
    return Tensor(_text(fields["name"], where), _text(fields["type"], where), tuple(shape))


def _graph(name: str, value: Any) -> GraphEntry:
    fields = _object(value, f"graphs.{name}")
    variants, use = (
        {str(k): _text(v, f"{name}.{key}.{k}") for k, v in _object(fields[key], f"{name}.{key}").items()}
        for key in ("variants", "use")
    )
    if not use or not set(use.values()) <= set(variants):
        raise ManifestError(f"graph '{name}' in {MANIFEST} uses a variant that it does not have")
    inputs, outputs = (
        tuple(_tensor(tensor, f"{name}.{key}") for tensor in _list(fields[key], f"{name}.{key}"))
        for key in ("inputs", "outputs")
    )
    return GraphEntry(variants, use, inputs, outputs)


def _source(value: Any) -> Source:
    fields = _object(value, "sources")
    names = ("part", "licence", "holder", "package", "version", "file", "sha256")
    return Source(*(_text(fields[key], f"sources.{key}") for key in names))
