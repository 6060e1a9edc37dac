"""Every screen of the app with made-up content: built once for a test of its layout, and again for each picture."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from duologue.background.offers import Machine, offer_rows
from duologue.bridge.bridge import Bridge
from duologue.bridge.servers import ServerEntry
from duologue.core.devices import CameraReport, CameraState
from duologue.core.errors import BundleError
from duologue.core.events import Event
from duologue.core.fetch_state import FetchState
from duologue.core.meters import Hearing
from duologue.core.notices import Mend, Notice
from duologue.core.settings import Page, Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.shortcuts import Shortcuts
from duologue.core.translatable import Translatable
from duologue.model.catalogue import bundle_rows
from duologue.program.sessions import tool_label
from duologue.ui.about import AboutDialog
from duologue.ui.background_dialog import BackgroundDialog
from duologue.ui.first_run.guide import Guide
from duologue.ui.history.dialog import HistoryDialog
from duologue.ui.leaving import ask_whether_to_leave
from duologue.ui.log_dialog import LogDialog
from duologue.ui.mini import MiniWindow
from duologue.ui.models_dialog import ModelsDialog
from duologue.ui.prompt_dialog import PromptDialog
from duologue.ui.report_dialog import ReportDialog
from duologue.ui.servers_dialog import ServerEditor, ServersDialog
from duologue.ui.settings.dialog import SettingsDialog
from duologue.ui.theme import apply_theme, theme_for
from duologue.ui.tracks.inspector import Inspector
from duologue.ui.translation.look_dialog import LookDialog
from duologue.ui.translation.window import TranslationWindow
from duologue.ui.window import Window
from duologue.view.tracks import Tracks
from helpers import sample_content as content

REPORT = "duologue 0.1.0, Linux, Python 3.11\nThe program was ended by signal 11 in the thread “voice”.\n"


@dataclass
class Stage:
    """Where a screen is built. theme: a name. folder: for files that a screen shows. kept: what must outlive it."""

    app: QApplication
    folder: Path
    theme: str = "light"
    kept: list[Any] = field(default_factory=list)

    def bridge(self, *events: Event, **settings: Any) -> Bridge:
        """A bridge that was told of these events."""
        bridge = Bridge(SettingsStore(Settings(theme=self.theme, **settings)))
        self.kept.append(bridge)
        for event in events:
            bridge.on_event(event)
        bridge.flush()
        return bridge

    def window(self, *events: Event, **settings: Any) -> Window:
        """The main window after these events."""
        bridge = self.bridge(**settings)
        window = Window(bridge)
        for event in events:
            bridge.on_event(event)
        bridge.flush()
        return window


Build = Callable[[Stage], QWidget]


@dataclass(frozen=True)
class Screen:
    """build: makes it. says: words that must be there to be read in every look. fixed: as large as it wants to be."""

    build: Build
    says: str
    fixed: bool = False


def _welcome(stage: Stage) -> QWidget:
    return stage.window(content.talk()[0], content.talk()[1])


def _loading(stage: Stage) -> QWidget:
    window = stage.window()
    window.show_loading("Loading the model", 0.4)
    return window


def _problem(stage: Stage) -> QWidget:
    window = stage.window()
    window.show_problem(BundleError("bundle.missing", "There is no model “duologue-1” on this machine yet."))
    return window


def _conversation(stage: Stage) -> QWidget:
    return stage.window(*content.talk(), details=True)


def _panels(stage: Stage) -> QWidget:
    window = stage.window(*content.talk(), *content.panels())
    window.resize(980, 840)
    return window


def _notices(stage: Stage) -> QWidget:
    """Notices, marks, a microphone that is off and a draft."""
    window = stage.window(*content.talk())
    window.top_bar.show_marks(private=True, recording=True)
    notices = [
        Notice(1.0, "info", "The panel is saved.", "/home/me/Documents/shopping.png"),
        Notice(2.0, "warning", "The microphone was unplugged.", "Connect it, or choose another.", mend=Mend.MICROPHONE),
    ]
    for notice in notices:
        window.notices.add(notice)
    window.composer.set_muted(True)
    window.composer.line.setText("And a draft that waits")
    return window


def _camera(stage: Stage) -> QWidget:
    """The camera, a search that is open, and an answer that can be stopped."""
    window = stage.window(*content.talk())
    window.show_camera(on=True)
    window.show_camera_report(CameraReport(CameraState.ON))
    window.camera.show_picture(content.picture())
    window.finding.open()
    window.finding.line.setText("bees")
    window.composer.set_busy(True)
    return window


def _deaf(stage: Stage) -> QWidget:
    return stage.window(content.talk()[0], Hearing(0.2, possible=False))


def _menu(stage: Stage) -> QWidget:
    window = stage.window(*content.talk(), *content.panels())
    stage.kept.append(window)
    window.menu.popup(QPoint(0, 0))
    return window.menu


def _closed_panels(stage: Stage) -> QWidget:
    window = stage.window(*content.talk(), *content.panels())
    stage.kept.append(window)
    window.show()
    for card in window.panels.cards:
        card.close_button.click()
    window.menu.show_closed_panels(window.panels.closed)
    (menu,) = (action.menu() for action in window.menu.actions() if action.text() == "Closed panels")
    assert isinstance(menu, QWidget)
    menu.popup(QPoint(0, 0))  # type: ignore[attr-defined]
    return menu


def _mini(stage: Stage) -> QWidget:
    return MiniWindow(stage.bridge(*content.talk()), theme_for(stage.theme))


def _inspector(stage: Stage) -> QWidget:
    tracks = Tracks()
    for event in content.inspected():
        tracks.apply(event)
    inspector = Inspector(theme_for(stage.theme), tracks)
    inspector.axis.sight.start, inspector.axis.sight.length = 6.0, 31.0
    inspector.axis._go(22.4)
    return inspector


def _settings(page: Page | None, words: str = "") -> Build:
    def build(stage: Stage) -> QWidget:
        def nothing() -> None:
            return

        elsewhere = {
            Page.BACKGROUND: ("Background model…", nothing),
            Page.TOOLS: ("Tools and servers…", nothing),
            Page.TRANSLATION: ("Translation…", nothing),
            Page.KEYS: ("Keys…", nothing),
            Page.ADVANCED: ("Models…", nothing),
        }
        settings = Settings(theme=stage.theme, always_allowed="web.search, weather.now")
        dialog = SettingsDialog(settings, lambda **_: None, tool_label, elsewhere=elsewhere)
        for name, options in (
            ("microphone", content.MICROPHONES), ("speaker", content.SPEAKERS), ("voice", content.VOICES)
        ):  # fmt: skip
            dialog.show_options(name, options)
        if page is not None:
            dialog.pages.setCurrentRow(list(dialog._sections).index(page))
        dialog.search.setText(words)
        return dialog

    return build


def _history(stage: Stage) -> QWidget:
    talks = content.KeptTalks()
    stage.kept.append(talks)
    return HistoryDialog(talks, content.run_at_once, theme_for(stage.theme))  # type: ignore[arg-type]


def _models(stage: Stage) -> QWidget:
    dialog = ModelsDialog()
    dialog.show_rows(bundle_rows(stage.folder / "bundles"))
    dialog.repo.setText("somebody/duologue-fr")
    dialog.download.show_state(FetchState("Downloading duologue-fr: 96 of 240 MB", 0.4, running=True))
    return dialog


def _background(stage: Stage) -> QWidget:
    dialog = BackgroundDialog("http://localhost:11434/v1", "")
    dialog.show_offers(offer_rows(Machine(8.0, 100.0, ("granite4:micro",), genai=False), stage.folder))
    dialog.download.show_state(FetchState("Downloading Phi-4 mini, 3.8 B: 600 of 2500 MB", 0.24, running=True))
    return dialog


def _guide(step: int) -> Build:
    def build(stage: Stage) -> QWidget:
        guide = Guide(stage.bridge(content.talk()[0]), theme_for(stage.theme))
        for name, options in (("microphone", content.MICROPHONES), ("speaker", content.SPEAKERS)):
            guide.show_options(name, options)
        guide._go(step)
        return guide

    return build


def _translation(able: Translatable, *events: Event, **settings: Any) -> Build:
    def build(stage: Stage) -> QWidget:
        bridge = stage.bridge(*events, **settings)
        window = TranslationWindow(bridge, theme_for(stage.theme), Shortcuts())
        window.show_able(able)
        return window

    return build


def _look(stage: Stage) -> QWidget:
    return LookDialog(Settings(), lambda **_: None)


def _keys(stage: Stage) -> QWidget:
    window = stage.window()
    stage.kept.append(window)
    return window.keys.show_dialog()


def _report(stage: Stage) -> QWidget:
    file = stage.folder / "crash.txt"
    file.write_text(REPORT, encoding="utf-8")
    return ReportDialog(file)


def _leaving(stage: Stage) -> QWidget:
    window = stage.window()
    stage.kept.append(window)
    return ask_whether_to_leave(window, ("pasta", "tea"), lambda: None, lambda: None)


SCREENS: Mapping[str, Screen] = {
    "idle": Screen(_welcome, "Just start talking"),
    "loading": Screen(_loading, "Waking up"),
    "problem": Screen(_problem, "Duologue cannot start"),
    "no-microphone": Screen(_deaf, "Just start typing"),
    "conversation": Screen(_conversation, "Listening"),
    "panels": Screen(_panels, "Send the message to Anna?"),
    "notices": Screen(_notices, "The microphone was unplugged."),
    "camera": Screen(_camera, "● Camera on"),
    "menu": Screen(_menu, "", fixed=True),
    "closed-panels": Screen(_closed_panels, "", fixed=True),
    "mini": Screen(_mini, "Listening"),
    "inspector": Screen(_inspector, "This session"),
    "settings-general": Screen(_settings(Page.GENERAL), "General"),
    "settings-sound": Screen(_settings(Page.SOUND), "Microphone and speaker"),
    "settings-conversation": Screen(_settings(Page.CONVERSATION), "Conversation"),
    "settings-privacy": Screen(_settings(Page.PRIVACY), "Privacy"),
    "settings-tools": Screen(_settings(Page.TOOLS), "Tools and servers…"),
    "settings-search": Screen(_settings(None, "voice"), "Voice"),
    "history": Screen(_history, "Go on"),
    "models": Screen(_models, "More voices"),
    "getting-started": Screen(_guide(0), "Can it hear you?"),
    "getting-started-voice": Screen(_guide(1), "Can you hear it?"),
    "getting-started-model": Screen(_guide(4), "A model that knows a lot"),
    "getting-started-try": Screen(_guide(5), "Three things to try"),
    "translation": Screen(_translation(content.ABLE, *content.translated(), mode="translate"), "Stop"),
    "translation-missing": Screen(_translation(Translatable(content.ABLE.pairs), source="es", target="en"), "Install"),
    "translation-look": Screen(_look, "Defaults"),
    "keys": Screen(_keys, "Reset to defaults"),
    "background-model": Screen(_background, "Address"),
    "servers": Screen(lambda _: ServersDialog(content.SomeServers(), content.run_at_once), "Add…"),  # type: ignore[arg-type]
    "server": Screen(
        lambda _: ServerEditor(ServerEntry("time", "uvx", ("mcp-server-time",), {"TZ": "UTC"})), "Program or address"
    ),
    "prompt": Screen(lambda _: PromptDialog(content.PROMPT), "Length"),
    "log": Screen(lambda _: LogDialog("time", lambda: "09:24:01 started\n09:24:02 listening\n"), "Copy"),
    "crash-report": Screen(_report, "Delete report"),
    "leaving": Screen(_leaving, "Keep open", fixed=True),
    "about": Screen(lambda stage: AboutDialog(content.talk()[0]), "Close"),  # type: ignore[arg-type]
}
"""All screens by name, as their pictures are called."""


@contextmanager
def shown(stage: Stage, name: str) -> Iterator[QWidget]:
    """A screen on the screen, taken away after."""
    apply_theme(stage.app, theme_for(stage.theme))
    widget = SCREENS[name].build(stage)
    widget.show()
    settle(stage.app)
    try:
        yield widget
    finally:
        take_away(stage, widget)


def settle(app: QApplication) -> None:
    """Lets layouts and what they bring about come to rest."""
    for _ in range(3):
        app.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        app.processEvents()


def take_away(stage: Stage, widget: QWidget) -> None:
    """Closes a screen and all it was built with."""
    for each in (widget, *(kept for kept in reversed(stage.kept) if isinstance(kept, QWidget))):
        with suppress(RuntimeError):  # it deletes itself on closing
            if isinstance(each, Window):
                each.close_now()
            each.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            each.close()
            each.deleteLater()
    for kept in stage.kept:
        if isinstance(kept, Bridge):
            kept.flush()
    stage.kept.clear()
    stage.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
