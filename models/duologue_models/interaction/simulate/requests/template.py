"""Forms of sentences: "(set|start) a timer for {seconds}" with alternatives, arguments and fillers.

{name} is an argument whose words are labelled, {name:kind} one that is drawn from another list, {name=word} that very
word as an argument, <kind> words without a label.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np

from duologue_models.interaction.simulate.requests.labels import Span

_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"(?:\{(?P<name>\w+)(?::(?P<kind>\w+)|=(?P<literal>[\w']+))?\}|<(?P<filler>\w+)>)(?P<mark>\S*)")
ARTICLES = frozenset(("a", "an", "the", "some", "my"))
BARE = frozenset(
    (
        "items",
        "label",
        "list",
        "place",
        "query",
        "old",
        "new",
        "exercise",
        "which",
        "to",
        "name",
        "item",
        "word",
        "topic",
    )
)
"""Arguments that are named without an article."""
Draw = Callable[[str], str]
"""Words of a kind."""
T = TypeVar("T")


def _read(name: str) -> dict[str, str]:
    lists: dict[str, str] = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return lists


def load(name: str) -> dict[str, list[str]]:
    """Lists of lines of a file beside this one."""
    return {key: [line for raw in text.splitlines() if (line := raw.strip())] for key, text in _read(name).items()}


def load_words(name: str) -> dict[str, list[str]]:
    """Lists of phrases, separated by commas, of a file beside this one."""
    return {
        key: [word for raw in text.split(",") if (word := " ".join(raw.split()))] for key, text in _read(name).items()
    }


def pick(rng: np.random.Generator, items: Sequence[T]) -> T:
    """One of the items."""
    return items[int(rng.integers(len(items)))]


def expand(rng: np.random.Generator, form: str) -> str:
    """Draws among the alternatives of a form, inner ones first."""
    while _CHOICE.search(form):
        form = _CHOICE.sub(lambda found: pick(rng, found[1].split("|")), form)
    return " ".join(form.split()).replace(" ,", ",")


@dataclass
class FilledTemplate:
    """Words with the spans of the arguments in them; names of things are labelled without their article."""

    words: list[str] = field(default_factory=list)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def put(self, text: str, name: str = "") -> None:
        """Appends words; those of an argument are labelled."""
        words = text.split()
        if name in BARE and len(words) > 1 and words[0] in ARTICLES:
            self.words.append(words.pop(0))
        if name and words:
            span = (len(self.words), len(self.words) + len(words) - 1)
            self.spans[name] = (*self.spans.get(name, ()), span)
        self.words += words


def slots(form: str) -> dict[str, str]:
    """Names and kinds of the arguments of an expanded form."""
    return {m["name"]: m["kind"] or m["name"] for m in _SLOT.finditer(form) if m["name"] and not m["literal"]}


def fill(
    form: str, draw: Draw, put: Mapping[str, Callable[[FilledTemplate, str], None]] | None = None
) -> FilledTemplate:
    """Fills an expanded form. put: how an argument is said that is not merely drawn, by name; given its kind."""
    filled = FilledTemplate()
    for piece in form.split():
        slot = _SLOT.fullmatch(piece)
        if slot is None:
            filled.put(piece)
            continue
        name, kind = slot["name"] or "", slot["kind"] or slot["name"] or slot["filler"]
        if slot["literal"]:
            filled.put(slot["literal"], name)
        elif put and name in put:
            put[name](filled, kind)
        else:
            filled.put(draw(kind), name)
        if slot["mark"]:
            filled.words[-1] += slot["mark"]
    return filled
