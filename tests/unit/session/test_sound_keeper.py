"""Both voices are kept as sound while that is wanted, and only then."""

import stat
from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.audio.playout import Playout
from duologue.core.errors import OutputError
from duologue.core.timing import MIC_SAMPLES
from duologue.session.sound_keeper import SoundKeeper


def turn(keeper: SoundKeeper, line: Playout, number: int, level: float) -> None:
    """A micro-turn of the session."""
    keeper.hear("you", np.full(MIC_SAMPLES, level, np.float32))
    keeper.speak(line, (number + 1) * 0.2)


def test_sound_is_kept_from_when_it_is_wanted_until_it_is_not(tmp_path: Path) -> None:
    line, problems = Playout(), list[str]()
    line.play(0, np.full(24_000, 0.25, np.float32))
    keeper = SoundKeeper(problems.append)
    folders = [tmp_path / "one", tmp_path / "two"]
    for number in range(5):
        if number == 1:
            keeper.begin(folders[0])
        if number == 3:
            keeper.end()
        if number == 4:
            keeper.begin(folders[1])
        assert keeper.on is (number in {1, 2, 4})
        turn(keeper, line, number, number / 10)
    keeper.close()
    you, _ = soundfile.read(folders[0] / "you.wav")
    its, _ = soundfile.read(folders[0] / "duologue.wav")
    assert (len(you), len(its)) == (2 * 3200, 2 * 4800)
    assert (round(you[0], 2), round(you[-1], 2), round(its[0], 2)) == (0.1, 0.2, 0.25)
    assert len(soundfile.read(folders[1] / "you.wav")[0]) == 3200
    assert stat.S_IMODE(folders[0].stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders[0].iterdir()} == {0o600}
    assert problems == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be made"):
        SoundKeeper(pytest.fail).begin(tmp_path / "file" / "sound")


def test_a_disk_that_is_full_ends_the_recording_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[str] = []

    def full(_sound: object) -> None:
        raise OutputError("wav.write", "'you.wav' could not be written beyond 3.0 s: No space left on device.")

    keeper = SoundKeeper(problems.append)
    keeper.begin(tmp_path / "one")
    recording = keeper._recording
    assert recording is not None
    monkeypatch.setattr(recording._files["you.wav"], "write", full)
    for number in range(3):
        turn(keeper, Playout(), number, 0.1)
        keeper._pool.submit(lambda: None).result()
    assert not keeper.on
    keeper.close()
    assert problems == [
        "The sound is no longer recorded. 'you.wav' could not be written beyond 3.0 s: No space left on device."
    ]
