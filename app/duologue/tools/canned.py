"""Canned results for tools that would leave the machine (REPLAY.md)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from duologue.checked.fields import ANYTHING, Regex, Seconds, called, closed
from duologue.checked.reading import check
from duologue.core.errors import InputError
from duologue.core.events import Json


@closed
@dataclass(frozen=True, slots=True)
class CannedResult:
    """A result for the calls in whose arguments, as compact JSON, `match` finds something. delay_s from the call."""

    result: Json
    match: Regex = ANYTHING
    delay_s: Annotated[Seconds, called("delay")] = 0.0


@dataclass(frozen=True, slots=True)
class _Case:
    """What of a case is read here."""

    tools: dict[str, tuple[CannedResult, ...]]


Canned = Mapping[str, tuple[CannedResult, ...]]
"""Canned results by tool name, to be tried in order."""


def find_canned(entries: tuple[CannedResult, ...], arguments: Mapping[str, Json]) -> CannedResult | None:
    """The first entry that fits the arguments."""
    compact = json.dumps(arguments, separators=(",", ":"), ensure_ascii=False)
    return next((entry for entry in entries if entry.match.search(compact)), None)


def read_canned(value: Json, where: str, known: frozenset[str]) -> Canned:
    """A case's `tools` field. known: names of all tools there are.

    where: what to call the source in messages.

    Raises:
        InputError: an unknown tool or field, a bad regular expression or a negative delay.
    """
    read = check(_Case, {"tools": value}, where, "tools").tools
    for name in read:
        if name not in known:
            raise InputError("tools.unknown", f"{where}: unknown tool '{name}' in 'tools'.")
    return read
