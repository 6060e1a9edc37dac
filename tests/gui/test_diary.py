"""The log: what is noted, what is left out, and how it is read in the window."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.errors import DuologueError
from duologue.core.events import Heard
from duologue.program import diary
from duologue.program.diary import Diary
from duologue.ui.log_dialog import show_log
from duologue.ui.outside import telling_errors


@pytest.fixture
def log(tmp_path: Path, bridge: Bridge):
    kept = Diary(tmp_path / "log" / "duologue.log", bridge)
    yield kept
    kept.close()


def test_what_is_told_and_what_fails_is_noted_without_secrets_and_without_a_word(log: Diary, bridge: Bridge) -> None:
    log.begin()
    bridge.notify("warning", "https://ann:hunter2@example.com does not answer.", "Start it.")
    bridge.on_event(Heard(1.0, "u1", "my own secret words", True, 0.0, 1.0))
    bridge.flush()
    bridge.failed.emit(DuologueError("bundle.missing", "The model is not there."))
    lines = log.read().splitlines()
    assert " INFO Duologue " in lines[0]
    assert lines[1].endswith(" WARNING https://•••@example.com does not answer. Start it.")
    assert lines[2].endswith(" ERROR The model is not there. (bundle.missing)")
    assert len(lines) == 3


def test_an_exception_that_nobody_caught_is_noted_with_its_traceback(
    log: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    with telling_errors(lambda *_: None):
        try:
            raise ZeroDivisionError("password=hunter2")
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    assert "test_diary.py" in log.read()
    assert "ZeroDivisionError: password=•••" in log.read()


def test_it_does_not_grow_without_end(tmp_path: Path, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diary, "MOST_BYTES", 2_000)
    log = Diary(tmp_path / "duologue.log", bridge)
    for number in range(200):
        logging.getLogger(diary.LOGGER).info("line %d", number)
    log.close()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 4_100
    assert log.read().splitlines()[-1].endswith("line 199")


def test_a_folder_that_cannot_be_written_costs_the_log_alone(tmp_path: Path, bridge: Bridge) -> None:
    (tmp_path / "file").touch()
    log = Diary(tmp_path / "file" / "duologue.log", bridge)
    log.begin()
    assert log.read().startswith("There is no log: ")
    log.close()


def test_it_is_read_in_the_window(log: Diary, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    log.begin()
    dialog = show_log("Duologue", log.read, parent)
    assert "Duologue" in dialog.text.toPlainText()
    assert dialog.text.isReadOnly()
    dialog.reject()
