"""How translated lines look: which languages, how large, in which colours. Read from the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont

from duologue.core.languages import ANY
from duologue.core.settings import Settings
from duologue.ui.colours import CONTRAST, Theme
from duologue.ui.words import tr
from duologue.view.translation_export import Languages

LOOK = tuple(name for name in Settings.names(layout=True) if name.startswith("translation_"))
"""Names of the settings that say how the window looks."""
PAIRS = 2
"""Columns of text that a line has: what is said, and its translation."""
_TIME_SIZE = 0.8
"""Size of the times, in times the usual size of text."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of the lines, as #rrggbb. tentative: of words that may still change. mark: beside what grows."""

    background: str
    text: str
    source: str
    tentative: str
    time: str
    mark: str
    selection: str
    on_selection: str

    @classmethod
    def of(cls, choice: str, theme: Theme) -> "Palette":
        """The colours of a value of the setting `translation_colours`."""
        return _PALETTES[choice] if choice in _PALETTES else _of_theme(CONTRAST if choice == "contrast" else theme)


def _of_theme(theme: Theme) -> Palette:
    return Palette(
        theme.window, theme.text, theme.secondary, theme.secondary, theme.secondary, theme.accent, theme.accent,
        theme.on_accent,
    )  # fmt: skip


_PALETTES = {
    "white": Palette("#000000", "#ffffff", "#c9ced8", "#b4bac6", "#9aa1ae", "#98a5ff", "#98a5ff", "#000000"),
    "yellow": Palette("#000000", "#ffe14d", "#ffffff", "#d6c25a", "#a9aeb8", "#ffe14d", "#ffe14d", "#000000"),
    "cyan": Palette("#031c38", "#8cf0ff", "#ffffff", "#8fbfd0", "#a3b6cc", "#8cf0ff", "#8cf0ff", "#031c38"),
    "black": Palette("#ffffff", "#000000", "#3d4350", "#545b69", "#5b6270", "#4353c9", "#4353c9", "#ffffff"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """languages: which are shown. beside: in columns next to each other. reading: whole sentences alone. times: the
    time is shown. lines: how many rows of text of each language, 0 for as many as fit. opacity: of the background."""

    languages: Languages
    beside: bool
    reading: bool
    times: bool
    lines: int
    opacity: float
    palette: Palette
    source_font: QFont
    target_font: QFont
    time_font: QFont

    @classmethod
    def of(cls, settings: Settings, theme: Theme, font: QFont) -> "Look":
        """What the settings say. font: the usual one."""
        layout = settings.translation_layout
        return cls(
            languages={"source": Languages.SOURCE, "target": Languages.TARGET}.get(layout, Languages.BOTH),
            beside=layout == "beside",
            reading=settings.translation_reading,
            times=settings.translation_times,
            lines=0 if settings.translation_lines == "all" else int(settings.translation_lines),
            opacity=settings.translation_opacity,
            palette=Palette.of(settings.translation_colours, theme),
            source_font=_sized(font, settings.translation_source_size),
            target_font=_sized(font, settings.translation_target_size),
            time_font=_sized(font, _TIME_SIZE),
        )


def direction_of(language: str) -> Qt.LayoutDirection:
    """In which direction a language is written."""
    return QLocale(language).textDirection()


def name_of(language: str) -> str:
    """What people call a language, with its own name where that is another."""
    if language == ANY:
        return tr("any language")
    locale = QLocale(language)
    if locale.language() is QLocale.Language.C:
        return language
    here = QLocale().name()
    if QLocale().language() is not QLocale.Language.English and (said := _names(here).get(language)):
        return said
    return QLocale.languageToString(locale.language())


@cache
def _names(locale: str) -> Mapping[str, str]:
    """What languages are called in the language of the window, by their codes."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - it takes a tenth of a second

    try:
        return dict(Locale.parse(locale).languages)
    except (ValueError, UnknownLocaleError):
        return {}


def capitalised(name: str) -> str:
    """A name as it stands alone."""
    return name[:1].upper() + name[1:]


def _sized(font: QFont, times: float) -> QFont:
    sized = QFont(font)
    sized.setPointSizeF(font.pointSizeF() * times)
    return sized
