"""Recordings of human voices as sessions."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from duologue.core.microturn import Hearing, Samples, Utterance, Word
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S
from duologue_models.interaction.simulate import recordings
from duologue_models.interaction.simulate.hearings import Recorded, load, save
from duologue_models.interaction.simulate.pauses import stretches
from duologue_models.interaction.simulate.recordings import listened, pieces
from duologue_models.interaction.simulate.tapes import OPEN_S, Tape, readers, room_tone
from duologue_models.interaction.targets.script import Script


def voice(*lengths: float, gap: float = 0.5, floor_db: float = -60.0) -> Samples:
    """Buzzes of these lengths with gaps between and around them, in a little noise."""
    rng = np.random.default_rng(1)
    parts = [np.zeros(int(gap * MIC_RATE_HZ))]
    for length in lengths:
        t = np.arange(int(length * MIC_RATE_HZ)) / MIC_RATE_HZ
        parts += [0.1 * np.sign(np.sin(2 * np.pi * 120 * t)), np.zeros(int(gap * MIC_RATE_HZ))]
    wave = np.concatenate(parts)
    return (wave + 10 ** (floor_db / 20) * rng.standard_normal(len(wave))).astype(np.float32)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Ten readers with two passages each, and one who is kept for judging."""
    folder = tmp_path / "speech-librispeech"
    folder.mkdir()
    index = []
    for reader in range(10):
        for passage in range(2):
            sf.write(folder / f"{reader}-{passage}.flac", voice(2.0, 1.5, 2.5), MIC_RATE_HZ)
            row = {"file": f"{reader}-{passage}.flac", "spk": str(reader), "subset": "train-clean-100"}
            index.append(json.dumps(row))
    sf.write(folder / "judge-0.flac", voice(2.0), MIC_RATE_HZ)
    index.append(json.dumps({"file": "judge-0.flac", "spk": "judge", "subset": "test-other"}))
    (folder / "index.jsonl").write_text("\n".join(index))
    return tmp_path


def ears(wave: Samples) -> list[Hearing]:
    """Ears that hear a word in every micro-turn that is loud."""
    heard = []
    for k in range(len(wave) // MIC_SAMPLES):
        part = wave[k * MIC_SAMPLES : (k + 1) * MIC_SAMPLES]
        word = Word("la", k * MICROTURN_S, (k + 1) * MICROTURN_S, True)
        loud = bool(np.abs(part).max() > 0.02)
        said = (Utterance(f"u{k}", (word,), True),) if loud else ()
        quiet = np.zeros(4, np.float32)
        heard.append(Hearing(quiet + float(loud), quiet - 30, quiet, said))
    return heard


@pytest.mark.parametrize("floor_db", [-100.0, -60.0, -45.0])
def test_stretches_of_speech_are_found_by_energy(floor_db: float) -> None:
    found = stretches(voice(1.0, 2.0, gap=0.4, floor_db=floor_db))
    assert found == [pytest.approx((0.4, 1.4), abs=0.03), pytest.approx((1.8, 3.8), abs=0.03)]


def test_short_gaps_are_no_pauses() -> None:
    assert len(stretches(np.r_[voice(1.0, 1.0, gap=0.1), np.zeros(8000, np.float32)])) == 1


def test_a_reader_in_five_is_held_out_and_who_is_kept_for_judging(data: Path) -> None:
    kept, apart = readers(data, held_out=False), readers(data, held_out=True)
    assert (len(kept), len(apart)) == (8, 3)
    assert apart[-1][0].voice == "judge"
    assert not {c.voice for r in kept for c in r} & {c.voice for r in apart for c in r}


def test_the_gaps_sound_like_the_room(rng: np.random.Generator) -> None:
    tone = room_tone(voice(1.0, floor_db=-50.0), 16000, rng)
    assert 20 * np.log10(tone.std()) == pytest.approx(-50, abs=1.5)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_a_passage_has_pauses_and_its_end_is_left_open(rng: np.random.Generator) -> None:
    tape = Tape(rng)
    end = tape.tell([voice(1.0, 2.0), voice(1.5)])
    tape.take_up(end)
    assert len(tape.script.thinking) == 2
    assert tape.script.ignored == [(end, end + OPEN_S)]
    assert tape.script.respond[0][0] == end + OPEN_S
    assert tape.script.taken_up[0] > end + OPEN_S
    spans = [(w.start, w.end) for w in tape.script.user]
    assert stretches(tape.studio.sound(end + 2.0, np.random.default_rng(0)))[0][0] == pytest.approx(
        spans[0][0], abs=0.1
    )


def test_a_voice_that_begins_during_the_remark_stops_it() -> None:
    tape = Tape(np.random.default_rng(2))
    tape.take_up(tape.tell([voice(1.0)]))
    tape.remark(cut_short=True)
    onset, stopped = tape.now, tape.script.own[0]
    assert stopped.start < onset < stopped.end < stopped.planned_end
    assert all(w.end <= stopped.end for w in stopped.words)
    assert tape.script.yields == [(pytest.approx(onset + 0.05), stopped.end)]


def test_what_was_heard_is_kept_and_cut_into_pieces(data: Path, tmp_path: Path) -> None:
    made = list(listened(data, ears, seed=1))
    save(made, tmp_path / "heard.npz")
    again = load(tmp_path / "heard.npz")
    assert [script for script, _ in again] == [script for script, _ in made]
    assert [h.utterances for _, hs in again for h in hs] == [h.utterances for _, hs in made for h in hs]
    parts = [part for pair in again for part in pieces(pair, 30.0)]
    assert len(parts) > len(again)
    check_pieces(parts)
    for name in ("user", "own", "taken_up", "respond", "yields", "thinking"):
        assert sum(len(getattr(s, name)) for s, _ in parts) == sum(len(getattr(s, name)) for s, _ in again), name


def check_pieces(parts: list[Recorded]) -> None:
    for script, hearings in parts:
        assert len(hearings) == round(script.duration / MICROTURN_S)
        for start, end in every_interval(script):
            assert 0 <= start < end <= script.duration + 1.6
        for k, hearing in enumerate(hearings):
            for utterance in hearing.utterances:
                assert utterance.start_s == pytest.approx(k * MICROTURN_S)


def every_interval(script: Script) -> Iterator[tuple[float, float]]:
    yield from ((w.start, w.end) for w in script.user)
    yield from ((s.start, s.end) for s in script.own)
    yield from (*script.respond, *script.yields, *script.thinking, *script.ignored)


def test_waiting_is_written_in_pauses_and_a_remark_after_the_end(rng: np.random.Generator) -> None:
    tape = Tape(rng)
    tape.take_up(end := tape.tell([voice(1.0, 2.0, gap=0.6), voice(1.5)]))
    written = sorted(recordings.writes(tape.script, rng), key=lambda w: w.at)
    assert [w.plan[0].choice for w in written] == ["wait", "wait", "remark"]
    pauses = [(a.end, b.start) for a, b in pairwise(tape.script.user)]
    assert all(a <= w.at <= b + 1e-6 for w, (a, b) in zip(written, pauses, strict=False))
    assert written[-1].at == tape.script.taken_up[0] > end + OPEN_S
