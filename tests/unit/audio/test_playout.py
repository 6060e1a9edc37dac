"""The line of sound: play, cut, what was played. A naive dense line is the reference."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.audio.playout import HISTORY_SAMPLES, Playout

LINE = 6000


class DenseLine:
    """The same semantics on one array, as simply as they can be said."""

    def __init__(self) -> None:
        self.line = np.zeros(LINE, np.float32)
        self.busy = np.zeros(LINE, bool)
        self.position = 0

    def play(self, at, sound) -> bool:
        if at < self.position or self.busy[at : at + len(sound)].any():
            return False
        self.line[at : at + len(sound)] = sound
        self.busy[at : at + len(sound)] = True
        return True

    def cut(self, at, fade_ms) -> None:
        at = max(at, self.position)
        count = round(fade_ms * 24)
        for i in range(count):
            if at + i < LINE:
                self.line[at + i] *= np.float32(0.5 + 0.5 * np.cos(np.pi * (i + 1) / (count + 1)))
        self.line[at + count :] = 0
        self.busy[at + count :] = False


operations = st.lists(
    st.one_of(
        st.tuples(st.just("play"), st.integers(0, 4000), st.integers(1, 900)),
        st.tuples(st.just("cut"), st.integers(0, 4000), st.sampled_from([0, 10, 20, 30])),
        st.tuples(st.just("advance"), st.integers(0, 4000), st.just(0)),
        st.tuples(st.just("take"), st.just(0), st.just(0)),
    ),
    max_size=25,
)


@given(operations, st.integers(0, 2**32 - 1))
def test_any_sequence_equals_the_dense_line(sequence, seed):
    rng = np.random.default_rng(seed)
    playout, dense, taken = Playout(), DenseLine(), []
    for name, at, amount in sequence:
        if name == "play":
            sound = rng.uniform(0.1, 1, amount).astype(np.float32)
            if dense.play(at, sound):
                playout.play(at, sound)
            else:
                with pytest.raises(ValueError, match=str(at)):
                    playout.play(at, sound)
        elif name == "cut":
            dense.cut(at, amount)
            playout.cut(at, amount)
        elif name == "advance":
            dense.position = max(dense.position, at)
            playout.advance(at)
        else:
            taken.append(playout.take())
        assert playout.position() == dense.position
        np.testing.assert_allclose(playout.played(0, LINE), dense.line, atol=1e-6)
    taken.append(playout.take())
    np.testing.assert_allclose(np.concatenate(taken), dense.line[: dense.position], atol=1e-6)


def tone(samples: int) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * 200 * np.arange(samples) / 24000)).astype(np.float32)


@pytest.mark.parametrize("fade_ms", [10, 20, 30])
def test_cut_fades_without_a_click(fade_ms):
    playout = Playout()
    playout.play(0, tone(24000))
    loudest_step = np.abs(np.diff(tone(24000))).max()
    playout.cut(12037, fade_ms)
    line = playout.played(0, 24000)
    end = 12037 + fade_ms * 24
    assert np.abs(np.diff(line)).max() <= loudest_step * 1.05
    assert np.array_equal(line[:12037], tone(24000)[:12037])
    assert np.any(line[12037:end])
    assert not np.any(line[end:])


def test_cut_spares_what_was_played():
    playout = Playout()
    playout.play(0, np.ones(4800, np.float32))
    playout.advance(2400)
    playout.cut(0, 10)
    line = playout.played(0, 4800)
    assert np.all(line[:2400] == 1)
    assert 0 < line[2400] < 1
    assert not np.any(line[2640:])


def test_new_sound_may_follow_the_fade():
    playout = Playout()
    playout.play(0, np.ones(4800, np.float32))
    playout.cut(1000, 20)
    assert playout.end == 1480
    playout.play(playout.end, np.full(100, 0.25, np.float32))
    assert np.all(playout.played(1480, 1580) == 0.25)


def test_end_is_the_position_when_nothing_is_scheduled():
    playout = Playout()
    playout.play(0, np.ones(100, np.float32))
    playout.advance(300)
    assert playout.end == 300


def test_scheduled_sound_is_a_copy():
    playout, sound = Playout(), np.ones(10, np.float32)
    playout.play(0, sound)
    sound[:] = 0
    assert np.all(playout.played(0, 10) == 1)


def test_memory_is_bounded_when_taken():
    playout = Playout()
    for k in range(50):
        playout.play(k * 4800, np.ones(4800, np.float32))
        playout.advance((k + 1) * 4800)
        playout.take()
        assert len(playout._pieces) <= 1 + HISTORY_SAMPLES // 4800
    with pytest.raises(ValueError, match="forgotten"):
        playout.played(0, 10)
    assert np.all(playout.played(50 * 4800 - HISTORY_SAMPLES, 50 * 4800) == 1)


def test_what_is_forgotten_is_known_as_silence():
    playout = Playout()
    playout.play(0, np.ones(1000, np.float32))
    playout.advance(800)
    playout.trim(600)
    assert playout.known(-100, -50).tolist() == [0.0] * 50
    assert playout.known(500, 700).tolist() == [0.0] * 100 + [1.0] * 100
    assert playout.known(100, 200).tolist() == [0.0] * 100
    assert len(playout.known(10, 5)) == 0


def test_time_never_runs_back():
    playout = Playout()
    playout.advance(100)
    playout.advance(50)
    assert playout.position() == 100
    assert playout.underruns == 0
    playout.close()
