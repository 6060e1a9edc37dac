"""Text, Icon, Divider, and what stands for what has not arrived."""

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QWidget

from duologue.core.display_text import shortened
from duologue.ui.panels.components.base import Screen, View
from duologue.ui.panels.glyphs import glyph
from duologue.ui.panels.surfaces import Node
from duologue.ui.words import tr

LONGEST = 10_000
"""Most characters of a text."""
ICON = 20
_BREAK = "\u200b"
"""Invisible character at which a line may end."""
_LONG_WORD = re.compile("[!-~]{25,}")
_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d{1,3})[.)])\s+(.+)")
_MARKED = re.compile(r"[*_`#]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)
_SPANS = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__"), r"<b>\1\2</b>"),
    (re.compile(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)(.+?)(?<=\S)_(?![\w_])"), r"<i>\1\2</i>"),
)
_SIZES = {1: "x-large", 2: "large", 3: "large"}


def marked_up(text: str) -> str | None:
    """A text in simple Markdown as HTML of ours: headings, lists, bold, italic, code; None for plain text.

    No links, pictures or HTML of the text's own.
    """
    if not _MARKED.search(text):
        return None
    lines, changed = [], False
    for line in text.split("\n"):
        escaped = html.escape(line, quote=False)
        for pattern, replacement in _SPANS:
            escaped = pattern.sub(replacement, escaped)
        if (heading := _HEADING.fullmatch(escaped)) is not None:
            size = _SIZES.get(len(heading[1]), "medium")
            escaped = f'<span style="font-size:{size};font-weight:600">{heading[2]}</span>'
        elif (item := _ITEM.fullmatch(escaped)) is not None:
            escaped = f"&nbsp;&nbsp;{item[1] + '.' if item[1] else '•'}&nbsp;{item[2]}"
        changed = changed or escaped != html.escape(line, quote=False)
        lines.append(escaped)
    return "<br>".join(lines) if changed else None


class Label(QLabel):
    """Text that takes the width of its longest line where there is room, and wraps where there is not.

    Long words, such as addresses, wrap too; what is copied is the text as it came.
    """

    def __init__(self, text: str = "", variant: str = "body") -> None:
        super().__init__()
        self._said = ""
        self._hint: QSize | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setProperty("variant", variant)
        self.say(text)

    def say(self, text: str, *, simple: bool = False) -> None:
        """Shows a text. simple: its Markdown is understood."""
        if text == self._said:
            return
        self._said, self._hint = text, None
        rich = marked_up(shortened(text, LONGEST)) if simple else None
        self.setTextFormat(Qt.TextFormat.PlainText if rich is None else Qt.TextFormat.RichText)
        broken = _LONG_WORD.sub(lambda word: _BREAK.join(word[0]), shortened(text, LONGEST))
        self.setText(broken if rich is None else rich)
        self.setAccessibleName(text)

    def vary(self, variant: str) -> None:
        """Takes the looks of another variant."""
        if variant != self.property("variant"):
            self.setProperty("variant", variant)
            self.style().unpolish(self)
            self.style().polish(self)
            self._hint = None
            self.updateGeometry()

    def changeEvent(self, event: object) -> None:
        """Another font, another size."""
        self._hint = None
        super().changeEvent(event)  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:
        """The size of the text without wrapping."""
        if self.textFormat() == Qt.TextFormat.RichText:
            return super().sizeHint()
        if self._hint is None:
            width = self.fontMetrics().size(0, self.text()).width() + 1
            self._hint = QSize(width, self.heightForWidth(width))
        return self._hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers to copy what is selected."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy"), self._copy).setEnabled(self.hasSelectedText())
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        if self.hasSelectedText():
            QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))


class TextView(View):
    """Text."""

    kind = "Text"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: Label = Label()

    def update(self, node: Node, depth: int) -> None:
        """The text in the looks of its variant."""
        self.widget.vary(str(node.value("variant", "body")))
        self.widget.say(node.text("text"), simple=True)

    @property
    def empty(self) -> bool:
        """A text of no characters takes no room."""
        return not self.widget.accessibleName()


class IconView(View):
    """An icon of the catalogue, or a path of its own."""

    kind = "Icon"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QLabel = QLabel()
        self.widget.setFixedSize(ICON, ICON)
        self._shown: object = None

    def update(self, node: Node, depth: int) -> None:
        """Draws the icon in the colour of text."""
        name = node.value("name")
        path = node.raw("name").get("svgPath") if isinstance(node.raw("name"), dict) else None
        wanted = (str(path or name or ""), self.screen.theme.name)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.widget.setPixmap(glyph(wanted[0], self.screen.theme.text, ICON, path=path is not None))
        self.widget.setAccessibleName("" if path else _in_words(wanted[0]))


class DividerView(View):
    """A line between things."""

    kind = "Divider"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QFrame = QFrame()
        self.widget.setObjectName("panelDivider")

    def update(self, node: Node, depth: int) -> None:
        """Lies or stands."""
        stands = node.value("axis") == "vertical"
        self.widget.setFrameShape(QFrame.Shape.VLine if stands else QFrame.Shape.HLine)


class PlaceholderView(View):
    """Stands for a component that has not arrived."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QWidget = Label("…", "caption")

    def update(self, node: Node, depth: int) -> None:
        """Has nothing to say yet."""


def _in_words(name: str) -> str:
    """ "shoppingCart" -> "shopping cart"."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[1].lower()}", name)
