"""What the camera sees, mirrored, with a mark that cannot be missed and a button that turns it off."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from duologue.core.devices import CameraReport, CameraState
from duologue.core.outline import Stroke
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.restyle import restyle
from duologue.ui.text_size import text_times
from duologue.ui.words import marked, tr, tr_told

SIZE = QSize(176, 132)
_RADIUS = 14.0
MARKS = {
    CameraState.OPENING: (marked("Camera"), marked("Starting…")),
    CameraState.ON: (marked("● Camera on"), ""),
    CameraState.LOST: (marked("No camera"), marked("No picture")),
}
"""What the mark says of each state, and what stands where there is no picture and no reason for that is known."""
_MARGIN = 6
_STROKE = 1.6
"""Breadth of the lines over the picture, in pixels."""


class CameraTile(QFrame):
    """Hidden while the camera is off. `closed` when the user turns it off here."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cameraTile")
        self.setFixedSize(SIZE * text_times(self))
        self.setAccessibleName(tr("Camera"))
        self._image = QImage()
        self._strokes: tuple[Stroke, ...] = ()
        self._theme = theme
        self.mark = QLabel(self)
        self.mark.setObjectName("cameraMark")
        self.text = QLabel(self)
        self.text.setObjectName("secondary")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("cameraClose")
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setToolTip(tr("Turn the camera off (Ctrl+Shift+V)"))
        self.close_button.setAccessibleName(tr("Turn the camera off"))
        self.close_button.clicked.connect(self.closed)
        self.set_theme(theme)
        self.show_report(CameraReport())
        self.hide()

    def turn(self, on: bool) -> None:
        """Shows or hides the tile."""
        self._image, self._strokes = QImage(), ()
        self.setVisible(on)

    def show_picture(self, rgb: Any) -> None:
        """Shows a picture, [H, W, 3]."""
        height, width = rgb.shape[:2]
        picture = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._image = picture.flipped(Qt.Orientation.Horizontal)  # a copy, as a mirror shows it
        self.update()

    def show_outline(self, strokes: tuple[Stroke, ...]) -> None:
        """Draws what is recognised over the picture, nothing for none."""
        self._strokes = strokes
        self.update()

    def show_report(self, report: CameraReport) -> None:
        """Says how the camera is doing where there is no picture."""
        mark, words = (tr(text) for text in MARKS[report.state])
        self.mark.setText(mark)
        restyle(self.mark, "camera", report.state.value)
        self.mark.adjustSize()
        self.text.setText(tr_told(report.why) or words)
        self.setAccessibleDescription(tr_told(report.why) or words or tr("The camera is on."))
        self.setToolTip(tr_told(report.why))
        if report.state is not CameraState.ON:
            self._image = QImage()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.close_button.setIcon(icon("close", "#ffffff", 14))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture fills the tile; what does not fit is cut off on both sides."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        if not self._image.isNull():
            painter.drawImage(QRectF(self.rect()), self._image, self._fitting())
            self._draw_outline(painter)
        painter.setPen(QColor(self._theme.border))
        painter.drawPath(shape)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places what lies on the picture."""
        self.mark.adjustSize()
        self.mark.move(_MARGIN, _MARGIN)
        self.close_button.adjustSize()
        self.close_button.move(self.width() - self.close_button.width() - _MARGIN, _MARGIN)
        top = _MARGIN + self.close_button.height()
        self.text.setGeometry(_MARGIN * 2, top, self.width() - 4 * _MARGIN, self.height() - top - _MARGIN)

    def _draw_outline(self, painter: QPainter) -> None:
        """The strokes, mirrored as the picture is."""
        part, width, height = self._fitting(), self._image.width(), self._image.height()
        scale = self.width() / part.width()
        painter.setPen(QPen(QColor(self._theme.accent), _STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for stroke in self._strokes:
            places = [
                QPointF((width - x * height - part.left()) * scale, (y * height - part.top()) * scale)
                for x, y in stroke
            ]
            painter.drawPolyline(places)

    def _fitting(self) -> QRectF:
        """The middle of the picture, in the proportions of the tile."""
        width, height = self._image.width(), self._image.height()
        scale = min(width / self.width(), height / self.height())
        part = QRectF(0, 0, self.width() * scale, self.height() * scale)
        part.moveCenter(QRectF(0, 0, width, height).center())
        return part
