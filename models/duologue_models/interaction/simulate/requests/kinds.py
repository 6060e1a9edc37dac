"""Words of a kind: values of arguments, and fillers, drawn from large lists so that copying is learned."""

from collections.abc import Callable, Sequence

import numpy as np

from duologue_models.interaction.simulate.requests import calendar_values, values
from duologue_models.interaction.simulate.requests.template import ARTICLES, load, load_words, pick

Rng = np.random.Generator
VERY_LONG = 0.15
"""Share of the long notes that have more words than are read again at once."""


def bare(item: str) -> str:
    """Without its article."""
    first, _, rest = item.partition(" ")
    return rest if rest and first in ARTICLES else item


class Kinds:
    """Draws words of a kind. phrases: what corpora add to the lists, by the list's name."""

    def __init__(self, phrases: dict[str, list[str]]) -> None:
        self._lists: dict[str, Sequence[str]] = {
            **load_words("words.toml"), **load_words("standing_words.toml"), **load("ask.toml"), **load("moves.toml"),
        }  # fmt: skip
        self._more = phrases
        self._made: dict[str, Callable[[Rng], str]] = {
            "duration": values.duration,
            "adjective": values.adjective,
            "clock": values.clock,
            "moment": calendar_values.moment,
            "again": calendar_values.again,
            "day": calendar_values.day,
            "since": calendar_values.day,
            "feast": calendar_values.feast,
            "city": calendar_values.city,
            "clock_sure": values.clock,
            "expression": values.expression,
            "command_sum": values.command_sum,
            "every": self._every,
            "task": self._task,
            "chore": self._task,
            "query": self._query,
            "fact": self._fact,
            "cue": self._cue,
            "item": self._item,
            "items": self._item,
            "thing": lambda rng: bare(self._thing(rng)),
            "food": lambda rng: bare(self.draw(rng, "foods")),
            "topic": lambda rng: self._mixed(rng, "topics", 0.85),
            "note": lambda rng: self._mixed(rng, "notes", 0.4),
            "long_note": self._long_note,
            "note_or_task": lambda rng: self.draw(rng, "note" if rng.random() < 0.5 else "task"),
            "url": lambda rng: self.draw(rng, "sites" if rng.random() < 0.6 else "spoken_sites"),
            "target": lambda rng: self.draw(rng, "languages"),
            "source": lambda rng: self.draw(rng, "languages"),
            "saying": lambda rng: self._mixed(rng, "sayings", 0.7),
            "language": lambda rng: self.draw(rng, "more_languages"),
            "number": lambda rng: values.number(rng, int(rng.integers(10, 99))),
        }
        self._plural = {"list": "lists", "label": "labels", "place": "places", "exercise": "exercises"}
        self._plural |= {"note_query": "note_queries", "relation": "relations"}

    def draw(self, rng: Rng, kind: str) -> str:
        """Words of a kind."""
        if kind in self._made:
            return self._made[kind](rng)
        return self._mixed(rng, self._plural.get(kind, kind), 0.75)

    def _mixed(self, rng: Rng, name: str, own: float) -> str:
        """One of the own list, or, with probability 1 - own, one that a corpus adds."""
        more = self._more.get(name, [])
        return pick(rng, more if more and (name not in self._lists or rng.random() > own) else self._lists[name])

    def _every(self, rng: Rng) -> str:
        return pick(rng, ("hour", "hour", "minute", "half hour", "day", "half an hour"))

    def _task(self, rng: Rng) -> str:
        if rng.random() < 0.2:
            verb, person = self.draw(rng, "person_tasks"), self.draw(rng, "people")
            tail = self.draw(rng, "tails_of_person_tasks") if rng.random() < 0.35 else ""
            return f"{verb} {person} {tail}".strip()
        task = self._mixed(rng, "tasks", 0.5)
        return f"{task} and {self.draw(rng, 'tasks')}" if rng.random() < 0.04 else task

    def _query(self, rng: Rng) -> str:
        kind = rng.random()
        if kind < 0.3:
            return self.draw(rng, "topic")
        if kind < 0.4:
            return f"{self.draw(rng, 'thing')} {pick(rng, ('recipes', 'prices', 'reviews', 'shops', 'facts', 'ideas'))}"
        if kind < 0.5:
            return f"{self.draw(rng, 'sights')} {self.draw(rng, 'places')}"
        return self._mixed(rng, "questions", 0.6)

    def _fact(self, rng: Rng) -> str:
        """What somebody wants looked up, as an indirect question."""
        kind = rng.random()
        if kind < 0.5:
            return self.draw(rng, "facts_about")
        if kind < 0.7:
            who = pick(rng, ("who invented", "who discovered", "who started", "who earns from", "who writes about"))
            return f"{who} {self.draw(rng, 'topic')}"
        if kind < 0.85:
            what = pick(rng, ("what {} cost", "where {} come from", "how {} are made", "how to clean {}", "who has {}"))
            return what.format(self.draw(rng, "thing"))
        where = pick(rng, ("how far it is to {}", "what to see in {}", "how cold it gets in {}", "who founded {}"))
        return where.format(self.draw(rng, "places"))

    def _cue(self, rng: Rng) -> str:
        if rng.random() < 0.25:
            return self.draw(rng, "thing")
        return self._mixed(rng, "cues", 0.85)

    def _item(self, rng: Rng) -> str:
        if rng.random() < 0.1:
            return f"{self.draw(rng, 'modifiers')} {self.draw(rng, 'food')}"
        if (odd := rng.random()) < 0.03:
            return self.draw(rng, "compounds")
        item = self._thing(rng)
        if odd < 0.07:
            return (
                f"{item} for {values.number(rng, int(rng.integers(1, 60)))} {pick(rng, ('dollars', 'euros', 'bucks'))}"
            )
        return f"some {bare(item)}" if rng.random() < 0.05 else item

    def _long_note(self, rng: Rng) -> str:
        """A note of several parts."""
        most = 12 if rng.random() < VERY_LONG else 5
        parts = [self.draw(rng, "note_or_task") for _ in range(int(rng.integers(2, most)))]
        links = [pick(rng, (",", ", and", ".", " and", ";")) for _ in parts[1:]]
        return parts[0] + "".join(f"{link} {part}" for link, part in zip(links, parts[1:], strict=True))

    def _thing(self, rng: Rng) -> str:
        kind = rng.random()
        return self.draw(rng, "things" if kind < 0.12 else "foods" if kind < 0.62 else "goods")
