"""What stands around the words that the model copied is read with them: no part ever stands for the whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from duologue.core.writing import Copied, Whole
from duologue.tools.whole.amounts import whole_amount
from duologue.tools.whole.sums import whole_sum
from duologue.tools.whole.times import AGAIN, ONCE, whole_length, whole_reminder

FRIDAY = datetime.fromisoformat("2026-11-20T06:00")


def copied(text: str, parts: Mapping[str, str | tuple[str, ...]]) -> Copied:
    """Words, with those that were pointed at, by argument."""
    words = text.split()
    stretches = {}
    for name, found in parts.items():
        places = []
        for part in (found,) if isinstance(found, str) else found:
            said = part.split()
            first = next(
                i for i in reversed(range(len(words))) if [w.strip(",.") for w in words[i : i + len(said)]] == said
            )
            places.append((first, first + len(said) - 1))
        stretches[name] = tuple(places)
    return Copied(tuple(words), stretches)


def values(whole: Whole | None) -> dict[str, Any]:
    assert whole is not None
    return {name: value for name, value in whole.arguments.items() if value is not None}


@pytest.mark.parametrize(
    ("text", "pointed", "seconds"),
    [
        ("set a timer for one minute thirty", "one minute", 90),
        ("set a timer for one minute thirty", "minute", 90),
        ("start a bread timer for an hour and 15", "an hour", 4500),
        ("timer for an hour and a half please", "an hour", 5400),
        ("set a timer for 2 hours 30", "2 hours", 9000),
        ("set a timer for two and a half minutes", "half minutes", 150),
        ("set a timer for 1/2 hour", "hour", 1800),
        ("a three quarters of an hour timer", "an hour", 2700),
        ("set a 45 second timer", "45", 45),
        ("timer 1 hour, 5 minutes and 10 seconds", "5 minutes", 3910),
        ("ten minutes and twenty seconds on the clock", "ten minutes", 620),
        ("set a timer for five and a half minutes for the eggs", "half minutes", 330),
        ("set a timer for a minute and a half", "a minute", 90),
        ("set a timer for an hour minus five minutes", "five minutes", 3300),
        ("count down 1:30:00", "1:30:00", 5400),
        ("five minutes, no, ten minutes", "ten minutes", 600),
        ("set timers for five minutes and ten minutes", "five minutes", 300),
        ("set timers for five minutes and ten minutes", "ten minutes", 600),
    ],
)
def test_the_whole_of_a_length(text: str, pointed: str, seconds: float) -> None:
    assert values(whole_length("seconds")(copied(text, {"seconds": pointed}))) == {"seconds": seconds}


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        ("set a timer for twenty five to thirty minutes", "thirty minutes"),
        ("set a timer for an hour and 90", "an hour"),
        ("set a timer for five or ten minutes", "ten minutes"),
        ("set a timer for a few minutes", "minutes"),
        ("set a timer for ten minutes twenty minutes", "ten minutes"),
        ("set a timer for between five and ten minutes", "ten minutes"),
        ("set a timer for two months", "two months"),
        ("set a timer for ten minutes plus five", "ten minutes"),
    ],
)
def test_a_length_that_is_not_clear_is_asked_for(text: str, pointed: str) -> None:
    whole = whole_length("seconds")(copied(text, {"seconds": pointed}))
    assert whole is not None
    assert whole.lacks == "How long exactly?"


@pytest.mark.parametrize(
    ("text", "parts", "seconds"),
    [
        ("set a timer for five minutes, no, ten", ("ten", "minutes"), 600),
        ("set a timer for five minutes, no, ten and a half", ("ten", "minutes"), 630),
        ("set a timer for five, sorry, eight minutes", ("eight minutes",), 480),
    ],
)
def test_a_length_that_was_put_right(text: str, parts: tuple[str, ...], seconds: float) -> None:
    assert values(whole_length("seconds")(copied(text, {"seconds": parts}))) == {"seconds": seconds}


@pytest.mark.parametrize(
    ("text", "pointed", "message", "tool", "wanted"),
    [
        ("Remind me tomorrow at 9 am to call the bank.", "9 am", "call the bank", "", {"time": "2026-11-21T09:00"}),
        ("Tomorrow remind me at 9 am to call the bank", "9 am", "call the bank", "", {"time": "2026-11-21T09:00"}),
        ("Remind me at 9 am to call the bank tomorrow", "9 am", "call the bank", "", {"time": "2026-11-21T09:00"}),
        ("Set an alarm for 7:30 am tomorrow.", "7:30 am", "alarm", "", {"time": "2026-11-21T07:30"}),
        ("Set an alarm for tomorrow at 6.", "6", "alarm", "", {"time": "2026-11-21T06:00"}),
        ("wake me up on Monday at 5", "5", "wake", "", {"time": "2026-11-23T05:00"}),
        ("Remind me on Monday at noon to water the plants.", "noon", "water the plants", "",
         {"time": "2026-11-23T12:00"}),
        ("Remind me to water the plants on Monday at noon", "noon", "water the plants on Monday", "",
         {"time": "2026-11-23T12:00", "message": "water the plants"}),
        ("Remind me in two weeks to renew my passport", "two weeks", "renew my passport", "", {"seconds": 1_209_600}),
        ("Remind me in two weeks at nine to renew it", "two weeks", "renew it", "", {"time": "2026-12-04T09:00"}),
        ("Remind me in two months to renew it", "two months", "renew it", "", {"time": "2027-01-20T06:00"}),
        ("remind me at 18:30 to call mom", "18:30", "call mom", "", {"time": "18:30"}),
        ("remind me in an hour and 15 minutes to call", "an hour", "call", "", {"seconds": 4500}),
        ("Remind me every day at 9 pm to take my pills.", "9 pm", "take my pills", AGAIN,
         {"rule": "DTSTART:20261120T210000\nRRULE:FREQ=DAILY"}),
        ("Every weekday at 7 am remind me to feed the cat.", "7 am", "feed the cat", AGAIN,
         {"rule": "DTSTART:20261120T070000\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}),
        ("wake me at quarter to seven on weekdays except Friday", "quarter to seven", "wake", AGAIN,
         {"rule": "DTSTART:20261123T064500\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"}),
        ("wake me at quarter to seven on weekdays except Friday", "quarter to seven", "except Friday", AGAIN,
         {"rule": "DTSTART:20261123T064500\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "message": "alarm"}),
        ("remind me every day at 7 pm to run except on Sundays", "7 pm", "run except on Sundays", AGAIN,
         {"rule": "DTSTART:20261120T190000\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "message": "run"}),
        ("remind me every ten minutes to drink", "ten minutes", "drink", AGAIN, {"seconds": 600}),
        ("remind me on the third of March at ten to call Ann", "ten", "call Ann", "", {"time": "2027-03-03T10:00"}),
        ("remind me tomorrow at 9, no, on Friday at 10 to call", "10", "call", "", {"time": "2026-11-20T10:00"}),
        ("remind me tomorrow at 9, no, 10, to call", "10", "call", "", {"time": "2026-11-21T10:00"}),
        ("remind me at 9 about the dinner on Saturday", "9", "dinner on Saturday", "", {"time": "09:00"}),
    ],
)  # fmt: skip
def test_when_a_reminder_is_to_come(text: str, pointed: str, message: str, tool: str, wanted: dict[str, Any]) -> None:
    whole = whole_reminder(ONCE)(copied(text, {"time": pointed, "message": message}), FRIDAY)
    assert whole is not None
    assert (whole.tool, whole.lacks) == (tool, "")
    assert values(whole) == wanted


@pytest.mark.parametrize(
    ("text", "pointed", "question"),
    [
        ("remind me at 9 and at 5 to take my pills", "9", "When exactly?"),
        ("remind me tomorrow to call the bank", "tomorrow", "At what time?"),
        ("remind me next week to call the bank", "next week", "On which day next week?"),
        ("remind me twice a day to drink", "a day", "When exactly?"),
        ("remind me in five or ten minutes to check the oven", "ten minutes", "When exactly?"),
        ("remind me every Monday to put the bins out", "Monday", "At what time?"),
        ("remind me every three hours between nine and five to stretch", "three hours", "When exactly?"),
        ("remind me every day at 7 except my birthday to run", "7", "When exactly?"),
        ("remind me on Monday and Thursday at 9 to swim", "9", "Just once, or every week?"),
        ("remind me yesterday at 9 to call", "9", "That time has passed. When should it be?"),
    ],
)
def test_what_is_not_clear_is_asked(text: str, pointed: str, question: str) -> None:
    whole = whole_reminder(ONCE)(copied(text, {"time": pointed}), FRIDAY)
    assert whole is not None
    assert whole.lacks == question


def test_a_time_that_belongs_to_another_call_is_left_to_it() -> None:
    text = "remind me tomorrow at 9 to call and remind me at noon to eat"
    both = copied(text, {"time": "noon", "message": "eat"})
    whole = whole_reminder(ONCE)(Copied(both.words, both.stretches, frozenset(range(2, 7))), FRIDAY)
    assert values(whole) == {"time": "12:00"}


def test_a_repeating_reminder_that_comes_once_is_a_reminder() -> None:
    whole = whole_reminder(AGAIN)(copied("remind me in ten minutes to drink", {"seconds": "ten minutes"}), FRIDAY)
    assert whole is not None
    assert (whole.tool, values(whole)) == (ONCE, {"seconds": 600})


def test_a_mere_length_is_how_often_for_what_comes_again() -> None:
    whole = whole_reminder(AGAIN)(copied("at intervals of ten minutes remind me", {"seconds": "ten minutes"}), FRIDAY)
    assert whole is not None
    assert (whole.tool, values(whole)) == ("", {"seconds": 600})


@pytest.mark.parametrize(
    ("text", "pointed", "expression"),
    [
        ("what is two thirds of 90 plus 10", "two thirds of 90", "2/3*90+10"),
        ("what's 12 times 12 and add 6", "12 times 12", "12*12+6"),
        ("what is 7*8?", "7*8?", "7*8"),
        ("how much is 20 percent off 60", "20 percent", "60-20%"),
        ("5 less than 12", "12", "12-5"),
        ("what is 3 plus 3 divided by 2", "3 plus 3", "3+3/2"),
        ("tell me half of 50 plus 10 please", "half of 50", "50/2+10"),
        ("what's the square root of 144 plus one", "144", "144^(1/2)+1"),
        ("3 times 4, sorry, 3 times 5", "3 times 5", "3*5"),
    ],
)
def test_the_whole_of_a_sum(text: str, pointed: str, expression: str) -> None:
    words = tuple(text.split())
    said = pointed.split()
    first = next(i for i in range(len(words)) if list(words[i : i + len(said)]) == said)
    whole = whole_sum(Copied(words, {"expression": ((first, first + len(said) - 1),)}), None)
    assert values(whole) == {"expression": expression}


@pytest.mark.parametrize("text", ["what is 5 times 6 7", "what is 5 dollars plus 3 euros"])
def test_a_sum_that_cannot_be_read_whole_is_not_worked_out(text: str) -> None:
    words = tuple(text.split())
    whole = whole_sum(Copied(words, {"expression": ((2, 4),)}), None)
    assert whole is not None
    assert (whole.lacks, whole.cannot) == ("", "Sorry, I can't work that out.")


@pytest.mark.parametrize("text", ["what is 7 times 8 plus", "what is 7 times", "what is 9 divided by"])
def test_a_sum_that_breaks_off_is_asked_about(text: str) -> None:
    words = tuple(text.split())
    whole = whole_sum(Copied(words, {"expression": ((2, 2),)}), None)
    assert whole is not None
    assert (whole.lacks, whole.cannot) == ("Which number comes next?", "")


@pytest.mark.parametrize(
    ("text", "value", "unit", "wanted"),
    [
        (
            "what is 5 foot 11 in centimetres",
            "5",
            "foot",
            {"value": 71, "from": "inch", "said": "five feet and eleven inches"},
        ),
        ("how many grams are one and a half pounds", "one", "pounds", {"value": 1.5, "from": "pound"}),
        (
            "convert six pounds four ounces to kilos",
            "six",
            "pounds",
            {"value": 100, "from": "ounce", "said": "six pounds and four ounces"},
        ),
        ("half a pound in grams", "half", "pound", {"value": 0.5, "from": "pound"}),
        ("11 stone 4 in kilos", "11", "stone",
         {"value": 158, "from": "pound", "said": "eleven stone and four pounds"}),
        ("two and three quarter cups in ml", "two", "cups", {"value": 2.75, "from": "cup"}),
        (
            "how many minutes are 2 hours 30",
            "2",
            "hours",
            {"value": 150, "from": "minute", "said": "two hours and 30 minutes"},
        ),
        ("a mile in feet", "a", "mile", {"value": 1, "from": "mile"}),
    ],
)  # fmt: skip
def test_the_whole_of_an_amount(text: str, value: str, unit: str, wanted: dict[str, Any]) -> None:
    assert values(whole_amount(copied(text, {"value": value, "from": unit}), None)) == wanted


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("what is 180 cm in feet and inches", "feet", "foot and inch"),
        ("so what is 180 cm in feet and inches", "inches", "foot and inch"),
        ("how many hours and minutes are 100 minutes", "hours", "hour and minute"),
        ("convert 80 kg to stone and pounds please", "stone", "stone and pound"),
        ("9000 seconds in hours, minutes and seconds", "hours", "hour and minute and second"),
    ],
)
def test_several_units_that_are_wanted_are_one(text: str, marked: str, wanted: str) -> None:
    number = next(word for word in text.split() if word.isdigit())
    unit = text.split()[text.split().index(number) + 1]
    whole = values(whole_amount(copied(text, {"value": number, "from": unit, "to": marked}), None))
    assert whole["to"] == wanted


@pytest.mark.parametrize(
    ("text", "pointed", "rule"),
    [
        ("remind me every weekday at 7 to take my pills", ("7", "weekday"), "T070000 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("remind me every Monday at 8 to do laundry", ("Monday", "8"), "T080000 FREQ=WEEKLY;BYDAY=MO"),
        ("remind me every day at noon to eat", ("noon", "day"), "T120000 FREQ=DAILY"),
        ("remind me each Sunday at 9 am to call dad", ("9 am", "Sunday"), "T090000 FREQ=WEEKLY;BYDAY=SU"),
    ],
)
def test_two_parts_of_one_time_are_no_correction(text: str, pointed: tuple[str, ...], rule: str) -> None:
    said = values(whole_reminder(AGAIN)(copied(text, {"seconds": pointed}), FRIDAY))["rule"]
    start, repeats = rule.split()
    assert start in said
    assert repeats in said


def test_a_part_that_puts_another_right_is_one() -> None:
    twice = copied("remind me every ten minutes, no, twenty to drink", {"seconds": ("twenty", "minutes")})
    assert values(whole_reminder(AGAIN)(twice, FRIDAY)) == {"seconds": 1200}
