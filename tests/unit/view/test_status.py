import pytest

from duologue.core.events import Floor, Saying
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
