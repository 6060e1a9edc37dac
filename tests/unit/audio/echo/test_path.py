"""The echo of a recorded session: what was played, so much later, so much quieter."""

import asyncio

import numpy as np
import pytest

from duologue.audio.echo.path import EchoingMicrophone, EchoPath, at_microphone_rate
from duologue.audio.playout import Playout
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, SPEAKER_RATE_HZ


class Voice:
    """A microphone that hears the same level for so many micro-turns."""

    overruns = 3

    def __init__(self, level: float, count: int) -> None:
        self.level, self.left, self.closed = level, count, False

    async def read(self) -> Samples | None:
        self.left -= 1
        return np.full(MIC_SAMPLES, self.level, np.float32) if self.left >= 0 else None

    def now_s(self) -> float:
        return 0.5

    def close(self) -> None:
        self.closed = True


def tone(seconds: float, rate_hz: int) -> Samples:
    return (0.5 * np.sin(2 * np.pi * 500 * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


def read_all(microphone: EchoingMicrophone) -> Samples:
    async def all_() -> list[Samples]:
        blocks = []
        while (block := await microphone.read()) is not None:
            blocks.append(block)
        return blocks

    return np.concatenate(asyncio.run(all_()))


def test_the_line_comes_at_the_microphones_rate_without_seams() -> None:
    line = Playout()
    line.play(0, tone(2.0, SPEAKER_RATE_HZ))
    blocks = [at_microphone_rate(line.known, 0.2 * turn, MIC_SAMPLES) for turn in range(1, 8)]
    np.testing.assert_allclose(np.concatenate(blocks), tone(2.0, MIC_RATE_HZ)[3200:25600], atol=1e-3)


def test_silence_before_and_after_is_zero() -> None:
    assert not at_microphone_rate(Playout().known, -0.1, MIC_SAMPLES).any()


@pytest.mark.parametrize(("gain_db", "delay_ms"), [(-12.0, 60.0), (0.0, 0.0), (6.0, 500.0)])
def test_the_microphone_hears_the_user_and_the_echo(gain_db: float, delay_ms: float) -> None:
    line, voice = Playout(), Voice(0.25, 10)
    line.play(SPEAKER_RATE_HZ, tone(0.4, SPEAKER_RATE_HZ))
    microphone = EchoingMicrophone(voice, line.known, EchoPath(gain_db, delay_ms))
    echo = read_all(microphone) - np.float32(0.25)
    loud = np.flatnonzero(np.abs(echo) > 0.01) / MIC_RATE_HZ
    assert loud[0] == pytest.approx(1.0 + delay_ms / 1000, abs=0.002)
    assert loud[-1] == pytest.approx(1.4 + delay_ms / 1000, abs=0.002)
    assert np.abs(echo).max() == pytest.approx(0.5 * 10 ** (gain_db / 20), rel=0.02)


def test_everything_else_is_the_microphones() -> None:
    voice = Voice(0.0, 0)
    microphone = EchoingMicrophone(voice, Playout().known, EchoPath())
    assert (microphone.overruns, microphone.now_s()) == (3, 0.5)
    microphone.close()
    assert voice.closed
