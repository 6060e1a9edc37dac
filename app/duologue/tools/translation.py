"""translate.start, translate.stop and what changes a translation that runs. What they set are settings."""

from collections.abc import Mapping, Sequence

from duologue.core.events import Json
from duologue.core.languages import ANY, BOTH, COMPUTER, ENGLISH, MICROPHONE
from duologue.core.tool_facts import ToolFacts, Undo
from duologue.core.translatable import Lack
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.controls import Controls
from duologue.tools.played import ends_captions, read_played
from duologue.tools.readers import LANGUAGES
from duologue.tools.undoing import UNDONE_BY, Undoing
from duologue.tools.watching.whole import all_of

WINDOW = "the translation window"
NOT_TRANSLATING = "I'm not translating."
_NAMES = {code: name.capitalize() for name, code in reversed(LANGUAGES.items())}
_TARGET = Argument("target", Reads.LANGUAGE, "language to translate into: into Spanish, to French")
_SOURCE = Argument("source", Reads.LANGUAGE, "language that is spoken: from German", required=False)
_HOW = Argument(
    "how", Reads.OPTION, "whether translations are spoken",
    options=(
        ("shown", "shown alone: be quiet and only show the translation, don't say it aloud"),
        ("spoken", "spoken: say the translation aloud again, speak it"),
    ),
)  # fmt: skip
_HEARD = Argument(
    "heard", Reads.OPTION, "whose words", pointed=False,
    options=(
        (COMPUTER, "what the computer plays: the film, the call"), (MICROPHONE, "the user's own"),
        (BOTH, "the user's and what the computer plays"),
    ),
)  # fmt: skip
_AS = Argument(
    "how", Reads.OPTION, "whether they are translated", required=False, pointed=False,
    options=(("translated", "translated into another language"), ("captions", "written down in their own language")),
)  # fmt: skip
_INTO = Argument("target", Reads.LANGUAGE, "language to translate into", required=False, pointed=False)
_OF = Argument("source", Reads.LANGUAGE, "language of what is played", required=False, pointed=False)


class TranslationTools:
    """The tools. controls: where they read and change the settings."""

    def __init__(self, controls: Controls, undoing: Undoing) -> None:
        self._controls, self._undoing = controls, undoing
        self._started = ""

    def tools(self) -> list[Tool]:
        """The tools."""
        start = (
            "translates live what I say into another language: translate into Spanish from now on, be my interpreter, "
            "translate what he says into English"
        )
        swap = "switches the languages of the live translation: switch languages, the other way round"
        quiet = "whether live translations are spoken: be quiet and only show the translation, say it aloud"
        stop = "stops translating, no more interpreting"
        played = "captions or translates what the computer plays: caption this film, subtitles for the call"
        start_facts = ToolFacts("Translation", undone_by=Undo("translate.stop"))
        return [
            Tool("translate.start", start, self._start, (_TARGET, _SOURCE), facts=start_facts, for_models=False),
            Tool(
                "translate.stop", stop, self._stop,
                facts=ToolFacts("Translation", takes_back=True), for_models=False, means=ends_captions,
            ),
            Tool(
                "translate.played", played, self._played, (_HEARD, _AS, _INTO, _OF),
                facts=ToolFacts("Captions", Undo("translate.stop")), for_models=False, taught=False,
                reads_whole=lambda copied, _: all_of(copied, self._wished(copied.words)), ready=lambda: False,
                means=lambda words: bool(self._wished(words)),
            ),
            Tool(
                "translate.swap", swap, self._swap,
                facts=ToolFacts("Languages", UNDONE_BY), for_models=False, taught=False, ready=self._translating,
            ),
            Tool(
                "translate.aloud", quiet, self._aloud, (_HOW,),
                facts=ToolFacts("Translation", UNDONE_BY), for_models=False, taught=False, ready=self._translating,
            ),
        ]  # fmt: skip

    def _translating(self) -> bool:
        return bool(self._controls.read("mode") == "translate")

    def _start(self, request: Request) -> Answer:
        target = request.text("target")
        source = request.text("source") or (ENGLISH if target != ENGLISH else ANY)
        if source == target:
            raise ToolError(f"{source} is both languages.", f"That is {_name(source)} already.")
        self._look_for(source, target, request.t)
        # whoever begins by voice means what they say; what is played is added to a translation by its own tool
        heard = {} if self._translating() else {"translate_from": MICROPHONE}
        self._controls.change({"source": source, "target": target, "mode": "translate", **heard})
        self._started = request.id
        spoken = "" if source in (ANY, ENGLISH) else f" from {_name(source)}"
        return Answer({"source": source, "target": target}, f"I'll translate{spoken} into {_name(target)}.")

    def _look_for(self, source: str, target: str, t: float) -> None:
        """Makes sure that one language can be translated into another; the window is opened where that can be had."""
        match self._controls.lacks(source, target, bool(self._controls.read("two_way"))):
            case Lack.TRANSLATOR:
                raise ToolError(
                    f"There is no translator from {source} into {target}.",
                    f"I can't translate into {_name(target)} here.",
                )
            case Lack.EARS:
                self._controls.open(WINDOW, t)
                raise ToolError(
                    "Other languages than English are not installed.",
                    "I understand only English so far. The translation window can install more languages.",
                )

    def _wished(self, words: Sequence[str]) -> Mapping[str, Json]:
        """What words ask for of what the computer plays, as arguments; nothing where they do not."""
        wish = read_played(words, running=self._translating())
        return {} if wish is None else wish.arguments

    def _played(self, request: Request) -> Answer:
        heard, captions = request.text("heard"), request.text("how") == "captions"
        source, target = request.text("source"), request.text("target")
        kept_source, kept_target = (str(self._controls.read(name)) for name in ("source", "target"))
        if heard == MICROPHONE:
            self._controls.change({"translate_from": MICROPHONE})
            return Answer({"heard": heard}, "I'm listening to you alone again.")
        if captions:
            source = target = source or (kept_source if kept_source != ANY else ENGLISH)
        elif target or source:
            target = target or (kept_target if kept_target != source else ENGLISH)
            source = source or (ENGLISH if target != ENGLISH else ANY)
        else:
            source, target = kept_source, kept_target
        if source == target and not captions:
            raise ToolError("No language to translate into.", "Into which language? Say it with the wish.")
        self._look_for(source, target, request.t)
        self._controls.change({"source": source, "target": target, "mode": "translate", "translate_from": heard})
        self._started = request.id
        whom = "you and what the computer plays" if heard == BOTH else "what the computer plays"
        said = f"I'll caption {whom}." if captions else f"I'll translate {whom} into {_name(target)}."
        return Answer({"heard": heard, "source": source, "target": target}, said)

    def _stop(self, request: Request) -> Answer:
        if not self._translating():
            raise ToolError(NOT_TRANSLATING)
        self._controls.change({"mode": "conversation"})
        cancelled, self._started = request.target or self._started, ""
        return Answer({"cancelled": cancelled}, "I've stopped translating.")

    def _swap(self, request: Request) -> Answer:
        before: Mapping[str, Json] = {name: self._controls.read(name) for name in ("source", "target")}
        source, target = str(before["source"]), str(before["target"])
        if not self._translating() or source == ANY:
            raise ToolError(NOT_TRANSLATING if source != ANY else "I'd need to know which language is spoken.")
        self._look_for(target, source, request.t)
        self._controls.change({"source": target, "target": source})
        self._undoing.note(request, f"Into {_name(target)} again.", lambda _: self._controls.change(before))
        return Answer({"source": target, "target": source}, f"Now from {_name(target)} into {_name(source)}.")

    def _aloud(self, request: Request) -> Answer:
        aloud = request.text("how") == "spoken"
        before = {"translate_aloud": self._controls.read("translate_aloud")}
        if not self._translating():
            raise ToolError(NOT_TRANSLATING)
        self._controls.change({"translate_aloud": aloud})
        self._undoing.note(request, "As it was before.", lambda _: self._controls.change(before))
        return Answer({"how": request.text("how")}, "Okay, I'll say it aloud." if aloud else "")


def _name(language: str) -> str:
    return _NAMES.get(language, language)
