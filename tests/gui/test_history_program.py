"""The program keeps what happens: seen on disk before it is shown, private where the user says so, recorded where they
say so."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from duologue.bridge.bridge import HOLD_MS, Bridge
from duologue.core.paths import Paths
from duologue.history.reading import HistoryReader
from duologue.session.timeline import from_json
from duologue.ui.window import Window
from helpers.kept_talk import asked, history, started
from helpers.programs import drive, live_program
from helpers.waiting import until


def titles(paths: Paths) -> list[str]:
    return [row.title for row in HistoryReader(paths.history, from_json).conversations()]


def test_a_session_of_the_window_is_kept_and_goes_on_in_the_next(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    under_test, opened = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(titles(paths)))
        window = under_test.window
        await until(lambda: len(window.captions.lines) > 2)
        assert not window.top_bar.private.isVisible()
        window.menu.private_chosen.emit(True)
        assert window.top_bar.private.isVisible()
        window.top_bar.private.click()
        assert not window.top_bar.private.isVisible()
        cleared: list[bool] = []
        under_test.bridge.cleared.connect(lambda: cleared.append(True))
        window.menu.new_conversation.emit()
        await until(lambda: len(opened) == 2 and bool(cleared))
        window.close_now()

    assert run(drive(under_test, use())) == 0
    assert titles(paths)[0] == "Hello there, can you hear me?"
    with history(paths.history) as kept:
        kept.writer.do(lambda _: None).result(30)


def test_what_is_not_on_disk_yet_is_not_shown_but_no_disk_holds_it_up_for_long(bridge: Bridge, qtbot: Any) -> None:
    shown: list[object] = []
    bridge.lines_changed.connect(shown.append)
    behind = [True]
    bridge.holds = lambda: behind[0]
    bridge.on_event(started())
    bridge.on_event(asked(1.0, "hello"))
    qtbot.wait(HOLD_MS // 5)
    assert shown == []
    behind[0] = False
    qtbot.waitUntil(lambda: len(shown) == 1)
    behind[0] = True
    bridge.on_event(asked(1.0, "hello there"))
    qtbot.waitUntil(lambda: len(shown) == 2)


def test_another_conversation_takes_the_place_of_the_lines(bridge: Bridge, window: Window) -> None:
    bridge.cleared.connect(window.captions.clear_lines)
    for event in (started(), asked(1.0, "one"), asked(9.0, "two", "u2")):
        bridge.on_event(event)
    bridge.flush()
    bridge.show_past([started(), asked(1.0, "before")])
    bridge.on_event(started())
    bridge.on_event(asked(1.0, "after"))
    bridge.flush()
    assert [line.text for line in window.captions.lines] == ["before", "after"]
    bridge.show_past([])
    bridge.flush()
    assert window.captions.lines == ()
    assert window.captions.toPlainText() == ""
