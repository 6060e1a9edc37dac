"""Pictures of a replay's panels."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from duologue.core.events import Panel
from duologue.panels.results import ResultPanels
from duologue.session.timeline import to_json
from duologue.ui.colours import DARK, LIGHT, Theme
from duologue.ui.panels.pictures import draw, sheet_of
from duologue.ui.panels.rendering import SurfaceView
from duologue.ui.panels.surfaces import Surfaces
from duologue.ui.theme import apply_theme
from helpers.results import show_result


def written(folder: Path, *panels: Panel) -> Path:
    path = folder / "timeline.jsonl"
    path.write_text("".join(json.dumps(to_json(panel)) + "\n" for panel in panels), encoding="utf-8")
    return path


def note(text: str, surface: str = "note") -> list[Panel]:
    messages = show_result(ResultPanels(), "c1", "notes.add", {}, {"text": text, "count": 1})
    return [Panel(1.0, surface, json.loads(json.dumps(m).replace('"note"', json.dumps(surface)))) for _, m in messages]


def refuse(sentence: str) -> None:
    pytest.fail(sentence)


def test_each_surface_that_is_left_is_drawn(tmp_path: Path) -> None:
    gone = Panel(2.0, "gone", {"version": "v0.9", "deleteSurface": {"surfaceId": "gone"}})
    timeline = written(tmp_path, *note("spare key"), *note("old", "gone"), gone)
    (picture,) = draw(timeline, tmp_path / "panels", refuse)
    assert picture == tmp_path / "panels" / "note.png"
    image = QImage(str(picture))
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(colours) > 2  # background and the shades of text


def test_a_long_text_is_drawn_whole(tmp_path: Path) -> None:
    heights = []
    for text in ("spare key", "the spare key is under the blue pot " * 6):
        (picture,) = draw(written(tmp_path, *note(text)), tmp_path / "panels", refuse)
        heights.append(QImage(str(picture)).height())
    assert heights[1] > 2 * heights[0]


def test_no_text_is_cut_off(application) -> None:
    apply_theme(application, LIGHT)
    surfaces = Surfaces()
    catalog = "https://a2ui.org/specification/v0_9/catalogs/basic/catalog.json"
    texts = [
        {
            "id": variant,
            "component": "Text",
            "text": f"What takes more than one line: {variant}",
            "variant": variant,
        }
        for variant in ("h1", "h3", "body", "caption")
    ]
    root = {"id": "root", "component": "Column", "children": [text["id"] for text in texts]}
    surfaces.take({"version": "v0.9", "createSurface": {"surfaceId": "s", "catalogId": catalog}})
    surfaces.take({"version": "v0.9", "updateComponents": {"surfaceId": "s", "components": [root, *texts]}})
    surface = surfaces.get("s")
    assert surface is not None
    sheet = sheet_of(SurfaceView(surface))
    sheet.grab()
    labels = sheet.findChildren(QLabel)
    assert len(labels) == 4
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width())


def test_one_invalid_message_leaves_the_other_pictures(tmp_path: Path) -> None:
    nowhere = Panel(1.0, "x", {"version": "v0.9", "updateComponents": {"surfaceId": "x", "components": []}})
    failures: list[str] = []
    (picture,) = draw(written(tmp_path, nowhere, *note("spare key")), tmp_path / "panels", failures.append)
    assert picture.name == "note.png"
    (failure,) = failures
    assert failure.startswith("A panel could not be drawn: ")


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    (picture,) = draw(written(tmp_path, *note("x", "../../evil")), tmp_path / "panels", refuse)
    assert picture.parent == tmp_path / "panels"
    assert picture.exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    written(tmp_path, *note("spare key"))
    (tmp_path / "panels").write_text("no folder")
    command = [sys.executable, "-m", "duologue.ui.panels.pictures", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, "", 1)
    assert "panels" in ran.stderr


@pytest.mark.parametrize(("theme", "ground"), [("dark", DARK), ("light", LIGHT), ("system", LIGHT)])
def test_pictures_are_drawn_in_the_appearance_that_is_set(tmp_path: Path, theme: str, ground: Theme) -> None:
    written(tmp_path, *note("spare key"))
    drawn = subprocess.run(
        [sys.executable, "-m", "duologue.ui.panels.pictures", str(tmp_path), theme],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (drawn.returncode, drawn.stderr) == (0, "")
    image = QImage(str(tmp_path / "panels" / "note.png"))
    light = [image.pixelColor(x, 40).lightness() for x in range(image.width())]
    assert (sum(light) / len(light) < 128) is (ground is DARK)
