"""Every length of time that a turn names for a timer is one timer, with all of its name; written twice, it is one."""

import pytest

from duologue.model.whole_calls import Draft, WholeCalls, whole_calls
from duologue.tools.registry import builtin_specs
from duologue.tools.whole.timers import TOO_MANY

SPECS = {spec.name: spec for spec in builtin_specs()}
M = 60


def place(words: list[str], phrase: str) -> tuple[int, int]:
    parts = phrase.split()
    plain = [word.strip(",.:;?!") for word in words]
    at = next(i for i in range(len(words)) if plain[i : i + len(parts)] == parts)
    return at, at + len(parts) - 1


def draft(words: list[str], marked: str, tool: str = "timer.start") -> Draft:
    """A call as the core writes it: "20 minute | bread" marks how long, and what for."""
    length, _, label = (part.strip() for part in marked.partition("|"))
    given = {name: said for name, said in (("seconds", length), ("label", label)) if said}
    read = {argument.name: argument.read for argument in SPECS[tool].arguments}
    stretches = {name: (place(words, said),) for name, said in given.items()}
    return Draft(SPECS[tool], {name: read[name](said) for name, said in given.items()}, stretches)


def read(text: str, marked: list[str]) -> WholeCalls:
    words = text.split()
    return whole_calls(words, [draft(words, one) for one in marked])


def timers(text: str, marked: list[str]) -> list[tuple[object, object]]:
    made = read(text, marked)
    assert made.complete, made
    return [(call.arguments["seconds"], call.arguments.get("label", "")) for call in made.calls]


@pytest.mark.parametrize(
    ("text", "marked", "label"),
    [
        ("set a 20 minute timer named bread dough", ["20 minute | bread", "20 minute | bread"], "bread dough"),
        ("Set a ten minute timer and call it marinade.", ["ten minute", "ten minute | marinade"], "marinade"),
        ("Start a ten minute timer called sourdough bread please.", ["ten minute | sourdough"], "sourdough bread"),
        ("Set a 15 minute timer, it's for the cookies.", ["15 minute", "15 minute | cookies"], "cookies"),
        ("Set a four minute timer labelled green tea.", ["four minute", "four minute | green tea"], "green tea"),
        ("set a four minute timer labeled green tea", ["four minute", "four minute | tea"], "green tea"),
        ("20 minute timer, the brisket's in", ["20 minute | brisket's"], "brisket"),
        ("Set a 20 minute timer, the brisket's in.", ["20 minute", "20 minute | brisket's"], "brisket"),
        ("set a 20 minute timer, the pies are in the oven", ["20 minute", "20 minute"], "pies"),
        ("set a pasta timer for ten minutes", ["ten minutes | pasta", "ten minutes"], "pasta"),
        ("set a ten minute timer for mac and cheese please", ["ten minute | mac"], "mac and cheese"),
        ("set a ten minute timer for me please", ["ten minute", "ten minute"], ""),
        ("set a timer for ten minutes", ["ten minutes", "ten minutes"], ""),
        ("name it rice, a timer for ten minutes", ["ten minutes", "ten minutes | rice"], "rice"),
        ("timer for ten minutes for the big red pot", ["ten minutes | pot"], "big red pot"),
        ("the green tea needs ten minutes, set a timer", ["ten minutes | tea"], "green tea"),
        ("start a ten minute timer titled call with Anna and Tom", ["ten minute | call"], "call with Anna and Tom"),
    ],
)
def test_one_request_is_one_timer_with_all_of_its_name(text: str, marked: list[str], label: str) -> None:
    ((_, said),) = timers(text, marked)
    assert said == label


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("Set two timers, one for five minutes and one for eight and a half.", ["five minutes"] * 2,
         [(5 * M, ""), (510, "")]),
        ("Set timers for 5, 10 and 15 minutes.", ["15 minutes"], [(5 * M, ""), (10 * M, ""), (15 * M, "")]),
        ("timers for ten, fifteen and twenty five minutes", ["ten"], [(10 * M, ""), (15 * M, ""), (25 * M, "")]),
        ("Set a timer for pasta for eight minutes and eggs for four.", ["eight minutes", "eight minutes | eggs"],
         [(8 * M, "pasta"), (4 * M, "eggs")]),
        ("pasta for eight minutes and eggs for four", ["eight minutes | pasta"], [(8 * M, "pasta"), (4 * M, "eggs")]),
        ("another one for seven minutes", ["seven minutes"], [(7 * M, "")]),
        ("a timer for ten minutes and another one for seven minutes", ["ten minutes", "ten minutes"],
         [(10 * M, ""), (7 * M, "")]),
        ("set a ten minute timer and make another for twenty minutes", ["ten minute"], [(10 * M, ""), (20 * M, "")]),
        ("set three timers: 5 minutes, 10 minutes, 15 minutes", ["5 minutes"],
         [(5 * M, ""), (10 * M, ""), (15 * M, "")]),
        ("set two ten minute timers", ["ten minute"], [(10 * M, "")] * 2),
        ("set a couple of ten minute timers", ["ten minute"] * 3, [(10 * M, "")] * 2),
        ("set three timers for five minutes each", ["five minutes"], [(5 * M, "")] * 3),
        ("three timers, two for ten minutes and one for an hour", ["ten minutes"],
         [(10 * M, "")] * 2 + [(60 * M, "")]),
        ("5 minute timer for the eggs and a 12 minute timer for the potatoes", ["5 minute | eggs"],
         [(5 * M, "eggs"), (12 * M, "potatoes")]),
        ("a timer for an hour called roast and another for half an hour called rice and beans", ["an hour | roast"],
         [(60 * M, "roast"), (30 * M, "rice and beans")]),
        ("a ten, a fifteen and a twenty minute timer", ["twenty minute"], [(10 * M, ""), (15 * M, ""), (20 * M, "")]),
    ],
)  # fmt: skip
def test_each_length_is_a_timer(text: str, marked: list[str], wanted: list[tuple[object, object]]) -> None:
    assert timers(text, marked) == wanted


@pytest.mark.parametrize(
    ("text", "marked", "seconds"),
    [
        ("Set a timer for one hour and ten minutes.", ["one hour and ten minutes"] * 2, 4200),
        ("Timer for five minutes and thirty seconds.", ["five minutes", "thirty seconds"], 330),
        ("set a timer for two and a half minutes", ["half minutes"], 150),
        ("set a timer for one minute thirty", ["one minute"], 90),
        ("start a timer for an hour and 15", ["an hour"], 4500),
        ("timer 1 hour, 5 minutes and 10 seconds", ["5 minutes"], 3910),
        ("set a timer for an hour and a half please", ["an hour", "an hour"], 5400),
        ("wait ten minutes and then set a timer for five minutes", ["five minutes"], 300),
        ("I've got ten minutes, set a timer for five minutes", ["five minutes"], 300),
        ("set a five minute timer and tell me how many seconds are in ten minutes", ["five minute"], 300),
        ("set a ten minute timer and remind me in twenty minutes to call", ["ten minute"], 600),
        ("set a ten minute timer for chapter 4 please", ["ten minute | chapter"], 600),
        ("set a ten minute timer and add 5 eggs to my list", ["ten minute"], 600),
        ("set a timer for five minutes, no, ten minutes", ["five minutes", "ten minutes"], 600),
        ("set a timer for five, sorry, eight minutes", ["eight minutes", "eight minutes"], 480),
    ],
)
def test_one_length_is_one_timer(text: str, marked: list[str], seconds: float) -> None:
    ((said, _),) = timers(text, marked)
    assert said == seconds


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("set a timer for five minutes, no, ten minutes", ["five minutes", "ten minutes"]),
        ("set a timer for five, sorry, eight minutes", ["eight minutes"]),
        ("i want to nap for ten minutes, time it", ["ten minutes"]),
        ("count down for ten minutes", ["ten minutes"]),
        ("wake me up in ten minutes", ["ten minutes"]),
        ("a five minute timer and a ten minute timer for me", ["five minute", "ten minute"]),
    ],
)
def test_words_around_a_length_are_no_name(text: str, marked: list[str]) -> None:
    assert {label for _, label in timers(text, marked)} == {""}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("set a timer for five or ten minutes", ["ten minutes"]),
        ("set a timer for twenty five to thirty minutes", ["thirty minutes"]),
        ("set two timers, one for five minutes", ["five minutes"]),
        ("three timers for five minutes and ten minutes", ["five minutes"]),
        ("timers for one hour, 5 and 10 minutes and one for a few minutes", ["one hour"]),
    ],
)
def test_what_is_not_clear_is_asked(text: str, marked: list[str]) -> None:
    made = read(text, marked)
    assert (made.calls, made.lacks) == ((), "How long exactly?")


def test_more_timers_than_can_be_set_at_once_are_refused() -> None:
    assert read("set twenty ten minute timers", ["ten minute"]).cannot == TOO_MANY


_RICE = "set a ten minute timer for rice and remind me in an hour to stir"


def test_the_words_of_another_request_are_no_timer() -> None:
    words = _RICE.split()
    reminder = draft(words, "an hour", "reminder.at")
    calls = whole_calls(words, [draft(words, "ten minute | rice"), reminder]).calls
    assert calls[0].arguments == {"seconds": 600, "label": "rice"}


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("and another one for seven minutes", ["timer.start"]),
        ("one more for seven minutes", ["timer.start"]),
        ("cancel it and start one for seven minutes", ["timer.cancel", "timer.start"]),
        ("get rid of it and start one for seven minutes", ["timer.cancel", "timer.start"]),
    ],
)
def test_a_call_without_words_has_to_be_asked_for(text: str, calls: list[str]) -> None:
    words = text.split()
    made = whole_calls(words, [draft(words, "|", "timer.cancel"), draft(words, "seven minutes")])
    assert [call.name for call in made.calls] == calls


@pytest.mark.parametrize(
    ("text", "other", "label", "calls"),
    [
        ("20 minute timer, the brisket's in", "timer.resume", "brisket's", ["timer.start"]),
        ("the bread is rising, 20 minute timer", "timer.pause", "bread", ["timer.start"]),
        (
            "cancel the bread timer and start a 20 minute timer",
            "timer.cancel",
            "bread",
            ["timer.cancel", "timer.start"],
        ),
        ("stop the bread timer and start a 20 minute timer", "timer.cancel", "bread", ["timer.cancel", "timer.start"]),
        ("resume the bread, and a 20 minute timer", "timer.resume", "bread", ["timer.resume", "timer.start"]),
    ],
)
def test_a_call_made_of_words_of_another_has_to_be_asked_for(
    text: str, other: str, label: str, calls: list[str]
) -> None:
    words = text.split()
    drafts = [draft(words, f"| {label}", other), draft(words, f"20 minute | {label}")]
    assert [call.name for call in whole_calls(words, drafts).calls] == calls
