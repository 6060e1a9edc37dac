"""Which of several things a phrase means: all of them, some by their place, or those that a name fits.

"The first", "both", "the last two", "all but the pasta one", "the second reminder", "the one about water". Things are
counted from the oldest.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from duologue.tools.naming import closeness, named, plain_words

T = TypeVar("T")

_ORDINALS = {
    "first": 0, "1st": 0, "oldest": 0, "earliest": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3,
    "4th": 3, "fifth": 4, "5th": 4, "sixth": 5, "6th": 5, "seventh": 6, "7th": 6, "eighth": 7, "8th": 7, "ninth": 8,
    "9th": 8, "tenth": 9, "10th": 9, "last": -1, "newest": -1, "latest": -1, "recent": -1, "penultimate": -2,
}  # fmt: skip
"""Places by their words, counted from the oldest; negative ones from the newest."""
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_ALL = frozenset(("all", "every", "everything", "both", "each"))
_OPEN = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "our",
        "your",
        "that",
        "this",
        "these",
        "those",
        "one",
        "ones",
        "of",
        "it",
        "them",
        "to",
        "in",
        "on",
        "from",
        "for",
        "about",
        "with",
        "called",
        "named",
        "which",
        "is",
        "was",
        "says",
        "saying",
        "single",
        "most",
        "very",
        "whole",
        "entire",
        "timer",
        "timers",
        "reminder",
        "reminders",
        "alarm",
        "alarms",
        "countdown",
        "note",
        "notes",
        "list",
        "lists",
        "item",
        "items",
        "thing",
        "things",
        "entry",
        "entries",
    ]
)
"""Words that say nothing about which one is meant, beside those that name the kind of thing."""
_PLURALS = frozenset(("timers", "reminders", "alarms", "notes", "lists", "items", "things", "entries"))
"""Alone, they mean all of the kind: "cancel the timers"."""
_EXCEPT = re.compile(r"\b(?:except(?: for)?|but(?: not)?|apart from|other than)\b")
_MARKS = ".,;:!?…\"“”'‘’"


@dataclass(frozen=True, slots=True)
class Which:
    """What a phrase picks. all: every thing that `name` fits. place, count: so many from this place on, among those.
    name: the words that describe them, "" for any. but: what is left out, None for nothing.
    """

    all: bool = False
    place: int | None = None
    count: int = 1
    name: str = ""
    but: "Which | None" = None

    @property
    def any(self) -> bool:
        """The phrase says nothing about which one is meant."""
        return not self.all and self.place is None and not self.name


def read_which(phrase: str) -> Which:
    """What a phrase picks; one of which nothing is understood is a name."""
    before, *after = _EXCEPT.split(phrase.casefold(), maxsplit=1)
    words = [word for word in (raw.strip(_MARKS) for raw in before.split()) if word]
    all_ = any(word in _ALL for word in words)
    words = [word for word in words if word not in _ALL]
    place, count, words = _placed(words)
    if len([word for word in words if word not in _OPEN]) == len(words) == 1 and all_ and words[0] in _NUMBERS:
        words = []  # "all three"
    telling = [word for word in words if word not in _OPEN]
    name = " ".join(telling)
    all_ = all_ or (not telling and place is None and any(word in _PLURALS for word in words))
    but = read_which(after[0]) if after else None
    return Which(all_ and place is None, place, count, name, None if but is None or but.any else but)


def _placed(words: list[str]) -> tuple[int | None, int, list[str]]:
    """The place that the words name, how many are meant from there on, and the words that are left."""
    for at, word in enumerate(words):
        if word == "number" and at + 1 < len(words) and (number := _number(words[at + 1])):
            return number - 1, 1, words[:at] + words[at + 2 :]
        if word not in _ORDINALS:
            continue
        place, rest = _ORDINALS[word], words[at + 1 :]
        before = words[:at]
        if before[-1:] in (["second"], ["next"]) and rest[:1] != ["to"] and place == -1:
            place, before = -2, before[:-1]  # "the second last one"
        elif before[-2:] == ["next", "to"] and place == -1:
            place, before = -2, before[:-2]
        if rest[:2] == ["to", "last"] or (rest[:1] == ["last"] and place == 1):
            place, rest = -1 - place, rest[2 if rest[0] == "to" else 1 :]
        elif rest and rest[0] not in ("one",) and (count := _number(rest[0])) > 1:
            return (place if place >= 0 else place - count + 1), count, before + rest[1:]
        return place, 1, before + rest
    return None, 1, words


def _number(word: str) -> int:
    """A small number in words or digits, 0 for any other word."""
    return int(word) if word.isdecimal() and len(word) < 3 else _NUMBERS.get(word, 0)


def pick(things: Sequence[T], phrase: str, fits: Callable[[T, str], int]) -> list[T]:
    """The things that a phrase picks, oldest first; without one, the newest. things: oldest first. fits: how well a
    thing fits a name, 0 for not at all; of those that fit best, all count for a place, and the newest for a name."""
    if not things:
        return []
    which = read_which(phrase)
    if which.any:
        return [things[-1]]
    exact = named(things, lambda thing: fits(thing, phrase))
    if exact is not None and fits(exact, phrase) > 1:
        return [exact]  # it is called just that: "all saints"
    return _picked(things, which, fits)


def _picked(things: Sequence[T], which: Which, fits: Callable[[T, str], int]) -> list[T]:
    best = max((fits(thing, which.name) for thing in things), default=0) if which.name else 0
    fitting = [t for t in things if not which.name or (best and fits(t, which.name) >= (1 if which.all else best))]
    if which.but is not None:
        left_out = _picked(things, which.but, fits)
        fitting = [thing for thing in fitting if not _among(thing, left_out)]
    if which.place is not None:
        first = which.place if which.place >= 0 else len(fitting) + which.place
        return list(fitting[first : first + which.count]) if first >= 0 else []
    return fitting if which.all or which.but is not None else fitting[-1:]


def _among(thing: T, others: Iterable[T]) -> bool:
    return any(thing is other for other in others)


def fits_words(text: str, name: str) -> int:
    """How well a name fits a text: 2 if it is the text, 1 if the text contains its telling words, else 0."""
    said, known = _telling(name), _telling(text)
    if closeness(name, text) == 2 or (said and said == known):
        return 2
    return int(bool(said) and set(said) <= set(known))


def _telling(text: str) -> tuple[str, ...]:
    """The words that say which one is meant."""
    return tuple(word for word in plain_words(text) if word not in _OPEN)
