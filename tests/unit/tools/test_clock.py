"""The time and the date, counted from the start of the session."""

from datetime import UTC, datetime, time

import pytest

from duologue.tools.base import ToolOutcome
from duologue.tools.clock import WallClock, read_time, say_date, say_time
from duologue.tools.registry import Toolbox

START = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)


def asked(t: float = 0.0, **arguments: object) -> str:
    toolbox = Toolbox(START)
    toolbox.call("c1", "clock.now", arguments, t)
    outcome = toolbox.due(t)[0]
    assert isinstance(outcome, ToolOutcome)
    return outcome.say


def test_the_wall_clock_goes_with_session_time() -> None:
    assert WallClock(START).at(90.0) == datetime(2026, 3, 14, 9, 27, 30, tzinfo=UTC)
    assert asked(36_000.0) == "It's 7:26 p.m."


@pytest.mark.parametrize(
    ("start", "iso"), [(START, "2026-03-14T09:26:00+00:00"), (START.replace(tzinfo=None), "2026-03-14T09:26:00")]
)
def test_a_zone_is_kept_and_none_invented(start: datetime, iso: str) -> None:
    toolbox = Toolbox(start)
    toolbox.call("c1", "clock.now", {}, 0.0)
    assert toolbox.due(0.0)[0].result["iso"] == iso


@pytest.mark.parametrize(
    ("about", "say"),
    [
        ("time", "It's 9:26 a.m."),
        ("date", "It's Saturday, March 14th."),
        ("both", "It's Saturday, March 14th, 9:26 a.m."),
        ("year", "It's 2026."),
        ("tomorrow", "Tomorrow is Sunday, March 15th."),
    ],
)
def test_says_what_was_asked_for(about: str, say: str) -> None:
    assert asked(about=about) == say


def test_tells_the_time_by_itself_and_what_it_will_be() -> None:
    assert asked() == "It's 9:26 a.m."
    assert asked(ahead=1800) == "It will be 9:56 a.m."
    assert asked(ahead=86_400, about="date") == "It will be Sunday, March 15th."


@pytest.mark.parametrize(
    ("of", "say", "seconds"),
    [
        ("speech", "You've been talking for about thirteen seconds.", 13.2),
        ("session", "We've been talking for about one minute and forty seconds.", 100.2),
    ],
)
def test_tells_how_long_somebody_has_been_talking(of: str, say: str, seconds: float) -> None:
    toolbox = Toolbox(START)
    toolbox.call("c1", "clock.elapsed", {"of": of}, 100.2, speech_t=87.0)
    (outcome,) = toolbox.due(100.2)
    assert isinstance(outcome, ToolOutcome)
    assert (outcome.say, outcome.result) == (say, {"seconds": seconds})


@pytest.mark.parametrize(
    ("hour", "minute", "say"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05 a.m."),
        (9, 0, "9 a.m."),
        (12, 0, "noon"),
        (12, 30, "12:30 p.m."),
        (23, 59, "11:59 p.m."),
    ],
)
def test_times_of_day(hour: int, minute: int, say: str) -> None:
    assert say_time(START.replace(hour=hour, minute=minute)) == say


@pytest.mark.parametrize(
    ("day", "ending"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (31, "31st"),
    ],
)
def test_days_of_the_month(day: int, ending: str) -> None:
    assert say_date(START.replace(day=day)).endswith(f"March {ending}")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("18:30", time(18, 30)),
        ("7:05", time(7, 5)),
        (" 00:00 ", time(0, 0)),
        ("24:00", None),
        ("7:60", None),
        ("7", None),
        ("noon", None),
    ],
)
def test_clock_times_as_tools_take_them(text: str, moment: time | None) -> None:
    assert read_time(text) == moment
