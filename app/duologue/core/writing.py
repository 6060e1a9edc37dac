"""The contract of writing: what the interaction model is told when it writes, and what it may write.

The model writes moves: calls of registered tools, a question for the background model, or one of a few short replies.
Arguments are copied from the user's own words and read exactly by the tool's reader, so that every call is valid for
its schema whatever the model's weights are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from duologue.core.events import Json

REMINDED = 4
"""How many of the newest things that stand or are under way the model is told about."""


class Move(StrEnum):
    """What can be written beside a call of a tool."""

    WAIT = "wait"
    """The user has not finished: read the words again together with those that follow."""
    NOTHING = "nothing"
    """The words need no answer: they were meant for somebody else."""
    STOP = "stop"
    """The user wants silence: what was being said is put away."""
    RESUME = "resume"
    """The user wants to hear the rest of what was put away."""
    END = "end"
    """Everything is written."""
    ASK = "ask"
    """A question for the background model."""
    GREET = "greet"
    FAREWELL = "farewell"
    WELCOME = "welcome"
    """The user thanked."""
    PRESENT = "present"
    """The user asks whether somebody listens."""
    WELL = "well"
    """The user asks how one is."""
    OKAY = "okay"
    """The user said how something is to be, and nothing else is to be done."""
    REMARK = "remark"
    """The user told something."""
    MORE = "more"
    """The request lacks something that only the user can tell; the words are read again with those that follow."""
    UNABLE = "unable"
    """A question that only a background model could answer, and there is none."""


MOVE_HELP: Mapping[Move, str] = {
    Move.WAIT: "wait: the speaker is in the middle of a sentence and will go on",
    Move.NOTHING: "nothing: the words are meant for another person in the room",
    Move.STOP: "stop: the user wants the assistant to be quiet",
    Move.RESUME: "resume: the user asks to go on with what was being said",
    Move.END: "end: everything that was asked for is done",
    Move.ASK: "question: a knowledge question or a task for somebody who knows a lot",
    Move.GREET: "greeting: the user says hello or good morning",
    Move.FAREWELL: "farewell: the user says goodbye or good night",
    Move.WELCOME: "thanks: the user says thank you",
    Move.PRESENT: "attention: the user asks can you hear me, are you there",
    Move.WELL: "wellbeing: the user asks how are you doing today",
    Move.OKAY: "agreement: the user says okay, never mind, forget it",
    Move.REMARK: "story: the user tells about something that happened to him",
    Move.MORE: "incomplete: the request lacks how long, what or where",
    Move.UNABLE: "unable: a question that nobody here can answer",
}
"""What each move means, in words that the model's sentence embedding understands."""


Stretches = Mapping[str, tuple[tuple[int, int], ...]]
"""First and last word of what was copied, by the name of the argument."""


@dataclass(frozen=True, slots=True)
class ArgumentSpec:
    """One argument of a tool.

    read: what the words of the user mean as a value, None if they mean none. options: value and meaning of each, for an
    argument that is chosen and not copied. parts: may be put together from several stretches of words. several: people
    name several values in one breath, and each is a call. free: any words may be its value. named: an option whose own
    word is said is the one that is meant, whatever the words around it are like.
    """

    name: str
    help: str
    read: Callable[[str], Json]
    required: bool = True
    options: tuple[tuple[str, str], ...] = ()
    parts: bool = False
    several: bool = False
    free: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """The words that a call was copied from.

    words: the turn. stretches: of the call. taken: words that the other requests of the turn are made of. alike: of the
    calls right behind it that differ in nothing but an argument of which several are named. unplaced: the turn asks for
    something else as well, and with which words is not known.
    """

    words: tuple[str, ...]
    stretches: Stretches
    taken: frozenset[int] = frozenset()
    alike: tuple[Stretches, ...] = ()
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """What a call means with all of the words around those that were copied.

    arguments: values that take the place of those read from the copied words alone; None leaves one out. used: words
    that they are made of. tool: name of the tool that can do it, "" for the one that was chosen. lacks: what to ask the
    user, as not all could be read; "" otherwise. cannot: what to tell them, as it cannot be done and nothing is
    missing; "" otherwise. each: the values in which several calls differ that take the place of this one and those
    alike. wants: with lacks, the argument that is asked for. void: with lacks, words that mean nothing that there is,
    which are left out once they are put right.
    """

    arguments: Mapping[str, Json] = field(default_factory=dict)
    used: frozenset[int] = frozenset()
    tool: str = ""
    lacks: str = ""
    cannot: str = ""
    each: tuple[Mapping[str, Json], ...] = ()
    wants: str = ""
    void: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Lack:
    """What a call cannot be made without.

    arguments: names of those that are missing; one stands for all of which one has to be given. free: one of them may
    be any words. void: words that mean nothing that there is, as they stand in the turn.
    """

    arguments: frozenset[str] = frozenset()
    free: bool = False
    void: str = ""


NO_LACK = Lack()


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A registered tool as the writer knows it.

    one_of: names of arguments of which exactly one has to be given. whole: what a call means with all of the words
    around those that were copied, None where nothing is to be added: so that no part ever stands for the whole.
    taught: the model was trained with it; of others, it knows the description alone. apt: whether these words of the
    user can mean it now. means: whether they mean it and no other, whatever the model makes of them. sure: the calls
    that such words ask for beyond doubt, none where they may mean anything else.
    """

    name: str
    help: str
    arguments: tuple[ArgumentSpec, ...] = ()
    one_of: tuple[str, ...] = ()
    whole: Callable[[Copied], Whole | None] = lambda _: None
    taught: bool = True
    apt: Callable[[Sequence[str]], bool] = lambda _: True
    means: Callable[[Sequence[str]], bool] = lambda _: False
    sure: Callable[[Sequence[str]], tuple["Call", ...]] = lambda _: ()

    @property
    def family(self) -> str:
        """What it is about: "reminder" for reminder.at."""
        return spoken_family(self.name)

    @property
    def own_name(self) -> str:
        """Its name in words, without that of the program that brought it."""
        return spoken_name(self.name.split(".", 1)[-1].replace("-", " "))


def spoken_family(name: str) -> str:
    """ "timer.start" -> "timer": what a tool is about."""
    return name.partition(".")[0]


def spoken_name(name: str) -> str:
    """ "timer.start" -> "timer start", as an embedding reads it."""
    return name.replace(".", " ").replace("_", " ")


def tool_text(tool: ToolSpec) -> str:
    """What stands for a tool in the embedding."""
    return f"{spoken_name(tool.name)}: {tool.help}"


def argument_text(tool: ToolSpec, argument: ArgumentSpec) -> str:
    """What stands for an argument in the embedding."""
    return f"{spoken_name(tool.name)}, {spoken_name(argument.name)}: {argument.help}"


def option_text(tool: ToolSpec, argument: ArgumentSpec, meaning: str) -> str:
    """What stands for one option of an argument in the embedding."""
    return f"{spoken_name(tool.name)}, {spoken_name(argument.name)}: {meaning}"


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool. quiet: its success needs no words. target: id of the call that set up what this one takes back;
    "" where the arguments say it."""

    name: str
    arguments: dict[str, Json] = field(default_factory=dict)
    quiet: bool = False
    target: str = ""

    @property
    def line(self) -> str:
        """The call in words, as the model is reminded of what it has set up: "timer start 180"."""
        return f"{spoken_name(self.name)} {self.about}".rstrip()

    @property
    def about(self) -> str:
        """The values of the arguments in words."""
        return " ".join(str(value) for value in self.arguments.values())


NO_BIAS: Mapping[Move, float] = MappingProxyType({})
"""Every move as likely as the model finds it."""


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """What the model is told when it writes.

    words: the user's turn so far, with its punctuation. standing: Call.line of what is set up and can be taken back,
    and of what is under way, newest last. tools: those registered. background: whether a background model can be asked.
    without: moves that make no sense for these words. biases: what is added to the scores of moves, in nats.
    """

    words: tuple[str, ...]
    standing: tuple[str, ...] = ()
    tools: tuple[ToolSpec, ...] = ()
    background: bool = True
    without: frozenset[Move] = frozenset()
    biases: Mapping[Move, float] = field(default_factory=lambda: NO_BIAS)


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What the model wrote. ask: the question for the background model, "" for none. say: a short reply, or None.

    wait: nothing yet, the user is not finished. words: what is said for the short reply, in place of its usual forms:
    the question with Move.MORE, the refusal with Move.UNABLE. lacking: with Move.MORE, the tool that lacks something.
    lack: what that is.
    mere: the calls and the question are made of values alone, which may belong to what was said before: "ten minutes".
    Empty otherwise: the words need nothing.
    """

    calls: tuple[Call, ...] = ()
    ask: str = ""
    say: Move | None = None
    wait: bool = False
    words: str = ""
    lacking: str = field(default="", compare=False)
    lack: Lack = field(default=NO_LACK, compare=False)
    mere: bool = field(default=False, compare=False)

    def told(self) -> str:
        """In words, for whoever asks why something was done."""
        if self.wait:
            return "waits: the user will go on"
        done = [f"calls {call.name}" for call in self.calls]
        if self.ask:
            done.append("asks the background model")
        if self.say is not None:
            done.append(f"says {self.say.value}")
        return ", ".join(done) or "nothing is asked for"
