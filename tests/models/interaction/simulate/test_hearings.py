"""What was heard is kept as it was: a session that is read again teaches the same."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from duologue.core.microturn import SUBFRAMES, Hearing, Utterance, Word
from duologue_models.interaction.simulate.hearings import load, save
from duologue_models.interaction.simulate.requests import PlanStep
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.targets.script import OwnSpeech, Script, WriteMoment

STEP = PlanStep("timer.start", {"seconds": ((2, 3), (5, 6)), "unit": "minutes"}, 4)
SCRIPT = Script(
    duration=2.4,
    company=True,
    user=[TimedWord("stop", 0.4, 0.8, -14.0)],
    own=[OwnSpeech(0.1, 0.9, 3.0, "relay", [TimedWord("and", 0.1, 0.3)], 2.0)],
    taken_up=[1.0],
    overheard=[1.2],
    respond=[(0.8, 1.0)],
    yields=[(0.4, 0.9)],
    relay=[(1.0, 1.2)],
    acknowledge=[(0.2, 0.4)],
    ignored=[(1.4, 1.6)],
    thinking=[(0.6, 0.8)],
    correcting=[(0.1, 0.2)],
    pending=[(0.9, 2.0, "relay")],
    awaiting=[(1.0, 1.4)],
    typed=[(1.8, "and then")],
    pressed=[(2.0, "stop")],
    calls=[(0.5, 0.7)],
    writes=[WriteMoment(1.0, ("stop", "it"), (STEP,), 0.2, 0.8, ("timer 5 minutes",), ("stop",))],
    background=False,
    extra=frozenset({"music.play"}),
)


def hearing(rng: np.random.Generator, *utterances: Utterance) -> Hearing:
    arrays = (rng.uniform(0, 1, SUBFRAMES), rng.uniform(-90, 0, SUBFRAMES), rng.uniform(80, 300, SUBFRAMES))
    return Hearing(*(a.astype(np.float32) for a in arrays), utterances, float(rng.normal()))


def test_every_field_of_a_script_is_filled_here() -> None:
    assert all(getattr(SCRIPT, field.name) != getattr(Script(), field.name) for field in fields(Script))


def test_sessions_are_read_as_they_were_kept(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    word = Word("stop", 0.4, 0.8, True)
    first = [hearing(rng), hearing(rng, Utterance("u1", (word,), False)), hearing(rng, Utterance("u1", (word,), True))]
    second = [hearing(rng)]
    save([(SCRIPT, first), (Script(duration=0.2), second)], tmp_path / "kept.npz")
    (script, heard), (other, after) = load(tmp_path / "kept.npz")
    assert script == SCRIPT
    assert other == Script(duration=0.2)
    assert len(after) == 1
    for was, read in zip(first, heard, strict=True):
        assert read.utterances == was.utterances
        assert read.speech == pytest.approx(was.speech, abs=1e-3)
        assert read.level_db == pytest.approx(was.level_db, abs=0.05)
        assert read.pitch_hz == pytest.approx(was.pitch_hz, abs=0.2)
        assert read.ending == pytest.approx(was.ending, abs=1e-3)


def test_sessions_kept_before_ends_were_heard_say_nothing_of_them(tmp_path: Path) -> None:
    save([(SCRIPT, [hearing(np.random.default_rng(1))])], tmp_path / "kept.npz")
    with np.load(tmp_path / "kept.npz") as file:
        np.savez(tmp_path / "old.npz", **{name: file[name] for name in file.files if name != "ending"})
    ((_, heard),) = load(tmp_path / "old.npz")
    assert [h.ending for h in heard] == [0.0]


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken_off() -> object:
        yield SCRIPT, [hearing(np.random.default_rng(1))]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(broken_off(), tmp_path / "kept.npz")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
