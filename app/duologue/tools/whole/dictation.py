"""All of what was dictated, around the words that the model copied."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from duologue.core.writing import Copied, Whole
from duologue.tools.base import Reads
from duologue.tools.placed import plain_word, pointed_at
from duologue.tools.readers import reader

_TAILS = (("thank", "you"), ("please",), ("thanks",), ("okay",), ("would", "you"), ("will", "you"), ("for", "me"))
_OPEN = frozenset(("that", "to", "saying", "says", "about", "of", "is", "down", "for", "me", "this", "it"))
"""Words between "take a note" and the note that are no part of it."""
_LEAD = re.compile(
    r"(?:(?:okay|ok|hey|um|uh|so|well|and|please|thanks|thank you|no|yes|hi|hello) )*"
    r"(?:(?:can|could|would|will) you (?:please )?|i(?:'d like| would like| want| need) (?:you )?to |let me |let's )?"
    r"(?:(?:please )?(?:take|make|write|create|add|save|leave|jot|dictate|new|another|quick|here's|here is) "
    r"(?:me |down )?(?:a |another |this |the )?(?:new |quick |short )?note(?: down)?(?: to self)?(?: for (?:me|you))?"
    r"|note (?:down|to self|this down|this)|note"
    r"|(?:write|jot|note|put|take|get) (?:this |that |it |the following )?down(?: for me)?"
    r"|(?:please )?(?:remember|memorize)(?: this)?|keep in mind|for my notes"
    r"|(?:add|put|save|write) (?:this |that )?(?:to|in|into) my notes)(?= |$)"
)


_POINTS = frozenset(("of", "this", "that", "the", "following", "down", "as", "follows"))
"""Words behind those that ask for a note, where a mark ends them: "make a note of this:"."""
_ASKS = frozenset(
    ("note", "notes", "down", "remember", "record", "save", "store", "keep", "memo", "write", "jot", "dictate")
)
_JOINS = frozenset(("and", "then", "also"))
_STOPS = (".", "!", "?", ";")
FARTHEST = 10
"""Words before a note that may ask for it in a way that is not known."""
_ANOTHER = re.compile(r"\b(?:another|second|next|more|make a|take a|new) note\b|\bnote (?:down|that)\b")


def whole_dictation(argument: str) -> Callable[[Copied, datetime | None], Whole | None]:
    """Reads all that was dictated, up to what else the turn asks for; what was put right is left as it was copied."""
    read = reader(Reads.PHRASE)

    def whole(copied: Copied, _: datetime | None) -> Whole | None:
        calls = [stretches.get(argument, ()) for stretches in (copied.stretches, *copied.alike)]
        if any(len(stretches) != 1 for stretches in calls) or copied.unplaced:
            return None
        spans = [span for stretches in calls for span in stretches]
        begin, end = min(first for first, _ in spans), max(last for _, last in spans)
        if any(at < end for at in copied.taken):
            return None
        words = copied.words[: _up_to_other(copied.words, end, min(copied.taken, default=len(copied.words)))]
        first, last = read_dictation(words, begin, end)
        text = " ".join(words[first : last + 1])
        if copied.alike and _ANOTHER.search(text.casefold()):
            return None
        return Whole(used=pointed_at([(first, last)]), each=({argument: read(text)},))

    return whole


def _up_to_other(words: Sequence[str], last: int, other: int) -> int:
    """How many words there are before the clause that asks for something else, of which a word is known."""
    if other == len(words):
        return other
    ends = (at for at in range(other - 1, last, -1) if plain_word(words[at]) in _JOINS or words[at].endswith(_STOPS))
    end = next(ends, last)
    return end + (plain_word(words[end]) not in _JOINS)


def read_dictation(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """A stretch of a note, widened to all that was dictated: from the words that ask for a note to the end of the turn,
    but for a closing "please"."""
    plain = [plain_word(word) for word in words]
    end = len(words) - 1
    for tail in _TAILS:
        if end - len(tail) > last and tuple(plain[end - len(tail) + 1 : end + 1]) == tail:
            end -= len(tail)
    return _begin(words, plain, first), max(end, last)


def _begin(words: Sequence[str], plain: Sequence[str], first: int) -> int:
    """Where a note begins of which a stretch that begins at a place was marked."""
    sentences = [0, *(at + 1 for at, word in enumerate(words[:first]) if word.endswith((".", "!", "?")))]
    found = ((at, _LEAD.match(" ".join(plain[at:first]))) for at in sentences)
    lead = next((at + len(match[0].split()) for at, match in found if match), None)
    if lead is None:
        return first if first <= FARTHEST and not _ASKS.isdisjoint(plain[:first]) else 0
    end = next((at + 1 for at in range(lead, first) if words[at].endswith((":", ".", ","))), lead)
    if _POINTS.issuperset(plain[lead:end]):
        lead = end
    return first if all(word in _OPEN for word in plain[lead:first]) else lead
