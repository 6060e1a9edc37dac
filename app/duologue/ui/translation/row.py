"""One line of the translation as it is drawn: its time, what was said, and the translation, broken to a width."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from duologue.ui.translation.look import Look, direction_of
from duologue.ui.translation.selection import units
from duologue.view.translation import TranslatedLine
from duologue.view.translation_export import Languages

SOURCE, TARGET = 0, 1
"""Columns of a row."""
GAP_ROWS, GAP_LANGUAGES, GAP_COLUMNS, GAP_TIME = 14.0, 3.0, 24.0, 14.0
"""Pixels between lines, between a line's languages above and beside each other, and after the time."""
_LEADING = 1.15
"""Height of a row of text, in times that of its font."""
_HALO = tuple(QPointF(x, y) for x in (-1.0, 0.0, 1.0) for y in (-1.0, 0.0, 1.0) if x or y)
"""Where a text's edge is drawn, in pixels from the text, on a background that shows what is behind it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand, in pixels from its left edge: (left, width) each, None for what is not shown."""

    time: tuple[float, float] | None
    texts: tuple[tuple[float, float] | None, tuple[float, float] | None]

    @classmethod
    def of(cls, look: Look, width: float, *, right_to_left: bool) -> "Columns":
        """For a look and a width in pixels. right_to_left: the window is laid out so."""
        time_width = QFontMetricsF(look.time_font).horizontalAdvance("00:00") if look.times else 0.0
        left = time_width + GAP_TIME if look.times else 0.0
        rest = max(width - left, 1.0)
        whole = (left, rest)
        texts: tuple[tuple[float, float] | None, tuple[float, float] | None]
        if look.languages is Languages.SOURCE:
            texts = whole, None
        elif look.languages is Languages.TARGET:
            texts = None, whole
        elif look.beside:
            half = max((rest - GAP_COLUMNS) / 2, 1.0)
            texts = (left, half), (left + half + GAP_COLUMNS, half)
        else:
            texts = whole, whole
        time = (0.0, time_width) if look.times else None
        if not right_to_left:
            return cls(time, texts)
        source, target = (_mirrored(each, width) for each in texts)
        return cls(_mirrored(time, width), (source, target))


class Row:
    """A line, laid out. height: in pixels, without the gap to the next."""

    def __init__(self, line: TranslatedLine, look: Look, columns: Columns) -> None:
        self._look, self._columns = look, columns
        self._when, self._played = line.when, line.played
        colours = look.palette
        self._growing = not line.final
        self._texts: list[tuple[QTextLayout, QPointF] | None] = [None, None]
        self.words = ["", ""]
        top = 0.0
        once = line.captions and look.languages is Languages.BOTH
        parts = (
            (SOURCE, ("", "") if once else line.source_runs, line.source, look.source_font, colours.source),
            (TARGET, line.target_runs, line.target, look.target_font, colours.text),
        )
        bottoms = [0.0]
        for column, runs, language, font, colour in parts:
            place = columns.texts[column]
            if place is None:
                continue
            alone = look.languages is not Languages.BOTH
            inks = (colours.text if alone else colour, colours.tentative)
            text, height = _laid_out(runs, language, font, inks, width=place[1])
            self._texts[column] = text, QPointF(place[0], top)
            self.words[column] = text.text()
            bottoms.append(top + height)
            if not look.beside and height:
                top += height + GAP_LANGUAGES
        self.height = max(bottoms)
        if look.beside:
            self.height += self._align_first_rows()

    def _align_first_rows(self) -> float:
        """Moves the smaller text down so that both stand on one line; by how much, in pixels."""
        placed = [each for each in self._texts if each is not None and each[0].lineCount()]
        highest = max((text.lineAt(0).ascent() for text, _ in placed), default=0.0)
        down = [highest - text.lineAt(0).ascent() for text, _ in placed]
        for (_, at), by in zip(placed, down, strict=True):
            at.setY(at.y() + by)
        return max(down, default=0.0)

    def draw(self, painter: QPainter, at: QPointF, selected: "dict[int, tuple[int, int]]") -> None:
        """Draws itself. at: its upper left corner. selected: first and last character of what is, by column."""
        colours, solid = self._look.palette, self._look.opacity >= 1.0
        if self._columns.time is not None:
            left, width = self._columns.time
            indent = width - QFontMetricsF(self._look.time_font).horizontalAdvance(self._when)
            place = at + QPointF(left + indent, self._baseline())
            painter.setFont(self._look.time_font)
            if not solid:
                painter.setPen(QColor(colours.background))
                for shift in _HALO:
                    painter.drawText(place + shift, self._when)
            painter.setPen(QColor(colours.mark if self._played else colours.time))
            painter.drawText(place, self._when)
        for column, placed in enumerate(self._texts):
            if placed is None:
                continue
            text, offset = placed
            marked = []
            if column in selected and selected[column][0] < selected[column][1]:
                first, last = selected[column]
                marked = [_format_range(first, last - first, colours.on_selection, colours.selection)]
            if not solid:
                edge = [_format_range(0, units(text.text()), colours.background)]
                for shift in _HALO:
                    text.draw(painter, at + offset + shift, edge)
            text.draw(painter, at + offset, marked)

    def position(self, column: int, at: QPointF) -> int:
        """The character of a column's text that is nearest to a point, from the row's upper left corner."""
        placed = self._texts[column]
        if placed is None:
            return 0
        text, offset = placed
        inside = at - offset
        for number in range(text.lineCount()):
            row = text.lineAt(number)
            if inside.y() < row.y() + row.height():
                return int(row.xToCursor(inside.x()))
        return units(text.text())

    def column_at(self, at: QPointF) -> int:
        """The column that is nearest to a point, from the row's upper left corner."""
        shown = [column for column in (SOURCE, TARGET) if self._texts[column] is not None]
        if len(shown) == 1:
            return shown[0]
        (source, target) = (self._box(column) for column in shown)
        if self._look.beside:
            return SOURCE if abs(at.x() - source.center().x()) <= abs(at.x() - target.center().x()) else TARGET
        return SOURCE if at.y() < target.top() - GAP_LANGUAGES / 2 else TARGET

    def _box(self, column: int) -> QRectF:
        placed, place = self._texts[column], self._columns.texts[column]
        assert placed is not None
        assert place is not None
        return QRectF(placed[1].x(), placed[1].y(), place[1], placed[0].boundingRect().height())

    def _baseline(self) -> float:
        """Of the first row of text, in pixels from the upper edge."""
        first = next((each for each in self._texts if each is not None and each[0].lineCount()), None)
        if first is None:
            return QFontMetricsF(self._look.time_font).ascent()
        return first[1].y() + first[0].lineAt(0).ascent()


def usual_height(look: Look, columns: Columns, lengths: tuple[float, float]) -> float:
    """About how high a row is whose texts have so many characters, in pixels."""
    heights = []
    for place, font, length in zip(columns.texts, (look.source_font, look.target_font), lengths, strict=True):
        if place is not None:
            metrics = QFontMetricsF(font)
            rows = max(1.0, -(-length * metrics.averageCharWidth() // place[1]))
            heights.append(rows * metrics.height() * _LEADING)
    together = look.languages is Languages.BOTH and not look.beside
    return sum(heights) + GAP_LANGUAGES if together else max(heights)


def rows_height(look: Look, rows: int) -> float:
    """Height in pixels of so many rows of text of each language."""
    fonts = {
        Languages.SOURCE: (look.source_font,),
        Languages.TARGET: (look.target_font,),
        Languages.BOTH: (look.source_font, look.target_font),
    }[look.languages]
    heights = [QFontMetricsF(font).height() * _LEADING for font in fonts]
    return rows * (max(heights) if look.beside else sum(heights))


def _laid_out(
    runs: tuple[str, str], language: str, font: QFont, inks: tuple[str, str], *, width: float
) -> tuple[QTextLayout, float]:
    """A text broken to a width, and its height. runs, inks: settled and tentative words, and the colour of each."""
    settled, unsettled = runs
    words = " ".join(part for part in runs if part)
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if direction_of(language) is Qt.LayoutDirection.RightToLeft:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    start = units(words) - units(unsettled)
    formats = [_format_range(0, start, inks[0])] if settled else []
    if unsettled:
        formats.append(_format_range(start, units(unsettled), inks[1], tentative=True))
    layout.setFormats(formats)
    layout.beginLayout()
    height = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        row.setPosition(QPointF(0.0, height))
        height += row.height() * _LEADING
    layout.endLayout()
    return layout, height if words else 0.0


def _format_range(
    start: int, length: int, colour: str, background: str = "", *, tentative: bool = False
) -> QTextLayout.FormatRange:
    """tentative: marked in a way that moves nothing when it is so no longer."""
    made = QTextLayout.FormatRange()
    text = QTextCharFormat()
    text.setForeground(QColor(colour))
    if background:
        text.setBackground(QColor(background))
    if tentative:
        text.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.start, made.length, made.format = start, length, text
    return made


def _mirrored(place: tuple[float, float] | None, width: float) -> tuple[float, float] | None:
    return None if place is None else (width - place[0] - place[1], place[1])
