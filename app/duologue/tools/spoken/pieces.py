"""What the pieces of a phrase about time mean, before it is known what time it is now."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time. months are of no fixed length; days are in the seconds."""

    seconds: Fraction = Fraction(0)
    months: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit, which is named in singular English."""

    count: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Face:
    """What the clock shows. minutes: since midnight, 1440 at the end of a day. certain: no other half of the day can be
    meant."""

    minutes: int
    certain: bool


class Part(StrEnum):
    """A part of the day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class InPart:
    """ "In the morning"; with today: "this morning", "tonight"."""

    part: Part
    today: bool = False


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """Today is 0, tomorrow 1."""

    days: int


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """Days of the week, Monday is 0. always: "on Mondays". after_today: "next Monday", which is not today."""

    weekdays: tuple[int, ...]
    always: bool = False
    after_today: bool = False


@dataclass(frozen=True, slots=True)
class OnDate:
    """A day of a month; without a month, of this one or the next. year: 0 for the next time that there is that day."""

    day: int
    month: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class OnNth:
    """The n-th such weekday of a month, -1 for the last. month: 0 for this one or the next."""

    n: int
    weekday: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of this month, or of a month."""

    month: int = 0


@dataclass(frozen=True, slots=True)
class Feast:
    """A day with a name."""

    name: str


Day = DaysAhead | OnWeekday | OnDate | OnNth | LastDay | Feast


@dataclass(frozen=True, slots=True)
class Ahead:
    """So long from now, or from a day. said: with "in", "from now" and the like, and not as a mere length."""

    length: Length
    day: Day | None = None
    said: bool = True


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """ "Next week", "next month", "next year"."""

    unit: str


@dataclass(frozen=True, slots=True)
class Again:
    """What comes again. unit: "day", "week", "month" or "year"; count: of the unit."""

    unit: str
    count: int = 1
    weekdays: tuple[int, ...] = ()
    part: Part | None = None
    days: tuple[OnDate | OnNth | LastDay | Feast, ...] = ()


@dataclass(frozen=True, slots=True)
class AgainAfter:
    """What comes again after each such length of time, counted from now."""

    length: Length


@dataclass(frozen=True, slots=True)
class Bound:
    """A day on which what comes again begins, or after which it comes no more."""

    day: Day
    ends: bool


@dataclass(frozen=True, slots=True)
class Except:
    """Days of the week on which it does not come."""

    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InZone:
    """The clock is that of a place. zone: its name in the tz database."""

    zone: str


@dataclass(frozen=True, slots=True)
class Vague:
    """Said, but without a value: "a few minutes", "five or ten minutes", "twice a day"."""


Piece = (
    Face | InPart | DaysAhead | OnWeekday | OnDate | OnNth | LastDay | Feast | Ahead | NextPeriod | Again | AgainAfter
    | Bound | Except | InZone | Vague
)  # fmt: skip
