"""How many phrases about time, and how many sums, are read right: here and by other libraries that are installed.

`uv run --with ovos-date-parser --with dateparser python -m duologue.bench.phrases FOLDER...`; a folder holds
durations.tsv, dates.tsv and sums.tsv.
"""

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from duologue.tools.base import Reads, ToolError
from duologue.tools.calculator import evaluate
from duologue.tools.readers import reader
from duologue.tools.reading import tokenise
from duologue.tools.spoken.grammar import read_when
from duologue.tools.spoken.measures import measures
from duologue.tools.spoken.moments import Lapse, Moment, Repeat, meaning
from duologue.tools.unit_table import convert, ratio, unit_name

NOTHING = "-"
"""In a table: nothing may be read."""
CLOSE = Fraction(1, 10**6)
"""So far, in parts of the value, a result may be off."""
TRIES = 3
"""How often each phrase is read: the quickest counts, as other programs run beside."""
Read = Callable[[list[str]], list[str]]
"""What the columns of a row mean, as the table writes it."""


@dataclass
class Tally:
    """What one reader made of one table. wrong: rows, with what was read. slowest_ms: of one phrase."""

    rows: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    slowest_ms: float = 0.0

    @property
    def right(self) -> int:
        """Rows that were read right."""
        return self.rows - len(self.wrong)


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table, without its comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def tally(path: Path, read: Read, wanted: int) -> Tally:
    """Reads each row of a table. wanted: the column from which on what is right stands."""
    found = Tally()
    for row in rows(path):
        took_ms = []
        for _ in range(TRIES):
            begun = time.perf_counter()
            got = read(row[:wanted])
            took_ms.append((time.perf_counter() - begun) * 1000)
        found.slowest_ms = max(found.slowest_ms, min(took_ms))
        found.rows += 1
        right = [*row[wanted:], *[""] * (len(got) - len(row[wanted:]))]
        if not all(_same(one, other) for one, other in zip(got, right, strict=False)):
            found.wrong.append((" | ".join(row[:wanted]), " ".join(got), " ".join(row[wanted:])))
    return found


def _same(got: str, right: str) -> bool:
    if got == right:
        return True
    try:
        one, other = Fraction(got), Fraction(right)
    except (ValueError, ZeroDivisionError):
        return False
    return abs(one - other) <= CLOSE * max(abs(other), Fraction(1))


# ---- this program ----------------------------------------------------------------------------------------------------


def duration(row: list[str]) -> list[str]:
    """Seconds."""
    value = reader(Reads.DURATION)(row[0])
    return [NOTHING if value is None else str(value)]


def moment(row: list[str]) -> list[str]:
    """The first time, and the rule by which it comes again."""
    now = datetime.fromisoformat(row[1])
    when = meaning(read_when(tokenise(row[0])), now)
    match when:
        case Lapse(seconds):
            return [f"{now + timedelta(seconds=seconds):%Y-%m-%dT%H:%M}", ""]
        case Moment(at):
            return [f"{at:%Y-%m-%dT%H:%M}", ""]
        case Repeat(first, rule):
            return [f"{first:%Y-%m-%dT%H:%M}", rule]
    return [NOTHING, ""]


def total(row: list[str]) -> list[str]:
    """The value of a sum, or of an amount in another unit."""
    expression = reader(Reads.EXPRESSION)(row[0])
    if isinstance(expression, str):
        return [str(evaluate(expression))]
    amount, _, target = row[0].partition(" in ")
    found, unit = measures(tokenise(amount)), unit_name(target)
    if len(found) != 1 or not found[0].parts or not unit:
        return [NOTHING]
    name = found[0].parts[-1][1]
    value = sum((count * (ratio(one, name) or 0) for count, one in found[0].parts), Fraction(0))
    try:
        return [str(convert(float(value), name, unit))]
    except ToolError:
        return [NOTHING]


# ---- others ----------------------------------------------------------------------------------------------------------


def _others() -> dict[str, dict[str, Read]]:
    """The readers of other libraries that are installed, by table."""
    found: dict[str, dict[str, Read]] = {}
    if (ovos := _library("ovos_date_parser")) is not None:
        found["ovos-date-parser"] = {
            "durations": _kept(lambda row: _seconds(ovos.extract_duration(row[0], lang="en"))),
            "dates": _kept(lambda row: _first(ovos.extract_datetime(row[0], "en", datetime.fromisoformat(row[1])))),
        }
    if (parser := _library("dateparser")) is not None:
        found["dateparser"] = {
            "durations": _kept(lambda row: _ahead(parser, row[0])),
            "dates": _kept(lambda row: _parsed(parser, row)),
        }
    return found


def _kept(read: Read) -> Read:
    """A reader that may crash on a phrase, which counts as wrong."""

    def tried(row: list[str]) -> list[str]:
        try:
            return read(row)
        except Exception as error:  # noqa: BLE001 - the boundary to another library, whose crashes are what is measured
            return [type(error).__name__]

    return tried


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _seconds(found: Any) -> list[str]:
    length = found[0] if found else None
    return [NOTHING if length is None else str(length.total_seconds())]


def _first(found: Any) -> list[str]:
    return [NOTHING if not found else f"{found[0]:%Y-%m-%dT%H:%M}", ""]


def _ahead(parser: Any, text: str) -> list[str]:
    base = datetime.fromisoformat("2026-11-20T06:00")
    at = parser.parse(f"in {text}", languages=["en"], settings={"RELATIVE_BASE": base})
    return [NOTHING if at is None else str((at - base).total_seconds())]


def _parsed(parser: Any, row: list[str]) -> list[str]:
    settings = {"RELATIVE_BASE": datetime.fromisoformat(row[1]), "PREFER_DATES_FROM": "future"}
    at = parser.parse(row[0], languages=["en"], settings=settings)
    return [NOTHING if at is None else f"{at:%Y-%m-%dT%H:%M}", ""]


WANTED = {"durations": 1, "dates": 2, "sums": 1}
"""Tables, and the column of each from which on what is right stands."""
OURS = {"durations": duration, "dates": moment, "sums": total}


def main(folders: list[Path]) -> int:
    """Prints a table; returns how many rows this program reads wrong."""
    missed = 0
    for read, text in ((moment, ["now", "2026-11-20T06:00"]), (total, ["1 + 1"])):
        read(text)  # the grammars are made
    for folder in folders:
        sys.stdout.write(f"{folder}\n")
        for table, wanted in WANTED.items():
            for name, readers in ({"duologue": OURS} | _others()).items():
                if table not in readers:
                    continue
                found = tally(folder / f"{table}.tsv", readers[table], wanted)
                slowest = f"slowest {found.slowest_ms:.1f} ms"
                sys.stdout.write(f"  {table:10} {name:18} {found.right:4} of {found.rows:4}   {slowest}\n")
                if name == "duologue":
                    missed += len(found.wrong)
                    for phrase, got, right in found.wrong:
                        sys.stdout.write(f"      {phrase}: {got}, not {right}\n")
    return missed


if __name__ == "__main__":
    sys.exit(bool(main([Path(folder) for folder in sys.argv[1:]])))
