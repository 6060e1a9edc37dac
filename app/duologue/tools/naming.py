"""Which of several things a spoken name means: the one of just that name before one that only contains it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

_MARKS = ".,;:!?…\"“”'‘’"
"""Marks at either end of a word that are no part of its name."""
_OPEN = frozenset(("the", "my", "to", "timer", "reminder"))
"""Words that say nothing about which one is meant."""

_NAMELESS = frozenset(
    ("a", "about", "actually", "after", "again", "all", "an", "and", "away", "back", "but", "can", "could", "do",
     "don't", "down", "for", "from", "go", "hmm", "i", "i'd", "i've", "in", "it", "just", "last", "like", "me",
     "my", "no", "now", "of", "off", "oh", "okay", "on", "one", "oops", "out", "over", "please", "so", "sorry",
     "that", "the", "them", "then", "thing", "things", "this", "those", "to", "um", "up", "wait", "was", "what",
     "which", "with", "would", "yes", "you")
)  # fmt: skip
"""Words that name no thing."""


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name, whatever their case and the marks around them."""
    words = (word.strip(_MARKS) for word in text.casefold().split())
    return tuple(word for word in words if word)


def closeness(name: str, label: str) -> int:
    """How well a spoken name fits a label: 2 if it is the label, 1 if the label contains its words, else 0."""
    said, known = plain_words(name), plain_words(label)
    telling = _telling(said)
    if said and (said == known or (telling and telling == _telling(known))):
        return 2
    return int(bool(telling) and set(telling) <= set(known))


def named(things: Sequence[T], fits: Callable[[T], int]) -> T | None:
    """The thing that fits best, the newest among equals; None if none fits at all. things: newest last."""
    best = max(reversed(things), key=fits, default=None)
    return best if best is not None and fits(best) else None


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _OPEN)


def names_nothing(words: Sequence[str]) -> bool:
    """Whether words say that something is to be done, and not to what: "go on", "cancel that again"."""
    return len(telling(words)) <= 1


def telling(words: Sequence[str]) -> list[str]:
    """The words that say what is to be done, and to what."""
    return [word for word in words if word not in _NAMELESS]
