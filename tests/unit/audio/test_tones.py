import numpy as np
import pytest

from duologue.audio.overlay import AT_ONCE, Overlay
from duologue.audio.tones import RING_DB, mute_tone, ring_sound, start_sound
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.program.ringer import EVERY_S


@pytest.mark.parametrize("off", [True, False])
def test_a_tone_is_short_and_soft_and_begins_and_ends_in_silence(off: bool) -> None:
    tone = mute_tone(off=off)
    assert (tone.dtype, len(tone)) == (np.float32, 1920)
    middle_db = 20 * np.log10(np.sqrt(np.mean(tone[480:-480] ** 2)))
    assert middle_db == pytest.approx(-30.0, abs=0.2)
    assert max(abs(tone[:5]).max(), abs(tone[-5:]).max()) < 1e-4
    assert abs(np.diff(tone)).max() < 0.01, "no click"


def pitch_hz(sound: np.ndarray) -> float:
    return float(np.sum(np.diff(np.signbit(sound))) / 2 / (len(sound) / 24_000))


def test_off_falls_and_on_rises() -> None:
    off, on = mute_tone(off=True), mute_tone(off=False)
    assert pitch_hz(off[:960]) > pitch_hz(off[960:])
    assert pitch_hz(on[:960]) < pitch_hz(on[960:])


def test_the_start_sound_is_soft_has_no_click_and_is_always_the_same() -> None:
    sound = start_sound()
    assert sound.dtype == np.float32
    assert -40 < 20 * np.log10(np.sqrt(np.mean(sound**2))) < -30
    assert max(abs(sound[:5]).max(), abs(sound[-5:]).max()) < 2e-3
    assert np.array_equal(sound, start_sound())


def test_a_ring_is_soft_begins_and_ends_in_silence_and_is_over_before_the_next() -> None:
    ring = ring_sound()
    assert 20 * np.log10(np.sqrt(np.mean(np.square(ring)))) == pytest.approx(RING_DB, abs=1.5)
    assert np.max(np.abs(ring)) < 0.5
    assert abs(float(ring[0])) < 0.001
    assert abs(float(ring[-1])) < 0.001
    assert len(ring) / SPEAKER_RATE_HZ < EVERY_S


def test_an_overlay_is_added_where_it_belongs_and_nowhere_else() -> None:
    overlay = Overlay()
    overlay.play(15, np.arange(1, 11, dtype=np.float32))
    played = []
    for at in range(0, 40, 10):
        block = np.full((10, 2), 0.5, np.float32)
        overlay.mix(block, at)
        played.append(block)
    line = np.concatenate(played)
    expected = np.full(40, 0.5, np.float32)
    expected[15:25] += np.arange(1, 11)
    assert np.array_equal(line, np.stack([expected, expected], axis=1))


def test_sounds_that_overlap_are_added_and_the_oldest_of_too_many_ends() -> None:
    overlay, ones = Overlay(), np.ones(10, np.float32)
    assert overlay.end == 0
    for at in range(AT_ONCE + 1):
        overlay.play(at, ones)
    block = np.zeros((20, 1), np.float32)
    overlay.mix(block, 0)
    assert block.max() == AT_ONCE
    assert overlay.end == AT_ONCE + 10
