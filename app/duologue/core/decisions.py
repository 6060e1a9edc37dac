"""Events of what the model decided and why: a part of the vocabulary in events.py, for the inspector alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Decided:
    """For the inspector, once a micro-turn: what the core does, of all that was open to it.

    act: as core.microturn.Act names it. scores: of each act that was possible, in nats; the highest is done.
    """

    TYPE: ClassVar[str] = "decided"
    t: float
    index: int
    act: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wrote:
    """For the inspector: what the model wrote about the user's words. result: in words."""

    TYPE: ClassVar[str] = "wrote"
    t: float
    words: str
    result: str
