"""Intents as patterns: a table of regular expressions over a View and what each stands for."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from duologue.tools.plan import ParseContext, Plan
from duologue.tools.utterances import View, ends, leads


@dataclass(frozen=True, slots=True)
class Found:
    """A match of an intent, as its handler reads it."""

    match: re.Match[str]
    view: View
    context: ParseContext

    def text(self, *names: str) -> str:
        """The first of these groups that took part as matched, "" if none did."""
        return self.match[name] if (name := self._group(names)) else ""

    def slot(self, *names: str) -> str:
        """The user's own words behind the first of these groups that took part."""
        return self.view.slot(self.match, name) if (name := self._group(names)) else ""

    def number(self, name: str) -> float:
        """A group as a number, whole ones as int."""
        text = self.text(name)
        return int(text) if text.isdigit() else float(text)

    def _group(self, names: tuple[str, ...]) -> str:
        groups = self.match.groupdict()
        return next((g for name in names for g in groups if g.split("__")[0] == name and groups[g]), "")


Act = Callable[[Found], Plan | None]
"""Makes a plan of a match; None if it does not fit after all."""
Intents = list[tuple[re.Pattern[str], Act]]


def table(*intents: tuple[str, Act]) -> Intents:
    """Intents with patterns in which a group name may stand more than once."""
    count = itertools.count()
    named = re.compile(r"\(\?P<(\w+)>")
    return [(re.compile(named.sub(lambda m: f"(?P<{m[1]}__{next(count)}>", pattern)), act) for pattern, act in intents]


def first_fit(view: View, intents: Intents, context: ParseContext) -> Plan | None:
    """The plan of the first intent that fits the whole view, with as little taken away from its ends as possible."""
    for end in ends(view.text):
        for start in leads(view.text):
            for pattern, act in intents:
                found = pattern.fullmatch(view.text, start, end)
                plan = act(Found(found, view, context)) if found is not None else None
                if plan is not None:
                    return plan
    return None
