"""The live microphone and speaker on a made-up device."""

import asyncio

import numpy as np
import pytest

from duologue.audio.devices import list_devices
from duologue.audio.live import HISTORY_SAMPLES, MIC_RING_S, SPEAKER_RING_S, LiveMicrophone, LiveSpeaker
from duologue.audio.pace import LOST_S, STALL_S
from duologue.audio.prebuffer import LATENCIES_S, SAFETY_BLOCKS
from duologue.core.errors import DeviceError
from duologue.core.timing import MIC_SAMPLES, PIECE_SAMPLES
from helpers.fake_portaudio import FakePortAudio, FakeTime, PortAudioError, device

SAFETY_S = SAFETY_BLOCKS / 100


def tone(hz, rate_hz, seconds, level=0.5):
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


def smooth(samples, rate_hz=24000):
    """A tone with soft edges, as a voice gives it."""
    sound = tone(300, rate_hz, samples / rate_hz)
    ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(96) / 96)
    sound[:96] *= ramp
    sound[-96:] *= ramp[::-1]
    return sound.astype(np.float32)


def listed(backend):
    return list_devices("input", backend)[0], list_devices("output", backend)[0]


class Rig:
    """A microphone and a speaker, the time, and their streams."""

    def __init__(self, mic_hz=48000, speaker_hz=48000, *, clocked=False, **options):
        self.time = FakeTime()
        self.backend = FakePortAudio(
            [device("Mic", inputs=2, rate_hz=mic_hz), device("Box", outputs=2, rate_hz=speaker_hz)],
            clock=self.time,
            **options,
        )
        mic, box = listed(self.backend)
        self.mic = LiveMicrophone(mic, backend=self.backend, now=self.time)
        clock = self.mic.now_s if clocked else None
        self.speaker = LiveSpeaker(box, backend=self.backend, now=self.time, clock=clock)
        self.heard, self.sounding = self.backend.streams

    def read(self, turns):
        async def several():
            return [await self.mic.read() for _ in range(turns * MIC_SAMPLES // PIECE_SAMPLES)]

        return np.concatenate(asyncio.run(several()))

    def play_on(self, seconds):
        """The device plays on for a while; returns what it played."""
        played = []
        for _ in range(round(seconds * 100)):
            played.append(self.sounding.fetch(self.sounding.blocksize))
            self.time.now_s += 0.01
        return np.concatenate(played)


async def first_read(mic, stream, sound):
    """Starts the microphone, delivers sound, and gives the first block."""
    reading = asyncio.get_running_loop().create_task(mic.read())
    await asyncio.sleep(0)
    stream.deliver(sound)
    return await reading


@pytest.mark.parametrize("rate_hz", [8000, 16000, 44100, 48000, 96000])
def test_microphone_gives_pieces_of_microturns_at_16_khz(rate_hz):
    rig = Rig(mic_hz=rate_hz)
    block = asyncio.run(first_read(rig.mic, rig.heard, tone(440, rate_hz, 2.0)))
    rest = rig.read(8)
    sound = np.concatenate([block, rest])
    assert block.shape == (PIECE_SAMPLES,)
    assert sound.dtype == np.float32
    np.testing.assert_allclose(sound[400:-400], tone(440, 16000, len(sound) / 16000)[400:-400], atol=0.01)


def test_microphone_ends_when_closed():
    rig = Rig()
    rig.mic.close()
    rig.mic.close()
    assert asyncio.run(rig.mic.read()) is None
    assert rig.heard.closed


def test_a_read_in_progress_ends_with_close():
    async def close_while_reading(rig):
        reading = asyncio.get_running_loop().create_task(rig.mic.read())
        await asyncio.sleep(0)
        rig.mic.close()
        return await reading

    assert asyncio.run(close_while_reading(Rig())) is None


def test_a_session_that_falls_behind_gets_silence_for_what_is_gone():
    rig = Rig(mic_hz=16000)
    asyncio.run(first_read(rig.mic, rig.heard, tone(440, 16000, 0.3)))
    rig.heard.deliver(tone(440, 16000, MIC_RING_S + 5))
    total = rig.read((MIC_RING_S + 5) * 5)
    assert rig.mic.overruns == 1
    silent = np.abs(total) < 1e-4
    assert 5.5 * 16000 < silent.sum() < 6.5 * 16000
    assert not np.any(silent[-16000:-800].reshape(-1, 80).all(axis=1))


def test_overflows_of_the_device_are_counted():
    rig = Rig()
    rig.heard.deliver(np.zeros(480, np.float32), overflow=True)
    assert rig.mic.overruns == 1


def test_a_lost_microphone_is_reported():
    rig = Rig()
    asyncio.run(first_read(rig.mic, rig.heard, np.zeros(48000, np.float32)))
    rig.heard.active = False
    with pytest.raises(DeviceError, match="microphone 'Mic' was lost"):
        rig.read(10)


def test_a_microphone_that_stands_still_is_lost(monkeypatch):
    rig = Rig()
    asyncio.run(first_read(rig.mic, rig.heard, np.zeros(48000, np.float32)))
    rig.read(3)

    async def wait(seconds):
        rig.time.now_s += seconds
        await sleep(0)

    sleep = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", wait)
    with pytest.raises(DeviceError, match="was lost"):
        rig.read(10)
    assert 100 + LOST_S < rig.time.now_s < 101 + LOST_S


def test_a_machine_that_stood_still_has_lost_no_microphone():
    rig = Rig()
    asyncio.run(first_read(rig.mic, rig.heard, np.zeros(48000, np.float32)))
    rig.read(3)
    rig.time.now_s += 60
    rig.heard.deliver(np.zeros(48000, np.float32))
    assert rig.read(3).shape == (3 * MIC_SAMPLES,)


def test_session_time_goes_on_between_bursts():
    rig = Rig()
    assert rig.mic.now_s() == 0
    rig.heard.deliver(np.zeros(480 * 3, np.float32))
    assert rig.mic.now_s() == pytest.approx(0.03)
    rig.time.now_s += 0.02
    assert rig.mic.now_s() == pytest.approx(0.05)
    rig.heard.deliver(np.zeros(480, np.float32))
    assert rig.mic.now_s() == pytest.approx(0.05)


@pytest.mark.parametrize("rate_hz", [22050, 24000, 44100, 48000])
def test_the_line_is_played_at_the_device_rate(rate_hz):
    rig = Rig(speaker_hz=rate_hz)
    sound = smooth(12000)
    at = rig.speaker.position() + 1000
    rig.speaker.play(at, sound)
    played = rig.play_on(1.0)
    begin = round(at * rate_hz / 24000)
    expected = np.zeros(len(played), np.float32)
    image = smooth(round(0.5 * rate_hz), rate_hz)
    quiet = played[: begin - rate_hz // 50]
    assert not np.any(np.abs(quiet) > 1e-3)
    expected[begin : begin + len(image)] = image
    assert np.sqrt(np.mean((played - expected) ** 2)) < 0.02
    assert rig.speaker.underruns == 0


def test_pieces_that_join_are_played_without_a_seam():
    whole, pieces = Rig(speaker_hz=44100), Rig(speaker_hz=44100)
    sound = smooth(24000)
    at = whole.speaker.position() + 77
    whole.speaker.play(at, sound)
    for start in range(0, 24000, 4800):
        pieces.speaker.play(at + start, sound[start : start + 4800])
    np.testing.assert_allclose(pieces.play_on(1.2), whole.play_on(1.2), atol=1e-3)


def test_a_cut_fades_what_is_left_and_is_silent_after():
    rig = Rig()
    rig.speaker.play(rig.speaker.position(), tone(300, 24000, 3.0))
    before = rig.play_on(0.5)
    at = rig.speaker.position()
    rig.speaker.cut(at, 20)
    after = rig.play_on(1.0)
    line = rig.speaker.played(0, 36000)
    assert not np.any(line[at + 480 :])
    assert np.abs(np.diff(np.concatenate([before, after]))[2000:]).max() < 0.5 * 2 * np.pi * 300 / 48000 * 1.1
    silent_from = (at + 480) * 2 - len(before) + 48 * 25
    assert np.any(np.abs(after[: silent_from // 2]) > 0.1)
    assert not np.any(np.abs(after[silent_from:]) > 1e-3)


def test_what_was_handed_over_is_kept_when_cut_late():
    rig = Rig()
    rig.speaker.play(rig.speaker.position(), tone(300, 24000, 1.0))
    rig.play_on(0.5)
    position = rig.speaker.position()
    rig.speaker.cut(0, 10)
    assert np.array_equal(
        rig.speaker.played(1000, position)[:5000], tone(300, 24000, 1.0)[1000 - round(SAFETY_S * 24000) :][:5000]
    )


def test_sound_that_comes_too_late_does_not_come_round_again():
    rig = Rig()
    at = rig.speaker.position()
    rig.play_on(0.2)
    rig.speaker.play(at, np.full(9600, 0.5, np.float32))
    assert rig.speaker.underruns == 1
    rig.play_on(SPEAKER_RING_S - 0.2)
    assert not np.any(rig.play_on(1.0))


def test_the_first_of_the_positions_only_rises():
    rig = Rig()
    positions = []
    for _ in range(50):
        positions.append(rig.speaker.position())
        rig.play_on(0.05)
    assert positions == sorted(positions)
    assert positions[-1] == pytest.approx(49 * 1200 + 480 + 240, abs=480)


def test_sound_beyond_the_ring_is_refused():
    rig = Rig()
    with pytest.raises(ValueError, match="too far ahead"):
        rig.speaker.play(rig.speaker.position() + SPEAKER_RING_S * 24000, np.ones(10, np.float32))


def test_underflows_of_the_device_are_counted():
    rig = Rig()
    rig.sounding.fetch(480, underflow=True)
    assert rig.speaker.underruns == 1


def test_old_sound_is_forgotten():
    rig = Rig()
    for _ in range(8):
        rig.speaker.play(rig.speaker.position(), np.full(24000, 0.1, np.float32))
        rig.play_on(2.0)
    position = rig.speaker.position()
    assert len(rig.speaker.played(position - HISTORY_SAMPLES, position)) == HISTORY_SAMPLES
    assert not np.any(rig.speaker.played(0, 4800))
    around = rig.speaker.played(position - HISTORY_SAMPLES - 1200, position)
    assert len(around) == HISTORY_SAMPLES + 1200
    assert np.array_equal(around[1200:], rig.speaker.played(position - HISTORY_SAMPLES, position))


def test_the_line_follows_the_microphone_in_silence_and_not_in_speech():
    rig = Rig(clocked=True)
    rig.heard.deliver(np.zeros(48000 * 3, np.float32))
    rig.sounding.fetch(480)
    assert rig.speaker.position() == pytest.approx((3.0 + LATENCIES_S[0] + SAFETY_S) * 24000, abs=240)
    rig.speaker.play(rig.speaker.position(), tone(300, 24000, 1.0))
    before = rig.speaker.position()
    rig.heard.deliver(np.zeros(48000, np.float32))
    assert rig.speaker.position() == before
    rig.play_on(1.2)
    rig.heard.deliver(np.zeros(48000 * 2, np.float32))
    assert rig.speaker.position() == pytest.approx((6.0 + LATENCIES_S[0] + SAFETY_S) * 24000, abs=240)


def test_where_the_device_says_when_it_is_heard_the_line_goes_by_that():
    rig = Rig(clocked=True)
    rig.heard.deliver(np.zeros(48000 * 3, np.float32))
    rig.sounding.dac_s = 0.15
    rig.play_on(0.1)
    assert rig.speaker.position() == pytest.approx((3.1 + 0.16 + SAFETY_S) * 24000, abs=48)  # from the next block on


def test_where_the_device_says_when_it_heard_session_time_goes_by_that():
    rig = Rig()
    rig.heard.adc_s = 0.05
    for _ in range(10):
        rig.time.now_s += 0.01
        rig.heard.deliver(np.zeros(480, np.float32))
    assert rig.mic.now_s() == pytest.approx(0.09 + 0.05, abs=1e-6), "what the last block began with is so old"
    rig.time.now_s += 5
    assert rig.mic.now_s() == pytest.approx(0.1 + STALL_S, abs=1e-6), "it stands still with the device"


def test_a_line_that_is_ahead_waits_for_the_microphone():
    rig = Rig(clocked=True)
    rig.heard.deliver(np.zeros(4800, np.float32))
    rig.play_on(0.5)
    first = rig.speaker.position()
    rig.time.now_s -= 0.4
    second = rig.speaker.position()
    assert second == first
    rig.speaker.play(second, smooth(4800))
    assert np.abs(rig.play_on(1.0)).max() > 0.4


@pytest.mark.parametrize(("ppm", "speaker_hz"), [(100, 48000), (-300, 44100), (0, 48000)])
def test_in_ten_minutes_of_speech_without_a_pause_the_line_stays_with_the_microphone(ppm, speaker_hz):
    rig = Rig(mic_hz=16000, speaker_hz=speaker_hz, clocked=True)
    pace, block, speech = rig.sounding.blocksize, np.zeros(160, np.float32), tone(300, 24000, 1.0)
    at, fetches, played, worst_s = 0, 0, [], 0.0
    for step in range(1, 60_001):
        while (fetched_s := fetches * pace / speaker_hz * (1 + ppm * 1e-6)) <= step / 100:
            rig.time.now_s = 100 + fetched_s
            played.append(rig.sounding.fetch(pace))
            fetches += 1
        rig.time.now_s = 100 + step / 100
        rig.heard.deliver(block)
        if step % 20 == 0:
            position = rig.speaker.position()
            at = max(at, position)
            while at < position + 36_000:
                rig.speaker.play(at, speech)
                at += 24_000
            ahead_s = position / 24_000 - step / 100
            if step == 6_000:
                usual_s = ahead_s
            if step > 6_000:
                worst_s = max(worst_s, abs(ahead_s - usual_s))
    assert worst_s < 0.005
    assert rig.speaker.underruns == 0
    assert rig.speaker.drift_ppm == pytest.approx(ppm, abs=15)
    sound = np.concatenate(played)[speaker_hz:]
    assert np.abs(np.diff(sound)).max() < 1.1 * 0.5 * 2 * np.pi * 300 / speaker_hz


def test_a_speaker_that_stands_still_is_lost():
    rig = Rig()
    for _ in range(100):
        rig.speaker.position()
    rig.time.now_s += LOST_S - 0.1
    rig.speaker.position()
    rig.time.now_s += 0.2
    with pytest.raises(DeviceError, match="speaker 'Box' was lost"):
        rig.speaker.position()


def test_a_lost_speaker_is_reported():
    rig = Rig()
    rig.sounding.active = False
    with pytest.raises(DeviceError, match="speaker 'Box' was lost"):
        rig.speaker.position()
    rig.speaker.close()
    rig.speaker.close()
    assert rig.sounding.closed


def test_mono_is_preferred_and_stereo_taken_where_mono_is_refused():
    assert [stream.channels for stream in Rig().backend.streams] == [1, 1]
    assert [stream.channels for stream in Rig(refuse={1}).backend.streams] == [2, 2]
    with pytest.raises(DeviceError, match="microphone 'Mic' cannot be opened: Invalid number of channels"):
        Rig(refuse={1, 2})


def test_a_device_that_does_not_start_is_reported(monkeypatch):
    def refuse(self):
        raise PortAudioError("Device unavailable")

    monkeypatch.setattr("helpers.fake_portaudio.FakeStream.start", refuse)
    backend = FakePortAudio([device("Mic", inputs=1), device("Box", outputs=2)])
    mic, box = listed(backend)
    with pytest.raises(DeviceError, match="speaker 'Box' cannot be started"):
        LiveSpeaker(box, backend=backend)
    with pytest.raises(DeviceError, match="microphone 'Mic' cannot be started"):
        asyncio.run(LiveMicrophone(mic, backend=backend).read())
    assert backend.streams[0].closed


@pytest.mark.parametrize("rate_hz", [24000, 44100, 48000])
def test_an_overlay_is_played_once_on_top_of_the_line_and_is_no_part_of_it(rate_hz):
    rig = Rig(speaker_hz=rate_hz)
    speech, overlay = tone(440, 24000, 0.5, 0.3), tone(1000, 24000, 0.1, 0.2)
    at = rig.speaker.position()
    rig.speaker.play(at, speech)
    rig.play_on(0.2)
    rig.speaker.overlay(overlay)
    played = rig.play_on(0.8)
    assert np.array_equal(rig.speaker.played(at, at + len(speech)), speech)
    with_it, before = (played[round(rate_hz * a) : round(rate_hz * b)] for a, b in ((0.03, 0.11), (0.13, 0.21)))
    assert np.sum(with_it**2) == pytest.approx(np.sum(before**2) + np.sum(overlay**2) * 0.8 * rate_hz / 24000, rel=0.05)
