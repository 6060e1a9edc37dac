"""Icons of assets/icons, drawn in the colour and at the pixel density of where they are shown."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from duologue.core.paths import assets_folder

_DENSITIES = (1.0, 2.0, 3.0)


@cache
def _source(name: str) -> str:
    return (assets_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int, density: float) -> QPixmap:
    """An icon, `size` logical pixels square.

    density: device pixels per logical pixel.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    picture = QPixmap(round(size * density), round(size * density))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(density)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, size, size)
    )
    painter.end()
    return picture


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """An icon for a button or a menu, sharp on dense screens too."""
    result = QIcon()
    for density in _DENSITIES:
        result.addPixmap(pixmap(name, colour, size, density))
    return result


def app_icon() -> QIcon:
    """The application's icon in the usual sizes."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(pixmap("duologue", "", size, 1.0))
    return result
