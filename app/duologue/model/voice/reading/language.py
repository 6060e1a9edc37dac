"""What a language hands to the reading: its words for signs, and its rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from duologue.model.voice.reading.borders import Stage
from duologue.model.voice.reading.figures import Figures
from duologue.model.voice.reading.units import Units


@dataclass(frozen=True, slots=True)
class Coins:
    """A currency: one and several of it, and of its hundredth part."""

    one: str
    many: str
    small_one: str
    small_many: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words for signs.

    operators: signs between numbers. signs: those that are spoken wherever they stand.
    and_coins: stands between an amount and its coins. coins_named: the coins are named behind it. of_millions: a noun
    as it stands behind "millions". scales: shorthand behind a number, for one and for several. announced: how text in
    another script is announced, with {} for the name of the script. scripts: those names.
    greek: the names of the Greek letters.
    """

    minus: str
    plus: str
    about: str
    plus_minus: str
    to: str
    at: str
    dot: str
    slash: str
    dash: str
    underscore: str
    number: str
    by: str
    squared: str
    cubed: str
    power: str
    and_coins: str
    coins_named: bool
    of_millions: Callable[[str], str]
    operators: Mapping[str, str]
    signs: Mapping[str, str]
    currencies: Mapping[str, Coins]
    scales: Mapping[str, tuple[str, str]]
    scale_words: tuple[str, ...]
    announced: str
    scripts: Mapping[str, str]
    greek: tuple[str, ...]
    times: str


@dataclass(frozen=True, slots=True)
class Voicing:
    """What the shared rules of a language are made from.

    fraction: words for a top and a bottom. mixed: words for a whole number, a top and a bottom, before a noun.
    """

    words: Words
    figures: Figures
    units: Units
    fraction: Callable[[int, int], str]
    mixed: Callable[[int, int, int, str], str]


@dataclass(frozen=True, slots=True)
class Language:
    """The stages in which a text is read in a language."""

    stages: tuple[Stage, ...]
