"""The spectrogram as Whisper takes it."""

import numpy as np
import pytest

from duologue.model.languages.log_mel import log_mel


def test_silence_is_the_lowest_value_everywhere():
    mel = log_mel(np.zeros(3200, np.float32), 20)
    assert mel.shape == (1, 80, 20)
    assert mel.min() == mel.max() == pytest.approx(-1.5)


@pytest.mark.parametrize(("hz", "band"), [(440.0, 11), (1000.0, 26), (4000.0, 62)])
def test_a_tone_is_loudest_in_its_band(hz, band):
    t = np.arange(16000) / 16000
    mel = log_mel((0.3 * np.sin(2 * np.pi * hz * t)).astype(np.float32), 100)
    assert abs(int(mel[0, :, 50].argmax()) - band) <= 1


def test_what_follows_the_sound_is_silence():
    noise = np.random.default_rng(0).normal(0, 0.1, 1600).astype(np.float32)
    mel = log_mel(noise, 100)
    assert mel[0, :, 20:].max() == mel.min() < mel[0, :, :9].min()
