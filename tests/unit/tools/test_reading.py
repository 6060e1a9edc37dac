"""Words, marks and numbers out of what was heard or typed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.tools import reading
from duologue.tools.reading import Kind, tokenise
from duologue.tools.spoken.sums import read_sum
from duologue.tools.wording import number_words


def numbers(text: str) -> list[Fraction]:
    return [token.value for token in tokenise(text) if token.kind is Kind.NUMBER]


@given(st.integers(min_value=0, max_value=10**14))
def test_every_number_reads_back_from_its_words(number: int) -> None:
    assert numbers(number_words(number)) == [number]


@given(st.integers(min_value=0, max_value=10**9))
def test_every_number_reads_back_from_its_digits(number: int) -> None:
    assert numbers(str(number)) == [number]
    assert numbers(f"{number:,}") == [number]


@given(st.text(max_size=60))
def test_tokens_keep_their_place_in_the_text(text: str) -> None:
    last = 0
    for token in tokenise(text):
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


def test_marks_and_hyphens() -> None:
    assert [token.text for token in tokenise("10 - 3")] == ["10", "-", "3"]
    assert [token.text for token in tokenise("10-3")] == ["10", "-", "3"]
    assert [token.text for token in tokenise("-3")] == ["-", "3"]
    assert [token.text for token in tokenise("to-do")] == ["to", "do"]
    assert [token.text for token in tokenise("wait -- no")] == ["wait", ",", "no"]
    assert [token.text for token in tokenise("example.org, it’s")] == ["example.org", ",", "it's"]
    assert [token.text for token in tokenise("5 – 3")] == ["5", "-", "3"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("18:30", ["time"]), ("25:10", ["word"]), ("1:30:00", ["length"]), ("2026-11-24", ["date"]),
        ("2026-02-31", ["word"]), ("the 3rd", ["word", "ordinal"]), ("1½", ["number"]), ("½", ["number"]),
    ],
)  # fmt: skip
def test_kinds_of_tokens(text: str, kinds: list[str]) -> None:
    assert [token.kind.value for token in tokenise(text)] == kinds


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("2,5", True, "5/2"), ("1.234,5", True, "2469/2"), ("2.5", True, "5/2"), ("1.234.567", True, "1234567"),
        ("1,234", False, "1234"), ("1,234.5", False, "2469/2"), ("0,75", True, "3/4"), ("1½", False, "3/2"),
    ],
)  # fmt: skip
def test_decimals_as_they_are_written_where_the_user_lives(
    monkeypatch: pytest.MonkeyPatch, text: str, comma: bool, value: str
) -> None:
    monkeypatch.setattr(reading, "comma_before_decimals", lambda: comma)
    assert numbers(text) == [Fraction(value)]


@pytest.mark.parametrize(
    ("place", "comma"), [("de_DE.UTF-8", True), ("en_US.UTF-8", False), ("fr_FR", True), ("C", False), ("xx_YY", False)]
)
def test_the_comma_is_that_of_the_users_locale(monkeypatch: pytest.MonkeyPatch, place: str, comma: bool) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_NUMERIC", place)
    reading.comma_before_decimals.cache_clear()
    try:
        assert reading.comma_before_decimals() is comma
    finally:
        reading.comma_before_decimals.cache_clear()


@pytest.mark.parametrize(
    ("text", "expression"),
    [("1.234,5 / 2", "1234.5/2"), ("2,5 + 2,5", "2.5+2.5"), ("12,5% of 80", "12.5%*80"), ("3,5*2", "3.5*2"),
     ("1.234.567 + 1", "1234567+1"), ("1,5 * (2,5 + 1)", "1.5*(2.5+1)")],
)  # fmt: skip
@pytest.mark.parametrize(("place", "comma"), [("de_DE.UTF-8", True), ("es_ES.UTF-8", True), ("en_US.UTF-8", False)])
def test_sums_are_read_by_the_locale_that_is_set(
    monkeypatch: pytest.MonkeyPatch, place: str, *, comma: bool, text: str, expression: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_NUMERIC", place)
    reading.comma_before_decimals.cache_clear()
    try:
        assert (read_sum(tokenise(text)) == expression) is comma
    finally:
        reading.comma_before_decimals.cache_clear()
