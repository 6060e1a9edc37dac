"""Tools by which the user sets how the assistant is: its voice, its looks, its microphone, and what it said again.

What they do lies with others: Controls is put in place by whoever can do it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from duologue.core.events import Json
from duologue.core.offered_voice import OfferedVoice
from duologue.core.settings import VOICE_RATES, VOLUMES
from duologue.core.tool_facts import ToolFacts
from duologue.core.translatable import Lack
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.undoing import UNDONE_BY, Undoing

RATE_STEP = 1.2
"""How many times as fast the voice is after "faster"."""
VOLUME_STEP = 1.5
"""How many times as much sound pressure the voice has after "louder": 3.5 dB."""
NOT_HERE = "I can't do that here."
NOTHING_SAID = "I haven't said anything yet."
_HOW = Argument(
    "how", Reads.OPTION, "how the voice is to be: louder, softer, slower, faster, normal",
    options=(
        ("louder", "louder: speak up, turn the volume up, I can't hear you"),
        ("softer", "softer: more quietly, turn the volume down, not so loud"),
        ("slower", "slower: slow down, you talk too fast, not so fast"),
        ("faster", "faster: speed up, you talk too slowly, talk quicker"),
        ("normal", "normal: the usual volume and speed again"),
    ),
    named=True,
)  # fmt: skip
_PACE = Argument(
    "pace", Reads.OPTION, "whether it is said again slowly", required=False,
    options=(("slowly", "slowly: say it again slowly, once more but slower"),),
)  # fmt: skip
_LOOK = Argument(
    "look", Reads.OPTION, "how the window looks: dark, light, in high contrast, as the system",
    options=(
        ("dark", "dark: dark mode, night mode, black background"),
        ("light", "light: light mode, day mode, bright, white background"),
        ("contrast", "high contrast: strong contrast, easier to see, for weak eyes"),
        ("system", "as the system is set: automatic appearance, like the desktop"),
    ),
)  # fmt: skip
_AGAIN = frozenset(
    ("again", "repeat", "say", "said", "what", "pardon", "sorry", "huh", "slowly", "slower", "once")
)  # fmt: skip
"""Words by which one asks to hear something again."""
_PAGE = Argument("what", Reads.TEXT, "what is to be set: the voice, the microphone, the model", required=False)


def _not_here(*_: object) -> None:
    raise ToolError(NOT_HERE)


@dataclass(slots=True)
class Controls:
    """What the session and the program can do for these tools. Each may raise ToolError.

    read: the value of a setting. change: changes settings. last_said: what the assistant said last, "" for nothing.
    open: opens the settings, or one of their dialogs. mute: turns the microphone off. restart: forgets what was said.
    lacks: what is missing to translate from one language into another (ISO 639-1), and back if the third is true.
    voices: those that can speak a language (ISO 639-1), the best first.
    """

    read: Callable[[str], Json] = {
        "voice": "", "voice_rate": 1.0, "volume": 1.0, "theme": "system", "mode": "conversation", "source": "en",
        "target": "es", "two_way": False, "translate_aloud": True, "translate_from": "microphone",
    }.__getitem__  # fmt: skip
    change: Callable[[Mapping[str, Json]], None] = _not_here
    last_said: Callable[[], str] = str
    open: Callable[[str, float], None] = _not_here
    mute: Callable[[float], None] = _not_here
    restart: Callable[[float], None] = _not_here
    lacks: Callable[[str, str, bool], Lack] = lambda _source, _target, _two_way: Lack.NOTHING
    voices: Callable[[str], tuple[OfferedVoice, ...]] = lambda _: ()


class ControlTools:
    """The tools. controls: what they do."""

    def __init__(self, undoing: Undoing) -> None:
        self.controls = Controls()
        self._undoing = undoing

    def tools(self) -> list[Tool]:
        """The tools."""
        adjust = "changes how the voice sounds: louder, softer, speak up, slow down, talk faster, volume up or down"
        repeat = "repeats what the assistant has just said: say that again, repeat that, what did you say, pardon"
        look = "changes how the window looks: dark mode, light mode, the theme"
        open_ = "opens the settings or preferences: change your voice, choose another microphone, configure it"
        mute = "turns off the microphone: mute yourself, stop listening to me, don't listen for now"
        restart = "starts the whole conversation over: start over, new conversation, forget what we talked about"
        return [
            _control("speech.adjust", adjust, self._adjust, ToolFacts("Voice", UNDONE_BY), _HOW),
            _control("speech.repeat", repeat, self._repeat, ToolFacts("Said again", looks=True), _PACE, called=_AGAIN),
            _control("window.look", look, self._look, ToolFacts("Appearance", UNDONE_BY), _LOOK),
            _control("settings.open", open_, self._open, ToolFacts("Settings", looks=True), _PAGE),
            _control("microphone.mute", mute, self._mute, ToolFacts("Microphone off", lasts=True)),
            _control("conversation.restart", restart, self._restart, ToolFacts("New conversation", lasts=True)),
        ]

    def _adjust(self, request: Request) -> Answer:
        how = request.text("how")
        rate, volume = (float(self.controls.read(name)) for name in ("voice_rate", "volume"))
        before = {"voice_rate": rate, "volume": volume}
        match how:
            case "louder" | "softer":
                changed = {"volume": _stepped(volume, VOLUME_STEP if how == "louder" else 1 / VOLUME_STEP, VOLUMES)}
            case "slower" | "faster":
                changed = {"voice_rate": _stepped(rate, RATE_STEP if how == "faster" else 1 / RATE_STEP, VOICE_RATES)}
            case _:
                changed = {"voice_rate": 1.0, "volume": 1.0}
        if all(before[name] == value for name, value in changed.items()):
            raise ToolError(_AT_THE_END[how])
        self.controls.change(changed)
        self._undoing.note(request, "My voice is as it was.", lambda _: self.controls.change(before))
        return Answer({"how": how, **before, **changed}, _ADJUSTED[how])

    def _repeat(self, request: Request) -> Answer:
        said = self.controls.last_said()
        if not said:
            raise ToolError(NOTHING_SAID)
        if request.text("pace") == "slowly":
            said = said.rstrip(".!?")
            said = "... ".join(said.split()) + "."
        return Answer({"said": said}, said)

    def _look(self, request: Request) -> Answer:
        look, before = request.text("look"), str(self.controls.read("theme"))
        if look == before:
            return Answer({"look": look}, _LOOKS_SO[look])
        self.controls.change({"theme": look})
        self._undoing.note(request, "It looks as it did before.", lambda _: self.controls.change({"theme": before}))
        return Answer({"look": look, "before": before}, f"{_LOOKS[look]} Say undo to change it back.")

    def _open(self, request: Request) -> Answer:
        what = request.text("what")
        self.controls.open(what, request.t)
        return Answer({"what": what}, "Here are the settings.")

    def _mute(self, request: Request) -> Answer:
        self.controls.mute(request.t)
        return Answer({"muted": True}, "I've turned the microphone off. Press the microphone button to turn it on.")

    def _restart(self, request: Request) -> Answer:
        self.controls.restart(request.t)
        return Answer({"restarted": True}, "Okay, we start over. Your timers, lists and notes are still there.")


def _control(
    name: str,
    use: str,
    run: Callable[[Request], Answer],
    facts: ToolFacts,
    *arguments: Argument,
    called: frozenset[str] = frozenset(),
) -> Tool:
    return Tool(name, use, run, arguments, facts=facts, for_models=False, called=called)


def _stepped(value: float, factor: float, limits: tuple[float, float]) -> float:
    return round(min(max(value * factor, limits[0]), limits[1]), 2)


_ADJUSTED = {
    "louder": "Is this loud enough?",
    "softer": "Is this quiet enough?",
    "slower": "I'll speak more slowly.",
    "faster": "I'll speak faster.",
    "normal": "This is my normal voice.",
}
_AT_THE_END = {
    "louder": "That's as loud as I can get.",
    "softer": "That's as quiet as I can get.",
    "slower": "That's as slow as I can speak.",
    "faster": "That's as fast as I can speak.",
    "normal": "This is my normal voice already.",
}
_LOOKS = {
    "dark": "It's dark now.",
    "light": "It's light now.",
    "contrast": "It's in high contrast now.",
    "system": "It looks as your system does now.",
}
_LOOKS_SO = {
    "dark": "It's dark already.",
    "light": "It's light already.",
    "contrast": "It's in high contrast already.",
    "system": "It looks as your system does.",
}
