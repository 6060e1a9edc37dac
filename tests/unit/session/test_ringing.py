"""A timer that is over rings until somebody has noticed; a reminder is said once."""

import pytest

from duologue.core.commands import Silence, TypeText
from duologue.core.events import Event, Rang, RingEnded, Speech
from duologue.core.microturn import Act
from duologue.core.writing import Move, WriteResult
from duologue.session.ringing import RING_FOR_S, Ringing
from helpers.playbook import Cue, Played, calls, cue, heard, play, says

RESPOND, RELAY, HOLD = Act.RESPOND, Act.RELAY, Act.HOLD
SET = {2: cue(RESPOND, heard("time it", 0.0, final=True)), 16: cue(RELAY)}
TIMER = ("timer.start", {"seconds": 2, "label": "tea"})
REMINDER = ("reminder.at", {"seconds": 2, "message": "call anna"})


def talk(script: dict[int, Cue], call: tuple[str, dict[str, object]] = TIMER, **options: object) -> Played:
    replies = {
        "time it": calls(call),
        "stop": WriteResult(say=Move.STOP),
        "thanks": WriteResult(say=Move.WELCOME),
        "what time is it": calls(("clock.now", {})),
        "noise": WriteResult(),
        "hello": says("Hello."),
    }
    return play(SET | script, 12.0, replies=replies, **options)  # type: ignore[arg-type]


def test_a_timer_rings_from_the_moment_at_which_it_is_over() -> None:
    played = talk({})
    (rang,) = played.of(Rang)
    assert (rang.id, rang.text, rang.rings) == ("c1", "Your tea timer is done.", True)
    assert rang.t == pytest.approx(2.6, abs=0.3)
    assert played.of(RingEnded) == []
    assert [speech.text for speech in played.of(Speech)][-1] == "Your tea timer is done."


def test_a_reminder_is_told_and_does_not_ring() -> None:
    (rang,) = talk({}, REMINDER).of(Rang)
    assert (rang.text, rang.rings) == ("Call anna.", False)


def said(text: str) -> dict[int, Cue]:
    return {25: cue(RESPOND, heard(text, 4.5, "u2", final=True))}


@pytest.mark.parametrize(
    ("script", "inject", "ends"),
    [
        (said("stop"), (), True),
        (said("thanks"), (), True),
        (said("what time is it"), (), True),
        (said("hello"), (), True),
        (said("noise"), (), False),
        ({25: cue(HOLD, heard("stop", 4.5, "u2", final=True))}, (), False),
        ({}, ((5.0, Silence()),), True),
        ({}, ((5.0, TypeText("stop")),), True),
        ({}, ((5.0, TypeText("thanks")),), True),
        ({}, ((5.0, TypeText("what time is it")),), True),
        ({}, ((1.0, Silence()),), False),
        ({}, (), False),
    ],
)
def test_it_rings_until_the_user_stops_it_or_asks_for_something(
    script: dict[int, Cue], inject: tuple, ends: bool
) -> None:
    played = talk(script, inject=inject)
    assert [event.t > 4.0 for event in played.of(RingEnded)] == ([True] if ends else [])


def test_stopping_what_rings_is_no_question_of_what_to_stop() -> None:
    played = talk({}, inject=((6.0, TypeText("stop")),))
    assert [speech.text for speech in played.of(Speech)][-1] == "Your tea timer is done."


def test_a_timer_that_rings_leaves_others_running() -> None:
    played = play(
        {2: cue(RESPOND, heard("time both", 0.0, final=True)), 16: cue(RELAY), 36: cue(RELAY)},
        9.0,
        replies={"time both": calls(TIMER, ("timer.start", {"seconds": 6}))},
        inject=((4.0, Silence()),),
    )
    assert [round(event.t) for event in played.of(Rang)] == [3, 7]
    assert [round(event.t) for event in played.of(RingEnded)] == [4]


def rung() -> tuple[Ringing, list[Event]]:
    events: list[Event] = []
    ringing = Ringing(events.append)
    ringing.rang("c1", "Over.", 10.0, rings=True)
    return ringing, events


@pytest.mark.parametrize(("after_s", "over"), [(0.0, False), (RING_FOR_S - 1, False), (RING_FOR_S, True), (1e6, True)])
def test_nobody_has_to_stop_it(after_s: float, over: bool) -> None:
    ringing, events = rung()
    ringing.pass_to(10.0 + after_s)
    ringing.pass_to(10.0 + after_s)
    assert events[1:] == ([RingEnded(10.0 + after_s)] if over else [])


def test_a_second_one_rings_for_its_own_time() -> None:
    ringing, events = rung()
    ringing.rang("c2", "Over.", 100.0, rings=True)
    ringing.pass_to(10.0 + RING_FOR_S)
    assert len(events) == 2
    assert ringing.stop(200.0)
    assert not ringing.stop(201.0)


def test_a_reminder_does_not_end_what_rings() -> None:
    ringing, events = rung()
    ringing.rang("c2", "Call.", 11.0, rings=False)
    assert ringing.stop(12.0)
    assert events[-1] == RingEnded(12.0)
