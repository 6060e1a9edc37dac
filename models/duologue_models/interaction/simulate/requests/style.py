"""How a recogniser writes: with or without marks and capitals."""

import numpy as np

_ASKING = frozenset(
    "what what's how how's who who's when where why which is are do does did can could will would may should am".split()
)
_KEPT = ("a.m.", "p.m.")
_OPENERS = frozenset("hey um so okay well alright uh hello hi oh and now also".split())


def styled(rng: np.random.Generator, words: list[str]) -> list[str]:
    """The words with marks and capitals, or without."""
    if rng.random() < 0.4:
        return [_bare(word) for word in words]
    out = ["I" + word[1:] if word == "i" or word.startswith("i'") else word for word in words]
    out[0] = out[0][:1].upper() + out[0][1:]
    if out[-1][-1].isalnum():
        first = next((word.lower().strip(",") for word in words if word.strip(",") not in _OPENERS), "")
        out[-1] += "?" if first in _ASKING else "."
    return out


def inside(words: list[str]) -> list[str]:
    """The words of a sentence as they are written inside another: "He went" -> "he went"."""
    first = words[0]
    return [first if first == "I" or first.startswith("I'") else first[:1].lower() + first[1:], *words[1:]]


def _bare(word: str) -> str:
    return word.lower() if word.lower() in _KEPT else word.rstrip(",.?!;:").lower() or word
