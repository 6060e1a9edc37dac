"""How a line of the transcript is set: fonts, colours and margins of its header and its body."""

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat

from duologue.ui.colours import Theme
from duologue.ui.words import marked, tr
from duologue.view.transcript import Line, Side

PAD_X, PAD_Y = 14, 9
"""Pixels between a bubble's edge and its text, sideways and above."""
GAP_TURN, GAP_LINE = 14, 6
"""Pixels above a header, and between what belongs together."""
WAITING = marked("waiting")
"""Text in place of the time of a typed line that no session has got yet."""
MAX_COLUMN = 720
"""Widest the transcript gets, in pixels: longer rows are hard to read."""
_FREE_SHARE = 0.16
"""Share of the column that a bubble leaves free on the other side."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of text in one format."""

    text: str
    format: QTextCharFormat


class CaptionStyle:
    """Formats for one theme, font and column width."""

    def __init__(self, theme: Theme, font: QFont, column: float) -> None:
        self.theme = theme
        self.column = column
        self.font = QFont(font)
        self.font.setPointSizeF(font.pointSizeF() * 1.1)
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.88)
        self._italic = QFont(self.font)
        self._italic.setItalic(True)
        self._metrics = (QFontMetricsF(self.font), QFontMetricsF(self._italic))

    def header(self, line: Line) -> list[TextRun]:
        """Who speaks, and when, or that it is still to be answered."""
        if line.side is Side.USER:
            name, colour = tr("You"), self.theme.accent
        else:
            name, colour = "Duologue", self.theme.green.fore
        strong = QFont(self.small)
        strong.setWeight(QFont.Weight.DemiBold)
        how = tr("typed · ") if line.kind == "typed" else ""
        when = tr(WAITING) if line.waiting else line.when
        return [
            TextRun(name, _char(strong, colour)),
            TextRun(f"   {how}{when}", _char(self.small, self.theme.secondary)),
        ]

    def header_block(self, line: Line) -> QTextBlockFormat:
        """Margins of a header."""
        block = QTextBlockFormat()
        block.setTopMargin(PAD_Y + GAP_TURN)
        block.setLeftMargin(PAD_X)
        block.setRightMargin(PAD_X)
        right = line.side is Side.USER
        block.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        return block

    def body(self, line: Line) -> list[TextRun]:
        """The words of a line, tentative ones lighter and in italics."""
        if line.side is Side.NOTE:
            return [TextRun(_noted(line.text), _char(self.small, self.theme.secondary))]
        if line.subtle:
            name = tr("You") if line.side is Side.USER else "Duologue"
            italic = QFont(self.small)
            italic.setItalic(True)
            return [TextRun(f"{name}  ", _char(self.small, self.theme.secondary)),
                    TextRun(line.text, _char(italic, self.theme.secondary))]  # fmt: skip
        runs: list[TextRun] = []
        for text, tentative in line.runs():
            space = " " if runs else ""
            formatting = (
                _char(self._italic, self.theme.user_tentative) if tentative else _char(self.font, self.theme.text)
            )
            runs.append(TextRun(space + text, formatting))
        if line.interrupted:
            runs.append(TextRun(f" —\u00a0{tr('interrupted')}", _char(self.small, self.theme.secondary)))
        return runs

    def body_block(self, line: Line, *, after_header: bool) -> QTextBlockFormat:
        """Margins of a body. A user's bubble hugs its words and stands on the right."""
        block = QTextBlockFormat()
        if line.side is Side.NOTE or line.subtle:
            block.setTopMargin(PAD_Y + GAP_LINE)
            block.setLeftMargin(PAD_X)
            block.setRightMargin(PAD_X)
            if line.side is Side.NOTE:
                block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            return block
        block.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTopMargin(PAD_Y + GAP_LINE + (0 if after_header else PAD_Y))
        block.setBottomMargin(PAD_Y)
        free = self.column * _FREE_SHARE
        if line.side is Side.USER:
            widest = self.column - free - 2 * PAD_X
            block.setLeftMargin(self.column - PAD_X - min(widest, self._natural_width(line)))
            block.setRightMargin(PAD_X)
        else:
            block.setLeftMargin(PAD_X)
            block.setRightMargin(PAD_X + free)
        return block

    def _natural_width(self, line: Line) -> float:
        """Width of the words on one row, in whole pixels with a little to spare."""
        runs = line.runs()
        words = sum(self._metrics[tentative].horizontalAdvance(text) for text, tentative in runs)
        return math.ceil(words + (len(runs) - 1) * self._metrics[0].horizontalAdvance(" ")) + 1


def _noted(text: str) -> str:
    """A note on a tool in the window's language: what the tool does comes first, what it was asked stays as it is."""
    what, point, rest = text.partition(" · ")
    return f"{tr(what)}{point}{rest}"


def _char(font: QFont, colour: str) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setFont(font)
    result.setForeground(QColor(colour))
    return result


def difference(old: list[TextRun], new: list[TextRun]) -> tuple[int, list[TextRun]]:
    """How many leading UTF-16 units (Qt's positions) stay as they are, and the runs to put after them."""
    keep = 0
    for i, run in enumerate(new):
        if i >= len(old) or old[i].format != run.format:
            return keep, new[i:]
        common = _common_prefix(old[i].text, run.text)
        keep += len(common.encode("utf-16-le")) // 2
        if len(common) < max(len(old[i].text), len(run.text)):
            return keep, [TextRun(run.text[len(common) :], run.format), *new[i + 1 :]]
    return keep, []


def _common_prefix(one: str, other: str) -> str:
    shortest = min(len(one), len(other))
    differs = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    return one[:differs]
