"""Pictures of a replay's panels."""

import json
from pathlib import Path

from PySide6.QtGui import QImage

from duologue.core.events import Panel
from duologue.panel_pictures import draw
from duologue.panels.results import Panels
from duologue.session.timeline import to_json


def written(folder: Path, *panels: Panel) -> Path:
    path = folder / "timeline.jsonl"
    path.write_text("".join(json.dumps(to_json(panel)) + "\n" for panel in panels), encoding="utf-8")
    return path


def note(text: str, surface: str = "note") -> list[Panel]:
    messages = Panels().show("c1", "notes.add", {}, {"text": text, "count": 1})
    return [Panel(1.0, surface, json.loads(json.dumps(m).replace('"note"', json.dumps(surface)))) for _, m in messages]


def test_each_surface_that_is_left_is_drawn(tmp_path: Path) -> None:
    gone = Panel(2.0, "gone", {"version": "v0.9", "deleteSurface": {"surfaceId": "gone"}})
    timeline = written(tmp_path, *note("spare key"), *note("old", "gone"), gone)
    (picture,) = draw(timeline, tmp_path / "panels")
    assert picture == tmp_path / "panels" / "note.png"
    image = QImage(str(picture))
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(colours) > 2  # background and the shades of text


def test_a_long_text_is_drawn_whole(tmp_path: Path) -> None:
    heights = []
    for text in ("spare key", "the spare key is under the blue pot " * 6):
        (picture,) = draw(written(tmp_path, *note(text)), tmp_path / "panels")
        heights.append(QImage(str(picture)).height())
    assert heights[1] > 2 * heights[0]


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    (picture,) = draw(written(tmp_path, *note("x", "../../evil")), tmp_path / "panels")
    assert picture.parent == tmp_path / "panels"
    assert picture.exists()
