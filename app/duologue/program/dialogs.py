"""The dialogs of the window: opened from the menu or by the user's words, and what follows from them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt

from duologue.bridge.bridge import Bridge
from duologue.bridge.servers import Servers
from duologue.core.errors import DuologueError
from duologue.core.paths import Paths
from duologue.core.settings import Page
from duologue.core.settings_store import SettingsStore
from duologue.core.tasks import Tasks
from duologue.program import sessions
from duologue.program.copying import Copying
from duologue.program.models import Models
from duologue.program.translation import TranslationRoom
from duologue.session.worker import Worker
from duologue.ui.background_dialog import BackgroundDialog
from duologue.ui.first_run.guide import Guide
from duologue.ui.mini import MiniWindow
from duologue.ui.servers_dialog import ServersDialog
from duologue.ui.settings.dialog import SettingsDialog
from duologue.ui.tracks.inspector import Inspector
from duologue.ui.window import Window
from duologue.ui.words import tr


class Dialogs:
    """Follows the menu of a window and what the user asks to set. worker, tasks: run what takes its time. recorded: the
    folder in which the session is recorded."""

    def __init__(
        self,
        window: Window,
        bridge: Bridge,
        settings: SettingsStore,
        servers: Servers,
        paths: Paths,
        *,
        models: Models,
        worker: Worker,
        tasks: Tasks,
        recorded: Path | None = None,
    ) -> None:
        self._recorded, self._models = recorded, models
        self._window, self._bridge, self._settings, self._servers = window, bridge, settings, servers
        self._paths, self._worker, self._tasks = paths, worker, tasks
        window.menu.background.connect(self.show_background)
        window.menu.servers.connect(self.show_servers)
        window.menu.settings.connect(self.show_settings)
        window.menu.mini.connect(self.show_mini)
        window.menu.guide.connect(self.show_guide)
        window.menu.inspector.connect(self.show_inspector)
        self._inspector: Inspector | None = None
        self.translation = TranslationRoom(window, bridge, settings, paths, models, worker=worker, tasks=tasks)
        window.closed.connect(self._close_mini)
        self._mini: MiniWindow | None = None
        bridge.settings_wanted.connect(self._show_wanted)

    def show_servers(self) -> ServersDialog:
        """Opens the dialog of the MCP servers."""
        dialog = ServersDialog(self._servers, self._tasks.spawn, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_inspector(self) -> Inspector:
        """Opens the inspector, or brings it to the front."""
        bridge, window = self._bridge, self._window
        if self._inspector is None:
            self._inspector = inspector = Inspector(window.theme, bridge.tracks, window)
            bridge.moved.connect(inspector.take_live)
            self._copying = Copying(inspector, self._recorded, worker=self._worker, tasks=self._tasks)
            window.theme_changed.connect(inspector.set_theme)
        self._inspector.show()
        self._inspector.activateWindow()
        self._inspector.take_live(bridge.tracks)
        return self._inspector

    def show_mini(self) -> MiniWindow:
        """Shows the mini window in place of the whole one."""
        if self._mini is None:
            self._mini = mini = MiniWindow(self._bridge, self._window.theme)
            mini.place.restore(self._settings.now.mini_window)
            mini.place.keep_with(lambda place: self._bridge.change_settings(mini_window=place))
            mini.opened.connect(self._show_whole)
            self._window.theme_changed.connect(mini.set_theme)
        self._window.hide()
        self._mini.show()
        return self._mini

    def _show_whole(self) -> None:
        if self._mini is not None:
            self._mini.hide()
        self._window.come_to_front()

    def _close_mini(self) -> None:
        if self._mini is not None:
            self._mini.hide()
            self._mini.deleteLater()
            self._mini = None

    def show_settings(self) -> SettingsDialog:
        """Opens the dialog of the settings, which follows them as long as it is open."""
        elsewhere: dict[Page, tuple[str, Callable[[], object]]] = {
            Page.BACKGROUND: (tr("Background model…"), self.show_background),
            Page.TOOLS: (tr("Tools and servers…"), self.show_servers),
            Page.TRANSLATION: (tr("Translation…"), self._window.menu.translation.emit),
            Page.KEYS: (tr("Keys…"), self._window.keys.show_dialog),
            Page.ADVANCED: (tr("Models…"), self._window.menu.models.emit),
        }
        change, name_of = self._bridge.change_settings, sessions.tool_label
        dialog = SettingsDialog(self._settings.now, change, name_of, self._window, elsewhere=elsewhere)
        self._tasks.spawn("devices and voices", self._show_options(dialog))
        dialog.finished.connect(self._settings.subscribe(lambda now, _: dialog.show_settings(now)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_guide(self) -> Guide:
        """Opens getting started, beside the conversation that goes on."""
        guide = Guide(self._bridge, self._window.theme, self._window.background, self._window)
        guide.camera_turned.connect(self._window.camera_turned)
        guide.keys_wanted.connect(self._window.keys.show_dialog)
        guide.model_wanted.connect(self.show_background)
        guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks.spawn("devices and voices", self._show_options(guide))
        guide.show()
        return guide

    async def _show_options(self, dialog: SettingsDialog | Guide) -> None:
        """Has the dialog offer the devices and voices that there are now."""
        try:
            found, _ = await self._worker.run(sessions.found_devices)
            voices, _ = await self._worker.run(partial(sessions.found_voices, self._settings.now, self._paths))
        except DuologueError as error:
            self._bridge.notify("warning", error.message)
            return
        if shiboken6.isValid(dialog):  # it may be closed again
            for name, options in (("microphone", found["input"]), ("speaker", found["output"]), ("voice", voices)):
                dialog.show_options(name, options)

    def _show_wanted(self, what: str) -> None:
        """Opens what the user asked to set: the dialog it is in, else all settings."""
        words = what.casefold()
        if "translat" in words:
            self._window.menu.translation.emit()
        elif "server" in words:
            self.show_servers()
        elif "model" in words:
            self.show_background()
        elif "key" in words or "shortcut" in words:
            self._window.keys.show_dialog()
        else:
            self.show_settings().show_words(what)

    def show_background(self) -> BackgroundDialog:
        """Opens the dialog in which the background model is chosen."""
        dialog = BackgroundDialog(self._settings.now.background_url, self._settings.now.background_model, self._window)
        dialog.wanted.connect(
            lambda *wanted: self._tasks.spawn("background model", self._use_background(dialog, *wanted))
        )
        self._models.background.attach(dialog)
        dialog.open()
        return dialog

    async def _use_background(self, dialog: BackgroundDialog, address: str, model: str, key: str) -> None:
        try:
            await self._worker.run(partial(sessions.check_background, address, model, key))
        except DuologueError as error:
            dialog.show_problem(error.message)
        else:
            self._bridge.change_settings(background_url=address, background_model=model)
            dialog.accept()
