"""Endpoints: what counts as cut off and as late, and what silence and Smart Turn do about it."""

import numpy as np
import pytest

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue_models.interaction.judge.endpoints import NEVER_S, Point, Turn, point, silence_alone, smart_turn, table
from duologue_models.interaction.judge.peers import Detector, SmartTurn, silences

SPEECH = [(1.0, 2.0), (2.8, 3.5)]
TURN = Turn(np.zeros(6 * MIC_RATE_HZ, np.float32), [(2.0, 2.8)], 3.5)
DETECTOR = Detector("told", lambda wave: SPEECH)


class Certain(SmartTurn):
    """Is the surer that a turn is over the longer it was."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    def complete(self, heard: Samples) -> float:
        self.asked.append(len(heard) / MIC_RATE_HZ)
        return len(heard) / MIC_RATE_HZ / 10


def test_silences_follow_what_was_said_to_the_end_of_the_sound() -> None:
    assert silences(SPEECH, 6.0) == [(2.0, 2.8), (3.5, 6.0)]
    assert silences([], 6.0) == []


@pytest.mark.parametrize(
    ("taken", "cut_off", "latency"),
    [
        ([3.9], 0.0, 0.4),
        ([2.5, 3.9], 1.0, 0.4),
        ([2.85], 1.0, NEVER_S),  # nothing of the words after the pause can be heard yet
        ([3.3], 0.0, -0.2),
        ([1.5], 0.0, NEVER_S),
        ([], 0.0, NEVER_S),
    ],
)
def test_a_turn_is_cut_off_in_its_pause_and_taken_after_its_end(
    taken: list[float], cut_off: float, latency: float
) -> None:
    found = point([TURN], [taken])
    assert found.cut_off == cut_off
    assert found.latency == pytest.approx(latency)


def test_silence_alone_takes_every_silence_that_lasts() -> None:
    taken = silence_alone(DETECTOR)
    assert taken(TURN, 0.5) == pytest.approx([2.5, 4.0])
    assert taken(TURN, 1.0) == pytest.approx([4.5])


def test_smart_turn_is_asked_in_each_silence_and_only_once_for_all_thresholds() -> None:
    model = Certain()
    taken = smart_turn(DETECTOR, model)
    assert taken(TURN, 0.2) == pytest.approx([2.2, 3.7])
    asked = list(model.asked)
    assert taken(TURN, 0.42) == pytest.approx([4.3])
    assert model.asked == asked
    assert min(asked) == pytest.approx(2.2)


def test_the_table_gives_the_best_point_that_keeps_to_a_limit() -> None:
    line = table("one", [Point(0.4, (0.2,)), Point(0.08, (0.5,)), Point(0.0, (1.2,))])
    assert line.split() == ["one", "0.40", "0.08", "1.20", "s", "0.50", "s"]


def test_what_never_keeps_to_a_limit_is_said_so() -> None:
    assert table("one", [Point(0.5, (NEVER_S,))]).split() == ["one", "1.00", "1.00", "never", "never"]
