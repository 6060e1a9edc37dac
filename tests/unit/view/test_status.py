import pytest

from duologue.core.events import ConsentAsked, ConsentOver, Floor, Rang, RingEnded, Saying
from duologue.core.microturn import FloorState
from duologue.view.status import HAS_FLOOR, IDLE, YIELDS, Status, StatusTracker
from helpers import script_player as script


def status(*events) -> Status:
    tracker = StatusTracker()
    for event in events:
        tracker.apply(event)
    return tracker.status


def test_every_floor_state_has_its_place() -> None:
    assert {*HAS_FLOOR, YIELDS, IDLE} == {str(state) for state in FloorState}


def test_it_starts_before_the_session_does() -> None:
    assert status(Floor(0.1, "speaking", 1.0)) is Status.STARTING


def test_speaking_outranks_listening_and_muted_outranks_all() -> None:
    talking = [script.started(), Floor(1.0, "speaking", 1.0), Saying(1.1, "s1", "response", "Yes")]
    assert status(*talking) is Status.SPEAKING
    assert status(*talking, script.meter(1.2, speaking=True, muted=True)) is Status.MUTED


def test_silence_after_speech_is_idle_again() -> None:
    assert status(script.started(), script.meter(1.0, speaking=True), script.meter(1.2)) is Status.IDLE


def test_a_failure_stays_until_another_start() -> None:
    tracker = StatusTracker()
    tracker.apply(script.started())
    tracker.fail()
    tracker.apply(script.meter(1.0, speaking=True))
    assert tracker.status is Status.FAILED
    tracker.starting()
    assert tracker.status is Status.STARTING


@pytest.mark.parametrize(
    ("events", "busy"),
    [
        ([script.started()], False),
        ([script.started(), script.meter(1.0, speaking=True)], True),
        ([script.started(), script.meter(1.0, awaiting=True)], True),
        ([script.started(), script.meter(1.0, speaking=True, muted=True)], True),
        ([script.started(), script.meter(1.0, awaiting=True), Floor(1.1, "speaking", 1.0)], True),
        ([script.started(), Floor(1.1, "yielding", 1.0)], True),
        ([script.started(), script.meter(1.0, speaking=True), script.meter(1.2)], False),
        ([script.started(), script.meter(1.0, speaking=True), script.ended(1.2)], False),
    ],
)
def test_there_is_something_to_stop_while_it_speaks_or_works_whoever_has_the_floor(events: list, busy: bool) -> None:
    tracker = StatusTracker()
    for event in events:
        tracker.apply(event)
    assert tracker.busy is busy


ASKED, OVER = ConsentAsked(1.0, "c1", "Look it up?"), ConsentOver(2.0, "c1", False)


@pytest.mark.parametrize(
    ("events", "shown"),
    [
        ([ASKED], Status.WAITING),
        ([script.meter(0.9, awaiting=True), ASKED], Status.WAITING),
        ([ASKED, script.meter(1.2, awaiting=True)], Status.WAITING),
        ([ASKED, script.meter(1.2, speaking=True)], Status.SPEAKING),
        ([ASKED, script.meter(1.2, speaking=True), script.meter(1.4, awaiting=True)], Status.WAITING),
        ([ASKED, Floor(1.2, "speaking", 1.0)], Status.LISTENING),
        ([ASKED, Floor(1.2, "yielding", 1.0)], Status.WAITING),
        ([ASKED, script.meter(1.2, muted=True)], Status.MUTED),
        ([ASKED, OVER], Status.IDLE),
        ([ASKED, OVER, script.meter(2.2, awaiting=True)], Status.THINKING),
        ([ASKED, ConsentOver(2.0, "c1", True)], Status.IDLE),
        ([ASKED, ConsentAsked(1.1, "c2", "And that?"), OVER], Status.WAITING),
        ([ASKED, ConsentOver(2.0, "c2", True)], Status.WAITING),
        ([OVER], Status.IDLE),
        ([ASKED, script.ended(3.0)], Status.ENDED),
        ([ASKED, script.started()], Status.IDLE),
    ],
)
def test_it_waits_for_the_user_while_they_are_asked(events: list, shown: Status) -> None:
    assert status(script.started(), *events) is shown


@pytest.mark.parametrize(
    ("events", "busy"),
    [
        ([Rang(1.0, "c1", "Ten seconds are up.", True)], True),
        ([Rang(1.0, "c1", "Call Anna.", False)], False),
        ([Rang(1.0, "c1", "Ten seconds are up.", True), RingEnded(2.0)], False),
        ([Rang(1.0, "c1", "Ten seconds are up.", True), script.meter(1.2)], True),
        ([Rang(1.0, "c1", "Ten seconds are up.", True), script.started()], False),
    ],
)
def test_what_rings_can_be_stopped(events: list, busy: bool) -> None:
    tracker = StatusTracker()
    for event in (script.started(), *events):
        tracker.apply(event)
    assert tracker.busy is busy
