"""The strip of both voices and the inspector, in the real window."""

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from duologue.core.decisions import Decided
from duologue.core.events import Heard, Saying, SessionEnded, SessionStarted, Speech, Step
from duologue.core.paths import Paths
from duologue.session.case import load_case
from duologue.session.copied_case import NO_SOUND
from duologue.session.recorder import Recorder
from duologue.ui.theme import theme_for
from duologue.ui.tracks.inspector import LIVE, Inspector
from duologue.ui.tracks.strip import VoicesStrip
from duologue.view.tracks import Tracks
from helpers.programs import program
from helpers.waiting import until

STARTED = SessionStarted(0.0, "1", {}, "CPUExecutionProvider", 200, 0)
SAID = (
    Heard(1.0, "u1", "what time is it", True, 0.4, 1.4),
    Speech(3.0, "s1", "response", "It is nine.", 1.8, 2.8, True, 1.6),
    Decided(3.0, 14, "continue", {"continue": 7.5}),
    Step(3.0, 14, 42.0, False, 1.0),
)


def fold(*events: object) -> Tracks:
    tracks = Tracks()
    for event in (STARTED, *events):
        tracks.apply(event)  # type: ignore[arg-type]
    return tracks


def ink(strip: VoicesStrip) -> set[str]:
    picture = strip.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_the_strip_shows_both_voices_and_rests_when_nothing_moves(qtbot: QtBot) -> None:
    theme = theme_for("light")
    strip = VoicesStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(600, strip.height())
    strip.show()
    strip.show_tracks(fold())
    assert not strip.rolling
    assert theme.accent not in ink(strip)
    strip.show_tracks(fold(*SAID))
    assert strip.rolling
    assert {theme.accent, theme.assistant_live} <= ink(strip)
    assert strip.described() == "In the last 16 seconds: You 1 s, Duologue 1 s"
    strip.hide()
    assert not strip.rolling
    strip.show()
    assert strip.rolling
    strip.show_tracks(fold(*SAID, Step(30.0, 150, 9.0, False, 1.0)))
    qtbot.waitUntil(lambda: not strip.rolling)


def test_the_window_hands_the_strip_what_happens_and_a_click_opens_the_inspector(paths: Paths, tmp_path: Path) -> None:
    under_test = program(paths, tmp_path, stay=True)
    bridge, window = under_test.bridge, under_test.window
    window.show()
    for event in (STARTED, Saying(0.4, "s1", "response", "Hello")):
        bridge.on_event(event)
    bridge.flush()
    assert window.voices.rolling
    QTest.mouseClick(window.voices, Qt.MouseButton.LeftButton)
    inspector = window.findChild(Inspector)
    assert inspector is not None
    assert inspector.isVisible()
    assert "Hello" in inspector.details.toPlainText()
    bridge.on_event(SessionEnded(2.0, 2.0, 10, 0, {}, 1.0))
    bridge.flush()
    assert inspector.axis.cursor_s == 2.0
    inspector.close()
    bridge.change_settings(theme="dark")
    window.menu.inspector.emit()
    assert window.findChildren(Inspector) == [inspector]
    under_test._worker.close()


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    shown = Inspector(theme_for("light"), fold(*SAID))
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_pointing_tells_why_and_stops_following(inspector: Inspector) -> None:
    axis = inspector.axis
    assert inspector.follow.isChecked()
    x = round(axis._x(2.2))
    QTest.mouseClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    assert axis.cursor_s == pytest.approx(2.2, abs=0.05)
    told = inspector.details.toPlainText()
    assert "It is nine." in told
    assert "continue (continue +7.5)" in told
    assert "42 ms of 200 ms" in told
    assert not inspector.follow.isChecked()


def test_the_keyboard_alone_moves_and_zooms(inspector: Inspector) -> None:
    axis = inspector.axis
    QTest.keyClick(axis, Qt.Key.Key_Home)
    QTest.keyClick(axis, Qt.Key.Key_Right)
    QTest.keyClick(axis, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert axis.cursor_s == pytest.approx(1.2)
    QTest.keyClick(axis, Qt.Key.Key_Left)
    assert axis.cursor_s == pytest.approx(1.0)
    assert "what time is it" in inspector.details.toPlainText()
    length = axis.sight.length
    QTest.keyClick(axis, Qt.Key.Key_Plus)
    assert axis.sight.length < length
    QTest.keyClick(axis, Qt.Key.Key_Minus)
    assert axis.sight.length == pytest.approx(length)
    QTest.keyClick(axis, Qt.Key.Key_End)
    assert axis.cursor_s == 3.0


def test_a_stored_session_is_shown_and_what_is_none_is_said(inspector: Inspector, tmp_path: Path) -> None:
    inspector.open_session(tmp_path)
    assert "cannot be read" in inspector.details.toPlainText()
    assert inspector.source.text() == LIVE
    lines = [
        {"type": "session", "t": 0, "version": "1", "bundle": {}, "provider": "", "chunk_ms": 200, "seed": 0},
        {"type": "heard", "t": 1.0, "id": "u1", "text": "good morning", "final": True, "start": 0.0, "end": 0.8},
    ]
    (tmp_path / "timeline.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    inspector.open_session(tmp_path)
    assert "good morning" in inspector.details.toPlainText()
    inspector.take_live(fold())
    assert "good morning" in inspector.details.toPlainText()
    inspector.live.click()
    assert inspector.source.text() == LIVE
    assert inspector.follow.isChecked()


def test_a_stretch_is_marked_by_keyboard_and_by_mouse(inspector: Inspector) -> None:
    axis, shift = inspector.axis, Qt.KeyboardModifier.ShiftModifier
    assert axis.stretch == (0.0, 3.0), "nothing is marked: the whole session"
    QTest.keyClick(axis, Qt.Key.Key_Home)
    QTest.keyClick(axis, Qt.Key.Key_Right, shift)
    QTest.keyClick(axis, Qt.Key.Key_I)
    assert axis.stretch == (1.0, 3.0)
    QTest.keyClick(axis, Qt.Key.Key_Right, shift)
    inspector.mark_to.click()
    assert axis.stretch == (1.0, 2.0)
    assert inspector.told.text() == "Marked: 1.0 to 2.0 s"
    QTest.keyClick(axis, Qt.Key.Key_Home)
    QTest.keyClick(axis, Qt.Key.Key_O)
    assert axis.stretch == (0.0, 3.0), "it cannot end before it begins"
    places = [QPoint(round(axis._x(t)), 60) for t in (2.5, 0.5)]
    QTest.mousePress(axis, Qt.MouseButton.LeftButton, shift, places[0])
    QTest.mouseMove(axis, places[1])
    QTest.mouseRelease(axis, Qt.MouseButton.LeftButton, shift, places[1])
    assert axis.stretch == pytest.approx((0.5, 2.5), abs=0.05)
    inspector.show_live()
    assert axis.stretch == (0.0, 3.0)


def test_a_stretch_becomes_a_case_or_one_sentence_says_why_not(
    paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "why.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(case.with_suffix("")), ""))
    recorder = Recorder(tmp_path / "kept", pytest.fail)
    for event in SAID:
        recorder.note(event)
    recorder.hear("heard", np.zeros(3 * 16_000, np.float32))
    recorder.close()
    under_test = program(paths, tmp_path, stay=True)

    async def steps() -> None:
        inspector = under_test.dialogs.show_inspector()
        inspector.save_case.click()
        assert inspector.told.text() == NO_SOUND
        inspector.open_session(tmp_path / "kept")
        inspector.axis.mark(1.0, 2.0)
        inspector.save_case.click()
        await until(lambda: "duologue replay" in inspector.told.text())
        assert str(case) in inspector.told.text()
        inspector.close()
        await under_test._tasks.close()

    run(steps())
    under_test._worker.close()
    under_test.models.close()
    assert load_case(case).duration_s == 1.0
