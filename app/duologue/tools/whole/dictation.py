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
    r"(?:(?:please )?(?:take|make|write|create|add|save|leave|jot|new|another|quick) (?:me |down )?"
    r"(?:a |another |this |the )?(?:new |quick |short )?note(?: down)?(?: to self)?(?: for me)?"
    r"|note (?:down|to self|this down|this)|note"
    r"|(?:write|jot|note|put) (?:this |that |it )?down(?: for me)?"
    r"|(?:please )?(?:remember|memorize)(?: this)?|keep in mind|for my notes"
    r"|(?:add|put|save|write) (?:this |that )?(?:to|in|into) my notes)(?= |$)"
)


def whole_dictation(argument: str) -> Callable[[Copied, datetime | None], Whole | None]:
    """Reads all that was dictated, if the turn asks for nothing else; what was put right is left as it was copied."""
    read = reader(Reads.PHRASE)

    def whole(copied: Copied, _: datetime | None) -> Whole | None:
        stretches = copied.stretches.get(argument, ())
        if len(stretches) != 1 or copied.taken or copied.unplaced:
            return None
        first, last = read_dictation(copied.words, *stretches[0])
        return Whole({argument: read(" ".join(copied.words[first : last + 1]))}, pointed_at([(first, last)]))

    return whole


def read_dictation(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """A stretch of a note, widened to all that was dictated: from the words that ask for a note to the end of the turn,
    but for a closing "please"."""
    plain = [plain_word(word) for word in words]
    match = _LEAD.match(" ".join(plain[:first]))
    lead = len(match[0].split()) if match else first
    begin = first if all(word in _OPEN for word in plain[lead:first]) else lead
    end = len(words) - 1
    for tail in _TAILS:
        if end - len(tail) > last and tuple(plain[end - len(tail) + 1 : end + 1]) == tail:
            end -= len(tail)
    return begin, max(end, last)
