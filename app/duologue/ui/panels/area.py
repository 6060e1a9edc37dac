"""What panels and their strip have in common, without what draws panels."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

ROOT = "root"
"""Id of the component that all others of a surface are inside of."""
LOWEST = 64
"""Least height of a panel in pixels."""


def scroll_area(parent: QWidget) -> QScrollArea:
    """An area without a frame of its own."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setObjectName("panelScroll")
    return area
