"""The whole of what was said about a time, around the words that the model copied: all of it, or a question.

The model says which tool is meant and points at words. What stands in those words and around them is read exactly, so
that "one minute thirty" is never a minute and "tomorrow at nine" never today.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from duologue.core.events import Json
from duologue.core.writing import Copied, Whole
from duologue.tools.placed import PlacedTokens, pointed_at
from duologue.tools.reading import Kind, Token, tokenise
from duologue.tools.spoken import pieces as p
from duologue.tools.spoken.grammar import Phrase, phrases, read_length, read_number
from duologue.tools.spoken.impossible import impossible
from duologue.tools.spoken.moments import HOW_LONG, Lapse, Moment, Period, Repeat, Unclear, When, meaning

REPAIRS = frozenset(("no", "sorry", "wait", "actually", "rather", "oops", "mean", "correction", "scratch", "make"))
"""Words with which people take back what they have just said."""
_WAKES = frozenset(("wake", "alarm", "alarms"))
MAX_FRACTION_WORDS = 4
"""Words of the longest fraction behind a number: "and three quarters"."""
_MARKS = " \t\n,;:.!?…-–—\"'“”‘’()"


@dataclass(frozen=True, slots=True)
class Run:
    """A phrase in a turn. words: those that it is made of. after_repair: it takes the place of what was said before."""

    words: frozenset[int]
    pieces: tuple[p.Piece, ...]
    weak: bool
    after_repair: bool


class Turn:
    """The words of a turn, read. pointed: words that were copied for a time or a length."""

    def __init__(self, words: Sequence[str], pointed: frozenset[int]) -> None:
        self._words = words
        self._placed = PlacedTokens(words)
        self._tokens = self._placed.tokens
        self.runs = self._joined(phrases(self._tokens), pointed)

    def _joined(self, found: Sequence[Phrase], pointed: frozenset[int]) -> list[Run]:
        """The phrases; those that follow one another are one."""
        runs: list[Run] = []
        last = -1
        for phrase in found:
            words = self._placed.words(phrase.first, phrase.last)
            between = [token.text for token in self._tokens[last + 1 : phrase.first]]
            strong = not phrase.weak or bool(words & pointed)
            joined = strong and bool(runs) and not runs[-1].weak and all(text in (",", "and") for text in between)
            if joined and not (between and _mere_lengths(runs[-1].pieces) and _mere_lengths(phrase.pieces)):
                before = runs.pop()
                runs.append(Run(before.words | words, (*before.pieces, *phrase.pieces), False, before.after_repair))
            else:
                repaired = bool(runs) and not REPAIRS.isdisjoint(between)
                runs.append(Run(words, phrase.pieces, not strong, repaired))
            last = phrase.last
        return runs

    @property
    def wakes(self) -> bool:
        """Whether the user wants to be woken."""
        texts = [token.text for token in self._tokens]
        return not _WAKES.isdisjoint(texts) or "get me up" in " ".join(texts)

    def impossible(self, taken: Collection[int]) -> Whole | None:
        """What to say of a time or date that there is not. taken: words that mean something else."""
        found = impossible(self._tokens)
        words = frozenset[int]() if found is None else self._placed.words(found.first, found.last)
        if found is None or not words.isdisjoint(taken):
            return None
        return Whole(lacks=f"{found.says} {WHEN_INSTEAD}", wants="seconds", void=words)

    def puts_right(self, stretches: Sequence[tuple[int, int]]) -> bool:
        """Whether words between some stretches take back one of them."""
        inside = range(min(at for at, _ in stretches), max(at for _, at in stretches)) if stretches else ()
        return len(stretches) > 1 and not REPAIRS.isdisjoint(self._words[at].casefold().strip(_MARKS) for at in inside)

    def number_from(self, first: int, last: int) -> frozenset[int]:
        """The words of the longest number that begins with those words, none if they are no number."""
        if read_number(" ".join(self._words[first : last + 1])) is None:
            return frozenset()
        ends = range(min(last + MAX_FRACTION_WORDS, len(self._words) - 1), last - 1, -1)
        end = next(end for end in ends if read_number(" ".join(self._words[first : end + 1])) is not None)
        return frozenset(range(first, end + 1))

    def text(self, stretches: Iterable[Iterable[int]]) -> str:
        """The words of some stretches."""
        return " ".join(self._words[at] for stretch in stretches for at in stretch)


def _mere_lengths(pieces: Iterable[p.Piece]) -> bool:
    """Whether they are lengths of time and nothing else: "five minutes and ten minutes" are two."""
    return all(isinstance(piece, p.Ahead) and not piece.said for piece in pieces)


# ---- lengths of time -------------------------------------------------------------------------------------------------


def whole_length(argument: str) -> Callable[[Copied], Whole | None]:
    """Reads the whole of the length of time that an argument was copied from."""

    def read(copied: Copied) -> Whole | None:
        stretches = copied.stretches.get(argument, ())
        if not stretches:
            return None
        pointed = pointed_at(stretches)
        turn = Turn(copied.words, pointed)
        if len(stretches) > 1:
            return _corrected(argument, turn, stretches)
        runs = [run for run in turn.runs if run.words & pointed]
        if not runs:
            return None
        found = [piece for run in runs for piece in run.pieces]
        used = frozenset(at for run in runs for at in run.words)
        if len(found) == 1 and isinstance(found[0], p.AgainAfter):
            found = [p.Ahead(found[0].length)]
        if len(found) == 1 and isinstance(found[0], p.Ahead) and not (found[0].day or found[0].length.months):
            return Whole({argument: length_value(found[0].length)}, used)
        return Whole(lacks=HOW_LONG)

    return read


def _corrected(argument: str, turn: Turn, stretches: Sequence[tuple[int, int]]) -> Whole:
    """A length that was put right in part: "five minutes, no, ten and a half" is read as "ten and a half minutes".

    What was copied is taken with all that stands around it, but a unit without what it counted before.
    """
    parts: list[Iterable[int]] = []
    for first, last in stretches:
        here = frozenset(range(first, last + 1))
        run = turn.number_from(first, last) or next((run.words for run in turn.runs if run.words & here), here)
        parts.append(sorted(here if run - here and max(run) in here and first != min(run) else run | here))
    length = read_length(tokenise(turn.text(parts)))
    if length is None or length.months:
        return Whole(lacks=HOW_LONG)
    return Whole({argument: length_value(length)}, frozenset(at for part in parts for at in part))


def length_value(length: p.Length) -> float:
    """The seconds of a length, whole ones as int."""
    return int(length.seconds) if length.seconds.denominator == 1 else float(length.seconds)


# ---- moments, and what comes again -----------------------------------------------------------------------------------

WHEN_INSTEAD = "When should it be?"
OF_WHAT = "What should I remind you of?"
ONCE, AGAIN = "reminder.at", "reminder.every"
_TIMES = ("seconds", "time", "rule")


def whole_reminder(tool: str) -> Callable[[Copied, datetime | None], Whole | None]:
    """Reads the whole of when a reminder or an alarm is to come, wherever it stands, and which tool can do that."""

    def read(copied: Copied, now: datetime | None) -> Whole | None:
        pointed = pointed_at(stretch for name in _TIMES for stretch in copied.stretches.get(name, ()))
        about = pointed_at(copied.stretches.get("message", ()))
        turn = Turn(copied.words, pointed)
        if (none := turn.impossible(copied.taken)) is not None:
            return none
        lengths = copied.stretches.get("seconds", ())
        if turn.puts_right(lengths):
            return _corrected("seconds", turn, lengths)
        runs = _about_it(turn.runs, pointed, about, copied.taken)
        if not runs or now is None:
            return None
        pieces = _together(runs)
        when = meaning(pieces, now, wakes=turn.wakes)
        if isinstance(when, Lapse) and tool == AGAIN and _mere_lengths(pieces):  # "at intervals of ten minutes"
            when = Period(when.seconds)
        if isinstance(when, Unclear):
            return Whole(lacks=when.question)
        used = frozenset(at for run in runs for at in run.words)
        target, values = _as_arguments(when)
        if used & about:
            rest = sorted(about - used)
            message = " ".join(copied.words[at] for at in rest).strip(_MARKS)
            if not message and not turn.wakes:
                return Whole(lacks=OF_WHAT, wants="message")
            values["message"] = message or "alarm"
        return Whole(values, used, target if target != tool else "")

    return read


def _about_it(runs: Sequence[Run], pointed: frozenset[int], about: frozenset[int], taken: frozenset[int]) -> list[Run]:
    """The phrases that say when. What belongs to another call or to the message is none of them, unless the message is
    all there is."""
    free = [run for run in runs if run.words & pointed or not (run.weak or run.words & taken)]
    anchors = [run for run in free if run.words & pointed]
    outside = [run for run in free if run in anchors or not run.words & about or _excepts(run)]
    if not outside:
        edges = {min(about), max(about)} if about else set()
        return [run for run in free if run.words & edges][-1:]
    put_right = [at for at, run in enumerate(outside) if run.after_repair and run in anchors]
    return [
        run
        for at, run in enumerate(outside)
        if run in anchors or not anchors or _adds(run, anchors) or any(at < other for other in put_right)
    ]


def _excepts(run: Run) -> bool:
    """Whether a phrase says when something does not come, which is no part of what is to be said then."""
    return isinstance(run.pieces[0], p.Except)


def _adds(run: Run, anchors: Sequence[Run]) -> bool:
    """Whether a phrase says something that those do not say that were pointed at, or takes it back."""
    if run.after_repair:
        return True
    kinds = {_kind(piece) for anchor in anchors for piece in anchor.pieces}
    more = {_kind(piece) for piece in run.pieces}
    lengths = any(isinstance(piece, p.Ahead) and not piece.said for piece in run.pieces)
    return not lengths and not kinds & more and bool(kinds | more) and not ({"ahead"} & kinds and {"day"} & more)


def _kind(piece: p.Piece) -> str:
    match piece:
        case p.Face():
            return "clock"
        case p.Ahead():
            return "ahead"
        case p.Again() | p.AgainAfter():
            return "again"
        case p.InPart() | p.Bound() | p.Except() | p.InZone() | p.NextPeriod() | p.Vague():
            return type(piece).__name__
    return "day"


def _together(runs: Sequence[Run]) -> list[p.Piece]:
    """The pieces of all phrases. Of what was put right the last counts; what was said in one breath counts as it is."""
    said: list[p.Piece] = []
    for run in runs:
        kinds = {_kind(piece) for piece in run.pieces}
        if run.after_repair:
            said = [piece for piece in said if _kind(piece) not in kinds]
            before = {_kind(piece) for piece in said}
            if kinds & {"ahead", "again"} or ("ahead" in before and "clock" not in before):
                said = []
        said += run.pieces
    return said


def _as_arguments(when: When) -> tuple[str, dict[str, Json]]:
    """The tool that can do it, and its arguments."""
    none: dict[str, Json] = dict.fromkeys(_TIMES)
    match when:
        case Lapse(seconds):
            return ONCE, {**none, "seconds": seconds}
        case Moment():
            return ONCE, {**none, "time": written(when)}
        case Period(seconds):
            return AGAIN, {**none, "seconds": seconds}
        case Repeat():
            return AGAIN, {**none, "rule": when.text}
    raise TypeError(when)


def written(moment: Moment) -> str:
    """A moment as tools take it: "18:30" for the next time that the clock shows it, else with its day and zone."""
    if moment.open_day and not moment.zone:
        return f"{moment.at:%H:%M}"
    return f"{moment.at:%Y-%m-%dT%H:%M}" + (f"[{moment.zone}]" if moment.zone else "")


def whole_day(copied: Copied, _: datetime | None) -> Whole | None:
    """What to tell of a date that there is not."""
    none = Turn(copied.words, frozenset()).impossible(copied.taken)
    return None if none is None else Whole(cannot=none.lacks.removesuffix(f" {WHEN_INSTEAD}"))


def in_one_breath(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without marks; those that belong to numbers and dates stay."""
    return [token for token in tokens if token.kind is not Kind.MARK or token.text in "/-,"]
