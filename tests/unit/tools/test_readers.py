"""What the user's words mean as the value of an argument."""

from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.core.events import Json
from duologue.tools.base import Reads
from duologue.tools.readers import reader

MORNING = datetime(2026, 5, 2, 9, 26, tzinfo=UTC)


def read(kind: Reads, words: str, now: datetime | None = MORNING) -> Json:
    return reader(kind, lambda: now)(words)


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (Reads.TEXT, "the tent,", "tent"),
        (Reads.TEXT, "A  bag of salt.", "bag of salt"),
        (Reads.TEXT, "the", "the"),
        (Reads.TEXT, " ?! ", None),
        (Reads.PHRASE, "the end.", "the end"),
        (Reads.PHRASE, "don't worry!", "don't worry"),
        (Reads.PHRASE, "...", None),
    ],
)
def test_texts(kind: Reads, words: str, value: Any) -> None:
    assert read(kind, words) == value


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("ten minutes", 600),
        ("Five. Minutes,", 300),
        ("forty, um, seconds", 40),
        ("half an hour", 1800),
        ("a minute and a half", 90),
        ("an hour and ten minutes", 4200),
        ("thirty-second", 30),
        ("2.5 seconds", 2.5),
        ("minute", 60),
        ("other day", 172_800),
        ("seconds", None),
        ("five", None),
        ("for ten minutes", None),
        ("ten minutes please", None),
        ("", None),
    ],
)
def test_durations(words: str, seconds: float | None) -> None:
    assert read(Reads.DURATION, words) == seconds


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("quarter past seven", "19:15"),
        ("ten", "10:00"),
        ("nine", "21:00"),
        ("nine thirty", "09:30"),
        ("6 p.m.", "18:00"),
        ("six in the morning", "06:00"),
        ("18:05", "18:05"),
        ("ten to four", "15:50"),
        ("noon", "12:00"),
        ("twelve o'clock", "12:00"),
        ("ten minutes", None),
        ("later", None),
    ],
)
def test_clock_times_are_the_next_to_come(words: str, time: str | None) -> None:
    assert read(Reads.CLOCK, words) == time


def test_an_open_clock_time_stays_open_to_the_morning_if_the_clock_is_unknown() -> None:
    assert read(Reads.CLOCK, "quarter past seven", None) == "07:15"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a", 1),
        ("an", 1),
        ("twenty two", 22),
        ("14.", 14),
        ("minus forty", -40),
        ("-5", -5),
        ("three and a half", 3.5),
        ("three point two", 3.2),
        ("many", None),
        ("14 feet", None),
        ("", None),
    ],
)
def test_numbers(words: str, number: float | None) -> None:
    assert read(Reads.NUMBER, words) == number


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("fourteen plus nine", "14+9"),
        ("20 percent of 60", "20%*60"),
        ("thirty six, divided by four", "36/4"),
        ("eleven, um, times eight.", "11*8"),
        ("the square root of 81", "81^(1/2)"),
        ("fourteen", None),
        ("fourteen plus", None),
        ("how much", None),
    ],
)
def test_expressions(words: str, expression: str | None) -> None:
    assert read(Reads.EXPRESSION, words) == expression


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (Reads.UNIT, "kg", "kilogram"),
        (Reads.UNIT, "Feet,", "foot"),
        (Reads.UNIT, "degrees Celsius", "celsius"),
        (Reads.UNIT, "bananas", None),
        (Reads.LANGUAGE, "Spanish.", "es"),
        (Reads.LANGUAGE, "nonsense", None),
        (Reads.URL, "wikipedia dot org", "https://wikipedia.org"),
        (Reads.URL, "www dot news dot com slash today", "https://www.news.com/today"),
        (Reads.URL, "Wikipedia.org.", "https://wikipedia.org"),
        (Reads.URL, "http://a.org/b", "http://a.org/b"),
        (Reads.URL, "the page", None),
    ],
)
def test_names_that_are_known(kind: Reads, words: str, value: str | None) -> None:
    assert read(kind, words) == value
