"""The icons of the basic catalogue, drawn with the Material Design icons that QtAwesome brings."""

import os
import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

LONGEST_PATH = 5_000
_PATH = re.compile(r"[\d\sMmLlHhVvCcSsQqTtAaZz.,eE+-]*")
_DENSITY = 3
UNKNOWN = "help-circle-outline"
NAMES = {
    "accountCircle": "account-circle", "add": "plus", "arrowBack": "arrow-left", "arrowForward": "arrow-right",
    "attachFile": "paperclip", "calendarToday": "calendar-today", "call": "phone", "camera": "camera",
    "check": "check", "close": "close", "delete": "delete", "download": "download", "edit": "pencil",
    "event": "calendar", "error": "alert-circle-outline", "fastForward": "fast-forward", "favorite": "heart",
    "favoriteOff": "heart-outline", "folder": "folder", "help": "help-circle-outline", "home": "home",
    "info": "information-outline", "locationOn": "map-marker", "lock": "lock", "lockOpen": "lock-open",
    "mail": "email", "menu": "menu", "moreVert": "dots-vertical", "moreHoriz": "dots-horizontal",
    "notificationsOff": "bell-off", "notifications": "bell", "pause": "pause", "payment": "credit-card",
    "person": "account", "phone": "phone", "photo": "image", "play": "play", "print": "printer",
    "refresh": "refresh", "rewind": "rewind", "search": "magnify", "send": "send", "settings": "cog",
    "share": "share-variant", "shoppingCart": "cart", "skipNext": "skip-next", "skipPrevious": "skip-previous",
    "star": "star", "starHalf": "star-half-full", "starOff": "star-outline", "stop": "stop", "upload": "upload",
    "visibility": "eye", "visibilityOff": "eye-off", "volumeDown": "volume-medium", "volumeMute": "volume-mute",
    "volumeOff": "volume-off", "volumeUp": "volume-high", "warning": "alert",
}  # fmt: skip
"""Names of the catalogue and of the icons that show them."""


@cache
def glyph(name: str, colour: str, size: int, *, path: bool = False) -> QPixmap:
    """A picture of an icon, `size` logical pixels square. path: the name is an SVG path in a square of 24."""
    if path:
        return _drawn(name, colour, size)
    os.environ.setdefault("QT_API", "pyside6")
    import qtawesome  # noqa: PLC0415 - a fifth of a second, for the first panel with an icon

    icon: QIcon = qtawesome.icon(f"mdi6.{NAMES.get(name, UNKNOWN)}", color=colour)  # type: ignore[no-untyped-call]
    return icon.pixmap(QSize(size, size), _DENSITY)


def _drawn(path: str, colour: str, size: int) -> QPixmap:
    picture = QPixmap(size * _DENSITY, size * _DENSITY)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    if path and len(path) <= LONGEST_PATH and _PATH.fullmatch(path):
        source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="{colour}" d="{path}"/></svg>'
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
        painter.end()
    picture.setDevicePixelRatio(_DENSITY)
    return picture
