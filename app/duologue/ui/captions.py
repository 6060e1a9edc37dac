"""Live captions of both sides: one text document with bubbles painted behind it.

Only the lines that changed are edited, only the bubbles on display are painted, and of a long conversation only a part
is laid out, which moves with the view: it stays as fast as a short one, and selecting, copying, searching with a screen
reader and moving by keyboard are those of any text.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QTextEdit, QWidget

from duologue.ui.caption_layout import GAP_LINE, MAX_COLUMN, PAD_X, PAD_Y, CaptionStyle, TextRun, difference
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.words import tr
from duologue.view.transcript import Line, Side, as_text

_NEAR_END = 8
"""Distance in pixels from its end within which the view follows what is new."""
_SIDE = 16
_BELOW = 10
"""Pixels beside and below the column."""
_RADIUS = 15
_BY_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
SHOWN, MOST_SHOWN = 200, 300
"""How many lines are laid out when the part of the conversation changes, and at most: a line takes 0.1 ms, and sound
must not wait for it.
"""
STEP = 100
"""How many lines the part moves by when the view comes to its end."""


class Captions(QTextEdit):
    """Shows lines of a transcript. Follows the newest words unless the user has scrolled up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("captions")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setCursorWidth(0)
        self.setAccessibleName(tr("Conversation"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(MAX_COLUMN)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._lines: list[Line] = []
        self._first = 0  # the first line that is laid out
        self._body_block: list[int] = []  # of each line that is
        self._line_of_block: list[int] = []
        self._following = True
        self._moving = False
        self._style = CaptionStyle(theme, self.font(), MAX_COLUMN)
        self.newest = QPushButton(tr("Newest"), self)
        self.newest.setObjectName("newest")
        self.newest.setIconSize(QSize(16, 16))
        self.newest.setToolTip(tr("Jump to the newest words (End)"))
        self.newest.setAccessibleName(tr("Jump to the newest words"))
        self.newest.setCursor(Qt.CursorShape.PointingHandCursor)
        self.newest.hide()
        self.newest.clicked.connect(self.follow)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._scrolled)
        self.set_theme(theme)

    @property
    def following(self) -> bool:
        """The view keeps showing what is new."""
        return self._following

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines on display."""
        return tuple(self._lines)

    @property
    def texts(self) -> Sequence[str]:
        """The words of each line, for a search."""
        return [line.text for line in self._lines]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Adds new lines and updates those that are there. New ones come in the order of their index."""
        changed = [(self._lines[line.index], line) for line in lines if line.index < len(self._lines)]
        new = [line for line in lines if line.index >= len(self._lines)]
        for _, line in changed:
            self._lines[line.index] = line
        at_end = self._end == len(self._lines)
        self._lines += new
        layout_once = QTextCursor(self.document())
        layout_once.beginEditBlock()
        for old, line in changed:
            if self._first <= line.index < self._end:
                self._update(old, line)
        if at_end and len(self._body_block) + len(new) <= MOST_SHOWN:
            for line in new:
                self._append(line)
        layout_once.endEditBlock()
        if self._following and self._end < len(self._lines):
            self._lay_out(len(self._lines) - SHOWN)
        self._follow_if_wanted()
        self.viewport().update()

    def clear_lines(self) -> None:
        """Shows nothing, and follows what comes."""
        self._lines, self._following = [], True
        self._lay_out(0)
        self._offer_newest()
        self.viewport().update()

    @property
    def _end(self) -> int:
        """One past the last line that is laid out."""
        return self._first + len(self._body_block)

    def _lay_out(self, first: int) -> None:
        """Shows SHOWN lines from `first` on instead of those before; what is at the top of the view stays there."""
        top = self.cursorForPosition(QPoint(0, 0)).blockNumber()
        kept = next((line for line in self._line_of_block[top:] if line >= 0), -1)
        above = self.bubble(kept).top() - self.verticalScrollBar().value() if kept >= 0 else 0.0
        self._moving = True
        self._first = min(max(first, 0), max(len(self._lines) - SHOWN, 0))
        self._body_block, self._line_of_block = [], []
        layout_once = QTextCursor(self.document())
        layout_once.beginEditBlock()
        self.document().clear()
        self._leave_room_below()
        for line in self._lines[self._first : self._first + SHOWN]:
            self._append(line)
        layout_once.endEditBlock()
        if self._first <= kept < self._end:
            self.verticalScrollBar().setValue(round(self.bubble(kept).top() - above))
        self._moving = False

    def follow(self) -> None:
        """Goes to the newest words and keeps following."""
        self._following = True
        if self._end < len(self._lines):
            self._lay_out(len(self._lines) - SHOWN)
        self._follow_if_wanted()
        self._offer_newest()

    def set_theme(self, theme: Theme) -> None:
        """Sets everything again in the colours of a theme."""
        self._restyle(CaptionStyle(theme, self.font(), self._style.column))
        self.newest.setIcon(icon("newest", theme.text, 16))

    def changeEvent(self, event: QEvent) -> None:
        """Another font sets everything again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_style"):
            self._restyle(CaptionStyle(self._style.theme, self.font(), self._style.column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column in the middle and the bubbles in proportion."""
        super().resizeEvent(event)
        self._fit_column()
        self._place_newest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies as copy_selection() does; goes to the beginning and the end of the whole conversation."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfDocument):
            self.follow()
        else:
            if event.matches(QKeySequence.StandardKey.MoveToStartOfDocument) and self._first > 0:
                self._following = False
                self._lay_out(0)
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A caret is shown to whoever comes by keyboard and may select with it; nothing can be written here."""
        self.setCursorWidth(1 if event.reason() in _BY_KEYBOARD else 0)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nobody selects by keyboard any more."""
        super().focusOutEvent(event)
        self.setCursorWidth(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and select all."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(tr("Copy"), self.copy_selection)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(tr("Select all"), self.selectAll)
        menu.popup(event.globalPos())

    def copy_selection(self) -> None:
        """Puts the selected words on the clipboard as plain text: colours of this window make no sense elsewhere.

        Where everything is selected, that is the whole conversation.
        """
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        everything = cursor.selectionEnd() - cursor.selectionStart() >= self.document().characterCount() - 1
        partly = len(self._body_block) < len(self._lines)
        text = as_text(self._lines) if everything and partly else cursor.selection().toPlainText()
        QGuiApplication.clipboard().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bubbles first, then the text."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self.verticalScrollBar().value()
        block = self._first_in_view(offset)
        while block.isValid():
            box = self._text_box(block).translated(0, -offset)
            if box.top() - PAD_Y > event.rect().bottom():
                break
            self._paint_bubble(painter, block, box)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _first_in_view(self, offset: int) -> QTextBlock:
        """The first block of which something may be seen. offset: in the document, of the upper edge of the view."""
        block, layout = self.cursorForPosition(QPoint(0, 0)).block(), self.document().documentLayout()
        while block.previous().isValid() and (
            not block.isVisible() or layout.blockBoundingRect(block).top() > offset
        ):  # where nothing is written Qt finds what comes after
            block = block.previous()
        return block

    def reveal(self, index: int, words: str) -> None:
        """Goes to a line, wherever it is in the conversation, and selects words in it; following stops."""
        self._following = False
        if not self._first <= index < self._end:
            self._lay_out(index - SHOWN // 2)
        block = self._body(index)
        at = block.text().casefold().find(words.casefold())
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + max(0, at))
        cursor.setPosition(cursor.position() + (len(words) if at >= 0 else 0), QTextCursor.MoveMode.KeepAnchor)
        self._moving = True  # what is laid out stays, with the words that are selected in it
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._moving = False
        self._offer_newest()

    def bubble(self, index: int) -> QRectF:
        """Where the bubble of a line lies, in document coordinates."""
        box = self._text_box(self._body(index))
        return box.adjusted(-PAD_X, -PAD_Y, PAD_X, PAD_Y)

    def body_text(self, index: int) -> str:
        """The words of a line as they are shown."""
        return self._body(index).text()

    def _body(self, index: int) -> QTextBlock:
        """The block with the words of a line that is laid out."""
        return self.document().findBlockByNumber(self._body_block[index - self._first])

    def _append(self, line: Line) -> None:
        with_header = self._wants_header(line.index)
        if with_header:
            self._add_block(self._style.header_block(line), self._style.header(line), -1)
        self._add_block(self._style.body_block(line, after_header=with_header), self._style.body(line), line.index)
        self._body_block.append(len(self._line_of_block) - 1)
        for newest in range(max(line.index - 1, self._first), line.index + 1):
            self._show_or_hide(self._lines[newest])  # a block that is split off a hidden one takes its visibility over

    def _add_block(self, block_format: QTextBlockFormat, runs: list[TextRun], line_index: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._line_of_block:
            cursor.insertBlock(block_format, runs[0].format if runs else QTextCharFormat())
        else:
            cursor.setBlockFormat(block_format)
        self._line_of_block.append(line_index)
        for run in runs:
            cursor.insertText(run.text, run.format)

    def _update(self, old: Line, line: Line) -> None:
        block = self._body(line.index)
        self._show_or_hide(line)
        headed = self._has_header(line.index)
        if headed and (old.t, old.waiting) != (line.t, line.waiting):
            self._rewrite(block.previous(), self._style.header(old), self._style.header(line))
        self._rewrite(block, self._style.body(old), self._style.body(line))
        QTextCursor(block).setBlockFormat(self._style.body_block(line, after_header=headed))

    @staticmethod
    def _rewrite(block: QTextBlock, old: list[TextRun], now: list[TextRun]) -> None:
        """Changes of a block's text what is different."""
        keep, new = difference(old, now)
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        cursor.setPosition(block.position() + keep)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        for run in new:
            cursor.insertText(run.text, run.format)
        cursor.endEditBlock()

    def _show_or_hide(self, line: Line) -> None:
        """Words that are taken back altogether leave no empty bubble."""
        body = self._body_block[line.index - self._first]
        visible = bool(line.text)
        for number in (body - 1, body) if self._has_header(line.index) else (body,):
            block = self.document().findBlockByNumber(number)
            if block.isVisible() != visible:
                block.setVisible(visible)
                self.document().markContentsDirty(block.position(), block.length())

    def _wants_header(self, index: int) -> bool:
        line = self._lines[index]
        if not _is_turn(line):
            return False
        earlier = map(self._lines.__getitem__, range(index - 1, -1, -1))
        before = next(filter(_is_turn, earlier), None)
        return before is None or before.side is not line.side or before.kind == "typed" or line.kind == "typed"

    def _has_header(self, index: int) -> bool:
        body = self._body_block[index - self._first]
        return body > 0 and self._line_of_block[body - 1] < 0

    def _restyle(self, style: CaptionStyle) -> None:
        self._style = style
        self.document().setDefaultFont(QFont(style.font))
        self._lay_out(self._first)
        self._follow_if_wanted()

    def _leave_room_below(self) -> None:
        frame = self.document().rootFrame()
        room = frame.frameFormat()
        room.setBottomMargin(GAP_LINE)
        frame.setFrameFormat(room)

    def _fit_column(self) -> None:
        column = min(MAX_COLUMN, self.width() - 2 * _SIDE)
        left = (self.width() - column) // 2
        # The right margin makes room for the scroll bar whether it is shown or not: the column never moves for it.
        self.setViewportMargins(left, 0, max(0, left - self.verticalScrollBar().sizeHint().width()), _BELOW)
        if column == self._style.column or column <= 0:
            return
        self.setLineWrapColumnOrWidth(column)
        self._style = CaptionStyle(self._style.theme, self.font(), column)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for line in self._lines[self._first : self._end]:
            cursor.setPosition(self._body(line.index).position())
            cursor.setBlockFormat(self._style.body_block(line, after_header=self._has_header(line.index)))
        cursor.endEditBlock()
        self._follow_if_wanted()

    def _text_box(self, block: QTextBlock) -> QRectF:
        """The rectangle that a block's words really take, in document coordinates."""
        place = self.document().documentLayout().blockBoundingRect(block)
        layout = block.layout()
        box = QRectF()
        for i in range(layout.lineCount()):
            box = box.united(layout.lineAt(i).naturalTextRect())
        return box.translated(place.topLeft() if layout.position().isNull() else layout.position())

    def _paint_bubble(self, painter: QPainter, block: QTextBlock, box: QRectF) -> None:
        number = block.blockNumber()
        if not block.isVisible() or number >= len(self._line_of_block) or self._line_of_block[number] < 0:
            return
        line = self._lines[self._line_of_block[number]]
        if line.side is Side.NOTE or line.subtle:
            return
        theme = self._style.theme
        user = line.side is Side.USER
        if user:
            box.setRight(self._style.column - PAD_X)
        fill = theme.user_bubble if user else theme.assistant_bubble
        edge = (theme.user_live if user else theme.assistant_live) if line.running else (fill if user else theme.border)
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(edge), 1.5 if line.running else 1.0))
        painter.drawRoundedRect(box.adjusted(-PAD_X + 1, -PAD_Y + 1, PAD_X - 1, PAD_Y - 1), _RADIUS, _RADIUS)

    def _range_changed(self) -> None:
        self._follow_if_wanted()
        self._offer_newest()

    def _follow_if_wanted(self) -> None:
        if self._following:
            before, self._moving = self._moving, True  # it may be called while another part is laid out
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
            self._moving = before

    def _scrolled(self, value: int) -> None:
        if not self._moving:
            at_end = value >= self.verticalScrollBar().maximum() - _NEAR_END
            self._following = at_end and self._end == len(self._lines)
            if at_end and not self._following:
                self._lay_out(self._first + STEP)
            elif value <= _NEAR_END and self._first > 0:
                self._lay_out(self._first - STEP)
        self._offer_newest()

    def _offer_newest(self) -> None:
        self.newest.setVisible(not self._following)
        self._place_newest()

    def _place_newest(self) -> None:
        self.newest.adjustSize()
        size = self.newest.size()
        self.newest.move((self.width() - size.width()) // 2, self.height() - size.height() - 10)
        self.newest.raise_()


def _is_turn(line: Line) -> bool:
    return line.side is not Side.NOTE and not line.subtle
