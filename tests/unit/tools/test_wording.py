"""Numbers, durations and lists as they are said."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.tools.wording import (
    join_words,
    number_words,
    plain_decimal,
    say_duration,
    say_number,
    sentence,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"), (7, "seven"), (19, "nineteen"), (20, "twenty"), (42, "forty-two"), (100, "one hundred"),
        (125, "one hundred twenty-five"), (1000, "one thousand"), (12_345, "twelve thousand three hundred forty-five"),
        (2_000_001, "two million one"), (-3, "minus three"),
    ],
)  # fmt: skip
def test_number_words(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (15, "fifteen seconds"),
        (1, "one second"),
        (300, "five minutes"),
        (90, "one minute and thirty seconds"),
        (3600, "one hour"),
        (5400, "one hour and thirty minutes"),
        (90_061, "one day, one hour, one minute and one second"),
        (2.5, "2.5 seconds"),
        (0, "zero seconds"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert say_duration(seconds) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(3, "three"), (12, "twelve"), (13, "13"), (-4, "minus 4"), (8.04672, "8.05"), (1440, "1,440"), (0.126, "0.13")],
)
def test_numbers_to_be_spoken(number: float, said: str) -> None:
    assert say_number(number) == said


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.integers(min_value=0, max_value=6))
def test_plain_decimal_is_the_nearest_one(number: Fraction, decimals: int) -> None:
    text = plain_decimal(number, decimals)
    assert abs(Fraction(text.replace(",", "")) - number) <= Fraction(1, 2 * 10**decimals)
    assert "e" not in text
    assert text != "-0"


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_join_words(words: list[str], joined: str) -> None:
    assert join_words(words) == joined


@pytest.mark.parametrize(
    ("text", "whole"), [("hello", "Hello."), ("is it?", "Is it?"), ("", ""), ("  two  words ", "Two words.")]
)
def test_sentence(text: str, whole: str) -> None:
    assert sentence(text) == whole
