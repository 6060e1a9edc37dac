"""What tools have to show, as plain data: a sheet of lines, a line that stands until it is over, or a chart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from duologue.core.events import Json

PAUSED = "paused"
"""In the place of the moment at which an entry ends: it stands still."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet. note: smaller, below it; source: where it is from, last. "" for none.

    press: what stands on its button, "" for none; call: name and arguments of the tool that the button calls; id: the
    call whose doing that tool takes back, "" for none. link: the address that its other button opens.
    """

    text: str
    note: str = ""
    source: str = ""
    press: str = ""
    call: tuple[str, Mapping[str, Json]] = ("", {})
    id: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a tool brought. address: the picture itself, as a data: address. about: what it is called."""

    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled column of lines. surface: its name; a sheet of the same name takes its place.

    empty: there is nothing on it but a line that says so.
    """

    surface: str
    title: str
    lines: tuple[Line, ...]
    empty: bool = False


class FormKind(StrEnum):
    """What a field of a form holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes or no"
    ONE = "one"
    """One of the options."""
    SOME = "some"
    """Any of the options."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field that the user fills in. options: values and their names. value: what it holds, None for nothing."""

    label: str
    kind: FormKind = FormKind.TEXT
    required: bool = True
    about: str = ""
    options: tuple[tuple[str, str], ...] = ()
    value: Json = None

    def holding(self, value: Json) -> "FormField":
        """The field with another value."""
        return replace(self, value=value)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line on the sheet of all that stands of its kind, with a Stop button; it goes when what it is about is over.

    surface: name of that sheet, and its title. seconds, ends: length, and the moment it ends (ISO 8601), of what counts
    down (PAUSED where it stands still); all entries of such a sheet do.
    """

    surface: str
    text: str
    note: str = ""
    seconds: float = 0.0
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to be drawn. kind: bar, line or scatter. series: name, and a number for each label, None for none."""

    title: str
    kind: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Json, ...]], ...]
