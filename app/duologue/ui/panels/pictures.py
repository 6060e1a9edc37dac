"""Pictures of the panels of a replay, as they stood at its end: `python -m duologue.ui.panels.pictures DIR [THEME]`.

A program of its own, so that a replay needs Qt only if there was a panel, and never fails with it.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from duologue.core.errors import DuologueError
from duologue.ui.application import make_application
from duologue.ui.colours import LIGHT, THEMES
from duologue.ui.panels.card import WIDTH
from duologue.ui.panels.rendering import SurfaceView
from duologue.ui.panels.surfaces import Surfaces
from duologue.ui.theme import apply_theme

FOLDER = "panels"
_DENSITY = 2.0
"""Device pixels per logical pixel."""


def draw(timeline: Path, folder: Path, failed: Callable[[str], object]) -> list[Path]:
    """Draws the surfaces that a timeline leaves behind, as PNG files in `folder`; returns them. Needs a QApplication.

    failed: takes a sentence about each message that is invalid and each picture that cannot be written; the others are
    drawn.

    Raises:
        OSError: the timeline cannot be read, or the folder not be made.
    """
    surfaces, names = Surfaces(), dict[str, None]()
    with timeline.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["type"] == "panel":
                names[event["surface"]] = None
                try:
                    surfaces.take(event["message"])
                except DuologueError as error:
                    failed(error.message)
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for name in names:
        surface = surfaces.get(name)
        if surface is None:
            continue
        path = folder / f"{quote(name, safe='')}.png"  # whatever a surface is called, the file stays in the folder
        if sheet_of(SurfaceView(surface)).grab().save(str(path)):
            pictures.append(path)
        else:
            failed(f"'{path}' could not be written.")
    return pictures


def sheet_of(content: QWidget) -> QWidget:
    """The content as a card of the window, as high as it takes."""
    sheet = QFrame()
    sheet.setObjectName("panel")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(content)
    sheet.setFixedSize(WIDTH, column.totalHeightForWidth(WIDTH))
    return sheet


def main() -> int:
    """Command line; the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(_DENSITY)
    out = Path(sys.argv[1])
    app = make_application([])
    assert isinstance(app, QApplication)
    apply_theme(app, THEMES.get("".join(sys.argv[2:3]), LIGHT))  # a replay has no desktop to look like
    failures: list[str] = []
    try:
        draw(out / "timeline.jsonl", out / FOLDER, failures.append)
    except OSError as error:
        failures.append(str(error))
    if failures:
        sys.stderr.write(f"{failures[0]}{f' ({len(failures) - 1} more)' if failures[1:] else ''}\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
