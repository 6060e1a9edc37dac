"""The sentences in which results from outside are told, the canned ones of a case as well."""

import re
from collections.abc import Mapping

from duologue.core.display_text import shortened
from duologue.core.events import Json
from duologue.tools.untrusted import spoken
from duologue.tools.wording import say_number, sentence

MAX_SAID_CHARS = 400
_MOST_READ = 4000
"""Most characters of a text that are read to find what is to be said."""
_LONGEST_NAME = 80
_COLDEST_C, _HOTTEST_C = -150, 150


def tell_search(result: Mapping[str, Json]) -> str:
    """The first thing that a search found."""
    results = result.get("results")
    for found in results if isinstance(results, list) else []:
        if isinstance(found, dict) and (text := _text(found, "snippet") or _text(found, "title")):
            return f"I found this. {sentence(_shortened(text))}"
    return "I couldn't find anything about that."


def tell_page(result: Mapping[str, Json]) -> str:
    """The beginning of a page."""
    title, text = _text(result, "title", _LONGEST_NAME), _text(result, "text")
    if not text:
        return "The page has no text."
    return (f"{sentence(title)} " if title else "") + sentence(_shortened(text))


def tell_weather(result: Mapping[str, Json]) -> str:
    """The weather as it is now, "" where it is not known."""
    parts = []
    degrees = result.get("temperature_c")
    if isinstance(degrees, int | float) and _COLDEST_C < degrees < _HOTTEST_C:
        parts.append(f"{say_number(round(degrees))} degree{'' if round(degrees) == 1 else 's'}")
    if condition := _text(result, "condition", _LONGEST_NAME):
        parts.append(condition)
    place = _text(result, "place", _LONGEST_NAME)
    return f"It's {' and '.join(parts)}{f' in {place}' if place else ''}." if parts else ""


def _text(values: Mapping[str, Json], name: str, most: int = _MOST_READ) -> str:
    """A text as it may be said, "" if there is none."""
    value = values.get(name)
    return spoken(str(value), most) if value is not None else ""


def _shortened(text: str) -> str:
    """The first whole sentences of a text, at most MAX_SAID_CHARS."""
    kept = ""
    for part in re.split(r"(?<=[.!?])\s+", text):
        if kept and len(kept) + len(part) > MAX_SAID_CHARS:
            break
        kept = f"{kept} {part}".strip()
    return shortened(kept, MAX_SAID_CHARS)
