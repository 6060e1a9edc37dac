"""The history in the window: found while one types, read, resumed, renamed, deleted, exported; by keyboard alone."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from duologue.bridge import history as bridge_history
from duologue.bridge.bridge import Bridge
from duologue.bridge.history import History
from duologue.core.paths import Paths
from duologue.core.tasks import Tasks
from duologue.program.conversations import Conversations
from duologue.ui.history.dialog import NOT_FOUND, NOTHING_KEPT, HistoryDialog
from duologue.ui.history.rows import when
from duologue.ui.report_dialog import ReportDialog
from duologue.ui.window import Window
from helpers.kept_talk import NINE, asked, history, started, talk
from helpers.waiting import until

Steps = Callable[["Shown"], Coroutine[Any, Any, None]]
TALKS = [
    talk("Where is the café in Lisbon?", "By the station.", NINE),
    talk("How far is the moon?", "About 384,000 kilometres.", NINE + 100),
    talk("Set a timer for the pasta.", "Ten minutes.", NINE + 200),
]


class Shown:
    """The dialog of a history, in a window."""

    def __init__(self, paths: Paths, bridge: Bridge, window: Window) -> None:
        self.failed: list[str] = []
        self.tasks = Tasks(lambda name, error: self.failed.append(f"{name}: {error!r}"))
        self.history = History(paths, bridge.settings, bridge, self.tasks.spawn, window)
        self.conversations = Conversations(window, bridge, self.history, self.tasks)
        self.resumed: list[bool] = []
        self.history.resume_wanted.connect(lambda: self.resumed.append(True))

    async def open(self) -> HistoryDialog:
        await self.history.begin()
        self.dialog = self.conversations.show_dialog()
        await until(lambda: bool(self.dialog.told.text()))
        return self.dialog

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.dialog.list.rows]

    async def press(self, widget: Any, key: Qt.Key, keys: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(widget, key, keys)

    async def select(self, at: int) -> None:
        self.dialog.list.setCurrentRow(at)
        await until(lambda: bool(self.dialog.captions.lines))


@pytest.fixture
def shown(
    paths: Paths, bridge: Bridge, window: Window, run: Callable[[Coroutine[Any, Any, Any]], Any]
) -> Callable[[Steps], None]:
    """Runs steps with the dialog open on TALKS."""
    with history(paths.history) as kept:
        kept.keep_all(TALKS)

    def go(steps: Steps) -> None:
        under_test = Shown(paths, bridge, window)

        async def around() -> None:
            try:
                await under_test.open()
                await steps(under_test)
            finally:
                if shiboken6.isValid(under_test.dialog):
                    under_test.dialog.close()
                await under_test.tasks.close()
                under_test.history.close()

        run(around())
        assert under_test.failed == []

    return go


def test_what_was_said_is_found_while_one_types_and_shown_where_it_stands(shown: Callable[[Steps], None]) -> None:
    async def steps(it: Shown) -> None:
        dialog = it.dialog
        assert it.titles == [events[1].text for events in reversed(TALKS)]  # type: ignore[union-attr]
        assert dialog.told.text() == "3 conversations"
        QTest.keyClicks(dialog.search, "cafe")
        await until(lambda: dialog.told.text() == "1 conversation found")
        await until(lambda: dialog.captions.textCursor().selectedText() == "café")
        QTest.keyClicks(dialog.search, "xx")
        await until(lambda: dialog.told.text() == NOT_FOUND)
        assert dialog.captions.lines == ()
        assert not dialog.resume.isEnabled()

    shown(steps)


def test_a_conversation_is_deleted_and_brought_back_by_keyboard_alone(shown: Callable[[Steps], None]) -> None:
    async def steps(it: Shown) -> None:
        dialog = it.dialog
        assert dialog.search.hasFocus()
        await it.press(dialog.search, Qt.Key.Key_Down)
        assert dialog.list.hasFocus()
        await it.press(dialog.list, Qt.Key.Key_Delete)
        await until(lambda: len(it.titles) == 2)
        assert dialog.told.text() == "1 conversation deleted. Undo brings it back."
        assert dialog.undo.isVisible()
        await it.press(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: len(it.titles) == 3)
        assert not dialog.undo.isVisible()
        await it.press(dialog.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert [button.isEnabled() for button in (dialog.resume, dialog.rename, dialog.delete)] == [False, False, True]

    shown(steps)


def test_what_was_deleted_is_gone_for_good_a_while_later(
    shown: Callable[[Steps], None], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge_history, "UNDO_S", 0.01)

    async def steps(it: Shown) -> None:
        it.dialog.delete.click()
        await until(lambda: it.history.deleted == 0 and len(it.titles) == 2)
        await until(lambda: b"pasta" not in paths.history.read_bytes())

    shown(steps)


def test_what_was_deleted_is_gone_for_good_when_the_program_ends(shown: Callable[[Steps], None], paths: Paths) -> None:
    async def steps(it: Shown) -> None:
        it.dialog.delete.click()
        await until(lambda: len(it.titles) == 2)
        assert b"pasta" in b"".join(path.read_bytes() for path in paths.data.iterdir() if path.is_file())

    shown(steps)
    assert b"pasta" not in b"".join(path.read_bytes() for path in paths.data.iterdir() if path.is_file())


def test_a_title_is_changed_in_place(shown: Callable[[Steps], None]) -> None:
    async def steps(it: Shown) -> None:
        dialog = it.dialog
        dialog.list.setFocus()
        await it.press(dialog.list, Qt.Key.Key_F2)
        editor = dialog.list.findChild(QLineEdit)
        assert editor is not None
        editor.setText("  Dinner   plans ")
        await it.press(editor, Qt.Key.Key_Return)
        await until(lambda: it.titles[0] == "Dinner plans")
        assert dialog.isVisible()

    shown(steps)


def test_enter_goes_on_with_a_conversation(shown: Callable[[Steps], None], bridge: Bridge, window: Window) -> None:
    async def steps(it: Shown) -> None:
        await it.select(1)
        it.dialog.list.setFocus()
        await it.press(it.dialog.list, Qt.Key.Key_Return)
        assert it.resumed == [True]
        past = await it.history.take_past()
        assert past == ((True, "How far is the moon?"), (False, "About 384,000 kilometres."))
        bridge.flush()
        assert [line.text for line in window.captions.lines] == [text for _, text in past]
        assert await it.history.take_past() == ()

    shown(steps)


def test_a_conversation_is_saved_to_a_file(
    shown: Callable[[Steps], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "moon"), "Subtitles (*.srt)"))

    async def steps(it: Shown) -> None:
        await it.select(1)
        it.dialog.export.click()
        await until(lambda: it.dialog.told.text() == f"Saved as {tmp_path / 'moon.srt'}.")
        assert "You: How far is the moon?" in (tmp_path / "moon.srt").read_text(encoding="utf-8")

    shown(steps)


def test_a_locked_history_is_one_sentence(shown: Callable[[Steps], None], paths: Paths) -> None:
    async def steps(it: Shown) -> None:
        with closing(sqlite3.connect(paths.history, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            it.dialog.delete.click()
            await until(lambda: it.dialog.told.text().endswith("another program has it locked."))
            assert len(it.titles) == 3

    shown(steps)


@pytest.mark.parametrize("size", [QSize(860, 620), QSize(360, 560)])
def test_everything_is_named_and_nothing_overlaps(shown: Callable[[Steps], None], size: QSize) -> None:
    async def steps(it: Shown) -> None:
        dialog = it.dialog
        await until(lambda: bool(dialog.captions.lines))
        dialog.resize(size)
        await asyncio.sleep(0.05)  # the layout follows; a nested loop would lose what the tasks wait for
        parts = [dialog.search, dialog.list, dialog.captions, *dialog.findChildren(QPushButton)]
        seen = [part for part in parts if (part.isVisible() and part.parent() is dialog) or part in parts[:3]]
        assert all(part.accessibleName() or part.text() for part in seen)  # type: ignore[union-attr]
        places = [QRect(part.mapTo(dialog, part.rect().topLeft()), part.size()) for part in seen]
        assert all(dialog.rect().contains(place) for place in places)
        pairs = [(a, b) for n, a in enumerate(places) for b in places[n + 1 :]]
        assert not [pair for pair in pairs if pair[0].intersects(pair[1])]
        said = dialog.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.startswith("Set a timer for the pasta., 14 March 2026, ")

    shown(steps)


def test_where_nothing_is_kept_that_is_said(
    paths: Paths, bridge: Bridge, window: Window, run: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    under_test = Shown(paths, bridge, window)

    async def steps() -> None:
        dialog = await under_test.open()
        assert dialog.told.text() == NOTHING_KEPT
        dialog.close()
        await under_test.tasks.close()
        under_test.history.close()

    run(steps())
    assert not paths.history.exists()


def test_what_was_cut_off_is_offered_once(
    paths: Paths, bridge: Bridge, window: Window, run: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    with history(paths.history) as kept:
        kept.keep(started(), asked(1.0, "Tell me about foxes"))
    under_test = Shown(paths, bridge, window)

    async def steps() -> None:
        await under_test.conversations.begin()
        (card,) = window.notices.cards
        assert card.notice.message == "Your last conversation was cut off: “Tell me about foxes”."
        card.buttons[0].click()
        assert under_test.resumed == [True]
        assert await under_test.history.take_past() == ((True, "Tell me about foxes"),)
        await under_test.conversations.begin()
        assert [each.notice.message for each in window.notices.cards if not each.isHidden()] == []
        await under_test.tasks.close()
        under_test.history.close()

    run(steps())


def test_old_conversations_are_deleted_at_the_start_if_the_user_wants_that(
    paths: Paths, bridge: Bridge, window: Window, run: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    with history(paths.history) as kept:
        kept.keep_all(TALKS)
    bridge.settings.set(history_days=1)
    orphan = paths.recordings / "unused"
    orphan.mkdir(parents=True)
    under_test = Shown(paths, bridge, window)

    async def steps() -> None:
        await under_test.history.begin()
        assert await under_test.history.find("") == []
        under_test.history.close()

    run(steps())
    assert b"moon" not in paths.history.read_bytes()
    assert not orphan.exists()


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "Today, 09:20"), (1, "Yesterday, 09:20"), (3, "Saturday, 09:20"), (9, "14 March 2026, 09:20")],
)
def test_a_day_is_told_as_people_say_it(days: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    then = datetime.fromtimestamp(NINE, UTC).astimezone()
    assert when(NINE, then.date() + timedelta(days=days))[:-5] == said[:-5]


def test_the_report_of_a_crash_is_read_copied_and_thrown_away(
    paths: Paths, bridge: Bridge, window: Window, tmp_path: Path, run: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    under_test = Shown(paths, bridge, window)

    async def steps() -> None:
        card = under_test.conversations.offer_report(report)
        card.buttons[0].click()
        dialog = window.findChild(ReportDialog)
        assert dialog is not None
        assert dialog.text.toPlainText() == "Fatal Python error: Segmentation fault"
        dialog.copy.click()
        assert QApplication.clipboard().text() == dialog.text.toPlainText()
        dialog.throw_away.click()
        assert not report.exists()
        await under_test.tasks.close()
        under_test.history.close()

    run(steps())
