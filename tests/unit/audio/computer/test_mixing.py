"""Sound of several programs as one."""

import numpy as np

from duologue.audio.computer.mixing import MOST_S, RESERVE_S, Mixer
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES

PIECE = MIC_RATE_HZ // 20
RESERVE = round(RESERVE_S * MIC_RATE_HZ)


def sound(count: int, level: float = 0.1) -> np.ndarray:
    return np.full(count, level, np.float32)


def test_what_two_programs_play_is_heard_together():
    mixer = Mixer()
    mixer.add("film", sound(MIC_SAMPLES + RESERVE))
    mixer.add("call", sound(MIC_SAMPLES + RESERVE, 0.2))
    np.testing.assert_allclose(mixer.take(MIC_SAMPLES), 0.3, atol=1e-6)


def test_loud_programs_together_stay_within_bounds():
    mixer = Mixer()
    for name in ("film", "call"):
        mixer.add(name, sound(MIC_SAMPLES + RESERVE, 0.9))
    assert mixer.take(MIC_SAMPLES).max() == 1.0


def test_nothing_is_lost_or_torn_when_pieces_come_unevenly():
    mixer, taken, played = Mixer(), [], np.arange(40 * PIECE, dtype=np.float32) / 1e5
    late = [0, 0, 4, 4, 4, 8, 3, 5, 4, 4, 4]  # pieces that come in each micro-turn, some of them late
    pieces = iter(played.reshape(-1, PIECE))
    for come in late:
        for _ in range(come):
            mixer.add("film", next(pieces))
        taken.append(mixer.take(MIC_SAMPLES))
    heard = np.concatenate(taken)
    begin = int(np.flatnonzero(heard)[0]) - 1
    whole = heard[begin:]
    np.testing.assert_array_equal(whole, played[: len(whole)])


def test_a_pause_is_silence_and_what_comes_after_it_is_heard():
    mixer = Mixer()
    mixer.add("film", sound(MIC_SAMPLES + RESERVE))
    assert mixer.take(MIC_SAMPLES).all()
    rest = mixer.take(MIC_SAMPLES)
    assert np.count_nonzero(rest) == RESERVE
    assert not mixer.take(MIC_SAMPLES).any()
    mixer.add("film", sound(MIC_SAMPLES + RESERVE, 0.3))
    np.testing.assert_allclose(mixer.take(MIC_SAMPLES), 0.3, atol=1e-6)


def test_a_program_that_ends_is_heard_to_its_end():
    mixer = Mixer()
    mixer.add("film", sound(PIECE))
    assert not mixer.take(MIC_SAMPLES).any(), "it may be about to begin"
    mixer.end("film")
    assert np.count_nonzero(mixer.take(MIC_SAMPLES)) == PIECE
    assert not mixer.take(MIC_SAMPLES).any()


def test_what_nobody_takes_does_not_pile_up():
    mixer = Mixer()
    for at in range(400):
        mixer.add("film", sound(PIECE, at / 1000))
    heard = np.concatenate([mixer.take(MIC_SAMPLES) for _ in range(20)])
    assert np.count_nonzero(heard) <= MOST_S * MIC_RATE_HZ
    assert heard.max() == np.float32(0.399), "the newest is kept"
