"""The question whether a call may run, on a panel: valid, pressed by its text or its parts, and only data."""

from typing import Any

import pytest
from a2ui.core import STRICT_VALIDATION, MessageProcessor, MessageProcessorOptions
from a2ui.core.basic_catalog import BasicCatalog

from duologue.core.sheets import Line, Picture
from duologue.panels.actions import PressableSurfaces, SurfaceAction
from duologue.panels.consent_question import asking, settled
from duologue.panels.results import text_panel

Messages = list[tuple[str, dict[str, Any]]]
QUESTION = asking("c1", "May I use mail send?", [("to", "Anna"), ("text", "late\x1b[2J\nagain")])


def shown(*groups: Messages) -> PressableSurfaces:
    surfaces = PressableSurfaces()
    for surface, message in (message for group in groups for message in group):
        surfaces.take(surface, message)
    return surfaces


PICTURES = (Picture("data:image/png;base64,AA==", "a bus"), Line("page", link="https://example.org"))


@pytest.mark.parametrize(
    "messages", [QUESTION, text_panel("c2", "time.now", "one\n\ntwo"), text_panel("c3", "bus.look", "one", PICTURES)]
)
def test_the_messages_are_valid(messages: Messages) -> None:
    engine = MessageProcessor([BasicCatalog("v0.9")], options=MessageProcessorOptions(STRICT_VALIDATION))
    engine.process_messages([message for _, message in messages])
    (surface,) = {surface for surface, _ in messages}
    assert engine.model.get_surface(surface) is not None
    engine.process_messages([message for _, message in settled("c1")])
    assert engine.model.get_surface("consent-c1") is None


def test_pictures_stand_below_the_lines_and_links_among_them() -> None:
    surface = text_panel("c3", "bus.look", "one", [*PICTURES, *PICTURES[:1] * 9])
    assert [line["text"] for line in surface[1][1]["updateDataModel"]["value"]["lines"]] == ["one", "page"]
    parts = {part["id"]: part for part in surface[2][1]["updateComponents"]["components"]}
    assert parts["sheet"]["children"] == ["title", "lines", *(f"picture-{at}" for at in range(6))]
    assert (parts["picture-0"]["url"], parts["picture-0"]["description"]) == (PICTURES[0].address, "a bus")


def test_what_is_asked_is_plain_data() -> None:
    value = QUESTION[1][1]["updateDataModel"]["value"]
    assert value == {
        "heading": "May I use mail send?",
        "note": "",
        "lines": [{"name": "to", "value": "Anna"}, {"name": "text", "value": "late[2J again"}],
    }


@pytest.mark.parametrize(("text", "answer"), [("Allow", "allow"), ("Always allow", "always"), ("Don't", "deny")])
def test_a_button_is_found_by_its_text(text: str, answer: str) -> None:
    pressed = SurfaceAction("consent-c1", answer, "consent", {"id": "c1", "answer": answer})
    for surface in ("", "consent-c1"):
        assert shown(QUESTION).find(surface, "", text) == pressed
    assert shown(QUESTION).find("other", "", text) is None


def test_a_component_is_found_by_its_id_and_a_surface_by_its_name() -> None:
    surfaces = shown(QUESTION)
    assert surfaces.find("", "deny", "") == SurfaceAction(
        "consent-c1", "deny", "consent", {"id": "c1", "answer": "deny"}
    )
    assert surfaces.find("consent-c1", "heading", "") == SurfaceAction("consent-c1", "heading", "", {})
    assert surfaces.find("consent-c1", "", "") == SurfaceAction("consent-c1", "", "", {})
    assert surfaces.find("", "nothing", "") is None
    assert surfaces.find("", "", "") is None


def test_of_several_the_first_is_found_and_one_that_is_gone_is_not() -> None:
    other = asking("c2", "May I?", [])
    first = shown(QUESTION, other).find("", "", "Allow")
    second = shown(QUESTION, other, settled("c1")).find("", "", "Allow")
    assert first is not None
    assert second is not None
    assert (first.surface, second.surface) == ("consent-c1", "consent-c2")


LIST: Messages = [
    ("l", {"createSurface": {"surfaceId": "l"}}),
    ("l", {"updateComponents": {"surfaceId": "l", "components": [
        {"id": "root", "component": "Column", "children": {"componentId": "row", "path": "/rows"}},
        {"id": "row", "component": "Row", "children": ["name", "stop"]},
        {"id": "name", "component": "Text", "text": {"path": "name"}},
        {"id": "stop", "component": "Button", "child": "stop-label",
         "action": {"event": {"name": "tool.call", "context": {"id": {"path": "id"}, "all": {"path": "/title"}}}}},
        {"id": "stop-label", "component": "Text", "text": {"path": "label"}},
    ]}}),
    ("l", {"updateDataModel": {"surfaceId": "l", "value": {"title": "t", "rows": [
        {"id": "a", "label": "Stop a"}, {"id": "b", "label": "Stop b"}]}}}),
]  # fmt: skip


def test_a_button_in_a_row_of_data_knows_its_row() -> None:
    assert shown(LIST).find("", "", "Stop b") == SurfaceAction("l", "stop", "tool.call", {"id": "b", "all": "t"})
    change = ("l", {"updateDataModel": {"surfaceId": "l", "path": "/rows/1/label", "value": "Pause b"}})
    added = ("l", {"updateDataModel": {"surfaceId": "l", "path": "/rows/2", "value": {"id": "c", "label": "Stop c"}}})
    surfaces = shown(LIST, [change, added])
    assert surfaces.find("", "", "Stop b") is None
    third = surfaces.find("", "", "Stop c")
    assert third is not None
    assert third.context["id"] == "c"


def test_what_is_checked_first_is_not_enabled() -> None:
    checked = {"id": "allow", "component": "Button", "child": "allow-label", "action": {"event": {"name": "x"}},
               "checks": [{"condition": False, "message": "no"}]}  # fmt: skip
    update = ("consent-c1", {"updateComponents": {"surfaceId": "consent-c1", "components": [checked]}})
    assert shown(QUESTION, [update]).find("", "", "Allow") is None


def test_a_panel_that_contains_itself_is_searched_to_an_end() -> None:
    loop = {"id": "root", "component": "Column", "children": ["root", "root"]}
    update = ("consent-c1", {"updateComponents": {"surfaceId": "consent-c1", "components": [loop]}})
    assert shown(QUESTION, [update]).find("", "", "Allow") is None


def test_long_lines_are_shown_whole() -> None:
    _, data, _ = text_panel("c2", "time.now", "word " * 100 + "\n\nlast\x1b[2J")
    lines = [line["text"] for line in data[1]["updateDataModel"]["value"]["lines"]]
    assert " ".join(lines[:-1]).split() == ["word"] * 100
    assert lines[-1] == "last[2J"
