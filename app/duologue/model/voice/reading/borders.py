"""Rules that replace what is written, and never lose the borders of the written words.

A text under work has one space for each border between two written words. What a rule puts in keeps as many: where
it needs a space of its own, that is an INNER one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

INNER = "\x1f"
"""Space between two words that are spoken for one written word. Nothing written contains it: it is white space."""
BORDER = "\x1e"
"""Where a rule wants the border between two written words; without it what it puts in belongs to the first."""

Read = Callable[[re.Match[str]], str | None]
"""What to put in for a match, words separated by spaces; None leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what is spoken for it. needs: signs without which it cannot match, "" for none."""

    pattern: re.Pattern[str]
    read: Read
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules in their order, which are tried where a text has what guard looks for."""

    guard: re.Pattern[str]
    rules: tuple[Rule, ...]


def rule(pattern: str, spoken: str | Read, *, needs: str = "") -> Rule:
    """A rule. spoken: what to put in, the same for each match or made of it. needs: see Rule."""
    if isinstance(spoken, str):
        constant = spoken
        return Rule(re.compile(pattern), lambda _: constant, needs)
    return Rule(re.compile(pattern), spoken, needs)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def behind(written: str, spoken: str) -> str:
    """What is put in for a match that begins with words that stay as they are written."""
    return f"{written.replace(' ', BORDER)}{BORDER}{spoken}" if written else spoken


def spelled(letters: str) -> str:
    """Letters that are read by their names. With a dash "A" is the letter and not the article."""
    return " ".join("A-" if letter == "A" else letter for letter in letters.upper())


def apply(rules: tuple[Rule, ...], text: str) -> str:
    """The text after each rule has replaced what it matches."""
    for each in rules:
        if each.needs in text:
            text = each.pattern.sub(partial(_replaced, each.read), text)
    return text


def _replaced(read: Read, found: re.Match[str]) -> str:
    return _fitted(found, read(found))


def _fitted(found: re.Match[str], spoken: str | None) -> str:
    """What is spoken, with the borders of the words that were matched."""
    written = found[0]
    if spoken is None:
        return written
    if written.endswith(".") and found.end() == len(found.string) and not spoken.endswith("."):
        spoken += "."
    spoken = spoken.replace(" ", INNER)
    borders = written.count(" ")
    wanted = spoken.count(BORDER)
    spoken = spoken.replace(BORDER, " ", min(borders, wanted)).replace(BORDER, INNER)
    return spoken + " " * (borders - min(borders, wanted))
