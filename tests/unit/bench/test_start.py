"""Starts that are measured: the table, and a program that does not come so far."""

from pathlib import Path

import pytest

from duologue.bench.fresh import Fresh
from duologue.bench.start import StageTimes, StartReport, _start
from duologue.core.errors import DuologueError


def program(tmp_path: Path, script: str) -> Fresh:
    file = tmp_path / "program"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return Fresh((str(file),), {}, tmp_path)


def test_each_stage_has_a_line_with_its_median() -> None:
    report = StartReport(
        (StageTimes("window", (1.0, 3.0, 2.0), (0.5, 0.6, 0.7)),), (StageTimes("window", (7.0,), (0.9,)),), 1.5
    )
    lines = report.table().splitlines()
    assert lines[1].split()[-4:] == ["2.00", "1.00", "3.00", "0.60"]
    assert lines[2] == "the first start of all: window 7.00 (0.90)"
    assert lines[3].startswith("3 starts, load 1.5")
    assert report.as_json()["stages"][0]["seconds"] == (1.0, 3.0, 2.0)


def test_a_program_that_ends_early_is_told_with_what_it_said(tmp_path: Path) -> None:
    place = program(tmp_path, 'echo "{\\"window\\": [1, 2]}" >"$2"; echo "no model" >&2')
    with pytest.raises(DuologueError, match=r"listens, answers\. It said: no model"):
        _start(place)


def test_times_count_from_when_the_program_was_started(tmp_path: Path) -> None:
    stages = '{\\"window\\": [9e9, 1], \\"listens\\": [9e9, 2], \\"answers\\": [9e9, 3]}'
    reached = _start(program(tmp_path, f'echo "{stages}" >"$2"'))
    assert [worked for _, worked in reached.values()] == [1, 2, 3]
    assert all(0 < seconds < 9e9 for seconds, _ in reached.values())
