"""What tools' results become on panels. The messages are judged by the engine that draws them."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from a2ui.core import STRICT_VALIDATION, A2uiError, MessageProcessor, MessageProcessorOptions
from hypothesis import given
from hypothesis import strategies as st

from duologue.panels.messages import LONGEST, MOST_LINES
from duologue.panels.results import ResultPanels, ShapeError
from duologue.ui.panels.catalogs import catalogs
from helpers.results import show_result

LIST = {"list": "shopping", "items": ["milk", "rye bread"]}


def kinds(messages: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, str]]:
    return [(surface, next(key for key in message if key != "version")) for surface, message in messages]


def told(messages: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """The title and what is in the lines of the newest data."""
    value = [m["updateDataModel"]["value"] for _, m in messages if "updateDataModel" in m][-1]
    shown = [line[part] for line in value["lines"] for part in ("text", "note", "source") if line[part]]
    return [value["title"], *shown, *([value["none"]] if value.get("none") else [])]


class Judge:
    """The engine that draws panels, at its strictest."""

    def __init__(self) -> None:
        self._engine = MessageProcessor(catalogs(), options=MessageProcessorOptions(STRICT_VALIDATION))

    def judge(self, messages: list[tuple[str, dict[str, Any]]]) -> None:
        self._engine.process_messages([message for _, message in messages])

    def has(self, surface: str) -> bool:
        return self._engine.model.get_surface(surface) is not None


JUDGE = Judge()


def test_the_judge_refuses_what_is_no_message() -> None:
    with pytest.raises(A2uiError):
        Judge().judge([("s", {"version": "v0.9", "updateComponents": {"surfaceId": "s", "components": [{"id": 1}]}})])


@pytest.mark.parametrize(
    ("name", "arguments", "result", "surface", "texts"),
    [
        ("list.show", {}, LIST, "list-shopping", ["Shopping list", "milk", "rye bread"]),
        ("list.show", {}, {"list": "to do", "items": []}, "list-to-do", ["To do list", "Empty"]),
        ("notes.add", {}, {"text": "the code is 53", "count": 1}, "note", ["Note", "the code is 53"]),
        ("notes.search", {"query": "key"}, {"notes": []}, "notes", ["Notes about key", "No notes found"]),
        ("calculator.evaluate", {"expression": "2+2"}, {"value": 4}, "calculation", ["Calculation", "2+2 = 4"]),
        (
            "units.convert",
            {"value": 10, "from": "yard", "to": "foot"},
            {"value": 30.0, "unit": "foot"},
            "conversion",
            ["Conversion", "10 yard = 30 foot"],
        ),
        (
            "web.search",
            {"query": "hotel"},
            {"results": [{"title": "Blue Anchor", "url": "https://example.org", "snippet": "By the sea."}]},
            "search",
            ["Found for hotel", "Blue Anchor", "By the sea.", "https://example.org"],
        ),
        (
            "weather.now",
            {},
            {"place": "Bergen", "temperature_c": 4.5, "condition": "rain"},
            "weather",
            ["Weather in Bergen", "4.5 °C", "rain"],
        ),
        (
            "timer.start",
            {},
            {"seconds": 480, "label": "tea", "ends": "2026-03-14T09:34:00"},
            "timers",
            ["Timers", "tea · 8 minutes", "until 09:34"],
        ),
        (
            "reminder.every",
            {},
            {"seconds": 90, "message": "breathe"},
            "reminders",
            ["Reminders", "breathe", "every 1 minute 30 seconds"],
        ),
    ],
)
def test_a_first_result_opens_a_panel(name, arguments, result, surface: str, texts: list[str]) -> None:
    messages = show_result(ResultPanels(), "c1", name, arguments, result)
    assert kinds(messages) == [(surface, kind) for kind in ("createSurface", "updateDataModel", "updateComponents")]
    assert told(messages) == texts
    judge = Judge()
    judge.judge(messages)
    assert judge.has(surface)


def test_a_further_result_changes_the_data_alone() -> None:
    panels = ResultPanels()
    show_result(panels, "c1", "list.add", {}, LIST)
    messages = show_result(panels, "c2", "list.add", {}, LIST | {"items": ["milk", "rye bread", "honey"]})
    assert kinds(messages) == [("list-shopping", "updateDataModel")]
    assert told(messages) == ["Shopping list", "milk", "rye bread", "honey"]


def test_what_is_over_or_cancelled_leaves_its_panel() -> None:
    panels = ResultPanels()
    for id_, minutes in (("c1", 3), ("c2", 5)):
        result = {"seconds": 60 * minutes, "label": "", "ends": f"2026-03-14T09:0{minutes}:00"}
        show_result(panels, id_, "timer.start", {}, result)
    assert told(panels.end("c1")) == ["Timers", "5 minutes", "until 09:05"]
    assert told(panels.rang("c2")) == ["Timers", "No timers"]
    assert panels.rang("c2") == []


def test_what_repeats_stays_when_it_rings() -> None:
    panels = ResultPanels()
    show_result(panels, "c1", "reminder.every", {}, {"seconds": 8, "message": "blink"})
    assert panels.rang("c1") == []


def test_a_list_that_nobody_wanted_disappears() -> None:
    panels, judge = ResultPanels(), Judge()
    judge.judge(show_result(panels, "c1", "list.add", {}, {"list": "shop", "items": ["rice"]}))
    emptied = {"list": "shop", "items": []}
    gone = show_result(panels, "c2", "list.remove", {}, emptied, unasked=True)
    assert kinds(gone) == [("list-shop", "deleteSurface")]
    judge.judge(gone)
    assert not judge.has("list-shop")
    assert kinds(show_result(panels, "c3", "list.show", {}, emptied))[0] == ("list-shop", "createSurface")


@pytest.mark.parametrize(
    ("name", "result"), [("clock.now", {"time": "09:26"}), ("web.read", {"text": "x"}), ("listen.start", {"for": "um"})]
)
def test_other_tools_have_no_panel(name: str, result: dict[str, str]) -> None:
    assert show_result(ResultPanels(), "c1", name, {}, result) == []


def test_what_comes_from_outside_is_bounded_and_may_be_anything() -> None:
    pages = [{"title": "x" * 9000, "snippet": 7}, "no page", *({"title": str(at)} for at in range(200))]
    texts = told(show_result(ResultPanels(), "c1", "web.search", {"query": "q"}, {"results": pages}))
    assert texts[1] == "x" * (LONGEST - 1) + "…"
    assert len(texts) == 1 + MOST_LINES + 1 + 1  # title, lines, the note of the first, how many more
    assert texts[-1] == "and 151 more"
    assert told(show_result(ResultPanels(), "c1", "weather.now", {}, {})) == ["Weather in ?", "? °C"]


def test_texts_are_one_plain_line_each() -> None:
    page = {"title": "Blue\x00 \x1b[1mAnchor\n\n\nHotel", "snippet": "\u202etxt.exe\ud800 \tby  the sea"}
    shown = told(show_result(ResultPanels(), "c1", "web.search", {"query": "q"}, {"results": [page]}))
    assert shown[1:] == ["Blue [1mAnchor Hotel", "txt.exe by the sea"]
    assert json.dumps(shown, ensure_ascii=False).encode()
    for kept in ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f469\u200d\U0001f373", "naïve – 5 €"):
        assert told(show_result(ResultPanels(), "c1", "notes.add", {}, {"text": kept})) == ["Note", kept]


@given(st.lists(st.text(max_size=80), min_size=2, max_size=2, unique=True))
def test_no_two_lists_share_a_surface_and_each_can_name_a_file(names: list[str]) -> None:
    surfaces = [show_result(ResultPanels(), "c1", "list.show", {}, {"list": name, "items": []})[0][0] for name in names]
    assert surfaces[0] != surfaces[1]
    assert all(surface.startswith("list-") and len(quote(surface, safe="")) < 240 for surface in surfaces)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(["web.search", "weather.now"]),
    st.fixed_dictionaries(
        {},
        optional={"results": JSON | st.lists(st.dictionaries(st.sampled_from(["title", "snippet", "url"]), JSON))}
        | dict.fromkeys(("place", "temperature_c", "condition"), JSON),
    ),
)
def test_whatever_comes_from_outside_is_valid_or_refused(name: str, result: dict[str, Any]) -> None:
    try:
        messages = show_result(ResultPanels(), "c1", name, {"query": "q"}, result)
    except ShapeError:
        return
    JUDGE.judge([*messages, (messages[0][0], {"version": "v0.9", "deleteSurface": {"surfaceId": messages[0][0]}})])
    joiners = str.maketrans("", "", "\u200c\u200d")
    assert all(len(text) <= LONGEST and text.translate(joiners).isprintable() for text in told(messages))


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("list.show", {"things": []}),
        ("list.show", {"list": "a", "items": 7}),
        ("timer.start", {"seconds": "long"}),
        ("weather.now", {"temperature_c": 10**400}),
    ],
)
def test_a_result_of_another_shape_is_refused_and_changes_nothing(name: str, result: dict[str, Any]) -> None:
    panels = ResultPanels()
    with pytest.raises(ShapeError, match=f"The result of {name} cannot be shown"):
        show_result(panels, "c1", name, {}, result)
    assert kinds(show_result(panels, "c2", "list.show", {}, LIST))[0] == ("list-shopping", "createSurface")
    assert panels.rang("c1") == []


def test_numbers_become_a_chart_that_is_drawn_anew_each_time() -> None:
    panels, judge = ResultPanels(), Judge()
    figures = {"kind": "line", "title": "your budget list", "labels": ["rent", "food"]}
    first = show_result(
        panels, "c1", "chart.show", {}, figures | {"series": [{"name": "euros", "values": [900, 400.5]}]}
    )
    assert kinds(first) == [("chart", kind) for kind in ("createSurface", "updateDataModel", "updateComponents")]
    assert first[1][1]["updateDataModel"]["value"] == {
        "title": "Your budget list",
        "kind": "line",
        "labels": ["rent", "food"],
        "series": [{"name": "euros", "values": [900, 400.5]}],
    }
    judge.judge(first)
    again = show_result(panels, "c2", "chart.show", {}, figures | {"series": []})
    assert kinds(again)[0] == ("chart", "deleteSurface")
    judge.judge(again)
    with pytest.raises(ShapeError):
        show_result(panels, "c3", "chart.show", {}, figures | {"series": [{"name": "x"}]})


def test_what_can_be_pressed_calls_the_tool_that_takes_it_back() -> None:
    panels = ResultPanels()
    (_, message) = show_result(panels, "c1", "list.add", {}, LIST)[1]
    milk = message["updateDataModel"]["value"]["lines"][0]
    assert (milk["press"], milk["tool"]) == ("Remove", "list.remove")
    assert milk["arguments"] == {"list": "shopping", "item": "milk"}
    timer = {"seconds": 480, "label": "", "ends": "2026-03-14T09:34:00"}
    (_, message) = show_result(panels, "c2", "timer.start", {}, timer)[1]
    (line,) = message["updateDataModel"]["value"]["lines"]
    assert (line["press"], line["tool"], line["arguments"]) == ("Stop", "timer.cancel", {"label": "8 minutes"})
    assert (line["id"], milk["id"]) == ("c2", "")
    assert (line["seconds"], line["ends"]) == (480.0, "2026-03-14T09:34:00")
    pages = [{"title": "A", "url": "javascript:alert(1)"}, {"title": "B", "url": "https://b.example"}]
    (_, message) = show_result(panels, "c3", "web.search", {"query": "x"}, {"results": pages})[1]
    assert [line.get("link") for line in message["updateDataModel"]["value"]["lines"]] == [None, "https://b.example"]
