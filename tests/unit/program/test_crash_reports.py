"""A crash leaves a report without secrets; an end as it should be leaves nothing."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from duologue.program.crash_reports import MOST_REPORTS, RUNNING, CrashReports

CRASHES = """
import faulthandler, sys
from pathlib import Path
from duologue.program.crash_reports import CrashReports
with CrashReports(Path(sys.argv[1])).watching():
    faulthandler._sigsegv()
"""


def test_a_crash_of_the_interpreter_leaves_a_report(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASHES, str(tmp_path)], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    report = CrashReports(tmp_path).take_last()
    assert report is not None
    text = report.read_text(encoding="utf-8")
    assert text.startswith("Duologue ")
    assert "Fatal Python error: Segmentation fault" in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert CrashReports(tmp_path).take_last() is None


def test_an_error_that_ends_the_program_is_there_without_its_secrets(tmp_path: Path) -> None:
    def run() -> None:
        with CrashReports(tmp_path).watching():
            raise ValueError(f"token=abc123 in {Path.home()}/notes of somebody@example.org")

    with pytest.raises(ValueError, match="token"):
        run()
    report = CrashReports(tmp_path).take_last()
    assert report is not None
    text = report.read_text(encoding="utf-8")
    assert "ValueError: token=" in text
    assert "abc123" not in text
    assert "somebody@example.org" not in text


def test_an_end_as_it_should_be_leaves_nothing(tmp_path: Path) -> None:
    with CrashReports(tmp_path / "crashes").watching():
        assert (tmp_path / "crashes" / RUNNING).is_file()
    assert list((tmp_path / "crashes").iterdir()) == []
    assert CrashReports(tmp_path / "crashes").take_last() is None


def test_an_end_without_a_trace_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / RUNNING).write_text("Duologue 0\n", encoding="utf-8")
    assert CrashReports(tmp_path).take_last() is None
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_reports_go(tmp_path: Path) -> None:
    for number in range(MOST_REPORTS + 3):
        (tmp_path / f"report-2020{number:02d}.txt").write_text("old", encoding="utf-8")
    (tmp_path / RUNNING).write_text("Traceback (most recent call last)", encoding="utf-8")
    assert CrashReports(tmp_path).take_last() is not None
    assert len(list(tmp_path.iterdir())) == MOST_REPORTS


def test_where_nothing_can_be_written_the_program_runs_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    reports = CrashReports(tmp_path / "file")
    with reports.watching():
        assert reports.problem.startswith("A crash would leave no report: ")
    assert CrashReports(tmp_path / "file").take_last() is None
