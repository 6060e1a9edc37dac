"""The calls of a turn, made of what the core copied and of all the words around it.

The core chooses tools and marks where their arguments stand; what a tool itself reads in the words has the last word.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from duologue.core.events import Json
from duologue.core.writing import NO_LACK, Call, Copied, Lack, Stretches, ToolSpec, Whole, tool_text
from duologue.model.left_over import is_small

STEM = 6
"""Letters that forms of a word have in common: "remind", "reminder"."""
MARKS = ".,;:!?"
_ADDS = frozenset(("one", "another", "more", "new", "also", "too", "then", "plus"))
"""Words that say that something is wanted as well."""
TELLING = 4
"""Letters of the shortest words that are asked for what they mean: "stop"."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A call as the core wrote it. arguments: as they were read from the words copied for each of them alone."""

    tool: ToolSpec
    arguments: Mapping[str, Json]
    stretches: Stretches

    @property
    def words(self) -> frozenset[int]:
        """The words that were copied, those that could not be read as well."""
        spans = (span for stretches in self.stretches.values() for span in stretches)
        return frozenset(at for first, last in spans for at in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class WholeCalls:
    """The calls of a turn. complete: all drafts became calls; otherwise those before the first that lacks something.
    lacks: what to ask the user for that one, "" for a general question. cannot: what to tell them of it, as it cannot
    be done; "" otherwise. used: the words that the calls are made of. lack: what that one lacks."""

    calls: tuple[Call, ...] = ()
    used: frozenset[int] = frozenset()
    complete: bool = True
    lacks: str = ""
    cannot: str = ""
    lack: Lack = NO_LACK


def whole_calls(words: Sequence[str], drafts: Sequence[Draft]) -> WholeCalls:
    """The calls that some drafts for a turn mean with all of its words."""
    drafts = [draft for draft in drafts if not _only_echoes(draft, drafts, words)]
    calls: list[Call] = []
    used: frozenset[int] = frozenset()
    for _, group in groupby(enumerate(drafts), key=lambda each: _alike(*each)):
        places, alike = zip(*group, strict=True)
        own = frozenset[int]().union(*(draft.words for draft in alike))
        if own and own <= used and any(call.name == alike[0].tool.name for call in calls):
            continue  # it is part of the one before: "in feet and inches"
        others = [draft for at, draft in enumerate(drafts) if at not in places]
        copied = Copied(
            tuple(words),
            alike[0].stretches,
            used.union(*(draft.words for draft in others)) - own,
            tuple(draft.stretches for draft in alike[1:]),
            unplaced=any(not draft.words for draft in others),
        )
        whole = alike[0].tool.whole(copied) or Whole()
        made = [] if whole.lacks or whole.cannot else _made(alike, whole)
        if not made:
            without = whole_calls(words, others)
            if own and own <= without.used and not _named(alike[0].tool, words):  # it is part of a note
                return without
            lack = _lack(alike[0], whole, words)
            return WholeCalls(tuple(calls), used, complete=False, lacks=whole.lacks, cannot=whole.cannot, lack=lack)
        calls += made
        used |= whole.used
    return WholeCalls(tuple(calls), used)


def plain_call(words: Sequence[str], tools: Iterable[ToolSpec]) -> Call | None:
    """The call that all words of a turn mean and nothing else, as a mere sum does; None where no tool reads it so.

    A tool that reads no value in them has not read them, whatever it makes of the rest.
    """
    for tool in (tool for tool in tools if tool.taught):  # another may take any words
        made = whole_calls(words, [Draft(tool, {}, {})])
        if made.complete and len(made.used) == len(words) and made.calls[0].arguments:
            return made.calls[0]
    return None


def _alike(at: int, draft: Draft) -> tuple[object, ...]:
    """What drafts have in common that are read together; one that names a single thing stands alone."""
    several = {argument.name for argument in draft.tool.arguments if argument.several}
    if not several:
        return draft.tool.name, at
    return draft.tool.name, *((name, value) for name, value in draft.arguments.items() if name not in several)


def _made(alike: Sequence[Draft], whole: Whole) -> list[Call]:
    """The calls that alike drafts become, none if one lacks an argument."""
    given: list[Mapping[str, Json]] = [{**alike[0].arguments, **values} for values in whole.each]
    calls = []
    for arguments in given or [draft.arguments for draft in alike]:
        values = {name: v for name, v in {**arguments, **whole.arguments}.items() if v is not None}
        if not _complete(alike[0].tool, values, other=bool(whole.tool)):
            return []
        calls.append(Call(whole.tool or alike[0].tool.name, values))
    return calls


def _lack(draft: Draft, whole: Whole, words: Sequence[str]) -> Lack:
    """What a draft lacks that became no call."""
    there = [name for name, value in {**draft.arguments, **whole.arguments}.items() if value is not None]
    lack = lack_of(draft.tool, there)
    if whole.lacks:
        free = any(argument.free for argument in draft.tool.arguments if argument.name == whole.wants)
        lack = Lack(frozenset([whole.wants] if whole.wants else ()), free)
    return replace(lack, void=" ".join(words[at] for at in sorted(whole.void)))


def lack_of(tool: ToolSpec, there: Collection[str]) -> Lack:
    """What a tool needs beside the arguments that are there."""
    missing = {argument.name for argument in tool.arguments if argument.required and argument.name not in there}
    if tool.one_of and not any(name in there for name in tool.one_of):
        missing.add(tool.one_of[0])
    return Lack(frozenset(missing), any(argument.free for argument in tool.arguments if argument.name in missing))


def _only_echoes(draft: Draft, drafts: Sequence[Draft], words: Sequence[str]) -> bool:
    """Whether a call was made of nothing but words of another one, and no word says that it is wanted: of the brisket's
    timer, "20 minute timer, the brisket's in" says how long it runs and not that it goes on."""
    others = [other.words for other in drafts if other.tool.name != draft.tool.name and other.words]
    if draft.words:
        echoes = any(draft.words < other for other in others)
    else:
        echoes = any(
            all(at in other or is_small(word) or word.casefold().strip(MARKS) in _ADDS for at, word in enumerate(words))
            for other in others
        )
    return echoes and not any(_means(word, draft.tool) for word in words)


def _means(word: str, tool: ToolSpec) -> bool:
    """Whether a word says what a tool does, apart from the kind of thing that it does it to."""
    stem = word.casefold().strip(MARKS)[:STEM]
    own = (each for each in tool_text(tool).casefold().split() if not each.startswith(tool.name.partition(".")[0]))
    return len(stem) >= TELLING and any(each.startswith(stem) for each in own)


def _named(tool: ToolSpec, words: Sequence[str]) -> bool:
    """Whether a turn says what a tool is about: "timer" for timer.start, "remind" for reminder.at."""
    stem = tool.name.partition(".")[0][:STEM]
    return any(stem in word.casefold() for word in words)


def _complete(tool: ToolSpec, arguments: Mapping[str, Json], *, other: bool) -> bool:
    """Whether a call has all that it needs. other: another tool than this one will do it, in another way."""
    needed = all(argument.name in arguments for argument in tool.arguments if argument.required)
    return needed and (other or not tool.one_of or any(name in arguments for name in tool.one_of))
