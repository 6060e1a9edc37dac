"""Canned results for tools that would leave the machine (REPLAY.md)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from duologue.core.errors import InputError
from duologue.core.events import Json


@dataclass(frozen=True, slots=True)
class CannedResult:
    """A result for the calls in whose arguments, as compact JSON, `match` finds something. delay_s from the call."""

    match: re.Pattern[str]
    result: Json
    delay_s: float = 0.0


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
    if not isinstance(value, dict):
        raise InputError("tools.value", f"{where}: 'tools' must be an object.")
    for name in value:
        if name not in known:
            raise InputError("tools.unknown", f"{where}: unknown tool '{name}' in 'tools'.")
    return {name: _read_entries(entries, f"{where}: canned results of {name}") for name, entries in value.items()}


def _read_entries(value: Json, where: str) -> tuple[CannedResult, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise InputError("tools.entries", f"{where} must be a list of objects.")
    return tuple(_read_entry(entry, where) for entry in value)


def _read_entry(value: dict[str, Json], where: str) -> CannedResult:
    if unknown := sorted(set(value) - {"match", "delay", "result"}):
        raise InputError("tools.field", f"{where} have the unknown field '{unknown[0]}'.")
    if "result" not in value:
        raise InputError("tools.result", f"{where} need a 'result' each.")
    delay = value.get("delay", 0)
    if isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay < float("inf"):
        raise InputError("tools.delay", f"{where}: 'delay' must be a number of seconds, 0 or more.")
    try:
        match = re.compile(value.get("match", ""), re.IGNORECASE)
    except (re.error, TypeError) as error:
        raise InputError("tools.match", f"{where}: 'match' is not a regular expression ({error}).") from error
    return CannedResult(match, value["result"], float(delay))
