"""The menu: microphone, devices, appearance, internet, background model, transcript, results, about, quit."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from duologue.bridge.servers import PromptRow
from duologue.core.notices import Mend
from duologue.core.settings import Settings, choices, label
from duologue.ui.colours import Theme
from duologue.ui.device_menu import DeviceMenu
from duologue.ui.icons import icon
from duologue.ui.words import tr

DETAILS_KEY = "F12"
HISTORY_KEY, NEW_KEY, PRIVATE_KEY = "Ctrl+H", "Ctrl+N", "Ctrl+Shift+P"
INSPECTOR_KEY, MINI_KEY, TRANSLATION_KEY = "Ctrl+Shift+I", "Ctrl+Shift+D", "Ctrl+Shift+T"


class MainMenu(QMenu):
    """Emits what was chosen; does nothing itself but opening the results.

    `devices_wanted` and `prompts_wanted` when the devices and the prompts that there are now are to be shown,
    `device_chosen` with "input" or "output" and the identity of one, `camera_address` when the address of a network
    camera is to be asked for.
    """

    mute_toggled = Signal(bool)
    keys = Signal()
    devices_wanted = Signal()
    camera_address = Signal()
    screen_wanted = Signal()
    device_chosen = Signal(str, str)
    sounds_chosen = Signal(bool)
    theme_chosen = Signal(str)
    internet_chosen = Signal(str)
    panel_chosen = Signal(str)
    background = Signal()
    servers = Signal()
    models = Signal()
    settings = Signal()
    details_chosen = Signal(bool)
    inspector = Signal()
    translation = Signal()
    history = Signal()
    new_conversation = Signal()
    private_chosen = Signal(bool)
    record_chosen = Signal(bool)
    mini = Signal()
    guide = Signal()
    prompts_wanted = Signal()
    prompt_chosen = Signal(object)
    save_transcript = Signal()
    log = Signal()
    about = Signal()
    quit = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._mute = self._add(tr("Mute microphone"), None)
        self._mute.setCheckable(True)
        self._mute.triggered.connect(self.mute_toggled)
        self._sounds = self._add(tr(label("sounds")), None)
        self._sounds.setCheckable(True)
        self._sounds.triggered.connect(self.sounds_chosen)
        self._add(tr("Keys…"), None).triggered.connect(self.keys)
        self.addSeparator()
        self.devices = {
            "input": DeviceMenu(tr(label("microphone")), self),
            "output": DeviceMenu(tr(label("speaker")), self),
        }
        """Menus of the microphones and of the speakers."""
        for direction, devices in self.devices.items():
            self.addMenu(devices)
            devices.chosen.connect(partial(self.device_chosen.emit, direction))
        self.cameras = DeviceMenu(tr(label("camera")), self, default=tr("First camera"))
        """Menu of the cameras."""
        self.cameras.set_more(tr("Network camera…"), self.camera_address.emit)
        self.addMenu(self.cameras)
        self._add(tr("Show my screen…"), None).triggered.connect(self.screen_wanted)
        self.aboutToShow.connect(self.devices_wanted)
        self.addSeparator()
        self._themes = self._add_choices("theme", self.theme_chosen.emit)
        self._internet = self._add_choices("web", self.internet_chosen.emit)
        self._panels = self.addMenu(tr("Closed panels"))
        self.show_closed_panels(())
        self._add(tr("Tools and servers…"), None).triggered.connect(self.servers)
        self._prompts = self.addMenu(tr("Prompts"))
        self._prompts.setToolTipsVisible(True)
        self.show_prompts(())
        self.aboutToShow.connect(self.prompts_wanted)
        self._model = self._add(tr("Background model…"), None)
        self._model.triggered.connect(self.background)
        self._add(tr("Models…"), None).triggered.connect(self.models)
        self._add(tr("Settings…"), QKeySequence.StandardKey.Preferences).triggered.connect(self.settings)
        self.addSeparator()
        self._add_looks()
        self._add_history()
        self._save = self._add(tr("Save transcript…"), QKeySequence.StandardKey.Save)
        self._save.triggered.connect(self.save_transcript)
        self._save.setEnabled(False)
        self._results = self._add(tr("Open results folder"), None)
        self._results.triggered.connect(self._open_results)
        self._results.setVisible(False)
        self.addSeparator()
        self._add_last()

    def _add_looks(self) -> None:
        self._details = self._add(tr(label("details")), QKeySequence(DETAILS_KEY))
        self._details.setCheckable(True)
        self._details.triggered.connect(self.details_chosen)
        self._translation = self._add(tr("Translation…"), QKeySequence(TRANSLATION_KEY))
        self._translation.triggered.connect(self.translation)
        self._mini = self._add(tr("Mini window"), QKeySequence(MINI_KEY))
        self._mini.triggered.connect(self.mini)
        self._inspector = self._add(tr("Inspector…"), QKeySequence(INSPECTOR_KEY))
        self._inspector.triggered.connect(self.inspector)

    def _add_history(self) -> None:
        self._history = self._add(tr("History…"), QKeySequence(HISTORY_KEY))
        self._history.triggered.connect(self.history)
        self._new = self._add(tr("New conversation"), QKeySequence(NEW_KEY))
        self._new.triggered.connect(self.new_conversation)
        self._private = self._add(tr("Private conversation"), QKeySequence(PRIVATE_KEY))
        self._private.setCheckable(True)
        self._private.setToolTip(tr("Nothing that is said from now on is kept"))
        self._private.triggered.connect(self.private_chosen)
        self._record = self._add(tr(label("record_sound")), None)
        self._record.setCheckable(True)
        self._record.triggered.connect(self.record_chosen)

    def _add_last(self) -> None:
        self._add(tr("Getting started…"), None).triggered.connect(self.guide)
        self._add(tr("Log…"), None).triggered.connect(self.log)
        self._add(tr("About Duologue"), None).triggered.connect(self.about)
        self._quit = self._add(tr("Quit"), QKeySequence("Ctrl+Q"))
        self._quit.triggered.connect(self.quit)

    def theme_action(self, choice: str) -> QAction:
        """The entry of an appearance."""
        return self._themes[choice]

    def internet_action(self, use: str) -> QAction:
        """The entry that settles whether the internet may be used: "ask", "on" or "off"."""
        return self._internet[use]

    def show_settings(self, settings: Settings) -> None:
        """Shows what is chosen."""
        self._sounds.setChecked(settings.sounds)
        self._details.setChecked(settings.details)
        self._record.setChecked(settings.record_sound)
        self._themes[settings.theme].setChecked(True)
        self._internet[settings.web].setChecked(True)

    def show_closed_panels(self, names: tuple[str, ...]) -> None:
        """Offers to open panels again, the newest first."""
        self._panels.clear()
        for name in names:
            self._panels.addAction(name.replace("-", " ")).triggered.connect(partial(self.panel_chosen.emit, name))
        self._panels.setEnabled(bool(names))

    def show_prompts(self, prompts: Sequence[PromptRow]) -> None:
        """Offers the prompts of servers, each server's in a menu of its own."""
        for before in self.prompt_menus:
            before.deleteLater()  # clear() leaves menus behind
        self._prompts.clear()
        menus: dict[str, QMenu] = {}
        for prompt in prompts:
            menu = menus.get(prompt.server) or self._prompts.addMenu(prompt.server.replace("&", "&&"))
            menus[prompt.server] = menu
            menu.setToolTipsVisible(True)
            needs = any(required for *_, required in prompt.arguments)
            action = menu.addAction(prompt.title.replace("&", "&&") + ("…" if needs else ""))
            action.setToolTip(prompt.about)
            action.triggered.connect(partial(self.prompt_chosen.emit, prompt))
        self._prompts.setEnabled(bool(prompts))

    @property
    def prompt_menus(self) -> list[QMenu]:
        """The menus of prompts, one a server."""
        return [menu for action in self._prompts.actions() if isinstance(menu := action.menu(), QMenu)]

    @property
    def closed_panels(self) -> list[QAction]:
        """The entries that open panels again."""
        return self._panels.actions()

    @property
    def mute_action(self) -> QAction:
        """The entry that turns the microphone off and on."""
        return self._mute

    @property
    def sounds_action(self) -> QAction:
        """The entry that has the start and muting heard."""
        return self._sounds

    @property
    def taken(self) -> dict[str, str]:
        """The shortcuts of the other entries and what they are for."""
        portable = QKeySequence.SequenceFormat.PortableText
        entries = {
            self._save: tr("saving the transcript"),
            self._quit: tr("quitting"),
            self._details: tr("the figures"),
            self._mini: tr("the mini window"),
            self._inspector: tr("the inspector"),
            self._translation: tr("the translation"),
            self._history: tr("the history"),
            self._new: tr("a new conversation"),
            self._private: tr("private conversations"),
        }
        return {entry.shortcut().toString(portable): what for entry, what in entries.items()}

    def device_menu(self, mend: Mend) -> DeviceMenu:
        """The menu in which another device is chosen."""
        return {Mend.MICROPHONE: self.devices["input"], Mend.SPEAKER: self.devices["output"]}.get(mend, self.cameras)

    @property
    def details_action(self) -> QAction:
        """The entry that shows the figures at the bottom."""
        return self._details

    def name_background(self, name: str) -> None:
        """Names the model that answers what tools cannot, "" if there is none."""
        self._model.setText(
            tr("Background model: {name}…", name=name.replace("&", "&&")) if name else tr("Background model…")
        )

    @property
    def background_action(self) -> QAction:
        """The entry that names the background model and opens its dialog."""
        return self._model

    @property
    def save_action(self) -> QAction:
        """The entry that saves the transcript."""
        return self._save

    @property
    def results_action(self) -> QAction:
        """The entry that opens the results of the sample session."""
        return self._results

    def actions_with_shortcuts(self) -> list[QAction]:
        """Entries whose shortcuts work while the menu is closed."""
        looks = [self._translation, self._mini, self._inspector, self._details]
        return [self._mute, *looks, self._history, self._new, self._private, self._save, self._quit]

    def set_muted(self, muted: bool) -> None:
        """Shows whether the microphone is off."""
        self._mute.setChecked(muted)

    def set_mute_key(self, keys: str) -> None:
        """Takes the shortcut that turns the microphone off and on."""
        self._mute.setShortcut(QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText))

    def show_private(self, on: bool) -> None:
        """Shows whether nothing is kept."""
        self._private.setChecked(on)

    def can_save(self, possible: bool) -> None:
        """Whether there is a transcript to save."""
        self._save.setEnabled(possible)

    def can_open_results(self, folder: Path) -> None:
        """Offers the results folder."""
        self._folder = folder
        self._results.setVisible(True)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._results.setIcon(icon("folder", theme.text, 16))

    def _add_choices(self, setting: str, chosen: Callable[[str], object]) -> dict[str, QAction]:
        """A menu of which one entry is chosen: the values of a setting."""
        menu, group, actions = self.addMenu(tr(label(setting))), QActionGroup(self), {}
        for choice, words in choices(setting).items():
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked, choice=choice: chosen(choice))
            actions[choice] = group.addAction(action)
        return actions

    def _add(self, text: str, keys: QKeySequence | QKeySequence.StandardKey | None) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        self.addAction(action)
        return action

    def _open_results(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)


def open_folder(folder: Path) -> None:
    """Shows a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
