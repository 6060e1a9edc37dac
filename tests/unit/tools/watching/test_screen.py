"""The screen as a second camera: which words mean it, and what is said with and without a model that takes pictures."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pytest

from duologue.core.microturn import Frame
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.watching.looking import Sight
from duologue.tools.watching.screen import BLIND, GONE, NO_SCREEN, NOT_LOOKING, NOTHING_CHOSEN, meant_screen
from duologue.tools.watching.wordings import Moment, meant_tool


@pytest.mark.parametrize(
    "words",
    [
        "Look at my screen.",
        "can you have a look at this window",
        "What does this message on my screen say?",
        "read what is on my screen",
        "read the error on the screen out loud",
        "what is on my screen",
        "do you see my screen",
        "Can you see what is on my screen?",
        "explain the diagram on my screen",
        "I want to share my screen",
        "what do you see on my screen",
    ],
)
def test_words_about_the_screen(words):
    assert meant_screen(words.split()) == "screen.look"


@pytest.mark.parametrize(
    "words",
    [
        "What am I holding?",
        "read what is on this label",
        "what do you see",
        "am I looking at the screen",
        "turn off the screen",
        "how big is my screen",
        "tell me when I look at the screen too long",
        "remind me to clean my screen",
        "open the window",
    ],
)
def test_words_about_something_else(words):
    assert meant_screen(words.split()) == ""


def test_it_ends_in_words():
    for words in ("stop looking at my screen", "you can stop looking at my screen now", "Stop the screen sharing"):
        assert meant_screen(words.split()) == "screen.stop"


def test_the_cameras_questions_are_still_its_own():
    assert meant_tool("read what is on this label".split(), Moment()) == "eyes.read"  # noqa: SIM905


@dataclass
class Screen:
    """A screen that the user shows, or not, when they are asked."""

    agrees: bool = True
    there: bool = True
    shared: str = ""
    asked: int = 0

    async def choose(self) -> bool:
        self.asked += 1
        self.shared = "letter.txt" if self.agrees else self.shared
        return self.agrees

    async def look(self) -> Frame | None:
        return Frame(0, np.zeros((90, 160, 3), np.uint8)) if self.shared and self.there else None

    def close(self) -> None:
        self.shared = ""


@dataclass
class Desk:
    """What the session can do. model: one takes pictures. allows: the user lets it see the screen."""

    screen: Screen | None = field(default_factory=Screen)
    model: bool = False
    allows: bool = True
    reads: Sequence[str] | None = ("Dear Anna,", "the train leaves at nine.")
    shown: list[str] = field(default_factory=list)

    def fill(self, sight: Sight) -> None:
        async def read(_: Frame) -> Sequence[str]:
            return self.reads or ()

        async def allow() -> bool:
            return self.allows

        async def ask(question: str, picture: str) -> str:
            self.shown.append(f"{question} {picture}")
            return "A letter to Anna."

        sight.screen, sight.shown, sight.encoded = self.screen, lambda: self.model, lambda _: "data:"
        sight.read_frame = None if self.reads is None else read
        sight.may_show_screen, sight.ask_screen = allow, ask


def ask(desk: Desk, *questions: str, tool: str = "screen.look") -> str:
    """What is said to the last of the questions."""

    async def run() -> str:
        box = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))
        desk.fill(box.eyes.sight)
        said = ""
        for number, question in enumerate(questions):
            box.call(f"c{number}", tool, {"question": question} if question else {}, 1.0)
            for _ in range(20):
                await asyncio.sleep(0)
            said = next(item.say for item in box.due(2.0) if isinstance(item, ToolOutcome))
        await box.close()
        return said

    return asyncio.run(run())


def test_the_user_chooses_what_may_be_seen_before_anything_is():
    desk = Desk()
    assert ask(desk, "Look at my screen.") == "I can see letter.txt now. What about it?"
    assert ask(desk, "Look at my screen.", "What does my screen say?").startswith("It says: Dear Anna,")
    assert desk.screen is not None
    assert desk.screen.asked == 1, "once"
    refusing = Desk(Screen(agrees=False))
    assert ask(refusing, "What is on my screen?") == NOTHING_CHOSEN
    assert ask(Desk(None), "What is on my screen?") == NO_SCREEN


def test_without_a_model_that_takes_pictures_what_is_written_there_is_read():
    said = ask(Desk(), "What is on my screen?")
    assert said == "It says: Dear Anna, and the train leaves at nine."
    assert ask(Desk(reads=None), "What is on my screen?") == BLIND


def test_a_model_that_takes_pictures_is_asked_and_reading_stays_here():
    desk = Desk(model=True)
    assert ask(desk, "What is on my screen?") == "A letter to Anna."
    assert desk.shown == ["What is on my screen? data:"]
    assert ask(desk, "Read what is on my screen").startswith("It says:")
    assert len(desk.shown) == 1


def test_what_may_not_be_shown_is_only_read():
    desk = Desk(model=True, allows=False)
    assert ask(desk, "What is on my screen?").startswith("Without showing it: It says: Dear Anna,")
    assert desk.shown == []


def test_a_window_that_is_gone_is_owned_up_to():
    assert ask(Desk(Screen(there=False)), "What is on my screen?") == GONE


def test_told_to_stop_it_sees_nothing_any_more():
    desk = Desk()
    assert ask(desk, "", tool="screen.stop") == NOT_LOOKING
    ask(desk, "Look at my screen.")
    ask(desk, "", tool="screen.stop")
    assert desk.screen is not None
    assert desk.screen.shared == ""
