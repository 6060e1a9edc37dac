"""Icons of assets/icons, drawn in the colour and at the pixel density of where they are shown."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from duologue.core.paths import assets_folder

_DENSITIES = (1.0, 2.0, 3.0)
_BADGE_MARGIN, _BADGE_RADIUS = 0.1, 0.3
"""Room around the icon on a badge, and the radius of its corners, as parts of its size."""


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
    _paint(painter, name, colour, QRectF(0, 0, size, size))
    painter.end()
    return picture


def badge(name: str, colour: str, back: str, size: int) -> QPixmap:
    """An icon on a round ground, so that it can be seen on any colour; `size` device pixels square.

    back: the colour of the ground, "" for none.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = 0.0
    if back:
        margin = size * _BADGE_MARGIN
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(back))
        painter.drawRoundedRect(QRectF(0, 0, size, size), size * _BADGE_RADIUS, size * _BADGE_RADIUS)
    _paint(painter, name, colour, QRectF(margin, margin, size - 2 * margin, size - 2 * margin))
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


def _paint(painter: QPainter, name: str, colour: str, place: QRectF) -> None:
    svg = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, place)
