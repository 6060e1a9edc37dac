"""Lists begun, cleared, renamed, moved between, asked about and told; all of it undone."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from duologue.tools.base import ToolOutcome
from duologue.tools.consent import Consent, ConsentReply, ConsentWanted, Policy
from duologue.tools.registry import Toolbox
from duologue.tools.store import Store


class Bench:
    """A toolbox in which nothing is asked about, and calls with running ids."""

    def __init__(self, store: Store | None = None, policy: Policy = Policy.ALLOW) -> None:
        now = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
        self.toolbox = Toolbox(now, consent=Consent(policy), store=store)
        self.made = 0

    def call(self, tool: str, /, **arguments: Any) -> ToolOutcome:
        (outcome,) = [item for item in self.begin(tool, **arguments) if isinstance(item, ToolOutcome)]
        return outcome

    def begin(self, tool: str, /, **arguments: Any) -> list[Any]:
        self.made += 1
        self.toolbox.call(f"c{self.made}", tool, self.toolbox.complete(tool, arguments), float(self.made))
        return list(self.toolbox.due(float(self.made)))

    def fill(self, name: str, *items: str) -> None:
        for item in items:
            self.call("list.add", list=name, item=item)

    def items(self, name: str) -> list[str]:
        found = self.call("list.show", list=name).result["items"]
        assert isinstance(found, list)
        return found


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_clearing_takes_everything_and_undo_brings_it_back_in_order(bench: Bench) -> None:
    bench.fill("shopping", "milk", "eggs", "bread")
    assert bench.call("list.clear", list="shopping").say == "I've cleared your shopping list."
    assert bench.items("shopping") == []
    assert bench.call("undo.last").say == "I've brought back your shopping list."
    assert bench.items("shopping") == ["milk", "eggs", "bread"]


def test_the_user_is_asked_once_before_a_list_is_cleared() -> None:
    bench = Bench(policy=Policy.ASK)
    bench.fill("shopping", "milk", "eggs")
    (wanted,) = bench.begin("list.clear", list="shopping")
    assert isinstance(wanted, ConsentWanted)
    assert wanted.question == "Clear your shopping list, with two things on it?"
    assert bench.items("shopping") == ["milk", "eggs"]
    bench.toolbox.decide(wanted.id, ConsentReply.ALLOW, 9.0)
    assert bench.toolbox.due(9.0)
    assert bench.items("shopping") == []


def test_a_no_leaves_the_list_as_it_is() -> None:
    bench = Bench(policy=Policy.ASK)
    bench.fill("shopping", "milk")
    (wanted,) = bench.begin("list.clear", list="shopping")
    bench.toolbox.decide(wanted.id, ConsentReply.DENY, 9.0)
    assert bench.items("shopping") == ["milk"]


def test_an_empty_list_is_cleared_without_a_question() -> None:
    bench = Bench(policy=Policy.ASK)
    bench.call("list.create", list="party")
    assert bench.call("list.clear", list="party").say == "Your party list is empty already."
    assert bench.call("list.clear", list="camping").say == "You have no camping list."


def test_a_new_list_is_empty_and_kept(tmp_path: Path) -> None:
    bench = Bench(Store(tmp_path / "kept.db"))
    assert bench.call("list.create", list="packing").result == {"list": "packing", "items": []}
    assert bench.call("list.create", list="my packing list").say == "You have a packing list already."
    assert Bench(Store(tmp_path / "kept.db")).call("list.names").result == {"lists": {"packing": []}}


def test_a_list_is_renamed_with_all_its_things(bench: Bench) -> None:
    bench.fill("shopping", "milk", "eggs")
    assert bench.call("list.rename", list="shopping", name="weekend").say == "Your shopping list is called weekend now."
    assert (bench.items("weekend"), bench.items("shopping")) == (["milk", "eggs"], [])
    bench.call("undo.last")
    assert bench.items("shopping") == ["milk", "eggs"]


def test_no_list_takes_the_name_of_another(bench: Bench) -> None:
    bench.fill("shopping", "milk")
    bench.fill("party", "cups")
    assert bench.call("list.rename", list="shopping", name="party").say == "You have a party list already."


def test_a_thing_moves_to_another_list(bench: Bench) -> None:
    bench.fill("shopping", "milk", "eggs")
    assert bench.call("list.move", item="some milk", to="party").say == "I've moved milk to your party list."
    assert (bench.items("shopping"), bench.items("party")) == (["eggs"], ["milk"])
    bench.call("undo.last")
    assert bench.items("shopping") == ["milk", "eggs"]
    assert bench.call("list.move", item="tea", to="party").say == "There is no tea on your shopping list."


@pytest.mark.parametrize(
    ("item", "there"),
    [
        ("milk", True), ("some milk", True), ("the eggs", True), ("an egg", True), ("Bread", True),
        ("rye bread", False), ("tea", False), ("soap", False), ("oat milk", False), ("butter", False),
    ],
)  # fmt: skip
def test_a_question_whether_a_thing_is_on_a_list_changes_nothing(bench: Bench, item: str, there: bool) -> None:
    bench.fill("shopping", "milk", "eggs", "bread")
    outcome = bench.call("list.has", list="shopping", item=item)
    assert outcome.say.startswith("Yes, " if there else "No, ")
    assert bench.items("shopping") == ["milk", "eggs", "bread"]


def test_all_lists_are_told(bench: Bench) -> None:
    assert bench.call("list.names").say == "You have no lists yet."
    bench.fill("shopping", "milk", "eggs")
    bench.call("list.create", list="party")
    assert bench.call("list.names").say == "You have two lists: shopping, with two; party, empty."


@pytest.mark.parametrize(
    ("item", "gone"),
    [
        ("the first item", ["milk"]),
        ("the last one", ["brown bread"]),
        ("the last two", ["eggs", "brown bread"]),
        ("eggs", ["eggs"]),
        ("the bread", ["brown bread"]),
        ("everything but the eggs", ["milk", "brown bread"]),
    ],
)
def test_things_are_taken_off_by_name_and_place_and_come_back(bench: Bench, item: str, gone: list[str]) -> None:
    bench.fill("shopping", "milk", "eggs", "brown bread")
    assert bench.call("list.remove", list="shopping", item=item).result["removed"] == gone
    assert bench.items("shopping") == [each for each in ("milk", "eggs", "brown bread") if each not in gone]
    bench.call("undo.last")
    assert bench.items("shopping") == ["milk", "eggs", "brown bread"]


def test_a_list_of_any_length_keeps_everything(tmp_path: Path) -> None:
    bench = Bench(Store(tmp_path / "kept.db"))
    things = [f"thing {number}" for number in range(600)]
    bench.fill("big", *things)
    assert Bench(Store(tmp_path / "kept.db")).items("big") == things
