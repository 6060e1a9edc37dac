"""The kept conversations in the program: the dialog, the marks, and what was cut off offered again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from duologue.bridge.bridge import Bridge
from duologue.bridge.history import ConversationRow, History
from duologue.core.notices import Notice
from duologue.core.tasks import Tasks
from duologue.ui.history.dialog import HistoryDialog
from duologue.ui.notices import NoticeCard
from duologue.ui.report_dialog import ReportDialog
from duologue.ui.window import Window
from duologue.ui.words import tr

CUT_OFF = "Your last conversation was cut off"
CRASHED = "Duologue crashed the last time."


class Conversations:
    """Connects the history with the window."""

    def __init__(self, window: Window, bridge: Bridge, history: History, tasks: Tasks) -> None:
        self._window, self._bridge, self._history, self._tasks = window, bridge, history, tasks
        menu, top_bar = window.menu, window.top_bar
        bridge.cleared.connect(window.captions.clear_lines)
        menu.history.connect(self.show_dialog)
        menu.new_conversation.connect(history.begin_anew)
        menu.private_chosen.connect(history.keep_private)
        menu.record_chosen.connect(lambda on: bridge.change_settings(record_sound=on))
        top_bar.private_ended.connect(partial(history.keep_private, False))
        top_bar.recording_ended.connect(lambda: bridge.change_settings(record_sound=False))
        history.marked.connect(top_bar.show_marks)
        history.marked.connect(lambda private, _: menu.show_private(private))

    async def begin(self) -> None:
        """Offers to go on with what was cut off."""
        if (row := await self._history.begin()) is not None:
            self.offer(row)

    def offer(self, row: ConversationRow) -> NoticeCard:
        """Says that a conversation was not finished, and offers to go on with it."""
        message = f"{CUT_OFF}: “{row.title}”." if row.title else f"{CUT_OFF}."
        card = self._window.notices.add(Notice(0.0, "info", message, "What was said is kept.", about="cut off"))
        card.add_button(tr("Go on"), partial(self._go_on, card, row))
        return card

    def _go_on(self, card: NoticeCard, row: ConversationRow) -> None:
        self._window.notices.dismiss(card)
        self._history.resume(row.id)

    def offer_report(self, report: Path) -> NoticeCard:
        """Says that the program crashed the last time, and offers its report to be read."""
        notice = Notice(
            0.0, "warning", CRASHED, "There is a report of it, which was not sent to anybody.", about="crash"
        )
        card = self._window.notices.add(notice)
        card.add_button(tr("Read report…"), partial(self._read_report, card, report))
        return card

    def _read_report(self, card: NoticeCard, report: Path) -> None:
        self._window.notices.dismiss(card)
        try:
            dialog = ReportDialog(report, self._window)
        except OSError as error:
            self._bridge.notify("warning", f"The report cannot be read: {error.strerror or error}.")
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_dialog(self) -> HistoryDialog:
        """Opens the history."""
        dialog = HistoryDialog(self._history, self._tasks.spawn, self._window.theme, self._window)
        self._window.theme_changed.connect(dialog.set_theme)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog
