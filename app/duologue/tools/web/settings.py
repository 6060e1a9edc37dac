"""What the user has settled about the internet."""

from dataclasses import dataclass
from typing import Self

from duologue.core.settings import Settings
from duologue.tools.base import ToolError

OFF_ERROR = "The internet is turned off; it can be allowed in the menu, under Settings."
OFF_SAY = "The internet is turned off. You can allow it in the menu, under Settings."
LONGEST_ASKED = 120
"""Characters of an argument within the question whether a tool may go online."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """use: "ask", "on" or "off". searxng: address of a SearXNG server, "" for none. place: where the user is, or ""."""

    use: str = "ask"
    searxng: str = ""
    place: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The part of all settings that is about the internet."""
        return cls(settings.web, settings.searxng, settings.place)

    def permit(self) -> None:
        """Does nothing if the internet may be used.

        Raises:
            ToolError: it is turned off.
        """
        if self.use == "off":
            raise ToolError(OFF_ERROR, OFF_SAY)
