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


def speech(seconds: float = 1.0) -> np.ndarray:
    return tone(16000, seconds) * np.float32(0.4)


def noise(seed: int, level: float = 0.2, seconds: float = 1.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, level, round(16000 * seconds)).astype(np.float32)


def channels(kind: str) -> list[np.ndarray]:
    """The channels of a recording in which a tone of 440 Hz and RMS 0.14 is to be heard."""
    said, none = speech(), np.zeros(16000, np.float32)
    rest = noise(1)
    return {
        "opposite phase": [said, -said],
        "opposite phase, one quieter": [said, -0.9 * said],
        "opposite phase with an offset": [said + 0.3, 0.3 - said],
        "opposite phase with some noise": [said + noise(2, 0.01), noise(3, 0.01) - said],
        "three that cancel": [said, -0.5 * said, -0.5 * said],
        "three that cancel by pairs": [said + rest, -said, -rest],
        "four that cancel by pairs": [said, -said, said, -said],
        "one of eight": [none, none, said, none, none, none, none, none],
        "one of eight and hiss": [noise(n, 0.0005) for n in range(5)] + [said, noise(8, 0.0005), noise(9, 0.0005)],
        "eight alike": [said] * 8,
        "one of two": [none, said],
        "two alike": [said, said],
    }[kind]


@pytest.mark.parametrize("rate_hz", [16000, 44100])
@pytest.mark.parametrize(
    "kind",
    [
        "opposite phase",
        "opposite phase, one quieter",
        "opposite phase with an offset",
        "opposite phase with some noise",
        "three that cancel",
        "three that cancel by pairs",
        "four that cancel by pairs",
        "one of eight",
        "one of eight and hiss",
        "eight alike",
        "one of two",
        "two alike",
    ],
)
def test_a_voice_is_heard_whatever_the_channels_do(tmp_path, kind, rate_hz):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.stack(channels(kind), axis=1), rate_hz, subtype="PCM_24")
    sound = read_sound(path)
    sound = sound - sound.mean()
    assert abs(pitch_hz(sound) - 440 * rate_hz / 16000) < 3
    assert np.sqrt(np.mean(sound**2)) > 0.14 / 3


def test_two_people_on_a_channel_each_are_both_heard(tmp_path):
    path = tmp_path / "a.wav"
    quiet = np.float32(0.1) * tone(16000, 1.0, 880)
    soundfile.write(path, np.stack([speech(), quiet], axis=1), 16000)
    spectrum = np.abs(np.fft.rfft(read_sound(path)))
    assert spectrum[880] > 0.2 * spectrum[440]
    assert spectrum[880] > 20 * spectrum[1000]


@pytest.mark.parametrize("full", [32768.0, 8388608.0, 2147483648.0])
@pytest.mark.parametrize("subtype", ["FLOAT", "DOUBLE"])
def test_floats_that_were_meant_as_whole_numbers_are_heard_as_usual(tmp_path, full, subtype):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.stack([speech() * full, speech() * full], axis=1), 48000, subtype=subtype)
    sound = read_sound(path)
    assert 0.05 < np.sqrt(np.mean(sound**2)) < 0.2
    assert np.max(np.abs(sound)) < 1


def test_values_that_are_no_numbers_become_silence(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.array([0.5, np.nan, np.inf, -0.5], np.float32), 16000, subtype="FLOAT")
    assert read_sound(path).tolist() == [0.5, 0.0, 0.0, -0.5]


UNCLOSED = {
    "data 0": (None, 0),
    "both 0": (0, 0),
    "both of the head alone": (36, 0),
    "both largest": (0xFFFFFFFF, 0xFFFFFFFF),
    "data largest": (None, 0xFFFFFFFF),
    "as arecord begins": (0x80000024, 0x80000000),
    "as sox begins": (0x7FFFFFFF, 0x7FFFFFDB),
    "riff 0": (0, None),
    "written up to the middle": (16036, 16000),
}
"""What stands in the two sizes of a header: RIFF's and that of the data, None for what is right."""


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT"])
@pytest.mark.parametrize("kind", UNCLOSED)
def test_a_header_that_was_never_closed_is_read_to_the_end(tmp_path, kind, subtype):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.stack([tone(16000, 1.0)] * 2, axis=1), 16000, subtype=subtype)
    whole = read_sound(path)
    data = bytearray(path.read_bytes())
    riff, size = UNCLOSED[kind]
    if riff is not None:
        data[4:8] = riff.to_bytes(4, "little")
    at = data.index(b"data") + 4
    if size is not None:
        data[at : at + 4] = size.to_bytes(4, "little")
    path.write_bytes(bytes(data))
    np.testing.assert_array_equal(read_sound(path), whole)


def test_a_header_that_was_never_closed_is_read_after_other_chunks_and_up_to_a_broken_frame(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(16000, 1.0), 16000)
    data = path.read_bytes()
    other = b"LIST" + (26).to_bytes(4, "little") + b"INFOISFT\x0e\0\0\0Lavf60.16.100\0"
    path.write_bytes(data[:36] + other + b"data" + b"\xff" * 4 + data[44:-1])
    assert len(read_sound(path)) == 15_999


def test_what_follows_the_sound_of_a_closed_file_is_no_sound(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(16000, 0.5), 16000)
    after = b"LIST" + (4000).to_bytes(4, "little") + b"INFO" + bytes(3996)
    path.write_bytes(path.read_bytes() + after)
    assert len(read_sound(path)) == 8000
    soundfile.write(path, np.zeros(0, np.float32), 16000)
    path.write_bytes(path.read_bytes() + after)
    assert refused(path).code == "sound.empty"


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
