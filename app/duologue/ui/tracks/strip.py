"""Both voices of the last seconds on one rolling axis: the user's above the line, the assistant's below, what is looked
up between. Overlaps and acknowledgements are seen as they are."""

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from duologue.core.timing import MICROTURN_S
from duologue.ui.colours import Theme
from duologue.ui.words import tr
from duologue.view.tracks import Span, Track, Tracks

SHOWN_S = 16.0
"""Seconds of the past from the left edge to the right one."""
FRAME_MS = 20
"""Between two pictures while something moves."""
HEIGHT = 34
_BAND, _GAP, _RADIUS = 9.0, 1.5, 4.0
_LEAST_PX = 3.0
_QUIET_DB, _LOUD_DB = -50.0, -15.0
"""Levels of the microphone at which the user's band is at its thinnest and at its thickest."""


class VoicesStrip(QWidget):
    """Rolls while anything that sounded is in sight, and rests otherwise. pressed: it was clicked."""

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tracks = Tracks()
        self._since = QElapsedTimer()
        self._now_s = 0.0
        self._frame = QTimer(self, interval=FRAME_MS)
        self._frame.timeout.connect(self._roll)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Who spoke in the last seconds"))
        self.setToolTip(
            tr(
                "The last {seconds:.0f} seconds: you above the line, Duologue below, what is looked up in between. "
                "Click for the inspector.",
                seconds=SHOWN_S,
            )
        )

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(320, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def show_tracks(self, tracks: Tracks) -> None:
        """Takes what has happened so far."""
        self._tracks = tracks
        if tracks.now_s != self._now_s:
            self._now_s = tracks.now_s
            self._since.start()
        if self._moves() and self._seen() and not self._frame.isActive():
            self._frame.start()

    @property
    def rolling(self) -> bool:
        """It is drawn again and again."""
        return self._frame.isActive()

    def described(self) -> str:
        """What it shows, in words, for those who cannot see it."""
        sides = ((tr("You"), Track.USER), ("Duologue", Track.ASSISTANT))
        told = []
        for name, track in sides:
            seconds = sum(b - a for a, b in self._stretches(track, self._now_s - SHOWN_S, self._now_s))
            told.append(f"{name} {seconds:.0f} s")
        return tr("In the last {seconds:.0f} seconds: {told}", seconds=SHOWN_S, told=", ".join(told))

    def _moves(self) -> bool:
        return self._tracks.running and (self._tracks.sounding or self._now_s - self._tracks.last_s < SHOWN_S)

    def _seen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    def _roll(self) -> None:
        if not (self._moves() and self._seen()):
            self._frame.stop()
            self.setAccessibleDescription(self.described())
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Goes on where it is seen."""
        super().showEvent(event)
        self.show_tracks(self._tracks)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rests where it is not."""
        super().hideEvent(event)
        self._frame.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def _present_s(self) -> float:
        """Session time now; between two reports time goes on, but for half a second at most."""
        if not (self._tracks.running and self._since.isValid()):
            return self._now_s
        return self._now_s + min(0.5, self._since.elapsed() / 1000)

    def _stretches(self, track: Track, start: float, end: float) -> list[tuple[float, float]]:
        spans = self._tracks.spans(track, start, end)
        return [(max(start, span.start), min(end, span.until(end))) for span in spans]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the bands, the line between them, and the mark of now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = self._present_s()
        start, middle = end - SHOWN_S, self.height() / 2
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.drawLine(0, round(middle), self.width(), round(middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.amber.fore))
        for span in self._tracks.spans(Track.WORK, start, end):
            self._band(painter, span, end, middle - _GAP, 2 * _GAP)
        for span in self._tracks.spans(Track.USER, start, end):
            muted = span.kind == "muted"
            painter.setBrush(QColor(self._theme.danger if muted else self._theme.accent))
            height = 2.0 if muted else _BAND * self._loudness(span, end)
            self._band(painter, span, end, middle - _GAP - height, height)
        painter.setBrush(QColor(self._theme.assistant_live))
        for span in self._tracks.spans(Track.ASSISTANT, start, end):
            self._band(painter, span, end, middle + _GAP, _BAND * (0.55 if span.kind == "backchannel" else 1.0))
        painter.setBrush(QColor(self._theme.blue.fore))
        for span in self._tracks.spans(Track.SEEN, start, end):
            painter.drawEllipse(QRectF(self._x(span.start, end) - 2, 0, 4, 4))

    def _x(self, t: float, end: float) -> float:
        """Where session time t is, with `end` at the right edge."""
        return (t - end + SHOWN_S) * self.width() / SHOWN_S

    def _loudness(self, span: Span, end: float) -> float:
        """How thick the user's band is, 0.45 to 1: the loudest of its levels."""
        loudest = self._tracks.loudest(span.start, span.until(end) + MICROTURN_S)
        share = ((_LOUD_DB if loudest is None else loudest) - _QUIET_DB) / (_LOUD_DB - _QUIET_DB)
        return 0.45 + 0.55 * min(1.0, max(0.0, share))

    def _band(self, painter: QPainter, span: Span, end: float, top: float, height: float) -> None:
        left, right = self._x(span.start, end), self._x(min(end, span.until(end)), end)
        box = QRectF(left, top, max(_LEAST_PX, right - left), height)
        painter.drawRoundedRect(box, _RADIUS, min(_RADIUS, height / 2))
