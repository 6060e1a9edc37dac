"""How results from outside are told; whatever they hold, it is a bounded sentence that can be said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.core.tool_facts import NO_FACTS
from duologue.tools.registry import builtin_facts
from duologue.tools.web.telling import MAX_SAID_CHARS


def say_result(name: str, result: Any) -> str:
    return builtin_facts().get(name, NO_FACTS).tell(result)


@pytest.mark.parametrize(
    ("name", "result", "say"),
    [
        (
            "weather.now",
            {"place": "Paris", "temperature_c": 19, "condition": "sunny"},
            "It's 19 degrees and sunny in Paris.",
        ),
        ("weather.now", {"temperature_c": 1.2}, "It's one degree."),
        ("weather.now", {"temperature_c": -7, "condition": "snow"}, "It's minus 7 degrees and snow."),
        ("weather.now", {"temperature_c": 10**400, "condition": "hot"}, "It's hot."),
        ("weather.now", {"temperature_c": float("nan")}, ""),
        ("weather.now", {}, ""),
        (
            "web.read",
            {"title": "Example", "text": "This is a page. It is short."},
            "Example. This is a page. It is short.",
        ),
        ("web.read", {"title": "Links", "text": "Go to https://a.test/x now."}, "Links. Go to a link now."),
        ("web.read", {}, "The page has no text."),
        ("web.search", {"results": [{"title": "A"}, {"title": "B", "snippet": "Long."}]}, "I found this. A."),
        ("web.search", {"results": [{"title": "A", "snippet": "It is tall"}]}, "I found this. It is tall."),
        ("web.search", {"results": [7, {"snippet": "\u200b"}, {"title": "B"}]}, "I found this. B."),
        ("web.search", {"results": []}, "I couldn't find anything about that."),
        ("web.search", {"results": "many"}, "I couldn't find anything about that."),
        ("web.search", ["odd"], ""),
        ("clock.now", {"time": "09:00"}, ""),
    ],
)
def test_results_are_told_in_a_sentence(name: str, result: Any, say: str) -> None:
    assert say_result(name, result) == say


def test_a_long_page_is_told_in_part() -> None:
    say = say_result("web.read", {"text": "This is a sentence. " * 100})
    assert 200 < len(say) < 500


json = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just([1]), st.just({"a": {}}))
names = st.sampled_from(["results", "title", "text", "snippet", "place", "temperature_c", "condition"])


@given(
    st.sampled_from(["web.search", "web.read", "weather.now"]),
    st.dictionaries(names, json | st.lists(st.dictionaries(names, json, max_size=3), max_size=2), max_size=4),
)
def test_any_result_can_be_told(name: str, result: dict[str, Any]) -> None:
    say = say_result(name, result)
    assert say.isprintable()
    assert len(say) <= MAX_SAID_CHARS + 200


def test_a_sentence_without_an_end_is_cut() -> None:
    assert len(say_result("web.read", {"text": "word " * 5000})) <= MAX_SAID_CHARS + 2
