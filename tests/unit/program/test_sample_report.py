import io
import json
from pathlib import Path

import pytest

from duologue.core.events import Heard, Step
from duologue.core.meters import Meter
from duologue.program.sample_report import SampleReport


class BrokenPipe(io.StringIO):
    def write(self, _text: str) -> int:
        raise BrokenPipeError


class Grabbed:
    def __init__(self, *, works: bool) -> None:
        self.names: list[str] = []
        self._works = works

    def grab(self) -> "Grabbed":
        return self

    def save(self, name: str) -> bool:
        self.names.append(name)
        return self._works


HEARD = Heard(1.0, "u1", "Hello", False, 0.5, 1.0, stable=1)


def test_events_are_printed_as_the_timeline_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    report = SampleReport(Path("out"))
    report.show(HEARD)
    report.show(Step(1.0, 4, 80.0, False, 300.0))
    report.show(Meter(1.0, -20.0, False, False, False, 80, 80, 80, 80, 0, 0, 0))
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "type": "heard", "t": 1.0, "id": "u1", "text": "Hello", "final": False, "start": 0.5, "end": 1.0
    }  # fmt: skip


def test_a_reader_that_went_away_does_not_end_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", BrokenPipe())
    report = SampleReport(Path("out"))
    report.begin(47.0)
    report.show(HEARD)
    report.end()
    assert report.problem == ""


def test_the_picture_goes_to_the_results(tmp_path: Path) -> None:
    window = Grabbed(works=True)
    report = SampleReport(tmp_path)
    report.save_picture(window)
    assert window.names == [str(tmp_path / "window.png")]
    assert report.has_picture
    assert report.problem == ""


def test_a_picture_that_fails_is_a_problem_until_the_next_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = SampleReport(tmp_path)
    report.save_picture(Grabbed(works=False))
    assert "window.png" in report.problem
    assert "window.png" in capsys.readouterr().err
    report.begin(47.0)
    assert report.problem == ""
    assert not report.has_picture


def test_a_session_that_was_cut_short_names_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = SampleReport(tmp_path)
    report.begin(47.0)
    report.end()
    assert capsys.readouterr().out.splitlines()[-1].endswith(": assistant.wav, timeline.jsonl")
