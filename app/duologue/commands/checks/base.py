"""What a check is given, and what it finds."""

from dataclasses import dataclass
from enum import StrEnum

from duologue.core.paths import Paths
from duologue.core.settings import Settings


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    HINT = "hint"
    """It works without; something could be better."""
    PROBLEM = "problem"
    """Something that should work does not."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What is examined. network: whether the internet may be asked."""

    paths: Paths
    settings: Settings
    network: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """says: how it stands, in one sentence. do: what to do about it, in one sentence; "" if nothing."""

    about: str
    state: State
    says: str
    do: str = ""


def ok(about: str, says: str) -> Finding:
    """Nothing is to be done."""
    return Finding(about, State.OK, says)


def hint(about: str, says: str, do: str) -> Finding:
    """Something could be better."""
    return Finding(about, State.HINT, says, do)


def problem(about: str, says: str, do: str) -> Finding:
    """Something is to be done."""
    return Finding(about, State.PROBLEM, says, do)
