"""Text in a script that a voice for Latin letters does not read: it is announced, once for each stretch."""

import re

from duologue.model.voice.reading.borders import Rule, Stage, rule
from duologue.model.voice.reading.language import Words

_SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff",
    "Hindi": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "Korean": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "Japanese": "\u3040-\u30ff\u31f0-\u31ff",
    "Chinese": "\u2e80-\u2fdf\u3005-\u3007\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
}
"""Names of scripts, or of the language that a listener takes them for, and their characters."""
_OTHER = (
    "\u0530-\u058f\u0700-\u074f\u0780-\u089f\u0980-\u0dff\u0e80-\u10ff\u1200-\u1c7f\u1c90-\u1cff\u2c00-\u2c5f"
    "\u2c80-\u2ddf\ua000-\ua63f\ua6a0-\ua6ff\ua800-\ua95f\ua980-\uab2f\uab70-\uabff\U00010000-\U0001cfff"
    "\U0001e000-\U0001efff"
)
_FOREIGN = f"[{''.join(_SCRIPTS.values())}{_OTHER}]"
_FINALS = str.maketrans("ς", "σ")
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


def script_stage(words: Words) -> Stage:
    """Greek letters that stand alone are named; stretches of other scripts are announced."""

    def read(found: re.Match[str]) -> str:
        letter = found[0].lower().translate(_FINALS)
        if len(letter) == 1 and letter in _GREEK:
            return f" {words.greek[_GREEK.index(letter)]} "
        return f" {words.announced.format(words.scripts[_script(found[0])])} "

    stretch: Rule = rule(rf"{_FOREIGN}+(?:[ 、，。・「」'-]*{_FOREIGN}+)*", read)
    return Stage(re.compile(_FOREIGN), (stretch,))


def script_of(word: str) -> str | None:
    """The other script of a word, None for one with Latin letters, and for a letter alone, which may be a sign."""
    foreign = re.findall(_FOREIGN, word)
    latin = any(character.isalpha() for character in re.sub(_FOREIGN, "", word))
    return _script(word) if not latin and (len(foreign) > 1 or (foreign and _script(word) != "Greek")) else None


def _script(text: str) -> str:
    """The script of a stretch. Chinese characters beside Japanese ones are Japanese."""
    found = [name for name, characters in _SCRIPTS.items() if re.search(f"[{characters}]", text)]
    if "Japanese" in found:
        return "Japanese"
    return found[0] if found else "other"
