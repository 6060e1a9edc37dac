"""Watches: numbers aloud, kind words about a slouch, who comes; each once, undone and ended like other things."""

from datetime import UTC, datetime

from duologue.core.events import Json, Percept
from duologue.tools.base import Alarm, Shown, ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.watching.seen import DARK, NO_CAMERA


class Bench:
    """A toolbox that sees."""

    def __init__(self) -> None:
        self.toolbox = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))
        self.calls = 0
        self.see(0.2, picture={"state": "ok"}, person={"present": True, "count": 1})

    def call(self, name: str, t: float = 1.0, **arguments: str) -> ToolOutcome:
        self.calls += 1
        self.toolbox.call(f"c{self.calls}", name, arguments, t)
        (outcome,) = [item for item in self.toolbox.due(t) if isinstance(item, ToolOutcome)]
        return outcome

    def see(self, t: float, **percepts: dict[str, Json]) -> list[str]:
        self.toolbox.see([Percept(t, kind, t - 0.1, fields) for kind, fields in percepts.items()], t)
        self.news = self.toolbox.due(t)
        return [item.text for item in self.news if isinstance(item, Alarm)]

    def count(self, t: float, number: int) -> list[str]:
        return self.see(t, repetition={"exercise": "squat", "count": number})


def test_each_number_is_said_once_in_passing_and_stands_on_the_panel() -> None:
    bench = Bench()
    started = bench.call("watch.start", **{"for": "repetitions", "exercise": "squats"})
    assert started.say == "Okay, I'll count your squats."
    (watched,) = bench.toolbox.eyes.watched
    assert (watched.what, watched.exercise) == ("repetitions", "squat")
    assert bench.count(3.0, 1) == ["One."]
    (alarm,) = [item for item in bench.news if isinstance(item, Alarm)]
    assert alarm.aside
    (shown,) = [item for item in bench.news if isinstance(item, Shown)]
    assert shown.sheet.lines[0].text == "1 squat"
    assert bench.count(5.0, 2) == ["Two."]
    assert bench.see(5.2) == []
    assert bench.call("watch.show", 6.0).say == "Two squats so far."


def test_who_cannot_see_says_what_they_will_do_once_they_can() -> None:
    bench = Bench()
    bench.see(0.4, picture={"state": "none"})
    said = bench.call("watch.start", **{"for": "repetitions", "exercise": "squats"}).say
    assert said == f"{NO_CAMERA} Then I'll count your squats."
    bench.see(1.4, picture={"state": "dark"})
    assert bench.call("watch.start", **{"for": "posture"}).say == f"{DARK} Then I'll tell you when you slouch."


def test_a_missed_number_is_not_made_up_for() -> None:
    bench = Bench()
    bench.call("watch.start", **{"for": "repetitions"})
    assert bench.count(3.0, 1) == ["One."]
    assert bench.count(9.0, 4) == ["Four."]


def test_counting_begins_anew_and_ends() -> None:
    bench = Bench()
    bench.call("watch.start", **{"for": "repetitions"})
    bench.count(3.0, 1)
    (before,) = bench.toolbox.eyes.watched
    assert bench.call("watch.restart", 4.0).ok
    (after,) = bench.toolbox.eyes.watched
    assert before.id != after.id, "the eyes are told"
    assert bench.count(6.0, 1) == ["One."]
    assert bench.call("watch.stop", 7.0).say == "I've stopped counting. I counted one."
    assert bench.toolbox.eyes.watched == ()
    assert bench.count(8.0, 2) == []
    assert bench.call("watch.stop", 9.0).say == "I'm not watching anything."
    assert bench.call("undo.last", 10.0).ok
    assert len(bench.toolbox.eyes.watched) == 1


def test_a_slouch_is_mentioned_once_when_it_is_held_and_again_after_sitting_up() -> None:
    bench = Bench()
    bench.call("watch.start", **{"for": "posture"})
    assert bench.see(3.0, posture={"state": "upright", "deviation": 0.0}) == []
    assert bench.see(5.0, posture={"state": "slouching", "deviation": 0.3}) == []
    assert bench.see(5.4) == []
    assert len(bench.see(6.0)) == 1
    assert [bench.see(6.0 + 0.2 * at) for at in range(1, 60)] == [[]] * 59
    bench.see(20.0, posture={"state": "upright", "deviation": 0.0})
    bench.see(22.0, posture={"state": "slouching", "deviation": 0.3})
    assert len(bench.see(23.0)) == 1


def test_a_short_slouch_and_a_lean_are_left_alone() -> None:
    bench = Bench()
    bench.call("watch.start", **{"for": "posture"})
    bench.see(5.0, posture={"state": "slouching", "deviation": 0.3})
    assert bench.see(5.4, posture={"state": "leaning", "deviation": 0.1}) == []
    assert bench.see(9.0) == []


def test_who_comes_and_who_goes() -> None:
    bench = Bench()
    bench.call("watch.start", **{"for": "person"})
    assert bench.see(2.0, person={"present": False, "count": 0}) == []
    assert bench.see(4.0, person={"present": True, "count": 1}) == ["Somebody has come in."]
    bench.call("watch.start", 5.0, **{"for": "person", "event": "leaves"})
    assert len(bench.toolbox.eyes.watched) == 1, "one watch of a kind"
    assert bench.see(6.0, person={"present": False, "count": 0}) == ["Somebody has left."]


def test_the_beginning_and_the_end_are_said() -> None:
    bench = Bench()
    bench.call("watch.start", **{"for": "repetitions", "say": "start", "then": "stop"})
    bench.see(2.0, pose={"visible": "body", "activity": "still"})
    assert bench.see(4.0, pose={"visible": "body", "activity": "moving"}) == ["Start."]
    assert bench.see(6.0, repetition={"exercise": "squat", "count": 1}) == []
    assert bench.see(8.0, pose={"visible": "body", "activity": "still"}) == []
    assert bench.see(8.2, pose={"visible": "body", "activity": "moving"}) == []
    bench.see(9.0, pose={"visible": "body", "activity": "still"})
    assert [bench.see(9.0 + 0.2 * at) for at in range(1, 6)] == [[], [], [], ["Stop."], []]


def test_a_raised_hand_pauses_unless_hands_are_watched_or_asked_about() -> None:
    bench = Bench()
    bench.see(1.0, hand={"side": "right", "raised": True, "fingers": 5})
    assert bench.toolbox.eyes.pauses
    assert bench.call("eyes.fingers", 1.2).say == "You're holding up five fingers."
    assert not bench.toolbox.eyes.pauses
    bench.see(20.0)
    assert bench.toolbox.eyes.pauses
    bench.call("watch.start", 21.0, **{"for": "hands"})
    assert not bench.toolbox.eyes.pauses
    assert bench.see(22.0, hand={"side": "left", "raised": True, "fingers": 5}) == ["Your hand is up."]
