"""What each kind of span is drawn with: fills and the text on them, in the colours of a theme."""

from PySide6.QtGui import QColor

from duologue.ui.colours import Theme, Tint
from duologue.view.tracks import Span, Track


def ink(theme: Theme, span: Span) -> tuple[QColor, QColor]:
    """Fill and text colour of a span; the text is legible on the fill."""
    tint = _tint(theme, span)
    return QColor(tint.back), QColor(tint.fore)


def _tint(theme: Theme, span: Span) -> Tint:
    if span.kind in ("failed", "silenced", "muted"):
        return theme.red
    match span.track:
        case Track.USER:
            return Tint(theme.user_bubble, theme.text)
        case Track.ASSISTANT:
            return theme.green
        case Track.WORK:
            return theme.neutral if span.kind == "cancelled" else theme.amber
        case Track.FLOOR:
            return {
                "speaking": Tint(theme.user_bubble, theme.text),
                "yielding": theme.green,
                "idle": theme.neutral,
            }.get(span.kind, theme.amber)
        case Track.SEEN | Track.TRANSLATION:
            return theme.blue
