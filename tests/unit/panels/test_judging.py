"""Calls that the standard forbids and the engine lets pass."""

from typing import Any

import pytest

from duologue.panels.judging import overlooked


def message(call: dict[str, Any]) -> dict[str, Any]:
    return {"components": [{"id": "a", "checks": [{"condition": {"call": "not", "args": {"value": call}}}]}]}


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ({"call": "length", "args": {"value": "x", "min": 1}}, ""),
        ({"call": "length", "args": {"value": "x", "max": {"path": "/most"}}}, ""),
        ({"call": "length", "args": {"value": "x"}}, "length needs"),
        ({"call": "length", "args": {"value": "x", "min": "5"}}, "must be numbers"),
        ({"call": "numeric", "args": {"value": 1, "min": 0.5}}, ""),
        ({"call": "numeric", "args": {"value": 1, "max": True}}, "must be numbers"),
        ({"call": "openUrl", "args": {"url": "https://example.org"}, "returnType": "void"}, ""),
        ({"call": "openUrl", "args": {"url": "not a uri"}}, "needs an address"),
        ({"call": "openUrl", "args": {"url": "https://example.org"}, "returnType": "boolean"}, "returns nothing"),
        ({"call": "formatString", "args": "x"}, ""),
        ({"call": 3, "args": {}}, ""),
    ],
)
def test_each_is_found_wherever_it_stands(call: dict[str, Any], fault: str) -> None:
    found = overlooked(message(call))
    assert (fault in found) if fault else (found == "")


def test_a_message_of_another_kind_has_no_faults() -> None:
    assert overlooked(None) == ""
