"""The inspector: what was heard, decided, said and done in every micro-turn, live or of a stored session, and why."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from duologue.core.errors import InputError
from duologue.ui.announcing import announce
from duologue.ui.colours import Theme
from duologue.ui.columns import usual_size, words
from duologue.ui.flow import FlowLayout
from duologue.ui.tracks.axis import TimeAxis
from duologue.ui.words import marked, tr
from duologue.view.stored_tracks import read_tracks
from duologue.view.tracks import Tracks, why

_USUAL = QSize(940, 620)
LIVE = marked("This session")
NOTHING_YET = marked("Nothing has happened yet.")


class Inspector(QDialog):
    """Follows the running session, or shows a stored one. case_wanted: a stretch is to be saved as a case: the stored
    session's folder, None for the running one, and the stretch's start and end in seconds."""

    case_wanted = Signal(object, float, float)

    def __init__(self, theme: Theme, tracks: Tracks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = tracks
        self._stored: Tracks | None = None
        self._folder: Path | None = None
        self.setWindowTitle(tr("Inspector"))
        self.axis = TimeAxis(theme, self)
        self.source = words(tr(LIVE), self, "secondary")
        self.follow = QCheckBox(tr("&Follow"), self)
        self.follow.setChecked(True)
        self.follow.setToolTip(tr("Keeps the newest in sight"))
        self.choose = QPushButton(tr("&Open session…"), self)
        self.live = QPushButton(tr("&This session"), self)
        self.copy = QPushButton(tr("&Copy"), self)
        self.copy.setToolTip(tr("Copies what is said of the moment that you point at"))
        closer, wider = QPushButton("+", self), QPushButton("−", self)
        self.details = QTextBrowser(self)
        self.details.setAccessibleName(tr("What happened at this moment, and why"))
        self.details.setPlaceholderText(tr(NOTHING_YET))
        for button, name in ((closer, tr("Zoom in")), (wider, tr("Zoom out"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        top = FlowLayout(at_end=True)
        for part in (self.follow, wider, closer, self.live, self.choose, self.copy):
            top.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.source)
        column.addLayout(top)
        column.addWidget(self.axis)
        column.addLayout(self._marking())
        column.addWidget(self.told)
        column.addWidget(self.details, 1)
        self.live.setVisible(False)
        self.axis.pointed.connect(self._explain)
        self.axis.moved.connect(lambda: self.follow.setChecked(False))
        self.follow.toggled.connect(self._refresh)
        closer.clicked.connect(lambda: self.axis.zoom(closer=True))
        wider.clicked.connect(lambda: self.axis.zoom(closer=False))
        self.choose.clicked.connect(self._ask_for_session)
        self.live.clicked.connect(self.show_live)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        for key in ("Ctrl+W", "Ctrl+Shift+I"):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)
        self.resize(usual_size(self, _USUAL))
        self.axis.setFocus()
        self._refresh()

    def _marking(self) -> FlowLayout:
        """What marks a stretch and saves it."""
        self.mark_from, self.mark_to = QPushButton(tr("From here"), self), QPushButton(tr("To here"), self)
        self.mark_from.setToolTip(tr("The stretch begins where you point (I)"))
        self.mark_to.setToolTip(tr("The stretch ends where you point (O)"))
        self.save_case = QPushButton(tr("Save as a case…"), self)
        self.save_case.setToolTip(tr("Saves sound and events of the stretch so that they can be played again (Ctrl+E)"))
        self.told = words("", self, "secondary")
        self.told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.told.hide()
        self.mark_from.clicked.connect(lambda: self.axis.mark(start=self.axis.cursor_s))
        self.mark_to.clicked.connect(lambda: self.axis.mark(end=self.axis.cursor_s))
        self.save_case.clicked.connect(lambda: self.case_wanted.emit(self._folder, *self.axis.stretch))
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.save_case.click)
        self.axis.marked.connect(self._tell_stretch)
        below = FlowLayout()
        for part in (self.mark_from, self.mark_to, self.save_case):
            below.addWidget(part)
        return below

    @property
    def tracks(self) -> Tracks:
        """What is shown."""
        return self._stored if self._stored is not None else self._live

    def take_live(self, tracks: Tracks) -> None:
        """The running session has moved on."""
        self._live = tracks
        if self._stored is None and self.isVisible():
            self._refresh()

    def show_live(self) -> None:
        """Back to the running session."""
        self._stored = self._folder = None
        self.axis.unmark()
        self.source.setText(tr(LIVE))
        self.live.setVisible(False)
        self.follow.setVisible(True)
        self.follow.setChecked(True)
        self._refresh()

    def open_session(self, path: Path) -> None:
        """Shows a stored session: the folder of a replay or of a record, or its timeline. What is wrong is said."""
        try:
            self._stored = read_tracks(path)
        except InputError as error:
            self.details.setPlainText(error.message)
            return
        self._folder = path
        self.axis.unmark()
        self.source.setText(str(path))
        self.source.setToolTip(str(path))
        self.live.setVisible(True)
        self.follow.setChecked(False)
        self.follow.setVisible(False)
        self.axis.sight.start = 0.0
        self._refresh()
        self.axis.point(0.0)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.axis.set_theme(theme)

    def tell(self, text: str) -> None:
        """Says what came of what was wanted."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        announce(self.told, text)

    def ask_where(self) -> Path | None:
        """Asks where a case is to be saved; None for nowhere."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as a case"), "case.json", tr("Cases (*.json)"))
        path = Path(name)
        return None if not name else path if path.suffix else path.with_suffix(".json")

    def _tell_stretch(self) -> None:
        start, end = self.axis.stretch
        marked_one = (start, end) != (0.0, self.tracks.now_s)
        self.tell(tr("Marked: {start:.1f} to {end:.1f} s", start=start, end=end) if marked_one else "")

    def _ask_for_session(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of a replay or of a recorded session"))
        if chosen:
            self.open_session(Path(chosen))

    def _refresh(self) -> None:
        self.axis.show_tracks(self.tracks, follow=self._stored is None and self.follow.isChecked())

    def _explain(self, t: float) -> None:
        told = why(self.tracks, t)
        rows = "".join(
            f"<tr><td style='padding-right:14px'><b>{escape(name)}</b></td><td>{escape(text)}</td></tr>"
            for name, text in told.items()
        )
        place = self.details.verticalScrollBar().value()
        self.details.setHtml(f"<p>{tr('At {t:.1f} s', t=t)}</p><table>{rows}</table>" if told else "")
        self.details.verticalScrollBar().setValue(place)
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
