"""What is understood of what people say: sentences by the request they make, clean and as a recogniser hears them."""

from datetime import datetime
from typing import Any

import pytest

from duologue.tools.request_parser import Call, ParseContext, Plan, parse

NOW = datetime(2026, 3, 14, 9, 26)  # noqa: DTZ001 - local time, as settings give it
CONTEXT = ParseContext(now_s=20.0, speech_start_s=8.0, wall=NOW)
"""Twelve seconds into what the user says, at 9:26 in the morning."""


def made(text: str, *recent: Call) -> list[tuple[str, dict[str, Any]]]:
    """Names and arguments of the calls that a text makes."""
    plan = parse(text, ParseContext(20.0, 8.0, NOW, recent))
    assert plan.ask == ""
    return [(call.name, call.arguments) for call in plan.calls]


TIME = """
What time is it?|What's the time?|what time it is|Could you tell me what time it is, please?|Um, do you know the time?
I would like to know the time.|do you happen to have the time
Tell me the time.|the time please|What is the current time?
Okay so can you please tell me what time it is right now|What's the time now?
Hey, what time is it?|so what time do we have
What time is it? Thanks.|what's what's the time|How late is it?|I'd like to know what time it is.|Check the time.
okay stop what's the time|Excuse me, what is the time?|Hello, can you hear me? What time is it?|Whats the time
Can you tell me, uh, the time?|What time is it, please? I have to catch a bus.|And what time is it now?
"""
DATE = """
What's the date today?|What's the date to day?
what is today's date|Could you please tell me today's date?|What day is it?
what day of the week is it|What day is it today?|and what's the date?|which day is today|What's today?|What date is it?
I need to know the date.|Do you know what day it is?|what month is it|Tell me today's date, please.|the date please
"""
BOTH = "What's the time and date?|tell me the date and time|What's the date and the time?"


def sentences(block: str) -> list[str]:
    return [text.strip() for text in block.replace("\n", "|").split("|") if text.strip()]


@pytest.mark.parametrize("focus", ["time", "date", "both"])
def test_the_clock(focus: str) -> None:
    texts = {"time": TIME, "date": DATE, "both": BOTH}[focus]
    heard = {text: parse(text, CONTEXT) for text in sentences(texts)}
    assert {text for text, plan in heard.items() if plan != Plan((Call("clock.now", {}, focus),))} == set()


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("What year is it?", Plan((Call("clock.now", {}, "year"),))),
        ("what day is tomorrow", Plan((Call("clock.now", {}, "tomorrow"),))),
        ("What time will it be in half an hour?", Plan(say="It will be 9:56 a.m.")),
        ("How long have I been talking?", Plan(say="You've been talking for about twelve seconds.")),
        ("For how many seconds have I been speaking?", Plan(say="You've been talking for about twelve seconds.")),
        ("How long did I talk?", Plan(say="You've been talking for about twelve seconds.")),
        ("How long have we been talking?", Plan(say="We've been talking for about twenty seconds.")),
        ("How long has this conversation been going on?", Plan(say="This has been going on for about twenty seconds.")),
    ],
)
def test_time_and_its_passing(text: str, plan: Plan) -> None:
    assert parse(text, CONTEXT) == plan


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("What is 17 times 6?", "17*6"), ("what is seventeen times six", "17*6"), ("What's 17 x 6?", "17*6"),
        ("what is 12x4", "12*4"), ("six times seven", "6*7"), ("six times seven equals what", "6*7"),
        ("How much is 12 plus 30?", "12+30"), ("Can you tell me what seventeen plus eight is?", "17+8"),
        ("I'd like to know what twenty-five times four is, please.", "25*4"), ("So what is 8 times 7 again?", "8*7"),
        ("What does 12 times 12 equal?", "12*12"), ("What's nine plus, um, sixteen?", "9+16"),
        ("what is fifty divided by, uh, eight?", "50/8"), ("Calculate 3.5 times 2.", "3.5*2"), ("2+2", "2+2"),
        ("what is a hundred and five minus six", "105-6"),
        ("What's 1,000 times 3?", "1000*3"),
        ("What is 2 + 2?", "2+2"),
        ("three hundred and twelve plus nineteen", "312+19"), ("(3 + 4) * 2", "(3+4)*2"), ("seven over two", "7/2"),
        ("What's 15 percent of 80?", "15%*80"),
        ("What's 15% of 80?", "15%*80"),
        ("20 percent off 50 dollars", "50-20%"),
        ("what's a 18 percent tip on forty dollars", "18%*40"), ("what percent of 80 is 20", "20/80*100"),
        ("nine squared", "9^2"), ("how much is 5 cubed", "5^3"), ("two to the power of ten", "2^10"),
        ("10 to the third power", "10^3"), ("What's the square root of 81?", "81^(1/2)"), ("half of 50", "50/2"),
        ("what's one third of ninety", "90/3"), ("twice 21", "2*21"), ("What is minus five plus three?", "-5+3"),
        ("minus five times minus three", "-5*-3"), ("multiply six by nine", "6*9"), ("Divide 144 by 12.", "144/12"),
        ("subtract 15 from 40", "40-15"), ("add five and seven", "5+7"), ("What is the sum of 4 and 9?", "4+9"),
        ("the product of six and seven", "6*7"), ("the difference between 20 and 8", "20-8"), ("and 7 times 9?", "7*9"),
        ("What is fifteen point five times two?", "15.5*2"), ("what's 17 times 6 divided by 3 minus 4", "17*6/3-4"),
        ("What is 12 times for?", "12*4"), ("what's nine minus to", "9-2"), ("what about seven times eight", "7*8"),
        ("Thank you. And what's 9 times 9?", "9*9"), ("what do you get if you multiply 3 by 4", "3*4"),
    ],
)  # fmt: skip
def test_arithmetic(text: str, expression: str) -> None:
    assert made(text) == [("calculator.evaluate", {"expression": expression})]


@pytest.mark.parametrize(
    ("text", "value", "source", "target"),
    [
        ("How many kilometers are in five miles?", 5, "mile", "kilometer"),
        ("How many kilometres are there in 5 miles?", 5, "mile", "kilometer"),
        ("Convert 70 degrees Fahrenheit to Celsius.", 70, "fahrenheit", "celsius"),
        ("what's 20 degrees celsius in fahrenheit?", 20, "celsius", "fahrenheit"),
        ("minus ten celsius in fahrenheit", -10, "celsius", "fahrenheit"),
        ("how hot is 350 Fahrenheit in Celsius", 350, "fahrenheit", "celsius"),
        ("How many feet are there in a mile?", 1, "mile", "foot"),
        ("how many grams in a kilogram?", 1, "kilogram", "gram"),
        ("how many minutes are in a day", 1, "day", "minute"),
        ("how many days does a year have", 1, "year", "day"),
        ("what is 10 kilometers in miles", 10, "kilometer", "mile"),
        ("how far is 26.2 miles in kilometers?", 26.2, "mile", "kilometer"),
        ("convert two cups to milliliters", 2, "cup", "milliliter"),
        ("100 pounds in kilograms", 100, "pound", "kilogram"),
        ("how many liters is two gallons", 2, "gallon", "liter"),
        ("what is 60 miles per hour in kilometers per hour", 60, "mile per hour", "kilometer per hour"),
        ("convert 90 minutes to hours", 90, "minute", "hour"),
        ("Could you convert five and a half, no, six feet to meters?", 6, "foot", "meter"),
        ("five miles is how many kilometers", 5, "mile", "kilometer"),
        ("Wait, wait, wait. How many feet are in a mile?", 1, "mile", "foot"),
    ],
)
def test_units(text: str, value: float, source: str, target: str) -> None:
    assert made(text) == [("units.convert", {"value": value, "from": source, "to": target})]


@pytest.mark.parametrize(
    ("text", "seconds", "label"),
    [
        ("Set a timer for five minutes.", 300, ""),
        ("Set a 5-minute timer.", 300, ""),
        ("timer for 3 minutes please", 180, ""),
        ("Set a timer for 5 minutes", 300, ""),
        ("start a timer for 90 seconds", 90, ""),
        ("Could you time two minutes?", 120, ""),
        ("I need a timer for a minute and a half", 90, ""), ("give me a ten minute timer", 600, ""),
        ("put on a timer for half an hour", 1800, ""), ("Please set a pasta timer for ten minutes.", 600, "pasta"),
        ("Could you set a timer for the pasta for ten minutes?", 600, "pasta"),
        ("set another timer for 2 minutes", 120, ""),
        ("start a twenty-five minute timer for the laundry", 1500, "laundry"),
        ("set a second timer for 8 minutes", 480, ""),
        ("set a timer called tea for 4 minutes", 240, "tea"), ("set a timer for four minutes called tea", 240, "tea"),
        ("set a timer for 1 hour and 20 minutes", 4800, ""),
        ("Could you, um, set a, set a timer for, uh, 3 minutes?", 180, ""),
        ("Tell me when fifteen seconds have passed.", 15, ""), ("Tell me when 15 seconds have past", 15, ""),
        ("tell me when 15 seconds of past", 15, ""), ("Could you tell me when twenty seconds are up?", 20, ""),
        ("Let me know when 45 seconds have gone by.", 45, ""), ("Tell me when a minute is over.", 60, ""),
        ("let me know in 30 seconds", 30, ""), ("Alert me after two minutes.", 120, ""), ("wait five seconds", 5, ""),
        ("tell me when it's been ten seconds", 10, ""),
        ("remind me in an hour", 3600, ""),
        ("Count down from ten seconds.", 10, ""),
        ("Hold on a second. Set a timer for two minutes.", 120, ""),
        ("Okay, thanks. Set a timer for two minutes.", 120, ""),
        ("I'm making tea, so set a timer for four minutes.", 240, ""),
        ("I'm making tea. Set a timer for four minutes.", 240, ""),
        ("set a timer for ten minutes for the eggs", 600, "eggs"), ("set a timer for an hour and a quarter", 4500, ""),
    ],
)  # fmt: skip
def test_timers(text: str, seconds: float, label: str) -> None:
    assert made(text) == [("timer.start", {"seconds": seconds} | ({"label": label} if label else {}))]


def test_a_lapse_of_time_is_told_as_one() -> None:
    assert parse("Tell me when ten seconds have passed.").calls[0].focus == "passed"
    assert parse("Set a timer for ten seconds.").calls[0].focus == ""


@pytest.mark.parametrize(
    "text",
    [
        "Set two timers, one for five minutes and one for ten minutes.",
        "Set timers for five minutes and ten minutes.",
        "Set a timer for five minutes and another one for ten minutes.",
        "Set a timer for five minutes, and then set a timer for ten minutes.",
    ],
)
def test_two_timers_at_once(text: str) -> None:
    assert made(text) == [("timer.start", {"seconds": 300}), ("timer.start", {"seconds": 600})]


TIMER, PASTA = Call("timer.start", {"seconds": 300}), Call("timer.start", {"seconds": 600, "label": "pasta"})
EVERY = Call("reminder.every", {"seconds": 10, "message": "breathe"})
AT = Call("reminder.at", {"time": "18:30", "message": "call mom"})
MILK = Call("list.add", {"list": "shopping", "item": "milk"})


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Cancel the timer.", [("timer.cancel", {})]), ("stop the timer please", [("timer.cancel", {})]),
        ("Okay, you can turn off the timer now.", [("timer.cancel", {})]),
        ("please delete that timer", [("timer.cancel", {})]),
        ("Cancel the pasta timer", [("timer.cancel", {"label": "pasta"})]),
        ("Cancel the timer for the tea.", [("timer.cancel", {"label": "tea"})]),
        ("cancel the five minute timer", [("timer.cancel", {"label": "five minute"})]),
        ("how long is left on my timer?", [("timer.show", {})]),
        ("How much time do I have left?", [("timer.show", {})]),
        ("how much time is left on the pasta timer", [("timer.show", {})]), ("check the timer", [("timer.show", {})]),
        ("Cancel my reminder.", [("reminder.cancel", {})]), ("Stop reminding me.", [("reminder.cancel", {})]),
        ("stop reminding me to breathe", [("reminder.cancel", {"message": "breathe"})]),
        ("cancel the breathing reminder", [("reminder.cancel", {"message": "breathing"})]),
        ("don't remind me any more", [("reminder.cancel", {})]), ("turn off the alarm", [("timer.cancel", {})]),
    ],
)  # fmt: skip
def test_cancelling(text: str, calls: list[tuple[str, dict[str, Any]]]) -> None:
    assert made(text) == calls


@pytest.mark.parametrize(
    ("text", "recent", "calls"),
    [
        ("cancel all timers", (TIMER, PASTA), [("timer.cancel", {}), ("timer.cancel", {})]),
        ("turn off the alarm", (TIMER, AT), [("reminder.cancel", {})]),
        ("Actually, make it ten minutes.", (TIMER,), [("timer.cancel", {}), ("timer.start", {"seconds": 600})]),
        ("No, ten minutes.", (TIMER,), [("timer.cancel", {}), ("timer.start", {"seconds": 600})]),
        ("I said ten minutes.", (TIMER,), [("timer.cancel", {}), ("timer.start", {"seconds": 600})]),
        ("make it half an hour instead", (TIMER,), [("timer.cancel", {}), ("timer.start", {"seconds": 1800})]),
        (
            "Sorry, I meant two minutes.",
            (PASTA,),
            [("timer.cancel", {}), ("timer.start", {"seconds": 120, "label": "pasta"})],
        ),
        (
            "change it to every minute",
            (EVERY,),
            [("reminder.cancel", {}), ("reminder.every", {"seconds": 60, "message": "breathe"})],
        ),
        (
            "no, at seven pm",
            (AT,),
            [("reminder.cancel", {}), ("reminder.at", {"time": "19:00", "message": "call mom"})],
        ),
        (
            "I meant oat milk",
            (MILK,),
            [("list.remove", MILK.arguments), ("list.add", {"list": "shopping", "item": "oat milk"})],
        ),
        ("Cancel that.", (TIMER, EVERY), [("reminder.cancel", {})]),
        ("undo that", (MILK,), [("list.remove", MILK.arguments)]),
        ("Cancel that.", (TIMER, EVERY, Call("reminder.cancel")), [("timer.cancel", {})]),
        ("add eggs to it", (MILK,), [("list.add", {"list": "shopping", "item": "eggs"})]),
        (
            "what's on the list",
            (Call("list.add", {"list": "packing", "item": "socks"}),),
            [("list.show", {"list": "packing"})],
        ),
    ],
)
def test_what_was_done_before_counts(
    text: str, recent: tuple[Call, ...], calls: list[tuple[str, dict[str, Any]]]
) -> None:
    assert made(text, *recent) == calls


def test_only_the_last_of_several_calls_is_answered_for() -> None:
    assert [call.quiet for call in parse("No, ten minutes.", ParseContext(recent=(TIMER,))).calls] == [True, False]
    assert [call.quiet for call in parse("add milk and eggs to my list").calls] == [True, False]


@pytest.mark.parametrize(
    ("text", "seconds", "message"),
    [
        ("Remind me to breathe every ten seconds.", 10, "breathe"), ("every 30 seconds, say relax", 30, "Relax."),
        ("Every ten seconds remind me to sit up straight.", 10, "sit up straight"),
        ("say relax every 30 seconds", 30, "Relax."),
        ("remind me every minute to look up", 60, "look up"), ("remind me to stretch every two hours", 7200, "stretch"),
        ("tell me to blink every 15 seconds", 15, "blink"),
        ("Could you remind me to drink every half hour?", 1800, "drink"),
        ("Remind me to drink water every half hour until I say stop.", 1800, "drink water"),
        ("every other minute, please remind me to stand up", 120, "stand up"),
        ("remind me once a minute to breathe", 60, "breathe"),
        ("remind me every 20 seconds that I should smile", 20, "You should smile."),
    ],
)  # fmt: skip
def test_reminders_that_repeat(text: str, seconds: float, message: str) -> None:
    assert made(text) == [("reminder.every", {"seconds": seconds, "message": message})]


@pytest.mark.parametrize(
    ("text", "when", "message"),
    [
        ("Remind me to call mom in twenty minutes.", 1200, "call mom"),
        ("in half an hour remind me to check the oven", 1800, "check the oven"),
        ("remind me in 45 minutes to take out the trash and feed the cat", 2700, "take out the trash and feed the cat"),
        ("remind me that the meeting starts in ten minutes", 600, "The meeting starts."),
        ("give me a reminder in an hour to walk the dog", 3600, "walk the dog"),
        ("say cheese in three seconds", 3, "Cheese."),
        ("Wait ten seconds and then say hello.", 10, "Hello."),
        ("Wait 5 seconds, then tell me good luck.", 5, "Good luck."),
        ("wait for thirty seconds and then say go", 30, "Go."), ("in ten seconds say banana", 10, "Banana."),
        ("after twenty seconds say time is up", 20, "Time is up."),
        ("When a minute has passed, say stop it.", 60, "Stop it."),
        ("Remind me at half past six to call mom.", "18:30", "call mom"), ("remind me at noon to eat", "12:00", "eat"),
        ("Remind me to call my sister at 6 pm.", "18:00", "call my sister"),
        ("remind me at quarter past eight to leave", "20:15", "leave"),
        ("Remind me about the meeting at 3:30 p.m.", "15:30", "Remember the meeting."),
        ("set a reminder for 5 pm to pick up the kids", "17:00", "pick up the kids"),
        ("Set a reminder to pick up the kids at five p.m.", "17:00", "pick up the kids"),
        ("Don't let me forget to lock the door at ten tonight.", "22:00", "lock the door"),
        ("remind me at ten to get up", "10:00", "get up"), ("remind me at seven to get up", "19:00", "get up"),
        ("remind me tomorrow at nine to water the plants", 84_840, "water the plants"),
        ("Wake me up at seven tomorrow.", 77_640, "It's time to wake up."),
        ("Wake me at 6:15.", "18:15", "It's time to wake up."),
        ("Set an alarm for 6:30 a.m.", "06:30", "It's time."), ("set an alarm for 7", "19:00", "It's time."),
    ],
)  # fmt: skip
def test_reminders_that_come_once(text: str, when: float | str, message: str) -> None:
    key = "time" if isinstance(when, str) else "seconds"
    assert made(text) == [("reminder.at", {key: when, "message": message})]


def test_a_clock_time_without_a_clock_is_taken_as_said() -> None:
    assert parse("remind me at half past six to call mom").calls[0].arguments["time"] == "06:30"


@pytest.mark.parametrize(
    ("text", "tool", "where", "items"),
    [
        ("Add milk and eggs to my shopping list.", "add", "shopping", ["milk", "eggs"]),
        ("Put bread on my shopping list.", "add", "shopping", ["bread"]),
        ("Add apples, pears and bananas to the grocery list", "add", "grocery", ["apples", "pears", "bananas"]),
        ("please put toilet paper on the shopping list", "add", "shopping", ["toilet paper"]),
        ("could you add a dozen eggs to my shopping list", "add", "shopping", ["dozen eggs"]),
        ("add call the dentist to my to do list", "add", "to do", ["call the dentist"]),
        ("add batteries to my hardware store list", "add", "hardware store", ["batteries"]),
        ("add 2 liters of milk to shopping list", "add", "shopping", ["2 liters of milk"]),
        ("add milk to my list", "add", "shopping", ["milk"]),
        ("Oh, and add some Swiss cheese to my shopping list too.", "add", "shopping", ["Swiss cheese"]),
        ("Remove the eggs from my shopping list.", "remove", "shopping", ["eggs"]),
        ("take the milk off my shopping list", "remove", "shopping", ["milk"]),
        ("cross off bread from my shopping list", "remove", "shopping", ["bread"]),
        ("delete butter from the grocery list", "remove", "grocery", ["butter"]),
        ("What's on my shopping list?", "show", "shopping", []), ("show me my shopping list", "show", "shopping", []),
        ("Read me my to-do list.", "show", "to-do", []), ("read out the grocery list", "show", "grocery", []),
        ("what do I have on my to-do list?", "show", "to-do", []),
        ("read my packing list to me", "show", "packing", []),
        ("Could you tell me what's on the packing list?", "show", "packing", []),
    ],
)  # fmt: skip
def test_lists(text: str, tool: str, where: str, items: list[str]) -> None:
    expected = [{"list": where, "item": item} for item in items] or [{"list": where}]
    assert made(text) == [(f"list.{tool}", arguments) for arguments in expected]


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        ("Take a note: the key is under the mat.", "notes.add", {"text": "the key is under the mat"}),
        ("note that the plumber comes on Tuesday", "notes.add", {"text": "the plumber comes on Tuesday"}),
        ("make a note that I parked on level three", "notes.add", {"text": "I parked on level three"}),
        ("take a note, buy stamps, please", "notes.add", {"text": "buy stamps"}),
        ("Write down: the door code is 4711.", "notes.add", {"text": "the door code is 4711"}),
        ("remember that Anna likes tulips", "notes.add", {"text": "Anna likes tulips"}),
        ("Search my notes for key.", "notes.search", {"query": "key"}),
        ("what do my notes say about the plumber", "notes.search", {"query": "the plumber"}),
        ("find my notes about parking", "notes.search", {"query": "parking"}),
        ("do I have any notes on tulips", "notes.search", {"query": "tulips"}),
        ("look up parking in my notes", "notes.search", {"query": "parking"}),
        ("Search the web for the tallest bridge.", "web.search", {"query": "the tallest bridge"}),
        ("look up the height of Everest", "web.search", {"query": "the height of Everest"}),
        ("Can you search for vegan recipes online?", "web.search", {"query": "vegan recipes"}),
        ("What's the weather in Paris?", "weather.now", {"place": "Paris"}),
        ("what's the weather like today", "weather.now", {}),
        ("is it raining in London", "weather.now", {"place": "London"}),
        ("how's the weather in New York right now", "weather.now", {"place": "New York"}),
        ("Can you read the page example dot org?", "web.read", {"url": "https://example.org"}),
        ("Read me the page at https://example.com/a.html, please.", "web.read", {"url": "https://example.com/a.html"}),
        ("Say beep every time I say um.", "listen.start", {"for": "um", "say": "beep"}),
        ("Beep when you hear the word honestly.", "listen.start", {"for": "honestly", "say": "Beep"}),
        ("Whenever I say basically, say stop.", "listen.start", {"for": "basically", "say": "stop"}),
        ("translate everything I say into Spanish", "translate.start", {"target": "es"}),
        ("stop translating", "translate.stop", {}),
        ("count my push-ups", "watch.start", {"for": "repetitions", "exercise": "push-ups"}),
        ("tell me when I slouch", "watch.start", {"for": "posture"}), ("stop counting", "watch.stop", {}),
    ],
)  # fmt: skip
def test_other_tools(text: str, name: str, arguments: dict[str, Any]) -> None:
    assert made(text) == [(name, arguments)]
