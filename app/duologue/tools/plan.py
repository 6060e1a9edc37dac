"""What to do about what the user said, and what reading it may need to know beside the words."""

from dataclasses import dataclass, field
from datetime import datetime

from duologue.core.events import Json


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call. quiet: its success needs no words. focus: see Toolbox.call."""

    name: str
    arguments: dict[str, Json] = field(default_factory=dict)
    focus: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Tools to call, a sentence to say, a question for the background model. Empty: nothing to do.

    unfinished: the request lacks something; the words should be read again together with those that follow.
    undoes: takes back what was asked for before.
    """

    calls: tuple[Call, ...] = ()
    say: str = ""
    ask: str = ""
    unfinished: bool = False
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What the words alone do not tell.

    now_s, speech_start_s: session time, and when the user began to speak. wall: wall-clock time now, None if unknown.
    recent: the calls made so far, newest last.
    """

    now_s: float = 0.0
    speech_start_s: float = 0.0
    wall: datetime | None = None
    recent: tuple[Call, ...] = ()


UNDONE_BY = {
    "timer.start": "timer.cancel",
    "reminder.every": "reminder.cancel",
    "reminder.at": "reminder.cancel",
    "list.add": "list.remove",
    "listen.start": "listen.stop",
    "watch.start": "watch.stop",
    "translate.start": "translate.stop",
}
"""Which tool takes back what another did; all but list.remove take back the newest when called without arguments."""


def standing(calls: tuple[Call, ...]) -> list[Call]:
    """The calls that can be taken back and were not, newest last."""
    left: list[Call] = []
    for call in calls:
        undone = next((c for c in reversed(left) if UNDONE_BY[c.name] == call.name), None)
        left = [c for c in left if c is not undone] + ([call] if call.name in UNDONE_BY else [])
    return left
