"""The window's texts in its language.

A text is written in English where it is used, as tr("…"), or as marked("…") where it is only named. The files of Qt
Linguist in assets/translations hold what it is in other languages; packaging/translations.py brings them up to date.

What the assistant says, and what people and other programs wrote, is never translated.
"""

import re

from PySide6.QtCore import QCoreApplication

CONTEXT = "duologue"
"""The one context of all texts in the files of Qt Linguist."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) ")
_NAMES = re.compile(r"(?<!\w)'.+?'(?!\w)|\([^)]*\)|(?<!\w)\d+(?:[.,]\d+)*")


def tr(text: str, *values: object, **named: object) -> str:
    """A text in the window's language. values, named: fill the fields of the text, as str.format() does."""
    said = QCoreApplication.translate(CONTEXT, text) if text else ""
    return said.format(*values, **named) if values or named else said


def tr_told(text: str) -> str:
    """What the engine tells, whole or sentence by sentence; what is not known stays as it is. For what stands in
    quotation marks or brackets, and for numbers, a sentence that is marked has {}."""
    whole = _filled(text)
    return whole if whole != text else " ".join(map(_filled, _SENTENCE_ENDS.split(text)))


def _filled(sentence: str) -> str:
    if (said := tr(sentence)) != sentence:
        return said
    names = [name.strip("'") if name[:1] == "'" else name for name in _NAMES.findall(sentence)]
    form = _NAMES.sub(lambda name: "'{}'" if name[0][:1] == "'" else "{}", sentence)
    return said.format(*names) if (said := tr(form)) != form else sentence


def marked(text: str) -> str:
    """Marks a text that is translated where it is shown, with tr(); the text as it is."""
    return text
