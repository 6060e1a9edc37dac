"""What a stretch of the user's words means as the value of an argument, and tools as the writer of calls knows them."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import TypeGuard

from duologue.core.events import Json
from duologue.core.writing import ArgumentSpec, Copied, ToolSpec, Whole, spoken_name
from duologue.tools.base import Argument, Reads, Tool
from duologue.tools.calculator import is_expression
from duologue.tools.naming import names_nothing, plain_words, telling
from duologue.tools.reading import tokenise
from duologue.tools.spoken.grammar import read_length, read_number, read_when
from duologue.tools.spoken.moments import Moment, Period, Repeat, day_of, meaning
from duologue.tools.spoken.pieces import Face, Piece
from duologue.tools.spoken.sums import read_sum
from duologue.tools.unit_table import unit_name
from duologue.tools.whole.times import in_one_breath, whole_length, written
from duologue.tools.wording import singular

Now = Callable[[], datetime | None]
"""Tells the wall-clock time, None if it is not known."""


_MARKS = " \t\n,;:.!?…-–—\"'“”‘’()"
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_URL = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s]*)?")
_SPOKEN_URL = ((" colon ", ":"), (" dot ", "."), (" slash ", "/"), (" dash ", "-"), (" hyphen ", "-"))
_ANY_TIME = datetime.fromisoformat("2000-01-01")
"""A length of time is the same whenever it is said."""
_AFTER_EVERY = frozenset(("second", "minute", "hour", "day", "week", "other"))
"""What begins a length of time that was said behind "every"."""
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
    timed = _TIMED.get(kind)
    return _READERS[kind] if timed is None else lambda words: timed(words, now())


def tool_spec(tool: Tool, now: Now = lambda: None) -> ToolSpec:
    """A tool as the writer of calls knows it. now: tells the wall-clock time, for clock times."""
    arguments = tuple(_argument_spec(argument, now) for argument in tool.arguments if argument.pointed)
    whole, apt = _whole(tool, now), _apt(tool)
    return ToolSpec(
        tool.name, tool.help, arguments, tool.one_of, whole, tool.taught, apt, tool.means,
        sure=lambda words: tool.sure(" ".join(words)),
    )  # fmt: skip


def _apt(tool: Tool) -> Callable[[Sequence[str]], bool]:
    """Whether words may mean a tool now. Where it has nothing to work on, words that name nothing do not mean it; where
    nothing takes back what it does, they have to be its own, or those that it is called by. One that the model was not
    trained with is near to much that it has nothing to do with: unless it is meant for sure, there has to be something
    for it to work on, and a word that it is called by, if it says so."""
    noun = tool.name.split(".", 1)[0]
    own = telling(plain_words(f"{spoken_name(tool.name)} {tool.help}")) if tool.facts.lasts else ()
    called = tool.called or frozenset(own)

    def apt(words: Sequence[str]) -> bool:
        plain = plain_words(" ".join(words))
        named = not tool.called or not tool.called.isdisjoint(plain)
        if not (tool.taught or tool.means(words) or (tool.ready() and named)):
            return False
        if not names_nothing(plain):
            return True
        if not tool.ready():
            return any(singular(word) == noun for word in plain)
        return not called or not called.isdisjoint(plain)

    return apt


def is_time(text: str) -> bool:
    """Whether a text is a time or a length of time and nothing else: "tomorrow at nine"."""
    return bool(read_when(in_one_breath(tokenise(text))))


def _whole(tool: Tool, now: Now) -> Callable[[Copied], Whole | None]:
    """How a tool reads the whole of what was said; a length of time always is."""
    if (whole := tool.reads_whole) is not None:
        return lambda copied: whole(copied, now())
    lengths = [argument.name for argument in tool.arguments if argument.reads is Reads.DURATION]
    return whole_length(lengths[0]) if lengths else lambda _: None


def _argument_spec(argument: Argument, now: Now) -> ArgumentSpec:
    read = reader(argument.reads, now)
    return ArgumentSpec(
        argument.name, argument.help, read, argument.required, argument.options, argument.parts, argument.several,
        free=argument.reads in (Reads.TEXT, Reads.PHRASE), named=argument.named,
    )  # fmt: skip


def _phrase(words: str) -> str | None:
    return " ".join(words.split()).strip(_MARKS) or None


def _text(words: str) -> str | None:
    return _ARTICLE.sub("", phrase, count=1) if (phrase := _phrase(words)) and _ARTICLE.match(phrase) else phrase


def _duration(words: str) -> float | None:
    tokens = in_one_breath(tokenise(words))
    length = read_length(tokens)
    if length is not None:
        return None if length.months else _number_value(length.seconds)
    if not tokens or tokens[0].text not in _AFTER_EVERY:
        return None
    again = meaning(read_when(in_one_breath(tokenise(f"every {words}"))), _ANY_TIME)
    return again.seconds if isinstance(again, Period) else None


def _clock(words: str, now: datetime | None) -> str | None:
    """An open hour means the next one to come, if the wall clock is known."""
    pieces = read_when(in_one_breath(tokenise(words)))
    if now is None:
        return f"{pieces[0].minutes // 60 % 24:02d}:{pieces[0].minutes % 60:02d}" if _is_face(pieces) else None
    when = meaning(pieces, now)
    return written(when) if isinstance(when, Moment) else None


def _is_face(pieces: tuple[Piece, ...]) -> TypeGuard[tuple[Face]]:
    return len(pieces) == 1 and isinstance(pieces[0], Face)


def _date(words: str, now: datetime | None) -> str | None:
    pieces = read_when(in_one_breath(tokenise(words)))
    day = day_of(pieces, now) if pieces and now is not None else None
    return day.isoformat() if isinstance(day, date) else None


def _rule(words: str, now: datetime | None) -> str | None:
    when = meaning(read_when(in_one_breath(tokenise(words))), now) if now is not None else None
    return when.text if isinstance(when, Repeat) else None


def _number(words: str) -> float | None:
    value = read_number(words)
    return None if value is None else _number_value(value)


def _number_value(value: Fraction) -> float:
    """Whole numbers as int."""
    return int(value) if value.denominator == 1 else float(value)


def _expression(words: str) -> str | None:
    expression = read_sum(tokenise(words))
    return expression if expression and is_expression(expression) else None


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


_TIMED: dict[Reads, Callable[[str, datetime | None], Json]] = {
    Reads.CLOCK: _clock,
    Reads.DATE: _date,
    Reads.RULE: _rule,
}
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
