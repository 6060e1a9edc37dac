"""What is wrong with how a window is laid out: text that is cut off, parts that overlap, or that lie out of sight."""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from duologue.ui.camera_tile import CameraTile
from duologue.ui.captions import Captions
from duologue.ui.tracks.axis import ROWS, STEPS, TimeAxis

_SPARE = 1
"""Pixels by which a part may be too small: sizes are rounded."""
_LIES_ON = frozenset({"newest", "cameraMark", "cameraClose"})
"""Names of parts that lie on others by intention."""


def problems(window: QWidget) -> list[str]:
    """Everything that is wrong, each in a sentence that names the part and its text."""
    seen = [part for part in window.findChildren(QWidget) if part.isVisibleTo(window) and not _internal(part)]
    found = [problem for part in (window, *seen) for problem in _own(part)]
    found += [problem for part in seen for problem in _in_sight(part, window)]
    return found + [problem for part in (window, *seen) for problem in _overlaps(part)]


def texts(window: QWidget) -> set[str]:
    """What can be read in a window: words on labels, buttons and choices. What is shortened counts with its whole."""
    found = set()
    for part in window.findChildren(QWidget):
        if part.isVisibleTo(window) and not _internal(part) and (text := _text(part)):
            found.add(text)
    return found


def _text(part: QWidget) -> str:
    match part:
        case QLabel():
            return "" if part.pixmap() else part.toolTip() if "…" in part.text() else part.text()
        case QToolButton():
            shown = part.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
            return part.text() if shown else ""
        case QAbstractButton():
            return part.text()
        case QComboBox():
            return part.currentText()
        case QLineEdit():
            return part.text() or part.placeholderText()
    return ""


def _internal(part: QWidget) -> bool:
    """Qt's own, inside a widget that is looked at as a whole."""
    owner = part.parentWidget()
    while owner is not None:
        if isinstance(owner, QComboBox | QLineEdit | QHeaderView | QMenu):
            return True
        owner = owner.parentWidget()
    return part.objectName().startswith("qt_") and part.objectName() != "qt_scrollarea_viewport"


def _named(part: QWidget) -> str:
    kind = part.objectName() or type(part).__name__
    return f"{kind} “{_text(part) or part.accessibleName()}”"


def _own(part: QWidget) -> Iterator[str]:
    """What is wrong with a part by itself."""
    match part:
        case QLabel() if part.text() and not part.pixmap():
            yield from _of_label(part)
        case QAbstractButton():
            wanted = part.sizeHint()
            if part.width() + _SPARE < wanted.width() or part.height() + _SPARE < wanted.height():
                yield f"{_named(part)} has {_size(part)} and needs {wanted.width()} x {wanted.height()}"
        case QComboBox():
            yield from _of_choice(part)
        case QLineEdit():
            yield from _of_line(part)
        case QHeaderView() | QListWidget() | QMenu() | Captions() | TimeAxis():
            yield from _of_many(part)


def _of_many(part: QWidget) -> Iterator[str]:
    """What shows several texts in one widget."""
    match part:
        case QHeaderView():
            for at in range(part.count() - 1):
                if part.sectionSize(at) < part.sectionSizeHint(at):
                    yield f"the heading of column {at} is cut off"
        case QListWidget() if part.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            if part.sizeHintForColumn(0) > part.viewport().width() + _SPARE:
                yield f"the entries of {_named(part)} need {part.sizeHintForColumn(0)} pixels of {_size(part)}"
        case QMenu() if not part.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, part):
            for action in filter(QAction.isVisible, part.actions()):
                if not part.rect().contains(part.actionGeometry(action)):
                    yield f"the entry “{action.text()}” is cut off"
        case Captions():
            yield from _of_captions(part)
        case TimeAxis():
            for name in (*(name for _, name in ROWS), STEPS):
                if part.fontMetrics().horizontalAdvance(name) > part.names_px + _SPARE:
                    yield f"“{name}” is cut off beside the time axis"


def _of_label(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        room = label.contentsRect().width() - 2 * label.margin()
        metrics = label.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, re.split(r"\s|(?<=[/-])", label.text())), default=0)
        if longest > room + _SPARE:
            yield f"a word of {_named(label)} needs {longest} pixels of {room}"
        if label.heightForWidth(label.width()) > label.height() + _SPARE:
            yield f"{_named(label)} needs {label.heightForWidth(label.width())} pixels of height, of {_size(label)}"
        return
    wanted = label.sizeHint()
    if wanted.width() > label.width() + _SPARE or wanted.height() > label.height() + _SPARE:
        yield f"{_named(label)} has {_size(label)} and needs {wanted.width()} x {wanted.height()}"


def _of_choice(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    wanted = box.fontMetrics().horizontalAdvance(box.currentText())
    if wanted > room.width() + _SPARE:
        yield f"{_named(box)} needs {wanted} pixels of {room.width()}"


def _of_line(line: QLineEdit) -> Iterator[str]:
    if line.text() or not line.placeholderText():
        return  # what is typed can be scrolled
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    wanted = line.fontMetrics().horizontalAdvance(line.placeholderText())
    if wanted > room.width() - 4 + _SPARE:  # Qt leaves two pixels free on both sides
        yield f"{_named(line)} needs {wanted} pixels of {room.width() - 4}"
    if line.fontMetrics().height() > room.height() + _SPARE:
        yield f"{_named(line)} needs {line.fontMetrics().height()} pixels of height, of {room.height()}"


def _of_captions(captions: Captions) -> Iterator[str]:
    width = captions.viewport().width()
    for line in captions.lines:
        if line.text and captions._first <= line.index < captions._end:
            bubble = captions.bubble(line.index)
            if bubble.left() < -_SPARE or bubble.right() > width + _SPARE:
                yield f"the bubble “{line.text}” reaches from {bubble.left():.0f} to {bubble.right():.0f} of {width}"


def _size(part: QWidget) -> str:
    return f"{part.width()} x {part.height()}"


def _in_sight(part: QWidget, window: QWidget) -> Iterator[str]:
    """Whether all of a part can be seen, at once or by scrolling."""
    if not (part.width() and part.height()):
        if _text(part):
            yield f"{_named(part)} has no room at all"
        return
    owner, box = part.parentWidget(), part.geometry()
    if owner is None:
        return
    outer = owner.rect()
    scroll = owner.parentWidget()
    if isinstance(scroll, QAbstractScrollArea) and scroll.viewport() is owner:
        across, down = scroll.horizontalScrollBar(), scroll.verticalScrollBar()
        if across.maximum() > 0 and scroll.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            outer = outer.united(QRect(box.left(), outer.top(), box.width(), 1))
        if down.maximum() > 0 and scroll.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            outer = outer.united(QRect(outer.left(), box.top(), 1, box.height()))
    if not outer.adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE).contains(box):
        yield f"{_named(part)} at {_box(box)} reaches out of {_named(owner)} with {_size(owner)}"


def _overlaps(owner: QWidget) -> Iterator[str]:
    parts = [
        part
        for part in owner.children()
        if isinstance(part, QWidget)
        and not part.isWindow()
        and part.isVisibleTo(owner)
        and part.objectName() not in _LIES_ON
        and not _internal(part)
        and part.width()
        and part.height()
    ]
    if isinstance(owner, QAbstractScrollArea | CameraTile | QComboBox):
        return  # their own parts lie on the viewport or on the picture
    for one, other in combinations(parts, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > _SPARE and common.height() > _SPARE and not _may_lie_on(one, other):
            yield f"{_named(one)} and {_named(other)} overlap by {common.width()} x {common.height()}"


def _may_lie_on(one: QWidget, other: QWidget) -> bool:
    """The buttons in the corner of a panel lie on room that its content leaves free."""
    owner = one.parentWidget()
    if owner is None or owner.objectName() != "panel":
        return False
    scroll = one if isinstance(one, QAbstractScrollArea) else other
    button = other if scroll is one else one
    if not isinstance(scroll, QAbstractScrollArea):
        return False
    corner = button.mapTo(owner, QPoint(0, 0))
    under = [
        label
        for label in scroll.findChildren(QLabel)
        if label.isVisibleTo(owner)
        and QRect(label.mapTo(owner, QPoint(0, 0)), label.size()).intersects(QRect(corner, button.size()))
        and label.text()
    ]
    return not any(_ink(label).translated(label.mapTo(owner, QPoint(0, 0))).intersects(
        QRect(corner, button.size())) for label in under)  # fmt: skip


def _ink(label: QLabel) -> QRect:
    """The rectangle that the words of a label take in it."""
    return label.fontMetrics().boundingRect(label.contentsRect(), int(label.alignment()), label.text())


def _box(box: QRect) -> str:
    return f"({box.left()}, {box.top()}, {box.right()}, {box.bottom()})"
