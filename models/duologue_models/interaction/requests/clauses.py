"""One request of a built-in tool as a clause, with slips of the tongue put right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from duologue_models.interaction.requests.kinds import ARTICLES, Kinds
from duologue_models.interaction.requests.labels import Span, Value, Wanted
from duologue_models.interaction.requests.template import Filled, expand, fill, load, pick, slots

Rng = np.random.Generator
TOOLS = load("tools.toml")
MOVES = load("moves.toml")
_KEYS = tuple(TOOLS)
_FREQUENT = {
    "timer": 1.5, "reminder": 1.1, "list": 1.6, "listen": 1.3, "calculator": 3.0, "units": 2.6, "notes": 1.8,
    "web": 1.8, "weather": 1.4, "watch": 0.55, "translate": 0.7, "clock": 0.6,
}  # fmt: skip
_OFTEN = {"timer.start": 2.6, "list.add": 2.4, "reminder.every": 1.9, "reminder.at seconds": 1.6}
_WEIGHTS = np.array([_FREQUENT[key.split(".", maxsplit=1)[0]] * _OFTEN.get(key, 1.0) for key in _KEYS])
_CORRECTED = ("seconds", "time", "items", "message", "expression", "label", "list", "place", "target", "for", "say")
"""Arguments in which somebody corrects himself."""
_PREPOSITIONS = frozenset("in for at every after to into about of on to".split())


@dataclass
class Clause:
    """Words with calls whose spans are within them."""

    words: list[str]
    calls: list[Wanted]

    def after(self, words: Sequence[str]) -> "Clause":
        """The same, with words put before it."""
        return Clause([*words, *self.words], [call.moved(len(words)) for call in self.calls])


def choose(rng: Rng) -> str:
    """A key of the tools' forms."""
    return str(_KEYS[int(rng.choice(len(_KEYS), p=_WEIGHTS / _WEIGHTS.sum()))])


def draw_clause(rng: Rng, kinds: Kinds, key: str, *, corrected: bool = False) -> Clause:
    """A request of the tool in a key of the tools' forms."""
    form = expand(rng, pick(rng, TOOLS[key]))
    named = slots(form)
    fixable = [name for name in _CORRECTED if name in named]
    draw = partial(_drawn, rng, kinds, _unit_words(rng) if "from" in named else {})
    put = {}
    if "items" in named:
        put["items"] = partial(_put_items, rng, kinds, corrected=corrected and fixable == ["items"])
    fixed = pick(rng, fixable) if corrected and fixable else ""
    if fixed and fixed != "items":
        put[fixed] = partial(_put_corrected, rng, kinds, fixed)
    elif fixed:
        put["items"] = partial(_put_items, rng, kinds, corrected=True)
    filled = fill(form, draw, put)
    clause = Clause(filled.words, _calls(key, filled))
    return _restarted(rng, clause) if corrected and not fixable else clause


def _drawn(rng: Rng, kinds: Kinds, units: dict[str, str], kind: str) -> str:
    if kind in units:
        return units[kind]
    text = kinds.draw(rng, kind)
    return text


def _unit_words(rng: Rng) -> dict[str, str]:
    from_, to = _measures(rng)
    one = rng.random() < 0.25
    value = pick(rng, ("a", "one", "1")) if one else _count(rng)
    if one and value == "a" and from_[0][0] in "aeio" and not from_[0].startswith("one"):
        value = "an"
    first, second = (from_[0] if one else from_[1]), to[1]
    if first in {"celsius", "fahrenheit"} and rng.random() < 0.6:
        first = f"{'degree' if one else 'degrees'} {first}"
    if second in {"celsius", "fahrenheit"} and rng.random() < 0.2:
        second = f"degrees {second}"
    return {"value": value, "from": first, "to": second, "length": second}


def _count(rng: Rng) -> str:
    from duologue_models.interaction.requests.values import plain_number  # noqa: PLC0415

    return plain_number(rng, 500)


def _measures(rng: Rng) -> tuple[tuple[str, str], tuple[str, str]]:
    from duologue_models.interaction.requests.values import measures  # noqa: PLC0415

    return measures(rng)


def _calls(key: str, filled: Filled) -> list[Wanted]:
    """The calls of a filled form; several items are several calls."""
    tool, *options = key.split()
    fixed: dict[str, Value] = dict(option.split("=") for option in options if "=" in option)
    arguments: dict[str, Value] = {**fixed, **{name: spans for name, spans in filled.spans.items() if name != "items"}}
    end = len(filled.words)
    if "items" not in filled.spans:
        return [Wanted(tool, arguments, end)]
    return [Wanted(tool, {"item": (span,), **arguments}, end) for span in filled.spans["items"]]


# ---- several items ---------------------------------------------------------------------------------------------------


def _put_items(rng: Rng, kinds: Kinds, filled: Filled, _kind: str, *, corrected: bool) -> None:
    count = int(rng.choice([1, 2, 3, 4], p=[0.55, 0.27, 0.13, 0.05]))
    commas = rng.random() < 0.6
    for i in range(count):
        if i and i == count - 1:
            filled.put(pick(rng, ("and", "and", "and", "and also", "plus")))
        item = kinds.draw(rng, "item")
        if corrected and i == count - 1:
            filled.put(item)
            _repair(rng, filled)
            item = kinds.draw(rng, "item")
        _put_item(filled, item)
        if commas and i < count - 1:
            filled.words[-1] += ","


def _put_item(filled: Filled, item: str) -> None:
    first, _, rest = item.partition(" ")
    if rest and first in ARTICLES:
        filled.put(first)
        item = rest
    filled.put(item, "items")


# ---- corrections -----------------------------------------------------------------------------------------------------


def _repair(rng: Rng, filled: Filled) -> None:
    """The words that take back what was just said."""
    before, _, after = pick(rng, MOVES["repairs"]).rpartition(",")
    filled.words[-1] += "," if rng.random() < 0.7 else ""
    filled.put(f"{before}, {after}" if before else after)
    filled.words[-1] += "," if rng.random() < 0.4 else ""


def _put_corrected(rng: Rng, kinds: Kinds, name: str, filled: Filled, kind: str) -> None:
    """Says something wrong, takes it back and says it right."""
    leading = filled.words[-1] if filled.words and filled.words[-1] in _PREPOSITIONS else ""
    if kind in {"duration", "adjective"} and rng.random() < 0.6:
        _put_number_corrected(rng, kinds, name, filled, kind)
        return
    if kind == "task" and rng.random() < 0.5:
        _put_person_corrected(rng, kinds, name, filled)
        return
    filled.put(kinds.draw(rng, kind))
    _repair(rng, filled)
    if leading and rng.random() < 0.4:
        filled.put(leading)
    filled.put(kinds.draw(rng, kind), name)


def _put_number_corrected(rng: Rng, kinds: Kinds, name: str, filled: Filled, kind: str) -> None:
    """ "five, no, ten minutes", or "five minutes, no, ten"."""
    from duologue_models.interaction.requests.values import amount, counted, number, unit_of_time  # noqa: PLC0415

    unit = unit_of_time(rng)
    wrong, right = max(2, amount(rng, unit)), max(2, amount(rng, unit))
    plural = unit if kind == "adjective" else f"{unit}s"
    if kind == "adjective" or rng.random() < 0.6:
        filled.put(number(rng, wrong))
        _repair(rng, filled)
        filled.put(f"{number(rng, right)} {plural}", name)
        return
    filled.put(counted(wrong, number(rng, wrong), unit))
    unit_at = len(filled.words) - 1
    _repair(rng, filled)
    filled.put(number(rng, right), name)
    filled.spans[name] = (*filled.spans[name], (unit_at, unit_at))


def _put_person_corrected(rng: Rng, kinds: Kinds, name: str, filled: Filled) -> None:
    """ "call ben, i mean tina, about the trip": the message is "call tina about the trip"."""
    filled.put(kinds.draw(rng, "person_tasks"), name)
    filled.put(kinds.draw(rng, "people"))
    _repair(rng, filled)
    tail = kinds.draw(rng, "tails_of_person_tasks") if rng.random() < 0.4 else ""
    filled.put(f"{kinds.draw(rng, 'people')} {tail}", name)


def _restarted(rng: Rng, clause: Clause) -> Clause:
    """ "set a, set a timer": the first words are said twice."""
    if len(clause.words) < 4:
        return clause
    count = int(rng.integers(1, min(4, len(clause.words) - 1)))
    again = [*clause.words[:count]]
    if rng.random() < 0.4:
        again[-1] = again[-1].rstrip(",") + ","
    return clause.after(again)


def restarted(rng: Rng, clause: Clause) -> Clause:
    """The same with its beginning said twice."""
    return _restarted(rng, clause)


def spans_of(value: Value) -> tuple[Span, ...]:
    """The spans of an argument, none for an option."""
    return () if isinstance(value, str) else value


def with_complete(call: Wanted, complete: int) -> Wanted:
    """The same call, possible after so many words."""
    return replace(call, complete=complete)
