"""The screen as a second camera: questions about what is on it, once the user has chosen what of it may be seen."""

import re
from collections.abc import Coroutine, Sequence
from datetime import datetime
from typing import Any

from duologue.core.microturn import Frame
from duologue.core.tool_facts import ToolFacts
from duologue.core.writing import Copied, Whole
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.watching.looking import LOOKED_S, Sight, told
from duologue.tools.watching.whole import all_of
from duologue.tools.watching.wordings import plain

NO_SCREEN = "I can't see a screen here."
NOTHING_CHOSEN = "Okay, I'm not looking at your screen."
NOT_LOOKING = "I'm not looking at your screen."
GONE = "I can't see it any more. Show me your screen again."
NO_WORDS = "I can't make out any writing on it."
BLIND = "I can see it, but only a background model that takes pictures can tell what it shows."
_QUESTION = Argument("question", Reads.PHRASE, "what is asked about the screen", required=False, pointed=False)
_FACTS = ToolFacts("Look at the screen", looks=True)
_SCREEN = (
    r"(?:(?:my|the|this|that) (?:computer |whole |entire |shared |left |right |second )*"
    r"(?:screen|desktop|monitor|display)"
    r"|(?:this|my) (?:browser |open |other )?window)"
)
_ASKS = re.compile(
    rf"\b(?:look|looking|peek|glance) (?:at|on|over) (?:\w+ ){{0,4}}?{_SCREEN}\b"
    rf"|\b(?:see|seeing) (?:\w+ ){{0,5}}?{_SCREEN}\b"
    rf"|\b(?:what|which|who) (?:\w+ ){{1,7}}?(?:on|in|at) {_SCREEN}\b"
    rf"|\bwhat(?: does| do| is)? {_SCREEN} (?:says?|shows?|mean|showing|saying)\b"
    rf"|\b(?:read|explain|describe|summari[sz]e|check) (?:\w+ ){{0,6}}?{_SCREEN}\b"
    rf"|\b(?:share|sharing) {_SCREEN}\b|\bshow(?:ing)? you {_SCREEN}\b|\bscreen sharing on\b"
)
_NO_WISH = re.compile(
    r"\b(?:stop|don't|do not|turn (?:on|off)|switch (?:on|off)|lock|brightness|size|resolution|hold|list|remind"
    r"|timer)\b|^am i\b|\b(?:when|if|whenever|that|while) i\b"
)
_STOPS = re.compile(
    rf"^(?:please |okay |you can |now )*(?:stop|quit|end|don't|do not)(?: \w+){{0,2}}? "
    rf"(?:looking|look|sharing|share|seeing|showing|watching)(?: at)?(?: you)? {_SCREEN}\b"
    r"|\b(?:stop|end) (?:the |my )?screen ?shar(?:e|ing)\b"
)
_BARE = re.compile(
    r"^(?:can you |could you |please |i want to |i would like to |let me |let us |i am |now )*"
    rf"(?:have a look|take a look|look|see|share|sharing|show you|showing you)(?: at)? {_SCREEN}(?: please| now)*$"
)
_READS = re.compile(r"\b(?:read|says?|written|text|words|number|title|headline)\b")


def meant_screen(words: Sequence[str]) -> str:
    """The tool that the words of a turn mean for sure, "" for none."""
    text = plain(words)
    if _STOPS.search(text):
        return "screen.stop"
    return "screen.look" if _ASKS.search(text) and not _NO_WISH.search(text) else ""


class ScreenTools:
    """The tools. sight: what the session can do for them."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight

    def tools(self) -> list[Tool]:
        """The tools."""
        look = "looks at my screen or a window of it: look at my screen, what does this message on my screen say"
        stop = "stops looking at my screen"
        return [
            self._tool("screen.look", look, self._look, _QUESTION),
            self._tool("screen.stop", stop, self._stop),
        ]

    def _tool(self, name: str, use: str, run: Any, *arguments: Argument) -> Tool:
        def whole(copied: Copied, _: datetime | None) -> Whole:
            return all_of(copied, {"question": " ".join(copied.words)} if arguments else {})

        return Tool(
            name, use, run, arguments, facts=_FACTS, taught=False, for_models=False, reads_whole=whole,
            means=lambda words: meant_screen(words) == name, ready=lambda: False, timeout_s=2 * LOOKED_S,
        )  # fmt: skip

    def _look(self, request: Request) -> Coroutine[Any, Any, Answer]:
        if self._sight.screen is None:
            raise ToolError(NO_SCREEN)
        return self._look_at(request.text("question") or "What do you see?")

    def _stop(self, _: Request) -> Answer:
        screen = self._sight.screen
        if screen is None or not screen.shared:
            raise ToolError(NOT_LOOKING)
        screen.close()
        return Answer({"shared": ""}, "I'm not looking at your screen any more.")

    async def _look_at(self, question: str) -> Answer:
        screen, sight = self._sight.screen, self._sight
        assert screen is not None
        before = screen.shared
        if not before and not await screen.choose():
            raise ToolError("Nothing was chosen.", NOTHING_CHOSEN)
        text = plain(question.split())
        if not before and _BARE.search(text):
            return Answer({"shared": screen.shared}, f"I can see {screen.shared} now. What about it?")
        frame = await screen.look()
        if frame is None:
            raise ToolError(GONE)
        if sight.shown() and not (_READS.search(text) and sight.read_frame is not None):
            return await self._shown(question, frame)
        return await self._read(frame)

    async def _shown(self, question: str, frame: Frame) -> Answer:
        """What a model says of it; without the user's consent, what is written there."""
        if not await self._sight.may_show_screen():
            return await self._read(frame, before="Without showing it: ")
        answer = (await self._sight.ask_screen(question, self._sight.encoded(frame))).strip()
        return Answer({"answer": answer}, answer)

    async def _read(self, frame: Frame, *, before: str = "") -> Answer:
        if self._sight.read_frame is None:
            raise ToolError(BLIND)
        return told(await self._sight.read_frame(frame), NO_WORDS, before=before)
