"""One conversation in the list: its title, and below it when it was, or where the words that are looked for stand."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QLocale, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from duologue.bridge.history import ConversationRow, marks
from duologue.ui.colours import Theme
from duologue.ui.words import marked, tr

ROW = Qt.ItemDataRole.UserRole
QUERY = Qt.ItemDataRole.UserRole + 1
UNTITLED = marked("Untitled")
_PAD_X, _PAD_Y, _GAP, _RADIUS = 12, 8, 2, 9
_BEFORE = 18
"""Characters before the first words that were found that are shown."""
Index = QModelIndex | QPersistentModelIndex


def when(seconds: float, today: date) -> str:
    """A time as people say it: "Today, 19:24", "Tuesday, 9:05", "14 March 2026"."""
    then = datetime.fromtimestamp(seconds, UTC).astimezone()
    days = (today - then.date()).days
    clock = f"{then:%H:%M}"
    if days <= 0:
        return tr("Today, {clock}", clock=clock)
    if days == 1:
        return tr("Yesterday, {clock}", clock=clock)
    if days < 7:
        return f"{QLocale().dayName(then.isoweekday())}, {clock}"
    return f"{then.day} {QLocale().monthName(then.month)} {then.year}, {clock}"


def item(row: ConversationRow, query: str, today: date) -> QListWidgetItem:
    """A conversation for the list, with all that a screen reader says of it."""
    made = QListWidgetItem(row.title or tr(UNTITLED))
    made.setFlags(made.flags() | Qt.ItemFlag.ItemIsEditable)
    made.setData(ROW, row)
    made.setData(QUERY, query)
    made.setToolTip(row.title)
    said = [row.title or tr(UNTITLED), _below(row, today), tr("with sound") if row.recorded else ""]
    if row.found:
        said.append(tr("found: {found}", found=row.found))
    made.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in said if part))
    made.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _below(row, today))
    return made


def _below(row: ConversationRow, today: date) -> str:
    one = row.utterances == 1
    count = tr("1 utterance") if one else tr("{count} utterances", count=row.utterances)
    return f"{when(row.began, today)} · {count}" + (tr(" · sound") if row.recorded else "")


class RowDelegate(QStyledItemDelegate):
    """Draws conversations in two lines, in the colours of a theme."""

    def __init__(self, theme: Theme, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme, self._today = theme, today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text, and a third where words were found."""
        row: ConversationRow = index.data(ROW)
        line = QFontMetrics(_font(option)).height()
        lines = 3 if row.found else 2
        return QSize(120, lines * line + (lines - 1) * _GAP + 2 * _PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Title, time, and what was found."""
        row: ConversationRow = index.data(ROW)
        theme, font, area = self.theme, _font(option), _area(option)
        selected = bool(_state(option) & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            focused = bool(_state(option) & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(theme.accent), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)
        inner = area.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        line = QFontMetrics(font).height()
        self._text(
            painter, QRect(inner.topLeft(), QSize(inner.width(), line)), row.title or tr(UNTITLED), bold, theme.text
        )
        below = QRect(inner.left(), inner.top() + line + _GAP, inner.width(), line)
        self._text(painter, below, _below(row, self._today), font, theme.secondary)
        if row.found:
            self._found(painter, below.translated(0, line + _GAP), row.found, index.data(QUERY), font)
        painter.restore()

    @staticmethod
    def _text(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    def _found(self, painter: QPainter, area: QRect, text: str, query: str, font: QFont) -> None:
        """The words around what was found, which stands out."""
        text = " ".join(text.split())
        places = marks(text, query)
        first = _word_before(text, places[0][0]) if places else 0
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        at, x = first, area.left()
        pieces = [("…" if first else "", False)]
        for start, end in places:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        pieces.append((text[at:], False))
        for piece, found in pieces:
            room = area.right() - x
            if room <= 0:
                return
            used = bold if found else font
            colour = self.theme.accent if found else self.theme.secondary
            self._text_at(painter, QRect(x, area.top(), room, area.height()), piece, used, colour)
            x += QFontMetrics(used).horizontalAdvance(piece)

    @staticmethod
    def _text_at(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _word_before(text: str, at: int) -> int:
    """Where the word begins that stands _BEFORE characters before a place, or what follows it."""
    if at <= _BEFORE:
        return 0
    space = text.find(" ", at - _BEFORE, at)
    return space + 1 if space >= 0 else at


def _font(option: QStyleOptionViewItem) -> QFont:
    font: QFont = option.font
    return font


def _area(option: QStyleOptionViewItem) -> QRect:
    area: QRect = option.rect
    return area


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state
