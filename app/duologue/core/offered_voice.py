"""A voice that can be chosen, as those know it who do not make sound."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfferedVoice:
    """name: as the setting takes it. accent: what it speaks first, as espeak-ng names it: "en-gb"."""

    name: str
    accent: str
