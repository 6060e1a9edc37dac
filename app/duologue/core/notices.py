"""Events of what the user should know and can mend: a part of the vocabulary in events.py."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Mend(StrEnum):
    """What mends the cause of a notice, as one press of a button."""

    NONE = ""
    UNMUTE = "unmute"
    STOP = "stop"
    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    CAMERA = "camera"
    KEYS = "keys"
    BACKGROUND = "background"
    SERVERS = "servers"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Notice:
    """For the window: something the user should know. `action` says what to do, "" if nothing.

    about: what it is about, "" for nothing else; a later notice about the same takes its place. mend: the button it
    bears. brief: it is news and no state, and goes by itself.
    """

    TYPE: ClassVar[str] = "notice"
    t: float
    level: str
    message: str
    action: str = ""
    about: str = ""
    mend: Mend = Mend.NONE
    brief: bool = False


@dataclass(frozen=True, slots=True)
class NoticeWithdrawn:
    """For the window: a notice holds no longer."""

    TYPE: ClassVar[str] = "notice_withdrawn"
    t: float
    message: str
