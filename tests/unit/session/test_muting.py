import numpy as np
import pytest

from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.session.muting import MutedTalk, MuteGate

RNG = np.random.default_rng(1)


def sound(level_db: float, seconds: float = 0.2) -> np.ndarray:
    noise = RNG.standard_normal(round(seconds * MIC_RATE_HZ)).astype(np.float32)
    return noise * np.float32(10 ** (level_db / 20))


def words(seconds: float, level_db: float = -25.0) -> list[np.ndarray]:
    """Talk with gaps between its syllables, in micro-turns."""
    syllable = np.concatenate([sound(level_db, 0.14), sound(-60, 0.06)])
    line = np.tile(syllable, round(seconds / 0.2))
    return [line[i : i + MIC_SAMPLES] for i in range(0, len(line), MIC_SAMPLES)]


def test_the_gate_switches_at_the_sample() -> None:
    gate = MuteGate()
    gate.switch(MIC_SAMPLES + 100, on=True)
    ones = np.ones(MIC_SAMPLES, np.float32)
    assert gate.apply(0, ones).all()
    assert not gate.muted
    assert np.flatnonzero(gate.apply(MIC_SAMPLES, ones)).tolist() == list(range(100))
    assert gate.muted


def test_a_switch_replaces_those_that_were_to_come_later() -> None:
    gate = MuteGate()
    gate.switch(5000, on=True)
    gate.switch(4000, on=False)
    assert all(gate.apply(i * MIC_SAMPLES, np.ones(MIC_SAMPLES, np.float32)).all() for i in range(4))


def tells(talk: MutedTalk, blocks: list[np.ndarray], *, muted: bool) -> int:
    return sum(talk.goes_on(block, muted=muted) for block in blocks)


def test_who_talks_while_muted_is_told_once() -> None:
    talk = MutedTalk()
    assert tells(talk, [sound(-60)] * 20, muted=True) == 0
    assert tells(talk, words(10.0), muted=True) == 1
    assert tells(talk, words(1.0), muted=False) == 0
    assert tells(talk, words(10.0), muted=True) == 1


@pytest.mark.parametrize(
    "blocks",
    [
        [sound(-60), *words(0.6), *[sound(-60)] * 20] * 5,
        [sound(-45)] * 100,
        [np.zeros(MIC_SAMPLES, np.float32)] * 50,
        words(10.0, level_db=-58.0),
    ],
    ids=["knocks", "a noisy room", "digital silence", "talk next door"],
)
def test_other_sounds_are_no_talk(blocks: list[np.ndarray]) -> None:
    talk = MutedTalk()
    tells(talk, [sound(-60)] * 5, muted=False)
    assert tells(talk, blocks, muted=True) == 0


def test_each_change_is_known_at_its_sample() -> None:
    gate, second = MuteGate(), np.ones(16_000, np.float32)
    for at, on in ((4_000, True), (6_000, True), (9_000, False), (20_000, True)):
        gate.switch(at, on)
    gate.apply(0, second)
    assert gate.switched == [(4_000, True), (9_000, False)]
    gate.apply(16_000, second)
    assert gate.switched == [(20_000, True)]
    gate.apply(32_000, second)
    assert gate.switched == []
