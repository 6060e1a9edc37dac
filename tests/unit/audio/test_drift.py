"""Clocks that run apart, and sound that follows them unheard."""

import numpy as np
import pytest

from duologue.audio.drift import FEWEST_LOOKS, JUMP_S, SLIP_PPM, DriftGauge, Slip


def gauge(ppm: float, seconds: float, noise_s: float = 0.0, start_s: float = 0.5) -> DriftGauge:
    """A gauge that has looked five times a second."""
    rng = np.random.default_rng(1)
    made = DriftGauge()
    for index in range(round(seconds * 5)):
        now = 7.0 + index / 5
        made.note(start_s + ppm * 1e-6 * (now - 7.0) + noise_s * rng.standard_normal(), now)
    return made


@pytest.mark.parametrize("ppm", [-120.0, 0.0, 35.0, 400.0])
def test_the_rate_is_found_in_noisy_looks(ppm: float) -> None:
    measured = gauge(ppm, 240, noise_s=0.002)
    assert measured.ppm == pytest.approx(ppm, abs=8)
    assert measured.offset_s == pytest.approx(0.5 + ppm * 1e-6 * 240, abs=0.002)


def test_nothing_is_said_before_there_is_enough_to_go_by() -> None:
    early = gauge(100, (FEWEST_LOOKS - 1) / 5)
    assert early.offset_s is None
    assert gauge(100, 10).ppm == 0.0


def test_looks_in_quick_succession_count_once() -> None:
    made = DriftGauge()
    for index in range(1000):
        made.note(0.5, 7.0 + index / 10_000)
    assert made.offset_s is None


def test_a_clock_that_jumps_is_another_clock() -> None:
    made = gauge(0, 60)
    made.note(0.5 + 2 * JUMP_S, 200.0)
    assert made.offset_s is None
    assert made.ppm == 0.0


@pytest.mark.parametrize("samples", [-48, 48, 240])
def test_a_slip_is_slow_continuous_and_exact_at_both_ends(samples: int) -> None:
    slip = Slip(10_000, 7, 7 + samples)
    span = abs(samples) * 1_000_000 // SLIP_PPM
    assert slip.even(9_000) == 9_007
    assert slip.even(10_000 + span) == 10_007 + span + samples
    assert not slip.over(10_000 + span - 1)
    assert slip.over(10_000 + span)
    steps = np.diff([slip.even(device) for device in range(9_990, 10_010 + span)])
    assert np.all(np.abs(steps - 1) <= SLIP_PPM * 1e-6 + 1e-9)
    for device in range(9_000, 12_000 + span, 997):
        assert abs(slip.device(round(slip.even(device))) - device) <= 1


def test_sound_outside_the_change_is_untouched_and_inside_it_is_bent() -> None:
    slip, hz = Slip(10_000, 0, 48), 440 / 48_000
    even = np.sin(2 * np.pi * hz * np.arange(200_000)).astype(np.float32)
    assert np.array_equal(slip.image(even, 0, 100, 10_000), even[100:10_000])
    assert np.array_equal(slip.image(even, 0, 150_000, 151_000), even[150_048:151_048])
    bent = slip.image(even, 0, 9_000, 120_000)
    expected = np.sin(2 * np.pi * hz * np.array([slip.even(device) for device in range(9_000, 120_000)]))
    np.testing.assert_allclose(bent, expected, atol=1e-4)
