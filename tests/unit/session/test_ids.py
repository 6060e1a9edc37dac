"""Of two things that stand and are alike, the one that is pressed or named ends, and the other goes on."""

from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.core.commands import PanelAction
from duologue.core.events import Panel, Speech, ToolCall, ToolResult
from duologue.core.microturn import Act
from duologue.core.turn_text import Turn
from duologue.core.writing import Call, WriteResult
from duologue.panels.messages import CALL_ACTION
from duologue.session.calls import Calls
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox, builtin_facts
from helpers.playbook import Played, calls, cue, heard, play

Made = tuple[str, dict[str, Any]]


def timer(seconds: float, label: str = "") -> Made:
    return "timer.start", {"seconds": seconds} | ({"label": label} if label else {})


def reminder(message: str, seconds: float = 600) -> Made:
    return "reminder.at", {"seconds": seconds, "message": message}


def often(message: str, seconds: float = 600) -> Made:
    return "reminder.every", {"seconds": seconds, "message": message}


def listener(phrase: str) -> Made:
    return "listen.start", {"for": phrase, "say": "beep"}


ALIKE = {
    "of one length": (timer(300), timer(300)),
    "of one label": (timer(300, "tea"), timer(600, "tea")),
    "one label inside another": (timer(300, "tea"), timer(600, "green tea")),
    "a length inside a label": (timer(600), timer(300, "ten minutes")),
    "ends in a full stop": (reminder("Drink water."), reminder("Drink water. Now.")),
    "ends in a question mark": (reminder("Are you awake?"), often("Are you awake?")),
    "ends in an exclamation mark": (often("Stand up!"), reminder("Stand up!")),
    "two alike": (often("breathe"), often("breathe")),
    "of one word": (listener("um"), listener("um")),
}


class Bench:
    """Two calls that have set something up, c1 and c2, and what is left of them."""

    def __init__(self, made: tuple[Made, ...]) -> None:
        self.toolbox = Toolbox(datetime(2026, 3, 14, 9, 0, tzinfo=UTC))
        self.calls = Calls(self.toolbox, lambda _: None)
        self.made = [self.calls.order(Call(name, arguments), 1.0) for name, arguments in made]
        self.take_in(1.0)
        self.undo = builtin_facts()[made[0][0]].undone_by

    def take_in(self, t: float) -> list[ToolOutcome]:
        outcomes = [item for item in self.toolbox.due(t) if isinstance(item, ToolOutcome)]
        for outcome in outcomes:
            self.calls.settle(outcome)
        return outcomes

    def ends(self, call: Call) -> str | None:
        """The id of what a call takes back, None if it fails."""
        self.calls.order(call, 2.0)
        (outcome,) = self.take_in(2.0)
        return outcome.result["cancelled"] if outcome.ok else None


@pytest.mark.parametrize("made", ALIKE.values(), ids=ALIKE)
@pytest.mark.parametrize("which", [0, 1])
def test_what_is_taken_back_by_its_id_ends_whatever_it_is_called(made: tuple[Made, ...], which: int) -> None:
    bench = Bench(made)
    bench.calls.give_up(bench.made[which], Turn("", 2.0, 2.0), 2.0)
    (outcome,) = bench.take_in(2.0)
    assert outcome.result["cancelled"] == bench.made[which].id
    assert list(bench.calls.standing.lines()) == [bench.made[1 - which].id]


@pytest.mark.parametrize("made", ALIKE.values(), ids=ALIKE)
def test_what_is_over_is_not_taken_back_in_the_place_of_another(made: tuple[Made, ...]) -> None:
    bench = Bench(made)
    assert bench.undo is not None
    assert bench.ends(Call(bench.undo.tool, target="c1")) == "c1"
    assert bench.ends(Call(bench.undo.tool, target="c1")) is None
    assert list(bench.calls.standing.lines()) == ["c2"]


@pytest.mark.parametrize(
    ("made", "named", "ended"),
    [
        (ALIKE["of one length"], "five minutes", "c2"),
        (ALIKE["of one label"], "the tea timer", "c2"),
        (ALIKE["one label inside another"], "tea", "c1"),
        (ALIKE["one label inside another"], "green tea", "c2"),
        (ALIKE["one label inside another"], "Green Tea.", "c2"),
        (ALIKE["one label inside another"], "green", "c2"),
        (ALIKE["of one label"], "coffee", None),
    ],
)
def test_the_timer_that_is_named_ends(made: tuple[Made, ...], named: str, ended: str | None) -> None:
    assert Bench(made).ends(Call("timer.cancel", {"label": named})) == ended


@pytest.mark.parametrize(
    ("made", "named", "ended"),
    [
        (ALIKE["ends in a full stop"], "Drink water.", "c1"),
        (ALIKE["ends in a full stop"], "drink water", "c1"),
        (ALIKE["ends in a full stop"], "drink water now", "c2"),
        (ALIKE["ends in a question mark"], "are you awake?", "c2"),
        (ALIKE["ends in an exclamation mark"], "stand up", "c2"),
        (ALIKE["two alike"], "breathe", "c2"),
    ],
)
def test_the_reminder_that_is_named_ends(made: tuple[Made, ...], named: str, ended: str) -> None:
    assert Bench(made).ends(Call("reminder.cancel", {"message": named})) == ended


def test_nobody_but_the_session_can_give_an_id() -> None:
    """A language model that writes an id as an argument is refused, as for any argument that the tool has not."""
    assert Bench(ALIKE["of one length"]).ends(Call("timer.cancel", {"id": "c1"})) is None


# ---- in a session --------------------------------------------------------------------------------------------------


def talk(made: tuple[Made, ...], press: PanelAction | None = None, named: WriteResult | None = None) -> Played:
    """Sets up two things in one turn; then something is pressed, or a second turn asks for what is named."""
    script = {2: cue(Act.RESPOND, heard("set", 0.1, final=True))}
    if named is not None:
        script[22] = cue(Act.RESPOND, heard("end", 4.1, "u2", final=True))
    return play(
        script,
        7.0,
        replies={"set": calls(*made)} | ({"end": named} if named else {}),
        inject=((4.0, press),) if press is not None else (),
    )


def lines(played: Played, surface: str) -> list[dict[str, Any]]:
    """The lines of a panel at the end."""
    shown = [panel.message for panel in played.of(Panel) if panel.surface == surface]
    return [message["updateDataModel"]["value"]["lines"] for message in shown if "updateDataModel" in message][-1]


@pytest.mark.parametrize(
    ("alike", "surface"),
    [("of one length", "timers"), ("ends in a question mark", "reminders"), ("two alike", "reminders")],
)
@pytest.mark.parametrize("which", ["c1", "c2"])
def test_the_one_that_is_pressed_ends_and_the_other_stays_on_the_panel(alike: str, surface: str, which: str) -> None:
    before = lines(talk(ALIKE[alike]), surface)
    line = next(line for line in before if line["id"] == which)
    context = {"name": line["tool"], "arguments": line["arguments"], "id": line["id"]}
    played = talk(ALIKE[alike], PanelAction(surface, "press", CALL_ACTION, context))
    *_, result = played.of(ToolResult)
    assert (result.ok, result.result["cancelled"]) == (True, which)
    assert [line["id"] for line in lines(played, surface)] == [line["id"] for line in before if line["id"] != which]
    *_, call = played.of(ToolCall)
    assert set(call.arguments) == {"label" if surface == "timers" else "message"}


def test_the_first_stop_button_ends_the_first_of_two_alike() -> None:
    played = talk(ALIKE["of one length"], PanelAction(text="Stop"))
    assert [line["id"] for line in lines(played, "timers")] == ["c2"]


def test_the_timer_that_is_named_aloud_ends_and_the_other_goes_on() -> None:
    played = talk(ALIKE["one label inside another"], named=calls(("timer.cancel", {"label": "tea"})))
    assert [line["id"] for line in lines(played, "timers")] == ["c2"]
    assert played.model.requests[-1].standing == ("timer start 300 tea", "timer start 600 green tea")
    assert "Tea timer cancelled." in [speech.text for speech in played.of(Speech)]
