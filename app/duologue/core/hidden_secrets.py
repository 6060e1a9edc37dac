"""Takes out of a text what must not be seen by whom it is shown or sent to: keys, passwords, addresses of people."""

import re

MARK = "•••"
"""Stands in the place of what is hidden."""
_NAMED = re.compile(
    r"(?i)(?P<name>\b(?:authorization|api[ _-]?key|access[ _-]?token|token|secret|passw(?:or)?d|passphrase|cookie)\b"
    r"[\"']?\s*(?:[:=]|\bis\b)\s*)(?:(?:bearer|basic)\s+)?(?:\"[^\"]*\"|'[^']*'|[^\s,;}&]+)"
)
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
_IN_ADDRESS = re.compile(r"(?i)(?P<scheme>\b[a-z][a-z0-9+.-]*://)[^\s/@]+@")
_ASKED = re.compile(r"(?<=[?&])(?P<name>[\w.-]+=)[^\s&#\"')]+")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_KEY = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{24,}\b")
"""Letters and digits in one long piece, as keys are."""


def without_secrets(text: str, home: str = "") -> str:
    """A text with MARK in the place of what may be a secret. home: the user's folder, which becomes "~"."""
    if home:
        text = text.replace(home, "~")
    text = _IN_ADDRESS.sub(rf"\g<scheme>{MARK}@", text)
    text = _ASKED.sub(rf"\g<name>{MARK}", text)
    text = _NAMED.sub(rf"\g<name>{MARK}", text)
    text = _BEARER.sub(MARK, text)
    text = _MAIL.sub(MARK, text)
    return _KEY.sub(MARK, text)
