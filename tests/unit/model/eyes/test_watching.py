"""Frames are looked at in a thread of their own; in a replay each of them, live those for which there is time."""

import threading

import numpy as np
import pytest

from duologue.core.clock import Stopwatch
from duologue.core.microturn import Frame
from duologue.model.eyes.sight import Sight
from duologue.model.eyes.watching import Watching

PICTURE = np.zeros((4, 6, 3), np.uint8)
WAIT_S = 30.0


class Slow:
    """A looker that is done when it is told to be. threads: those that it ran in."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.threads: set[str] = set()
        self.forgot = 0

    def look(self, frame: Frame, t: float) -> Sight:
        self.threads.add(threading.current_thread().name)
        assert self.go_on.wait(WAIT_S)
        if frame.number == 13:
            raise ValueError("no thirteen")
        return Sight(frame.t_s, 6, 4, people=frame.number)

    def warm_up(self) -> None:
        """Nothing to run."""

    def reset(self) -> None:
        self.forgot += 1


def frame(number: int) -> Frame:
    return Frame(number, PICTURE, number / 5)


def test_in_a_replay_each_new_frame_is_looked_at_and_brought_in_its_own_micro_turn() -> None:
    looker = Slow()
    looker.go_on.set()
    watching, seen = Watching(lambda: looker), []
    for number in (None, 0, 1, 1, 2):
        watching.begin(None if number is None else frame(number), 0.0, all_frames=True)
        sight = watching.take(all_frames=True)
        seen.append(None if sight is None else (sight.people, sight.seen_s))
    assert seen == [None, (0, 0.0), (1, 0.2), None, (2, 0.4)]
    assert all(name.startswith("duologue-eyes") for name in looker.threads)
    watching.reset()


def test_live_a_micro_turn_goes_on_without_what_is_not_ready_and_gets_it_later() -> None:
    looker = Slow()
    watching = Watching(lambda: looker)
    watching.begin(frame(0), 0.0, all_frames=False)
    assert watching.take(all_frames=False) is None
    watching.begin(frame(1), 0.2, all_frames=False)  # still busy: left out
    looker.go_on.set()
    sight = watching.take(all_frames=True)
    assert sight is not None
    assert sight.people == 0
    assert watching.take(all_frames=True) is None
    watching.reset()


class Hundred(Stopwatch):
    """Shows 100 ms, always."""

    def ms(self) -> float:
        return 100.0


def test_live_a_slow_look_is_made_up_for_by_leaving_frames_out() -> None:
    looker, watches = Slow(), [Hundred() for _ in range(5)]
    looker.go_on.set()
    watching = Watching(lambda: looker, lambda: watches.pop(0))  # the first begins before there was a frame
    watching.begin(frame(0), 0.0, all_frames=False)
    assert watching.take(all_frames=True) is not None
    watching.begin(frame(1), 0.2, all_frames=False)  # 100 ms of the 333 that pay for a look of 100
    assert watching.take(all_frames=True) is None
    watching.begin(frame(2), 0.4, all_frames=True)
    assert watching.take(all_frames=True) is not None
    watching.reset()


def test_what_goes_wrong_in_the_thread_is_raised_in_the_micro_turn() -> None:
    looker = Slow()
    looker.go_on.set()
    watching = Watching(lambda: looker)
    watching.begin(frame(13), 0.0, all_frames=True)
    with pytest.raises(ValueError, match="no thirteen"):
        watching.take(all_frames=True)
    watching.reset()


def test_a_looker_is_opened_with_the_first_frame_and_once_in_its_thread() -> None:
    opened: list[str] = []

    def open_looker() -> Slow:
        opened.append(threading.current_thread().name)
        looker = Slow()
        looker.go_on.set()
        return looker

    watching = Watching(open_looker)
    watching.begin(None, 0.0, all_frames=True)
    watching.reset()
    assert opened == []
    for number in range(3):
        watching.begin(frame(number), 0.0, all_frames=True)
        assert watching.take(all_frames=True) is not None
    watching.reset()
    assert len(opened) == 1
    assert opened[0].startswith("duologue-eyes")


def test_a_reset_forgets_and_leaves_no_thread() -> None:
    looker = Slow()
    looker.go_on.set()
    watching = Watching(lambda: looker)
    watching.begin(frame(0), 0.0, all_frames=True)
    watching.reset()
    assert watching.take(all_frames=True) is None
    assert looker.forgot == 1
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("duologue-eyes")]
