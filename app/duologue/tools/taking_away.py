"""What words mean that take something away: one thing by its name, everything that runs, or what was changed last.

The model reads such words as a tool of one kind of things; what stands decides of which kind they really are. "Remove
the eggs" means the list that has eggs while no timer is called so, "cancel everything" more than the timers, and
"cancel that" names nothing: the newest change is meant, whatever it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise

from duologue.core.writing import Copied, Whole
from duologue.tools.base import Kind, Tool
from duologue.tools.named_things import NamedThings
from duologue.tools.naming import names_nothing, plain_words
from duologue.tools.tasks import ALL, END_TASK
from duologue.tools.undoing import TAKES_BACK, UNDO, Undoing
from duologue.tools.which import read_which

_AGAIN = frozenset(("again", "back"))


def read_by_what_stands(tools: Sequence[Tool], undoing: Undoing) -> tuple[Tool, ...]:
    """The tools; those that take things of a kind away read their words by what stands. Undoing also does the same to
    another thing: "no, I meant the first one"."""
    reading = _Reading(tools, undoing)
    named = NamedThings({tool.name: tool.kind for tool in tools if tool.kind is not None}, undoing)

    def read(tool: Tool) -> Tool:
        if tool.kind is not None:
            whole = reading.of(tool, tool.kind)
            return replace(tool, reads_whole=whole, called=TAKES_BACK, sure=partial(named.taken_away, tool.name))
        return replace(tool, sure=named.put_right) if tool.name == UNDO else tool

    return tuple(map(read, tools))


class _Reading:
    """tools: among which those are that take something away."""

    def __init__(self, tools: Sequence[Tool], undoing: Undoing) -> None:
        self._undoing = undoing
        self._kinds = {tool.name: tool.kind for tool in tools if tool.kind is not None}
        self._own = {tool.name: tool.reads_whole for tool in tools if tool.kind is not None}

    def of(self, tool: Tool, kind: Kind) -> Callable[[Copied, datetime | None], Whole | None]:
        """How a tool reads the words around those that were copied for its call."""

        def read(copied: Copied, now: datetime | None) -> Whole | None:
            spans = copied.stretches.get(kind.argument, ())
            told = " ".join(" ".join(copied.words[first : last + 1]) for first, last in spans)
            found = None if copied.alike else self._meant(tool, kind, plain_words(" ".join(copied.words)), told)
            if found is None:
                return self._read_as(tool.name, copied, now)
            name, value = found
            argument = self._kinds[name].argument if name in self._kinds else ""
            if value == told and spans:
                moved = replace(copied, stretches={argument: spans})
                own = self._read_as(name, moved, now) or Whole()
            else:
                own = Whole()
            left_out = dict.fromkeys((*copied.stretches, kind.argument)) if name != tool.name else {}
            given = {argument: value} if value and not own.each else {}
            return replace(own, arguments={**left_out, **given, **own.arguments}, tool=name)

        return read

    def _read_as(self, name: str, copied: Copied, now: datetime | None) -> Whole | None:
        """How a tool reads the words by itself."""
        own = self._own.get(name)
        return None if own is None else own(copied, now)

    def _meant(self, tool: Tool, kind: Kind, words: Sequence[str], told: str) -> tuple[str, str] | None:
        """The tool that is meant and its argument, None if the call is right as it is. told: what was copied."""
        named = [name for name, other in self._kinds.items() if not other.nouns.isdisjoint(words)]
        own = tool.name in named
        if read_which(told).name:
            return None if own or kind.has(told) else self._called(told)
        if _means_all(words) and tool.confirm is None:
            return self._all(tool, named, words)
        running = next((name for name in named if self._kinds[name].end_all or name == END_TASK), "")
        if running and not own:
            return running, told
        return (UNDO, "") if not named and self._newest_is_meant(tool, kind, words) else None

    def _called(self, told: str) -> tuple[str, str] | None:
        """What is called so."""
        return next(((name, told) for name, kind in self._kinds.items() if kind.has(told)), None)

    def _all(self, tool: Tool, named: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
        """All of a kind that is named; of several, or of none in particular, everything."""
        nouns = [word for word in words if any(word in self._kinds[name].nouns for name in named)]
        one = all(set(nouns) <= self._kinds[name].nouns for name in named) and bool(named)
        return (tool.name if tool.name in named else named[0]) if one else END_TASK, " ".join(["all", *nouns])

    def _newest_is_meant(self, tool: Tool, kind: Kind, words: Sequence[str]) -> bool:
        """Whether words that name nothing mean the newest change. What is under way comes before; where the tool asks
        before it takes a whole away, "it" is that whole."""
        if not self._undoing or not names_nothing(words) or (tool.name == END_TASK and kind.has("")):
            return False
        return tool.confirm is None or not _AGAIN.isdisjoint(words)


def _means_all(words: Sequence[str]) -> bool:
    """ "All", but not "after all"."""
    return any(word in ALL and before not in ("at", "after") for before, word in pairwise(("", *words)))
