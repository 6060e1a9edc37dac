"""The grid of micro-turns is exact, however long the session."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duologue.core import timing
from duologue.core.clock import Stopwatch


@given(st.integers(0, 10_000_000))
def test_a_boundary_is_the_nearest_number_to_its_exact_time(index):
    assert timing.boundary_s(index) == float(Fraction(index, 5))


@given(st.integers(0, 10_000_000))
def test_boundaries_fall_on_whole_samples(index):
    assert round(timing.boundary_s(index) * timing.MIC_RATE_HZ) == index * timing.MIC_SAMPLES
    assert round(timing.boundary_s(index) * timing.SPEAKER_RATE_HZ) == index * timing.SPEAKER_SAMPLES


def test_a_stopwatch_measures_in_milliseconds(monkeypatch):
    seconds = iter([10.0, 10.25, 11.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(seconds))
    stopwatch = Stopwatch()
    assert (stopwatch.ms(), stopwatch.ms()) == (250.0, 1000.0)
