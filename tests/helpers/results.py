"""Results of built-in tools on panels, as a session shows them."""

from collections.abc import Mapping
from typing import Any

from duologue.core.events import Panel
from duologue.core.tool_facts import NO_FACTS
from duologue.panels.results import ResultPanels
from duologue.tools.registry import builtin_facts


def show_result(
    panels: ResultPanels, id_: str, name: str, arguments: Mapping[str, Any], result: Any, *, unasked: bool = False
) -> list[tuple[str, dict[str, Any]]]:
    """Surface and messages that a tool's result gives."""
    facts = builtin_facts().get(name, NO_FACTS)
    return panels.show(id_, name, facts, arguments, result, unasked=unasked)


def from_tool(panels: ResultPanels, name: str, result: dict[str, Any], id_: str = "c1") -> list[Panel]:
    return [Panel(1.0, surface, message) for surface, message in show_result(panels, id_, name, {}, result)]
