"""What counts down on the panels, as far as closing the window would end it. Knows nothing of Qt."""

from datetime import datetime

from duologue.core.events import Json, Panel


class Countdowns:
    """The timers that run, by the panels that show them."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called: "pasta · 8 minutes"."""
        return tuple(name for names in self._names.values() for name in names)

    def take(self, panel: Panel) -> None:
        """Takes in a message for a panel."""
        update = panel.message.get("updateDataModel")
        if "deleteSurface" in panel.message:
            self._names.pop(panel.surface, None)
        elif isinstance(update, dict) and update.get("path", "/") == "/":
            self._names[panel.surface] = _running(update.get("value"))

    def clear(self) -> None:
        """The session has ended."""
        self._names.clear()


def _running(value: Json) -> tuple[str, ...]:
    lines = value.get("lines") if isinstance(value, dict) else None
    if not isinstance(lines, list):
        return ()
    return tuple(str(line.get("text", "")) for line in lines if isinstance(line, dict) and _ends(line.get("ends")))


def _ends(moment: Json) -> bool:
    """Whether it is a moment at which something ends; what stands still has none."""
    try:
        return isinstance(moment, str) and datetime.fromisoformat(moment) is not None
    except ValueError:
        return False
