"""Measures the panels without a screen: `python -m duologue.bench.panels`, or `duologue bench panels`. Prints JSON.

A program of its own, for the same reason as ui/panels/pictures.py.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication

from duologue.core.events import Panel
from duologue.panels.messages import CATALOG
from duologue.ui.application import make_application
from duologue.ui.colours import LIGHT
from duologue.ui.panels.strip import PanelStrip
from duologue.ui.theme import apply_theme

COMPONENTS, ROUNDS = 200, 60
"""How many components the surface has, and how often it is changed."""
FIRST = 9
"""How many components the first message brings."""
SIZE = (1000, 240)


def _message(**what: Any) -> Panel:
    return Panel(0.0, "bench", {"version": "v0.9"} | what)


def _components() -> list[dict[str, Any]]:
    """Rows of a text, a number and a box to check; every fifth number is formatted by a function."""
    rows = range(COMPONENTS // 4)
    components: list[dict[str, Any]] = [{"id": "root", "component": "Column", "children": [f"r{i}" for i in rows]}]
    for i in rows:
        number: Any = {"path": f"/v{i}/n"}
        if i % 5 == 0:
            number = {"call": "formatNumber", "args": {"value": number, "decimals": 2}, "returnType": "string"}
        components += [
            {"id": f"r{i}", "component": "Row", "children": [f"a{i}", f"b{i}", f"c{i}"]},
            {"id": f"a{i}", "component": "Text", "text": {"path": f"/v{i}/name"}},
            {"id": f"b{i}", "component": "Text", "text": number},
            {"id": f"c{i}", "component": "CheckBox", "label": "done", "value": {"path": f"/v{i}/done"}},
        ]
    return components


def _values(round_: int) -> dict[str, Any]:
    rows = range(COMPONENTS // 4)
    return {f"v{i}": {"name": f"row {i}", "n": 1.5 * i + round_, "done": (i + round_) % 2 == 0} for i in rows}


def measure() -> dict[str, Any]:
    """Milliseconds until the first components of a streamed panel are painted, and of changes; needs a QApplication."""
    strip = PanelStrip(LIGHT)
    strip.resize(*SIZE)
    strip.show()
    QApplication.processEvents()
    components = _components()

    def timed(*messages: Panel) -> float:
        began = time.perf_counter()
        strip.show_panels(messages)
        strip.repaint()
        QApplication.processEvents()
        return (time.perf_counter() - began) * 1000

    create = _message(createSurface={"surfaceId": "bench", "catalogId": CATALOG})
    first = timed(create, _update(components[:FIRST]))
    rest = timed(_update(components[FIRST:]))
    all_ = _spread(ROUNDS, lambda round_: timed(_data(round_, "/")))
    one = _spread(ROUNDS, lambda round_: timed(_data(round_, "/v3/n")))
    return {
        "components": COMPONENTS,
        "first_paint_ms": round(first, 1),
        "rest_ms": round(rest, 1),
        "all_values_ms": all_,
        "one_value_ms": one,
    }


def _update(components: list[dict[str, Any]]) -> Panel:
    return _message(updateComponents={"surfaceId": "bench", "components": components})


def _data(round_: int, path: str) -> Panel:
    return _message(
        updateDataModel={"surfaceId": "bench", "path": path, "value": _values(round_) if path == "/" else round_}
    )


def _spread(rounds: int, once: Callable[[int], float]) -> dict[str, float]:
    times = sorted(once(round_) for round_ in range(rounds))
    return {
        "p50": round(statistics.median(times), 1),
        "p95": round(times[int(0.95 * rounds)], 1),
        "max": round(times[-1], 1),
    }


def main() -> int:
    """Command line; the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application([])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    sys.stdout.write(f"{json.dumps(measure(), indent=1)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
