"""Draws the program's icon in every size and form that the desktops want: python packaging/icons.py FOLDER

Writes SIZExSIZE.png, duologue.svg, duologue.ico (Windows) and duologue.icns (macOS). Needs PySide6.
"""

import os
import struct
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).parents[1] / "assets" / "icons" / "duologue.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
_WINDOWS = (16, 24, 32, 48, 64, 128, 256)
_MACOS = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}
"""Kind of an entry -> its size in pixels."""


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon as PNG, `size` pixels square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise RuntimeError(f"The icon of {size} pixels could not be drawn.")
    return bytes(buffer.data().data())


def as_ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon that holds PNG pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + entries + b"".join(pictures.values())


def as_icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon that holds PNG pictures."""
    body = b"".join(
        kind.encode() + struct.pack(">I", len(pictures[size]) + 8) + pictures[size] for kind, size in _MACOS.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main(folder: Path) -> None:
    """Writes all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    pictures = {size: drawn(renderer, size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"{size}x{size}.png").write_bytes(picture)
    (folder / "duologue.svg").write_bytes(SOURCE.read_bytes())
    (folder / "duologue.ico").write_bytes(as_ico({size: pictures[size] for size in _WINDOWS}))
    (folder / "duologue.icns").write_bytes(as_icns(pictures))
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]))
