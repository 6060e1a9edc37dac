"""The window: status on top, captions of both sides, mute and typing below, figures at the bottom."""

from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QInputDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from duologue.bridge.bridge import Bridge
from duologue.core.devices import CameraReport
from duologue.core.errors import DuologueError
from duologue.core.events import SessionStarted
from duologue.core.notices import Notice
from duologue.core.settings import Settings
from duologue.core.shortcuts import SCREEN_KEY, TRANSLATION_KEYS
from duologue.ui.about import AboutDialog
from duologue.ui.camera_tile import CameraTile
from duologue.ui.captions import Captions
from duologue.ui.colours import Theme
from duologue.ui.composer import Composer
from duologue.ui.enter_key import EnterKey
from duologue.ui.find_bar import FindBar
from duologue.ui.footer import Footer
from duologue.ui.leaving import Leaving
from duologue.ui.mending import Mending
from duologue.ui.menu import MainMenu, open_folder
from duologue.ui.microphone_keys import MicrophoneKeys
from duologue.ui.notices import NoticeCard, NoticeList
from duologue.ui.pages import LoadingPage, ProblemPage, WelcomePage, advice_for
from duologue.ui.panels.strip import PanelStrip
from duologue.ui.place import WindowPlace
from duologue.ui.shortcuts import native
from duologue.ui.theme import apply_theme, theme_for
from duologue.ui.top_bar import TopBar
from duologue.ui.tracks.strip import VoicesStrip
from duologue.ui.transcript_file import TranscriptFile
from duologue.ui.typing import Typing
from duologue.ui.words import marked, tr
from duologue.view.status import Status
from duologue.view.transcript import Line

SMALLEST = QSize(360, 420)
USUAL = QSize(760, 840)
TITLE = "Duologue"
_DEVICES = {"input": "microphone", "output": "speaker"}
"""The setting that says which device is used in a direction."""
_TAKEN = dict(TRANSLATION_KEYS.values()) | {
    "Ctrl+F": marked("finding words"),
    "Esc": marked("stopping the assistant"),
    "F10": marked("the menu"),
    "Ctrl+Shift+V": marked("the camera"),
    SCREEN_KEY: marked("showing the screen"),
}


class Window(QMainWindow):
    """The main window. Shows what the bridge tells, tells the bridge what the user wants, and knows no engine.

    `closed` is emitted when the user closes it, `retry` when a session that failed is to be started again,
    `talk_wanted` when the user wants a conversation of their own, `sample_wanted` when the sample session is to be
    played instead, `build_wanted` when the model is to be built first,
    `camera_turned` when the camera is to go on or off, `camera_chosen` with the identity of another, `shown` when the
    window can be seen or no longer, `theme_changed` with the Theme in use.
    """

    closed = Signal()
    retry = Signal()
    talk_wanted = Signal()
    sample_wanted = Signal()
    build_wanted = Signal()
    camera_turned = Signal(bool)
    camera_chosen = Signal(str)
    shown = Signal(bool)
    theme_changed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        settings = bridge.settings.now
        self._choice = settings.theme
        self._theme = theme_for(self._choice)
        self._started: SessionStarted | None = None
        self.leaving = Leaving(self, lambda: bridge.counting_down, self.come_to_front)
        self.setWindowTitle(TITLE)
        self._build()
        self._connect()
        self._connect_menu()
        self.show_settings(settings, settings.names())
        self.place = WindowPlace(self, SMALLEST, USUAL)
        self.place.restore(settings.window)
        self.show_camera(on=False)
        self.set_status(bridge.status)
        self.show_loading(tr("Starting"), -1.0)

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def background(self) -> str:
        """Name of the background model, "" if there is none."""
        return self._started.background if self._started is not None else ""

    def _build(self) -> None:
        theme = self._theme
        self._middle = QWidget(self)
        self.menu = MainMenu(self)
        self.top_bar = TopBar(theme, self.menu, self)
        self.status, self.menu_button, self.camera_button = (
            self.top_bar.status, self.top_bar.menu, self.top_bar.camera
        )  # fmt: skip
        self.camera = CameraTile(theme, self)
        self.notices = NoticeList(theme, self)
        self.captions = Captions(theme, self)
        self.finding = FindBar(self.captions, theme, self)
        self.welcome = WelcomePage(self)
        self.loading = LoadingPage(self)
        self.problem = ProblemPage(theme, self)
        self.pages = QStackedWidget(self)
        for page in (self.loading, self.welcome, self.captions, self.problem):
            self.pages.addWidget(page)
        self.panels = PanelStrip(theme, self)
        self.voices = VoicesStrip(theme, self)
        self.composer = Composer(theme, self)
        self.footer = Footer(self)
        self.typing = Typing(self._bridge, self.composer, self.notices)
        self.transcript_file = TranscriptFile(self._bridge, self.notices, self)
        self.keys = MicrophoneKeys(self, self._bridge, {**_TAKEN, **self.menu.taken}, lambda: self._theme)
        self._mending = Mending(self._bridge, self.menu, self.notices, self.keys.show_dialog)
        self._enter_key = EnterKey(self)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.notices)
        column.addWidget(self.finding)
        column.addWidget(self.pages, 1)
        column.addLayout(self._beside_panels())
        seat = QHBoxLayout()
        seat.setContentsMargins(18, 4, 18, 0)
        seat.addWidget(self.voices)
        column.addLayout(seat)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 12)
        row.addWidget(self.composer)
        column.addLayout(row)
        column.addWidget(self.footer)
        self._middle.setLayout(column)
        self._middle.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCentralWidget(self._middle)
        self._middle.setFocus()
        self._set_tab_order()

    def _beside_panels(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        seat = QVBoxLayout()
        seat.setContentsMargins(16, 0, 0, 0)
        seat.addWidget(self.camera, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        row.addLayout(seat)
        row.addWidget(self.panels, 1)
        return row

    def show_camera(self, on: bool) -> None:
        """The camera is on, or off."""
        self.camera.turn(on)
        self.top_bar.show_camera(on=on)

    def show_camera_report(self, report: CameraReport) -> None:
        """How the camera is doing."""
        self.camera.show_report(report)
        self.top_bar.show_camera_state(report.state)

    def ask_for_camera_address(self) -> None:
        """Asks for the address of a network camera."""
        text, given = QInputDialog.getText(self, tr("Network camera"), tr("Address (http://, rtsp://) or file:"))
        if given and text.strip():
            self.camera_chosen.emit(text.strip())

    def _set_tab_order(self) -> None:
        composer = self.composer
        order = [composer.line, composer.stop, composer.send, composer.mute, self.camera_button, self.menu_button]
        order += [self.captions, self.camera.close_button]
        order += [
            self.captions.newest,
            *self.welcome.examples,
            self.welcome.guide,
            self.problem.build,
            self.problem.again,
        ]
        order += [self.problem.sample]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.lines_changed.connect(self.show_lines)
        bridge.status_changed.connect(self.set_status)
        bridge.muted_changed.connect(self.composer.set_muted)
        bridge.muted_changed.connect(self.menu.set_muted)
        bridge.muted_changed.connect(self._title_muted)
        bridge.level_changed.connect(self.composer.meter.set_level)
        bridge.figures_changed.connect(self.footer.show_figures)
        bridge.panels_changed.connect(self.panels.show_panels)
        bridge.moved.connect(self.voices.show_tracks)
        self.voices.pressed.connect(self.menu.inspector)
        self.panels.failed.connect(self._panel_failed)
        self.panels.saved.connect(self._panel_saved)
        self.panels.pressed.connect(bridge.press_panel)
        bridge.noticed.connect(self.notices.add)
        bridge.withdrawn.connect(self.notices.withdraw)
        bridge.loading.connect(self.show_loading)
        bridge.failed.connect(self.show_problem)
        bridge.started.connect(self._on_started)
        bridge.settings_changed.connect(self.show_settings)
        self.composer.mute_toggled.connect(bridge.mute)
        self.keys.changed.connect(self._name_mute_key)
        bridge.busy_changed.connect(self.composer.set_busy)
        for part in (self.welcome, self.status, self.footer):
            bridge.hearing_changed.connect(part.set_hearing)
        self.composer.stopped.connect(bridge.silence)
        self.welcome.chosen.connect(self.typing.send)
        self.welcome.guide_wanted.connect(self.menu.guide)
        self.typing.start_wanted.connect(self.talk_wanted)
        self.problem.retry.connect(self.retry)
        self.problem.build_wanted.connect(self.build_wanted)
        self.problem.sample_wanted.connect(self.sample_wanted)
        self.top_bar.camera_turned.connect(self.camera_turned)
        self.camera.closed.connect(partial(self.camera_turned.emit, False))
        self.panels.folded.connect(lambda aside: bridge.change_settings(panels_aside=aside))
        self.status.pressed.connect(self.menu.details_action.trigger)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        pressed = {
            "Ctrl+F": self.finding.open,
            "Ctrl+Shift+V": self.camera_button.click,
            "F10": self.menu_button.showMenu,
            "Esc": self._escape,
        }
        for keys, do in pressed.items():
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        self.addActions(self.menu.actions_with_shortcuts())

    def _connect_menu(self) -> None:
        bridge = self._bridge
        self.menu.aboutToShow.connect(lambda: self.menu.show_closed_panels(self.panels.closed))
        self.menu.panel_chosen.connect(self.panels.reopen)
        self.menu.cameras.chosen.connect(self.camera_chosen)
        self.menu.camera_address.connect(self.ask_for_camera_address)
        self.menu.mute_toggled.connect(bridge.mute)
        self.menu.keys.connect(self.keys.show_dialog)
        self.menu.theme_chosen.connect(lambda choice: bridge.change_settings(theme=choice))
        self.menu.internet_chosen.connect(lambda use: bridge.change_settings(web=use))
        self.menu.details_chosen.connect(lambda on: bridge.change_settings(details=on))
        self.menu.sounds_chosen.connect(lambda on: bridge.change_settings(sounds=on))
        self.menu.device_chosen.connect(
            lambda direction, chosen: bridge.change_settings(**{_DEVICES[direction]: chosen})
        )
        self.menu.save_transcript.connect(self.transcript_file.ask_where)
        self.menu.about.connect(self.show_about)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Shows new and changed lines of the transcript."""
        self.captions.show_lines(lines)
        self.menu.can_save(bool(self.captions.lines))
        if self.pages.currentWidget() in (self.welcome, self.loading):
            self.pages.setCurrentWidget(self.captions)

    def set_status(self, status: Status) -> None:
        """Shows what the assistant is doing."""
        self.top_bar.set_status(status)

    def show_loading(self, text: str, fraction: float) -> None:
        """Shows what is being loaded and the part done (negative: unknown)."""
        self.loading.show_progress(text, fraction)
        self.footer.show_loading(text)
        if self.captions.lines:
            self.footer.show()
        else:
            self.pages.setCurrentWidget(self.loading)

    def show_problem(self, error: DuologueError) -> None:
        """Shows why the session cannot go on: in place of the captions, or above them if there are any."""
        if self.captions.lines:
            card = self.notices.add(Notice(0.0, "error", error.message))
            if advice_for(error):
                card.add_button(tr("Build the model now"), partial(self._mend, card, self.build_wanted))
            card.add_button(tr("Start again"), partial(self._mend, card, self.retry))
            return
        self.problem.show_error(error)
        self.pages.setCurrentWidget(self.problem)
        (self.problem.build if self.problem.can_build else self.problem.again).setFocus()

    def offer_results(self, folder: Path) -> None:
        """Says that the sample session is over and where its results are."""
        self.menu.can_open_results(folder)
        card = self.notices.add(
            Notice(
                0.0,
                "info",
                marked("The sample session is over."),
                tr("Its sound, timeline and picture are in {folder}.", folder=folder),
            )
        )
        card.add_button(tr("Open folder"), partial(open_folder, folder))
        card.add_button(tr("Play again"), partial(self._mend, card, self.sample_wanted))

    def show_about(self) -> None:
        """Opens the About dialog."""
        dialog = AboutDialog(self._started, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def come_to_front(self) -> None:
        """Shows the window, also if it is minimised or behind others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where the system does not let a window come to the front by itself

    def show_settings(self, settings: Settings, changed: frozenset[str]) -> None:
        """Takes the settings that have changed and that the window shows or goes by."""
        self.menu.show_settings(settings)
        if "theme" in changed:
            self.set_theme(settings.theme)
        if "welcomed" in changed:
            self.welcome.offer_guide(not settings.welcomed)
        if "details" in changed:
            self.footer.setVisible(settings.details)
        if "panels_aside" in changed:
            self.panels.fold(settings.panels_aside)
        if changed & {"mute_key", "hold_key", "global_mute_key"}:
            self.keys.use(settings.keys)

    def _name_mute_key(self) -> None:
        """Says of the button and of the menu which key does the same."""
        self.menu.set_mute_key(self.keys.now.mute)
        for part in (self.composer, self.status):
            part.set_mute_key(native(self.keys.now.mute))

    def set_theme(self, choice: str) -> None:
        """Takes the colours of a choice of the setting `theme`."""
        self._choice = choice
        self._theme = theme_for(choice)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self._theme)
        for part in (self.top_bar, self.notices, self.captions, self.panels, self.composer, self.problem, self.menu):
            part.set_theme(self._theme)
        self.voices.set_theme(self._theme)
        self.finding.set_theme(self._theme)
        self.camera.set_theme(self._theme)
        self.theme_changed.emit(self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name makes room where the status would not fit beside it."""
        super().resizeEvent(event)
        self.top_bar.make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while nothing else wants it goes to the line."""
        if event.text().isprintable() and event.text().strip():
            self.composer.line.setFocus()
            self.composer.line.insert(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Says that it can be seen."""
        super().showEvent(event)
        self.shown.emit(not self.isMinimized())

    def hideEvent(self, event: QHideEvent) -> None:
        """Says that it cannot be seen."""
        super().hideEvent(event)
        self.shown.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        """Minimised is hidden too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.shown.emit(self.isVisible() and not self.isMinimized())

    def close_now(self) -> None:
        """Closes without asking, whatever runs."""
        self.leaving.close_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lets go of the window if it may go; the session is ended by whoever listens to `closed`."""
        if not self.leaving.closes():
            event.ignore()
            return
        super().closeEvent(event)
        if event.isAccepted():
            self.closed.emit()

    def _title_muted(self, muted: bool) -> None:
        self.setWindowTitle(tr("Microphone off – {title}", title=TITLE) if muted else TITLE)

    def _panel_failed(self, error: DuologueError) -> None:
        self.notices.add(Notice(0.0, "warning", error.message))

    def _panel_saved(self, path: Path) -> None:
        self.notices.add(Notice(0.0, "info", marked("The panel is saved."), str(path), brief=True))

    def _on_started(self, started: SessionStarted) -> None:
        self._started = started
        self.menu.name_background(started.background)
        self.panels.clear()
        self.footer.setVisible(self._bridge.settings.now.details)
        self.pages.setCurrentWidget(self.captions if self.captions.lines else self.welcome)
        if not self.composer.line.hasFocus():
            self._middle.setFocus()  # the space bar is free; what is typed goes to the line all the same

    def _escape(self) -> None:
        """Silences the assistant, or ends finding, or dismisses a notice: the first that there is. A draft stays."""
        if self._bridge.busy:
            self._bridge.silence()
        elif not self.finding.leave():
            self.notices.dismiss_newest()

    def _mend(self, card: NoticeCard, wanted: SignalInstance) -> None:
        self.notices.dismiss(card)
        wanted.emit()

    def _system_theme_changed(self) -> None:
        if self._choice == "system":
            self.set_theme(self._choice)
