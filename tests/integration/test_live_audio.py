"""The live microphone and speaker on a real sound system (PulseAudio with null sinks)."""

import asyncio

import numpy as np
import pytest
import soundfile

from duologue.audio.devices import Device, Direction, list_devices, load_portaudio
from duologue.audio.live import LiveMicrophone, LiveSpeaker
from duologue.core.errors import DeviceError
from duologue.core.timing import MIC_SAMPLES, PIECE_SAMPLES
from helpers.sound_server import running_sound_server

pytestmark = pytest.mark.xdist_group("sound system")


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


def loud_frames(sound: np.ndarray) -> np.ndarray:
    """Which frames of 10 ms are loud, [N]."""
    frames = sound[: len(sound) // 160 * 160].reshape(-1, 160)
    return np.sqrt(np.mean(frames**2, axis=1)) > 0.1


def loud_s(sound: np.ndarray) -> float:
    """How much of the sound is loud: gaps, which a busy machine tears into it, do not count."""
    return float(np.sum(loud_frames(sound))) / 100


def longest_run(sound: np.ndarray) -> np.ndarray:
    """The longest stretch of loud sound, a frame less at either end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud_frames(sound), [False]]).astype(int)))
    begin, end = max(edges.reshape(-1, 2), key=lambda run: run[1] - run[0])
    return sound[(begin + 1) * 160 : (end - 1) * 160]


def first(direction: Direction) -> Device:
    return list_devices(direction, load_portaudio())[0]


class Talk:
    """A microphone that hears the speaker, and all that it heard."""

    def __init__(self) -> None:
        self.microphone = LiveMicrophone(first("input"))
        self.speaker = LiveSpeaker(first("output"), clock=self.microphone.now_s)
        self.heard: list[np.ndarray] = []

    async def listen(self, microturns: int) -> None:
        for _ in range(microturns * MIC_SAMPLES // PIECE_SAMPLES):
            piece = await self.microphone.read()
            assert piece is not None
            assert piece.shape == (PIECE_SAMPLES,)
            self.heard.append(piece)

    async def listen_until(self, end: int) -> None:
        """Until the speaker's line is a second past its last sound."""
        while self.speaker.position() < end + 24000:
            await self.listen(1)
        await self.listen(5)

    def take(self) -> np.ndarray:
        """What was heard since the last call, from the first loud sample to the last."""
        sound = np.concatenate(self.heard)
        self.heard.clear()
        loud = np.flatnonzero(np.abs(sound) > 0.05)
        return sound[loud[0] : loud[-1]]


async def converse() -> tuple[np.ndarray, np.ndarray, float]:
    """Plays a tone, and then a long one that is cut; returns what was heard of each, and what the line has of it."""
    talk = Talk()
    await talk.listen(10)
    at = talk.speaker.position()
    talk.speaker.play(at, tone(440, 1.0))
    await talk.listen_until(at + 24000)
    first = talk.take()
    at = talk.speaker.position()
    talk.speaker.play(at, tone(1000, 20.0))
    await talk.listen(3)
    end = talk.speaker.position()
    talk.speaker.cut(end, 20)
    await talk.listen_until(end)
    second = talk.take()
    talk.speaker.close()
    talk.microphone.close()
    assert await talk.microphone.read() is None
    return first, second, (end - at) / 24000


def test_what_the_speaker_plays_is_heard(server):
    server.connect_speaker_to_microphone()
    first, second, played_s = asyncio.run(converse())
    assert abs(pitch_hz(longest_run(first)) - 440) < 10
    assert abs(level(longest_run(first)) - 0.25 / np.sqrt(2)) < 0.02
    assert abs(loud_s(first) - 1.0) < 0.2
    assert abs(pitch_hz(longest_run(second)) - 1000) < 10
    assert abs(loud_s(second) - played_s) < 0.2
    assert played_s < 10, "twenty seconds were scheduled, and cut"


def test_devices_are_listed_by_an_identity_that_stays(server):
    backend = load_portaudio()
    assert [device.identity for device in list_devices("input", backend)] == ["mic"]
    assert [device.identity for device in list_devices("output", backend)] == ["spk", "vmic"]
    microphone = LiveMicrophone(first("input"))
    assert "Null Output" in microphone.name
    microphone.close()


def test_a_lost_device_is_one_clear_sentence(server):
    async def until_lost() -> None:
        microphone = LiveMicrophone(first("input"))
        try:
            await microphone.read()
            server.stop()
            for _ in range(250):
                await microphone.read()
        finally:
            microphone.close()

    with pytest.raises(DeviceError, match="was lost"):
        asyncio.run(until_lost())


def test_a_sound_file_reaches_the_microphone(server, tmp_path):
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(700, 3.0), 24000)

    async def listen() -> np.ndarray:
        microphone = LiveMicrophone(first("input"))
        pieces = [await microphone.read() for _ in range(125)]  # a busy machine starts the player late
        microphone.close()
        return np.concatenate(pieces)

    with server.feeding(path):
        heard = asyncio.run(listen())
    sounding = np.flatnonzero(np.abs(heard) > 0.01)
    assert abs(pitch_hz(heard[sounding[0] : sounding[-1]]) - 700) < 10
