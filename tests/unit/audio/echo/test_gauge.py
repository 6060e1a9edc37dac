"""What the user is told about the echo."""

import numpy as np

from duologue.audio.echo.gauge import ENOUGH, REMEMBERED, EchoGauge, EchoReport, EchoState
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_SAMPLES


def at(level_db: float) -> Samples:
    return np.full(MIC_SAMPLES, 10 ** (level_db / 20), np.float32)


def told(before_db: float, after_db: float, turns: int, *, echo: bool | None = True, alone: bool = True) -> EchoReport:
    gauge = EchoGauge()
    for _ in range(30):
        gauge.note(at(-70), at(-70), at(-100), echo=echo, alone=alone)
    reports = [gauge.note(at(before_db), at(after_db), at(-20), echo=echo, alone=alone) for _ in range(turns)]
    return reports[-1]


def test_nothing_is_said_before_enough_was_heard() -> None:
    assert told(-30, -60, ENOUGH - 1) == EchoReport(EchoState.UNKNOWN)


def test_an_echo_that_is_gone() -> None:
    assert told(-30, -60, ENOUGH) == EchoReport(EchoState.CANCELLED, 30)


def test_an_echo_that_cannot_be_heard() -> None:
    assert told(-67, -69, ENOUGH).state is EchoState.HEADPHONES


def test_talk_is_no_echo() -> None:
    assert told(-20, -21, REMEMBERED, echo=False).state is EchoState.HEADPHONES
    assert told(-20, -21, REMEMBERED, alone=False) == EchoReport(EchoState.UNKNOWN)


def test_what_is_not_known_is_not_told() -> None:
    assert told(-30, -60, REMEMBERED, echo=None) == EchoReport(EchoState.UNKNOWN)


def test_an_echo_is_only_called_too_strong_after_a_while() -> None:
    assert told(-20, -25, REMEMBERED - 1) == EchoReport(EchoState.UNKNOWN)
    assert told(-20, -25, REMEMBERED) == EchoReport(EchoState.TOO_STRONG)
