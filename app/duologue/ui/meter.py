"""Microphone level: a row of small bars that follows the sound, with the recent peak held."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from duologue.ui.colours import Theme
from duologue.ui.words import tr

FLOOR_DB = -60.0
"""Level in dBFS at or below which nothing shows."""
FRAME_MS = 33
FALL_DB = 2.5
"""How many dB the shown level falls in a frame (75 dB a second)."""
HOLD_FRAMES = 30
"""How many frames the peak stands still (1 s) before it falls."""
PEAK_FALL_DB = 1.0
_BAR, _GAP = 4, 3
_LOUD_DB = -9.0


class LevelMeter(QWidget):
    """Shows dBFS from FLOOR_DB to 0. Rises at once, falls smoothly.

    Its timer runs only while something moves that can be seen, and it is drawn only when a bar changes.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._target_db = FLOOR_DB
        self._shown_db = FLOOR_DB
        self._peak_db = FLOOR_DB
        self._held = 0
        self._off = False
        self._drawn: tuple[int, int] | None = None
        self._frame = QTimer(self)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self.advance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Microphone level"))
        self.setToolTip(tr("Microphone level, with the loudest of the last second marked"))

    @property
    def shown_db(self) -> float:
        """The level on display, dBFS."""
        return self._shown_db

    @property
    def peak_db(self) -> float:
        """The held peak, dBFS."""
        return self._peak_db

    @property
    def moving(self) -> bool:
        """The display still changes."""
        return self._frame.isActive()

    def set_level(self, db: float) -> None:
        """Takes a new level in dBFS."""
        self._target_db = min(0.0, max(FLOOR_DB, db))
        self._shown_db = max(self._shown_db, self._target_db)
        if self._target_db >= self._peak_db:
            self._peak_db, self._held = self._target_db, HOLD_FRAMES
        if not self._seen():
            self._rest()
        elif not self._settled() and not self._frame.isActive():
            self._frame.start()
        self._draw()

    def set_off(self, off: bool) -> None:
        """Shows that the microphone is off."""
        self._off = off
        if off:
            self._target_db = self._shown_db = self._peak_db = FLOOR_DB
            self._frame.stop()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def advance(self) -> None:
        """One frame of falling."""
        self._shown_db = max(self._target_db, self._shown_db - FALL_DB)
        if self._held > 0:
            self._held -= 1
        else:
            self._peak_db = max(self._shown_db, self._peak_db - PEAK_FALL_DB)
        if not self._seen():
            self._rest()
        if self._settled():
            self._frame.stop()
        self._draw()

    def _seen(self) -> bool:
        """A window that is minimised counts as visible to Qt."""
        return self.isVisible() and not self.window().isMinimized()

    def _rest(self) -> None:
        """Nothing moves where nothing is seen: it stands where it would come to rest."""
        self._shown_db = self._peak_db = self._target_db
        self._held = 0
        self._frame.stop()

    def _draw(self) -> None:
        if (bars := self._lit()) != self._drawn:
            self._drawn = bars
            self.update()

    def _lit(self) -> tuple[int, int]:
        """How many bars are lit, and which one marks the peak."""
        count = self._count()
        return self._bars(self._shown_db, count), self._bars(self._peak_db, count) - 1

    def _count(self) -> int:
        return max(1, (self.width() + _GAP) // (_BAR + _GAP))

    def _settled(self) -> bool:
        return self._shown_db <= self._target_db and self._peak_db <= self._shown_db

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves where nothing is seen."""
        super().hideEvent(event)
        self._frame.stop()

    def sizeHint(self) -> QSize:
        """A small strip."""
        return QSize(14 * (_BAR + _GAP), 26)

    def minimumSizeHint(self) -> QSize:
        """Five bars."""
        return QSize(5 * (_BAR + _GAP), 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws as many bars as fit; the left ones are the quiet levels."""
        count, (lit, peak) = self._count(), self._lit()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for i in range(count):
            on = not self._off and (i < lit or i == peak)
            painter.setBrush(QColor(self._colour(i, count) if on else self._theme.meter_off))
            height = self.height() * (0.3 + 0.5 * (i + 1) / count) if not self._off else _BAR
            top = (self.height() - height) / 2
            painter.drawRoundedRect(QRectF(i * (_BAR + _GAP), top, _BAR, height), _BAR / 2, _BAR / 2)

    @staticmethod
    def _bars(db: float, count: int) -> int:
        return round((db - FLOOR_DB) / -FLOOR_DB * count)

    def _colour(self, bar: int, count: int) -> str:
        db = FLOOR_DB + (bar + 0.5) / count * -FLOOR_DB
        return self._theme.danger if db > _LOUD_DB else self._theme.assistant_live
