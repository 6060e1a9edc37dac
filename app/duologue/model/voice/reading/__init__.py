"""Reading aloud: the step before every voice that replaces what is written by what to pronounce."""

from duologue.model.voice.reading.aloud import PronouncedText, read_aloud
from duologue.model.voice.reading.interjections import ESPEAK_INTERJECTIONS

__all__ = ["ESPEAK_INTERJECTIONS", "PronouncedText", "read_aloud"]
