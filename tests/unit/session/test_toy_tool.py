"""A tool that is defined here alone joins a session: it is named, shown, taken back and ended like those of our own."""

import asyncio
from typing import Any

import pytest

from duologue.core.commands import PanelAction
from duologue.core.events import Panel, Speech, ToolCall, ToolResult
from duologue.core.microturn import Act
from duologue.core.sheets import Entry, Line, Sheet
from duologue.core.tool_facts import ToolFacts, Undo, Values, named_by
from duologue.core.writing import WriteResult
from duologue.panels.messages import CALL_ACTION
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.naming import closeness, named
from duologue.view.transcript import Side, Transcript
from helpers.playbook import Played, calls, cue, heard, play

_ROOM = Argument("room", Reads.TEXT, "which room: the kitchen, upstairs")
_WHICH = Argument("room", Reads.TEXT, "which lamp is meant: the one in the kitchen", required=False)


class Lamps:
    """Lamps that burn until they are turned off."""

    def __init__(self) -> None:
        self._burning: list[tuple[str, str]] = []  # id of the call, and room

    def tools(self) -> tuple[Tool, ...]:
        burns = ToolFacts("Lamp on", Undo("lamp.off", named_by("room")), shows=_entry)
        goes_out = ToolFacts("Lamp off", takes_back=True)
        seeks = ToolFacts("Looked for lamps", ended_as="looking for lamps", also_called=frozenset({"bulb"}))
        lists = ToolFacts("Counted lamps", looks=True, shows=_sheet)
        return (
            Tool("lamp.on", "turns on the lamp in a room", self._on, (_ROOM,), facts=burns),
            Tool("lamp.off", "turns a lamp off", self._off, (_WHICH,), facts=goes_out),
            Tool("lamp.find", "looks for lamps in the house", _find, facts=seeks),
            Tool("lamp.count", "counts the lamps that burn", self._count, facts=lists),
        )

    def _on(self, request: Request) -> Answer:
        self._burning.append((request.id, request.text("room")))
        return Answer({"room": request.text("room")}, "The lamp is on.")

    def _off(self, request: Request) -> Answer:
        def fits(lamp: tuple[str, str]) -> int:
            if request.target:
                return int(lamp[0] == request.target)
            return closeness(request.text("room"), lamp[1]) if "room" in request.arguments else 1

        if (lamp := named(self._burning, fits)) is None:
            raise ToolError("No such lamp is on.")
        self._burning.remove(lamp)
        return Answer({"cancelled": lamp[0], "room": lamp[1]}, "The lamp is off.")

    def _count(self, _: Request) -> Answer:
        return Answer({"rooms": [room for _, room in self._burning]})


async def _find(_: Request) -> Answer:
    await asyncio.sleep(60)
    return Answer(None)


def _entry(_: Values, result: Values) -> Entry:
    return Entry("lamps", str(result["room"]), "burns")


def _sheet(_: Values, result: Values) -> Sheet:
    return Sheet("lamp-count", "Lamps", tuple(Line(str(room)) for room in result["rooms"]))


def talk(*turns: WriteResult, inject: tuple[tuple[float, PanelAction], ...] = (), duration_s: float = 6.0) -> Played:
    """A session in which the user takes a turn every 3 s."""
    return play(
        {
            2 + 15 * at: cue(Act.RESPOND, heard(f"turn{at}", 0.1 + 3 * at, f"u{at}", final=True))
            for at in range(len(turns))
        },
        duration_s,
        replies={f"turn{at}": written for at, written in enumerate(turns)},
        inject=inject,
        tools=Lamps().tools(),
    )


def lines(played: Played, surface: str) -> list[dict[str, Any]]:
    shown = [panel.message for panel in played.of(Panel) if panel.surface == surface]
    return [message["updateDataModel"]["value"]["lines"] for message in shown if "updateDataModel" in message][-1]


ON = calls(("lamp.on", {"room": "kitchen"}), ("lamp.on", {"room": "kitchen"}))


def test_it_is_named_shown_and_told_to_the_model() -> None:
    played = talk(ON, calls(("lamp.count", {})))
    transcript = Transcript()
    for event in played.events:
        transcript.apply(event)
    notes = [line.text for line in transcript.lines if line.side is Side.NOTE]
    assert notes == ["Lamp on · kitchen", "Lamp on · kitchen", "Counted lamps"]
    assert [(line["text"], line["press"], line["id"]) for line in lines(played, "lamps")] == [
        ("kitchen", "Stop", "c1"),
        ("kitchen", "Stop", "c2"),
    ]
    assert [line["text"] for line in lines(played, "lamp-count")] == ["kitchen", "kitchen"]
    assert played.model.requests[-1].standing == ("lamp on kitchen", "lamp on kitchen")


def test_its_stop_button_ends_the_one_that_is_pressed() -> None:
    context = {"name": "lamp.off", "arguments": {"room": "kitchen"}, "id": "c1"}
    played = talk(ON, WriteResult(), inject=((3.0, PanelAction("lamps", "press", CALL_ACTION, context)),))
    assert [line["id"] for line in lines(played, "lamps")] == ["c2"]
    assert played.model.requests[-1].standing == ("lamp on kitchen",)
    *_, call = played.of(ToolCall)
    assert (call.name, call.label) == ("lamp.off", "Lamp off")


def test_what_it_did_early_is_taken_back_when_the_user_wants_something_else() -> None:
    """The core calls before the turn is over; the whole turn asks for another room."""
    played = play(
        {2: cue(Act.CALL, heard("kitchen", 0.1)), 6: cue(Act.RESPOND, heard("kitchen no hall", 0.1, final=True))},
        6.0,
        replies={
            "kitchen": calls(("lamp.on", {"room": "kitchen"})),
            "kitchen no hall": calls(("lamp.on", {"room": "hall"})),
        },
        tools=Lamps().tools(),
    )
    assert [(call.name, call.arguments) for call in played.of(ToolCall)] == [
        ("lamp.on", {"room": "kitchen"}),
        ("lamp.off", {}),
        ("lamp.on", {"room": "hall"}),
    ]
    assert [line["text"] for line in lines(played, "lamps")] == ["hall"]


@pytest.mark.parametrize("what", ["the bulb", "lamps"])
def test_what_takes_long_is_ended_by_what_it_is_called(what: str) -> None:
    played = talk(calls(("lamp.find", {})), calls(("task.cancel", {"what": what})))
    results = {result.id: result for result in played.of(ToolResult)}
    assert not results["c1"].ok
    assert results["c2"].result == {"stopped": "looking for lamps"}
    assert "I've stopped looking for lamps." in [speech.text for speech in played.of(Speech)]
