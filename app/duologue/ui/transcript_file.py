"""Saving the transcript as text."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from duologue.bridge.bridge import Bridge
from duologue.core.notices import Notice
from duologue.ui.notices import NoticeList
from duologue.ui.words import marked, tr
from duologue.view.transcript import as_text


class TranscriptFile:
    """Asks for a file, writes what was said so far and says how it went."""

    def __init__(self, bridge: Bridge, notices: NoticeList, window: QWidget) -> None:
        self._bridge, self._notices, self._window = bridge, notices, window

    def ask_where(self) -> None:
        """Asks for a file and saves the transcript there."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save transcript"), "duologue-transcript.txt", tr("Text (*.txt)")
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Writes the transcript as text and says how it went."""
        try:
            path.write_text(as_text(self._bridge.lines), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            self._notices.add(Notice(0.0, "error", f"The transcript could not be saved: {reason}.", str(path)))
        else:
            self._notices.add(Notice(0.0, "info", marked("The transcript is saved."), str(path), brief=True))
