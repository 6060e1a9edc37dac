"""What must not be seen of a server's texts: what its environment, its requests and its address carry."""

from collections.abc import Iterable
from urllib.parse import unquote_plus, urlsplit

LONG_STEP = 16
"""Characters of a step of an address's path that may be a key."""


def address_secrets(url: str) -> list[str]:
    """What of an address may be a secret, as written and as meant: who asks, what, and long steps of its path."""
    parts = urlsplit(url)
    asked = [piece.partition("=")[2] for piece in parts.query.split("&")]
    steps = [step for step in parts.path.split("/") if len(step) >= LONG_STEP]
    written = [parts.username or "", parts.password or "", *asked, *steps]
    return [*written, *(unquote_plus(piece) for piece in written)]


class Redaction:
    """Takes what must not be seen out of texts from a server: what its environment and its requests carry."""

    SHORTEST = 4

    def __init__(self, values: Iterable[str]) -> None:
        pieces = {piece for value in values for piece in (value, *value.split())}
        self._hidden = sorted((piece for piece in pieces if len(piece) >= self.SHORTEST), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text with marks in the place of what is hidden."""
        for piece in self._hidden:
            text = text.replace(piece, "•••")
        return text
