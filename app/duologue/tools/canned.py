"""Canned results for tools that would leave the machine (REPLAY.md), and the sentences their results are told in."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from duologue.core.errors import InputError
from duologue.core.events import Json
from duologue.tools.wording import say_number, sentence

OFFLINE_ERROR = "The network cannot be reached."
OFFLINE_SAY = "Sorry, I can't get online right now."
MAX_SAID_CHARS = 400


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


def say_result(name: str, result: Json) -> str:
    """The sentence that tells a canned tool's result, "" if there is nothing to tell."""
    teller = _TELL.get(name)
    return teller(result) if teller is not None and isinstance(result, dict) else ""


def _tell_search(result: Mapping[str, Json]) -> str:
    results = result.get("results") or []
    told = next((r for r in results if isinstance(r, dict) and (r.get("snippet") or r.get("title"))), None)
    if told is None:
        return "I found nothing about that."
    return f"I found this. {sentence(_shortened(str(told.get('snippet') or told['title'])))}"


def _tell_page(result: Mapping[str, Json]) -> str:
    title, text = str(result.get("title") or ""), str(result.get("text") or "")
    if not text:
        return "The page has no text."
    return (f"{sentence(title)} " if title else "") + sentence(_shortened(text))


def _tell_weather(result: Mapping[str, Json]) -> str:
    parts = []
    if isinstance(degrees := result.get("temperature_c"), int | float):
        parts.append(f"{say_number(round(degrees))} degree{'' if round(degrees) == 1 else 's'}")
    if condition := result.get("condition"):
        parts.append(str(condition))
    place = f" in {result['place']}" if result.get("place") else ""
    return f"It's {' and '.join(parts)}{place}." if parts else ""


def _shortened(text: str) -> str:
    """The first whole sentences of a text, about MAX_SAID_CHARS at most."""
    kept = ""
    for part in re.split(r"(?<=[.!?])\s+", text.strip()):
        if kept and len(kept) + len(part) > MAX_SAID_CHARS:
            break
        kept = f"{kept} {part}".strip()
    return kept


_TELL: dict[str, Callable[[Mapping[str, Json]], str]] = {
    "web.search": _tell_search,
    "web.read": _tell_page,
    "weather.now": _tell_weather,
}
