"""The whole of what was said about timers: each length of time that a turn names is one timer, with its own name.

The model often writes one request twice, or the first of several only. Here the words say how many timers there are:
"one for five minutes and one for eight and a half" are two, "one hour and ten minutes" is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from duologue.core.events import Json
from duologue.core.writing import Copied, Whole
from duologue.tools.placed import plain_word, pointed_at
from duologue.tools.reading import tokenise
from duologue.tools.spoken import pieces as p
from duologue.tools.spoken.grammar import read_length, read_number
from duologue.tools.spoken.moments import HOW_LONG
from duologue.tools.whole.timer_names import JOINERS, LONGEST_NAME, TIMER_WORDS, name_of, says_no_name
from duologue.tools.whole.times import REPAIRS, Run, Turn, length_value, whole_length

MOST = 8
"""Timers that one turn can set."""
TOO_MANY = f"Sorry, I can't set more than {MOST} timers at once."
_ENDS = (",", ";", ":", ".", "!", "?")
_ONES = frozenset(("one", "another", "timer", "timers", "countdown"))
_BEHIND = JOINERS | _ONES | frozenset(("for", "please", "thanks", "called", "named", "labelled", "labeled", "each"))
"""Words of which one comes next behind a length that is a timer's."""
_BEFORE_NUMBER = JOINERS | frozenset(("for", "of", "a", "an", "timers"))
_OTHERS = frozenset(("another", "a", "the", "this", "that", "each", "every", "which", "new"))
"""Words behind which "one" is no number."""
_BEFORE_COUNTED = frozenset(("new", "more", "separate", "different", "other", "extra", "minute", "hour", "second"))
_LONGEST_NUMBER = 6
"""Words of the longest number without a unit: "one hundred and twenty and a half"."""


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time in a turn. first, last: its words. seconds: None if it cannot be read. unit: of which its last
    part is, "" of a bare number. count: timers of this length, 0 if that is not said."""

    first: int
    last: int
    seconds: float | None
    unit: str = ""
    count: int = 0


def whole_timers(copied: Copied, now: datetime | None) -> Whole | None:
    """Reads all timers that a turn sets, around the lengths that were copied."""
    del now  # a length is the same at any time
    calls = (copied.stretches, *copied.alike)
    pointed = pointed_at(span for call in calls for span in call.get("seconds", ()))
    if not pointed:
        return None
    names = [span for call in calls for span in call.get("label", ())]
    words = [plain_word(word) for word in copied.words]
    if _put_right(words):
        return _corrected(copied, words, names)
    lengths = _Lengths(copied.words, words, pointed, copied.taken).found()
    if not lengths:
        return None
    if any(length.seconds is None for length in lengths):
        return Whole(lacks=HOW_LONG)
    counted = _counted(words, lengths)
    if isinstance(counted, Whole):
        return counted
    return _timers(copied, counted, names)


def _timers(copied: Copied, lengths: Sequence[_Length], names: Sequence[tuple[int, int]]) -> Whole:
    spans = [(length.first, length.last) for length in lengths]
    used, each = pointed_at(spans), []
    for length, (begin, end) in zip(lengths, _clauses(copied.words, spans), strict=True):
        own, several = (length.first, length.last), len(lengths) > 1
        name, said = name_of(copied.words, (begin, end), own, names, copied.taken, several=several)
        used |= said
        each += [_values(length.seconds, name)] * (length.count or 1)
    return Whole(used=used, each=tuple(each))


def _values(seconds: Json, name: str) -> dict[str, Json]:
    return {"seconds": seconds, "label": name or None}


def _put_right(words: Sequence[str]) -> bool:
    """Whether the user takes back what they have said; "make" does so only with "it" or "that" behind it."""
    pairs = zip(words, [*words[1:], ""], strict=True)
    return any(word in REPAIRS and (word != "make" or after in ("it", "that")) for word, after in pairs)


def _corrected(copied: Copied, words: Sequence[str], names: Sequence[tuple[int, int]]) -> Whole | None:
    """The one timer of a turn in which a length was put right: what was said last counts."""
    calls = [call for call in (copied.stretches, *copied.alike) if call.get("seconds")]
    last = max(calls, key=lambda call: max(end for _, end in call["seconds"]))
    whole = whole_length("seconds")(replace(copied, stretches=last, alike=()))
    if whole is None or whole.lacks:
        return whole
    spans = last["seconds"]
    times = frozenset(at for run in Turn(copied.words, frozenset()).runs for at in run.words)
    name, said = name_of(copied.words, (0, len(words) - 1), (spans[0][0], spans[-1][1]), names, copied.taken | times)
    return Whole(used=whole.used | said, each=(_values(whole.arguments["seconds"], name),))


# ---- lengths ---------------------------------------------------------------------------------------------------------


class _Lengths:
    """The lengths of time in the words of a turn. pointed: words that were copied for one. taken: words that mean
    something else."""

    def __init__(
        self, said: Sequence[str], words: Sequence[str], pointed: frozenset[int], taken: frozenset[int]
    ) -> None:
        self._said, self._words, self._pointed, self._taken = said, words, pointed, taken

    def found(self) -> list[_Length]:
        """Those that are a timer's, in order."""
        runs = [run for run in Turn(self._said, frozenset()).runs if not run.weak]
        read = (self._length(run) for run in runs if not run.words & self._taken)
        known = [length for length in read if length is not None]
        free = set(range(len(self._words))) - {at for run in runs for at in run.words} - self._taken
        bare = self._bare(free, {length.first for length in known}) if known else []
        found = sorted((*known, *bare), key=lambda length: length.first)
        clauses = _clauses(self._said, [(length.first, length.last) for length in found])
        mine = [
            length
            for at, (length, clause) in enumerate(zip(found, clauses, strict=True))
            if self._points(length) or self._is_timer(length, clause, found[at - 1] if at else None)
        ]
        return [self._with_unit(mine, at) for at in range(len(mine))]

    def _points(self, length: _Length) -> bool:
        return any(at in self._pointed for at in range(length.first, length.last + 1))

    def _length(self, run: Run) -> _Length | None:
        """A length of time; what was copied and is none cannot be read."""
        pointed = bool(run.words & self._pointed)
        first, last = min(run.words), max(run.words)
        piece = self._before_each(first, last) or (run.pieces[0] if len(run.pieces) == 1 else p.Vague())
        if isinstance(piece, p.AgainAfter) and pointed:
            piece = p.Ahead(piece.length)
        if not isinstance(piece, p.Ahead) or piece.day or piece.length.months:
            return _Length(first, last, None) if pointed or isinstance(piece, p.Vague) else None
        if piece.said and not pointed:
            return None
        units = [word for word in self._words[first : last + 1] if read_length(tokenise(f"2 {word}")) is not None]
        return _Length(first, last, length_value(piece.length), units[-1] if units else "", self._count(first))

    def _before_each(self, first: int, last: int) -> p.Ahead | None:
        """The length in "five minutes each", which begins nothing that comes again."""
        if self._words[last + 1 : last + 2] != ["each"]:
            return None
        length = read_length(tokenise(" ".join(self._words[first : last + 1])))
        return None if length is None else p.Ahead(length, said=False)

    def _count(self, first: int) -> int:
        """How many timers a clause names before a length: "two for ten minutes"; 0 if it names no number."""
        if first < 2 or self._words[first - 1] != "for":
            return 0
        if self._words[first - 2] == "another":
            return 1
        return _whole_number(self._words[first - 2])

    def _bare(self, free: set[int], known: set[int]) -> list[_Length]:
        """Numbers that stand where a length of time could: "5, 10 and 15 minutes", "eggs for four"."""
        found, at = [], 0
        while at < len(self._words):
            end = self._number(at, free)
            if end is not None and self._stands_alone(at, end, known):
                found.append(_Length(at, end, None, count=self._count(at)))
                at = end
            at += 1
        return found

    def _number(self, at: int, free: set[int]) -> int | None:
        """The last word of the longest number that begins at a place."""
        if self._words[at] in ("a", "an", "the") or (
            at and at in free and self._words[at - 1] in _OTHERS and self._words[at] == "one"
        ):
            return None
        ends = []
        for end in range(at, min(at + _LONGEST_NUMBER, len(self._words))):
            if end not in free:
                break
            if read_number(" ".join(self._words[at : end + 1])) is not None:
                ends.append(end)
            if self._said[end].endswith(_ENDS):
                break
        return ends[-1] if ends else None

    def _stands_alone(self, first: int, last: int, known: set[int]) -> bool:
        """Whether a number counts neither timers nor anything else."""
        if self._points(_Length(first, last, None)):
            return True
        before = self._words[first - 1] if first else ""
        after = self._words[last + 1] if last + 1 < len(self._words) else ""
        begins = before in _BEFORE_NUMBER or (first > 0 and self._said[first - 1].endswith(_ENDS))
        ends = not after or self._said[last].endswith(_ENDS) or after in JOINERS | {"timer", "please", "thanks"}
        return begins and ends and last + 1 not in known

    def _is_timer(self, length: _Length, clause: tuple[int, int], before: _Length | None) -> bool:
        """Whether a length that was not copied is a timer's all the same."""
        begin, end = clause
        if before is not None and begin == length.first == before.last + 1 and not self._parted(length.first):
            return False
        lead, tail = self._words[begin : length.first], self._words[length.last + 1 : end + 1]
        joined = self._said[length.last].endswith(_ENDS) or not tail or tail[0] in _BEHIND
        rest = [word for word in lead if word not in TIMER_WORDS]
        return joined and len(rest) <= LONGEST_NAME and not says_no_name(rest)

    def _parted(self, first: int) -> bool:
        return self._words[first - 1] in JOINERS or self._said[first - 1].endswith(_ENDS)

    def _with_unit(self, lengths: Sequence[_Length], at: int) -> _Length:
        """A bare number with the unit of a length beside it; where two beside it differ, it cannot be read."""
        length = lengths[at]
        if length.seconds is not None or length.unit or self._unreadable(length):
            return length
        before = next((one.unit for one in reversed(lengths[:at]) if one.unit), "")
        after = next((one.unit for one in lengths[at + 1 :] if one.unit), "")
        chained = at + 1 < len(lengths) and all(
            word in JOINERS | {"a", "an"} for word in self._words[length.last + 1 : lengths[at + 1].first]
        )
        if chained and before and after and before[:3] != after[:3]:
            return length
        number = " ".join(self._words[length.first : length.last + 1])
        read = read_length(tokenise(f"{number} {before or after}"))
        return length if read is None or read.months else replace(length, seconds=length_value(read))

    def _unreadable(self, length: _Length) -> bool:
        return read_number(" ".join(self._words[length.first : length.last + 1])) is None


def _clauses(said: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words around each of some lengths that say what it is for, both ends included."""
    begins = [0]
    for (_, last), (first, _) in pairwise(spans):
        parts = (
            at + 1 for at in range(first - 1, last - 1, -1)
            if said[at].endswith(_ENDS) or (at > last and plain_word(said[at]) in JOINERS)
        )  # fmt: skip
        begins.append(next(parts, first))
    ends = [begin - 1 for begin in begins[1:]] + [len(said) - 1]
    return list(zip(begins, ends, strict=True))[: len(spans)]


# ---- how many --------------------------------------------------------------------------------------------------------


def _counted(words: Sequence[str], lengths: Sequence[_Length]) -> list[_Length] | Whole:
    """The lengths with how many timers there are of each; what to ask or tell, if that does not fit what is said."""
    said = _number_of_timers(words, lengths)
    if len(lengths) == 1 and said and not lengths[0].count:
        lengths = [replace(lengths[0], count=said)]
    total = sum(length.count or 1 for length in lengths)
    if total > MOST:
        return Whole(cannot=TOO_MANY)
    if said and said != total:
        return Whole(lacks=HOW_LONG)
    return list(lengths)


def _number_of_timers(words: Sequence[str], lengths: Sequence[_Length]) -> int:
    """The number in "two timers", "two ten minute timers", "a couple of timers"; 0 if none is said."""
    inside = pointed_at((length.first, length.last) for length in lengths)
    for timers in (at for at, word in enumerate(words) if word == "timers"):
        at = timers - 1
        while at >= 0 and (at in inside or words[at] in _BEFORE_COUNTED):
            at -= 1
        if words[max(at - 2, 0) : at + 1] == ["a", "couple", "of"] or words[max(at - 1, 0) : at + 1] == ["a", "couple"]:
            return 2
        if at >= 0 and (count := _whole_number(words[at])):
            return count
    return 0


def _whole_number(word: str) -> int:
    """A number of one word, 0 if it is none."""
    value = read_number(word) if word not in ("a", "an") else None
    return int(value) if value is not None and value.denominator == 1 and value > 0 else 0
