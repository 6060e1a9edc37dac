"""The inspector's picture: rows of spans over one time axis, the steps below, a line where one points."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from duologue.core.timing import MICROTURN_S
from duologue.ui.colours import Theme
from duologue.ui.tracks.ink import ink
from duologue.ui.words import marked, tr
from duologue.view.tracks import Span, Track, Tracks

ROWS: tuple[tuple[Track, str], ...] = (
    (Track.USER, marked("You")),
    (Track.FLOOR, marked("Floor")),
    (Track.ASSISTANT, "Duologue"),
    (Track.WORK, marked("Under way")),
    (Track.SEEN, marked("Seen")),
    (Track.TRANSLATION, marked("Translation")),
)
STEPS = marked("Steps")
BUDGET_MS, TALLEST_MS = 200.0, 300.0
"""A step's budget, drawn as a line, and the time at the top of the row, in milliseconds."""
SHORTEST_S, LONGEST_S, FIRST_S = 2.0, 3600.0, 30.0
"""Least, most and first seconds from edge to edge."""
_BESIDE, _PAD = 14.0, 4.0
"""Pixels beside the names of the rows, both sides together, and above and below a span."""
_ZOOM = 1.25
_TICKS_S = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 600.0)
_TICK_PX = 70.0


@dataclass(slots=True)
class Sight:
    """The stretch of session time in sight, in seconds."""

    start: float = 0.0
    length: float = FIRST_S

    @property
    def end(self) -> float:
        """Its right edge."""
        return self.start + self.length

    def zoom(self, factor: float, about: float) -> None:
        """Shows more or less around a moment, which stays in its place."""
        length = min(LONGEST_S, max(SHORTEST_S, self.length * factor))
        self.start = about - (about - self.start) * length / self.length
        self.length = length


class TimeAxis(QWidget):
    """Shows tracks. pointed: the session time at which the user points; moved: they moved the sight themselves;
    marked: they marked another stretch."""

    pointed = Signal(float)
    moved = Signal()
    marked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tracks = Tracks()
        self.sight = Sight()
        self.cursor_s = 0.0
        self._dragged: QPointF | None = None
        self._marks: tuple[float, float] | None = None
        self._marking_from: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.names_px = self._left = self._top = self._row = 0.0
        self._measure()
        self.setMinimumWidth(240)
        self.setAccessibleName(tr("Time axis of the session"))
        self.setToolTip(
            tr(
                "Point: why? · drag or arrows: move · wheel or + and −: zoom · Home, End: begin and end · "
                "Shift and drag, or I and O: mark a stretch"
            )
        )

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        """Room for the names of the rows, and for a line of text in each."""
        metrics = QFontMetricsF(self.font())
        self.names_px = max(metrics.horizontalAdvance(tr(name)) for name in (*(name for _, name in ROWS), STEPS))
        self._left = self.names_px + _BESIDE
        self._top, self._row = metrics.height() + 10, metrics.height() + 24
        self.setFixedHeight(int(self._top + self._row * (len(ROWS) + 1) + 6))

    def show_tracks(self, tracks: Tracks, *, follow: bool) -> None:
        """Takes tracks; follow: the newest stays at the right edge, and the cursor with it."""
        self._tracks = tracks
        if follow:
            self.sight.start = max(0.0, tracks.now_s - self.sight.length)
            self.point(tracks.now_s)
        self.update()

    def point(self, t: float) -> None:
        """Points at a moment."""
        self.cursor_s = min(max(0.0, t), self._tracks.now_s)
        self.setAccessibleDescription(tr("At {cursor_s:.1f} seconds", cursor_s=self.cursor_s))
        self.update()
        self.pointed.emit(self.cursor_s)

    @property
    def stretch(self) -> tuple[float, float]:
        """The stretch that is marked, in seconds of session time; the whole session where none is."""
        return (0.0, self._tracks.now_s) if self._marks is None else self._marks

    def mark(self, start: float | None = None, end: float | None = None) -> None:
        """Marks a stretch anew from one end on, or to it; the other end stays where that makes sense."""
        before, after = self.stretch
        low = before if start is None else start
        high = after if end is None else end
        low, high = (max(0.0, low), min(high, self._tracks.now_s))
        if low >= high:
            low, high = (low, self._tracks.now_s) if end is None else (0.0, high)
        if low >= high:
            low, high = 0.0, self._tracks.now_s
        self._marks = (low, high)
        self.update()
        self.marked.emit()

    def unmark(self) -> None:
        """Marks nothing."""
        self._marks = None
        self.update()
        self.marked.emit()

    # ---- the user's hand -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Points, and begins to drag; with Shift, to mark."""
        self.moved.emit()
        self.point(self._time(event.position().x()))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._marking_from = self.cursor_s
        else:
            self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags, or marks."""
        if self._marking_from is not None:
            self.point(self._time(event.position().x()))
            if self.cursor_s != self._marking_from:
                self.mark(*sorted((self._marking_from, self.cursor_s)))
        elif self._dragged is not None:
            self.sight.start -= (event.position().x() - self._dragged.x()) / self._scale()
            self._dragged = event.position()
            self._stay()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go."""
        self._dragged = self._marking_from = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms about the pointer; sideways it moves."""
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self.sight.start -= turned.x() / 4 / self._scale()
        else:
            factor = _ZOOM ** (-turned.y() / 120)
            self.sight.zoom(factor, self._time(event.position().x()))
        self.moved.emit()
        self._stay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the cursor by a micro-turn, with Shift by a second; zooms; marks."""
        step = 1.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else MICROTURN_S
        match event.key():
            case Qt.Key.Key_Left:
                self._go(self.cursor_s - step)
            case Qt.Key.Key_Right:
                self._go(self.cursor_s + step)
            case Qt.Key.Key_Home:
                self._go(0.0)
            case Qt.Key.Key_End:
                self._go(self._tracks.now_s)
            case Qt.Key.Key_I:
                self.mark(start=self.cursor_s)
            case Qt.Key.Key_O:
                self.mark(end=self.cursor_s)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(closer=True)
            case Qt.Key.Key_Minus:
                self.zoom(closer=False)
            case _:
                super().keyPressEvent(event)

    def zoom(self, *, closer: bool) -> None:
        """Shows half a turn of the wheel less or more, about the cursor."""
        self.sight.zoom(1 / _ZOOM if closer else _ZOOM, self.cursor_s)
        self.moved.emit()
        self._stay()

    def _go(self, t: float) -> None:
        self.moved.emit()
        self.point(t)
        if not self.sight.start <= self.cursor_s <= self.sight.end:
            self.sight.start = self.cursor_s - self.sight.length / 2
        self._stay()

    def _stay(self) -> None:
        """Keeps the sight on the session."""
        latest = max(0.0, self._tracks.now_s - self.sight.length * 0.5)
        self.sight.start = min(max(0.0, self.sight.start), latest)
        self.update()

    # ---- places ----------------------------------------------------------------------------------------------------

    def _scale(self) -> float:
        """Pixels a second."""
        return max(1.0, self.width() - self._left) / self.sight.length

    def _x(self, t: float) -> float:
        return self._left + (t - self.sight.start) * self._scale()

    def _time(self, x: float) -> float:
        return self.sight.start + (x - self._left) / self._scale()

    # ---- the picture -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws everything in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        self._draw_marks(painter)
        self._draw_ticks(painter)
        for row, (track, name) in enumerate(ROWS):
            top = self._top + row * self._row
            self._draw_name(painter, tr(name), top)
            painter.save()
            painter.setClipRect(QRectF(self._left, top, self.width() - self._left, self._row))
            for span in self._tracks.spans(track, self.sight.start, self.sight.end):
                self._draw_span(painter, span, top)
            painter.restore()
        self._draw_steps(painter, self._top + len(ROWS) * self._row)
        self._draw_cursor(painter)

    def _draw_marks(self, painter: QPainter) -> None:
        if self._marks is None:
            return
        left, right = (max(self._left, self._x(t)) for t in self._marks)
        painter.fillRect(QRectF(left, self._top - 6, right - left, self.height()), QColor(self._theme.user_bubble))

    def _draw_ticks(self, painter: QPainter) -> None:
        every = next((tick for tick in _TICKS_S if tick * self._scale() >= _TICK_PX), _TICKS_S[-1])
        t = every * (self.sight.start // every)
        while t <= self.sight.end:
            x = self._x(t)
            if x >= self._left:
                painter.setPen(QPen(QColor(self._theme.border), 1))
                painter.drawLine(QPointF(x, self._top - 6), QPointF(x, self.height()))
                painter.setPen(QColor(self._theme.secondary))
                painter.drawText(QPointF(x + 4, self._top - 9), _clock(t, every))
            t += every

    def _draw_name(self, painter: QPainter, name: str, top: float) -> None:
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        painter.setPen(QColor(self._theme.secondary))
        box = QRectF(10, top, self.names_px, self._row)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)

    def _draw_span(self, painter: QPainter, span: Span, top: float) -> None:
        fill, colour = ink(self._theme, span)
        left, right = self._x(span.start), self._x(span.until(self._tracks.now_s))
        box = QRectF(left, top + _PAD, max(4.0, right - left), self._row - 2 * _PAD)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(colour)
        seen = box.intersected(QRectF(self._left, top, self.width() - self._left, self._row)).adjusted(5, 0, -5, 0)
        if seen.width() > 16:
            text = QFontMetricsF(painter.font()).elidedText(span.text, Qt.TextElideMode.ElideRight, seen.width())
            painter.drawText(seen, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _draw_steps(self, painter: QPainter, top: float) -> None:
        self._draw_name(painter, tr(STEPS), top)
        height = self._row - 2 * _PAD
        budget = top + _PAD + height * (1 - BUDGET_MS / TALLEST_MS)
        painter.setPen(QPen(QColor(self._theme.outline), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(self._left, budget), QPointF(self.width(), budget))
        painter.setPen(Qt.PenStyle.NoPen)
        wide = max(1.0, MICROTURN_S * self._scale() - 1)
        for step in self._tracks.steps:
            if self.sight.start <= step.t <= self.sight.end + MICROTURN_S:
                tall = height * min(1.0, step.ms / TALLEST_MS)
                painter.setBrush(QColor(self._theme.danger if step.late else self._theme.assistant_live))
                left = max(self._left, self._x(step.t) - wide)
                painter.drawRect(QRectF(left, top + _PAD + height - tall, wide, tall))

    def _draw_cursor(self, painter: QPainter) -> None:
        x = self._x(self.cursor_s)
        if self._left <= x <= self.width():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawLine(QPointF(x, self._top - 6), QPointF(x, self.height()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def _clock(t: float, every: float) -> str:
    minutes, seconds = divmod(t + 1e-6, 60)
    return f"{int(minutes)}:{seconds:04.1f}" if every < 1 else f"{int(minutes)}:{int(seconds):02}"
