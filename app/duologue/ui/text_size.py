"""How large the user's text is, for what is measured in pixels and has text in it."""

from PySide6.QtWidgets import QWidget

USUAL_POINTS = 10.0
"""Size of plain text in points, for which sizes in pixels are written down."""


def text_times(widget: QWidget) -> float:
    """How many times as large as usual the text of a widget is; 1 where it is smaller."""
    return max(1.0, widget.font().pointSizeF() / USUAL_POINTS)
