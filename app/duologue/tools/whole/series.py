"""Several things named one after the other: "milk, eggs and half a pound of butter".

The model marks the things it has noticed. Here commas and "and" say exactly where each begins and ends, so that none is
lost and no two become one.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from duologue.core.writing import Copied, Whole
from duologue.tools.base import Reads
from duologue.tools.placed import plain_word, pointed_at
from duologue.tools.readers import reader
from duologue.tools.spoken.grammar import read_number
from duologue.tools.spoken.terms import FILLERS

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
STOPS = _words(
    "to on onto off from in into at list lists please thanks thank then because so that if when what what's "
    "how which who where why is are do does did can could would should will i we you it's i'm i've we're add "
    "put set remind start stop cancel delete remove take cross clear show tell read make write note search "
    "look call text play open turn remember move rename no not sorry actually wait instead rather mean need "
    "get buy have got want forget don't include append insert throw stick grab pick bring"
)
"""A stretch with one of these is no thing, unless the model has marked it."""
_FOR = _words("for with from")
_BEHIND = FILLERS | _words("please too as well")
_MONEY = _words("dollar dollars euro euros pound pounds buck bucks cent cents francs yen")
_BEFORE = r"(?:(?:okay|ok|hey|so|and|also|then|please|um|uh|well|yes|no) )*"
_ORDERS = re.compile(
    _BEFORE + r"(?:(?:can|could|would|will) you (?:please )?|i(?:'d like| want| need) you to )?"
    r"(?:put|add|stick|throw|pop|write|include|append|chuck|place) "
)
"""How a turn begins that orders something onto a list."""
_ASKS = re.compile(
    _BEFORE + r"(?!(?:is|are|was|were|do|did|have) .*\b(?:able|possible|way|chance|mind) )"
    r"(?:did|is|are|was|were|has|(?:have|do) (?:i|we)) "
)
"""How a turn begins that asks how things stand, and changes nothing."""
WHICH_LIST = "What goes on which list?"
DO_WHAT = "What should I do with that?"
_TO_LIST = _words("to on onto into in off from")
_BEFORE_LIST = _TO_LIST | _words("my the our this that a please also too list lists called named")
"""Words between the last thing and the name of its list."""
_TAKES_BACK = _words(
    "no not don't doesn't isn't wrong sorry actually instead wait rather mean meant scratch correction oops never "
    "forget undo take remove delete cross strike off drop cancel rid out clear back last gone got have already without "
    "erase"
)
"""Words of which one is said where a thing that is not named is to go."""
_CORRECTS = _words("no not sorry actually wait rather mean meant instead")
_QUALIFIES = re.compile(r"(?:the|that|those) .* ones?")


def _parts_after(word: str) -> bool:
    """Whether a comma after a word ends a thing."""
    return word.rstrip('"”').endswith((",", ";", ":"))


def whole_series(argument: str) -> Callable[[Copied, datetime | None], Whole | None]:
    """Reads every thing of the series that an argument was copied from, up to the name of the list."""
    read = reader(Reads.TEXT)

    def whole(copied: Copied, _: datetime | None) -> Whole | None:
        calls = (copied.stretches, *copied.alike)
        if any(len(stretches.get(argument, ())) != 1 for stretches in calls):
            return None
        marked = sorted(stretches[argument][0] for stretches in calls)
        others = [span for stretches in calls for name in stretches if name != argument for span in stretches[name]]
        named = min((first for first, _ in others), default=0)
        things = read_series(copied.words, marked, copied.taken | pointed_at(others))
        if things and (more := _up_to_list(copied.words, things[-1][1], named, copied.taken)) is not None:
            if more < things[-1][1]:
                return Whole(lacks=WHICH_LIST)
            things[-1] = things[-1][0], more
        values = [read(" ".join(copied.words[first : last + 1])) for first, last in things]
        if not values or None in values:
            return None
        return Whole(used=pointed_at(things), each=tuple({argument: value} for value in values))

    return whole


def whole_change(argument: str, question: str) -> Callable[[Copied, datetime | None], Whole | None]:
    """Reads every thing that goes on a list; where the turn only asks about it, for the tool that answers."""
    series = whole_series(argument)

    def whole(copied: Copied, now: datetime | None) -> Whole | None:
        read = series(copied, now)
        return _by(question, read) if _alone(copied) and _ASKS.match(_said(copied.words)) else read

    return whole


def whole_asked(argument: str, change: str) -> Callable[[Copied, datetime | None], Whole | None]:
    """Reads what is asked about a list; where the turn orders a thing onto it, for the tool that does that."""
    series = whole_series(argument)

    def whole(copied: Copied, now: datetime | None) -> Whole | None:
        orders = _alone(copied) and copied.stretches.get(argument) and _ORDERS.match(_said(copied.words))
        return _by(change, series(copied, now)) if orders else None

    return whole


def _alone(copied: Copied) -> bool:
    return not copied.taken and not copied.unplaced


def _said(words: Sequence[str]) -> str:
    return " ".join(plain_word(word) for word in words)


def _by(tool: str, read: Whole | None) -> Whole:
    """What was read, done by another tool."""
    return Whole(tool=tool) if read is None else replace(read, tool="" if read.lacks else tool)


def whole_removal(argument: str, question: str) -> Callable[[Copied, datetime | None], Whole | None]:
    """Reads every thing that is taken off a list; where none is named, the words have to take something back."""
    series = whole_change(argument, question)

    def whole(copied: Copied, now: datetime | None) -> Whole | None:
        if not copied.stretches.get(argument) and _TAKES_BACK.isdisjoint(map(plain_word, copied.words)):
            return Whole(lacks=DO_WHAT)
        return series(copied, now)

    return whole


def _up_to_list(words: Sequence[str], last: int, named: int, taken: Collection[int]) -> int | None:
    """Where the last thing of a series ends, if more of it stands before the name of its list: "batteries for the smoke
    alarm to my list". Before `last` if there is another list: "tickets to packing and a hat to shopping". None if there
    is no more."""
    end = named - 1
    while end > last and plain_word(words[end]) in _BEFORE_LIST:
        end -= 1
    more = [plain_word(word) for word in words[last + 1 : end + 1]]
    if not more or _parts_after(words[last]) or any(last < at <= end for at in taken):
        return None
    if more[0] in _TO_LIST and not _JOINERS.isdisjoint(more):
        return -1
    return end if STOPS.isdisjoint(more) and len(more) <= LONGEST_THING else None


def read_series(words: Sequence[str], marked: Sequence[Span], taken: Collection[int]) -> list[Span]:
    """The things that a series names, none if it is better left as it was marked.

    words: the turn. marked: the stretches that the model has taken for things, in order. taken: places of words that
    mean something else.
    """
    marked = [(begin, _priced(words, end)) for begin, end in marked]
    first = _grown_left(words, marked[0][0], taken)
    last = _grown_right(words, max(end for _, end in marked), taken)
    corrected = any(plain_word(word) in _CORRECTS for word in words[first : last + 1])
    if corrected or any(first <= at <= last for at in taken):
        return []
    things = [span for span in _split(words, first, last, marked) if span[0] <= span[1]]
    for begin, end in things:
        unmarked = not any(a <= end and begin <= b for a, b in marked)
        stretch = [plain_word(word) for word in words[begin : end + 1]]
        if unmarked and (len(stretch) > LONGEST_THING or any(word in STOPS for word in stretch)):
            return []
    return things


def _priced(words: Sequence[str], end: int) -> int:
    """The end of a thing with what it costs: "milk", "for 3 dollars"."""
    if end + 2 < len(words) and plain_word(words[end + 1]) == "for" and not _parts_after(words[end]):
        amount = plain_word(words[end + 2])
        if amount[:1].isdigit() or amount[:1] in "$€£" or amount in _AMOUNTS:
            named = end + 3 < len(words) and not _parts_after(words[end + 2])
            return end + 3 if named and plain_word(words[end + 3]) in _MONEY else end + 2
    return end


def _split(words: Sequence[str], first: int, last: int, marked: Sequence[Span]) -> list[Span]:
    begins, starts, ends = [first], {begin for begin, _ in marked}, {end for _, end in marked}
    for at in range(first, last):
        if (
            (at in ends and at + 1 in starts)
            or _parts_after(words[at])
            or (plain_word(words[at + 1]) in _JOINERS and _parts(words, at + 1, last, marked))
        ):
            begins.append(at + 1)
    things: list[Span] = []
    for begin, following in pairwise([*begins, last + 1]):
        start = begin
        while start < following and plain_word(words[start]) in _JOINERS | FILLERS:
            start += 1
        end = following - 1
        while end >= start and plain_word(words[end]) in _BEHIND:
            end -= 1
        said = " ".join(plain_word(word) for word in words[start : end + 1])
        if things and _QUALIFIES.fullmatch(said):
            things[-1] = (things[-1][0], end)  # "milk, the organic one"
        elif start <= end:
            things.append((start, end))
    return [thing for thing in things if not words[thing[1]].endswith(":")] or things  # "for pancakes: flour, milk"


def _parts(words: Sequence[str], at: int, last: int, marked: Sequence[Span]) -> bool:
    """Whether the "and" at a place parts two things: one of them was marked by itself as well, or none with both."""
    if at + 1 > last:
        return False
    left, right = plain_word(words[at - 1]), plain_word(words[at + 1])
    if (left, right) in _TWINS or _one_number(words, at) or _one_name(words, at):
        return False
    if right in _AMOUNTS or right[:1].isdigit() or right in _JOINERS:
        return True
    return any(end == at - 1 for _, end in marked) or not any(begin < at < end for begin, end in marked)


def _one_number(words: Sequence[str], at: int) -> bool:
    """Whether the "and" at a place stands in a number: "one and a half litres", "a hundred and fifty grams"."""
    around = (words[at - before : at + after] for before in (1, 2) for after in (2, 3) if before <= at)
    return any(read_number(" ".join(some)) is not None for some in around)


def _one_name(words: Sequence[str], at: int) -> bool:
    """Whether the "and" at a place stands between names: "Ben and Jerry's", "a card for Anna and Tom"."""
    if not (words[at - 1][:1].isupper() and words[at + 1][:1].isupper()):
        return False
    return plain_word(words[at + 1]).endswith(("'s", "’s")) or (at > 1 and plain_word(words[at - 2]) in _FOR)


def _grown_right(words: Sequence[str], last: int, taken: Collection[int]) -> int:
    """The end of a series, with things after those that were marked."""
    while last + 1 < len(words) and (_parts_after(words[last]) or plain_word(words[last + 1]) in _JOINERS):
        begin = last + 1
        while begin < len(words) and plain_word(words[begin]) in _JOINERS:
            begin += 1
        end = begin
        while end + 1 < len(words) and not _ends(words, end, taken):
            end += 1
        if not _is_thing(words, begin, end, taken):
            return last
        last = end
    return last


def _ends(words: Sequence[str], at: int, taken: Collection[int]) -> bool:
    following = plain_word(words[at + 1])
    done = words[at].endswith((".", "!", "?")) or _parts_after(words[at])
    return done or following in STOPS or following in _JOINERS or at + 1 in taken


def _grown_left(words: Sequence[str], first: int, taken: Collection[int]) -> int:
    """The beginning of a series, with things before those that were marked."""
    while first > 1 and (_parts_after(words[first - 1]) or plain_word(words[first - 1]) in _JOINERS):
        end = first - 1
        while end > 0 and plain_word(words[end]) in _JOINERS:
            end -= 1
        begin = end
        while begin > 0 and not (plain_word(words[begin - 1]) in STOPS | _JOINERS or _parts_after(words[begin - 1])):
            begin -= 1
        if begin == 0 or not _is_thing(words, begin, end, taken):
            return first
        first = begin
    return first


def _is_thing(words: Sequence[str], begin: int, end: int, taken: Collection[int]) -> bool:
    stretch = words[begin : end + 1]
    fits = 0 < len(stretch) <= LONGEST_THING and not any(plain_word(word) in STOPS for word in stretch)
    return fits and not any(begin <= at <= end for at in taken)
