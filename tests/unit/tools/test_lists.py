"""Lists and notes, kept for the session."""

from datetime import UTC, datetime

import pytest

from duologue.tools.base import ToolOutcome, say_together
from duologue.tools.lists import MAX_ITEMS
from duologue.tools.registry import Toolbox


class Bench:
    """A toolbox that answers at once."""

    def __init__(self) -> None:
        self.toolbox = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))

    def call(self, name: str, **arguments: str) -> ToolOutcome:
        self.toolbox.call("c1", name, self.toolbox.complete(name, arguments), 0.0)
        (outcome,) = self.toolbox.due(0.0)
        assert isinstance(outcome, ToolOutcome)
        return outcome

    def add(self, item: str, list_: str = "shopping") -> ToolOutcome:
        return self.call("list.add", list=list_, item=item)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_what_is_not_named_is_the_newest(bench: Bench) -> None:
    assert bench.call("list.remove").error == "Your shopping list is empty."
    for item in ("milk", "lemons"):
        bench.call("list.add", item=item, list="shopping")
    completed = bench.toolbox.complete("list.remove", {})
    assert completed == {"item": "lemons", "list": "shopping"}
    assert bench.call("list.remove", item="lemons", list="shopping").result["items"] == ["milk"]


def test_items_are_added_shown_and_removed(bench: Bench) -> None:
    assert bench.add("milk").say == "I've added milk to your shopping list."
    assert bench.add("eggs").result == {"list": "shopping", "added": "eggs", "items": ["milk", "eggs"]}
    assert "added" not in bench.add("eggs").result, "it was there already"
    assert bench.call("list.show", list="shopping").say == "On your shopping list: milk and eggs."
    assert bench.call("list.remove", list="shopping", item="milk").say == "I've removed milk from your shopping list."
    assert bench.call("list.show", list="shopping").result == {"list": "shopping", "items": ["eggs"]}


def test_several_items_are_told_in_one_sentence(bench: Bench) -> None:
    outcomes = [bench.add("milk"), bench.add("eggs"), bench.add("tent", "packing"), bench.add("egg")]
    assert [told.text for told in say_together(outcomes)] == [
        "I've added milk and eggs to your shopping list.",
        "I've added tent to your packing list.",
        "Egg is on your shopping list already.",
    ]


def test_a_list_that_is_not_named_is_the_one_named_last(bench: Bench) -> None:
    complete = bench.toolbox.complete
    assert complete("list.add", {"item": "milk"}) == {"item": "milk", "list": "shopping"}
    assert complete("list.add", {"item": "tent", "list": "packing"})["list"] == "packing"
    assert complete("list.show", {}) == {"list": "packing"}
    assert complete("list.show", {"list": "Packing-list"}) == {"list": "packing"}
    assert bench.call("list.show").say == "Your packing list is empty."


def test_lists_are_kept_apart_and_found_by_any_form_of_their_name(bench: Bench) -> None:
    bench.add("milk", "Shopping")
    bench.add("tent", "packing list")
    assert bench.call("list.show", list="my shopping list").result["items"] == ["milk"]
    assert bench.call("list.show", list="packing").result["items"] == ["tent"]
    assert bench.call("list.show", list="to do").say == "Your to do list is empty."


@pytest.mark.parametrize(
    ("item", "called"),
    [
        ("eggs", "egg"),
        ("egg", "the eggs"),
        ("Tomatoes", "tomato"),
        ("cherries", "cherry"),
        ("a box of matches", "box of match"),
        ("glass", "glass"),
    ],
)  # fmt: skip
def test_items_are_found_in_singular_and_plural(bench: Bench, item: str, called: str) -> None:
    bench.add(item)
    assert bench.call("list.remove", list="shopping", item=called).ok


def test_what_is_there_is_not_added_twice(bench: Bench) -> None:
    bench.add("eggs")
    assert bench.add("some egg").say == "Some egg is on your shopping list already."
    assert bench.call("list.show", list="shopping").result["items"] == ["eggs"]


def test_the_last_one_is_the_newest_item(bench: Bench) -> None:
    bench.call("list.add", item="milk", list="shopping")
    bench.call("list.add", item="rice", list="shopping")
    assert bench.call("list.remove", item="the last one", list="shopping").result["items"] == ["milk"]


def test_what_is_not_there_cannot_be_removed(bench: Bench) -> None:
    outcome = bench.call("list.remove", list="shopping", item="ham")
    assert (outcome.ok, outcome.say) == (False, "There is no ham on your shopping list.")


def test_a_list_is_bounded(bench: Bench) -> None:
    for i in range(MAX_ITEMS):
        bench.add(f"thing {i}")
    assert bench.add("one more").say == "Your shopping list is full."


def test_two_sessions_share_nothing(bench: Bench) -> None:
    bench.add("milk")
    bench.call("notes.add", text="the door is open")
    assert Bench().call("list.show", list="shopping").result["items"] == []
    assert Bench().call("notes.search", query="door").result["notes"] == []


def test_notes_are_found_by_their_words(bench: Bench) -> None:
    assert bench.call("notes.add", text="the key is under the mat").say == "Noted."
    bench.call("notes.add", text="Anna likes tulips")
    found = bench.call("notes.search", query="keys")
    assert found.result == {"notes": ["the key is under the mat"]}
    assert found.say == "Your note says: The key is under the mat."
    assert bench.call("notes.search", query="the dentist").say == "I couldn't find a note about the dentist."


def test_the_best_note_comes_first_and_no_more_than_three_are_read(bench: Bench) -> None:
    for text in ("red car", "car", "blue car in the garage", "old car", "green boat"):
        bench.call("notes.add", text=text)
    found = bench.call("notes.search", query="car in garage")
    assert found.result["notes"][0] == "blue car in the garage"
    assert found.say == "I found four notes. Blue car in the garage. Old car. Car. And one more."


@pytest.mark.parametrize("query", ["key", "keys", "stair", "Anna", "Anna's key"])
def test_notes_are_found_by_parts_of_words_that_were_joined(bench: Bench, query: str) -> None:
    bench.call("notes.add", text="Anna’s stair-key's under the pot")
    assert bench.call("notes.search", query=query).result["notes"] == ["Anna’s stair-key's under the pot"]
