"""Chart, Timer and Table: the components of our own catalogue."""

import importlib
import math
import time
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QProgressBar, QTableView, QVBoxLayout, QWidget

from duologue.core.display_text import duration
from duologue.core.events import Json
from duologue.core.sheets import PAUSED
from duologue.ui.panels.components.base import Screen, View
from duologue.ui.panels.components.texts import Label
from duologue.ui.panels.surfaces import Node

MOST_POINTS, MOST_SERIES, MOST_LABELS = 500, 6, 12
"""Most numbers of a series, series of a chart, and labels below it; what is more is left out."""
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 1_000, 30, 200
CHART_HEIGHT, TABLE_HEIGHT = 125, 130
TICK_MS = 250
_LARGEST = 1e300
_Index = QModelIndex | QPersistentModelIndex


def number(value: Json) -> float | None:
    """A finite number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_LARGEST <= value <= _LARGEST:
        return None
    return float(value)


def rows_of(value: Json, most: int) -> list[Json]:
    """A list, cut; empty for anything else."""
    return value[:most] if isinstance(value, list) else []


class ChartView(View):
    """Bars, lines or points, one colour for each series."""

    kind = "Chart"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QWidget = QWidget()
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._title = Label("", "h4")
        self._column.addWidget(self._title)
        self._plot: Any = None
        self._drawn: object = None

    def update(self, node: Node, depth: int) -> None:
        """Draws it anew only if something has changed."""
        labels = [str(label) for label in rows_of(node.value("labels"), MOST_POINTS)]
        series = [each for each in rows_of(node.value("series"), MOST_SERIES) if isinstance(each, dict)]
        named = [
            (str(each.get("name", "")), [number(v) for v in rows_of(each.get("values"), len(labels))])
            for each in series
        ]
        title, kind = node.text("title"), str(node.value("kind", "bar"))
        drawn = (title, kind, labels, named, self.screen.theme.name)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._title.say(title)
        self._title.setVisible(bool(title))
        self._draw(kind, labels, named)
        told = "; ".join(f"{name}: {_told(labels, values)}" for name, values in named)
        self.widget.setAccessibleName(f"{kind} chart {title}. {told}"[:1000])

    def _draw(self, kind: str, labels: list[str], named: list[tuple[str, list[float | None]]]) -> None:
        pyqtgraph: Any = importlib.import_module("pyqtgraph")  # a third of a second, for the first chart
        theme = self.screen.theme
        colours = [theme.accent, theme.green.fore, theme.amber.fore, theme.red.fore, theme.blue.fore, theme.secondary]
        if self._plot is None:
            self._plot = pyqtgraph.PlotWidget()
            self._plot.setFixedHeight(CHART_HEIGHT)
            self._plot.setMenuEnabled(False)
            self._plot.setMouseEnabled(False, False)
            self._plot.hideButtons()
            self._column.addWidget(self._plot)
        plot = self._plot.getPlotItem()
        plot.clear()
        if plot.legend is not None:
            plot.legend.scene().removeItem(plot.legend)
            plot.legend = None
        self._plot.setBackground(theme.surface)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(theme.outline)
            axis.setTextPen(theme.secondary)
        step = max(1, -(-len(labels) // MOST_LABELS))
        plot.getAxis("bottom").setTicks([[(at, _short(labels[at])) for at in range(0, len(labels), step)]])
        plot.showGrid(y=True, alpha=0.2)
        if len(named) > 1:
            plot.addLegend(offset=(4, 4), labelTextColor=theme.text)
        width = 0.8 / max(1, len(named))
        for at, (name, values) in enumerate(named):
            points = [(x, value) for x, value in enumerate(values) if value is not None]
            xs, ys, colour = [x for x, _ in points], [y for _, y in points], colours[at % len(colours)]
            if kind == "line":
                plot.plot(xs, ys, name=name, pen=pyqtgraph.mkPen(colour, width=2), antialias=True)
            elif kind == "scatter":
                plot.plot(xs, ys, name=name, pen=None, symbol="o", symbolSize=8, symbolBrush=colour, symbolPen=None)
            else:
                shifted = [x + width * (at - (len(named) - 1) / 2) for x in xs]
                plot.addItem(
                    pyqtgraph.BarGraphItem(x=shifted, height=ys, width=width * 0.9, brush=colour, pen=None, name=name)
                )
        plot.enableAutoRange()


def _told(labels: list[str], values: list[float | None]) -> str:
    return ", ".join(f"{label} {value:.6g}" for label, value in zip(labels, values, strict=False) if value is not None)


def _short(label: str) -> str:
    return label if len(label) <= 12 else f"{label[:11]}…"


class TimerView(View):
    """Counts down by itself: digits, and a bar that empties."""

    kind = "Timer"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: _Countdown = _Countdown()

    def update(self, node: Node, depth: int) -> None:
        """Takes what it counts."""
        total = number(node.value("total")) or 0.0
        self.widget.begin(node.text("label"), node.text("note"), total, node.text("ends"))


class _Countdown(QWidget):
    """Works only while it can be seen."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._label, self._digits, self._note = Label("", "caption"), Label("", "h3"), Label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setRange(0, 1000)
        for part in (self._label, self._digits, self._bar, self._note):
            column.addWidget(part)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._told: object = None
        self._total, self._over, self._paused = 0.0, 0.0, False

    def begin(self, label: str, note: str, total: float, ends: str) -> None:
        """Counts to its end, by the clock if that is plausible, else from now on; stands still if it is paused."""
        self._label.say(label)
        self._note.say(note)
        if (total, ends) != self._told:
            self._told = (total, ends)
            self._total, self._paused = total, ends == PAUSED
            self._over = time.monotonic() + _left_s(total, ends)
        self._tick()

    def _tick(self) -> None:
        left = self._total if self._paused else max(0.0, self._over - time.monotonic())
        self._digits.say(_clock(left))
        self._digits.setAccessibleName(f"{duration(max(1.0, round(left)))} left" if left else "over")
        self._bar.setValue(round(1000 * left / self._total) if self._total else 0)
        if not left:
            self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Goes on."""
        super().showEvent(event)
        self._tick()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()


def _left_s(total: float, ends: str) -> float:
    try:
        moment = datetime.fromisoformat(ends)
    except ValueError:
        return total
    now = datetime.now(UTC) if moment.tzinfo else datetime.now()  # noqa: DTZ005 - as it was written
    left = (moment - now).total_seconds()
    return left if 0 <= left <= total + 1 else total


def _clock(seconds: float) -> str:
    whole = math.ceil(seconds)
    minutes, hours = whole // 60 % 60, whole // 3600
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


class TableView(View):
    """Rows that can be sorted by any column, with the mouse or Enter on a heading; what is selected can be copied."""

    kind = "Table"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: _Table = _Table()
        self._model = _Cells()
        self._sorted = QSortFilterProxyModel()
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self._sorted.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.widget.setModel(self._sorted)

    def update(self, node: Node, depth: int) -> None:
        """Takes the cells; order, place and selection stay where the shape is the same."""
        columns = [str(name)[:LONGEST_CELL] for name in rows_of(node.value("columns"), MOST_COLUMNS)]
        rows = [rows_of(row, len(columns)) for row in rows_of(node.value("rows"), MOST_ROWS)]
        if self._model.take(columns, rows):
            self.widget.resizeColumnsToContents()
        self.widget.setAccessibleName(f"Table of {len(rows)} rows: {', '.join(columns)}"[:300])


class _Table(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setFixedHeight(TABLE_HEIGHT)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies rows; Enter sorts by the column of the current cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            columns = range(self.model().columnCount())
            lines = ["\t".join(str(self.model().index(row, at).data() or "") for at in columns) for row in rows]
            QGuiApplication.clipboard().setText("\n".join(lines))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            header, column = self.horizontalHeader(), self.currentIndex().column()
            up = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            self.sortByColumn(column, Qt.SortOrder.DescendingOrder if up else Qt.SortOrder.AscendingOrder)
        else:
            super().keyPressEvent(event)


class _Cells(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._columns: list[str] = []
        self._rows: list[list[Json]] = []

    def take(self, columns: list[str], rows: list[list[Json]]) -> bool:
        """Takes columns and cells; whether the table is another one now."""
        if (columns, len(rows)) == (self._columns, len(self._rows)):
            if rows != self._rows:
                self._rows = rows
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return False
        self.beginResetModel()
        self._columns, self._rows = columns, rows
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._columns[section] if shown and section < len(self._columns) else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell as text; for sorting, numbers as numbers."""
        row = self._rows[index.row()]
        value = row[index.column()] if index.column() < len(row) else None
        amount = number(value)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if value is None else f"{amount:.10g}" if amount is not None else str(value)[:LONGEST_CELL]
        if role == Qt.ItemDataRole.UserRole:
            return amount if amount is not None else str(value or "")
        if role == Qt.ItemDataRole.TextAlignmentRole and amount is not None:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
