"""What a tool is: a name, a checked argument schema and a function from a request to an answer."""

import itertools
import math
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from duologue.core.events import Json, Percept, SpeechKind
from duologue.core.sheets import Line, Picture, Sheet
from duologue.core.tool_facts import NO_FACTS, ToolFacts
from duologue.core.writing import Call, Copied, Whole
from duologue.tools.wording import join_words


class ToolError(Exception):
    """A tool could not do what was asked.

    message: one sentence for the timeline. say: the sentence to speak, the message itself if not given. ask: a
    background model may know better, and is asked instead where there is one.
    """

    def __init__(self, message: str, say: str | None = None, *, ask: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.say = message if say is None else say
        self.ask = ask


class Reads(StrEnum):
    """How the user's words become the value of an argument."""

    TEXT = "text"
    """A name of something: the words without marks around them and without an article before them."""
    PHRASE = "phrase"
    """The very words, without marks around them."""
    DURATION = "duration"
    """Seconds: "half an hour" -> 1800."""
    CLOCK = "clock"
    """A clock time, 24 hours: "half past ten" -> "10:30"; with its day where one is said: "2026-11-21T10:30"."""
    DATE = "date"
    """A day: "in three weeks" -> "2026-12-11"."""
    RULE = "rule"
    """What comes again by the calendar (RFC 5545): "every day at nine" -> "DTSTART:...\\nRRULE:FREQ=DAILY"."""
    NUMBER = "number"
    """ "twenty five" -> 25, "a" -> 1."""
    EXPRESSION = "expression"
    """ "fifteen percent of eighty" -> "15%*80"."""
    UNIT = "unit"
    """Singular English: "kg" -> "kilogram"."""
    LANGUAGE = "language"
    """ISO 639-1: "Spanish" -> "es"."""
    URL = "url"
    """ "example dot com" -> "https://example.com"."""
    OPTION = "option"
    """One of the argument's options, which are chosen and not read."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool. Texts are never empty, numbers always finite.

    reads: how the user's words become its value. options: value and meaning of each, for Reads.OPTION. parts: may be
    put together from several stretches of the user's words. several: see ArgumentSpec. pointed: the model points at the
    words for it; otherwise only what stands around other words gives it. form: how a language model, which is
    offered the argument as well, writes its value. named: see ArgumentSpec.
    """

    name: str
    reads: Reads
    help: str
    required: bool = True
    options: tuple[tuple[str, str], ...] = ()
    parts: bool = False
    several: bool = False
    pointed: bool = True
    form: str = ""
    named: bool = False

    @property
    def numeric(self) -> bool:
        """Whether its value is a number and not a text."""
        return self.reads in (Reads.DURATION, Reads.NUMBER)


@dataclass(frozen=True, slots=True)
class Request:
    """A checked call.

    t: session time of the call in seconds. asked_t: when the user had asked, from which durations count. speech_t: when
    the user's present stretch of talk began. target: id of the call that set up what this one is to take back, whatever
    the arguments say; "" where the arguments say it, or nothing does. turn: when the words began that it was made for;
    calls for the same words have it in common, None for a call without words. tell: takes how far a call has come, in
    words.
    """

    id: str
    arguments: Mapping[str, Any]
    t: float
    asked_t: float
    speech_t: float
    target: str = ""
    turn: float | None = None
    tell: Callable[[str], None] = field(default=lambda _: None, compare=False, repr=False)

    def text(self, name: str) -> str:
        """A text argument, "" if it was left out."""
        return str(self.arguments.get(name, ""))

    def number(self, name: str) -> float:
        """A number argument that was given, whole ones as int."""
        value = float(self.arguments[name])
        return int(value) if value.is_integer() else value


@dataclass(frozen=True, slots=True)
class Ended:
    """What was ended of one kind. ids: of the calls that had set it up. told: in words, "two timers"."""

    ids: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of things that a tool takes away.

    argument: of the tool, names the thing. nouns: words for the kind. has: whether one stands that is called so, for
    "" any. end_all: ends all of them, None for what does not run: "stop everything" does not mean it. Returns None if
    there is none.
    """

    argument: str
    nouns: frozenset[str]
    has: Callable[[str], bool]
    end_all: Callable[[Request], Ended | None] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool found or did.

    say: the sentence to speak, "" for nothing. item: stands where the sentence has "{}"; sentences that differ in their
    items alone are said as one. text: lines to be shown for a tool that has no panel of its own, "" for none. beside:
    what is shown with them.
    """

    result: Json
    say: str = ""
    item: str = ""
    text: str = ""
    beside: tuple[Line | Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool by its name in REPLAY.md. `run` may raise ToolError.

    help: what it is for, in the words of those who ask for it: which tool is called is decided by it. run: what takes
    longer than a millisecond is a coroutine; it is cancelled with the call. one_of: names of arguments of which exactly
    one has to be given. complete: adds arguments that were left out and that it knows. confirm: what the user is asked
    before a call that destroys something of theirs, "" for a call that needs no asking. acts: it writes, sends, spends
    or runs something, so that the user is asked before. online: it asks the network, which the user has not allowed
    once and for all, so that they are asked before. timeout_s: a coroutine fails after so long. kept_s: for so long the
    same call gives the same answer again without being run. title: what it does in a few words, for the question
    whether it may. spoken: words of the user can be made into a call; otherwise only language models are offered it.
    for_models: language models are offered it; otherwise it is for the user alone, whose words are enough for it and
    who wants it of the app: louder, help, undo. taught: the model that chooses tools was trained with it; of others it
    knows the description alone. facts: what others go by. reads_whole: what a call means with all of the words around
    those that were copied, and at which time; None for a tool that takes what was copied. kind: of the things that it
    takes away, None for a tool that takes none away. ready: whether there is anything that it could be done to; words
    that name nothing do not mean it otherwise. called: words of which one has to be among such words, and
    among all words of a turn where the model was not trained with the tool; none for any.
    see: is called in every micro-turn with the percepts that have changed and the session time; its alarms are said,
    its sheets are shown.
    means: whether words of the user mean this tool and no other, whatever they seem to mean otherwise.
    sure: the calls that a text asks for beyond doubt, none where it may mean anything else.
    """

    name: str
    help: str
    run: Callable[[Request], Answer | Coroutine[Any, Any, Answer]]
    arguments: tuple[Argument, ...] = ()
    one_of: tuple[str, ...] = ()
    confirm: Callable[[Request], str] | None = None
    complete: Callable[[Mapping[str, Json]], dict[str, Json]] = dict
    acts: bool = False
    online: bool = False
    timeout_s: float = 20.0
    kept_s: float = 0.0
    title: str = ""
    spoken: bool = True
    for_models: bool = True
    taught: bool = True
    facts: ToolFacts = NO_FACTS
    reads_whole: Callable[[Copied, datetime | None], Whole | None] | None = None
    kind: Kind | None = None
    ready: Callable[[], bool] = lambda: True
    called: frozenset[str] = frozenset()
    see: Callable[[Sequence[Percept], float], list["Alarm | Shown"]] | None = None
    means: Callable[[Sequence[str]], bool] = lambda _: False
    sure: Callable[[str], tuple[Call, ...]] = lambda _: ()

    def check(self, values: Mapping[str, Json]) -> dict[str, str | float]:
        """The arguments as the tool takes them.

        Raises:
            ToolError: one is missing, unknown, of the wrong type or not allowed.
        """
        known = {argument.name: argument for argument in self.arguments}
        for name in values:
            if name not in known:
                raise ToolError(f"{self.name} has no argument '{name}'.", NOT_UNDERSTOOD)
        for argument in self.arguments:
            if argument.required and argument.name not in values:
                raise ToolError(f"{self.name} needs the argument '{argument.name}'.", NOT_UNDERSTOOD)
        if self.one_of and sum(name in values for name in self.one_of) != 1:
            raise ToolError(f"{self.name} needs one of the arguments {', '.join(self.one_of)}.", NOT_UNDERSTOOD)
        return {name: self._checked(known[name], value) for name, value in values.items()}

    def _checked(self, argument: Argument, value: Json) -> str | float:
        def refuse(wanted: str) -> ToolError:
            return ToolError(f"{self.name}: '{argument.name}' must be {wanted}.", NOT_UNDERSTOOD)

        if argument.numeric:
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise refuse("a number")
            return value
        if not isinstance(value, str) or not value.strip():
            raise refuse("a text that is not empty")
        options = [option for option, _ in argument.options]
        if options and value not in options:
            raise refuse(f"one of {', '.join(options)}")
        return value.strip()

    def schema(self) -> Json:
        """The tool as a JSON schema function description, as language models read it."""
        properties = {argument.name: _property(argument) for argument in self.arguments}
        required = [a.name for a in self.arguments if a.required]
        parameters = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
        return {"name": self.name, "description": self.help, "parameters": parameters}


def _property(argument: Argument) -> dict[str, Json]:
    enum = {"enum": [option for option, _ in argument.options]} if argument.options else {}
    about = f"{argument.help} ({argument.form})" if argument.form else argument.help
    return {"type": "number" if argument.numeric else "string", "description": about} | enum


NOT_UNDERSTOOD = "Sorry, I didn't get that right."
"""Said when a call does not fit its tool: a fault of the assistant, whose details belong in the timeline."""
CANCELLED_ERROR = "The call was cancelled."


@dataclass(frozen=True, slots=True)
class ToolOutcome:
    """How a call ended, at session time t. Exactly one for each call; `error` is set if it is not ok."""

    id: str
    name: str
    ok: bool
    t: float
    result: Json = None
    error: str | None = None
    wording: str = ""
    """The sentence to speak, "" for nothing, with "{}" in the place of the item."""
    item: str = ""
    text: str = ""
    """Lines to be shown for a tool that has no panel of its own."""
    beside: tuple[Line | Picture, ...] = field(default=(), compare=False)
    """What is shown with them."""
    arguments: Mapping[str, Json] = field(default_factory=dict, compare=False)
    """As they were checked; of one that failed, none."""
    ask: bool = False
    """A background model is to be asked instead, where there is one."""

    @property
    def say(self) -> str:
        """The sentence to speak, "" for nothing."""
        return self.wording.replace("{}", self.item)


@dataclass(frozen=True, slots=True)
class ToldTogether:
    """What is said at a time. calls: ids of those whose outcomes it tells, none for other words."""

    text: str
    calls: frozenset[str] = frozenset()


def say_together(outcomes: Iterable[ToolOutcome]) -> list[ToldTogether]:
    """The sentences of several outcomes: "I've added milk and eggs to your shopping list."."""
    said = []
    for wording, group in itertools.groupby(outcomes, key=lambda outcome: outcome.wording):
        alike = list(group)
        items = dict.fromkeys(outcome.item for outcome in alike)
        text = wording.replace("{}", join_words(list(items)))
        said.append(ToldTogether(text, frozenset(outcome.id for outcome in alike)))
    return [told for told in said if told.text]


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on a panel from session time t on, although no call has come back."""

    t: float
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Headway:
    """How far a call that is under way has come at session time t, in words."""

    id: str
    t: float
    text: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A timer or reminder that came due at session time t.

    id: the call that started it, so that what waits to be said can be dropped when it is cancelled. aside: it is
    called out in passing, takes the place of what the same call still has to say, and leaves the floor as it is.
    """

    id: str
    t: float
    kind: SpeechKind
    text: str
    label: str = ""
    aside: bool = False
