"""Numbers, durations and clock times out of what was heard."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.tools.reading import Kind, Token, read_duration, read_times, tokenise
from duologue.tools.wording import number_words, say_duration


def numbers(text: str) -> list[Fraction]:
    return [token.value for token in tokenise(text) if token.kind is Kind.NUMBER]


def times(text: str) -> list[Token]:
    return [token for token in read_times(tokenise(text)) if token.kind is Kind.TIME]


def durations(text: str) -> list[Fraction]:
    return [token.value for token in read_times(tokenise(text)) if token.kind is Kind.DURATION]


@given(st.integers(min_value=0, max_value=10**14))
def test_every_number_reads_back_from_its_words(number: int) -> None:
    assert numbers(number_words(number)) == [number]


@given(st.integers(min_value=0, max_value=10**9))
def test_every_number_reads_back_from_its_digits(number: int) -> None:
    assert numbers(str(number)) == [number]
    assert numbers(f"{number:,}") == [number]


@given(st.integers(min_value=1, max_value=30 * 86_400))
def test_every_duration_reads_back_from_its_words(seconds: int) -> None:
    assert read_duration(say_duration(seconds)) == seconds


@given(st.text(max_size=60))
def test_tokens_keep_their_place_in_the_text(text: str) -> None:
    last = 0
    for token in read_times(tokenise(text)):
        assert last <= token.start < token.end <= len(text)
        last = token.end


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twenty five times four", [25, 4]),
        ("twenty-five", [25]),
        ("a hundred and five and six", [105, 6]),
        ("twelve hundred", [1200]),
        ("one hundred twenty-three thousand and one", [123_001]),
        ("two and a half million", [2]),
        ("3.5 million", [3_500_000]),
        ("nineteen ninety nine", [19, 99]),
        ("five and six", [5, 6]),
        ("1,234.5 miles", ["2469/2"]),
        ("three point one four", ["157/50"]),
        ("two point oh five", ["41/20"]),
        ("point five", ["1/2"]),
        ("3 point 5", ["7/2"]),
        ("what is the point", []),
        ("a dog and an hour", []),
        ("the 14th of march", []),
    ],
)
def test_numbers(text: str, values: list[int | str]) -> None:
    assert numbers(text) == [Fraction(value) for value in values]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("fifteen seconds", [15]), ("a minute", [60]), ("a minute and a half", [90]), ("half an hour", [1800]),
        ("a half hour", [1800]), ("an hour and a half", [5400]), ("two and a half minutes", [150]),
        ("one and a half hours", [5400]), ("an hour and ten minutes", [4200]), ("1 hour, 20 minutes", [4800]),
        ("5 minutes and 30 seconds", [330]), ("five minutes and ten minutes", [300, 600]), ("25-minute", [1500]),
        ("twenty-five minute", [1500]), ("0.5 hours", [1800]), ("a quarter of an hour", [900]),
        ("three quarters of an hour", [2700]), ("a couple of minutes", [120]), ("every minute", [60]),
        ("every other hour", [7200]), ("90 secs", [90]), ("a day", [86_400]), ("an hour and a quarter", [4500]),
        ("a second timer", []), ("the second one", []), ("five miles", []), ("a second", [1]),
        ("an hour and a half and a minute", [5400, 60]),
    ],
)  # fmt: skip
def test_durations(text: str, seconds: list[int]) -> None:
    assert durations(text) == seconds


@pytest.mark.parametrize(
    ("text", "minutes", "certain"),
    [
        ("half past ten", 630, False), ("quarter to seven", 405, False), ("a quarter past eight", 495, False),
        ("ten past six", 370, False), ("ten minutes past six", 370, False), ("at ten to six", 350, False),
        ("6 pm", 1080, True), ("6pm", 1080, True), ("6 p.m.", 1080, True), ("six thirty pm", 1110, True),
        ("at 6", 360, False), ("at seven oh five", 425, False), ("at six thirty", 390, False), ("18:30", 1110, True),
        ("6:30", 390, False), ("6:30 a.m.", 390, True), ("twelve am", 0, True), ("12 pm", 720, True),
        ("seven o'clock", 420, False), ("seven o'clock in the evening", 1140, True), ("noon", 720, True),
        ("midnight", 0, True), ("eight in the morning", 480, None), ("at eight in the morning", 480, True),
        ("at ten tonight", 1320, True), ("an alarm for 7", 420, False),
    ],
)  # fmt: skip
def test_clock_times(text: str, minutes: int, certain: bool | None) -> None:
    found = times(text)
    if certain is None:
        assert found == []
        return
    assert [(token.value, token.certain) for token in found] == [(minutes, certain)]


@pytest.mark.parametrize("text", ["from ten to six", "25:10", "in 90 seconds", "at ten minutes", "5 to 7"])
def test_what_is_no_clock_time(text: str) -> None:
    assert times(text) == []


def test_marks_and_hyphens() -> None:
    assert [token.text for token in tokenise("10 - 3")] == ["10", "-", "3"]
    assert [token.text for token in tokenise("10-3")] == ["10", "-", "3"]
    assert [token.text for token in tokenise("-3")] == ["-", "3"]
    assert [token.text for token in tokenise("to-do")] == ["to", "do"]
    assert [token.text for token in tokenise("wait -- no")] == ["wait", ",", "no"]
    assert [token.text for token in tokenise("example.org, it’s")] == ["example.org", ",", "it's"]
