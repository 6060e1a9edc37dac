"""Figures from made-up recordings come out exactly."""

import numpy as np
import pytest

from duologue.bench import analysis
from duologue.bench.analysis import OwnVoiceErrors, Spread, Stages, Steps

RATE = 16000


def noise(seconds: float, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(round(seconds * RATE)).astype(np.float32)


def test_turn_taking_is_from_the_end_of_speech_to_the_next_sound() -> None:
    user = [(1.0, 2.0), (5.0, 6.0), (20.0, 21.0), (40.0, 41.0)]
    assistant = [(2.3, 4.0), (6.5, 8.0), (30.0, 31.0), (40.9, 42.0)]
    found = analysis.turn_taking(user, assistant)
    assert found == pytest.approx([0.3, 0.5]), "nine seconds later is no answer, nor what begins before the end"


def test_an_answer_after_the_user_went_on_belongs_to_what_he_said_last() -> None:
    assert analysis.turn_taking([(1.0, 2.0), (2.5, 3.0)], [(3.2, 4.0)]) == pytest.approx([0.2])


def test_a_stop_is_from_the_first_sound_over_the_assistants_to_silence() -> None:
    user, assistant = [(3.0, 4.0), (8.0, 8.4)], [(1.0, 3.45), (7.0, 10.0)]
    assert analysis.stops(user, assistant, cut=[3.5]) == pytest.approx([0.45]), "the second was not broken off"


@pytest.mark.parametrize("at", [-0.5, 0.0, 2.25])
def test_a_sound_is_found_in_another(at: float) -> None:
    whole = noise(8.0)
    part = np.concatenate((noise(0.5, 3), whole[: 3 * RATE])) if at < 0 else whole[round(at * RATE) :][: 3 * RATE]
    assert analysis.offset_s(part, whole + 0.3 * noise(8.0, 5), RATE) == pytest.approx(at, abs=1e-4)


def test_a_sound_that_is_not_there_is_not_found() -> None:
    assert analysis.offset_s(noise(2.0, 1), noise(6.0, 2), RATE) is None


def test_drift_is_the_change_of_the_offset() -> None:
    line, pieces = noise(60.0), [(1.0, 4.0), (30.0, 33.0), (50.0, 53.0)]
    steady = analysis.offsets(line, np.concatenate((np.zeros(320, np.float32), line)), RATE, pieces)
    assert steady == [(1.0, pytest.approx(0.02)), (30.0, pytest.approx(0.02)), (50.0, pytest.approx(0.02))]
    assert (analysis.drift_ms(steady), analysis.drift_ppm(steady)) == (0.0, 0.0)
    shifted = np.concatenate((line[: 40 * RATE], np.zeros(80, np.float32), line[40 * RATE :]))
    assert analysis.drift_ms(analysis.offsets(line, shifted, RATE, pieces)) == pytest.approx(5.0)


def test_drift_in_ppm_is_the_slope_of_the_offset() -> None:
    assert analysis.drift_ppm([(t, 0.01 + 50e-6 * t) for t in (0.0, 30.0, 60.0)]) == pytest.approx(50.0)
    assert analysis.drift_ppm([(t, 50e-6 * t) for t in (0.0, 5.0, 10.0)]) is None, "too short to tell"


def test_a_piece_that_is_not_heard_has_no_offset() -> None:
    assert analysis.offsets(noise(10.0), noise(10.0, 9), RATE, [(1.0, 4.0)]) == []
    assert (analysis.drift_ms([]), analysis.drift_ppm([])) == (0.0, None)


def speech(start: float, cause: float) -> dict[str, object]:
    return {"type": "speech", "start": start, "end": start + 2.0, "cause": cause, "completed": True}


def test_the_time_to_an_answer_is_split_into_its_stages() -> None:
    timeline = [{"type": "step", "index": 10, "ms": 80.0}, speech(2.4, 2.2), {"type": "step", "index": 11, "ms": 5.0}]
    (found,) = analysis.answers([(1.0, 2.0)], timeline)
    assert (found.decide, found.work, found.place) == pytest.approx((0.2, 0.08, 0.12))
    stages = Stages.of([found])
    assert (stages.decide.p50, stages.work.p50, stages.place.p50) == (200.0, 80.0, 120.0)


def test_who_is_not_answered_has_no_stages() -> None:
    assert analysis.answers([(1.0, 2.0)], [speech(9.0, 8.8)]) == []
    assert Stages.of([]) == Stages()


def test_growth_is_the_last_quarter_against_the_first() -> None:
    assert analysis.slower_ms([0.2, 0.2, 0.3, 0.3, 0.3, 0.3, 0.25, 0.25]) == pytest.approx(50.0)
    assert analysis.slower_ms([0.2] * 7) is None


def test_words_are_the_final_ones_without_punctuation() -> None:
    timeline = [
        {"type": "heard", "final": False, "text": "What"},
        {"type": "heard", "final": True, "text": "What's up, Doc?"},
        {"type": "step"},
    ]
    assert analysis.words(timeline) == ["what's", "up", "doc"]


def test_what_is_heard_far_from_the_user_is_its_own_speech() -> None:
    timeline = [
        {"type": "heard", "t": 2.2, "final": True, "text": "What time is it?", "start": 1.2, "end": 2.1},
        {"type": "heard", "t": 6.6, "final": True, "text": "Two o'clock", "start": 6.0, "end": 6.5},
        {"type": "speech", "t": 6.6, "end": 6.6, "completed": False},
        {"type": "heard", "t": 7.0, "final": False, "text": "Two o'clock sharp", "start": 6.0, "end": 6.9},
        {"type": "speech", "t": 8.0, "end": 8.0, "completed": True},
        {"type": "speech", "t": 11.2, "end": 11.2, "completed": False},
        {"type": "speech", "t": 30.0, "end": 30.0, "completed": False},
    ]
    own = OwnVoiceErrors.of([(1.0, 2.0), (10.5, 12.0)], [(2.3, 8.0), (10.0, 11.2)], timeline)
    assert own == OwnVoiceErrors(6.2, 2, 1), (
        "only what is final; the user was near the second stop, and the third was the end"
    )


def test_words_lost_are_those_of_the_reference_that_are_missing() -> None:
    assert (
        analysis.words_lost(
            ["set", "a", "timer", "for", "ten", "minutes"], ["set", "timer", "for", "the", "ten", "minutes"]
        )
        == 1
    )


def test_steps_are_summed_up() -> None:
    timeline = [{"type": "step", "ms": 10.0 + k / 10, "late": k == 3, "rss_mb": 300.0 + k} for k in range(100)]
    steps = Steps.of(timeline)
    assert (steps.count, steps.late, steps.peak_mb) == (100, 1, 399.0)
    assert steps.grown_mb == pytest.approx(50.0)
    assert steps.slower_ms == pytest.approx(7.5)


def test_a_spread_of_nothing_is_empty() -> None:
    assert Spread.of([]) == Spread()
    assert Spread.of([0.1, 0.2, 0.3]) == Spread(3, 200.0, 280.0, 300.0)
