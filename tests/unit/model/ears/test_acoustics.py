import numpy as np
import pytest

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.model.ears.acoustics import SILENCE_DB, level_db, pitch_hz

TIME_S = np.arange(MIC_SAMPLES) / MIC_RATE_HZ


def sawtooth(f0_hz: float, level: float = 0.1) -> Samples:
    return (level * (2 * (TIME_S * f0_hz % 1) - 1)).astype(np.float32)


def noise(level: float) -> Samples:
    return np.random.default_rng(1).normal(0, level, MIC_SAMPLES).astype(np.float32)


def test_level_of_digital_silence() -> None:
    assert level_db(np.zeros(MIC_SAMPLES, np.float32)).tolist() == [SILENCE_DB] * 4


def test_level_is_rms_in_dbfs_by_frame() -> None:
    sound = np.repeat([1.0, 0.1, 0.01, 0.0], MIC_SAMPLES // 4).astype(np.float32)
    assert level_db(sound) == pytest.approx([0, -20, -40, SILENCE_DB], abs=1e-3)


@pytest.mark.parametrize("f0_hz", [65.0, 90.0, 123.4, 180.0, 260.0, 400.0])
def test_pitch_of_a_sawtooth(f0_hz: float) -> None:
    assert pitch_hz(sawtooth(f0_hz)) == pytest.approx([f0_hz] * 4, rel=0.01)


def test_pitch_in_noise_ten_db_down() -> None:
    sound = sawtooth(140.0) + noise(0.018)
    assert pitch_hz(sound) == pytest.approx([140.0] * 4, rel=0.02)


def test_pitch_of_the_strong_second_harmonic_is_not_taken_for_the_voice() -> None:
    sound = 0.05 * np.sin(2 * np.pi * 110 * TIME_S) + 0.1 * np.sin(2 * np.pi * 220 * TIME_S)
    assert pitch_hz(sound.astype(np.float32)) == pytest.approx([110.0] * 4, rel=0.01)


@pytest.mark.parametrize("sound", [noise(0.1), noise(0.001), np.zeros(MIC_SAMPLES, np.float32)])
def test_noise_and_silence_have_no_pitch(sound: Samples) -> None:
    assert pitch_hz(sound).tolist() == [0.0] * 4


def test_quiet_hum_is_no_voice() -> None:
    assert pitch_hz(sawtooth(100.0, level=0.001)).tolist() == [0.0] * 4


def test_each_frame_has_its_own_pitch() -> None:
    sound = np.where(np.arange(MIC_SAMPLES) < MIC_SAMPLES // 2, sawtooth(100.0), sawtooth(200.0))
    assert pitch_hz(sound) == pytest.approx([100.0, 100.0, 200.0, 200.0], rel=0.01)
