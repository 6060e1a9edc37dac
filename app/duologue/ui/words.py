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


def tr(text: str, *values: object, **named: object) -> str:
    """A text in the window's language. values, named: fill the fields of the text, as str.format() does."""
    said = QCoreApplication.translate(CONTEXT, text) if text else ""
    return said.format(*values, **named) if values or named else said


def tr_told(text: str) -> str:
    """What the engine tells, whole or sentence by sentence; a sentence with a name in it stays as it is."""
    whole = tr(text)
    return whole if whole != text else " ".join(tr(sentence) for sentence in _SENTENCE_ENDS.split(text))


def marked(text: str) -> str:
    """Marks a text that is translated where it is shown, with tr(); the text as it is."""
    return text
