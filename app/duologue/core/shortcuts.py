"""Keys that a person may choose, written as Qt writes them ("Ctrl+Shift+M"), and why some cannot be used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta", "Num")
_ALONE = frozenset({*MODIFIERS, "Control", "AltGr"})
_LOCKS = frozenset({"CapsLock", "NumLock", "ScrollLock"})
_MOVING = frozenset(
    "Tab Backtab Esc Return Enter Backspace Del Left Right Up Down Home End PgUp PgDown Menu".split()  # noqa: SIM905
)
_OTHERS = frozenset({"Space", "Ins", "Pause", "Print", "Help"})
_MEDIA = re.compile(r"(Media|Volume|Launch|Microphone|Home Page|Favorites|Search|Standby|Calculator)\b.*")
_FUNCTION = re.compile(r"F([1-9]|[12]\d|3[0-5])")
_TEXT = {"Ctrl+A": "selects all", "Ctrl+C": "copies", "Ctrl+V": "pastes", "Ctrl+X": "cuts", "Ctrl+Z": "undoes"}
_TEXT |= {"Ctrl+Y": "redoes", "Ctrl+Shift+Z": "redoes", "Shift+Ins": "pastes", "Ctrl+Ins": "copies"}
_DESKTOP = frozenset({"Alt+F4", "Alt+Tab", "Alt+Space", "Ctrl+Alt+Del", "Ctrl+Alt+Backspace", "Meta+L", "Print"})

ShortcutProblems = Mapping[str, str]
"""Field of Shortcuts -> one sentence saying why these keys cannot be used; fields without a problem are not in it."""


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """The keys of the microphone; "" for none. `global_mute` works while another program has the keyboard."""

    mute: str = "Ctrl+Shift+M"
    hold: str = "Space"
    global_mute: str = ""


SCREEN_KEY = "Ctrl+Shift+S"
"""Shows the assistant the screen, and ends that."""

TRANSLATION_KEYS = {
    "start": ("Ctrl+Return", "starting and stopping a translation"),
    "swap": ("Ctrl+Shift+X", "swapping the languages of a translation"),
    "aloud": ("Ctrl+Shift+A", "speaking translations"),
    "heard": ("Ctrl+P", "hearing what the computer plays"),
    "find": ("Ctrl+F", "finding words"),
    "save": ("Ctrl+S", "saving"),
    "look": ("Ctrl+L", "the look of a translation"),
    "layout": ("Ctrl+D", "which languages of a translation are shown"),
    "reading": ("Ctrl+R", "whole sentences of a translation"),
    "larger": ("Ctrl++", "larger text of a translation"),
    "smaller": ("Ctrl+-", "smaller text of a translation"),
    "usual": ("Ctrl+0", "the usual size of a translation"),
    "whole_screen": ("F11", "a translation on the whole screen"),
}
"""The keys of the window of the translation, by what they do, each with what it is for, to follow "is for"."""

DOES = {
    "mute": "turns the microphone off and on",
    "hold": "is the key to hold",
    "global_mute": "turns the microphone off and on from any program",
}
"""What the key of each field does, to follow its name in a sentence."""


@dataclass(frozen=True, slots=True)
class Chord:
    """One press: a key with the modifiers that are down meanwhile."""

    modifiers: frozenset[str]
    key: str

    @classmethod
    def parse(cls, text: str) -> "Chord":
        """Reads "Ctrl+Shift+M". The key may be "+" itself."""
        head, key = (text[:-2], "+") if text.endswith("++") else (text.rpartition("+")[0], text.rpartition("+")[2])
        if text == "+":
            head, key = "", "+"
        return cls(frozenset(head.split("+")) if head else frozenset(), key)

    @property
    def types(self) -> bool:
        """Whether this press writes something where text has the focus."""
        return not self.modifiers & {"Ctrl", "Alt", "Meta"} and (len(self.key) == 1 or self.key == "Space")

    @property
    def is_function_key(self) -> bool:
        """Whether the key is one of F1 to F35."""
        return _FUNCTION.fullmatch(self.key) is not None


def shortcut_problems(keys: Shortcuts, taken: Mapping[str, str]) -> ShortcutProblems:
    """Why some of the keys cannot be used.

    taken: keys that the window uses otherwise -> what for, to follow "is for" in a sentence.
    """
    chosen = {"mute": keys.mute, "hold": keys.hold, "global_mute": keys.global_mute}
    problems = {}
    for field, text in chosen.items():
        others = {other: DOES[name] for name, other in chosen.items() if name != field and other}
        why = _why_not(field, text, taken, others) if text else ""
        if why:
            problems[field] = why
    return problems


def usable(keys: Shortcuts, taken: Mapping[str, str]) -> Shortcuts:
    """The keys, with the default in place of each that cannot be used; all defaults where that does not help."""
    defaults = Shortcuts()
    fixed = {field: getattr(defaults, field) for field in shortcut_problems(keys, taken)}
    mended = Shortcuts(
        fixed.get("mute", keys.mute), fixed.get("hold", keys.hold), fixed.get("global_mute", keys.global_mute)
    )
    return defaults if shortcut_problems(mended, taken) else mended


def _why_not(field: str, text: str, taken: Mapping[str, str], others: Mapping[str, str]) -> str:
    if ", " in text:
        return f"{text} is more than one key press; choose a single one."
    chord = Chord.parse(text)
    if text in others:
        return f"{text} already {others[text]}."
    if text in taken:
        return f"{text} is for {taken[text]}."
    return _why_no_key(text, chord) or _RULES[field](text, chord)


def _why_no_key(text: str, chord: Chord) -> str:
    """What holds for all fields."""
    if chord.key in _ALONE:
        return f"{text} is only a modifier; add a key to it."
    known = len(chord.key) == 1 or chord.key in _LOCKS | _MOVING | _OTHERS or chord.is_function_key
    if not (known or _MEDIA.fullmatch(chord.key)) or not chord.modifiers <= set(MODIFIERS):
        return f"{text} is not a known key."
    if text in _TEXT:
        return f"{text} {_TEXT[text]} in the line you type in."
    if text in _DESKTOP or (chord.modifiers >= {"Ctrl", "Alt"} and chord.is_function_key):
        return f"{text} is used by the desktop."
    if chord.key in _MOVING and not chord.modifiers & {"Alt", "Meta"}:
        return f"{text} is needed for moving around and typing."
    return ""


def _why_not_mute(text: str, chord: Chord) -> str:
    if chord.types:
        return f"{text} types a character; add Ctrl or Alt to it."
    return f"{text} also switches the keyboard; choose another key." if chord.key in _LOCKS else ""


def _why_not_held(text: str, chord: Chord) -> str:
    if chord.key in _LOCKS:
        return f"{text} cannot be held: it switches with each press."
    if _MEDIA.fullmatch(chord.key):
        return f"{text} cannot be held: keyboards don't tell when it is released."
    if chord.types and text != "Space":
        return f"{text} types a character; hold the space bar or a function key, or add Ctrl or Alt to it."
    return ""


def _why_not_global(text: str, chord: Chord) -> str:
    if not (chord.key.isascii() and chord.key.isalnum()) or _MEDIA.fullmatch(chord.key) or chord.key in _LOCKS:
        return f"{text} cannot be a global shortcut; choose a letter, a digit or a function key."
    if not chord.modifiers & {"Ctrl", "Alt", "Meta"} and not chord.is_function_key:
        return f"{text} would be taken from all other programs; add Ctrl or Alt to it."
    return ""


_RULES = {"mute": _why_not_mute, "hold": _why_not_held, "global_mute": _why_not_global}
