"""The translated lines: scrolled, searched, selected and copied. Only those on display are laid out.

A session of many hours is as fast as a short one: of lines that are not shown, only about how high they are is known.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QPushButton, QWidget

from duologue.ui.announcing import announce
from duologue.ui.icons import icon
from duologue.ui.translation.heights import Heights
from duologue.ui.translation.look import Look
from duologue.ui.translation.row import GAP_ROWS, SOURCE, TARGET, Columns, Row, rows_height, usual_height
from duologue.ui.translation.selection import Place, Selection, cut, units, word_at
from duologue.ui.words import tr
from duologue.view.translation import TranslatedLine, Translations
from duologue.view.translation_export import Languages

SIDE, ABOVE = 20.0, 14.0
"""Pixels beside the lines, and above the first and below the last."""
MOST_LAID_OUT = 200
"""Lines whose layout is kept: several pages of them."""
_NEAR_END = 8
"""Distance in pixels from its end within which the view follows what is new."""
_MARK = 3.0
"""Width in pixels of the mark beside what grows and around the current line."""


class Lines(QAbstractScrollArea):
    """Follows what is new unless the user has scrolled up. copied: with what was put on the clipboard."""

    copied = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("translatedLines")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Translated lines"))
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._look = look
        self._shown = Translations()
        self._growing: list[Row] = []
        self._heights = Heights()
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._columns = Columns.of(look, 1.0, right_to_left=False)
        self._selection: Selection | None = None
        self._current: int | None = None
        self._following, self._moving = True, False
        self._placeholder = ""
        self.newest = QPushButton(tr("Newest"), self)
        self.newest.setObjectName("newest")
        self.newest.setIconSize(QSize(16, 16))
        self.newest.setToolTip(tr("Jump to the newest line (End)"))
        self.newest.setAccessibleName(tr("Jump to the newest line"))
        self.newest.setCursor(Qt.CursorShape.PointingHandCursor)
        self.newest.hide()
        self.newest.clicked.connect(self.follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setSingleStep(24)
        self.set_look(look)

    # ---- what is shown -----------------------------------------------------------------------------------------

    @property
    def following(self) -> bool:
        """The view keeps showing what is new."""
        return self._following

    @property
    def laid_out(self) -> int:
        """How many lines are laid out, the growing ones not counted."""
        return len(self._rows)

    @property
    def texts(self) -> Sequence[str]:
        """The words of each final line, for a search."""
        return [f"{line.source_text}\n{line.text}" for line in self._shown.lines]

    def show_translations(self, translations: Translations) -> None:
        """Takes what was translated so far; another object than before stands for another conversation."""
        if translations is not self._shown:
            self._shown = translations
            self._heights.clear()
            self._rows.clear()
            self._selection = self._current = None
            self._following = True
        self._heights.extend(len(translations.lines), self._usual_height)
        growing = () if self._look.reading else translations.growing
        self._growing = [Row(line, self._look, self._columns) for line in growing]
        self._settle()

    def set_look(self, look: Look) -> None:
        """Shows the lines in another way; the line at the top stays there."""
        self._look = look
        self.newest.setIcon(icon("newest", self.palette().text().color().name(), 16))
        self._lay_out_anew()

    def set_placeholder(self, text: str) -> None:
        """What stands there while there are no lines."""
        self._placeholder = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def follow(self) -> None:
        """Goes to the newest line and keeps following."""
        self._following, self._current = True, None
        self._settle()

    def reveal(self, index: int, words: str) -> None:
        """Goes to a line and selects words in it; following stops."""
        line = self._shown.lines[index]
        column = TARGET if words.casefold() in line.text.casefold() else SOURCE
        if self._columns.texts[column] is None:
            column = SOURCE + TARGET - column
        text = (line.source_text, line.text)[column]
        found = re.search(re.escape(words), text, re.IGNORECASE)
        begin, end = (units(text[:at]) for at in (found.span() if found else (0, 0)))
        self._selection = Selection(column, Place(index, begin), Place(index, end))
        self._bring_into_view(index)

    def height_of(self, rows: int) -> int:
        """How high the view must be, in pixels, for so many rows of text of each language."""
        return round(rows_height(self._look, rows) + 2 * ABOVE)

    # ---- copying -----------------------------------------------------------------------------------------------

    @property
    def selected_text(self) -> str:
        """What is selected, as plain text; the current line where nothing is."""
        selection = self._selection
        if selection is None or selection.empty:
            return "" if self._current is None else self._both(self._shown.lines[self._current])
        lines = self._shown.lines[selection.first.line : selection.last.line + 1]
        if selection.column is None:
            return "\n\n".join(self._both(line) for line in lines)
        found = []
        for number, line in enumerate(lines, selection.first.line):
            text = (line.source_text, line.text)[selection.column]
            ((first, last),) = selection.within(number, (selection.column,), (units(text),)).values()
            found.append(cut(text, first, last))
        return "\n".join(found)

    def copy(self) -> None:
        """Puts what is selected on the clipboard."""
        if text := self.selected_text:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(text)

    def select_all(self) -> None:
        """Selects all final lines."""
        if self._shown.lines:
            self._selection = Selection.lines(0, len(self._shown.lines) - 1)
            self.viewport().update()

    def _both(self, line: TranslatedLine) -> str:
        texts = {Languages.SOURCE: (line.source_text,), Languages.TARGET: (line.text,)}
        both = (line.text,) if line.captions else (line.source_text, line.text)
        return "\n".join(texts.get(self._look.languages, both))

    # ---- layout ------------------------------------------------------------------------------------------------

    def _width(self) -> float:
        return max(self.viewport().width() - 2 * SIDE, 1.0)

    def _usual_height(self, number: int) -> float:
        line = self._shown.lines[number]
        lengths = (float(len(line.source_text)), float(len(line.text)))
        return usual_height(self._look, self._columns, lengths) + GAP_ROWS

    def _lay_out_anew(self) -> None:
        """Another width or look: what is at the top of the view stays there."""
        count = self._heights.count
        top = self._heights.at(self.verticalScrollBar().value() - ABOVE) if count else 0
        self._columns = Columns.of(self._look, self._width(), right_to_left=self.isRightToLeft())
        self._rows.clear()
        self._heights.clear()
        self._heights.extend(count, self._usual_height)
        self.show_translations(self._shown)
        if count and not self._following:
            self._scroll_to(self._heights.top(top) + ABOVE)

    def _row(self, number: int) -> Row:
        """A final line, laid out now if it is not; its height is known from then on."""
        if number in self._rows:
            self._rows.move_to_end(number)
            return self._rows[number]
        row = Row(self._shown.lines[number], self._look, self._columns)
        self._rows[number] = row
        self._heights.set(number, row.height + GAP_ROWS)
        if len(self._rows) > MOST_LAID_OUT:
            self._rows.popitem(last=False)
        return row

    def _measure(self, first: float, last: float) -> None:
        """Lays out the lines between two heights; what comes after is moved by what they are higher than thought."""
        number = self._heights.at(first)
        while number < self._heights.count and self._heights.top(number) < last:
            self._row(number)
            number += 1

    def _content_height(self) -> float:
        growing = sum(row.height + GAP_ROWS for row in self._growing)
        return self._heights.top(self._heights.count) + growing + 2 * ABOVE - GAP_ROWS

    def _settle(self) -> None:
        """Lays out what can be seen, and a page before it, and sets the scroll bar."""
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        if self._following:
            for _ in range(2):  # what is laid out may be higher or lower than was thought
                end = self._content_height()
                self._measure(end - 2 * page, end)
        else:
            anchor = self._heights.at(bar.value() - ABOVE)
            inside = bar.value() - ABOVE - self._heights.top(anchor)
            self._measure(bar.value() - page, bar.value() + 2 * page)
            self._set_bar(page)
            self._scroll_to(self._heights.top(anchor) + inside + ABOVE)
        self._set_bar(page)
        if self._following:
            self._scroll_to(float(bar.maximum()))
        self._offer_newest()
        self.viewport().update()

    def _set_bar(self, page: int) -> None:
        self._moving = True
        self.verticalScrollBar().setRange(0, max(0, round(self._content_height()) - page))
        self.verticalScrollBar().setPageStep(page)
        self._moving = False

    def _scroll_to(self, y: float) -> None:
        self._moving = True
        self.verticalScrollBar().setValue(round(y))
        self._moving = False

    def _bring_into_view(self, number: int) -> None:
        self._following = False
        page, bar = self.viewport().height(), self.verticalScrollBar()
        row = self._row(number)
        top = self._heights.top(number) + ABOVE
        if not bar.value() <= top <= bar.value() + page - row.height:
            self._set_bar(page)
            self._scroll_to(top - max((page - row.height) / 2, 0.0))
        self._settle()

    def _scrolled(self, value: int) -> None:
        if not self._moving:
            self._following = value >= self.verticalScrollBar().maximum() - _NEAR_END
            self._settle()

    # ---- painting ----------------------------------------------------------------------------------------------

    def _on_display(self) -> Iterator[tuple[int, Row, float]]:
        """Number, row and top of what can be seen; growing lines have the numbers after the last."""
        offset, bottom = self.verticalScrollBar().value(), self.viewport().height()
        count = self._heights.count
        if count:
            for number in range(self._heights.at(offset - ABOVE), count):
                top = self._heights.top(number) + ABOVE - offset
                if top > bottom:
                    return
                yield number, self._row(number), top
        top = self._heights.top(count) + ABOVE - offset
        for number, row in enumerate(self._growing, count):
            yield number, row, top
            top += row.height + GAP_ROWS

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the lines on display; the background is that of the window."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._look.palette
        if not (self._heights.count or self._growing):
            painter.setPen(QColor(palette.source))
            box = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._placeholder)
        for number, row, top in list(self._on_display()):
            growing = number >= self._heights.count
            if growing:
                edge = self.width() - SIDE / 2 if self.isRightToLeft() else SIDE / 2 - _MARK
                painter.fillRect(QRectF(edge, top, _MARK, row.height), QColor(palette.mark))
            elif number == self._current and self.hasFocus():
                painter.setPen(QPen(QColor(palette.mark), 2.0))
                painter.drawRoundedRect(QRectF(SIDE - 8, top - 4, self._width() + 16, row.height + 8), 6, 6)
            row.draw(painter, QPointF(SIDE, top), {} if growing else self._selected(number, row))
        painter.end()

    def _selected(self, number: int, row: Row) -> dict[int, tuple[int, int]]:
        if self._selection is None:
            return {}
        lengths = (units(row.words[SOURCE]), units(row.words[TARGET]))
        return self._selection.within(number, (SOURCE, TARGET), lengths)

    def _offer_newest(self) -> None:
        self.newest.setVisible(not self._following)
        self.newest.adjustSize()
        size = self.newest.size()
        self.newest.move((self.width() - size.width()) // 2, self.height() - size.height() - 10)
        self.newest.raise_()

    # ---- mouse and keyboard ------------------------------------------------------------------------------------

    def _hit(self, at: QPointF) -> tuple[int, int, int] | None:
        """The final line, the column and the character nearest to a point; None where there is no final line."""
        found = None
        for number, row, top in self._on_display():
            if number < self._heights.count and (found is None or at.y() >= top):
                inside = at - QPointF(SIDE, top)
                column = row.column_at(inside)
                found = number, column, row.position(column, inside)
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins to select; with Shift, selects up to here."""
        hit = self._hit(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or hit is None:
            return
        number, column, offset = hit
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection is not None
        if extends and self._selection is not None:
            self._selection = self._selection.to(Place(number, offset))
        else:
            self._selection = Selection(column, Place(number, offset), Place(number, offset))
        self._current = None
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Selects up to here, in the language in which it was begun."""
        hit = self._hit(event.position())
        if not event.buttons() & Qt.MouseButton.LeftButton or hit is None or self._selection is None:
            return
        number, column, offset = hit
        begun = self._selection.column
        if begun is not None and begun != column:
            top = next(top for shown, _, top in self._on_display() if shown == number)
            offset = self._row(number).position(begun, event.position() - QPointF(SIDE, top))
        self._selection = self._selection.to(Place(number, offset))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Selects a word."""
        if (hit := self._hit(event.position())) is None:
            return
        number, column, offset = hit
        begin, end = word_at(self._row(number).words[column], offset)
        self._selection = Selection(column, Place(number, begin), Place(number, end))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is selected stays so."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes from line to line, selects lines, copies."""
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._go(-1 if event.key() == Qt.Key.Key_Up else 1, extends=extends)
        elif event.key() == Qt.Key.Key_End:
            self.follow()
        elif event.key() == Qt.Key.Key_Home and self._heights.count:
            self._go(-self._heights.count, extends=extends)
        else:
            super().keyPressEvent(event)

    def _go(self, by: int, *, extends: bool) -> None:
        """To another line, which is read out."""
        count = self._heights.count
        if not count:
            return
        before = self._current
        at = (count if by < 0 else -1) if before is None else before
        if before is None:  # begins with what can be seen
            seen = [number for number, _, _ in self._on_display() if number < count]
            at = (seen[-1] + 1 if by < 0 else seen[0] - 1) if seen else at
        self._current = min(max(at + by, 0), count - 1)
        if extends:
            anchor = self._selection.anchor.line if self._selection is not None else before
            self._selection = Selection.lines(self._current if anchor is None else anchor, self._current)
        else:
            self._selection = None
        line = self._shown.lines[self._current]
        self._bring_into_view(self._current)
        announce(self, f"{line.when}. {self._both(line)}")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and select all."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy"), self.copy).setEnabled(bool(self.selected_text))
        menu.addAction(tr("Select all"), self.select_all).setEnabled(bool(self._shown.lines))
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current line is marked."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is marked no longer."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks the lines anew where the width has changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_anew()
        else:
            self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Another direction of the whole window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out_anew()
