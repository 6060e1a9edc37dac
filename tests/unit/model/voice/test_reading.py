"""What is pronounced for written words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.model.voice.reading import read_aloud


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("It is 9:26.", "It is 9 26."),
        ("9:05 10:00 10:00 a.m. 7:30pm 14:00", "9 oh 5 10 o'clock 10 a.m. 7 30 p m 14 hundred"),
        (
            "$3.50, $1 $0.99 $1.01 £20 €0.5",
            "3 dollars and 50 cents, 1 dollar 99 cents 1 dollar and 1 cent 20 pounds 50 cents",
        ),
        (
            "$1,200.00 $3 million $2.5 billion $0.001",
            "1,200 dollars 3 million dollars 2.5 billion dollars 0.001 dollars",
        ),
        ("12 - 5 = 7", "12 minus 5 equals 7"),
        ("2 * 3 / 4 ^ 5 + -6", "2 times 3 divided by 4 to the power of 5 plus -6"),
        ("wait - no", "wait - no"),
        ("1989 1905 1900 1990s 2020s", "19 89 19 oh 5 19 hundred 19 nineties 20 twenties"),
        ("1/2 3/4 5/8 10-12", "one half three quarters 5 over 8 10 to 12"),
        ("5 km 1 km 5km/h 20°C 1 s", "5 kilometers 1 kilometer 5 kilometers an hour 20 degrees Celsius 1 second"),
        ("s m km", "s m km"),
        ("Dr. Smith vs. Mr. Jones", "doctor Smith versus mister Jones"),
        ("**Bold**, `code` _it_ # #1", "Bold, code it  number 1"),
        ("-5 −5 1,234.5 21st 50%", "-5 minus 5 1,234.5 21st 50%"),
        ('"Yes," (he said).', "Yes, he said."),
    ],
)
def test_reads(written, spoken):
    assert read_aloud(written).text == spoken


@given(st.text(max_size=200))
def test_every_written_word_keeps_its_place(text):
    spoken = read_aloud(text)
    assert spoken.words == tuple(text.split())
    assert len(spoken.ranges) == len(spoken.words)
    assert " ".join(spoken.text[first:end] for first, end in spoken.ranges) == spoken.text


@given(st.text("[]m'ha* ", max_size=30))
def test_text_cannot_slip_phonemes_in(text):
    assert "[[" not in read_aloud(text).text.replace("[[,@mh'@m:]]", "").replace("[[Vh'V]]", "")


def test_marks_that_cannot_be_printed_are_not_pronounced():
    assert read_aloud("a\x00b zero\u200bwidth").text == "ab zerowidth"
