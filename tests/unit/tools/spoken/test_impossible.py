"""Times and dates that there are not are told of in so many words, and no part of them stands for the whole."""

from datetime import datetime

import pytest

from duologue.core.writing import Copied
from duologue.tools.reading import tokenise
from duologue.tools.spoken.impossible import impossible
from duologue.tools.whole.times import ONCE, whole_day, whole_reminder

NOON = datetime.fromisoformat("2026-11-30T12:00")


@pytest.mark.parametrize(
    ("text", "says", "words"),
    [
        ("remind me at 25:00 to call Tom", "25:00 isn't a time of day.", "at 25:00"),
        ("an alarm for 12:75", "12:75 isn't a time of day.", "for 12:75"),
        ("wake me at 7:60 pm", "7:60 isn't a time of day.", "at 7:60"),
        ("at 25 o'clock", "25 o'clock isn't a time of day.", "at 25 o'clock"),
        ("at twenty five o'clock", "Twenty five o'clock isn't a time of day.", "at twenty five o'clock"),
        ("at 99 am", "99 am isn't a time of day.", "at 99 am"),
        ("wake me at minute 75", "An hour has only 60 minutes.", "at minute 75"),
        ("on the 31st of February", "February has only 28 or 29 days.", "on the 31st of February"),
        ("on February 30th at 9", "February has only 28 or 29 days.", "on February 30th"),
        ("on the thirty first of June", "June has only 30 days.", "on the thirty first of June"),
        ("April 31 at ten", "April has only 30 days.", "April 31"),
        ("on 31 June", "June has only 30 days.", "on 31 June"),
        ("on the 32nd of March", "No month has 32 days.", "on the 32nd of March"),
        ("on the 45th", "No month has 45 days.", "on the 45th"),
        ("on 2026-13-01", "2026-13-01 isn't a date.", "on 2026-13-01"),
        ("on 2026-02-30 at nine", "2026-02-30 isn't a date.", "on 2026-02-30"),
    ],
)
def test_what_there_is_not(text: str, says: str, words: str) -> None:
    tokens = tokenise(text)
    found = impossible(tokens)
    assert found is not None
    assert found.says == says
    assert text[tokens[found.first].start : tokens[found.last].end] == words


@pytest.mark.parametrize(
    "text",
    ["at 23:59", "at 24:00", "at 0:00", "at 13 pm", "on the 31st of March", "on February 29th", "on the 31st", "May 31",
     "March 2027", "in 75 minutes", "at minute 5", "on 2026-12-31", "a ratio of 3:4", "the 21st of June at 9",
     "twenty five eggs", "remind me to drink 75 ml", "at 12 o'clock"],
)  # fmt: skip
def test_what_there_is(text: str) -> None:
    assert impossible(tokenise(text)) is None


@pytest.mark.parametrize("text", ["at 25:00 to eat", "on February 30th at 9 to eat", "at minute 75 to eat"])
def test_a_reminder_asks_when_instead(text: str) -> None:
    words = ("remind", "me", *text.split())
    message = ((len(words) - 1, len(words) - 1),)
    whole = whole_reminder(ONCE)(Copied(words, {"message": message}), NOON)
    assert whole is not None
    assert whole.lacks.endswith("When should it be?")
    assert " ".join(words[at] for at in sorted(whole.void)) == text.removesuffix(" to eat").removesuffix(" at 9")


def test_what_is_in_the_message_of_another_request_is_left_alone() -> None:
    words = ("remind", "me", "at", "six", "to", "eat", "and", "note", "25:00")
    copied = Copied(words, {"message": ((5, 5),)}, taken=frozenset({7, 8}))
    whole = whole_reminder(ONCE)(copied, NOON)
    assert whole is not None
    assert not whole.lacks


def test_a_date_that_there_is_not_is_told() -> None:
    whole = whole_day(Copied(("what", "day", "is", "the", "31st", "of", "April"), {}), NOON)
    assert whole is not None
    assert whole.cannot == "April has only 30 days."
