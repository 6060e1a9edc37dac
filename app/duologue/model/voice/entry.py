"""A voice that can be had, before it is opened."""

from collections.abc import Callable
from dataclasses import dataclass

from duologue.model.voice.base import Voice


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice that can be had.

    languages: what it speaks, ISO 639-1. open: makes it ready, which may take a while, and raises a DuologueError
    where it cannot be used. problem: why it cannot, if that is known before, in one sentence. accent: the kind of its
    first language, as espeak-ng names it: "en-gb". package: what it shares its network with, "" for nothing.
    """

    languages: tuple[str, ...]
    open: Callable[[], Voice]
    problem: str = ""
    accent: str = ""
    package: str = ""
