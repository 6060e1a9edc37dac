"""What keeps a window busy while it is measured."""

import json
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duologue.core.events import Event, Panel
from duologue.program.load_test import CALLS, FILE, PANELS, LoadTest


def test_panels_change_calls_are_made_and_the_figures_are_written(qtbot: QtBot, tmp_path: Path) -> None:
    window, events, calls = QWidget(), list[Event](), list[str]()
    qtbot.addWidget(window)
    test = LoadTest(window, tmp_path / "out", events.append, calls.append)
    window.show()
    test.begin()
    opened = len(events)
    assert {event.surface for event in events if isinstance(event, Panel)} == {f"load-{n}" for n in range(PANELS)}
    qtbot.waitUntil(lambda: len(events) >= opened + 2 * PANELS)
    test._call()
    test.end()
    figures = json.loads((tmp_path / "out" / FILE).read_text(encoding="utf-8"))
    assert calls == [tool.name for tool in test.tools] * CALLS
    assert figures["calls"] == CALLS
    assert figures["panel_updates"] >= 2 * PANELS
