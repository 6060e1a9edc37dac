"""Languages by their ISO 639-1 codes."""

import re

ENGLISH = "en"
"""The language of the assistant itself, and of whoever talks with it unless another one is set."""
ANY = "any"
"""In the place of a language: whatever is spoken."""
MICROPHONE, COMPUTER, BOTH = "microphone", "computer", "both"
"""Whose words are translated: of who speaks into the microphone, of what the computer plays, or of both."""
_CODE = re.compile(r"[a-z]{2,3}")


def language_code(text: str) -> str:
    """The code that a person or a file means: "ES", "es-MX" and "es_MX" are "es"."""
    return re.split(r"[-_]", text.strip().casefold(), maxsplit=1)[0]


def no_language(text: str) -> str:
    """Why a text cannot stand for a language, to follow the name of what it is for; "" if it can."""
    return "" if _CODE.fullmatch(text) else f" must be an ISO 639-1 code like es, not '{text}'."
