"""Words that are listened for: once for each time they are said, however the recogniser revises them."""

from datetime import UTC, datetime

import pytest

from duologue.core.events import SpeechKind
from duologue.core.microturn import Utterance, Word
from duologue.tools.base import Alarm, ToolOutcome
from duologue.tools.registry import Toolbox


def said(text: str, start_s: float, id_: str = "u1", *, stable: bool = True, shift_s: float = 0.0) -> Utterance:
    """Words that follow each other, one each 0.3 s."""
    words = text.split()
    times = [start_s + shift_s + 0.3 * i for i in range(len(words))]
    return Utterance(id_, tuple(Word(w, t, t + 0.25, stable) for w, t in zip(words, times, strict=True)), False)


class Bench:
    """A toolbox that hears."""

    def __init__(self) -> None:
        self.toolbox = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))
        self.calls = 0

    def call(self, name: str, t: float = 0.0, **arguments: str) -> ToolOutcome:
        self.calls += 1
        self.toolbox.call(f"c{self.calls}", name, arguments, t)
        (outcome,) = self.toolbox.due(t)
        assert isinstance(outcome, ToolOutcome)
        return outcome

    def hear(self, t: float, *utterances: Utterance) -> list[str]:
        self.toolbox.hear(utterances, t)
        alarms = [item for item in self.toolbox.due(t) if isinstance(item, Alarm)]
        assert all(alarm.kind is SpeechKind.INTERJECTION for alarm in alarms)
        return [alarm.text for alarm in alarms]


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        ({"say": "watch out"}, ["Watch out.", "Watch out."]),
        ({"count": "yes"}, ["One.", "Two."]),
        ({}, ["You mentioned football.", "You mentioned football."]),
    ],
)
def test_what_is_said(bench: Bench, arguments: dict[str, str], texts: list[str]) -> None:
    bench.call("listen.start", **{"for": "football"}, **arguments)
    assert bench.hear(3.0, said("Football, and more footballs", 1.0)) == texts


def test_a_phrase_is_found_in_any_spelling_and_a_part_of_it_is_not(bench: Bench) -> None:
    bench.call("listen.start", **{"for": "you know"})
    assert bench.hear(3.0, said("I know you said", 1.0)) == []
    assert bench.hear(6.0, said("it is, You know. cold", 4.0, "u2")) == ["You mentioned you know."]


def test_a_word_is_told_once_while_its_utterance_grows_and_its_times_are_refined(bench: Bench) -> None:
    bench.call("listen.start", **{"for": "honestly"})
    assert len(bench.hear(2.0, said("well honestly", 1.0))) == 1
    assert bench.hear(2.2, said("well honestly it", 1.0, shift_s=0.2)) == []
    assert bench.hear(2.4, said("well honest lee it was", 1.0)) == []
    assert bench.hear(2.6, said("well honestly it was", 1.0, shift_s=-0.2)) == []
    assert len(bench.hear(3.0, said("well honestly it was honestly", 1.0))) == 1


def test_the_same_word_twice_in_a_row_is_told_twice(bench: Bench) -> None:
    bench.call("listen.start", **{"for": "very"}, count="yes")
    assert bench.hear(2.0, said("very", 1.0)) == ["One."]
    assert bench.hear(2.2, said("very very", 1.0)) == ["Two."]


def test_a_word_that_may_still_be_revised_has_to_stand(bench: Bench) -> None:
    bench.call("listen.start", **{"for": "lemon"})
    assert bench.hear(2.0, said("a lemon", 1.0, stable=False)) == []
    assert bench.hear(2.2, said("a lemonade", 1.0, stable=False)) == []
    assert bench.hear(3.0, said("a lemonade and a lemon", 1.0, stable=False)) == []
    assert bench.hear(3.2) == ["You mentioned lemon."]
    assert bench.hear(3.4) == []


def test_a_word_that_flickers_counts_when_it_comes_again(bench: Bench) -> None:
    bench.call("listen.start", **{"for": "lemon"})
    assert bench.hear(2.0, said("took a lemon", 1.0, stable=False)) == []
    assert bench.hear(2.2, said("took Clement", 1.0, stable=False)) == []
    assert bench.hear(2.4, said("took a lemon for", 1.0, stable=False)) == ["You mentioned lemon."]
    assert bench.hear(2.6, said("took Clement for the", 1.0, stable=False)) == []
    assert bench.hear(2.8, said("took a lemon for the fish", 1.0, stable=False)) == []


def test_the_words_of_the_request_do_not_count(bench: Bench) -> None:
    bench.hear(1.8, said("tell me when I say lemon", 0.0))
    bench.call("listen.start", t=1.8, **{"for": "lemon"})
    assert bench.hear(2.0, said("tell me when I say lemon", 0.0, shift_s=0.2)) == []
    assert bench.hear(4.0, said("a lemon", 3.0, "u2")) == ["You mentioned lemon."]


def test_it_stops_with_the_newest_or_the_one_that_is_named(bench: Bench) -> None:
    for word in ("north", "south", "west"):
        bench.call("listen.start", **{"for": word})
    assert bench.call("listen.stop").result["cancelled"] == "c3"
    assert bench.call("listen.stop", **{"for": "North"}).say == "I've stopped listening for north."
    assert bench.call("listen.stop", **{"for": "east"}).say == "I'm not listening for east."
    assert bench.hear(3.0, said("north south west", 1.0)) == ["You mentioned south."]
    bench.call("listen.stop")
    assert bench.call("listen.stop").say == "I'm not listening for anything."


def test_a_phrase_without_words_is_refused(bench: Bench) -> None:
    assert not bench.call("listen.start", **{"for": "?!"}).ok
