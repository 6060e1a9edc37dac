"""What was confirmed, done or undone, stays so when the program is killed, fifty times in the middle of writing."""

import json
import subprocess
import sys
from pathlib import Path

WRITER = Path(__file__).parents[1] / "helpers" / "kept_writer.py"
ROUNDS = 50


def test_nothing_that_was_confirmed_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, str(WRITER), str(tmp_path / "kept.db"), str(ROUNDS), "7"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    found = json.loads(done.stdout)
    assert found["said"] > 10 * ROUNDS
    assert (found["lost"], found["unsound"]) == ([], 0)
