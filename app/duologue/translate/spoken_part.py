"""Where a translation goes on after the words that were spoken: what they stand for is not translated again.

A sentence that grows is translated many times. As long as it goes on from the translation before, only the words after
those that were spoken need a search, however long the sentence has become.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from duologue.translate.search import Part
from duologue.translate.tokens import contracted, contraction


@dataclass(frozen=True, slots=True)
class Made:
    """How a translation was put together. source: its words. parts: in the order of the target, over places in them."""

    source: Sequence[str]
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Cut:
    """source: words of the new text that are dealt with. target: spoken words that stand for these. ids: of the latter,
    as the language numbers them."""

    source: int
    target: int
    ids: tuple[int, ...]


def cut(made: Made, source: Sequence[str], spoken: Sequence[str], language: str) -> Cut | None:
    """The last place at which what was spoken has dealt with a beginning of the source, None where there is none.

    source: the words of the new text; those that were dealt with may read otherwise now. spoken: target words.
    """
    covered = end = 0
    texts: list[str] = []
    ids: list[int] = []
    found = None
    for at, part in enumerate(made.parts):
        covered, end = covered + part.end - part.begin, max(end, part.end)
        texts += part.texts
        ids += part.ids
        if covered != end or not texts or _joins(made.parts, at, language):
            continue
        target = _written(texts, language)
        if len(target) > len(spoken):
            break
        if target == [word.lower() for word in spoken[: len(target)]]:
            found = Cut(_place(made.source, source, end), len(target), tuple(ids))
    return found


def _written(texts: Sequence[str], language: str) -> list[str]:
    words = list(texts)
    for at in reversed(contracted(words, language)):
        words[at - 1 : at + 1] = [contraction((words[at - 1], words[at]), language)]
    return [word.lower() for word in words]


def _joins(parts: Sequence[Part], at: int, language: str) -> bool:
    """Whether the last word of a part is written as one with the first after it."""
    following = next((part.texts for part in parts[at + 1 :] if part.texts), ())
    return bool(contracted([*parts[at].texts[-1:], *following[:1]], language))


def _place(before: Sequence[str], after: Sequence[str], place: int) -> int:
    """The place in a new reading of a text that stands for one in the reading before."""
    one, other = [word.lower() for word in before], [word.lower() for word in after]
    if one[:place] == other[:place]:
        return place
    for tag, begin, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if begin <= place <= end and end > begin:
            return (
                first + place - begin if tag == "equal" else last if place == end else min(first + place - begin, last)
            )
    return len(after)
