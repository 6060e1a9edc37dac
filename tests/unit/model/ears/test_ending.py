"""What the network that tells an end is given, and when."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from duologue.core.microturn import SUBFRAMES
from duologue.model.ears.ending import AFTER, LONG, SHAPE, SHORT, TONE, Ending, Tone, states
from helpers.coded_ears import coded_ears, hear_all, silence, speech

QUIET_DB, VOICE_DB, VOICE_HZ = -80.0, -25.0, 120.0


class Network:
    """Answers with how often it was asked. `given`: its inputs."""

    def __init__(self) -> None:
        self.given: list[Mapping[str, Any]] = []

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        self.given.append(input_feed)
        return [np.array([[float(len(self.given))]], np.float32)]


def tone(pitches: Sequence[float], level_db: float = VOICE_DB) -> Tone:
    """Of frames with these pitches, 0 where nobody speaks."""
    made = Tone()
    for i in range(0, len(pitches), SUBFRAMES):
        frames = np.array(pitches[i : i + SUBFRAMES], np.float32)
        made.add(np.where(frames > 0, level_db, QUIET_DB).astype(np.float32), frames)
    return made


def slope(numbers: Any) -> float:
    """Of the pitch."""
    return float(numbers[3 * SHAPE])


def test_states_are_means_before_and_after_the_end() -> None:
    hidden = np.arange(60, dtype=np.float32)[:, None].repeat(288, axis=1)
    found = states(hidden, 40).reshape(3, 288)[:, 0]
    assert found.tolist() == [
        np.arange(41 - LONG, 41).mean(),
        np.arange(41 - SHORT, 41).mean(),
        np.arange(41, 41 + AFTER).mean(),
    ]


def test_states_of_a_short_sound_are_those_that_there_are() -> None:
    hidden = np.ones((3, 288), np.float32)
    assert states(hidden, 9).reshape(3, 288)[:, 0].tolist() == [1.0, 1.0, 0.0]


@pytest.mark.parametrize(("pitches", "sign"), [((100, 110, 120, 130), 1), ((160, 140, 120, 100), -1)])
def test_the_voice_rises_or_falls(pitches: Sequence[float], sign: int) -> None:
    assert np.sign(slope(tone([0, 0, 0, 0, *pitches]).until(0))) == sign


def test_a_voice_twice_as_high_or_loud_has_the_same_tone() -> None:
    low, high = tone([0, 0, 100, 110, 90, 80, 0, 120]), tone([0, 0, 200, 220, 180, 160, 0, 240], VOICE_DB + 20)
    shape = slice(SHAPE, None)
    assert high.until(0)[shape] == pytest.approx(low.until(0)[shape], abs=1e-5)


def test_silence_after_the_end_changes_nothing() -> None:
    heard = tone([100, 110, 120, 130])
    before = heard.until(0)
    heard.add(np.full(SUBFRAMES, QUIET_DB, np.float32), np.zeros(SUBFRAMES, np.float32))
    assert heard.until(3200) == pytest.approx(before)


@pytest.mark.parametrize("pitches", [[0.0] * 4, [VOICE_HZ] * 4, [0.0] * 400])
def test_every_tone_is_finite_and_of_one_size(pitches: Sequence[float]) -> None:
    numbers = tone(pitches).until(0)
    assert numbers.shape == (TONE,)
    assert np.isfinite(numbers).all()


def test_the_ears_tell_of_an_end_from_the_first_speech_on_and_keep_it_in_silence() -> None:
    network = Network()
    sound = np.concatenate([silence(1), speech([1]), silence(2)])
    told = [h.ending for h in hear_all(coded_ears(ending=network), sound)]
    assert told[:5] == [0.0] * 5
    assert told[5] > 0
    assert len(set(told[-5:])) == 1
    assert max(told) == len(network.given)


def test_without_the_network_nothing_is_told() -> None:
    assert {h.ending for h in hear_all(coded_ears(), np.concatenate([speech([1, 2]), silence(1)]))} == {0.0}


def test_a_new_session_begins_without_an_end() -> None:
    ending = Ending(Network())
    ending.add(np.full(SUBFRAMES, VOICE_DB, np.float32), np.full(SUBFRAMES, VOICE_HZ, np.float32))
    ending.listen(np.zeros((20, 288), np.float32), 0, 3200, 6400)
    assert ending.log_odds == 1.0
    ending.reset()
    assert ending.log_odds == 0.0
