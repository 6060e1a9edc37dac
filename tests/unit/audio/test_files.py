"""Reading sound files of every kind, and refusing what is none."""

import numpy as np
import pytest
import soundfile

from duologue.audio.files import read_sound
from duologue.core.errors import EXIT_UNUSABLE, InputError


def tone(rate_hz: int, seconds: float, hz: float = 440) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(round(rate_hz * seconds)) / rate_hz)).astype(np.float32)


def pitch_hz(sound: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound * np.hanning(len(sound))))) * 16000 / len(sound))


@pytest.mark.parametrize(
    ("name", "rate_hz", "channels", "subtype"),
    [
        ("a.wav", 16000, 1, "PCM_16"),
        ("a.wav", 11025, 2, "PCM_U8"),
        ("a.wav", 48000, 2, "FLOAT"),
        ("a.flac", 44100, 1, "PCM_24"),
        ("a.ogg", 22050, 1, "VORBIS"),
        ("a.wav", 8000, 6, "ULAW"),
    ],
)
def test_any_format_becomes_mono_16_khz(tmp_path, name, rate_hz, channels, subtype):
    path = tmp_path / name
    soundfile.write(path, np.tile(tone(rate_hz, 1.0)[:, None], (1, channels)), rate_hz, subtype=subtype)
    sound = read_sound(path)
    assert sound.dtype == np.float32
    assert sound.ndim == 1
    assert abs(len(sound) - 16000) <= 2
    assert abs(pitch_hz(sound) - 440) < 2
    assert abs(np.sqrt(np.mean(sound[2000:-2000] ** 2)) - 0.5 / np.sqrt(2)) < 0.02


def test_blocks_join_without_a_seam(tmp_path, monkeypatch):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(44100, 2.0), 44100, subtype="FLOAT")
    whole = read_sound(path)
    monkeypatch.setattr("duologue.audio.files.BLOCK_FRAMES", 1000)
    np.testing.assert_allclose(read_sound(path), whole, atol=1e-5)


def test_opposite_channels_cancel(tmp_path):
    path = tmp_path / "a.wav"
    left = tone(16000, 0.5)
    soundfile.write(path, np.stack([left, -left], axis=1), 16000, subtype="FLOAT")
    assert not np.any(read_sound(path))


def test_values_that_are_no_numbers_become_silence(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.array([0.5, np.nan, np.inf, -0.5], np.float32), 16000, subtype="FLOAT")
    assert read_sound(path).tolist() == [0.5, 0.0, 0.0, -0.5]


def refused(path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_sound(path)
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.exit_status == EXIT_UNUSABLE
    return caught.value


def test_a_missing_file_is_refused(tmp_path):
    assert refused(tmp_path / "none.wav").code == "sound.missing"
    assert refused(tmp_path / ("x" * 300)).code == "sound.unreadable"


def test_a_folder_is_refused(tmp_path):
    assert refused(tmp_path).code == "sound.folder"


@pytest.mark.parametrize("name", ["a.wav", "a.raw", "a.mp3", "a"])
def test_text_is_refused_whatever_its_name(tmp_path, name):
    path = tmp_path / name
    path.write_text("This is a text, and no sound at all.\n" * 100)
    assert refused(path).code == "sound.format"


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "a.wav"
    path.touch()
    assert refused(path).code == "sound.empty"


def test_a_wav_without_samples_is_refused(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros(0, np.float32), 16000)
    assert refused(path).code == "sound.empty"


def test_a_device_is_refused():
    from pathlib import Path

    assert refused(Path("/dev/null")).code == "sound.format"


def test_a_damaged_header_is_refused(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(16000, 0.1), 16000)
    path.write_bytes(path.read_bytes()[:20])
    assert refused(path).code == "sound.format"


def test_an_unusable_rate_is_refused(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(16000, 0.1), 16000)
    data = bytearray(path.read_bytes())
    data[24:28] = (7).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert refused(path).code == "sound.rate"
