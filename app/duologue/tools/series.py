"""Several things named one after the other: "milk, eggs and half a pound of butter", and the ends of what is dictated.

The model marks the things it has noticed. Here commas and "and" say exactly where each begins and ends, so that none is
lost and no two become one.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

Span = tuple[int, int]
"""First and last word, both included."""
LONGEST_THING = 6
"""Words of a thing that the model has not marked itself."""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\S+", text))


_JOINERS = frozenset(("and", "plus", "&", "also"))
_AMOUNTS = _words("a an some half two three four five six seven eight nine ten eleven twelve one another many")
"""A thing that begins so is one of its own, whatever stands before the "and"."""
_TWINS = frozenset(
    (
        ("mac", "cheese"), ("macaroni", "cheese"), ("fish", "chips"), ("salt", "vinegar"), ("bread", "butter"),
        ("butter", "jelly"), ("half", "half"), ("pork", "beans"), ("rum", "coke"), ("gin", "tonic"),
        ("cookies", "cream"), ("biscuits", "gravy"), ("bangers", "mash"), ("sweet", "sour"), ("oil", "vinegar"),
        ("ham", "cheese"), ("bacon", "egg"), ("arts", "crafts"), ("black", "white"), ("head", "shoulders"),
        ("cream", "onion"), ("chicken", "waffles"), ("franks", "beans"), ("surf", "turf"), ("chips", "dip"),
    )
)  # fmt: skip
"""Words that belong together over an "and": one dish, one product."""
_STOPS = _words(
    "to on onto off from in into at list lists please thanks thank then because so that if when what what's "
    "how which who where why is are do does did can could would should will i we you it's i'm i've we're add "
    "put set remind start stop cancel delete remove take cross clear show tell read make write note search "
    "look call text play open turn remember move rename no not sorry actually wait instead rather mean need "
    "get buy have got want forget don't include append insert throw stick grab pick bring"
)
"""A stretch with one of these is no thing, unless the model has marked it."""
_MONEY = _words("dollar dollars euro euros pound pounds buck bucks cent cents francs yen")
_CORRECTS = _words("no not sorry actually wait rather mean meant instead")
_QUALIFIES = re.compile(r"(?:the|that|those) .* ones?")
_MARKS = '.,;:!?…"“”'


def _plain(word: str) -> str:
    return word.casefold().strip(_MARKS)


def _parts_after(word: str) -> bool:
    """Whether a comma after a word ends a thing."""
    return word.rstrip('"”').endswith((",", ";"))


def read_series(words: Sequence[str], marked: Sequence[Span], taken: Collection[int]) -> list[str] | None:
    """The things that a series names, None if it is better left as it was marked.

    words: the turn. marked: the stretches that the model has taken for things, in order. taken: places of words that
    mean something else.
    """
    marked = [(begin, _priced(words, end)) for begin, end in marked]
    first = _grown_left(words, marked[0][0], taken)
    last = _grown_right(words, max(end for _, end in marked), taken)
    if any(_plain(word) in _CORRECTS for word in words[first : last + 1]) or any(first <= at <= last for at in taken):
        return None
    things = [span for span in _split(words, first, last, marked) if span[0] <= span[1]]
    for begin, end in things:
        unmarked = not any(a <= end and begin <= b for a, b in marked)
        stretch = [_plain(word) for word in words[begin : end + 1]]
        if unmarked and (len(stretch) > LONGEST_THING or any(word in _STOPS for word in stretch)):
            return None
    return [" ".join(words[begin : end + 1]) for begin, end in things] or None


def _priced(words: Sequence[str], end: int) -> int:
    """The end of a thing with what it costs: "milk", "for 3 dollars"."""
    if end + 2 < len(words) and _plain(words[end + 1]) == "for" and not _parts_after(words[end]):
        amount = _plain(words[end + 2])
        if amount[:1].isdigit() or amount[:1] in "$€£" or amount in _AMOUNTS:
            named = end + 3 < len(words) and not _parts_after(words[end + 2])
            return end + 3 if named and _plain(words[end + 3]) in _MONEY else end + 2
    return end


def _split(words: Sequence[str], first: int, last: int, marked: Sequence[Span]) -> list[Span]:
    begins, starts, ends = [first], {begin for begin, _ in marked}, {end for _, end in marked}
    for at in range(first, last):
        if (
            (at in ends and at + 1 in starts)
            or _parts_after(words[at])
            or (_plain(words[at + 1]) in _JOINERS and _parts(words, at + 1, last, marked))
        ):
            begins.append(at + 1)
    things: list[Span] = []
    for begin, following in pairwise([*begins, last + 1]):
        start = begin
        while start < following and _plain(words[start]) in _JOINERS:
            start += 1
        end = following - 1
        while end >= start and _plain(words[end]) in {"please", "too", "as", "well"}:
            end -= 1
        said = " ".join(_plain(word) for word in words[start : end + 1])
        if things and _QUALIFIES.fullmatch(said):
            things[-1] = (things[-1][0], end)  # "milk, the organic one"
        elif start <= end:
            things.append((start, end))
    return things


def _parts(words: Sequence[str], at: int, last: int, marked: Sequence[Span]) -> bool:
    """Whether the "and" at a place parts two things."""
    if at + 1 > last:
        return False
    left, right = _plain(words[at - 1]), _plain(words[at + 1])
    if (left, right) in _TWINS:
        return False
    if right in _AMOUNTS or right[:1].isdigit() or right in _JOINERS:
        return True
    return not any(begin < at < end for begin, end in marked)


def _grown_right(words: Sequence[str], last: int, taken: Collection[int]) -> int:
    """The end of a series, with things after those that were marked."""
    while last + 1 < len(words) and (_parts_after(words[last]) or _plain(words[last + 1]) in _JOINERS):
        begin = last + 1
        while begin < len(words) and _plain(words[begin]) in _JOINERS:
            begin += 1
        end = begin
        while end + 1 < len(words) and not _ends(words, end, taken):
            end += 1
        if not _is_thing(words, begin, end, taken):
            return last
        last = end
    return last


def _ends(words: Sequence[str], at: int, taken: Collection[int]) -> bool:
    following = _plain(words[at + 1])
    done = words[at].endswith((".", "!", "?")) or _parts_after(words[at])
    return done or following in _STOPS or following in _JOINERS or at + 1 in taken


def _grown_left(words: Sequence[str], first: int, taken: Collection[int]) -> int:
    """The beginning of a series, with things before those that were marked."""
    while first > 1 and (_parts_after(words[first - 1]) or _plain(words[first - 1]) in _JOINERS):
        end = first - 1
        while end > 0 and _plain(words[end]) in _JOINERS:
            end -= 1
        begin = end
        while begin > 0 and not (
            _plain(words[begin - 1]) in _STOPS or _plain(words[begin - 1]) in _JOINERS or _parts_after(words[begin - 1])
        ):
            begin -= 1
        if begin == 0 or not _is_thing(words, begin, end, taken):
            return first
        first = begin
    return first


def _is_thing(words: Sequence[str], begin: int, end: int, taken: Collection[int]) -> bool:
    stretch = words[begin : end + 1]
    fits = 0 < len(stretch) <= LONGEST_THING and not any(_plain(word) in _STOPS for word in stretch)
    return fits and not any(begin <= at <= end for at in taken)


# ---- what is dictated ------------------------------------------------------------------------------------------------

_TAILS = (("thank", "you"), ("please",), ("thanks",), ("okay",), ("would", "you"), ("will", "you"), ("for", "me"))
_OPEN = _words("that to saying says about of is down for me this it")
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


def whole_dictation(words: Sequence[str], first: int, last: int) -> Span:
    """A stretch of a note, widened to all that was dictated: from the words that ask for a note to the end of the turn,
    but for a closing "please"."""
    plain = [_plain(word) for word in words]
    match = _LEAD.match(" ".join(plain[:first]))
    lead = len(match[0].split()) if match else first
    begin = first if all(word in _OPEN for word in plain[lead:first]) else lead
    end = len(words) - 1
    for tail in _TAILS:
        if end - len(tail) > last and tuple(plain[end - len(tail) + 1 : end + 1]) == tail:
            end -= len(tail)
    return begin, max(end, last)
