"""`bundle.json`: what a model bundle says of itself. The builder writes it, loading checks every field."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, Self

from pydantic import AfterValidator, StrictInt, StrictStr

from duologue.checked.fields import AnyText, Count, MustBe, fault
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.errors import InputError

CONTRACT = 1
"""Version of the agreement between bundles and this program: file layout, graph interfaces, fields of the manifest."""
MANIFEST = "bundle.json"


class ManifestError(ValueError):
    """The text is not a manifest of this contract; the message says what is wrong with it."""


def _inside(path: str) -> str:
    """A path that stays inside the bundle."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or not parts.parts:
        raise fault("names a file outside the bundle")
    return path


FilePath = Annotated[AnyText, AfterValidator(_inside)]
"""A file in the bundle, "/" between folders."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """sha256: lower-case hex."""

    sha256: AnyText
    bytes: Count


@dataclass(frozen=True, slots=True)
class Tensor:
    """An input or output of a graph. shape: lengths, or names for those that vary."""

    name: AnyText
    type: AnyText
    shape: Annotated[tuple[StrictInt | StrictStr, ...], MustBe("a list of lengths or names")]


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """variants: file for each precision. use: the precision for each provider ("cpu", "cuda")."""

    variants: dict[str, AnyText]
    use: dict[str, AnyText]
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]

    def __post_init__(self) -> None:
        """What is used must be there."""
        if not self.use or not set(self.use.values()) <= set(self.variants):
            raise fault("uses a variant that it does not have")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part comes from. package: name on the package index, or "" for weights of this project."""

    part: AnyText
    licence: AnyText
    holder: AnyText
    package: AnyText
    version: AnyText
    file: AnyText
    sha256: AnyText


@dataclass(frozen=True, slots=True)
class Manifest:
    """contract: of the format. recipe: digest of all the bundle was made from. rates: in Hz, samples or ms, by name.

    files: by path inside the bundle, "/" between folders. graphs: by name, see contents.GRAPHS.
    """

    contract: int
    name: AnyText
    version: AnyText
    family: AnyText
    recipe: AnyText
    rates: dict[str, Count]
    sources: tuple[Source, ...]
    files: dict[FilePath, FileEntry]
    graphs: dict[str, GraphEntry]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads a manifest.

        Raises:
            ManifestError: not JSON, another contract, or a field that is missing or of the wrong kind.
        """
        try:
            fields = parsed(text)
        except NotJson as error:
            raise ManifestError(f"{MANIFEST} is not JSON ({error})") from error
        if not isinstance(fields, dict):
            raise ManifestError(f"{MANIFEST} is not a JSON object")
        _check_kind(fields)
        try:
            return check(cls, fields, MANIFEST, "bundle")
        except InputError as error:
            raise ManifestError(error.message.removesuffix(".")) from error

    def missing(self, graphs: Iterable[str], files: Iterable[str]) -> list[str]:
        """Those of the graphs and files of a complete bundle that this one does not list."""
        unlisted = [f for graph in self.graphs.values() for f in graph.variants.values() if f not in self.files]
        absent = [name for name in graphs if name not in self.graphs]
        return [*absent, *(name for name in files if name not in self.files), *unlisted]


def _check_kind(fields: dict[str, Any]) -> None:
    if fields.get("contract") != CONTRACT:
        raise ManifestError(f"it is made for contract {fields.get('contract')}, this program needs contract {CONTRACT}")
