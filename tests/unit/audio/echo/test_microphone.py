"""The microphone without echo: hands the canceller what is played when it is heard, and passes everything else on."""

import asyncio
import threading
from collections.abc import Callable

import numpy as np
import pytest

from duologue.audio.echo.canceller import EchoCanceller
from duologue.audio.echo.gauge import EchoReport, EchoState
from duologue.audio.echo.microphone import LEAD_S, LEAD_SAMPLES, EchoFreeMicrophone
from duologue.audio.playout import Playout
from duologue.core.errors import DeviceError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_SAMPLES, SPEAKER_RATE_HZ


class Canceller(EchoCanceller):
    """Notes what it is given and hands back half of it."""

    at_rest = False

    def __init__(self) -> None:
        self.played: list[Samples] = []
        self.asked_in: list[str] = []
        self.doubts = 0
        self.report = EchoReport()

    def process(self, heard: Samples, played: Samples) -> Samples:
        self.played.append(played)
        self.asked_in.append(threading.current_thread().name)
        if len(self.played) == 2:
            self.report = EchoReport(EchoState.CANCELLED, 30)
        return heard / 2

    def doubt(self) -> None:
        self.doubts += 1


class Blocks:
    """A microphone with so many micro-turns of ones."""

    overruns = 7

    def __init__(self, count: int) -> None:
        self.left, self.closed = count, False
        self.before_last: Callable[[], object] = lambda: None

    async def read(self) -> Samples | None:
        if self.left == 1:
            self.before_last()
        self.left -= 1
        return np.ones(MIC_SAMPLES, np.float32) if self.left >= 0 else None

    def now_s(self) -> float:
        return 1.5

    def close(self) -> None:
        self.closed = True


class Rig:
    def __init__(self, blocks: int = 3, gaps: tuple[int, ...] = ()) -> None:
        counted = iter(gaps)
        self.told: list[tuple[float, EchoReport]] = []
        self.inner, self.speaker, self.canceller = Blocks(blocks), Playout(), Canceller()
        self.microphone = EchoFreeMicrophone(
            self.inner,
            self.speaker.known,
            self.canceller,
            lambda t, report: self.told.append((t, report)),
            lambda: next(counted, 0),
        )

    def read(self) -> list[Samples]:
        async def all_() -> list[Samples]:
            blocks = []
            while (block := await self.microphone.read()) is not None:
                blocks.append(block)
            return blocks

        try:
            return asyncio.run(all_())
        finally:
            self.microphone.close()


def test_the_canceller_hears_what_is_played_a_lead_ahead() -> None:
    rig = Rig()
    click = np.zeros(2400, np.float32)
    click[1200:1248] = 0.5
    rig.speaker.play(round(0.25 * SPEAKER_RATE_HZ), click)  # sounds at 0.300 s
    rig.read()
    played = np.concatenate([told[LEAD_SAMPLES:] for told in rig.canceller.played])
    assert np.argmax(np.abs(played)) / 16000 == pytest.approx(0.300 - LEAD_S, abs=0.002)
    assert len(played) == 3 * MIC_SAMPLES


def test_what_was_changed_before_it_was_played_is_told_again() -> None:
    rig = Rig(2)
    rig.speaker.play(0, np.full(SPEAKER_RATE_HZ, 0.5, np.float32))
    rig.inner.before_last = lambda: rig.speaker.cut(round(0.2 * SPEAKER_RATE_HZ), 0.0)
    rig.read()
    first, again = rig.canceller.played
    assert np.all(first[-LEAD_SAMPLES // 2 : -400] > 0.4), "it was still to be played"
    assert not again[400:].any(), "it was never played"


def test_the_session_gets_what_the_canceller_leaves() -> None:
    assert all(np.all(block == 0.5) for block in Rig().read())


def test_news_of_the_echo_are_told_once() -> None:
    rig = Rig(5)
    rig.read()
    assert rig.told == [(pytest.approx(0.4), EchoReport(EchoState.CANCELLED, 30))]


def test_after_each_gap_what_was_learnt_is_doubted() -> None:
    rig = Rig(5, gaps=(0, 1, 1, 3, 3))
    rig.read()
    assert rig.canceller.doubts == 2


def test_the_work_is_done_in_a_thread_of_its_own() -> None:
    rig = Rig()
    rig.read()
    assert set(rig.canceller.asked_in) == {"echo_0"}


def test_everything_else_is_the_microphones() -> None:
    rig = Rig(0)
    assert rig.microphone.now_s() == 1.5
    assert rig.microphone.overruns == 7
    rig.microphone.close()
    assert rig.inner.closed


def test_a_lost_microphone_is_reported() -> None:
    rig = Rig()

    async def lost() -> Samples | None:
        raise DeviceError("device.lost", "The microphone was lost.")

    rig.inner.read = lost  # type: ignore[method-assign]
    with pytest.raises(DeviceError):
        rig.read()


def test_a_canceller_at_rest_is_asked_at_once_until_something_is_played() -> None:
    rig = Rig(blocks=2)
    rig.canceller.at_rest = True
    here = threading.current_thread().name
    rig.inner.before_last = lambda: rig.speaker.play(round(0.2 * SPEAKER_RATE_HZ), np.full(2400, 0.5, np.float32))
    rig.read()
    assert rig.canceller.asked_in[0] == here != rig.canceller.asked_in[1]
