"""Short texts for the eye; what is spoken is worded by the tools."""

TIME_UNITS = ((86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
"""Length in seconds and name, longest first."""
JOINERS = "\u200c\u200d"
"""Characters without a shape of their own that writing needs: Persian words, composed emoji."""


def duration(seconds: float) -> str:
    """90 -> "1 minute 30 seconds"."""
    pieces, rest = [], seconds
    for size, name in TIME_UNITS:
        count, rest = (rest, 0.0) if size == 1 else divmod(rest, size)
        if count:
            pieces.append(f"{count:g} {name}{'' if count == 1 else 's'}")
    return " ".join(pieces) or "0 seconds"


def shortened(text: str, most: int) -> str:
    """At most so many characters; a longer text ends with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def plain_line(text: str, most: int = 300) -> str:
    """Text from outside as one plain line of bounded length, without what controls a screen or turns its writing."""
    text = text[: 4 * most]
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace() or c in JOINERS)
    return shortened(" ".join(text.split()), most)
