"""Requests of the corpora that the built-in tools serve: without arguments, or with such as a pattern finds.

Sources and licences stand in models/CARD.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from duologue.tools.readers import LANGUAGES
from duologue_models.interaction.simulate.corpora import rows
from duologue_models.interaction.simulate.requests.clauses import Clause
from duologue_models.interaction.simulate.requests.labels import PlanStep, Value
from duologue_models.interaction.simulate.requests.template import pick

MOST_WORDS = 16
SHARE = 0.3
"""Share of the requests for a tool that come from the corpora, where they have any."""
_PLAIN = re.compile(r"[a-z0-9' ,.?-]+")
_LEAD = (
    r"(?:(?:please|hey|can you|could you|will you|would you|i want you to|i need you to|i'd like you to|go ahead and)"
    r",? )*"
)
_LANGUAGES = "|".join(LANGUAGES)

_OTHER_SOUND = r"(?!.*(?:media|music|song|radio|tv|speakers?|headphone|\d|percent)).*"
_ON_LIST = rf"{_LEAD}(?:is|are|did i put|do i have) (?P<item>[a-z ]+?) on (?:my|the) "
_ALL_OFF = r".*(?:erase|clear|wipe|blank|delete|empty).*\b(?:all|everything|out|entire)\b.*\b"
_WHOLE: Mapping[str, tuple[str, str]] = {
    "tell_joke": ("joke.tell", r"(?!.*(?:about|topic|regarding|involving)).*\b(?:joke|jokes|laugh|funny)\b.*"),
    "general_joke": ("joke.tell", r"(?!.*(?:about|topic|regarding|involving)).*\bjokes?\b.*"),
    "flip_coin": ("chance.draw what=coin", r".*\bcoin\b.*"),
    "roll_dice": ("chance.draw what=dice", r"(?!.*(?:sided|\d)).*\b(?:dice|die)\b.*"),
    "what_can_i_ask_you": ("help.show", r".*"),
    "what_is_your_name": ("assistant.about what=name", r".*"),
    "who_made_you": ("assistant.about what=kind", r".*"),
    "are_you_a_bot": ("assistant.about what=kind", r".*"),
    "repeat": ("speech.repeat", r"(?!.*slow).*"),
    "reminder": ("reminder.show", r"(?!.*(?:\bfor\b|\bis\b|\bin\b)).*reminder.*"),
    "audio_volume_up": ("speech.adjust how=louder", _OTHER_SOUND),
    "audio_volume_down": ("speech.adjust how=softer", _OTHER_SOUND),
}  # fmt: skip
"""Intents whose requests have no argument, with what they ask for and which of them are meant."""
_SPEEDS = (
    (
        "speech.adjust how=slower",
        re.compile(r"(?!.*fast(?:er)? please).*\b(?:slow|slower|slowly|too fast|slowing)\b.*"),
    ),
    ("speech.adjust how=faster", re.compile(r"(?!.*slow).*\b(?:faster|speed up|quicker|more quickly)\b.*")),
)
_COPIED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "spelling": (
        ("spelling.spell", rf"{_LEAD}spell(?: out)?(?: the word)? (?P<word>[a-z']+)(?: for me)?"),
        ("spelling.spell", r"how (?:do you|do i|would you|is) (?:spell )?(?P<word>[a-z']+)(?: spelled| spelt)?"),
        ("spelling.spell", r".*\bspelling (?:of|for)(?: the word)? (?P<word>[a-z']+)"),
    ),
    "translate": (
        ("phrase.translate", rf".*'(?P<phrase>[a-z' ]+)',? (?:in|into|to) (?P<target>{_LANGUAGES})"),
        ("phrase.translate", rf"how (?:do|would) (?:you|i) say (?P<phrase>[a-z ]+?) in (?P<target>{_LANGUAGES})"),
    ),
    "play_music": (("assistant.cannot", rf"{_LEAD}(?P<wish>(?:play|put on) .+?)(?: please)?"),),
    "next_song": (("assistant.cannot", rf"{_LEAD}(?P<wish>(?:play|go|skip|change|put on) .+?)(?: please)?"),),
    "make_call": (("assistant.cannot", rf"{_LEAD}(?P<wish>(?:call|phone|ring|dial|place|make) .+?)(?: please)?"),),
    "text": (("assistant.cannot", rf"{_LEAD}(?P<wish>(?:text|send|message) .+?)(?: please)?"),),
    "update_playlist": (("assistant.cannot", rf"{_LEAD}(?P<wish>(?:add|put) .+?playlist)(?: please)?"),),
    "todo_list_update": (("list.clear", _ALL_OFF + r"(?P<list>todo|to-do|task|chore)s? list"),),
    "shopping_list": (("list.has", _ON_LIST + r"(?P<list>shopping|grocery) list"),),
    "todo_list": (("list.has", _ON_LIST + r"(?P<list>todo|to-do|to do) list"),),
}  # fmt: skip
"""Intents whose requests have arguments that a pattern finds, named as the arguments are."""


class Common:
    """Requests of the corpora by the key of the tools' forms. data: their folder."""

    def __init__(self, data: Path) -> None:
        self._clauses: dict[str, list[Clause]] = defaultdict(list)
        for intent, text in _said(data):
            key, clause = _found(intent, text)
            if clause is not None:
                self._clauses[key].append(clause)

    def draw(self, rng: np.random.Generator, key: str) -> Clause | None:
        """A request of the corpora for such a key, None where there is none or an own one is to be drawn."""
        known = self._clauses.get(key)
        if not known or rng.random() > SHARE:
            return None
        clause = pick(rng, known)
        return Clause(list(clause.words), list(clause.calls))

    def counts(self) -> dict[str, int]:
        """How many there are of each key."""
        return {key: len(clauses) for key, clauses in self._clauses.items()}


def _said(data: Path) -> Iterator[tuple[str, str]]:
    """Intent and words of each request that may be used."""
    for row in rows(data / "clinc150/clinc150.jsonl.xz"):
        if row["split"] == "train":
            yield row["intent"], row["t"]
    for row in rows(data / "nlu-evaluation/home_nlu.jsonl.xz"):
        yield row["intent"], row["t"]


def _found(intent: str, text: str) -> tuple[str, Clause | None]:
    text = " ".join(text.lower().rstrip(".?! ").split())
    if not _PLAIN.fullmatch(text) or len(text.split()) > MOST_WORDS:
        return "", None
    if intent in _WHOLE:
        key, pattern = _WHOLE[intent]
        return (key, _clause(key, text, {})) if re.fullmatch(pattern, text) else ("", None)
    if intent == "change_speed":
        key = next((key for key, pattern in _SPEEDS if pattern.fullmatch(text)), "")
        return key, _clause(key, text, {}) if key else None
    for key, pattern in _COPIED.get(intent, ()):
        if (match := re.fullmatch(pattern, text)) is not None:
            return key, _clause(key, text, {name: match.span(name) for name in match.groupdict()})
    return "", None


def _clause(key: str, text: str, spans: Mapping[str, tuple[int, int]]) -> Clause:
    """A request with the words of its arguments labelled; the options of a key are arguments, too."""
    tool, *options = key.split()
    words = text.split()
    ends = np.cumsum([len(word) + 1 for word in words])
    arguments: dict[str, Value] = {}
    for option in options:
        name, _, arguments[name] = option.partition("=")
    for name, (begin, end) in spans.items():
        first, last = (int(np.searchsorted(ends, place, "right")) for place in (begin, end - 1))
        arguments[name] = ((first, last),)
    return Clause(words, [PlanStep(tool, arguments, len(words))])
