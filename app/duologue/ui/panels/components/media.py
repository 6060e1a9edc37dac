"""Image, Video and AudioPlayer. Nothing is fetched by itself: what lies outside is opened in the browser, if asked."""

import base64
import binascii
import re
from functools import lru_cache
from urllib.parse import urlsplit

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from duologue.core.display_text import plain_line
from duologue.ui.panels.components.base import Screen, View
from duologue.ui.panels.components.texts import Label
from duologue.ui.panels.glyphs import glyph
from duologue.ui.panels.surfaces import Node
from duologue.ui.words import tr

MOST_BYTES = 6_000_000
MOST_PIXELS = 2048
"""Most bytes of an image's data, and pixels of its sides; larger ones are scaled down as they are read."""
MOST_KEPT = 32
"""Pictures that are kept ready to be shown again."""
_DATA = re.compile(r"data:image/(png|jpeg|gif|webp|bmp);base64,([A-Za-z0-9+/=\s]+)")
_SIZES = {"icon": 24, "avatar": 40, "smallFeature": 64, "mediumFeature": 120, "largeFeature": 180, "header": 110}
"""Height of each variant of an image in logical pixels; the first two are squares."""
_SQUARE = ("icon", "avatar")


@lru_cache(MOST_KEPT)
def embedded(address: str) -> QPixmap | None:
    """The picture that an address holds itself, None if it holds none, or one that is too large or broken."""
    found = _DATA.fullmatch(address) if len(address) <= 2 * MOST_BYTES else None
    if found is None:
        return None
    try:
        data = base64.b64decode(found[2], validate=False)
    except binascii.Error:
        return None
    if len(data) > MOST_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer, QByteArray(found[1].encode()))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid():
        return None
    if max(size.width(), size.height()) > MOST_PIXELS:
        reader.setScaledSize(size.scaled(MOST_PIXELS, MOST_PIXELS, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


class ImageView(View):
    """A picture that the message brings along, or that the application has; of others, their description."""

    kind = "Image"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: _Picture = _Picture()

    def update(self, node: Node, depth: int) -> None:
        """Shows the picture in the room of its variant."""
        address, variant = node.text("url"), str(node.value("variant", "mediumFeature"))
        description = node.text("description")
        shown = (address, variant, str(node.value("fit", "fill")), description, self.screen.theme.name)
        if shown == self.widget.shown:
            return
        self.widget.shown = shown
        self.widget.show_picture(embedded(address) or self.screen.picture(address), variant, shown[2])
        if self.widget.picture is None:
            self.widget.empty = glyph("photo", self.screen.theme.secondary, min(24, _SIZES.get(variant, 24) - 4))
        self.widget.setAccessibleName(description or "Picture")
        self.widget.setToolTip(plain_line(description or _where(address)))


class _Picture(QFrame):
    """Room for a picture. fit: as in CSS."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panelPicture")
        self.shown: object = None
        self.picture: QPixmap | None = None
        self.empty: QPixmap | None = None
        self._fit = "fill"

    def show_picture(self, picture: QPixmap | None, variant: str, fit: str) -> None:
        """Takes another picture and room."""
        self.picture, self._fit = picture, fit
        height = _SIZES.get(variant, _SIZES["mediumFeature"])
        self.setFixedHeight(height)
        if variant in _SQUARE:
            self.setFixedWidth(height)
        else:
            self.setMinimumWidth(min(height, 64))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the picture at its height."""
        height = self.maximumHeight()
        if self.picture is None or not self.picture.height():
            return QSize(round(height * 1.5), height)
        return QSize(min(400, round(self.picture.width() * height / self.picture.height())), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the picture, or a sign for it."""
        super().paintEvent(event)
        picture = self.picture or self.empty
        if picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area, size = self.rect(), picture.deviceIndependentSize().toSize()
        fit = self._fit if self.picture is not None else "none"
        if fit == "fill":
            target = area.size()
        elif fit == "cover":
            target = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        elif fit == "none" or (fit == "scaleDown" and size.width() <= area.width() and size.height() <= area.height()):
            target = size
        else:
            target = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.setClipRect(area)
        place = QImage(target, QImage.Format.Format_Mono).rect()
        place.moveCenter(area.center())
        painter.drawPixmap(place, picture)
        painter.end()


class MediaView(View):
    """A sound or a film: what it is, and a button that opens it outside."""

    icon = ""
    what = ""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QFrame = QFrame()
        self.widget.setObjectName("panelMedia")
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(10, 8, 10, 8)
        self._sign = Label()
        self._title, self._place = Label(), Label("", "caption")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._title)
        column.addWidget(self._place)
        self._button = QPushButton(tr("Open"))
        self._button.setToolTip(tr("Opens it in the browser"))
        self._button.clicked.connect(self._open)
        row.addWidget(self._sign)
        row.addWidget(words, 1)
        row.addWidget(self._button)

    def update(self, node: Node, depth: int) -> None:
        """Says what it is and where it lies."""
        title = node.text("description") or self.what
        self._sign.setPixmap(glyph(self.icon, self.screen.theme.secondary, 22))
        self._title.say(title)
        self._place.say(_where(node.text("url")))
        self._button.setAccessibleName(f"Open {title}")

    def _open(self) -> None:
        if self.node is not None:
            self.screen.opened(self.node.text("url"))


class VideoView(MediaView):
    """A film."""

    kind, icon, what = "Video", "play", "Video"


class AudioPlayerView(MediaView):
    """A sound."""

    kind, icon, what = "AudioPlayer", "volumeUp", "Audio"


def _where(address: str) -> str:
    """The host of an address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
