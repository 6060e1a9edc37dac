"""What ships as data is there, and is what the program takes it for."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import soundfile

from duologue.core.paths import assets_folder
from duologue.session.case import load_case

ICONS = sorted((assets_folder() / "icons").glob("*.svg"))
APP = Path(__file__).parents[2] / "app" / "duologue"


def test_the_sample_session_is_a_case_as_long_as_its_sound() -> None:
    case = load_case(assets_folder() / "sample" / "session.json")
    assert soundfile.info(case.audio).duration == case.duration_s
    assert case.background.available
    assert case.not_built == ()


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_are_svg_that_takes_a_theme_s_colour(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "currentColor" in path.read_text(encoding="utf-8") or path.stem == "duologue"


def test_every_icon_that_is_named_exists_and_is_used() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (*APP.glob("ui/**/*.py"), APP / "view" / "status.py")
    )
    named = set(re.findall(r'"([a-z-]+)"', sources))
    assert {path.stem for path in ICONS} <= named
