"""The controls of the translation: languages above the lines; microphone, voice, lag and the rest below them."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from duologue.core.languages import ANY
from duologue.core.shortcuts import TRANSLATION_KEYS
from duologue.core.translatable import Lack, Translatable
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.restyle import restyle
from duologue.ui.shortcuts import native
from duologue.ui.text_size import text_times
from duologue.ui.translation.heard import HeardButton
from duologue.ui.translation.look import capitalised, name_of
from duologue.ui.words import tr
from duologue.view.translation_export import FORMATS

_ICON = 20
_BESIDE_NAME = 50
"""Pixels of a choice beside the name of the language."""
_HEIGHT, _WIDEST = 34, 220
"""Height and greatest width of a choice of languages, in pixels at the usual size of text."""


class LanguagesBar(QWidget):
    """From which language into which. chosen: with both when the user has chosen another; swapped, two_way_chosen,
    running_chosen: with what the user wants."""

    chosen = Signal(str, str)
    swapped = Signal()
    two_way_chosen = Signal(bool)
    running_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._able = Translatable()
        self._source, self._target, self._running = "", "", False
        self.source = _choice(tr("Spoken language"), self)
        self.target = _choice(tr("Translate into"), self)
        self.swap = _button(tr("Swap the languages"), self, "swap")
        self.two_way = _button(tr("Both ways: what is said in either language is put into the other"), self)
        self.two_way.setAccessibleName(tr("Both ways"))
        self.two_way.setCheckable(True)
        self.run = QPushButton(self)
        self.run.setObjectName("primary")
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(16, 10, 16, 10)
        self._lines.setSpacing(6)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it is higher where it is narrow
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for part, stretch in ((self.source, 4), (self.swap, 0), (self.target, 4)):
            upper.addWidget(part, stretch)
        lower.addWidget(self.two_way)
        lower.addStretch(1)
        lower.addWidget(self.run)
        for line, stretch in ((upper, 4), (lower, 1)):
            line.setSpacing(6)
            self._lines.addLayout(line, stretch)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.source.activated.connect(lambda _: self._choose_source(self.source.currentData()))
        self.target.activated.connect(lambda _: self.chosen.emit(self._source, self.target.currentData()))
        self.swap.clicked.connect(lambda _: self.swapped.emit())
        self.two_way.clicked.connect(self.two_way_chosen)
        self.run.clicked.connect(lambda _: self.running_chosen.emit(not self._running))
        self.set_theme(theme)

    def show_languages(self, able: Translatable, source: str, target: str, *, two_way: bool, running: bool) -> None:
        """Shows what is chosen, among what can be."""
        self._able, self._source, self._target, self._running = able, source, target, running
        _fill(self.source, able.sources, source)
        _fill(self.target, able.targets(source), target, captions=source)
        lacks = able.lacks(source, target, two_way=two_way)
        self.two_way.setChecked(two_way)
        translates = source not in (ANY, target)
        self.two_way.setEnabled(translates)
        self.swap.setEnabled(translates and target in able.sources and source in able.targets(target))
        self.run.setText(tr("Stop") if running else tr("Start"))
        keys = native(TRANSLATION_KEYS["start"][0])
        goes = tr("Stop translating") if running else tr("Translate what is said from now on")
        if source == target:
            goes = tr("Stop the captions") if running else tr("Write down what is said from now on")
        self.run.setToolTip(f"{goes} ({keys})")
        self.run.setAccessibleName(tr("Stop translating") if running else tr("Start translating"))
        self.run.setEnabled(running or lacks is Lack.NOTHING)
        self._break_line()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.swap.setIcon(icon("swap", theme.text, _ICON))
        self.two_way.setIcon(icon("both-ways", theme.text, _ICON))

    def minimumSizeHint(self) -> QSize:
        """No lower than both lines need, however low the window is."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, what starts and stops is below the languages."""
        super().resizeEvent(event)
        self._break_line()

    def _break_line(self) -> None:
        direction = QBoxLayout.Direction
        names = sum(
            box.fontMetrics().horizontalAdvance(box.currentText()) + _BESIDE_NAME for box in (self.source, self.target)
        )
        buttons = sum(button.sizeHint().width() + 6 for button in (self.swap, self.two_way, self.run))
        narrow = self.width() < names + buttons + 2 * 16
        self._lines.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.updateGeometry()

    def _choose_source(self, source: str) -> None:
        """Another spoken language: what it is put into stays if it can."""
        targets = [each for each in self._able.targets(source) if each != source]
        target = next((each for each in (self._target, self._source) if each in targets), (*targets, self._target)[0])
        self.chosen.emit(source, target)


class ToolsBar(QWidget):
    """What is done with what is said and shown. mute_chosen, aloud_chosen: with what the user wants. save_wanted: with
    the ending of a format. find_wanted, look_wanted, whole_screen_wanted: what was pressed. heard: whose words."""

    mute_chosen = Signal(bool)
    aloud_chosen = Signal(bool)
    save_wanted = Signal(str)
    find_wanted = Signal()
    look_wanted = Signal()
    whole_screen_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._mute_key, self._lag = theme, "", ""
        self.mute = _button(tr("Mute microphone"), self)
        self.mute.setObjectName("mute")
        self.mute.setCheckable(True)
        self.aloud = _button(tr("Speak translations"), self, "aloud")
        self.aloud.setCheckable(True)
        self.heard = HeardButton(theme, self)
        self.lag = QLabel(self)
        self.lag.setObjectName("secondary")
        self.lag.setToolTip(tr("How long after its words the newest translation stood"))
        self.lag.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = _button(tr("Find words"), self, "find")
        self.save = _button(tr("Save as text or subtitles"), self, "save")
        self.save.setMenu(self._formats())
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.look = _button(tr("Look: languages, size, colours"), self, "look")
        self.whole_screen = _button(tr("Whole screen"), self, "whole_screen")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(6)
        for part in (self.mute, self.heard, self.aloud):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self.lag, 1)
        for part in (self.search, self.save, self.look, self.whole_screen):
            row.addWidget(part)
        self.mute.clicked.connect(self.mute_chosen)
        self.aloud.clicked.connect(self.aloud_chosen)
        self.search.clicked.connect(lambda _: self.find_wanted.emit())
        self.look.clicked.connect(lambda _: self.look_wanted.emit())
        self.whole_screen.clicked.connect(lambda _: self.whole_screen_wanted.emit())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_lag(None)
        self.show_muted(False)
        self.show_aloud(True)
        self.can_save(False)

    def _formats(self) -> QMenu:
        menu = QMenu(self)
        for ending, words in FORMATS.items():
            menu.addAction(f"{tr(words)} (.{ending})…").triggered.connect(
                lambda _, ending=ending: self.save_wanted.emit(ending)
            )
        return menu

    def show_muted(self, muted: bool) -> None:
        """Shows whether the microphone is off."""
        self.mute.setChecked(muted)
        self.mute.setText(tr("Muted"))
        style = Qt.ToolButtonStyle
        self.mute.setToolButtonStyle(style.ToolButtonTextBesideIcon if muted else style.ToolButtonIconOnly)
        action = tr("Turn the microphone on") if muted else tr("Mute the microphone")
        self.mute.setToolTip(f"{action} ({self._mute_key})" if self._mute_key else action)
        restyle(self.mute, "muted", "true" if muted else "false")
        self.set_theme(self._theme)

    def show_aloud(self, aloud: bool) -> None:
        """Shows whether translations are spoken."""
        self.aloud.setChecked(aloud)
        self.set_theme(self._theme)

    def show_lag(self, lag_s: float | None) -> None:
        """Shows how far the translation is behind, in seconds; None for nothing that is known."""
        self._lag = "" if lag_s is None else f"{lag_s:.1f} s"
        self._write_lag()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many words as there is room for."""
        super().resizeEvent(event)
        self._write_lag()

    def _write_lag(self) -> None:
        whole = tr("{lag} behind", lag=self._lag) if self._lag else ""
        text = whole if self.lag.fontMetrics().horizontalAdvance(whole) <= self.lag.width() else self._lag
        if text != self.lag.text():
            self.lag.setText(text)
            self.lag.setAccessibleName(whole)

    def can_save(self, possible: bool) -> None:
        """Whether there is something to save or to find."""
        self.save.setEnabled(possible)
        self.search.setEnabled(possible)

    def set_mute_key(self, keys: str) -> None:
        """Takes the name of the key that turns the microphone off and on."""
        self._mute_key = keys
        self.show_muted(self.mute.isChecked())

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.heard.set_theme(theme)
        muted, aloud = self.mute.isChecked(), self.aloud.isChecked()
        self.mute.setIcon(self._icon("microphone-off", theme.on_danger) if muted else self._icon("microphone"))
        self.aloud.setIcon(self._icon("aloud") if aloud else self._icon("aloud-off", theme.secondary))
        self.search.setIcon(self._icon("find"))
        self.save.setIcon(self._icon("save"))
        self.look.setIcon(self._icon("look"))
        self.whole_screen.setIcon(self._icon("whole-screen"))

    def _icon(self, name: str, colour: str = "") -> QIcon:
        return icon(name, colour or self._theme.text, _ICON)


def _fill(box: QComboBox, languages: Sequence[str], chosen: str, captions: str = "") -> None:
    """Offers languages by their names; what is chosen is among them whatever else is. captions: the language that what
    is said stays in."""
    wanted = [code for code in languages if code != chosen] + [chosen]
    first = [code for code in wanted if code == ANY]
    ordered = first + sorted((code for code in wanted if code != ANY), key=name_of)
    known = {code: capitalised(name_of(code)) for code in ordered}
    names = [tr("{language} (captions)", language=known[code]) if code == captions else known[code] for code in ordered]
    if [box.itemText(at) for at in range(box.count())] != names:
        with QSignalBlocker(box):
            box.clear()
            for name, code in zip(names, ordered, strict=True):
                box.addItem(name, code)
    box.setCurrentIndex(ordered.index(chosen))


def _choice(says: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(says)
    box.setToolTip(says)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setMaximumWidth(round(_WIDEST * text_times(box)))
    box.setMinimumHeight(round(_HEIGHT * text_times(box)))
    return box


def _button(says: str, parent: QWidget, does: str = "") -> QToolButton:
    """does: its name among the keys of the window, "" for none."""
    button = QToolButton(parent)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setAccessibleName(says)
    button.setToolTip(f"{says} ({native(TRANSLATION_KEYS[does][0])})" if does else says)
    return button
