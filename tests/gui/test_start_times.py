"""A start that is timed: the window, listening, and the answer to a question that is typed by itself."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.program.start_times import ANSWERS, LISTENS, QUESTION, WINDOW, StartTimes
from duologue.ui.window import Window
from helpers import script_player as script


def test_the_stages_are_noted_in_order_and_the_answer_ends_it(
    window: Window, bridge: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch
) -> None:
    typed: list[str] = []
    monkeypatch.setattr(bridge, "type_text", lambda text: typed.append(text) or True)
    times = StartTimes(window, bridge, tmp_path / "times.json")
    window.show()
    qtbot.waitUntil(lambda: typed == [QUESTION])
    for event in script.conversation():
        bridge.on_event(event)
    bridge.flush()
    qtbot.waitUntil(lambda: not window.isVisible())
    times.close()
    reached = json.loads((tmp_path / "times.json").read_text())
    assert list(reached) == [WINDOW, LISTENS, ANSWERS]
    assert [at for at, _ in reached.values()] == sorted(at for at, _ in reached.values())
