"""A program at rest counts what its threads take while its window is shown and while it is hidden."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.program.idle_times import HIDDEN, SHOWN, IdleTimes, processor_times
from duologue.ui.window import Window
from helpers import script_player as script


def test_both_stretches_are_counted_from_when_it_listens(
    window: Window, bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    counted = iter([{"model": 5.0}, {"model": 6.0, "echo": 0.5}, {"model": 7.0}, {"model": 7.25}])
    seen: list[bool] = []
    over: list[bool] = []

    def threads() -> dict[str, float]:
        seen.append(window.isVisible())
        return next(counted)

    window.closed.connect(lambda: over.append(True))
    times = IdleTimes(window, bridge, tmp_path / "times.json", 0.01, settle_ms=0, threads=threads)
    window.show()
    assert not seen
    bridge.on_event(script.started())
    bridge.flush()
    qtbot.waitUntil(lambda: over == [True])
    times.close()
    taken = json.loads((tmp_path / "times.json").read_text())
    assert {name: worked for name, (_, worked) in taken.items()} == {
        SHOWN: {"model": 1.0, "echo": 0.5},
        HIDDEN: {"model": 0.25},
    }
    assert seen == [True, True, False, False]


def test_threads_are_told_by_their_names() -> None:
    assert processor_times()["MainThread"] > 0
