"""What is in the settings stays there when the program is killed in the middle of writing."""

import json
import random
import subprocess
import sys
import threading
from pathlib import Path

WRITER = Path(__file__).parents[1] / "helpers" / "settings_writer.py"
ROUNDS = 8


def test_no_setting_that_was_saved_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path, rng = tmp_path / "settings.json", random.Random(7)
    said = 0
    for _ in range(ROUNDS):
        writer = subprocess.Popen([sys.executable, str(WRITER), str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]
        threading.Event().wait(rng.uniform(0.0, 0.1))
        writer.kill()
        lines += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()
        said = max(int(line) for line in lines if line.endswith("\n"))
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert int(kept["place"]) in (said, said + 1)
        assert {entry.name for entry in tmp_path.iterdir()} <= {"settings.json", "settings.json.part"}
    assert said > ROUNDS
