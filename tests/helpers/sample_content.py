"""Made-up content for every screen: what was said, seen, translated and kept, as the parts of the program tell it."""

from collections.abc import Coroutine, Iterator, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from duologue.bridge.history import ConversationRow
from duologue.bridge.servers import PromptRow, ServerRow
from duologue.core.decisions import Decided
from duologue.core.events import (
    Background,
    Delegate,
    Event,
    Panel,
    Percept,
    SourceText,
    Speech,
    Step,
    ToolCall,
    ToolResult,
    Translation,
    Typed,
)
from duologue.core.sheets import Chart, Entry, Line, Sheet
from duologue.core.translatable import Translatable
from duologue.panels import consent_question
from duologue.panels.messages import opening
from duologue.panels.own import SurfaceMessages, chart, countdowns
from duologue.view.transcript import Line as Caption
from duologue.view.transcript import Transcript
from helpers import script_player as script
from helpers.kept_talk import NINE

BEES = (
    "Bees read the sun like a compass, and they know how it moves across the sky.",
    "Close to home they go by landmarks and by the smell of the hive,",
)
ABLE = Translatable(frozenset({("en", "es"), ("es", "en"), ("en", "de"), ("de", "en"), ("en", "fr")}), ears=True)
MICROPHONES = [("mic-1", "Desk microphone"), ("mic-2", "Headset")]
SPEAKERS = [("out-1", "Built-in speakers"), ("out-2", "Headset")]
VOICES = [("joe", "Joe (English, United States)"), ("af_heart", "Heart (English, United States)")]


def talk() -> list[Event]:
    """A pause inside a question, an answer that is broken into, a timer, a typed line, and a story that goes on."""
    return [
        script.started(),
        script.meter(0.2),
        *script.heard("u1", "How much is, um, forty-two times seven?", 1.0),
        ToolCall(4.2, "c1", "calculator.evaluate", {"expression": "42*7"}),
        ToolResult(4.3, "c1", True, {"value": 294}),
        *script.said("s1", "Forty-two times seven is two hundred and ninety-four.", 4.6),
        *script.heard("u2", "How do bees find their way home?", 9.0),
        Delegate(11.6, "d1", "How do bees find their way home?"),
        Background(12.4, "d1", " ".join(BEES), True),
        *script.said("s2", BEES[0], 12.6, "relay"),
        *script.heard("u3", "mm-hm", 16.2),
        *script.said("s3", BEES[1], 18.4, "relay", stop_after=8),
        *script.heard("u4", "Okay, enough. Please set a timer for five minutes.", 21.0),
        ToolCall(24.4, "c2", "timer.start", {"seconds": 300}),
        ToolResult(24.5, "c2", True, {"id": "t1"}),
        *script.said("s4", "Five minutes, starting now.", 24.6),
        Typed(28.0, "Put milk and bread on the shopping list"),
        ToolCall(28.2, "c3", "list.add", {"list": "shopping", "item": "milk"}),
        ToolResult(28.3, "c3", True, {"list": "shopping", "items": ["milk"]}),
        *script.said("s5", "Milk and bread are on the list.", 28.6),
        *script.heard("u5", "Thanks. So yesterday I went to see my sister, and on the way", 32.0)[:-2],
        Speech(36.4, "b1", "backchannel", "mm-hm", 35.8, 36.2, True, 35.7),
        script.meter(36.6, -17.0),
    ]


def inspected() -> Iterator[Event]:
    """The same talk with all that only the inspector shows."""
    for at, event in enumerate(talk()):
        yield event
        if at % 3 == 0:
            yield Step(event.t, at, 60.0 + 17 * (at % 7) + (150.0 if at == 60 else 0.0), at == 60, 512.0)
    yield Percept(6.0, "hand", 5.8, {"side": "right", "raised": True, "fingers": 5})
    yield Percept(20.0, "face", 19.8, {"looking": True})
    yield Decided(36.4, 182, "acknowledge", {"acknowledge": 2.1, "listen": 1.4, "say": -3.0})
    yield Translation(30.0, "x1", "en", "es", "Milk and bread.", "Leche y pan.", True, 3, 28.0, 29.0)


def panels() -> list[Panel]:
    """A question, a running timer, a list and a chart; the newest last."""
    timer = Line("5 minutes", "until 9:31", press="Stop", call=("timer.cancel", {}))
    shopping = [Line(item, press="Remove", call=("list.remove", {"item": item})) for item in ("milk", "bread", "eggs")]
    week = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    surfaces: list[tuple[str, Sequence[Any]]] = [
        ("list-shopping", list(opening(Sheet("list-shopping", "Shopping", tuple(shopping))))),
        _messages(chart(Chart("Steps a day", "bar", week, (("steps", (5200, 7400, 6100, 9800, 4300, 11200, 8600)),)))),
        _messages(
            countdowns("timers", "Timers", [(Entry("timers", "5 minutes", seconds=300.0, ends="paused"), timer)])
        ),
    ]
    shown = [Panel(30.0, surface, message) for surface, messages in surfaces for message in messages]
    asked = consent_question.asking("c9", "Send the message to Anna?", [("text", "I will be ten minutes late.")])
    return [*shown, *(Panel(31.0, *each) for each in asked)]


def _messages(surface: SurfaceMessages) -> tuple[str, Sequence[Any]]:
    return surface.surface, surface.messages


TRANSLATED = (
    ("Good morning, everybody.", "Buenos días a todos.", 1.0, 3.2),
    ("The train to Seville leaves at half past nine.", "El tren a Sevilla sale a las nueve y media.", 4.0, 7.6),
    ("We should be at the station by nine,", "Deberíamos estar en la estación a las nueve,", 8.0, 10.4),
)


def translated() -> Iterator[Event]:
    """Three sentences that stand, and one that still grows."""
    yield script.started()
    for at, (source, target, start, end) in enumerate(TRANSLATED):
        yield SourceText(end, f"x{at}", "en", "es", source, len(source.split()), start, end)
        yield Translation(end + 1.4, f"x{at}", "en", "es", source, target, True, len(target.split()), start, end)
    growing = "because there is often a long queue"
    yield SourceText(13.0, "x9", "en", "es", growing, 5, 10.8, 13.0)
    yield Translation(13.2, "x9", "en", "es", growing, "porque a menudo hay una", False, 3, 10.8, 12.0)


def picture() -> Any:
    """What a camera might deliver, [H, W, 3]: somebody before a wall, as shapes."""
    shown = np.full((240, 320, 3), (196, 204, 214), np.uint8)
    across, down = np.meshgrid(np.arange(320), np.arange(240))
    shown[(across - 160) ** 2 / 95**2 + (down - 250) ** 2 / 85**2 < 1] = (86, 104, 148)
    shown[(across - 160) ** 2 / 42**2 + (down - 112) ** 2 / 54**2 < 1] = (214, 170, 140)
    return shown


def run_at_once(_name: str, work: Coroutine[Any, Any, None]) -> None:
    """A spawn for what waits for nothing."""
    try:
        work.send(None)
    except StopIteration:
        return
    raise AssertionError("it waits for something")


class KeptTalks(QObject):
    """A history of made-up conversations, as bridge.history.History is asked for them."""

    changed = Signal()
    TITLES = (
        "How bees find their way home", "The train to Lisbon", "A birthday present for Anna", "Pasta for six",
        "What to see in Seville", "Stretching in the morning", "Why the sky is blue", "Planning the week",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.conversation: int | None = None
        self.deleted = 1

    async def find(self, query: str) -> list[ConversationRow]:
        found = [title for title in self.TITLES if query.casefold() in title.casefold()]
        return [_row(at, title, query) for at, title in enumerate(found)]

    async def lines(self, _: int) -> tuple[Caption, ...]:
        transcript = Transcript()
        for event in talk():
            transcript.apply(event)
        return transcript.lines


def _row(at: int, title: str, query: str) -> ConversationRow:
    began = NINE - 86_400.0 * at
    return ConversationRow(at + 1, title, began, began + 600, 24, found=title if query else "", recorded=at == 1)


class SomeServers(QObject):
    """Servers as bridge.servers.Servers tells of them."""

    changed = Signal()
    removed = "calendar"

    def rows(self) -> list[ServerRow]:
        return [
            ServerRow("time", "running, 2 tools", ("get_current_time", "convert_time"), "uvx mcp-server-time", on=True),
            ServerRow("notes", "waits for you to sign in", (), "https://notes.example.com/mcp", True, True, False),
            ServerRow("files", "off", (), "npx server-filesystem /home/me/papers", on=False),
        ]


PROMPT = PromptRow(
    "notes",
    "summary",
    "Summarise a note",
    "Has the background model put a note into a few sentences.",
    (("note", "Note", True), ("length", "Length", False)),
)
