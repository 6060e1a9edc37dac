"""The live microphone and speaker on a real sound system (PulseAudio with null sinks)."""

import asyncio

import numpy as np
import pytest
import soundfile

from duologue.audio.devices import input_devices, output_devices
from duologue.audio.live import LiveMicrophone, LiveSpeaker
from duologue.core.errors import DeviceError
from duologue.core.timing import MIC_SAMPLES
from helpers.sound_server import running_sound_server


@pytest.fixture
def server(tmp_path_factory, monkeypatch):
    # A socket's path must be short, so not below the test's own folder.
    with running_sound_server(tmp_path_factory.mktemp("pulse"), monkeypatch) as running:
        yield running


def tone(hz: float, seconds: float, level: float = 0.25) -> np.ndarray:
    t = np.arange(round(seconds * 24000)) / 24000
    edge = np.clip(np.minimum(t, seconds - t) / 0.005, 0, 1)
    return (level * edge * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def pitch_hz(sound: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound * np.hanning(len(sound))))) * 16000 / len(sound))


def level(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(sound**2)))


async def converse(microturns: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Plays a tone and, after it, one that is cut; returns what was heard, the line, and the underruns."""
    microphone = LiveMicrophone()
    speaker = LiveSpeaker(clock=microphone.now_s)
    heard = []
    for k in range(microturns):
        block = await microphone.read()
        assert block is not None
        assert block.shape == (MIC_SAMPLES,)
        heard.append(block)
        if k == 2:
            speaker.play(speaker.position() + 2400, tone(440, 1.0))
        if k == 10:
            speaker.play(speaker.position(), tone(1000, 20.0))
        if k == 13:
            speaker.cut(speaker.position(), 20)
    line = speaker.played(0, round(microturns * 0.2 * 24000))
    speaker.close()
    microphone.close()
    assert await microphone.read() is None
    return np.concatenate(heard), line, speaker.underruns


def test_what_the_speaker_plays_is_heard(server):
    server.connect_speaker_to_microphone()
    heard, line, underruns = asyncio.run(converse(22))
    loud = np.flatnonzero(np.abs(line) > 0.05)
    first = loud[loud < 20 * 4800][0] / 24000
    audible = np.flatnonzero(np.abs(heard) > 0.05) / 16000
    late = audible[0] - first
    assert -0.1 < late < 0.6, "the line's time is the microphone's, but for the loopback's delay"
    steady = heard[round((audible[0] + 0.2) * 16000) : round((audible[0] + 0.8) * 16000)]
    assert abs(pitch_hz(steady) - 440) < 3
    assert abs(level(steady) - 0.25 / np.sqrt(2)) < 0.02
    assert underruns < 10
    second = heard[round((audible[0] + 1.2) * 16000) :]
    sounding = np.flatnonzero(np.abs(second) > 0.05)
    assert abs(pitch_hz(second[sounding[0] : sounding[-1]]) - 1000) < 5
    assert (sounding[-1] - sounding[0]) / 16000 < 1.2, "twenty seconds were scheduled, and cut"


def test_devices_are_listed_and_chosen_by_name(server):
    assert any("pulse" in name for name in input_devices())
    assert any("pulse" in name for name in output_devices())
    with pytest.raises(DeviceError, match="There is no microphone 'Nonesuch'"):
        LiveMicrophone("Nonesuch")
    microphone = LiveMicrophone("pulse")
    assert microphone.name == "pulse"
    microphone.close()


def test_a_lost_device_is_one_clear_sentence(server):
    async def until_lost() -> None:
        microphone = LiveMicrophone()
        try:
            await microphone.read()
            server.stop()
            for _ in range(50):
                await microphone.read()
        finally:
            microphone.close()

    with pytest.raises(DeviceError, match="was lost"):
        asyncio.run(until_lost())


def test_a_sound_file_reaches_the_microphone(server, tmp_path):
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(700, 3.0), 24000)

    async def listen() -> np.ndarray:
        microphone = LiveMicrophone()
        blocks = [await microphone.read() for _ in range(10)]
        microphone.close()
        return np.concatenate(blocks)

    with server.feeding(path):
        heard = asyncio.run(listen())
    sounding = np.flatnonzero(np.abs(heard) > 0.01)
    assert abs(pitch_hz(heard[sounding[0] : sounding[-1]]) - 700) < 10
