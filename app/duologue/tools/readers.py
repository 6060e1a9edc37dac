"""What a stretch of the user's words means as the value of an argument, and tools as the writer of calls knows them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction

from duologue.core.events import Json
from duologue.core.writing import ArgumentSpec, ToolSpec
from duologue.tools.base import Argument, Reads, Tool
from duologue.tools.expressions import read_expression
from duologue.tools.reading import Kind, Token, read_number, read_times, tokenise
from duologue.tools.units import unit_name
from duologue.tools.wording import plain_decimal

Now = Callable[[], datetime | None]
"""Tells the wall-clock time, None if it is not known."""


FILLERS = frozenset(("um", "uh", "umm", "uhm", "uhh", "er", "erm", "hmm", "hm", "mm", "ah", "eh"))
"""What people say while they think."""
_MARKS = " \t\n,;:.!?…-–—\"'“”‘’()"
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_BARE_UNITS = frozenset(("second", "minute", "hour", "day", "other"))
_URL = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s]*)?")
_SPOKEN_URL = ((" colon ", ":"), (" dot ", "."), (" slash ", "/"), (" dash ", "-"), (" hyphen ", "-"))
LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "mandarin": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "no", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip


def reader(kind: Reads, now: Now = lambda: None) -> Callable[[str], Json]:
    """The reader of a kind: takes words, returns the value or None if they mean none.

    now: decides which half of the day an open clock time means.
    """
    return (lambda words: _clock(words, now())) if kind is Reads.CLOCK else _READERS[kind]


def tool_spec(tool: Tool, now: Now = lambda: None) -> ToolSpec:
    """A tool as the writer of calls knows it. now: tells the wall-clock time, for clock times."""
    arguments = tuple(_argument_spec(argument, now) for argument in tool.arguments)
    return ToolSpec(tool.name, tool.help, arguments, tool.one_of, tool.taught)


def _argument_spec(argument: Argument, now: Now) -> ArgumentSpec:
    read = reader(argument.reads, now)
    return ArgumentSpec(argument.name, argument.help, read, argument.required, argument.options, argument.parts)


def _phrase(words: str) -> str | None:
    return " ".join(words.split()).strip(_MARKS) or None


def _text(words: str) -> str | None:
    return _ARTICLE.sub("", phrase, count=1) if (phrase := _phrase(words)) and _ARTICLE.match(phrase) else phrase


def _plain(tokens: list[Token]) -> list[Token]:
    """The tokens without marks and hesitations."""
    return [token for token in tokens if token.kind is not Kind.MARK and token.text not in FILLERS]


def _duration(words: str) -> float | None:
    tokens = _plain(tokenise(words))
    if tokens and tokens[0].text in _BARE_UNITS:  # as after "every"
        tokens = [Token(Kind.WORD, "every", 0, 0), *tokens]
    found = [token for token in read_times(tokens) if token.text != "every"]
    if len(found) != 1 or found[0].kind is not Kind.DURATION:
        return None
    return _number_value(found[0].value)


def _clock(words: str, now: datetime | None) -> str | None:
    """An open hour means the next one to come, if the wall clock is known."""
    found = read_times([Token(Kind.WORD, "at", 0, 0), *_plain(tokenise(words))])[1:]
    if len(found) != 1 or found[0].kind is not Kind.TIME:
        return None
    minutes = int(found[0].value)
    if now is not None and not found[0].certain:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        halves = [midnight + timedelta(minutes=minutes % 720 + half) for half in (0, 720)]
        coming = next((time for time in halves if time > now), halves[0])
        return f"{coming:%H:%M}"
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _number(words: str) -> float | None:
    value = read_number(words)
    return None if value is None else _number_value(value)


def _number_value(value: Fraction) -> float:
    """Whole numbers as int."""
    return int(value) if value.denominator == 1 else float(value)


def _expression(words: str) -> str | None:
    kept = [token for token in tokenise(words) if _in_expression(token)]
    return read_expression(" ".join(_written(token) for token in kept)) or None


def _in_expression(token: Token) -> bool:
    return token.text in "+-*/^%()" if token.kind is Kind.MARK else token.text not in FILLERS


def _written(token: Token) -> str:
    return plain_decimal(token.value, 12).replace(",", "") if token.kind is Kind.NUMBER else token.text


def _unit(words: str) -> str | None:
    return unit_name(_phrase(words) or "") or None


def _language(words: str) -> str | None:
    return LANGUAGES.get((_phrase(words) or "").casefold())


def _url(words: str) -> str | None:
    spoken = f" {(_phrase(words) or '').casefold()} "
    for said, meant in _SPOKEN_URL:
        spoken = spoken.replace(said, meant)
    url = spoken.replace(" ", "")
    if not _URL.fullmatch(url):
        return None
    return url if url.startswith("http") else f"https://{url}"


_READERS: dict[Reads, Callable[[str], Json]] = {
    Reads.TEXT: _text,
    Reads.PHRASE: _phrase,
    Reads.DURATION: _duration,
    Reads.NUMBER: _number,
    Reads.EXPRESSION: _expression,
    Reads.UNIT: _unit,
    Reads.LANGUAGE: _language,
    Reads.URL: _url,
    Reads.OPTION: _phrase,
}
