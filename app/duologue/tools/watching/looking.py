"""Questions about what is seen just now: fingers, people, posture, what is going on, what is written there."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duologue.core.devices import SharedScreen
from duologue.core.microturn import Frame
from duologue.core.tool_facts import ToolFacts
from duologue.core.writing import Copied, Whole
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.watching.seen import NOBODY, Seen
from duologue.tools.watching.whole import all_of
from duologue.tools.watching.wordings import Moment, meant_tool
from duologue.tools.wording import join_words

LATELY_S = 90.0
"""How long, in seconds, "and now?" is about the fingers that were asked about."""
LOOKED_S = 120.0
"""Longest time, in seconds, in which a picture is looked at or read, with the user's consent to it."""
SHOWN_S = 8.0
"""How long, in seconds, a hand that was asked about may stay up without meaning anything else."""
MOST_SAID = 6
"""Most lines of a text that are read aloud; all of them are shown."""
TURN_PALM = "I can't tell how many fingers. Turn your palm to the camera and hold it still."
NO_HAND = "I can't see your hand. Hold it up where the camera sees it."
NO_TEXT = "I can't make out any writing. Hold it closer and still, with light on it."
CANNOT_READ = "I can't read writing here: the model for it isn't there."
UNSURE_POSTURE = "I can't tell yet. Ask me to watch your posture, and sit upright for a moment."
_QUESTION = Argument("question", Reads.PHRASE, "what is asked about the picture", required=False, pointed=False)
_FACTS = ToolFacts("Look", looks=True)

_SEEING = frozenset(
    (
        "see",
        "sees",
        "seen",
        "seeing",
        "look",
        "looks",
        "looking",
        "camera",
        "picture",
        "image",
        "show",
        "shows",
        "showing",
        "watch",
        "watching",
        "eyes",
        "view",
    )
)
"""Words of which one stands in a question to the eyes, whichever it is."""
_CALLED = {
    "eyes.fingers": frozenset(("finger", "fingers", "thumb", "hand", "hands", "holding")),
    "eyes.people": frozenset(
        (
            "people",
            "person",
            "persons",
            "anybody",
            "anyone",
            "somebody",
            "someone",
            "room",
            "alone",
            "here",
            "there",
            "behind",
            "us",
            "faces",
        )
    ),
    "eyes.posture": frozenset(
        ("sit", "sits", "sitting", "sat", "posture", "back", "shoulders", "slouch", "slouching", "upright", "straight")
    ),
    "eyes.read": frozenset(
        (
            "read",
            "reads",
            "reading",
            "label",
            "sign",
            "text",
            "writing",
            "written",
            "says",
            "say",
            "page",
            "paper",
            "letter",
            "letters",
            "box",
            "bottle",
        )
    ),
    "eyes.look": frozenset(
        (
            "doing",
            "holding",
            "wearing",
            "hand",
            "hands",
            "this",
            "describe",
            "colour",
            "color",
            "happening",
            "pointing",
            "front",
            "behind",
        )
    ),
}
"""Words of which one, or one of _SEEING, stands in a question to each."""

ReadText = Callable[[], Coroutine[Any, Any, Sequence[str]]]
"""Reads the lines of text in the newest picture, top to bottom."""


async def _nothing(question: str, picture: str) -> str:
    raise ToolError("There is no background model that takes pictures.")


async def _refuse() -> bool:
    return False


@dataclass(slots=True)
class Sight:
    """What the session can do for these tools.

    read_text: None where no graph reads. shown: whether a background model takes pictures. picture: the newest picture,
    as a data: address. may_show: asks the user whether it may go there. ask: has the model answer a question about it.
    screen: that of the user, None where there is none; what the others do with the camera's picture, read_frame,
    encoded, may_show_screen and ask_screen do with one of the screen.
    """

    read_text: ReadText | None = None
    shown: Callable[[], bool] = bool
    picture: Callable[[], str] = str
    may_show: Callable[[], Coroutine[Any, Any, bool]] = _refuse
    ask: Callable[[str, str], Coroutine[Any, Any, str]] = _nothing
    screen: SharedScreen | None = None
    read_frame: Callable[[Frame], Coroutine[Any, Any, Sequence[str]]] | None = None
    encoded: Callable[[Frame], str] = lambda _: ""
    may_show_screen: Callable[[], Coroutine[Any, Any, bool]] = _refuse
    ask_screen: Callable[[str, str], Coroutine[Any, Any, str]] = _nothing


class Looking:
    """The tools. seen: what the eyes know. moment: what stands, for reading words."""

    def __init__(self, seen: Seen, moment: Callable[[], Moment]) -> None:
        self._seen, self._moment = seen, moment
        self._asked_s: float | None = None
        self.sight = Sight()

    def tools(self) -> list[Tool]:
        """The tools."""
        return [
            self._tool("eyes.fingers", "tells how many fingers I hold up to the camera", self._fingers),
            self._tool("eyes.people", "tells how many people the camera sees, whether anybody is there", self._people),
            self._tool("eyes.posture", "tells how I sit just now: am I sitting straight", self._posture),
            self._tool("eyes.read", "reads writing that I hold into the camera: a label, a sign", self._read),
            self._tool("eyes.look", "tells what the camera sees: what am I doing, what is this", self._look, _QUESTION),
        ]  # fmt: skip

    @property
    def hand_asked(self) -> bool:
        """A hand is held up because it was asked about just now."""
        return self._asked_s is not None and self._seen.t - self._asked_s <= SHOWN_S

    def fingers_asked(self) -> bool:
        """Whether fingers were asked about not long ago."""
        return self._asked_s is not None and self._seen.t - self._asked_s <= LATELY_S

    def _tool(self, name: str, use: str, run: Callable[[Request], Any], *arguments: Argument) -> Tool:
        def whole(copied: Copied, _: datetime | None) -> Whole:
            return all_of(copied, {"question": " ".join(copied.words)} if arguments else {})

        return Tool(
            name, use, run, arguments, facts=_FACTS, taught=False, for_models=False, called=_SEEING | _CALLED[name],
            reads_whole=whole, means=lambda words: meant_tool(words, self._moment()) == name, timeout_s=LOOKED_S,
        )  # fmt: skip

    def _fingers(self, request: Request) -> Answer:
        self._asked_s = request.t
        if self._seen.blind:
            raise ToolError(self._seen.blind)
        if said := self._seen.fingers_words():
            return Answer({"fingers": self._seen.fingers}, said)
        if not self._seen.people and not self._seen.has_hands:
            raise ToolError(NOBODY)
        raise ToolError(TURN_PALM if self._seen.has_hands else NO_HAND)

    def _people(self, _: Request) -> Answer:
        if self._seen.blind:
            raise ToolError(self._seen.blind)
        return Answer({"people": self._seen.people}, self._seen.people_words())

    def _posture(self, _: Request) -> Answer:
        if self._seen.blind:
            raise ToolError(self._seen.blind)
        said = {
            "upright": "You're sitting upright.",
            "slouching": "You're slouching a little.",
            "leaning": "You're leaning to one side.",
            "close": "You're quite close to the screen.",
        }.get(self._seen.posture)
        if said is None:
            raise ToolError(UNSURE_POSTURE)
        return Answer({"posture": self._seen.posture}, said)

    def _look(self, request: Request) -> Answer | Coroutine[Any, Any, Answer]:
        """A background model knows better, if there is anything to see: with the picture, if it takes one."""
        if self._seen.blind:
            raise ToolError(self._seen.blind)
        if self.sight.shown() and (picture := self.sight.picture()):
            return self._look_closely(request.text("question") or "What do you see?", picture)
        raise ToolError("Only a background model that takes pictures knows more.", self._seen.summary(), ask=True)

    async def _look_closely(self, question: str, picture: str) -> Answer:
        """What a model says of the picture that was there when the user asked; without their consent, what the eyes
        alone know."""
        if not await self.sight.may_show():
            said = self._seen.summary()
            return Answer({"seen": said}, f"Without showing it: {said}")
        answer = (await self.sight.ask(question, picture)).strip()
        return Answer({"answer": answer}, answer)

    def _read(self, request: Request) -> Answer | Coroutine[Any, Any, Answer]:
        if self._seen.blind:
            raise ToolError(self._seen.blind)
        if self.sight.read_text is None:
            raise ToolError(CANNOT_READ)
        return _told(self.sight.read_text)


async def _told(read_text: ReadText) -> Answer:
    return told(await read_text(), NO_TEXT)


def told(read: Sequence[str], nothing: str, *, before: str = "") -> Answer:
    """Lines that were read, as they are said and shown. nothing: what is said for none. before: begins what is said.

    Raises:
        ToolError: nothing was read.
    """
    lines = [line.strip() for line in read if line.strip()]
    if not lines:
        raise ToolError(nothing)
    more = "" if len(lines) <= MOST_SAID else f" And {len(lines) - MOST_SAID} more lines; they are on the panel."
    said = join_words([line.rstrip(".") for line in lines[:MOST_SAID]])
    return Answer({"lines": lines}, f"{before}It says: {said}.{more}", text="\n".join(lines))
