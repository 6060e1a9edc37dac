"""What the command lines about translators share: which way is translated, and what they are told of it."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from duologue_models.translation.pairs import OTHERS

WEIGHTS = Path(__file__).resolve().parents[2] / "weights/translate"
"""The folder of the tables that ship."""


@dataclass(frozen=True, slots=True)
class Direction:
    """source, target: ISO 639-1. other: the one that is not English. way: the place of the source in a pair."""

    source: str
    target: str
    other: str
    way: int

    @classmethod
    def named(cls, name: str) -> Self:
        """The direction of a name like "en-es"."""
        source, target = name.split("-")
        return cls(source, target, target, 0) if source == "en" else cls(source, target, source, 1)


def measuring(name: str, description: str | None) -> argparse.ArgumentParser:
    """The command line of a module that measures translators: where pairs and tables are, and which directions."""
    parser = argparse.ArgumentParser(prog=f"duologue_models.translation.{name}", description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder of the sentence pairs")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the tables")
    parser.add_argument("--pairs", nargs="*", default=[f"{a}-{b}" for o in OTHERS for a, b in (("en", o), (o, "en"))])
    return parser
