"""What words that take something away mean, by what stands."""

from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.core.writing import Copied, Whole
from duologue.tools.base import ToolOutcome
from duologue.tools.consent import Consent, Policy
from duologue.tools.registry import Toolbox

NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
TIMER = ("timer.start", {"seconds": 600, "label": "pasta"})
OTHER_TIMER = ("timer.start", {"seconds": 300})
REMINDER = ("reminder.at", {"time": "18:00", "message": "call Anna"})
EGGS = ("list.add", {"item": "eggs", "list": "shopping"})
MILK = ("list.add", {"item": "milk", "list": "packing"})
NOTE = ("notes.add", {"text": "the key is under the mat"})
LISTENS = ("listen.start", {"for": "um"})


class Bench:
    """A toolbox in which some calls were made."""

    def __init__(self, *made: tuple[str, dict[str, Any]]) -> None:
        self.toolbox = Toolbox(NOON, consent=Consent(Policy.ALLOW))
        self.under_way: list[str] = []
        self.toolbox.end_tasks_by(self.end, self.named)
        self.count = 0
        for name, arguments in made:
            assert self.call(name, arguments).ok

    def end(self, what: str, t: float) -> list[str]:
        gone, self.under_way = self.under_way, []
        return gone

    def named(self, what: str) -> bool:
        return any(not what or what in each for each in self.under_way)

    def call(self, name: str, arguments: dict[str, Any]) -> ToolOutcome:
        self.count += 1
        self.toolbox.call(f"c{self.count}", name, self.toolbox.complete(name, arguments), 0.0)
        return next(item for item in self.toolbox.due(0.0) if isinstance(item, ToolOutcome))

    def read(self, tool: str, words: str, **copied: str) -> tuple[str, dict[str, Any]]:
        """What a call means that was written for some words. copied: by argument, the words copied for it."""
        spec = next(spec for spec in self.toolbox.specs() if spec.name == tool)
        said = words.split()
        stretches = {}
        for name, text in copied.items():
            first = next(i for i in range(len(said)) if said[i : i + len(text.split())] == text.split())
            stretches[name] = ((first, first + len(text.split()) - 1),)
        whole = spec.whole(Copied(tuple(said), stretches)) or Whole()
        arguments = {**copied, **dict(whole.each[0] if whole.each else {}), **whole.arguments}
        return whole.tool or tool, {name: value for name, value in arguments.items() if value is not None}


@pytest.mark.parametrize(
    "words",
    ["undo that", "no, undo that", "cancel that", "Cancel it again, please.", "scratch that", "remove it again",
     "take that back", "delete the last one", "oh wait, drop that"],
)  # fmt: skip
@pytest.mark.parametrize("tool", ["timer.cancel", "reminder.cancel", "list.remove", "listen.stop", "task.cancel"])
def test_what_names_nothing_means_the_newest_change(tool: str, words: str) -> None:
    assert Bench(TIMER, REMINDER, EGGS, LISTENS).read(tool, words) == ("undo.last", {})


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        ("timer.cancel", "cancel the timer"), ("timer.cancel", "stop the countdown"),
        ("reminder.cancel", "stop reminding me"), ("reminder.cancel", "cancel my alarm"),
        ("listen.stop", "stop listening for it"), ("list.clear", "clear it"), ("list.clear", "delete that"),
        ("notes.delete", "throw that away"), ("timer.cancel", "I changed my mind about that"),
    ],
)  # fmt: skip
def test_a_kind_that_is_named_stays_and_a_whole_that_is_asked_about(tool: str, words: str) -> None:
    assert Bench(TIMER, REMINDER, EGGS, LISTENS, NOTE).read(tool, words) == (tool, {})


def test_a_whole_list_is_not_cleared_where_something_is_taken_back() -> None:
    assert Bench(EGGS).read("list.clear", "remove it again") == ("undo.last", {})


def test_where_nothing_was_changed_the_call_stays_as_it_was_written() -> None:
    assert Bench().read("timer.cancel", "cancel that") == ("timer.cancel", {})


def test_what_is_under_way_comes_before_what_was_changed() -> None:
    bench = Bench(TIMER)
    bench.under_way = ["the search"]
    assert bench.read("task.cancel", "cancel that") == ("task.cancel", {})


@pytest.mark.parametrize(
    ("tool", "words", "copied", "meant"),
    [
        ("timer.cancel", "remove the eggs", {"label": "eggs"}, ("list.remove", {"item": "eggs"})),
        ("reminder.cancel", "take off the milk", {"message": "milk"}, ("list.remove", {"item": "milk"})),
        ("task.cancel", "cancel Anna", {"what": "Anna"}, ("reminder.cancel", {"message": "Anna"})),
        ("list.remove", "drop the pasta", {"item": "pasta"}, ("timer.cancel", {"label": "pasta"})),
        ("task.cancel", "delete the key", {"what": "key"}, ("notes.delete", {"which": "key"})),
        ("timer.cancel", "no more um", {"label": "um"}, ("listen.stop", {"for": "um"})),
        ("task.cancel", "delete packing", {"what": "packing"}, ("list.clear", {"list": "packing"})),
        ("reminder.cancel", "cancel the ten minute one", {"message": "ten minute one"},
         ("timer.cancel", {"label": "ten minute one"})),
        ("timer.cancel", "drop the pasta", {"label": "pasta"}, ("timer.cancel", {"label": "pasta"})),
        ("timer.cancel", "cancel the eggs timer", {"label": "eggs"}, ("timer.cancel", {"label": "eggs"})),
        ("timer.cancel", "remove the bread", {"label": "bread"}, ("timer.cancel", {"label": "bread"})),
        ("timer.cancel", "cancel the reminder", {}, ("reminder.cancel", {})),
        ("timer.cancel", "stop the search", {}, ("task.cancel", {})),
    ],
)  # fmt: skip
def test_a_name_that_stands_decides_what_is_meant(
    tool: str, words: str, copied: dict[str, str], meant: tuple[str, dict[str, str]]
) -> None:
    bench = Bench(TIMER, REMINDER, EGGS, MILK, NOTE, LISTENS)
    name, arguments = bench.read(tool, words, **copied)
    assert (name, arguments) == meant
    assert bench.call(name, arguments).ok is (
        words not in ("cancel the eggs timer", "remove the bread", "stop the search")
    )


@pytest.mark.parametrize("words", ["cancel everything", "Stop everything!", "cancel it all", "please drop all of it"])
@pytest.mark.parametrize("tool", ["timer.cancel", "reminder.cancel", "task.cancel", "listen.stop"])
def test_everything_that_runs_ends_and_comes_back(tool: str, words: str) -> None:
    bench = Bench(TIMER, OTHER_TIMER, REMINDER, EGGS, NOTE, LISTENS)
    before = bench.call("standing.show", {}).say
    bench.under_way = ["the search"]
    name, arguments = bench.read(tool, words)
    ended = bench.call(name, arguments)
    assert ended.say == "I've stopped the search, your two timers, your reminder to call Anna and listening for um."
    assert sorted(ended.result["cancelled"]) == ["c1", "c2", "c3", "c6"]
    assert bench.call("standing.show", {}).say == "One list: shopping. One note: the key is under the mat."
    while bench.call("undo.last", {}).say.startswith(("I've brought back", "I'm listening")):
        pass
    assert bench.call("standing.show", {}).say != before  # the newest before that was taken back as well


@pytest.mark.parametrize(
    ("tool", "words", "meant"),
    [
        ("timer.cancel", "stop all timers", ("timer.cancel", {"label": "all timers"})),
        ("task.cancel", "cancel all my reminders", ("reminder.cancel", {"message": "all reminders"})),
        ("timer.cancel", "cancel all my timers and reminders", ("task.cancel", {"what": "all timers reminders"})),
        ("timer.cancel", "I don't need that timer after all", ("timer.cancel", {})),
    ],
)
def test_all_of_a_kind(tool: str, words: str, meant: tuple[str, dict[str, str]]) -> None:
    bench = Bench(TIMER, OTHER_TIMER, REMINDER, LISTENS)
    assert bench.read(tool, words) == meant
    assert bench.call(*meant).ok
    left = bench.call("standing.show", {}).result["kinds"]
    assert "word I listen for" in left
    assert ("reminder" in left) is ("reminder" not in " ".join(map(str, meant[1].values())))


def test_with_nothing_that_runs_there_is_nothing_to_stop() -> None:
    bench = Bench(EGGS, NOTE)
    assert bench.call("task.cancel", {"what": "all"}).say == "There's nothing to stop."
    assert bench.call("list.show", {"list": "shopping"}).say == "On your shopping list: eggs."
