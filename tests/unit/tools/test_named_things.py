"""Words that take away what is called so, or say that another thing was meant, are beyond doubt."""

from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.core.writing import Call
from duologue.tools.base import ToolOutcome
from duologue.tools.consent import Consent, Policy
from duologue.tools.registry import Toolbox

PASTA = ("timer.start", {"seconds": 600, "label": "pasta"})
RICE = ("timer.start", {"seconds": 300, "label": "rice"})
EGGS = ("list.add", {"list": "shopping", "item": "eggs"})
MILK = ("list.add", {"list": "shopping", "item": "milk"})
TOM = ("reminder.at", {"time": "18:00", "message": "call Tom"})
NOTE = ("notes.add", {"text": "the key is under the mat"})


class Bench:
    """A toolbox in which some calls were made."""

    def __init__(self, *made: tuple[str, dict[str, Any]]) -> None:
        self.toolbox = Toolbox(datetime(2026, 11, 29, 12, 0, tzinfo=UTC), consent=Consent(Policy.ALLOW))
        self.count = 0
        self.said = [self.call(name, arguments) for name, arguments in made]

    def call(self, name: str, arguments: dict[str, Any], target: str = "") -> str:
        self.count += 1
        t = float(self.count)
        given = self.toolbox.complete(name, arguments)
        self.toolbox.call(f"c{self.count}", name, given, t, speech_t=t, target=target)
        return next(item for item in self.toolbox.due(t) if isinstance(item, ToolOutcome)).say

    def sure(self, text: str) -> list[Call]:
        words = text.split()
        return [call for spec in self.toolbox.specs() for call in spec.sure(words)]

    def do(self, text: str) -> list[str]:
        return [self.call(call.name, call.arguments, call.target) for call in self.sure(text)]


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("remove eggs", Call("list.remove", {"item": "eggs"})),
        ("Remove eggs.", Call("list.remove", {"item": "eggs"})),
        ("please delete the milk", Call("list.remove", {"item": "the milk"})),
        ("take the eggs off my list", Call("list.remove", {"item": "the eggs"})),
        ("cross milk off the shopping list", Call("list.remove", {"item": "milk", "list": "shopping"})),
        ("remove eggs again", Call("list.remove", {"item": "eggs"})),
        ("cancel pasta", Call("timer.cancel", {"label": "pasta"})),
        ("cancel the rice timer", Call("timer.cancel", {"label": "the rice timer"})),
        ("delete call Tom", Call("reminder.cancel", {"message": "call tom"})),
    ],
)
def test_an_order_to_take_away_what_one_thing_is_called_means_that(text: str, call: Call) -> None:
    assert Bench(PASTA, RICE, EGGS, MILK, TOM, NOTE).sure(text) == [call]


@pytest.mark.parametrize(
    "text",
    ["remove bread", "remove everything", "delete the last one", "cancel all timers", "remove eggs and call Tom",
     "cancel that", "is milk on my list", "cancel the timer", "remove"],
)  # fmt: skip
def test_what_names_no_thing_or_several_is_read_otherwise(text: str) -> None:
    calls = Bench(PASTA, RICE, EGGS, MILK, TOM, NOTE).sure(text)
    assert [call for call in calls if call.name != "list.has"] == []


def test_a_name_that_things_of_two_kinds_have_is_read_otherwise() -> None:
    assert Bench(("timer.start", {"seconds": 60, "label": "eggs"}), EGGS).sure("remove eggs") == []


BACK = "I've brought back your rice timer."


@pytest.mark.parametrize(
    "text",
    [
        "no, I meant the first one", "No, I meant the pasta timer.", "sorry, I meant the first", "I meant pasta",
        "oops, not that one, the pasta one", "no, the first one", "wait, I wanted to cancel the pasta timer",
        "no no, the pasta timer", "I said the pasta one",
    ],
)  # fmt: skip
def test_what_was_wrongly_cancelled_comes_back_and_the_other_one_goes(text: str) -> None:
    bench = Bench(PASTA, RICE, ("timer.cancel", {"label": "second"}))
    assert bench.do(text) == [BACK, "Pasta timer cancelled."]
    assert [timer.label for timer in bench.toolbox._own.timers.timers] == ["rice"]


@pytest.mark.parametrize("text", ["no, the other one", "I meant the other one", "not that one, the other timer"])
def test_the_other_one_is_the_one_that_was_left(text: str) -> None:
    bench = Bench(PASTA, RICE, ("timer.cancel", {"label": "rice"}))
    assert sorted(bench.do(text)) == sorted([BACK, "Timer cancelled."])
    assert [timer.label for timer in bench.toolbox._own.timers.timers] == ["rice"]


def test_a_thing_of_another_kind_may_have_been_meant() -> None:
    bench = Bench(EGGS, TOM, PASTA, ("timer.cancel", {}))
    assert bench.do("no, I meant the reminder to call Tom") == [
        "I've brought back your pasta timer.", "Reminder cancelled."
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["no, I meant the milk", "I meant milk, sorry", "no, I meant 5 minutes"])
def test_where_nothing_was_taken_away_or_nothing_is_called_so_nothing_is_sure(text: str) -> None:
    assert Bench(EGGS, MILK).sure(text) == []
    assert Bench(EGGS, PASTA, ("timer.cancel", {})).sure("no, I meant the boat") == []


@pytest.mark.parametrize(
    "text", ["undo", "Undo that.", "undo it again", "please undo the last one", "put it back", "bring that back again"]
)
def test_the_words_of_undo_are_beyond_doubt(text: str) -> None:
    assert Bench().sure(text) == [Call("undo.last")]


@pytest.mark.parametrize("text", ["don't undo that", "what does undo do", "put milk back on the list", "back"])
def test_other_words_are_no_undo(text: str) -> None:
    assert Bench().sure(text) == []


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("are eggs on my list", {"item": "eggs"}),
        ("Is milk on the shopping list?", {"item": "milk", "list": "shopping"}),
        ("is there any bread on our packing list", {"item": "bread", "list": "packing"}),
        ("do I have oat milk on my list", {"item": "oat milk"}),
        ("Have I got eggs on the list?", {"item": "eggs"}),
        ("did I put milk on my shopping list already", {"item": "milk", "list": "shopping"}),
        ("is the butter already on my to do list", {"item": "butter", "list": "to do"}),
    ],
)
def test_whether_something_is_on_a_list_is_a_question(text: str, arguments: dict[str, str]) -> None:
    assert Bench().sure(text) == [Call("list.has", arguments)]


@pytest.mark.parametrize(
    "text", ["put eggs on my list", "what is on my list", "is it possible to add milk", "add is to my list"]
)
def test_orders_and_other_questions_are_none(text: str) -> None:
    assert [call for call in Bench().sure(text) if call.name == "list.has" and call.arguments["item"] != "it"] == []
