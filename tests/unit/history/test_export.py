"""A conversation as a file that other programs read."""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from duologue.core.events import Speech, ToolCall, Translation, Typed
from duologue.history.export import export, file_name
from helpers.kept_talk import NINE, asked, history, started

EVENTS = [
    started(),
    asked(1.0, "What's *this*?"),
    ToolCall(2.2, "c1", "web.search", {"query": "this"}, "Search"),
    Speech(9.0, "s1", "response", "Nothing of note,", 3.25, 4.5, False, 3.0),
    Typed(3_725.5, "and # that"),
    Translation(3_730.0, "t1", "en", "es", "that", "eso", True),
]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr("duologue.history.export._local", partial(datetime.fromtimestamp, tz=UTC))
    with history(tmp_path / "history.db") as kept:
        kept.keep(*EVENTS)
        row = kept.reader.conversation(1)
        return {e: export(e, row, kept.reader.events(1), kept.reader.bodies(1)) for e in ("md", "srt", "json")}


def test_markdown_is_read_as_it_was_said(written: dict[str, str]) -> None:
    assert written["md"].split("\n\n") == [
        "# What's \\*this\\*?",
        "*Saturday, 14 March 2026, 09:20*",
        "**You** (09:20): What's \\*this\\*?",
        "> Search",
        "**Duologue** (09:20): Nothing of note, — *(interrupted)*",
        "**You** (10:22): and \\# that",
        "> es: eso\n",
    ]


def test_subtitles_have_the_times_of_the_sound(written: dict[str, str]) -> None:
    assert written["srt"].split("\n\n") == [
        "1\n00:00:01,000 --> 00:00:02,000\nYou: What's *this*?",
        "2\n00:00:03,250 --> 00:00:04,500\nDuologue: Nothing of note,",
        "3\n01:02:05,500 --> 01:02:07,500\nYou: and # that\n",
    ]


def test_json_holds_all_that_is_kept(written: dict[str, str]) -> None:
    whole = json.loads(written["json"])
    assert (whole["format"], whole["version"], whole["title"]) == ("duologue-conversation", 1, "What's *this*?")
    assert [event["type"] for event in whole["events"]] == [event.TYPE for event in EVENTS]
    assert whole["events"][2]["arguments"] == {"query": "this"}


def test_a_file_is_named_after_the_day_and_the_title(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep(started(NINE), asked(1.0, "../Où est / le train?"))
        assert file_name(kept.reader.conversation(1), "md") == "2026-03-14-où-est-le-train.md"
