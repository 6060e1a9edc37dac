"""Draws every screen of the app in every look: python packaging/screenshots.py [NAME ...]

The pictures are in assets/screenshots/LOOK/NAME.png: light, dark, high contrast, with text of twice the size, in the
narrowest window, and from right to left. What stands on them is made up (tests/helpers/screens.py). Look at them.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OUT = ROOT / "assets" / "screenshots"
SCREEN = '{"screens": [{"name": "one", "x": 0, "y": 0, "width": 1600, "height": 1000, "dpr": 1}]}'
COLOURS = 256
NARROW, LOWEST = 360, 600


@dataclass(frozen=True)
class Look:
    """theme: its name. times: size of text. width: of the windows in pixels, 0 for their own."""

    name: str
    theme: str = "light"
    times: float = 1.0
    width: int = 0
    rightmost_first: bool = False


LOOKS = (
    Look("light"),
    Look("dark", theme="dark"),
    Look("high-contrast", theme="contrast"),
    Look("large-text", times=2.0),
    Look("narrow", width=NARROW),
    Look("right-to-left", rightmost_first=True),
)


def draw(names: list[str]) -> int:
    """Draws screens in all looks; how many bytes the pictures take."""
    from PySide6.QtCore import Qt  # noqa: PLC0415

    from duologue.ui.application import make_application  # noqa: PLC0415
    from helpers.screens import SCREENS, Stage, settle, shown  # noqa: PLC0415 - Qt takes its platform when it starts

    app = make_application([])
    usual = app.font()
    taken = 0
    with tempfile.TemporaryDirectory() as folder:
        for look in LOOKS:
            font = app.font()
            font.setPointSizeF(usual.pointSizeF() * look.times)
            app.setFont(font)
            direction = Qt.LayoutDirection
            app.setLayoutDirection(direction.RightToLeft if look.rightmost_first else direction.LeftToRight)
            (OUT / look.name).mkdir(parents=True, exist_ok=True)
            stage = Stage(app, Path(folder), look.theme)
            for name in names or SCREENS:
                with shown(stage, name) as window:
                    if look.width and not SCREENS[name].fixed:
                        low = window.height() < LOWEST // 2
                        window.resize(look.width, window.height() if low else max(LOWEST, window.height()))
                        settle(app)
                    path = OUT / look.name / f"{name}.png"
                    save(window.grab().toImage(), path)
                    taken += path.stat().st_size
    return taken


def save(picture: Any, path: Path) -> None:
    """Writes a picture with its most frequent colours; the others become those that are nearest."""
    import numpy as np  # noqa: PLC0415
    from PySide6.QtGui import QImage  # noqa: PLC0415

    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    height, width = picture.height(), picture.width()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(height, picture.bytesPerLine() // 4, 4)[:, :width, :3]
    packed = (pixels.astype(np.uint32) << np.array([0, 8, 16], np.uint32)).sum(axis=2, dtype=np.uint32)
    values, place, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = np.argsort(-counts)[:COLOURS]
    split = (values[:, None] >> np.array([0, 8, 16], np.uint32) & 255).astype(np.int32)  # [N, 3]
    distance = np.abs(split[:, None] - split[kept][None]).sum(axis=2)  # [N, COLOURS]
    index = distance.argmin(axis=1)[place].reshape(height, width).astype(np.uint8)
    indexed = QImage(index.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    indexed.setColorTable([0xFF000000 | int(values[at]) for at in kept])
    if not indexed.save(str(path), "PNG", 0):
        raise OSError(f"{path} cannot be written")


@contextmanager
def a_screen() -> Iterator[None]:
    """A screen in memory that is large enough for every window."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "screen.json"
        file.write_text(SCREEN, encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
        os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"
        yield


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    with a_screen():
        sys.stdout.write(f"{draw(sys.argv[1:]) / 1e6:.1f} MB in {OUT}\n")
