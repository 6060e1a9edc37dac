"""A program at rest that is measured: the table, and a program that does not listen."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from duologue.bench import idle
from duologue.bench.fresh import Fresh
from duologue.core.errors import DuologueError


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands for the program."""
    file = tmp_path / "program"
    monkeypatch.setattr(idle, "fresh", contextmanager(lambda *_: iter([Fresh((str(file),), {}, tmp_path)])))
    return file


def write(script: Path, text: str) -> None:
    script.write_text(f"#!/bin/sh\n{text}\n")
    script.chmod(0o755)


def test_processor_time_is_told_as_a_share_of_what_passed(script: Path) -> None:
    figures = '{"shown": [10.0, {"model": 0.3, "voice": 0.0001}], "hidden": [20.0, {"model": 0.4, "echo": 0.2}]}'
    write(script, f"test $4 = 10.0 && echo '{figures}' >\"$2\"")
    report = idle.measure_idle(Path("bundles"), 10.0)
    assert report.shares == pytest.approx({"shown": 0.03001, "hidden": 0.03})
    lines = [line.split() for line in report.table().splitlines()]
    assert lines[1][-2:] == ["3.00%", "3.00%"]
    assert lines[2] == ["model", "3.00%", "2.00%"]
    assert lines[3] == ["echo", "0.00%", "1.00%"]
    assert lines[4][0] == "10", "a thread that does next to nothing has no line"


def test_a_program_that_does_not_listen_is_told_with_what_it_said(script: Path) -> None:
    write(script, "echo no model >&2")
    with pytest.raises(DuologueError, match=r"did not listen for long enough\. It said: no model"):
        idle.measure_idle(Path("bundles"), 10.0)
