"""Edges of a clause: silence around it goes away and its ends are round, however its sound comes in."""

import numpy as np
import pytest

from duologue.core.microturn import Samples
from duologue.model.voice.edges import FRAME_SAMPLES, RAMP_SAMPLES, EdgeTrimmer, audible_range, ramped


def clause(before: int, sounding: tuple[int, ...], after: int) -> Samples:
    """Silence, stretches of noise with 50 ms of silence between them, and silence; lengths in samples."""
    rng = np.random.default_rng(1)
    parts = [np.zeros(before)]
    for length in sounding:
        parts += [0.2 * rng.standard_normal(length), np.zeros(5 * FRAME_SAMPLES)]
    return np.concatenate([*parts, np.zeros(after)]).astype(np.float32)


def trimmed(sound: Samples, step: int) -> tuple[Samples, int | None]:
    trimmer = EdgeTrimmer()
    pieces = [trimmer.feed(sound[at : at + step]) for at in range(0, len(sound), step)]
    return np.concatenate([*pieces, trimmer.close()]), trimmer.skipped


@pytest.mark.parametrize("step", [100, FRAME_SAMPLES, 1_000, 5_001, 100_000])
@pytest.mark.parametrize(
    "sound",
    [clause(3_000, (7_000,), 2_000), clause(0, (500, 9_000, 300), 0), clause(240, (100,), 10_000), clause(7, (50,), 0)],
)
def test_piece_by_piece_is_what_the_whole_would_be(sound: Samples, step: int) -> None:
    first, end = audible_range(sound)
    got, skipped = trimmed(sound, step)
    assert skipped == first
    assert np.array_equal(got, ramped(sound[first:end]))


def test_silence_inside_stays_and_comes_with_what_follows() -> None:
    sound = clause(0, (2_400, 2_400), 0)
    trimmer = EdgeTrimmer()
    assert len(trimmer.feed(sound[:3_000])) == 2_400 - FRAME_SAMPLES
    assert len(trimmer.feed(sound[3_000:])) + len(trimmer.close()) == 2_400 + 5 * FRAME_SAMPLES + FRAME_SAMPLES


def test_nothing_audible_is_nothing() -> None:
    got, skipped = trimmed(np.full(10_000, 1e-4, np.float32), 1_000)
    assert (len(got), skipped) == (0, None)


def test_both_ends_are_round_and_the_middle_is_as_it_was() -> None:
    sound = clause(2_400, (12_000,), 2_400)
    got, _ = trimmed(sound, 3_000)
    assert abs(got[0]) < 1e-3
    assert abs(got[-1]) < 1e-3
    middle = slice(RAMP_SAMPLES, len(got) - RAMP_SAMPLES)
    assert np.array_equal(got[middle], sound[2_400:][: len(got)][middle])
