"""Which day a date is, how far off, and what time it is elsewhere."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def call(name: str, **arguments: Any) -> ToolOutcome:
    box = Toolbox(NOW)
    box.call("c1", name, arguments, 0.0)
    (outcome,) = box.due(0.0)
    assert isinstance(outcome, ToolOutcome)
    return outcome


@pytest.mark.parametrize(
    ("day", "say"),
    [
        ("2026-12-24", "That is Thursday, December 24th."),
        ("2026-11-20", "That's today, Friday, November 20th."),
        ("2027-03-28", "That is Sunday, March 28th, 2027."),
        ("1976-07-04", "That was Sunday, July 4th, 1976."),
    ],
)
def test_which_day_a_date_is(day: str, say: str) -> None:
    assert call("date.tell", day=day).say == say


@pytest.mark.parametrize(
    ("arguments", "say"),
    [
        ({"until": "2026-12-25"}, "35 days until Friday, December 25th."),
        ({"until": "2026-11-21"}, "One day until Saturday, November 21st."),
        ({"until": "2026-11-20"}, "That's today."),
        ({"until": "2026-11-10"}, "Ten days since Tuesday, November 10th."),
        ({"until": "2026-12-25", "unit": "weeks"}, "Five weeks until Friday, December 25th."),
        ({"until": "2026-12-26", "unit": "weeks"}, "Five weeks and one day until Saturday, December 26th."),
        (
            {"since": "2026-03-03", "until": "2026-07-04"},
            "123 days from Tuesday, March 3rd to Saturday, July 4th.",
        ),
    ],
)
def test_how_far_off_a_day_is(arguments: dict[str, Any], say: str) -> None:
    assert call("date.count", **arguments).say == say


@pytest.mark.parametrize(
    ("place", "say"),
    [
        ("Tokyo", "It's 2 p.m. in Tokyo."),
        ("new york", "It's midnight in New York."),
        ("los angeles", "It's 9 p.m. on Thursday in Los Angeles."),
        ("india", "It's 10:30 a.m. in India."),
        ("the US", "It's midnight in New York and 9 p.m. on Thursday in Los Angeles."),
    ],
)
def test_what_time_it_is_elsewhere(place: str, say: str) -> None:
    assert call("clock.place", place=place).say == say


@pytest.mark.parametrize(
    ("place", "say"),
    [
        ("Atlantis", "I don't know where Atlantis is. Which city nearby?"),
        ("Australia", "There are several time zones in Australia. Which city?"),
    ],
)
def test_places_that_are_asked_about(place: str, say: str) -> None:
    outcome = call("clock.place", place=place)
    assert not outcome.ok
    assert outcome.say == say


def test_a_day_that_is_none_is_refused() -> None:
    assert call("date.tell", day="someday").say == "Sorry, I didn't get the day."
