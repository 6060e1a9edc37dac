"""`duologue bench live` runs the real program in a real window on a real sound server, and reports everything."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("sound system")

CASES = Path(__file__).parent / "cases"


def bench(*arguments: str | Path, timeout_s: float = 280) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "duologue", "bench", "live", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)


def test_a_question_is_heard_and_answered_through_the_sound_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    done = bench(CASES / "turn.flac", "--no-echo", "--json", tmp_path / "figures.json")
    assert done.returncode == 0, done.stderr
    assert "turn-taking" in done.stdout
    replay, live = json.loads((tmp_path / "figures.json").read_text())["passes"]
    assert (replay["name"], live["name"]) == ("replay", "live")
    for figures in (replay, live):
        assert figures["turn_taking"]["count"] == 1
        assert figures["words"] >= 3
        assert figures["steps"]["count"] > 20
    assert live["words_lost"] <= 1


def test_two_minutes_over_a_loudspeaker_without_hearing_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    users = [CASES / f"{name}.json" for name in ("turn", "interruption", "timer")]
    done = bench(*users, "--only-echo", "--minutes", "2", "--json", tmp_path / "figures.json")
    assert done.returncode == 0, done.stderr
    (live,) = json.loads((tmp_path / "figures.json").read_text())["passes"]
    assert live["seconds"] >= 120
    assert live["echo"] == "cancelled"
    assert live["own"]["seconds"] > 20
    assert live["own"]["words"] <= 15, "a busy machine has gaps, which the filter does not know; uncancelled it is 100"
    assert live["own"]["stops"] <= 3


def test_a_recording_that_is_not_there_is_one_sentence() -> None:
    done = bench("nobody.wav")
    assert done.returncode == 2
    assert done.stderr == "duologue: There is no sound file 'nobody.wav'.\n"
