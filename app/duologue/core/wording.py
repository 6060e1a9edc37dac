"""Short texts for the eye; what is spoken is worded by the tools."""

TIME_UNITS = ((86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
"""Length in seconds and name, longest first."""


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
