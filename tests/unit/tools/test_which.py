"""Which of several things a phrase means."""

import pytest

from duologue.tools.which import fits_words, pick, read_which

TIMERS = ["pasta", "rice", "egg", "green tea", "tea"]


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("first", ["pasta"]),
        ("the first timer", ["pasta"]),
        ("the oldest one", ["pasta"]),
        ("the second", ["rice"]),
        ("timer number three", ["egg"]),
        ("number 2", ["rice"]),
        ("the last one", ["tea"]),
        ("my most recent timer", ["tea"]),
        ("the newest", ["tea"]),
        ("the second to last", ["green tea"]),
        ("next to last", ["green tea"]),
        ("the last two", ["green tea", "tea"]),
        ("the first three timers", ["pasta", "rice", "egg"]),
        ("all", TIMERS),
        ("all of them", TIMERS),
        ("every timer", TIMERS),
        ("both", TIMERS),
        ("everything", TIMERS),
        ("the timers", TIMERS),
        ("all five", TIMERS),
        ("all but the pasta timer", TIMERS[1:]),
        ("everything except the last one", TIMERS[:-1]),
        ("all timers but the first two", TIMERS[2:]),
        ("pasta", ["pasta"]),
        ("the rice timer", ["rice"]),
        ("tea", ["tea"]),
        ("the green tea one", ["green tea"]),
        ("all tea timers", ["green tea", "tea"]),
        ("", ["tea"]),
        ("the timer", ["tea"]),
    ],
)
def test_what_a_phrase_picks(phrase: str, meant: list[str]) -> None:
    assert pick(TIMERS, phrase, fits_words) == meant


@pytest.mark.parametrize("phrase", ["soup", "the sixth", "the bread timer", "all bread timers"])
def test_a_phrase_that_fits_nothing_picks_nothing(phrase: str) -> None:
    assert pick(TIMERS, phrase, fits_words) == []


def test_among_things_of_one_name_a_place_counts() -> None:
    assert pick(["pasta left", "rice", "pasta right"], "the second pasta timer", fits_words) == ["pasta right"]


def test_what_is_called_just_so_is_meant_whatever_its_words_mean() -> None:
    assert pick(["all saints", "rice"], "all saints", fits_words) == ["all saints"]
    assert pick(["first aid", "rice"], "first aid", fits_words) == ["first aid"]


def test_of_nothing_nothing_is_picked() -> None:
    assert pick([], "all", fits_words) == []
    assert read_which("the reminder").any
