"""Calls made exact by the words themselves: every thing of a series, and all of what was dictated.

The core marks where arguments stand; where an argument's own rule says more about its beginning, its end or its number,
that rule has the last word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from duologue.core.events import Json
from duologue.core.writing import ArgumentSpec, Call, ToolSpec

Marked = dict[str, list[tuple[int, int]]]
"""The stretches of the turn that a call's arguments were copied from, by the argument's name."""


def whole_calls(
    calls: Sequence[Call],
    tools: Iterable[ToolSpec],
    words: Sequence[str],
    marked: Sequence[Marked],
    *,
    alone: bool = True,
) -> list[Call]:
    """The calls of a turn. marked: of each of them. tools: among which theirs are. alone: it asks for nothing else."""
    by_name = {tool.name: tool for tool in tools}
    if len(calls) == 1 and alone:
        return _one_by_one(calls, marked, by_name[calls[0].name], words) or [
            _widened(calls[0], by_name[calls[0].name], words, marked[0])
        ]
    found: list[Call] = []
    for (name, _), group in groupby(range(len(calls)), key=lambda at: _alike(calls[at], by_name[calls[at].name])):
        here = list(group)
        some, theirs = [calls[at] for at in here], [marked[at] for at in here]
        found += _one_by_one(some, theirs, by_name[name], words) or some
    return found


def _listed(tool: ToolSpec) -> ArgumentSpec | None:
    """The argument of a tool whose values come in a series."""
    return next((argument for argument in tool.arguments if argument.series is not None), None)


def _alike(call: Call, tool: ToolSpec) -> tuple[str, Mapping[str, Json]]:
    """What calls have in common whose things are one series."""
    listed = _listed(tool)
    return call.name, {name: v for name, v in call.arguments.items() if listed is None or name != listed.name}


def _one_by_one(calls: Sequence[Call], marked: Sequence[Marked], tool: ToolSpec, words: Sequence[str]) -> list[Call]:
    """A call for each thing of the series that some alike calls are about, none if there is no series."""
    listed = _listed(tool)
    if listed is None or listed.series is None or any(len(each.get(listed.name, ())) != 1 for each in marked):
        return []
    spans = sorted(each[listed.name][0] for each in marked)
    others = (span for each in marked for name, stretches in each.items() if name != listed.name for span in stretches)
    taken = {at for first, last in others for at in range(first, last + 1)}
    named = listed.series(words, spans, taken)
    values = [listed.read(text) for text in named or ()]
    if not values or any(value is None for value in values):
        return []
    return [replace(calls[0], arguments={**calls[0].arguments, listed.name: value}) for value in values]


def _widened(call: Call, tool: ToolSpec, words: Sequence[str], marked: Marked) -> Call:
    arguments = dict(call.arguments)
    for argument in tool.arguments:
        stretches = marked.get(argument.name, [])
        if argument.widens is not None and len(stretches) == 1:
            first, last = argument.widens(words, *stretches[0])
            arguments[argument.name] = argument.read(" ".join(words[first : last + 1])) or arguments[argument.name]
    return replace(call, arguments=arguments)
