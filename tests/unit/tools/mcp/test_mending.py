"""What servers send in forms that are not the protocol's: the good parts are taken, the others cost nothing."""

from typing import Any

import mcp_types as types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp_types.methods import parse_server_result

from duologue.tools.mcp.mending import LEFT_OUT, mend

GOOD = {"name": "look", "description": "Looks.", "inputSchema": {"type": "object", "properties": {}}}
EMPTY = {"type": "object"}


def tools(*given_: Any) -> list[types.Tool]:
    return types.ListToolsResult.model_validate(mend({"tools": [*given_, GOOD]})).tools


@pytest.mark.parametrize(
    "schema",
    [None, [], "object", 5, {}, {"type": None}, {"type": ["object", "null"]}, {"type": "string"}, {"properties": None},
     {"type": "object", "properties": []}, {"type": "object", "required": "a"}, {"type": "object", "required": None},
     {"type": "object", "$defs": None}, {"anyOf": [{"type": "object"}]}, {"$ref": "#/$defs/A"}],
)  # fmt: skip
def test_a_tool_whose_schema_is_in_no_form_is_there_and_so_are_the_others(schema: Any) -> None:
    odd, good = tools({"name": "odd", "inputSchema": schema})
    assert odd.input_schema["type"] == "object"
    assert good == types.Tool.model_validate(GOOD)


def test_a_tool_without_a_schema_takes_no_arguments() -> None:
    assert tools({"name": "odd"})[0].input_schema == {"type": "object", "properties": {}}


@pytest.mark.parametrize(
    "more",
    [{"description": None}, {"description": 5}, {"title": []}, {"annotations": "none"}, {"outputSchema": None},
     {"outputSchema": {"type": "array"}}, {"icons": "a.png"}, {"annotations": {"readOnlyHint": "maybe"}}, {"_meta": 1},
     {"execution": []}],
)  # fmt: skip
def test_a_field_in_no_form_costs_that_field_alone(more: dict[str, Any]) -> None:
    odd, good = tools({"name": "odd", "inputSchema": EMPTY} | {"title": "Odd", "description": "Is odd."} | more)
    assert odd.name == "odd"
    assert odd.description == ("Is odd." if "description" not in more else None)
    assert odd.title == ("Odd" if "title" not in more else None)
    assert good.name == "look"


@pytest.mark.parametrize("odd", [None, 5, "look", [], {}, {"name": None}, {"name": ""}, {"name": 5, "inputSchema": {}}])
def test_what_has_no_name_is_no_tool_and_costs_the_others_nothing(odd: Any) -> None:
    assert [tool.name for tool in tools(odd)] == ["look"]


def test_a_list_that_is_none_is_empty() -> None:
    assert mend({"tools": None, "nextCursor": None}) == {"tools": []}
    assert mend({"tools": {}, "nextCursor": 7}) == {"tools": [], "nextCursor": "7"}


def content(*blocks: Any, **more: Any) -> types.CallToolResult:
    result = parse_server_result("tools/call", "2025-11-25", mend({"content": list(blocks)} | more))
    assert isinstance(result, types.CallToolResult)
    return result


TEXT = {"type": "text", "text": "good"}


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ({"type": "video", "data": "AA"}, ""), ({"type": "chart"}, ""), ({"type": None}, ""), ({}, ""),
        ({"type": "image", "data": None, "mimeType": "image/png"}, ""), ({"type": "resource"}, ""),
        ({"type": "output_text", "text": "hi"}, "hi"), ({"text": "hi"}, "hi"), ("hi", "hi"),
        ({"type": "text", "text": "hi", "annotations": {"priority": "high"}}, "hi"),
        ({"type": "text", "text": "hi", "annotations": None, "_meta": None}, "hi"),
    ],
)  # fmt: skip
def test_a_block_that_is_not_known_does_not_cost_the_good_text(block: Any, text: str) -> None:
    result = content(block, TEXT)
    odd, good = result.content
    assert isinstance(odd, types.TextContent)
    assert (odd.text, (odd.meta or {}).get(LEFT_OUT) is None) == (text, bool(text))
    assert good == types.TextContent(text="good")


@pytest.mark.parametrize(
    ("result", "texts", "structured"),
    [
        ({"content": None, "structuredContent": {"a": 1}}, [], {"a": 1}),
        ({"structuredContent": {"a": 1}}, [], {"a": 1}),
        ({"content": [], "structuredContent": [1]}, [], {"result": [1]}),
        ({"content": "hello", "structuredContent": None}, ["hello"], None),
        ({"content": {"type": "text", "text": "hello"}, "isError": None}, ["hello"], None),
        ({"content": ["a", None, 5], "isError": "false"}, ["a"], None),
    ],
)
def test_an_answer_in_another_form_is_brought_to_the_protocols(result: Any, texts: list[str], structured: Any) -> None:
    read = parse_server_result("tools/call", "2025-11-25", mend(result))
    assert isinstance(read, types.CallToolResult)
    assert [block.text for block in read.content if isinstance(block, types.TextContent)] == texts
    assert read.structured_content == structured
    assert not read.is_error


def test_a_greeting_with_holes_is_taken() -> None:
    greeting = {"protocolVersion": "2025-06-18", "capabilities": {"tools": True, "prompts": None}, "serverInfo": None}
    read = parse_server_result("initialize", "2025-11-25", mend(greeting))
    assert isinstance(read, types.InitializeResult)
    assert read.capabilities.tools is not None
    assert read.capabilities.prompts is None


def test_prompts_are_mended_as_tools_are() -> None:
    odd = {"name": "a", "arguments": [{"name": "x", "required": True}, {"description": "nameless"}, None], "title": 5}
    read = types.ListPromptsResult.model_validate(mend({"prompts": [odd, None, {"name": "b", "arguments": None}]}))
    assert [(prompt.name, prompt.title) for prompt in read.prompts] == [("a", None), ("b", None)]
    assert [argument.name for argument in read.prompts[0].arguments or []] == ["x"]
    said = types.GetPromptResult.model_validate(mend({"messages": [{"role": "system", "content": "hi"}, None]}))
    assert [message.role for message in said.messages] == ["user"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["text", "image", "object"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "data", "mimeType", "name", "inputSchema", "properties", "_meta"]), inner
        )
    ),
    max_leaves=10,
)


@given(anything, anything)
def test_nothing_that_a_server_sends_costs_a_good_tool_or_text(tool: Any, block: Any) -> None:
    assert tools(tool)[-1].name == "look"
    assert content(block, TEXT).content[-1] == types.TextContent(text="good")
