"""standing.show: everything that the user has set up or written down, and what runs."""

from collections.abc import Callable

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Request, Tool
from duologue.tools.lists import Lists
from duologue.tools.notes import Notes
from duologue.tools.running import called
from duologue.tools.timers import Timers
from duologue.tools.wording import join_words, number_words, say_duration, sentence

MOST_SAID = 2
"""Of each kind, so many are said by name; of more, their number."""


class Overview:
    """The tool. phrases: what is listened for."""

    def __init__(self, timers: Timers, lists: Lists, notes: Notes, phrases: Callable[[], tuple[str, ...]]) -> None:
        self._timers, self._lists, self._notes, self._phrases = timers, lists, notes, phrases

    def tools(self) -> list[Tool]:
        """The tool."""
        use = "tells everything that is set up: what did I ask you to remember, what's going on, what is running"
        facts = ToolFacts("What stands", looks=True, shows=_sheet)
        return [Tool("standing.show", use, self._show, facts=facts, for_models=False)]

    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {
            "timers": len(self._timers.timers),
            "reminders": len(self._timers.reminders),
            "lists": sum(bool(items) for items in self._lists.all.values()),
            "notes": len(self._notes.texts),
        }

    def _show(self, request: Request) -> Answer:
        timers = [
            f"{called(timer)}: {say_duration(max(round(timer.left_s(request.t)), 1))} left"
            for timer in self._timers.timers
        ]
        lists = [f"{name}: {join_words(items)}" for name, items in self._lists.all.items() if items]
        kinds = {
            "timer": timers,
            "reminder": [reminder.label for reminder in self._timers.reminders],
            "list": lists,
            "note": self._notes.texts,
            "word I listen for": list(self._phrases()),
        }
        said = [_said(kind, lines) for kind, lines in kinds.items() if lines]
        result = {"kinds": {kind: lines for kind, lines in kinds.items() if lines}}
        return Answer(result, " ".join(said) or "Nothing is set up: no timers, reminders, lists or notes.")


def _said(kind: str, lines: list[str]) -> str:
    plural = "words I listen for" if kind.startswith("word") else f"{kind}s"
    count = f"one {kind}" if len(lines) == 1 else f"{number_words(len(lines))} {plural}"
    if len(lines) > MOST_SAID or kind == "list":
        names = f": {join_words([line.split(':')[0] for line in lines])}" if kind == "list" else ""
        return sentence(f"{count}{names}")
    return sentence(f"{count}: {'; '.join(lines)}")


def _sheet(_: Values, result: Values) -> Sheet:
    lines = tuple(Line(line, note=kind) for kind, told in result["kinds"].items() for line in told)
    return Sheet("standing", "What stands", lines or (Line("Nothing is set up"),), empty=not lines)
