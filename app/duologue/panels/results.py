"""What the built-in tools have to show. A result becomes a sheet; what runs is kept until it is over."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from duologue.core.errors import DuologueError
from duologue.core.events import Json
from duologue.core.wording import duration
from duologue.panels.messages import Line, Message, Sheet, closing, data, opening
from duologue.panels.own import Opened, chart, timers

Values = Mapping[str, Json]
_LONGEST_NAME = 60
"""Bytes of a list's name that its surface bears as it is; surfaces become names of files."""
_SHORT_NAME = 12
"""Characters that are left of a longer one."""
_STOP = "Stop"
_CANCELLING = frozenset({"timer.cancel", "reminder.cancel"})


@dataclass(frozen=True, slots=True)
class _Running:
    """A timer or reminder that has not come to its end."""

    surface: str
    line: Line
    repeats: bool
    seconds: float = 0.0
    ends: str = ""


class ShapeError(DuologueError):
    """A result does not look like what its tool returns."""


class Panels:
    """The panels of one session. Sans I/O: results come in, messages for the renderer go out, in order."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}  # surfaces that are there, with what their layout is called
        self._running: dict[str, _Running] = {}  # by the id of the call

    def show(
        self, id_: str, name: str, arguments: Values, result: Json, *, unasked: bool = False
    ) -> list[tuple[str, Message]]:
        """What a tool's result changes on the panels: surface and message; nothing for a tool without a panel.

        unasked: the call took back what the user did not mean; a list that it leaves empty disappears.

        Raises:
            ShapeError: the result is not what this tool returns; the panels stay as they were.
        """
        try:
            return self._shown(id_, name, arguments, result, unasked) if isinstance(result, dict) else []
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise ShapeError("panel.result", f"The result of {name} cannot be shown ({reason}).") from error

    def _shown(
        self, id_: str, name: str, arguments: Values, result: Values, unasked: bool
    ) -> list[tuple[str, Message]]:
        if name == "chart.show":
            return self._put(chart(result), fresh=True)
        if (running := _started(name, result)) is not None:
            self._running[id_] = running
            return self._put(self._runs(running.surface))
        if name in _CANCELLING and isinstance(cancelled := result.get("cancelled"), str):
            return self._end(cancelled)
        if name not in _SHEETS:
            return []
        sheet = _SHEETS[name](arguments, result)
        return self._remove(sheet.surface) if unasked and not result.get("items", True) else self._put(sheet)

    def rang(self, id_: str) -> list[tuple[str, Message]]:
        """A timer or reminder has come due."""
        running = self._running.get(id_)
        return [] if running is None or running.repeats else self._end(id_)

    def _end(self, id_: str) -> list[tuple[str, Message]]:
        ended = self._running.pop(id_, None)
        return [] if ended is None else self._put(self._runs(ended.surface))

    def _runs(self, surface: str) -> "Sheet | Opened":
        running = [each for each in self._running.values() if each.surface == surface]
        if surface == "timers":
            return timers([(each.line, each.seconds, each.ends) for each in running])
        return Sheet(surface, surface.capitalize(), tuple(each.line for each in running) or (Line("None is running."),))

    def _remove(self, surface: str) -> list[tuple[str, Message]]:
        self._open.pop(surface, None)
        return [(surface, closing(surface))]

    def _put(self, sheet: "Sheet | Opened", *, fresh: bool = False) -> list[tuple[str, Message]]:
        """The messages that show a sheet: its data alone where its layout is there. fresh: all of it anew."""
        surface, layout = sheet.surface, sheet.layout if isinstance(sheet, Opened) else ""
        if isinstance(sheet, Opened):
            whole, change = list(sheet.messages), sheet.messages[1]
        else:
            whole, change = list(opening(sheet)), data(sheet)
        known = self._open.get(surface)
        self._open[surface] = layout
        if known == layout and not fresh:
            return [(surface, change)]
        return [(surface, message) for message in ([closing(surface)] if known is not None else []) + whole]


def _started(name: str, result: Values) -> _Running | None:
    """The timer or reminder that a call has started."""
    match name:
        case "timer.start":
            label = str(result.get("label") or "")
            length = duration(float(result["seconds"]))
            text = " · ".join(part for part in (label, length) if part)
            stop = ("timer.cancel", {"label": label or length})
            line = Line(text, f"until {_clock(result['ends'])}", press=_STOP, call=stop)
            return _Running("timers", line, False, float(result["seconds"]), str(result["ends"]))
        case "reminder.at":
            message = str(result["message"])
            stop = ("reminder.cancel", {"message": message})
            line = Line(message, f"at {_clock(result['at'])}", press=_STOP, call=stop)
            return _Running("reminders", line, False)
        case "reminder.every":
            message = str(result["message"])
            stop = ("reminder.cancel", {"message": message})
            line = Line(message, f"every {duration(float(result['seconds']))}", press=_STOP, call=stop)
            return _Running("reminders", line, True)
    return None


def _clock(iso: Json) -> str:
    """The time of day of an ISO date and time."""
    return datetime.fromisoformat(str(iso)).strftime("%H:%M")


def _list(_: Values, result: Values) -> Sheet:
    name = str(result["list"])
    lines = tuple(
        Line(str(item), press="Remove", call=("list.remove", {"list": name, "item": str(item)}))
        for item in result["items"]
    )
    return Sheet(_list_surface(name), f"{name.capitalize()} list", lines or (Line("Nothing is on it."),))


def _list_surface(name: str) -> str:
    """The surface of a list: "list-to-do". Odd and long names end with a digest, so that no two lists share one."""
    if re.fullmatch(r"\w+( \w+)*", name) and len(name.encode()) <= _LONGEST_NAME:
        return f"list-{name.replace(' ', '-')}"
    words = "-".join(re.findall(r"\w+", name))[:_SHORT_NAME]
    digest = hashlib.sha256(name.encode(errors="replace")).hexdigest()[:8]
    return "-".join(part for part in ("list", words, digest) if part)


def _note(_: Values, result: Values) -> Sheet:
    return Sheet("note", "Note", (Line(str(result["text"])),))


def _notes(arguments: Values, result: Values) -> Sheet:
    lines = tuple(Line(str(note)) for note in result["notes"])
    return Sheet("notes", f"Notes about {arguments['query']}", lines or (Line("None was found."),))


def _calculation(arguments: Values, result: Values) -> Sheet:
    return Sheet("calculation", "Calculation", (Line(f"{arguments['expression']} = {_number(result['value'])}"),))


def _conversion(arguments: Values, result: Values) -> Sheet:
    given = f"{_number(arguments['value'])} {arguments['from']}"
    return Sheet("conversion", "Conversion", (Line(f"{given} = {_number(result['value'])} {result['unit']}"),))


def _found(arguments: Values, result: Values) -> Sheet:
    pages = [page for page in result.get("results") or () if isinstance(page, dict)]
    lines = tuple(_page(page) for page in pages)
    return Sheet("search", f"Found for {arguments.get('query', '')}", lines or (Line("Nothing was found."),))


def _page(page: Values) -> Line:
    title, snippet, url = (str(page.get(name, "")) for name in ("title", "snippet", "url"))
    return Line(title, snippet, url, link=url if url.startswith(("https://", "http://")) else "")


def _weather(_: Values, result: Values) -> Sheet:
    lines = [Line(f"{_number(result.get('temperature_c', '?'))} °C", str(result.get("condition", "")))]
    told = [words.format(_number(result[name])) for name, words in _WEATHER if result.get(name) is not None]
    if told:
        lines.append(Line(", ".join(told)))
    return Sheet("weather", f"Weather in {result.get('place', '?')}", tuple(lines))


_WEATHER = (("feels_like_c", "feels like {} °C"), ("humidity_percent", "humidity {} %"), ("wind_kmh", "wind {} km/h"))


def _number(value: Json) -> str:
    return f"{value:.10g}" if isinstance(value, (int, float)) else str(value)


_SHEETS: dict[str, Callable[[Values, Values], Sheet]] = {
    "list.add": _list,
    "list.remove": _list,
    "list.show": _list,
    "notes.add": _note,
    "notes.search": _notes,
    "calculator.evaluate": _calculation,
    "units.convert": _conversion,
    "web.search": _found,
    "weather.now": _weather,
}
