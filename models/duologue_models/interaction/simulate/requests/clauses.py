"""One request of a built-in tool as a clause, with slips of the tongue put right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from duologue_models.interaction.simulate.requests import values
from duologue_models.interaction.simulate.requests.kinds import Kinds
from duologue_models.interaction.simulate.requests.labels import PlanStep, Value
from duologue_models.interaction.simulate.requests.template import FilledTemplate, expand, fill, load, pick, slots

Rng = np.random.Generator
TOOLS = load("tools.toml") | load("standing.toml") | load("everyday.toml") | load("calendar.toml")
MOVES = load("moves.toml")
_SHARES = {
    "timer.start": 9.0, "timer.cancel": 5.0, "timer.show": 3.0, "reminder.every": 6.0, "reminder.at": 7.5,
    "reminder.cancel": 4.0, "list.add": 8.0, "list.remove": 2.8, "list.show": 3.5, "listen.start": 6.0,
    "listen.stop": 2.0, "clock.now": 5.5, "clock.elapsed": 4.0, "calculator.evaluate": 6.5, "units.convert": 5.5,
    "notes.add": 5.5, "notes.search": 3.2, "web.search": 6.5, "web.read": 2.6, "weather.now": 3.5, "watch.start": 4.0,
    "watch.stop": 2.0, "translate.start": 4.0, "translate.stop": 1.8, "chart.show": 3.0, "task.cancel": 3.5,
    "timer.pause": 2.2, "timer.resume": 2.2, "timer.extend": 4.0, "timer.rename": 1.8, "reminder.show": 3.2,
    "list.clear": 2.8, "list.create": 2.2, "list.rename": 1.6, "list.move": 2.2, "list.has": 3.0, "list.names": 1.8,
    "notes.show": 2.6, "notes.delete": 2.8, "standing.show": 2.4, "undo.last": 2.2, "help.show": 3.6,
    "assistant.about": 5.0, "assistant.cannot": 4.0, "joke.tell": 2.0, "chance.draw": 4.2, "spelling.spell": 2.4,
    "phrase.translate": 4.0, "speech.repeat": 2.6, "speech.adjust": 4.5, "window.look": 2.2, "settings.open": 2.2,
    "microphone.mute": 1.8, "conversation.restart": 1.8, "date.tell": 3.0, "date.count": 3.0, "clock.place": 3.5,
}  # fmt: skip
"""How often each tool is asked for, relative to 1."""
_MAIN = ("timer.start", "listen.start say", "clock.now", "reminder.every", "weather.now place")
"""Keys that are drawn twice as often as others of the same tool."""
_KEYS = tuple(TOOLS)
_ODDS = {key: 2.0 if key in _MAIN else 1.0 for key in _KEYS}


def _weight(key: str) -> float:
    tool = key.split(maxsplit=1)[0]
    return _SHARES[tool] * _ODDS[key] / sum(odds for other, odds in _ODDS.items() if other.split()[0] == tool)


_WEIGHTS = np.array([_weight(key) for key in _KEYS])
_CORRECTED = (
    "seconds", "time", "items", "message", "expression", "label", "list", "place", "target", "for", "say", "query",
    "exercise", "url", "value",
)  # fmt: skip
"""Arguments in which people correct themselves."""
_LATE = {"seconds", "time", "list", "place", "target", "items", "value"}
"""Arguments that are put right after everything else was said."""
_ITEMS = (0.47, 0.23, 0.12, 0.07, 0.05, 0.03, 0.02, 0.01)
"""Shares of the requests with one item, two, and so on."""
CONTRASTED = 0.2
"""Share of the corrections that name the wrong thing with "not"."""
_PREPOSITIONS = frozenset("in for at every after to into about of on".split())


@dataclass
class Clause:
    """Words with calls whose spans are within them."""

    words: list[str]
    calls: list[PlanStep]

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
    plain = "value" not in named or "from" in named  # a compound amount is one phrase, in which no number is put right
    fixable = [name for name in named if name in _CORRECTED and (plain or name != "value")] if corrected else []
    fixed = pick(rng, fixable) if fixable else ""
    late = fixed in _LATE and rng.random() < 0.3
    put: dict[str, Callable[[FilledTemplate, str], None]] = {}
    if "items" in named and not (fixed == "items" and late):
        put["items"] = partial(_put_items, rng, kinds, corrected=fixed == "items")
    units = _unit_words(rng) if "from" in named else {}
    if fixed == "value" and not late:
        put["value"] = partial(_put_value_corrected, rng, units["value"])
    elif fixed and fixed != "items" and not late:
        put[fixed] = partial(_put_corrected, rng, kinds, fixed)
    filled = fill(form, lambda kind: units[kind] if kind in units else kinds.draw(rng, kind), put)
    if late and fixed == "value":
        _correct_value_late(rng, units["from"], filled)
    elif late:
        _correct_late(rng, kinds, fixed, filled, named[fixed])
    clause = Clause(filled.words, _calls(key, filled))
    return restarted(rng, clause) if corrected and not fixable else clause


def _unit_words(rng: Rng) -> dict[str, str]:
    source, target = values.measures(rng)
    one = rng.random() < 0.25
    value = pick(rng, ("a", "one", "1")) if one else values.plain_number(rng, 500)
    if value == "a" and (source[0][0] in "aeio" or source[0] == "hour"):
        value = "an"
    first, second = source[0] if one else source[1], target[1]
    if first in {"celsius", "fahrenheit"} and (value == "a" or rng.random() < 0.6):
        first = f"{'degree' if one else 'degrees'} {first}"
    if second in {"celsius", "fahrenheit"} and rng.random() < 0.2:
        second = f"degrees {second}"
    return {"value": value, "from": first, "to": second}


def _calls(key: str, filled: FilledTemplate) -> list[PlanStep]:
    """The calls of a filled form; several items are several calls."""
    tool, *options = key.split()
    fixed: dict[str, Value] = {
        name: value for name, is_fixed, value in (option.partition("=") for option in options) if is_fixed
    }
    arguments: dict[str, Value] = {**fixed, **{name: spans for name, spans in filled.spans.items() if name != "items"}}
    end = len(filled.words)
    if "items" not in filled.spans:
        return [PlanStep(tool, arguments, end)]
    return [PlanStep(tool, {"item": (span,), **arguments}, end) for span in filled.spans["items"]]


# ---- several items ---------------------------------------------------------------------------------------------------


def _put_items(rng: Rng, kinds: Kinds, filled: FilledTemplate, _kind: str, *, corrected: bool) -> None:
    count = int(rng.choice(range(1, 9), p=_ITEMS))
    commas = rng.random() < 0.6
    for i in range(count):
        if i and i == count - 1:
            filled.put(pick(rng, ("and", "and", "and", "and also", "plus")))
        item = kinds.draw(rng, "item")
        if corrected and i == count - 1:
            if rng.random() < CONTRASTED:
                _put_contrast(rng, filled, "items", item, kinds.draw(rng, "item"))
                continue
            filled.put(item)
            _repair(rng, filled)
            item = kinds.draw(rng, "item")
        filled.put(item, "items")
        if commas and i < count - 1:
            filled.words[-1] += ","


# ---- corrections -----------------------------------------------------------------------------------------------------


def _repair(rng: Rng, filled: FilledTemplate) -> None:
    """The words that take back what was just said."""
    filled.words[-1] = filled.words[-1].rstrip(",") + ("," if rng.random() < 0.7 else "")
    filled.put(pick(rng, MOVES["repairs"]))
    filled.words[-1] += "," if rng.random() < 0.4 else ""


def _put_corrected(rng: Rng, kinds: Kinds, name: str, filled: FilledTemplate, kind: str) -> None:
    """Says something wrong, takes it back and says it right."""
    leading = filled.words[-1] if filled.words and filled.words[-1] in _PREPOSITIONS else ""
    if kind in {"duration", "adjective"} and name != "label" and rng.random() < 0.6:
        _put_number_corrected(rng, name, filled, kind)
        return
    if kind == "task" and rng.random() < 0.7:
        put = _put_person_corrected if rng.random() < 0.5 else _put_object_corrected
        put(rng, kinds, name, filled)
        return
    if kind == "expression" and rng.random() < 0.6:
        _put_operand_corrected(rng, name, filled)
        return
    if rng.random() < CONTRASTED:
        _put_contrast(rng, filled, name, kinds.draw(rng, kind), kinds.draw(rng, kind))
        return
    filled.put(kinds.draw(rng, kind))
    _repair(rng, filled)
    if leading and rng.random() < 0.4:
        filled.put(leading)
    filled.put(kinds.draw(rng, kind), name)


def _put_contrast(rng: Rng, filled: FilledTemplate, name: str, right: str, wrong: str) -> None:
    """ "honey, not jam", or "not jam but honey"."""
    if rng.random() < 0.75:
        filled.put(right, name)
        filled.words[-1] += "," if rng.random() < 0.5 else ""
        filled.put(f"not {wrong}")
        filled.words[-1] += "," if rng.random() < 0.3 else ""
        return
    filled.put(f"not {wrong}")
    filled.put(pick(rng, ("but", "but rather", "no,")))
    filled.put(right, name)


def _put_number_corrected(rng: Rng, name: str, filled: FilledTemplate, kind: str) -> None:
    """ "five, no, ten minutes", or "five minutes, no, ten"."""
    unit = values.unit_of_time(rng)
    wrong, right = max(2, values.amount(rng, unit)), max(2, values.amount(rng, unit))
    if kind == "adjective" or rng.random() < 0.6:
        filled.put(values.number(rng, wrong))
        _repair(rng, filled)
        filled.put(f"{values.number(rng, right)} {unit if kind == 'adjective' else unit + 's'}", name)
        return
    filled.put(values.counted(wrong, values.number(rng, wrong), unit))
    unit_at = len(filled.words) - 1
    _repair(rng, filled)
    filled.put(values.number(rng, right), name)
    filled.spans[name] = (*filled.spans[name], (unit_at, unit_at))


def _put_value_corrected(rng: Rng, value: str, filled: FilledTemplate, _kind: str) -> None:
    """ "thirty, no, forty"."""
    filled.put(values.plain_number(rng, 500))
    _repair(rng, filled)
    filled.put(value, "value")


def _correct_value_late(rng: Rng, unit: str, filled: FilledTemplate) -> None:
    """ "how many meters are thirty miles, no, sorry, forty", or "... forty miles"."""
    filled.spans.pop("value")
    _repair(rng, filled)
    filled.put(values.plain_number(rng, 500), "value")
    if rng.random() < 0.6:
        filled.put(unit)


def _put_operand_corrected(rng: Rng, name: str, filled: FilledTemplate) -> None:
    """ "3 times 4, sorry, 3 times 5", or "3 times 4, sorry, 5"."""
    first, wrong, right = (values.small_number(rng) for _ in range(3))
    begun = f"{first} {pick(rng, ('plus', 'minus', 'times', 'divided by'))}"
    whole = rng.random() < 0.6
    filled.put(begun, "" if whole else name)
    filled.put(wrong)
    _repair(rng, filled)
    filled.put(f"{begun} {right}" if whole else right, name)


def _put_person_corrected(rng: Rng, kinds: Kinds, name: str, filled: FilledTemplate) -> None:
    """ "call ben, i mean tina, about the trip": the message is "call tina about the trip"."""
    filled.put(kinds.draw(rng, "person_tasks"), name)
    filled.put(kinds.draw(rng, "people"))
    _repair(rng, filled)
    tail = kinds.draw(rng, "tails_of_person_tasks") if rng.random() < 0.4 else ""
    filled.put(f"{kinds.draw(rng, 'people')} {tail}", name)


def _put_object_corrected(rng: Rng, kinds: Kinds, name: str, filled: FilledTemplate) -> None:
    """ "close the garage, no, the window": the message is "close the window"."""
    filled.put(kinds.draw(rng, "object_verbs"), name)
    filled.put(f"the {kinds.draw(rng, 'objects')}")
    _repair(rng, filled)
    filled.put(f"the {kinds.draw(rng, 'objects')}", name)


def _correct_late(rng: Rng, kinds: Kinds, name: str, filled: FilledTemplate, kind: str) -> None:
    """Puts an argument right when everything else is said: "..., no wait, in ten minutes"."""
    first = filled.spans.pop(name)[0][0]
    leading = filled.words[first - 1] if first and filled.words[first - 1] in _PREPOSITIONS else ""
    _repair(rng, filled)
    if name == "list":
        filled.put(pick(rng, ("the", "on the", "my", "")))
    elif leading and (name == "place" or rng.random() < 0.7):
        filled.put(leading)
    filled.put(kinds.draw(rng, kind), name)
    if name == "list":
        filled.put("list")
    elif kind == "adjective":
        unit_at = len(filled.words) - 1
        filled.words[unit_at] += "s" if "-" not in filled.words[unit_at] else ""


def restarted(rng: Rng, clause: Clause) -> Clause:
    """ "set a, set a timer": the first words are said twice."""
    if len(clause.words) < 4:
        return clause
    again = clause.words[: int(rng.integers(1, min(4, len(clause.words) - 1)))]
    if rng.random() < 0.5:
        again[-1] = again[-1].rstrip(",") + ","
    return clause.after(again)
