"""What tools have to show, as messages for the renderer. A sheet takes the place of the one before; what stands is kept
until it is over."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from duologue.core.display_text import plain_line
from duologue.core.errors import DuologueError
from duologue.core.events import Json
from duologue.core.sheets import Chart, Entry, Line, Picture, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.panels.messages import LONGEST, Message, closing, data, opening
from duologue.panels.own import COUNTDOWNS, SurfaceMessages, chart, countdowns, none_of

_STOP = "Stop"


@dataclass(frozen=True, slots=True)
class _Running:
    """What stands. line: the entry with its button. rings_once: it is over when it rings."""

    entry: Entry
    line: Line
    rings_once: bool


class ShapeError(DuologueError):
    """A result does not look like what its tool returns."""


def text_panel(call: str, title: str, text: str, beside: Sequence[Line | Picture] = ()) -> list[tuple[str, Message]]:
    """Surface and messages of what a tool without a panel of its own has to tell, line by line, with links and pictures
    below."""
    pieces = [piece for line in text.splitlines() for piece in textwrap.wrap(plain_line(line, len(line) + 1), LONGEST)]
    links = [each for each in beside if isinstance(each, Line)]
    pictures = [each for each in beside if isinstance(each, Picture)]
    sheet = Sheet(f"result-{call}", title, (*(Line(piece) for piece in pieces), *links))
    return [(sheet.surface, message) for message in opening(sheet, pictures)]


class ResultPanels:
    """The panels of one session. Sans I/O: results come in, messages for the renderer go out, in order."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}  # surfaces that are there, with what their layout is called
        self._running: dict[str, _Running] = {}  # by the id of the call

    def show(
        self, id_: str, name: str, facts: ToolFacts, arguments: Values, result: Json, *, unasked: bool = False
    ) -> list[tuple[str, Message]]:
        """What a tool's result changes on the panels: surface and message; nothing for a tool that shows nothing.

        unasked: the call took back what the user did not mean; a sheet that it leaves empty disappears.

        Raises:
            ShapeError: the result is not what this tool returns; the panels stay as they were.
        """
        if facts.shows is None or not isinstance(result, dict):
            return []
        try:
            shown = facts.shows(arguments, result)
            running = _running(id_, facts, shown, arguments, result) if isinstance(shown, Entry) else None
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise ShapeError("panel.result", f"The result of {name} cannot be shown ({reason}).") from error
        if running is not None:
            self._running[id_] = running
            return self._put(self._runs(running.entry.surface))
        match shown:
            case Chart():
                return self._put(chart(shown), fresh=True)
            case Sheet():
                return self._remove(shown.surface) if unasked and shown.empty else self._put(shown)
        return []

    def put(self, sheet: Sheet) -> list[tuple[str, Message]]:
        """What shows a sheet that has changed by itself."""
        return self._put(sheet)

    def rang(self, id_: str) -> list[tuple[str, Message]]:
        """What a call has set up has come due."""
        running = self._running.get(id_)
        return self.end(id_) if running is not None and running.rings_once else []

    def end(self, id_: str) -> list[tuple[str, Message]]:
        """What a call has set up is over, or was taken back."""
        ended = self._running.pop(id_, None)
        return [] if ended is None else self._put(self._runs(ended.entry.surface))

    def _runs(self, surface: str) -> "Sheet | SurfaceMessages":
        running = [each for each in self._running.values() if each.entry.surface == surface]
        title = surface.capitalize()
        if self._open.get(surface) == COUNTDOWNS or any(each.entry.ends for each in running):
            return countdowns(surface, title, [(each.entry, each.line) for each in running])
        return Sheet(surface, title, tuple(each.line for each in running) or (Line(none_of(title)),))

    def _remove(self, surface: str) -> list[tuple[str, Message]]:
        self._open.pop(surface, None)
        return [(surface, closing(surface))]

    def _put(self, sheet: "Sheet | SurfaceMessages", *, fresh: bool = False) -> list[tuple[str, Message]]:
        """The messages that show a sheet: its data alone where its layout is there. fresh: all of it anew."""
        surface, layout = sheet.surface, sheet.layout if isinstance(sheet, SurfaceMessages) else ""
        if isinstance(sheet, SurfaceMessages):
            whole, change = list(sheet.messages), sheet.messages[1]
        else:
            whole, change = list(opening(sheet)), data(sheet)
        known = self._open.get(surface)
        self._open[surface] = layout
        if known == layout and not fresh:
            return [(surface, change)]
        return [(surface, message) for message in ([closing(surface)] if known is not None else []) + whole]


def _running(id_: str, facts: ToolFacts, entry: Entry, arguments: Values, result: Values) -> _Running:
    """An entry with the button that ends it, by its id, where something does."""
    undo = facts.undone_by
    line = Line(entry.text, entry.note)
    if undo is not None:
        call = (undo.tool, undo.naming(arguments, result))
        line = Line(entry.text, entry.note, press=_STOP, call=call, id=id_)
    return _Running(entry, line, facts.rings_once)
