"""`core/core.json` of a bundle: what its interaction core says of itself. The trainer writes it, loading checks it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import AllowInfNan, Field, Strict

from duologue.checked.fields import Count, MustBe
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.errors import BundleError, InputError
from duologue.core.events import Json
from duologue.core.writing import Move

FORMAT = 3
"""Version of the agreement about the core's graph: what its positions hold and which outputs it has."""
NAME = "core.json"
BUILD_AGAIN = "build the bundle again with: duologue models build duologue-1"
Size = Annotated[int, Strict(), Field(gt=0), MustBe("a whole number above 0")]
Nats = Annotated[float, Strict(), AllowInfNan(False), MustBe("a number")]
MoveName = Annotated[Move, MustBe("the name of a move")]


@dataclass(frozen=True, slots=True)
class CoreShape:
    """Sizes of the graph. features: of a micro-turn. width, heads, layers: of the transformer. window: positions that
    it looks back on."""

    features: Size
    width: Size
    heads: Size
    layers: Size
    window: Size


@dataclass(frozen=True, slots=True)
class CoreManifest:
    """groups: sizes of the groups of features; None where it names none. biases: added to the scores of moves, in nats.
    go_on_bias: added, in nats, to going on with what was interrupted."""

    format: Count
    shape: CoreShape
    biases: dict[MoveName, Nats]
    groups: dict[str, Count] | None = None
    go_on_bias: Nats = 0.0

    @classmethod
    def read(cls, path: Path) -> Self:
        """Reads a file.

        Raises:
            BundleError: it cannot be read, is not JSON, is of another format, or a field is missing or wrong.
        """
        try:
            fields = parsed(path.read_bytes())
        except NotJson as error:
            raise _unusable(f"{NAME} is not JSON ({error})") from error
        except OSError as error:
            raise _unusable(f"{NAME} cannot be read ({error.strerror or error})") from error
        return cls.of(fields)

    @classmethod
    def of(cls, fields: Json) -> Self:
        """Checks what a file holds.

        Raises:
            BundleError: as read().
        """
        if not isinstance(fields, dict):
            raise _unusable(f"{NAME} is not a JSON object")
        if fields.get("format") != FORMAT:
            raise _unusable(f"it is of format {fields.get('format')}, this program needs format {FORMAT}")
        try:
            return check(cls, fields, NAME, "bundle")
        except InputError as error:
            raise _unusable(error.message.removesuffix(".")) from error


def _unusable(fault: str) -> BundleError:
    return BundleError("bundle.core", f"The interaction core in the bundle cannot be used ({fault}); {BUILD_AGAIN}.")
