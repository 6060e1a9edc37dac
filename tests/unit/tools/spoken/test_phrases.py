"""What people say with numbers is read whole or not at all."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.bench.phrases import OURS, WANTED, tally
from duologue.tools.reading import tokenise
from duologue.tools.spoken.grammar import phrases, read_duration, read_length, read_when
from duologue.tools.spoken.measures import measures
from duologue.tools.spoken.moments import Moment, Period, Repeat, Unclear, day_of, meaning
from duologue.tools.spoken.pieces import Vague
from duologue.tools.spoken.places import zones_of
from duologue.tools.spoken.sums import read_sum
from duologue.tools.wording import say_duration

TABLES = Path(__file__).parents[3] / "data" / "phrases"
MOMENTS = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-01-01"))
FRIDAY = datetime.fromisoformat("2026-11-20T06:00")


@pytest.mark.parametrize("table", ["durations", "dates", "sums"])
def test_every_row_of_the_tables_is_right(table: str) -> None:
    found = tally(TABLES / f"{table}.tsv", OURS[table], WANTED[table])
    assert found.wrong == []
    assert found.rows > 100


@given(st.integers(min_value=1, max_value=30 * 86_400))
def test_every_duration_reads_back_from_its_words(seconds: int) -> None:
    length = read_length(tokenise(say_duration(seconds)))
    assert length is not None
    assert length.seconds == seconds


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    tokens = tokenise(text)
    for phrase in phrases(tokens):
        assert 0 <= phrase.first <= phrase.last < len(tokens)
        meaning(phrase.pieces, FRIDAY)
    meaning(read_when(tokens), FRIDAY)
    read_sum(tokens)
    measures(tokens)


words = st.sampled_from(
    [
        "every",
        "other",
        "second",
        "third",
        "a",
        "an",
        "half",
        "quarter",
        "and",
        "of",
        "in",
        "at",
        "on",
        "to",
        "past",
        "next",
        "this",
        "monday",
        "fridays",
        "march",
        "the",
        "first",
        "day",
        "week",
        "month",
        "tomorrow",
        "today",
        "tonight",
        "noon",
        "midnight",
        "morning",
        "pm",
        "am",
        "5",
        "10",
        "thirty",
        "minutes",
        "hour",
        "o'clock",
        "until",
        ",",
        ".",
        "no",
    ]
)


@given(st.lists(words, max_size=10))
def test_any_words_about_time_mean_something_or_are_asked_about(said: list[str]) -> None:
    tokens = tokenise(" ".join(said))
    for phrase in phrases(tokens):
        when = meaning(phrase.pieces, FRIDAY)
        if isinstance(when, Moment):
            assert when.at > FRIDAY
        elif isinstance(when, Repeat):
            assert when.first > FRIDAY
        elif isinstance(when, Unclear):
            assert when.question.endswith("?")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Remind me tomorrow at 9 am to call the bank.", ["tomorrow at 9 am"]),
        ("tomorrow remind me at 9 am to call the bank", ["tomorrow", "at 9 am"]),
        ("set timers for five minutes and ten minutes", ["five minutes", "ten minutes"]),
        ("start a forty-five second timer", ["forty five second"]),
        ("Set a timer for 5m.", ["5 m"]),
        ("a second timer for 5 minutes", ["5 minutes"]),
        ("she sat in the sun", []),
        ("I went there on Sunday", ["on sunday"]),
        ("on Monday, Wednesday and Friday at 8", ["on monday , wednesday and friday at 8"]),
        (
            "the meeting is on the third of March at ten in the morning ok",
            ["on the third of march at ten in the morning"],
        ),
        ("add two minutes to the pasta timer", ["two minutes"]),
        ("wake me at seven", ["at seven"]),
    ],
)
def test_phrases_are_found_in_a_sentence_and_whole(text: str, found: list[str]) -> None:
    tokens = tokenise(text)
    strong = [phrase for phrase in phrases(tokens) if not phrase.weak]
    assert [" ".join(t.text for t in tokens[one.first : one.last + 1]) for one in strong] == found


@pytest.mark.parametrize(
    "text",
    [
        "an hour and 90", "twenty five to thirty minutes", "a few minutes", "five or ten minutes", "twice a day",
        "between five and ten minutes", "every few hours", "in a few days", "three times a week", "several weeks",
        "5-10 minutes", "an hour or two hours", "every third friday", "a while", "some minutes",
    ],
)  # fmt: skip
def test_what_was_not_read_whole_has_no_value(text: str) -> None:
    found = phrases(tokenise(f"do it {text} please"))
    assert found
    assert all(phrase.pieces == (Vague(),) for phrase in found if not phrase.weak)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("ten minute", 600), ("the ten minute one", 600), ("pasta", None), ("5 minutes or 10 hours", None)],
)
def test_the_one_length_in_a_name(text: str, seconds: float | None) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("tomorrow", "At what time?"),
        ("next week", "On which day next week?"),
        ("on Monday and Thursday at 9", "Just once, or every week?"),
        ("today at 5 am", "That time has passed. When should it be?"),
        ("Monday the 24th at nine", "Which day do you mean?"),
        ("twice a day", "When exactly?"),
    ],
)
def test_what_is_missing_is_asked_in_one_short_question(text: str, question: str) -> None:
    assert meaning(read_when(tokenise(text)), FRIDAY) == Unclear(question)


@pytest.mark.parametrize(("text", "hour"), [("tomorrow at 5", 5), ("tomorrow at 6:30", 6), ("on Monday at 7", 7)])
def test_people_get_up_early(text: str, hour: int) -> None:
    when = meaning(read_when(tokenise(text)), FRIDAY, wakes=True)
    assert isinstance(when, Moment)
    assert when.at.hour == hour


@pytest.mark.parametrize(("text", "seconds"), [("every day", 86_400), ("every hour", 3600), ("every 90 minutes", 5400)])
def test_what_comes_again_without_a_time_counts_from_now(text: str, seconds: float) -> None:
    assert meaning(read_when(tokenise(text)), FRIDAY) == Period(seconds)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in three weeks", "2026-12-11"), ("24 December", "2026-12-24"), ("Christmas", "2026-12-25"),
        ("next Friday", "2026-11-27"), ("Easter", "2027-03-28"), ("Thanksgiving", "2026-11-26"),
        ("the day after tomorrow", "2026-11-22"), ("yesterday", "2026-11-19"), ("July 4th 1976", "1976-07-04"),
        ("the last day of the month", "2026-11-30"), ("two days before Christmas", "2026-12-23"),
        ("in 100 days", "2027-02-28"), ("the second Sunday of May", "2027-05-09"), ("New Year's Eve", "2026-12-31"),
        ("February 29", "2028-02-29"), ("a week from Monday", "2026-11-30"),
    ],
)  # fmt: skip
def test_days(text: str, day: str) -> None:
    assert str(day_of(read_when(tokenise(text)), FRIDAY)) == day


@pytest.mark.parametrize("text", ["at nine tokyo time", "9 pm new york time tomorrow", "at 18:00 utc"])
def test_a_clock_elsewhere(text: str) -> None:
    when = meaning(read_when(tokenise(text)), FRIDAY)
    assert isinstance(when, Moment)
    assert when.zone


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Tokyo", "Asia/Tokyo"), ("new york", "America/New_York"), ("San Francisco", "America/Los_Angeles"),
        ("Germany", "Europe/Berlin"), ("the UK", "Europe/London"), ("Mumbai", "Asia/Kolkata"),
        ("Paris, France", "Europe/Paris"), ("Beijing", "Asia/Shanghai"), ("Japan", "Asia/Tokyo"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"), ("Sydney", "Australia/Sydney"),
        ("Hawaii", "Pacific/Honolulu"),
        ("Cape Town", "Africa/Johannesburg"), ("london", "Europe/London"), ("Iceland", "Atlantic/Reykjavik"),
    ],
)  # fmt: skip
def test_zones_of_places(place: str, zone: str) -> None:
    assert zones_of(place)[0] == zone


def test_places_with_several_zones_and_with_none() -> None:
    assert len(zones_of("Australia")) > 3
    assert len(zones_of("America")) == 2
    assert zones_of("Atlantis") == ()


def test_the_day_that_most_years_lack() -> None:
    when = meaning(read_when(tokenise("on February 29th at noon")), FRIDAY)
    assert when == Moment(datetime.fromisoformat("2028-02-29T12:00"))
    in_a_year = meaning(read_when(tokenise("in a year")), datetime.fromisoformat("2028-02-29T08:00"))
    assert in_a_year == Moment(datetime.fromisoformat("2029-02-28T08:00"))


@given(MOMENTS, st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_is_always_the_next_one(now: datetime, hour: int, minute: int) -> None:
    when = meaning(read_when(tokenise(f"at {hour}:{minute:02d}")), now)
    assert isinstance(when, Moment)
    assert now < when.at <= now + timedelta(days=1)
