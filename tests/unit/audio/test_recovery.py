"""The session's microphone and speaker go on while devices come and go."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import wait

import numpy as np
import pytest

from duologue.audio.devices import Device
from duologue.audio.live import LiveMicrophone, LiveSpeaker
from duologue.audio.prebuffer import GAPS, LATENCIES_S, Latency
from duologue.audio.recovery import DEAD_S, REST_S, SLEPT_S, LastingMicrophone, LastingSpeaker
from duologue.audio.supervisor import StreamSupervisor
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_SAMPLES, PIECE_SAMPLES
from helpers.fake_portaudio import FakePortAudio, FakeTime

PIECES = MIC_SAMPLES // PIECE_SAMPLES
"""How many of them are a micro-turn."""
DEAD_TURNS = round(DEAD_S / 0.2)
MIC, OTHER, BOX = Device(0, "Mic", 16000, 1), Device(1, "Other", 16000, 1), Device(2, "Box", 24000, 1)


class Rig:
    def __init__(self) -> None:
        self.time, self.backend = FakeTime(), FakePortAudio()
        self.inputs, self.outputs = [MIC], [BOX]
        self.told: list[tuple[str, str, str]] = []
        hearing = StreamSupervisor("input", lambda: list(self.inputs), self.listen, "", self.tell, now=self.time)
        speaking = StreamSupervisor("output", lambda: list(self.outputs), self.speak, "", self.tell, now=self.time)
        self.supervisors = (hearing, speaking)
        hearing.begin()
        self.withdrawn: list[str] = []
        self.latency = Latency(self.time())
        self.mic = LastingMicrophone(hearing, self.tell, self.withdrawn.append, now=self.time)
        speaking.begin()
        self.speaker = LastingSpeaker(speaking, self.mic.now_s, self.latency, now=self.time)

    def tell(self, *told: str) -> None:
        self.told.append(told)  # type: ignore[arg-type]

    def listen(self, device: Device) -> LiveMicrophone:
        stream = LiveMicrophone(device, backend=self.backend, now=self.time)
        stream.start()
        return stream

    def speak(self, device: Device) -> LiveSpeaker:
        return LiveSpeaker(
            device, backend=self.backend, now=self.time, clock=self.mic.now_s, latency_s=self.latency.seconds
        )

    def settle(self) -> None:
        """The supervisors look, and what they do is done."""
        self.time.now_s += 100
        for supervisor in self.supervisors:
            supervisor.poll()
            if supervisor._work is not None:
                wait([supervisor._work])
        self.time.now_s -= 100

    def read(self, turns: int) -> Samples:
        async def several() -> list[Samples | None]:
            return [await self.mic.read() for _ in range(turns * PIECES)]

        pieces = [piece for piece in asyncio.run(several()) if piece is not None]
        assert len(pieces) == turns * PIECES
        return np.concatenate(pieces)

    def deliver(self, seconds: float, level: float) -> None:
        """The newest microphone hears something, in time."""
        stream = [s for s in self.backend.streams if s.device in {0, 1} and not s.closed][-1]
        for _ in range(round(seconds * 100)):
            self.time.now_s += 0.01
            stream.deliver(np.full(160, level, np.float32))

    def close(self) -> None:
        self.mic.close()
        self.speaker.close()


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    rig = Rig()
    sleep = asyncio.sleep

    async def wait_(seconds: float) -> None:
        rig.time.now_s += seconds
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", wait_)
    yield rig
    rig.close()


def test_while_there_is_no_microphone_the_session_hears_silence_in_real_time(rig: Rig) -> None:
    rig.deliver(1.0, 0.5)
    rig.read(5)
    rig.inputs.clear()
    rig.backend.streams[0].active = False
    rig.time.now_s += 1.0
    silence = rig.read(4)
    assert not silence.any()
    assert rig.mic.now_s() == pytest.approx(2.0, abs=0.25)


def test_silence_keeps_the_pace_although_each_block_is_fetched_late(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    sleep = asyncio.sleep

    async def too_long(seconds: float) -> None:
        rig.time.now_s += seconds + 0.03
        await sleep(0)

    rig.inputs.clear()
    rig.backend.streams[0].active = False
    rig.read(1)
    monkeypatch.setattr(asyncio, "sleep", too_long)
    began = rig.time.now_s
    rig.read(50)
    assert rig.time.now_s - began == pytest.approx(10.0, abs=0.1)


def test_after_the_machine_slept_silence_is_not_made_up_for(rig: Rig) -> None:
    rig.inputs.clear()
    rig.backend.streams[0].active = False
    rig.read(1)
    before_s = rig.mic.now_s()
    rig.time.now_s += 3600
    assert rig.mic.now_s() <= before_s + SLEPT_S
    began = rig.time.now_s
    rig.read(10)
    assert rig.time.now_s - began == pytest.approx(2.0, abs=0.3)


def test_a_new_microphone_goes_on_at_the_time_at_which_it_began(rig: Rig) -> None:
    rig.deliver(1.0, 0.5)
    rig.read(4)
    rig.backend.streams[0].active = False
    rig.inputs[:] = [OTHER]
    rig.time.now_s += 1.0
    rig.read(2)
    rig.settle()
    rig.deliver(2.0, 0.25)
    began_s = rig.mic.now_s() - 2.0
    sound = rig.read(8)
    first = np.flatnonzero(sound > 0.2)[0] / 16000 + 6 * 0.2
    assert first == pytest.approx(max(began_s, 1.2), abs=0.05)
    assert np.all(sound[int((first - 1.2 + 0.02) * 16000) :] > 0.2)
    assert "'Mic' was lost; 'Other' is used" in rig.told[0][1]


def test_a_speaker_that_is_lost_and_replaced_goes_on_with_what_was_to_be_said(rig: Rig) -> None:
    rig.deliver(1.0, 0.5)
    at = rig.speaker.position()
    rig.speaker.play(at, np.full(24000 * 4, 0.5, np.float32))
    rig.backend.streams[1].active = False
    unheard = rig.speaker.position()
    assert unheard >= at
    rig.settle()
    rig.speaker.poll()
    played = rig.backend.streams[-1].fetch(48000)
    assert np.mean(np.abs(played)) > 0.4
    assert rig.speaker.position() > unheard


def test_without_a_speaker_the_line_goes_on_unheard(rig: Rig) -> None:
    rig.outputs.clear()
    rig.backend.streams[1].active = False
    first = rig.speaker.position()
    rig.speaker.play(first, np.full(24000, 0.5, np.float32))
    rig.deliver(0.5, 0.5)
    assert rig.speaker.position() == pytest.approx(first + 12000, abs=2400)
    rig.speaker.cut(rig.speaker.position(), 10)
    rig.deliver(1.0, 0.5)
    assert not rig.speaker.played(rig.speaker.position() - 2400, rig.speaker.position()).any()


def test_a_microphone_that_delivers_nothing_but_silence_is_told_of_once(rig: Rig) -> None:
    rig.deliver(2 * DEAD_S + 0.2, 0.0)
    rig.read(DEAD_TURNS - 1)
    assert rig.told == []
    rig.read(DEAD_TURNS)
    assert [(level, message) for level, message, _ in rig.told] == [("warning", "Your microphone 'Mic' is silent.")]


def test_what_was_told_of_silence_is_taken_back_when_sound_comes(rig: Rig) -> None:
    rig.deliver(DEAD_S + 0.2, 0.0)
    rig.deliver(1.0, 0.5)
    rig.read(DEAD_TURNS)
    assert rig.withdrawn == []
    rig.read(4)
    assert rig.withdrawn == ["Your microphone 'Mic' is silent."]


def test_the_programs_own_sounds_are_known_to_the_echo_canceller_alone(rig: Rig) -> None:
    rig.settle()
    rig.backend.streams[-1].fetch(480)
    start, tone = rig.speaker.position(), np.full(2400, 0.25, np.float32)
    rig.speaker.overlay(tone)
    assert not rig.speaker.played(start, start + 4800).any()
    sounding = rig.speaker.sounding(start - 2400, start + 4800)
    assert np.sum(sounding) == pytest.approx(np.sum(tone))
    image = rig.backend.streams[-1].fetch(48000)
    assert np.sum(image) == pytest.approx(np.sum(tone), rel=0.02), "it is played once"


def test_what_nobody_heard_was_not_played(rig: Rig) -> None:
    rig.deliver(1.0, 0.5)
    rig.outputs.clear()
    at = rig.speaker.position()
    rig.speaker.play(at, np.full(24000 * 3, 0.5, np.float32))
    rig.backend.streams[1].active = False
    lost_at = rig.speaker.position()
    rig.deliver(1.0, 0.5)
    back_at = rig.speaker.position()
    assert not rig.speaker.played(lost_at, back_at).any()
    rig.outputs[:] = [BOX]
    rig.settle()
    rig.speaker.poll()
    again_at = rig.speaker.position()
    assert not rig.speaker.played(lost_at, back_at).any()
    assert np.all(rig.speaker.played(again_at, again_at + 4800) == 0.5)


def test_a_speaker_that_runs_dry_again_and_again_gets_a_larger_buffer_once_nothing_is_said(rig: Rig) -> None:
    rig.deliver(1.0, 0.5)
    sounding = rig.backend.streams[1]
    at = rig.speaker.position()
    rig.speaker.play(at, np.full(24000, 0.5, np.float32))
    for _ in range(GAPS):
        sounding.fetch(240, underflow=True)
    rig.speaker.poll()
    assert not sounding.closed
    sounding.fetch(24000 * 2)
    rig.speaker.poll()
    rig.settle()
    rig.speaker.poll()
    assert rig.backend.streams[-1].latency == LATENCIES_S[1]
    assert rig.speaker.underruns == GAPS
    assert sounding.closed
    assert rig.told == []


def test_a_microphone_with_any_sound_is_alive(rig: Rig) -> None:
    rig.deliver(0.6, 0.001)
    rig.read(2)
    rig.deliver(DEAD_S + 1.0, 0.0)
    rig.read(DEAD_TURNS + 5)
    assert rig.told == []


def test_first_syllables_are_kept_from_the_moment_the_device_is_open(rig: Rig) -> None:
    rig.deliver(1.0, 0.5)  # before the session asks for the first time
    assert np.mean(rig.read(5)[:-MIC_SAMPLES] > 0.4) > 0.95


def test_while_nothing_sounds_a_micro_turn_comes_in_one(rig: Rig) -> None:
    mic = LastingMicrophone(rig.supervisors[0], rig.tell, now=rig.time, at_once=lambda: rig.speaker.resting)

    async def sizes(count: int) -> list[int]:
        return [len(piece) for piece in [await mic.read() for _ in range(count)] if piece is not None]

    rig.deliver(REST_S + 1.0, 0.1)
    assert asyncio.run(sizes(2)) == [MIC_SAMPLES, MIC_SAMPLES]
    rig.speaker.play(rig.speaker.position(), np.full(2400, 0.1, np.float32))
    assert asyncio.run(sizes(1)) == [PIECE_SAMPLES]
    rig.deliver(0.2 + REST_S, 0.1)
    assert asyncio.run(sizes(2)) == [MIC_SAMPLES - PIECE_SAMPLES, MIC_SAMPLES]


def test_a_speaker_rests_when_its_last_sound_is_long_over(rig: Rig) -> None:
    rig.deliver(REST_S + 1.0, 0.1)
    assert rig.speaker.resting
    rig.speaker.overlay(np.full(2400, 0.1, np.float32))
    assert not rig.speaker.resting
    rig.deliver(REST_S - 0.5, 0.1)
    assert not rig.speaker.resting
    rig.deliver(1.0, 0.1)
    assert rig.speaker.resting
