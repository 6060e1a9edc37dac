"""Counting take-overs in pauses, with a core that acts when told to."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile as sf

from duologue.core.microturn import Act, Hearing, OwnVoice, Samples, Utterance, Word
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S
from duologue.core.writing import Call, Move, WriteRequest, WriteResult
from duologue_models.interaction.judge import takeovers
from duologue_models.interaction.judge.takeovers import LEAD_S, count, laid_out, read_again
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.targets.script import Script

QUIET = Hearing(np.zeros(4, np.float32), np.full(4, -60, np.float32), np.zeros(4, np.float32))


class Puppet:
    """Acts in the micro-turns it is told to, and writes what it is told to."""

    def __init__(self, acts: Mapping[int, Act], written: WriteResult) -> None:
        self.acts, self.written = acts, written
        self.read: list[tuple[str, ...]] = []

    def reset(self) -> None:
        self.step = 0

    def decide(self, hearing: Hearing, own: OwnVoice) -> SimpleNamespace:
        self.step += 1
        return SimpleNamespace(act=self.acts.get(self.step, Act.HOLD))

    def write(self, request: WriteRequest) -> WriteResult:
        self.read.append(request.words)
        return self.written


def told(*texts: tuple[str, float, float]) -> tuple[Script, list[Hearing]]:
    """Stretches of speech as (text, start, end), each heard as one utterance when it is over."""
    script = Script(duration=6.0, user=[TimedWord("", a, b) for _, a, b in texts])
    script.thinking = [(a.end, b.start) for a, b in zip(script.user, script.user[1:], strict=False)]
    hearings = []
    for k in range(30):
        now = (k + 1) * MICROTURN_S
        over = tuple(
            Utterance(f"u{i}", (Word(text, a, b, True),), True)
            for i, (text, a, b) in enumerate(texts)
            if now - MICROTURN_S < b <= now
        )
        hearings.append(Hearing(QUIET.speech, QUIET.level_db, QUIET.pitch_hz, over))
    return script, hearings


STORY = told(("once", 0.5, 1.0), ("upon", 2.0, 3.0), ("time", 3.4, 4.0))
STORY_SOUND = (np.zeros(30 * MIC_SAMPLES, np.float32), STORY[0])
REMARK = WriteResult(say=Move.REMARK)


def test_a_reply_in_a_pause_is_a_take_over() -> None:
    core = Puppet({7: Act.RESPOND}, REMARK)  # 1.4 s
    tally = count(core, [STORY])
    assert (tally.clips, tally.pauses, tally.responds, tally.taken) == (1, 2, 1, 1)
    assert core.read == [("once",)]


@pytest.mark.parametrize("written", [WriteResult(wait=True), WriteResult()])
def test_waiting_and_saying_nothing_are_none(written: WriteResult) -> None:
    tally = count(Puppet({7: Act.RESPOND}, written), [STORY])
    assert (tally.responds, tally.taken) == (1, 0)


def test_a_call_in_a_pause_is_one_too() -> None:
    assert count(Puppet({7: Act.CALL}, WriteResult(calls=(Call("clock.now"),))), [STORY]).taken == 1


def test_words_that_were_taken_are_not_read_again_and_those_that_wait_are() -> None:
    core = Puppet({7: Act.RESPOND, 16: Act.RESPOND}, REMARK)
    count(core, [STORY])
    assert core.read == [("once",), ("upon",)]
    core = Puppet({7: Act.RESPOND, 16: Act.RESPOND}, WriteResult(wait=True))
    count(core, [STORY])
    assert core.read == [("once",), ("once", "upon")]


def test_acts_elsewhere_are_told_apart() -> None:
    tally = count(Puppet({12: Act.RESPOND, 6: Act.ACKNOWLEDGE, 25: Act.RESPOND}, REMARK), [STORY])
    assert (tally.taken, tally.acknowledged, tally.spoken_over, tally.ends) == (0, 1, 1, 1)


def buzz(*lengths: float, gap: float) -> Samples:
    """Loud stretches with quiet noise around them."""
    rng = np.random.default_rng(1)
    wave = [np.zeros(int(gap * MIC_RATE_HZ))]
    for length in lengths:
        wave += [0.3 * rng.standard_normal(int(length * MIC_RATE_HZ)), np.zeros(int(gap * MIC_RATE_HZ))]
    whole = np.concatenate(wave)
    return (whole + 0.001 * rng.standard_normal(len(whole))).astype(np.float32)


def test_a_clip_lies_between_quiet_and_keeps_its_pauses() -> None:
    wave, script = laid_out(buzz(1.0, 1.0, gap=0.5))
    assert len(wave) % MIC_SAMPLES == 0
    assert script.thinking == [(pytest.approx(LEAD_S + 1.5, abs=0.03), pytest.approx(LEAD_S + 2.0, abs=0.03))]
    assert laid_out(buzz(1.0, 1.0, gap=0.25))[1].thinking == []


def test_a_synthetic_voice_reads_the_same_words_with_the_same_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []

    def speak(voice: str, text: str, rate: float) -> Samples:
        said.append((voice, text))
        return buzz(1.0, gap=0.0)

    monkeypatch.setattr(takeovers, "synthesise", speak)
    _, script = read_again(*STORY, "flite:slt")
    assert said == [("flite:slt", "once"), ("flite:slt", "upon"), ("flite:slt", "time")]
    assert [b - a for a, b in script.thinking] == pytest.approx([1.0, 0.4], abs=0.03)


def test_pauses_of_a_meeting_lie_inside_the_turn_of_one_speaker(tmp_path: Path) -> None:
    folder = tmp_path / "speech-ami"
    folder.mkdir()
    sf.write(folder / "a.flac", buzz(1.0, 1.0, 1.0, 1.0, gap=0.5), MIC_RATE_HZ)
    turns = [[0.4, 3.1, "A"], [3.4, 4.6, "B"], [4.9, 6.1, "A"]]
    (folder / "index.jsonl").write_text(json.dumps({"file": "a.flac", "turns": turns}))
    ((_, script),) = takeovers.meetings(tmp_path)
    assert script.thinking == [(pytest.approx(1.5, abs=0.03), pytest.approx(2.0, abs=0.03))]


def test_what_was_heard_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = SimpleNamespace(sound=lambda: buzz(1.0, 1.0, gap=0.5))
    monkeypatch.setattr(takeovers, "readers", lambda data, held_out: [[clip]] if held_out else [])
    monkeypatch.setattr(takeovers, "read_clips", lambda folder: [clip])
    monkeypatch.setattr(takeovers, "meetings", lambda data: iter([STORY_SOUND]))
    monkeypatch.setattr(takeovers, "synthesise", lambda voice, text, rate: buzz(1.0, gap=0.0))
    heard_s: list[float] = []

    def hear(wave: Samples) -> list[Hearing]:
        heard_s.append(len(wave) / MIC_RATE_HZ)
        return STORY[1]

    first = takeovers.heard(tmp_path, hear, tmp_path)
    times = len(heard_s)
    again = takeovers.heard(tmp_path, hear, tmp_path)
    assert times == len(heard_s) == len(first) == 4
    for name, pairs in first.items():
        assert [script for script, _ in pairs] == [script for script, _ in again[name]], name
        assert [h.utterances for _, hs in pairs for h in hs] == [h.utterances for _, hs in again[name] for h in hs], (
            name
        )
