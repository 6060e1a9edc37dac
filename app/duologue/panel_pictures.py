"""Pictures of the panels of a replay, as they stood at its end: `python -m duologue.panel_pictures DIR`.

A program of its own, so that a replay needs Qt only if there was a panel, and never fails with it.
"""

import json
import os
import sys
from pathlib import Path
from urllib.parse import quote

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from duologue.core.errors import DuologueError
from duologue.ui.application import make_application
from duologue.ui.colours import LIGHT
from duologue.ui.panels.engine import Node, Surfaces
from duologue.ui.panels.rendering import render
from duologue.ui.panels.strip import WIDTH
from duologue.ui.theme import apply_theme

FOLDER = "panels"
_DENSITY = 2.0
"""Device pixels per logical pixel."""


def draw(timeline: Path, folder: Path) -> list[Path]:
    """Draws the surfaces that a timeline leaves behind, as PNG files in `folder`; returns them. Needs a QApplication.

    Raises:
        OSError: a file cannot be read or written.
        PanelError: a message of the timeline is invalid.
    """
    surfaces, names = Surfaces(), dict[str, None]()
    with timeline.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["type"] == "panel":
                surfaces.take(event["message"])
                names[event["surface"]] = None
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for name in names:
        surface = surfaces.get(name)
        if surface is None:
            continue
        path = folder / f"{quote(name, safe='')}.png"  # whatever a surface is called, the file stays in the folder
        if not _sheet(render(Node(surface, "root"))).grab().save(str(path)):
            raise OSError(f"The picture '{path}' could not be written.")
        pictures.append(path)
    return pictures


def _sheet(content: QWidget) -> QWidget:
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(content)
    sheet.setFixedWidth(WIDTH)
    sheet.adjustSize()
    return sheet


def main() -> int:
    """Command line; the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(_DENSITY)
    out = Path(sys.argv[1])
    app = make_application([])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    try:
        draw(out / "timeline.jsonl", out / FOLDER)
    except (OSError, DuologueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
