"""What a timer is for, in the clause that says how long it runs: whole, and without the words around it."""

import re
from collections.abc import Collection, Sequence

from duologue.tools.placed import plain_word
from duologue.tools.whole.series import STOPS, Span

LONGEST_NAME = 5
"""Words of a name that the model has not marked itself."""
JOINERS = frozenset(("and", "plus", "then", "also"))
_ORDERS = frozenset(("set", "start", "put", "make", "need", "want", "give", "begin", "run", "add", "do", "create"))
_KINDS = frozenset(("new", "another", "quick", "short", "second", "separate", "single", "countdown", "more", "extra",
                    "different", "other", "simple", "kitchen", "count", "down"))  # fmt: skip
TIMER_WORDS = (
    _ORDERS | _KINDS | JOINERS
    | frozenset(("timer", "timers", "one", "two", "three", "four", "a", "an", "the", "my", "our", "for", "of", "please",
                 "me", "i", "us", "up", "on", "to", "okay", "ok", "hey", "um", "uh", "so", "now", "can", "could",
                 "would", "will", "you", "i'd", "like", "let's", "have", "go", "just"))
)  # fmt: skip
"""Words around a length that ask for a timer and are no name."""
_EDGES = (
    TIMER_WORDS
    | STOPS
    | frozenset(
        ("thanks", "thank", "it's", "that's", "its", "named", "called", "each", "today", "needs", "takes", "gets")
    )
)
_CALLS = re.compile(
    r"(?:^| )(?:(?:named|called|labelled|labeled|titled|tagged)(?: it)?"
    r"|(?:call|name|label|title|tag) (?:it|that|this|them|that one|this one|the timer|that timer)(?: as)?) "
)
_FOR = re.compile(r"(?:^| )(?:(?:it's|its|it is|that's|that is|this is) )?for ")
_ON = r"in|on|going|cooking|baking|boiling|simmering|rising|resting|steeping"
_STANDS = re.compile(rf"(?:^| )(?:the |my |our )(?P<name>(?:\S+ ){{0,3}}?\S+?)(?:['’]s| is| are)(?= (?:{_ON})(?: |$))")
_STATE = re.compile(rf"(?:['’]s| is| are)(?: (?:{_ON})(?: .*)?)?$")
_NO_NAME = frozenset(("me", "us", "now", "today", "that", "this", "it", "you", "each", "them", "both"))


def says_no_name(words: Sequence[str]) -> bool:
    """Whether some words say anything else than what a timer is for."""
    return any(word in STOPS or word in ("last", "next", "past", "ago") for word in words)


def name_of(
    said: Sequence[str],
    clause: Span,
    length: Span,
    marked: Sequence[Span],
    taken: Collection[int],
    *,
    several: bool = False,
) -> tuple[str, frozenset[int]]:
    """What a timer is called, "" for nothing, and the words that say so.

    said: the turn. clause: the words that are about it. length: those that say how long. marked: stretches that the
    model has taken for names. taken: words that mean something else. several: others stand beside it,
    each behind what it is for.
    """
    words = [plain_word(word) for word in said]
    inside = [at not in taken and not length[0] <= at <= length[1] for at in range(len(said))]
    free = [inside[at] and clause[0] <= at <= clause[1] for at in range(len(said))]
    found = _introduced(said, words, free, _CALLS)
    own = [span for span in marked if all(free[at] for at in range(span[0], span[1] + 1))]
    if found is None and own:
        found = _widened(said, words, free, own[0])
    if found is None:
        found = _introduced(said, words, free, _FOR) or _standing(words, free)
    if found is None and several:
        found = _beside(said, words, free, length)
    if found is None:
        return "", frozenset()
    return _cleaned(said, found), frozenset(range(found[0], found[1] + 1))


def _cleaned(said: Sequence[str], span: Span) -> str:
    first, last = span
    while first < last and plain_word(said[first]) in ("the", "a", "an", "my", "our", "some"):
        first += 1
    name = " ".join(said[first : last + 1]).strip(' ,.;:!?"“”')
    following = plain_word(said[last + 1]) if last + 1 < len(said) else ""
    stands = _STATE.search(f"{name} {following}") if name.endswith(("'s", "’s")) else _STATE.search(name)
    return name[: stands.start()] if stands and stands.start() else name


def _introduced(
    said: Sequence[str], words: Sequence[str], free: Sequence[bool], pattern: re.Pattern[str]
) -> Span | None:
    """The name behind words that introduce one: "called", "it's for"."""
    for first in (at for at in range(len(words)) if free[at]):
        text = " ".join(words[first : first + LONGEST_NAME])
        lead = pattern.match(f"{text} ")
        if lead is None:
            continue
        begin = first + len(lead[0].split())
        while begin < len(words) and free[begin] and words[begin] in ("the", "a", "an", "my", "our", "some"):
            begin += 1
        if begin >= len(words) or not free[begin] or not all(free[first:begin]) or words[begin] in _NO_NAME:
            continue
        if pattern is _FOR and words[begin] in _EDGES:
            continue
        return begin, _right(said, words, free, begin, named=pattern is _CALLS)
    return None


def _right(said: Sequence[str], words: Sequence[str], free: Sequence[bool], end: int, *, named: bool) -> int:
    """The last word of a name that goes on to the right. named: it is said to be one, and may hold any small words."""
    while end + 1 < len(words) and free[end + 1] and not said[end].endswith((",", ".", "!", "?", ";", ":")):
        following = words[end + 1]
        if following in JOINERS:
            rest = _run(said, words, free, end + 2)
            if not rest or any(word in STOPS for word in rest):
                return end
            end += len(rest)
        elif following in ("please", "thanks", "thank", "timer", "for") or (following in _EDGES and not named):
            return end
        end += 1
    return end


def _run(said: Sequence[str], words: Sequence[str], free: Sequence[bool], first: int) -> list[str]:
    """The words of a thing that begins at a place, none if other words follow it."""
    rest = []
    for at in range(first, len(words)):
        if words[at] in ("please", "thanks") or words[at] in JOINERS:
            break
        if not free[at]:
            return []
        rest.append(words[at])
        if said[at].endswith((",", ".", "!", "?", ";", ":")):
            break
    return rest if len(rest) <= LONGEST_NAME else []


def _widened(said: Sequence[str], words: Sequence[str], free: Sequence[bool], span: Span) -> Span:
    """All of a name of which a stretch was marked."""
    first, last = span
    while first and free[first - 1] and words[first - 1] not in _EDGES and not said[first - 1].endswith((",", ".")):
        first -= 1
    return first, _right(said, words, free, last, named=False)


def _standing(words: Sequence[str], free: Sequence[bool]) -> Span | None:
    """What a sentence beside a length says to be in the oven: "the brisket's in"."""
    text = " ".join(word if ok else "-" for word, ok in zip(words, free, strict=True))
    found = _STANDS.search(text)
    if found is None:
        return None
    first = text[: found.start("name")].count(" ")
    return first, first + found["name"].count(" ")


def _beside(said: Sequence[str], words: Sequence[str], free: Sequence[bool], length: Span) -> Span | None:
    """The words right before a length, or between it and "timer": "pasta for eight minutes", "10 minute tea timer"."""
    end = length[1] + 1
    while end < len(words) and free[end] and words[end] not in _EDGES and not said[end].endswith((",", ".")):
        end += 1
    if length[1] + 1 < end < len(words) and words[end] in ("timer", "timers"):
        return length[1] + 1, end - 1
    last = length[0] - 1
    while last >= 0 and free[last] and words[last] in ("for", "a", "an", "timer", "at"):
        last -= 1
    first = last
    while first >= 0 and free[first] and words[first] not in _EDGES:
        first -= 1
    return (first + 1, last) if first < last and last - first <= LONGEST_NAME else None
