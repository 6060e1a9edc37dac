"""Requests of the corpora with slots: tools that the assistant does not have, so that new ones can be added later."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from duologue.core.writing import ArgumentSpec, Move, ToolSpec
from duologue_models.interaction.simulate.corpora import rows
from duologue_models.interaction.simulate.requests.labels import LabelledTurn, PlanStep, Value
from duologue_models.interaction.simulate.requests.style import styled
from duologue_models.interaction.simulate.requests.template import load, pick

Rng = np.random.Generator
_HELP = load("extras.toml")
_WEATHER = dict.fromkeys(("place_name", "city", "geographic_poi", "state", "country"), "place")
_BUILT_IN = {"weather_query": ("weather.now", _WEATHER), "GetWeather": ("weather.now", _WEATHER)}
"""Intents that a built-in tool serves."""
_OWN = re.compile(r"\b(?:remind|reminder|reminders|alarm|alarms|timer|wake)\b", re.IGNORECASE)
"""Pattern of the words that ask for a built-in tool, whatever the intent."""
_ONE_CALL = ("simple_python", "live_simple", "exec_simple", "multiple")
MAX_WORDS = 26
_SHARES = (0.55, 0.27, 0.18)
"""Shares of the requests that come from the corpora of assistants, from the one of functions, and are about the
weather.
"""


def _tools() -> tuple[dict[str, ToolSpec], dict[str, tuple[str, dict[str, str]]]]:
    """Tools by name, and what intents of the corpora mean: the tool and the argument of each slot."""
    tools: dict[str, ToolSpec] = {}
    intents: dict[str, tuple[str, dict[str, str]]] = {}
    for name, lines in _HELP.items():
        about, named, *described = lines
        arguments: list[ArgumentSpec] = []
        slots: dict[str, str] = {}
        for line in described:
            left, _, text = line.partition(": ")
            argument, *of = left.replace(",", "").split()
            slots |= dict.fromkeys(of or [argument], argument)
            arguments.append(ArgumentSpec(argument, text, str.strip, required=False))
        tools[name] = ToolSpec(name, about, tuple(arguments))
        intents |= dict.fromkeys(named.split(), (name, slots))
    return tools, intents


class Extras:
    """Labelled requests of the corpora, by tool. data: the folder of the corpora."""

    def __init__(self, data: Path, seed: int) -> None:
        self._tools, intents = _tools()
        intents |= _BUILT_IN
        found: dict[str, list[LabelledTurn]] = defaultdict(list)
        for file in ("nlu-evaluation/home_nlu", "snips-nlu/snips_custom_intents"):
            for row in rows(data / f"{file}.jsonl.xz"):
                if row["intent"] in intents and row.get("split", "train") == "train" and not _OWN.search(row["t"]):
                    tool, slots = intents[row["intent"]]
                    labelled = _labelled(row["t"], row["slots"] or (), tool, slots)
                    if labelled is not None:
                        found[tool].append(labelled)
        spoken = tuple(sorted(name for name in found if name in self._tools))
        for spec, labelled in _functions(data):
            if self._tools.setdefault(spec.name, spec).arguments == spec.arguments:
                found[spec.name].append(labelled)
        functions = tuple(sorted(name for name in found if name in self._tools and name not in spoken))
        self._groups = (spoken, functions, tuple(name for name in found if name not in self._tools))
        rng = np.random.default_rng(seed)
        self._requests = {name: _shuffled(rng, found[name]) for name in sorted(found)}

    @property
    def specs(self) -> tuple[ToolSpec, ...]:
        """All extra tools."""
        return tuple(self._tools[name] for name in self._requests if name in self._tools)

    def request(self, rng: Rng, extra: frozenset[str]) -> LabelledTurn | None:
        """A request of one of the tools, a question where the tool is not there; None if the corpora have none."""
        names = self._groups[int(rng.choice(len(self._groups), p=_SHARES))]
        if rng.random() < 0.8:
            names = tuple(name for name in names if name in extra) or names
        if not names:
            return None
        name = pick(rng, names)
        labelled = pick(rng, self._requests[name])
        words = tuple(styled(rng, list(labelled.words)))
        if name in extra or name not in self._tools:
            return LabelledTurn(words, labelled.plan, labelled.request_end)
        asked = PlanStep(Move.ASK.value, {"question": ((0, len(words) - 1),)}, len(words))
        return LabelledTurn(words, (asked,), len(words))


def _shuffled(rng: Rng, labelled: list[LabelledTurn]) -> tuple[LabelledTurn, ...]:
    return tuple(labelled[i] for i in rng.permutation(len(labelled)))


def _labelled(
    text: str, marked: Iterable[tuple[int, int, str]], tool: str, slots: Mapping[str, str]
) -> LabelledTurn | None:
    """A sentence with spans in characters as one with spans in words."""
    words = text.split()
    if not 2 <= len(words) <= MAX_WORDS or "@" in text or not text.isascii():
        return None
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    arguments: dict[str, Value] = {}
    for begin, end, name in marked:
        inside = [i for i, start in enumerate(starts) if start < end and start + len(words[i]) > begin]
        if name in slots and inside and slots[name] not in arguments:
            arguments[slots[name]] = ((inside[0], inside[-1]),)
    return LabelledTurn(tuple(words), (PlanStep(tool, arguments, len(words)),), len(words))


def _functions(data: Path) -> Iterator[tuple[ToolSpec, LabelledTurn]]:
    """Functions of bfcl whose arguments stand in the question word by word."""
    for row in rows(data / "bfcl/bfcl_v4.jsonl.xz"):
        if row["cat"] not in _ONE_CALL or len(row.get("answer") or ()) != 1 or not isinstance(row["answer"][0], dict):
            continue
        ((name, given),) = row["answer"][0].items()
        question = " ".join(row["question"][0][-1]["content"].replace('"', "").split())
        function = next((f for f in row["function"] if f["name"] == name), None)
        marked = _marked(question, given)
        if function is None or not marked:
            continue
        about = {key: value.get("description", key) for key, value in function["parameters"]["properties"].items()}
        arguments = tuple(
            ArgumentSpec(key, about[key][:80], str.strip, required=False) for key in given if key in about
        )
        labelled = _labelled(question, marked, name, {key: key for key in given if key in about})
        if labelled is not None and arguments:
            yield ToolSpec(name, function["description"][:120], arguments), labelled


def _marked(question: str, given: Mapping[str, list[object]]) -> list[tuple[int, int, str]]:
    """Where the values stand, in characters; empty if one of them stands nowhere or twice."""
    marked = []
    for key, values in given.items():
        texts = [str(value) for value in values if isinstance(value, str | int | float) and value not in {"", True}]
        places = [
            m.span() for t in texts for m in re.finditer(rf"(?<!\w){re.escape(t)}(?!\w)", question, re.IGNORECASE)
        ]
        if len(set(places)) != 1 and "" not in values:
            return []
        marked += [(*places[0], key)] if len(set(places)) == 1 else []
    return marked
