"""What the assistant says about itself: who it is, what it can do, and what it cannot."""

from collections.abc import Callable
from dataclasses import dataclass, field

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.core.writing import Call
from duologue.tools.base import Answer, Argument, Reads, Request, Tool
from duologue.tools.beyond import beyond_tools, mirrored
from duologue.tools.which import fits_words
from duologue.tools.wording import join_words

CANNOT = "assistant.cannot"
MOST_WORDS = 6
"""A wish of more words is not said back in the sentence that it cannot be fulfilled."""
SHOWN = 7
"""Examples on the panel."""
_TOPIC = Argument("topic", Reads.TEXT, "what help is about: help with timers, how lists work", required=False)
_WHAT = Argument(
    "what", Reads.OPTION, "what about the assistant is asked: its name, its maker, its privacy, its model, its camera",
    options=(
        ("name", "name: what is your name, who are you, what do I call you"),
        ("kind", "kind: are you a robot, are you human, are you an AI, who made you"),
        ("private", "privacy: is this private, do you record me, who hears this, where does my voice go"),
        ("model", "model: which model are you, are you ChatGPT, what AI runs in you"),
        ("camera", "camera: what do you see, can you see me, look at me, how do I look"),
        ("languages", "languages: which languages do you speak or understand"),
    ),
)  # fmt: skip
_WISH = Argument(
    "wish", Reads.PHRASE, "what cannot be done: play music, open youtube, call mom", required=False, parts=True
)

_ABOUT = {
    "name": "I'm Duologue, an assistant that runs on your own computer.",
    "kind": "I'm a program, not a person. I run on your own computer.",
    "languages": "I speak English, and I know some phrases in French, German, Spanish, Italian and Portuguese.",
}


@dataclass(slots=True)
class Self:
    """What the assistant knows about itself, as it is when it is asked; whoever knows better puts it in place.

    sees: what the camera shows, in words. background: name of the model that answers what the assistant itself cannot,
    "" for none.
    sends_to: the other machine on which that runs, "" if it runs here. online: whether the internet may be used at all.
    """

    sees: Callable[[], str] = str
    background: Callable[[], str] = str
    sends_to: Callable[[], str] = str
    online: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True)
class Example:
    """Something to try. say: its words. call: what they do. topic: what it is about. needs: what must be there, as
    Moment counts it, "" for nothing."""

    say: str
    call: tuple[str, dict[str, Json]]
    topic: str
    needs: str = ""


Moment = Callable[[], dict[str, int]]
"""How many there are of "timers", "reminders", "lists", "notes"."""

EXAMPLES = (
    Example("How long is left on the timer?", ("timer.show", {}), "timers", "timers"),
    Example("Pause the timer", ("timer.pause", {}), "timers", "timers"),
    Example("What reminders do I have?", ("reminder.show", {}), "reminders", "reminders"),
    Example("What's on my list?", ("list.show", {}), "lists", "lists"),
    Example("Show my notes", ("notes.show", {}), "notes", "notes"),
    Example("Set a timer for ten minutes", ("timer.start", {"seconds": 600}), "timers"),
    Example("Remind me in an hour to stretch", ("reminder.at", {"seconds": 3600, "message": "stretch"}), "reminders"),
    Example("Add milk to my shopping list", ("list.add", {"list": "shopping", "item": "milk"}), "lists"),
    Example("What is fifteen percent of eighty?", ("calculator.evaluate", {"expression": "15%*80"}), "sums"),
    Example("How many cups are two liters?", ("units.convert", {"value": 2, "from": "liter", "to": "cup"}), "units"),
    Example("What day is it?", ("clock.now", {"about": "date"}), "dates"),
    Example("Say beep when I say um", ("listen.start", {"for": "um", "say": "beep"}), "words to listen for"),
    Example("Flip a coin", ("chance.draw", {"what": "coin"}), "games"),
    Example("Tell me a joke", ("joke.tell", {}), "games"),
    Example("Speak more slowly", ("speech.adjust", {"how": "slower"}), "my voice"),
    Example("Say that in British English", ("speech.voice", {"which": "british", "what": "again"}), "my voice"),
)
"""The first that fit the moment are shown."""


@dataclass(slots=True)
class About:
    """The tools. moment: what stands just now. knows: what the assistant knows about itself."""

    moment: Moment = dict
    knows: Self = field(default_factory=Self)

    def tools(self) -> list[Tool]:
        """The tools."""
        help_ = "tells what the assistant can do: what can you do, help, what can I say, what can I ask you"
        about = "answers about the assistant itself: who are you, is this private, which model are you, can you see me"
        cannot = (
            "is asked for something that is impossible here: play music or videos, open an app or youtube, "
            "call or text somebody, send an email, order or book, switch on lights"
        )
        helps, refuses = ToolFacts("Help", looks=True, shows=_help_sheet), ToolFacts("Not possible", looks=True)
        tells = ToolFacts("About Duologue", looks=True)
        return [
            Tool("help.show", help_, self._help, (_TOPIC,), facts=helps, for_models=False),
            Tool("assistant.about", about, self._about, (_WHAT,), facts=tells, for_models=False),
            Tool(CANNOT, cannot, _cannot, (_WISH,), facts=refuses, for_models=False, sure=_refused),
        ]

    def _help(self, request: Request) -> Answer:
        topic, there = request.text("topic"), self.moment()
        fitting = [each for each in EXAMPLES if not each.needs or there.get(each.needs)]
        about = [each for each in fitting if topic and fits_words(each.topic, topic)]
        shown = _varied(about or fitting)[:SHOWN]
        result = {"examples": [{"say": each.say, "name": each.call[0], "arguments": each.call[1]} for each in shown]}
        if about:
            return Answer(result, f"For {about[0].topic}, you can say: {join_words([each.say for each in about[:3]])}")
        now = f" Try: {shown[0].say}" if shown and shown[0].needs else ""
        return Answer(
            result, f"I can set timers and reminders, keep lists and notes, do sums, and look things up.{now}"
        )

    def _about(self, request: Request) -> Answer:
        what = request.text("what")
        match what:
            case "camera":
                said = self.knows.sees()
            case "model":
                said = _model(self.knows.background())
            case "private":
                said = _privacy(self.knows.sends_to(), online=self.knows.online())
            case _:
                said = _ABOUT[what]
        return Answer({"about": what, "answer": said}, said)


def _model(background: str) -> str:
    own = "I'm Duologue's own small model. It runs on this computer."
    return f"{own} What it can't answer, it asks {background}." if background else own


def _privacy(sends_to: str, *, online: bool) -> str:
    searches = "I go online only when you allow it, for a search or the weather." if online else "I don't go online."
    if not sends_to:
        return f"What you say stays on this computer. {searches}"
    return (
        "Your voice stays on this computer. Questions that I can't answer myself go to "
        f"{sends_to}, in writing, with what we said before."
    )


def _refused(text: str) -> tuple[Call, ...]:
    """The refusal of what a text wants done in the world."""
    wish = beyond_tools(text)
    return (Call(CANNOT, {"wish": wish}),) if wish else ()


def _cannot(request: Request) -> Answer:
    wish = request.text("wish").rstrip(".!?")
    short = 0 < len(wish.split()) <= MOST_WORDS
    return Answer({"wish": wish}, f"Sorry, I can't {mirrored(wish)}." if short else "Sorry, I can't do that.")


def _varied(examples: list[Example]) -> list[Example]:
    """One of each topic first, then the others."""
    first = list({each.topic: each for each in reversed(examples)}.values())[::-1]
    return [*first, *(each for each in examples if each not in first)]


def _help_sheet(_: Values, result: Values) -> Sheet:
    lines = tuple(
        Line(str(each["say"]), press="Try it", call=(str(each["name"]), each["arguments"]))
        for each in result["examples"]
    )
    return Sheet("help", "Things you can say", lines)
