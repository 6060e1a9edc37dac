"""How a download stands, as people see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchState:
    """text: one line on it, "" for none. fraction: the part that is there, 0 to 1; negative: unknown.

    running: it can be paused. waiting: it can be gone on with. Either can be given up.
    """

    text: str = ""
    fraction: float = -1.0
    running: bool = False
    waiting: bool = False
