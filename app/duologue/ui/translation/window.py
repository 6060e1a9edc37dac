"""The window of the live translation: languages above, lines in the middle, microphone, voice and the rest below."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from duologue.bridge.bridge import Bridge
from duologue.core.languages import BOTH, COMPUTER, MICROPHONE
from duologue.core.settings import TEXT_SIZES, Settings, choices
from duologue.core.shortcuts import TRANSLATION_KEYS, Shortcuts
from duologue.core.translatable import Lack, Translatable
from duologue.ui.announcing import announce
from duologue.ui.colours import Theme
from duologue.ui.find_bar import FindBar
from duologue.ui.hold_key import HoldKey
from duologue.ui.place import WindowPlace
from duologue.ui.shortcuts import native
from duologue.ui.translation.bars import LanguagesBar, ToolsBar
from duologue.ui.translation.lines import Lines
from duologue.ui.translation.look import LOOK, Look, capitalised, name_of
from duologue.ui.translation.look_dialog import LookDialog
from duologue.ui.translation.state import ENDED, StateCard
from duologue.ui.words import marked, tr
from duologue.view.status import Status
from duologue.view.translation import Translations
from duologue.view.translation_export import FORMATS, export

SMALLEST, USUAL = QSize(320, 220), QSize(720, 560)
SIZE_STEP = 1.1
"""How many times as large text is after one press of the key for larger text."""
READY = {
    MICROPHONE: marked("Press Start, and what you say is put into {}."),
    COMPUTER: marked("Press Start, and what this computer plays is put into {}."),
    BOTH: marked("Press Start, and what you say and what this computer plays is put into {}."),
}
READY_CAPTIONS = {
    MICROPHONE: marked("Press Start, and what you say is written down."),
    COMPUTER: marked("Press Start, and what this computer plays is written down."),
    BOTH: marked("Press Start, and what you say and what this computer plays is written down."),
}
LISTENING = marked("Listening. Sentences appear here as they are said.")
_CHOSEN = ("mode", "source", "target", "two_way", "translate_aloud", "translate_from")


class TranslationWindow(QWidget):
    """Follows bridge and settings. install_wanted: the ears for other languages are to be installed."""

    install_wanted = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, keys: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("translation")
        self._bridge, self._theme = bridge, theme
        self._able: Translatable | None = None
        self._announced = 0
        settings = bridge.settings.now
        self.languages = LanguagesBar(theme, self)
        self.state = StateCard(self)
        self.lines = Lines(self._look(settings), self)
        self.finding = FindBar(self.lines, theme, self, where=marked("the translation"))
        self.tools = ToolsBar(theme, self)
        self.told = QLabel(self)
        self.look_dialog: LookDialog | None = None
        self._hold = HoldKey(self, keys.hold)
        self._mute_key = QShortcut(self)
        self._build()
        self._connect()
        self.set_keys(keys)
        self.place = WindowPlace(self, SMALLEST, USUAL)
        self.place.restore(settings.translation_window)
        self._use_window_look(settings)
        self.show_settings(settings)
        self.show_translations(bridge.translations)
        self.tools.show_muted(bridge.muted)

    def _build(self) -> None:
        for bar in (self.languages, self.tools):
            bar.setObjectName("translationBar")
            bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.told.setObjectName("secondary")
        self.told.setContentsMargins(16, 0, 16, 8)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.languages)
        seat = QHBoxLayout()
        seat.setContentsMargins(16, 0, 16, 0)
        seat.addWidget(self.state)
        column.addLayout(seat)
        column.addWidget(self.finding)
        column.addStretch(0)  # above lines of which only so many are wanted
        column.addWidget(self.lines, 1)
        column.addWidget(self.tools)
        column.addWidget(self.told)
        order: Sequence[QWidget] = (
            self.languages.source, self.languages.swap, self.languages.target, self.languages.two_way,
            self.languages.run, self.state.install, self.finding.line, self.lines, self.lines.newest, self.tools.mute,
            self.tools.heard, self.tools.aloud, self.tools.search, self.tools.save, self.tools.look,
            self.tools.whole_screen,
        )  # fmt: skip
        for first, second in pairwise(order):
            self.setTabOrder(first, second)
        self.languages.run.setFocus()

    def _connect(self) -> None:
        bridge, change = self._bridge, self._bridge.change_settings
        bridge.translated.connect(self.show_translations)
        bridge.moved.connect(self._show_lag)
        bridge.muted_changed.connect(self.tools.show_muted)
        bridge.status_changed.connect(self._show_state)
        bridge.settings_changed.connect(self._settings_changed)
        self.languages.chosen.connect(lambda source, target: change(source=source, target=target))
        self.languages.swapped.connect(self.swap)
        self.languages.two_way_chosen.connect(lambda on: change(two_way=on))
        self.languages.running_chosen.connect(lambda on: change(mode="translate" if on else "conversation"))
        self.state.install_wanted.connect(self.install_wanted)
        self.tools.mute_chosen.connect(bridge.mute)
        self.tools.heard.chosen.connect(lambda heard: change(translate_from=heard))
        self.tools.aloud_chosen.connect(lambda on: change(translate_aloud=on))
        self.tools.find_wanted.connect(self.finding.open)
        self.tools.save_wanted.connect(self.ask_where)
        self.tools.look_wanted.connect(self.show_look)
        self.tools.whole_screen_wanted.connect(self.turn_whole_screen)
        self.lines.copied.connect(lambda text: self._say(tr("Copied: {words}", words=_beginning(text))))
        self._hold.pressed.connect(bridge.hold_mute)
        self._hold.released.connect(bridge.release_mute)
        self._mute_key.activated.connect(bridge.toggle_mute)
        does = {
            "start": self.languages.run.click,
            "swap": self.languages.swap.click,
            "aloud": self.tools.aloud.click,
            "heard": self.tools.heard.turn,
            "find": self.tools.search.click,
            "save": lambda: self.ask_where(next(iter(FORMATS))),
            "look": self.show_look,
            "layout": self.next_layout,
            "reading": lambda: change(translation_reading=not bridge.settings.now.translation_reading),
            "larger": lambda: self.resize_text(SIZE_STEP),
            "smaller": lambda: self.resize_text(1 / SIZE_STEP),
            "usual": self.restore_text,
            "whole_screen": self.turn_whole_screen,
        }
        for name, (keys, _) in TRANSLATION_KEYS.items():
            QShortcut(QKeySequence(keys), self).activated.connect(does[name])
        QShortcut(QKeySequence("Ctrl+="), self).activated.connect(does["larger"])  # "+" without Shift
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def show_translations(self, translations: Translations) -> None:
        """Takes what was translated so far."""
        self.lines.show_translations(translations)
        self.tools.can_save(bool(translations.lines) or bool(translations.growing))
        self._show_state()
        self._read_out(translations)

    def show_able(self, able: Translatable) -> None:
        """Takes what can be translated here."""
        self._able = able
        self._show_chosen(self._bridge.settings.now)

    def show_settings(self, settings: Settings) -> None:
        """Takes the settings as they are now."""
        self.lines.set_look(self._look(settings))
        self._show_chosen(settings)
        self.lines.setMaximumHeight(self._most_height(settings))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        for part in (self.languages, self.tools, self.finding):
            part.set_theme(theme)
        self.lines.set_look(self._look(self._bridge.settings.now))

    def set_keys(self, keys: Shortcuts) -> None:
        """Takes the keys of the microphone."""
        self._hold.set_keys(keys.hold)
        self._mute_key.setKey(QKeySequence.fromString(keys.mute, QKeySequence.SequenceFormat.PortableText))
        self.tools.set_mute_key(native(keys.mute))

    def come_to_front(self) -> None:
        """Shows the window, also if it is minimised or behind others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where the system does not let a window come to the front by itself

    def _look(self, settings: Settings) -> Look:
        return Look.of(settings, self._theme, self.font())

    def _settings_changed(self, settings: Settings, changed: frozenset[str]) -> None:
        if changed & {"translation_opacity", "translation_on_top"}:
            self._use_window_look(settings)
        if changed & {*LOOK, *_CHOSEN}:
            self.show_settings(settings)
        if changed & {"translation_lines"}:
            self._fit_lines(settings)
        if self.look_dialog is not None and shiboken6.isValid(self.look_dialog):
            self.look_dialog.show_settings(settings)

    def _show_chosen(self, settings: Settings) -> None:
        source, target, running = settings.source, settings.target, settings.mode == "translate"
        if self._able is not None:
            self.languages.show_languages(self._able, source, target, two_way=settings.two_way, running=running)
        self.tools.show_aloud(settings.translate_aloud)
        self.tools.heard.show_heard(settings.translate_from, running=running)
        first, second = capitalised(name_of(source)), name_of(target)
        named = tr("{source} to {target}", source=first, target=second)
        if source == target:
            named = tr("{language} captions", language=first)
        self.setWindowTitle(f"{named} – Duologue" if running else tr("{named} (stopped) – Duologue", named=named))
        self._show_state()

    def _show_lag(self) -> None:
        self.tools.show_lag(self._bridge.translations.lag_s)

    def _show_state(self) -> None:
        settings, problem = self._bridge.settings.now, self._bridge.translations.problem
        running = settings.mode == "translate"
        if running and not problem and self._bridge.status in {Status.ENDED, Status.FAILED}:
            problem = ENDED
        lacks = Lack.NOTHING
        if self._able is not None:
            lacks = self._able.lacks(settings.source, settings.target, two_way=settings.two_way)
        self.state.show_state(lacks, settings.source, settings.target, problem if running else "")
        whose, captions = settings.translate_from, settings.source == settings.target
        waiting = tr(READY_CAPTIONS[whose]) if captions else tr(READY[whose], name_of(settings.target))
        ready = tr(LISTENING) if running else waiting
        self.lines.set_placeholder(ready if lacks is Lack.NOTHING else "")

    def _read_out(self, translations: Translations) -> None:
        """Has a screen reader tell what became final, unless the assistant speaks it itself."""
        lines = translations.lines
        new, self._announced = lines[self._announced :], len(lines)
        if self.isVisible() and not self._bridge.settings.now.translate_aloud:
            for line in new:
                announce(self.lines, line.text)

    # ---- what the user wants -----------------------------------------------------------------------------------

    def swap(self) -> None:
        """Turns the languages round."""
        now = self._bridge.settings.now
        self._bridge.change_settings(source=now.target, target=now.source)

    def next_layout(self) -> None:
        """The next way to show the languages."""
        ways = list(choices("translation_layout"))
        at = ways.index(self._bridge.settings.now.translation_layout)
        self._bridge.change_settings(translation_layout=ways[(at + 1) % len(ways)])

    def resize_text(self, times: float) -> None:
        """Makes the text of both languages so many times as large."""
        now, (low, high) = self._bridge.settings.now, TEXT_SIZES
        sizes = (now.translation_source_size, now.translation_target_size)
        source, target = (round(min(max(size * times, low), high), 2) for size in sizes)
        self._bridge.change_settings(translation_source_size=source, translation_target_size=target)

    def restore_text(self) -> None:
        """The usual size of text."""
        schema, names = Settings.schema(), ("translation_source_size", "translation_target_size")
        self._bridge.change_settings(**{name: schema[name]["default"] for name in names})

    def turn_whole_screen(self) -> None:
        """Fills the screen, or no longer."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def show_look(self) -> None:
        """Opens the dialog of the look, or brings it to the front."""
        if self.look_dialog is None or not shiboken6.isValid(self.look_dialog):
            self.look_dialog = LookDialog(self._bridge.settings.now, self._bridge.change_settings, self)
        self.look_dialog.show()
        self.look_dialog.activateWindow()

    def ask_where(self, ending: str) -> None:
        """Asks for a file and saves what was translated there."""
        filters = {f"{tr(words)} (*.{each})": each for each, words in FORMATS.items()}
        chosen = next(words for words, each in filters.items() if each == ending)
        began = f"{datetime.now(UTC).astimezone():%Y-%m-%d-%H%M}"
        name, used = QFileDialog.getSaveFileName(
            self, tr("Save the translation"), f"translation-{began}.{ending}", ";;".join(filters), chosen
        )
        if name:
            path = Path(name)
            if path.suffix.lstrip(".").lower() not in FORMATS:
                path = path.with_name(f"{path.name}.{filters.get(used, ending)}")
            self.save(path)

    def save(self, path: Path) -> None:
        """Writes what was translated so far in the format that the file's name ends with, and says how it went."""
        shown = self._bridge.translations
        languages = self._look(self._bridge.settings.now).languages
        text = export(path.suffix.lstrip(".").lower(), chain(shown.lines, shown.growing), languages)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            self._say(tr("{path} cannot be written: {strerror}.", path=path, strerror=error.strerror or error))
        else:
            self._say(tr("Saved as {path}.", path=path))

    # ---- below -------------------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()
        announce(self.told, text)

    def _escape(self) -> None:
        """Falls silent, or ends finding or the whole screen: the first that there is."""
        if self._bridge.busy:
            self._bridge.silence()
        elif self.finding.leave():
            return
        elif self.isFullScreen():
            self.showNormal()
        else:
            self.told.hide()

    def _most_height(self, settings: Settings) -> int:
        lines = self._look(settings).lines
        return self.lines.height_of(lines) if lines else QWIDGETSIZE_MAX

    def _fit_lines(self, settings: Settings) -> None:
        """Makes the window as high as the lines that are wanted."""
        if self._look(settings).lines and not (self.isFullScreen() or self.isMaximized()):
            others = self.height() - self.lines.height()
            self.resize(self.width(), others + self._most_height(settings))

    def _use_window_look(self, settings: Settings) -> None:
        """Stays above others, and lets what is behind be seen, if that is wanted: both need another window of the
        system, which takes the place of this one."""
        flag, attribute = Qt.WindowType.WindowStaysOnTopHint, Qt.WidgetAttribute.WA_TranslucentBackground
        on_top, clear = settings.translation_on_top, settings.translation_opacity < 1.0
        if self.testAttribute(attribute) == clear and bool(self.windowFlags() & flag) == on_top:
            return
        shown, place = self.isVisible(), self.saveGeometry()
        self.hide()
        self.destroy()
        self.setAttribute(attribute, clear)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground, clear)
        self.setWindowFlag(flag, on_top)
        self.restoreGeometry(place)
        self.setVisible(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The background, which may let be seen what is behind it."""
        look = self._look(self._bridge.settings.now)
        ground = QColor(look.palette.background)
        ground.setAlphaF(look.opacity)
        painter = QPainter(self)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(event.rect(), ground)

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "lines"):
            self.lines.set_look(self._look(self._bridge.settings.now))


QWIDGETSIZE_MAX = (1 << 24) - 1
"""Height in pixels that Qt takes for no limit."""


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
