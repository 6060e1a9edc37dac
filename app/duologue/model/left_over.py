"""Which of the user's words are the value of a tool's one argument: those that do not say which tool is meant.

For tools that the core was not trained with, whose arguments it does not find reliably.
"""

import re
from collections.abc import Iterable, Sequence

from duologue.core.writing import ArgumentSpec, ToolSpec, spoken_name

_SMALL = frozenset(
    ("a", "an", "the", "of", "for", "to", "from", "in", "into", "on", "at", "with", "about", "called", "named", "by",
     "and", "that", "which", "whose", "is", "are", "my", "me", "please", "it", "this", "these", "all", "there", "back",
     "using", "use", "get", "show", "give", "do", "you", "can", "could", "would", "i", "want", "need", "word", "text")
)  # fmt: skip
"""Words that stand between those of a tool and a value, and are no value by themselves."""
_ORDERS = frozenset(
    ("set", "start", "make", "add", "new", "create", "take", "put", "another", "up", "something", "hey")
)
"""Words that order something and do not say what."""
_SHORTEST = 4
"""Letters of the shortest word that is a form of another."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def left_over(words: Sequence[str], tool: ToolSpec, argument: ArgumentSpec) -> str:
    """The longest stretch of words that does not say which tool is meant, without small words around it; "" if there is
    none."""
    known = _stems(f"{tool.own_name} {tool.help} {spoken_name(argument.name)}")
    runs: list[list[str]] = [[]]
    for word in words:
        parts = _WORD.findall(word.casefold())
        if len(parts) == 1 and _stem(parts[0]) in known:
            runs.append([])
        else:
            runs[-1].append(word)
    return max((" ".join(_trimmed(run)) for run in reversed(runs)), key=lambda run: len(run.split()))


def mentions(words: Sequence[str], tool: ToolSpec) -> bool:
    """Whether one of the words stands in a tool's name or description; small words do not count."""
    return not _stems(" ".join(words)).isdisjoint(_stems(f"{tool.own_name} {tool.help}"))


def names(words: Sequence[str], tool: ToolSpec) -> bool:
    """Whether one of the words stands in a tool's own name; small words do not count."""
    return not _stems(" ".join(words)).isdisjoint(_stems(tool.own_name))


def named_alone(words: Sequence[str], tools: Iterable[ToolSpec]) -> tuple[ToolSpec, ...]:
    """The tools that words name which say nothing else, of those that need more than that: "set a reminder"."""
    said = {word for word in _WORD.findall(" ".join(words).casefold()) if not is_small(word)}
    telling = said - _ORDERS
    if not telling:
        return ()
    named = [
        tool for tool in tools
        if any(argument.required and not argument.options for argument in tool.arguments)
        and all(any(_alike(word, name) for name in spoken_name(tool.name).split()) for word in telling)
    ]  # fmt: skip
    orders = said & _ORDERS
    ordered = [tool for tool in named if not orders.isdisjoint(spoken_name(tool.name).split())]
    return tuple(ordered or named)


def named_option(words: Sequence[str], argument: ArgumentSpec) -> int | None:
    """Which option of an argument is meant because its own word is said, and that of no other; None if none is."""
    if not argument.named:
        return None
    said = set(_WORD.findall(" ".join(words).casefold()))
    named = [index for index, (value, _) in enumerate(argument.options) if value.casefold() in said]
    return named[0] if len(named) == 1 else None


def names_family(words: Sequence[str], tool: ToolSpec) -> bool:
    """Whether one of the words is what a tool is about: "remind" for reminder.at."""
    return any(_alike(word, tool.family) for word in _WORD.findall(" ".join(words).casefold()))


def _alike(word: str, name: str) -> bool:
    """Whether a word is a form of a name: "remind", "reminders" of "reminder"."""
    shorter, longer = sorted((word, name), key=len)
    return len(shorter) >= _SHORTEST and longer.startswith(shorter)


def _stems(text: str) -> set[str]:
    """Of its words, without those of small ones."""
    return {_stem(word) for word in _WORD.findall(text.casefold())} - _SMALL_STEMS


def _trimmed(run: list[str]) -> list[str]:
    """Without small words at its ends."""
    first, last = 0, len(run)
    while first < last and is_small(run[first]):
        first += 1
    while last > first and is_small(run[last - 1]):
        last -= 1
    return run[first:last]


def is_small(word: str) -> bool:
    """Whether a word stands between others and is no value by itself."""
    parts = _WORD.findall(word.casefold())
    return not parts or (len(parts) == 1 and _stem(parts[0]) in _SMALL_STEMS)


def _stem(word: str) -> str:
    """A rough stem, the same for "node" and "nodes", "search" and "searching"."""
    for ending in ("ing", "ies", "es", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


_SMALL_STEMS = frozenset(map(_stem, _SMALL))
