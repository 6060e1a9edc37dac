"""What servers answer: text beside pictures, structured content alone, links, resources, and what cannot be shown."""

import base64
from typing import Any

import mcp_types as types
import pytest

from duologue.core.sheets import Line, Picture
from duologue.tools.base import ToolError
from duologue.tools.mcp.answers import LARGEST_PICTURE, answer_of, picture_address
from duologue.tools.mcp.mending import LEFT_OUT

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def answered(*content: Any, **more: Any) -> Any:
    return answer_of("bus.look", types.CallToolResult(content=list(content), **more))


def text(words: str) -> types.TextContent:
    return types.TextContent(text=words)


def image(data: str = PNG, mime: str = "image/png") -> types.ImageContent:
    return types.ImageContent(data=data, mime_type=mime)


@pytest.mark.parametrize(
    ("value", "said", "shown"),
    [
        ({"title": "Bus 12", "leaves": "18:42", "platform": 3}, "Title: Bus 12. Leaves: 18:42. Platform: 3.", ""),
        ({"result": 5}, "5.", ""),
        ({"departureTime": "18:42"}, "Departure time: 18:42.", ""),
        ({"isOpen": True, "lastSeen": None}, "Is open: yes. Last seen: nothing.", ""),
        ({"stops": ["Mill", "Quay"]}, "Stops: Mill, Quay.", ""),
        ({"stops": [{"name": "Mill", "at": 1}, {"name": "Quay", "at": 2.5}]}, "Here it is.",
         "Stops: name Mill, at 1\nStops: name Quay, at 2.5"),
        ({"bus": {"no": 12, "driver": {"name": "Ada"}}, "late": False}, "Here it is.",
         "Bus, no: 12\nBus, driver, name: Ada\nLate: no"),
        ({"text": "word " * 60}, "Here it is.", "word " * 60),
        ({}, "Done.", ""),
    ],
)  # fmt: skip
def test_structured_content_alone_is_told_in_words(value: dict[str, Any], said: str, shown: str) -> None:
    answer = answered(structured_content=value)
    assert (answer.say, answer.text) == (said, shown)
    assert answer.result == value


def test_json_in_a_text_is_told_in_words_too() -> None:
    answer = answered(text('{"timezone": "Asia/Tokyo", "is_dst": false}'))
    assert answer.say == "Timezone: Asia/Tokyo. Is dst: no."


def test_text_beside_a_picture_is_said_and_the_picture_shown() -> None:
    answer = answered(text("The bus is here."), image())
    assert (answer.say, answer.text) == ("The bus is here.", "")
    assert answer.beside == (Picture(f"data:image/png;base64,{PNG}", "Picture"),)
    assert answer.result == {"text": "The bus is here."}


def test_a_picture_alone_is_shown() -> None:
    assert answered(image()).say == "Here it is."


@pytest.mark.parametrize(
    ("data", "mime"),
    [("A" * 1_800_000, "image/png"), ("", "image/png"), ("%%%", "image/png"), (PNG, "image/svg+xml"),
     (PNG, "text/html"), (base64.b64encode(b"\x89PNG" + bytes(LARGEST_PICTURE)).decode(), "image/png"),
     (base64.b64encode(b"<svg onload=x>").decode(), "image/jpeg")],
)  # fmt: skip
def test_a_picture_that_cannot_be_shown_is_noted_and_costs_no_text(data: str, mime: str) -> None:
    answer = answered(text("The bus is here."), image(data, mime))
    assert (answer.say, answer.text, answer.beside) == ("The bus is here.", "1 picture is not shown.", ())
    assert answer.result["note"] == "1 picture is not shown."


def test_a_picture_of_another_kind_than_it_says_is_shown_as_what_it_is() -> None:
    assert picture_address(PNG, "image/jpeg").startswith("data:image/png;")
    assert picture_address(PNG[:40] + "\n" + PNG[40:], "IMAGE/PNG; q=1") == f"data:image/png;base64,{PNG}"


def test_links_can_be_opened_and_others_are_read() -> None:
    page = types.ResourceLink(name="page", title="Timetable", uri="https://example.org/bus", description="all lines")
    file = types.ResourceLink(name="log", uri="file:///var/log")
    answer = answered(page, file)
    assert answer.beside == (
        Line("Timetable", "all lines", link="https://example.org/bus"), Line("log", "file:///var/log"),
    )  # fmt: skip
    assert answer.result == {"text": "Timetable: https://example.org/bus\nlog: file:///var/log"}


def test_resources_are_read_shown_or_noted() -> None:
    inside = types.EmbeddedResource(resource=types.TextResourceContents(uri="file:///a", text="inside"))
    blob = types.BlobResourceContents(uri="file:///map.png", blob=PNG, mime_type="image/png")
    pdf = types.BlobResourceContents(uri="file:///a.pdf", blob="AA==", mime_type="application/pdf")
    answer = answered(inside, types.EmbeddedResource(resource=blob), types.EmbeddedResource(resource=pdf))
    assert (answer.say, answer.text) == ("Inside.", "1 file is not shown.")
    assert answer.beside == (Picture(f"data:image/png;base64,{PNG}", "file:///map.png"),)


def test_what_is_left_out_is_counted() -> None:
    sound = types.AudioContent(data="AA==", mime_type="audio/wav")
    unknown = types.TextContent(text="", _meta={LEFT_OUT: "video"})
    answer = answered(text("Good."), sound, sound, unknown)
    assert (answer.say, answer.text) == ("Good.", "2 sounds and 1 part are not shown.")


def test_a_failure_without_text_tells_its_structure() -> None:
    with pytest.raises(ToolError, match=r"bus\.look failed: code 7\."):
        answered(structured_content={"code": 7}, is_error=True)
    with pytest.raises(ToolError, match="it does not say why"):
        answered(is_error=True)


def test_a_long_list_ends_with_a_word_of_it() -> None:
    lines = answered(structured_content={"n": [{"i": number} for number in range(500)]}).text.splitlines()
    assert (len(lines), lines[-1]) == (201, "and more")
