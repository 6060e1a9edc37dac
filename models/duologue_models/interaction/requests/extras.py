"""Requests of the corpora with slots: tools that the assistant does not have, so that new ones can be added later."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from duologue.core.writing import ArgumentSpec, Move, ToolSpec
from duologue_models.interaction.corpora import rows
from duologue_models.interaction.requests.labels import Labelled, Value, Wanted
from duologue_models.interaction.requests.style import styled
from duologue_models.interaction.requests.template import load, pick

Rng = np.random.Generator
_HELP = load("extras.toml")


def _tools() -> tuple[dict[str, ToolSpec], dict[str, tuple[str, dict[str, str]]]]:
    """Tools by name, and what intents of the corpora mean: the tool and the argument of each slot."""
    tools: dict[str, ToolSpec] = {}
    intents: dict[str, tuple[str, dict[str, str]]] = {}
    for name, lines in _HELP.items():
        about, named, *described = lines
        arguments, slots = [], {}
        for line in described:
            left, _, text = line.partition(": ")
            argument, *of = left.replace(",", "").split()
            slots |= dict.fromkeys(of or [argument], argument)
            arguments.append(ArgumentSpec(argument, text, str.strip, required=False))
        tools[name] = ToolSpec(name, about, tuple(arguments))
        intents |= {intent: (name, slots) for intent in named.split()}
    return tools, intents


class Extras:
    """Labelled requests of the corpora, by tool. data: the folder of the corpora."""

    def __init__(self, data: Path, seed: int) -> None:
        self._tools, intents = _tools()
        rng = np.random.default_rng(seed)
        found: dict[str, list[Labelled]] = defaultdict(list)
        for file in ("nlu-evaluation/home_nlu", "snips-nlu/snips_custom_intents"):
            for row in rows(data / f"{file}.jsonl.xz"):
                if row["intent"] in intents and row.get("split", "train") == "train":
                    labelled = _labelled(row, *intents[row["intent"]])
                    if labelled is not None:
                        found[intents[row["intent"]][0]].append(labelled)
        self._requests = {name: _shuffled(rng, found[name]) for name in sorted(found)}
        self._names = tuple(self._requests)

    @property
    def specs(self) -> tuple[ToolSpec, ...]:
        """All extra tools."""
        return tuple(self._tools[name] for name in self._names)

    def request(self, rng: Rng, extra: frozenset[str]) -> Labelled | None:
        """A request of one of the tools; a question where the tool is not there."""
        name = pick(rng, tuple(n for n in self._names if n in extra) or self._names)
        labelled = pick(rng, self._requests[name])
        words = tuple(styled(rng, list(labelled.words)))
        if name in extra:
            return Labelled(words, labelled.plan, labelled.core_end)
        asked = Wanted(Move.ASK.value, {"question": ((0, len(words) - 1),)}, len(words))
        return Labelled(words, (asked,), len(words))


def _shuffled(rng: Rng, labelled: list[Labelled]) -> tuple[Labelled, ...]:
    return tuple(labelled[i] for i in rng.permutation(len(labelled)))


def _labelled(row: Mapping[str, object], tool: str, slots: Mapping[str, str]) -> Labelled | None:
    """A row with spans in characters as one with spans in words."""
    text = str(row["t"])
    words = text.split()
    if not 2 <= len(words) <= 26 or "@" in text or not text.isascii():
        return None
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    arguments: dict[str, Value] = {}
    for begin, end, name in row["slots"]:  # type: ignore[attr-defined]
        inside = [i for i, start in enumerate(starts) if start < end and start + len(words[i]) > begin]
        if name in slots and inside and slots[name] not in arguments:
            arguments[slots[name]] = ((inside[0], inside[-1]),)
    return Labelled(tuple(words), (Wanted(tool, arguments, len(words)),), len(words))
