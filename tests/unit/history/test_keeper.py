"""What happens in a session is kept, as far as the user wants it kept."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from duologue.core.events import (
    Event,
    Failure,
    Floor,
    Muted,
    Percept,
    Saying,
    Speech,
    ToolCall,
    ToolResult,
    Translation,
    Typed,
)
from duologue.core.settings import Settings
from duologue.history.folding import LONGEST_RESULT, dialogue
from duologue.history.writing import HistoryWriter
from duologue.session.timeline import to_json
from duologue.view.transcript import Line, Transcript
from helpers.kept_talk import NINE, History, asked, ended, history, said, started, talk

BUSY: list[Event] = [
    started(),
    Floor(0.2, "speaking", 0.9),
    asked(1.0, "set a", final=False),
    asked(1.0, "Set a timer.", final=True),
    ToolCall(2.0, "c1", "timer.start", {"seconds": 60}, "Timer"),
    ToolResult(2.1, "c1", True, {"seconds": 60}),
    Saying(2.5, "s1", "response", "One"),
    Speech(3.0, "s1", "response", "One minute.", 2.5, 3.0, False, 2.2),
    Typed(4.0, "thanks"),
    Translation(5.0, "t1", "en", "es", "thanks", "gracias", True),
    Muted(6.0, True),
    Failure(6.5, "web", "Offline."),
]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[History]:
    with history(tmp_path / "history.db") as kept:
        yield kept


def folded(events: list[Event]) -> tuple[Line, ...]:
    transcript = Transcript()
    for event in events:
        transcript.apply(event)
    return transcript.lines


def test_a_conversation_shows_again_the_lines_that_it_showed(kept: History) -> None:
    kept.keep(*BUSY, ended(7.0))
    (row,) = kept.reader.conversations()
    assert folded(kept.reader.events(row.id)) == folded(BUSY)
    assert (row.title, row.began, row.utterances) == ("Set a timer.", NINE, 4)
    assert dialogue(kept.reader.events(row.id)) == [(True, "Set a timer."), (False, "One minute."), (True, "thanks")]


def test_it_is_for_this_user_alone(kept: History) -> None:
    kept.keep(*BUSY)
    files = list(kept.path.parent.iterdir())
    assert {file.name for file in files} == {"history.db", "history.db-wal", "history.db-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_session_in_which_nothing_is_said_leaves_nothing(kept: History) -> None:
    kept.keep(started(), Floor(1.0, "idle", 0.9), ended(60.0))
    assert kept.reader.conversations() == []


def test_words_that_grow_are_one_utterance_and_found_once_they_are_settled(kept: History) -> None:
    kept.keep(started(), asked(1.0, "zebra crossing", final=False))
    assert [each.text for each in kept.reader.utterances(1)] == ["zebra crossing"]
    assert kept.reader.conversations("zebra") == []
    kept.keep(asked(1.0, "debra crossing"))
    assert kept.reader.conversations("zebra") == []
    assert [row.hits for row in kept.reader.conversations("debra")] == [1]


def test_what_was_under_way_when_the_program_ended_is_over(kept: History) -> None:
    kept.keep(started(), asked(1.0, "and then", final=False), Saying(3.0, "s1", "response", "Well, I"))
    lines = folded(kept.reader.events(1))
    assert [(line.text, line.running, line.interrupted) for line in lines] == [
        ("and then", False, False),
        ("Well, I", False, True),
    ]


def test_a_private_conversation_leaves_nothing(kept: History) -> None:
    kept.keep(started(), asked(1.0, "ordinary"))
    kept.keeper.private = True
    kept.keep(asked(1.0, "ordinary words that went on"), asked(5.0, "a secret", "u2"), said(7.0, "a secret"))
    kept.keeper.private = False
    kept.keep(asked(9.0, "ordinary again", "u3"), ended(20.0))
    assert kept.titles == ["ordinary again", "ordinary"]
    assert kept.reader.conversations("secret") == kept.reader.conversations("went on") == []
    kept.writer.close()
    assert b"secret" not in kept.path.read_bytes()


def test_nothing_is_kept_where_the_setting_says_so(kept: History) -> None:
    kept.settings.set(history=False)
    kept.keep(*talk("not this"))
    kept.settings.set(history=True)
    kept.keep(*talk("but this"))
    assert kept.titles == ["but this"]


@pytest.mark.parametrize("wanted", [True, False])
def test_what_the_eyes_saw_is_kept_only_if_wanted(tmp_path: Path, wanted: bool) -> None:
    percept = Percept(2.0, "person", 1.9, {"present": True, "count": 1})
    with history(tmp_path / "history.db", Settings(history_percepts=wanted)) as kept:
        kept.keep(started(), asked(1.0, "hello"), percept)
        assert (percept in kept.reader.events(1)) is wanted


def test_a_conversation_goes_on_where_it_was(kept: History) -> None:
    kept.keep_all([talk("the first day"), talk("something else", wall_s=NINE + 100)])
    kept.keeper.go_on_with(1)
    second = [started(NINE + 86_400), asked(1.0, "the second day"), said(3.0, "Indeed.")]
    kept.keep(*second)
    assert kept.keeper.conversation == 1
    assert kept.titles == ["the first day", "something else"]
    assert folded(kept.reader.events(1)) == folded([*talk("the first day"), *second])
    kept.keep(ended(9.0), *talk("a third", wall_s=NINE + 90_000))
    assert kept.titles == ["a third", "the first day", "something else"]


def test_what_a_tool_brought_is_not_kept_at_any_length(kept: History) -> None:
    page = {"title": "Long", "text": "word " * LONGEST_RESULT, "links": ["a" * LONGEST_RESULT + "b"]}
    kept.keep(
        started(), ToolCall(1.0, "c1", "web.read", {"url": "x"}, "Page"), ToolResult(2.0, "c1", True, page), ended(3.0)
    )
    result = kept.reader.bodies(1)[-1]["result"]
    assert len(result["text"]) == len(result["links"][0]) == LONGEST_RESULT + 1


def test_a_conversation_that_somebody_deletes_meanwhile_begins_anew(kept: History) -> None:
    kept.keep(started(), asked(1.0, "before"))
    kept.writer.do(lambda file: file.execute("DELETE FROM conversations")).result(30)
    kept.keep(asked(5.0, "after", "u2"))
    (row,) = kept.reader.conversations()
    assert (row.title, row.began) == ("after", NINE + 5.0)
    assert [event.TYPE for event in kept.reader.events(row.id)] == ["session", "heard"]


def test_what_waits_is_bounded_and_growing_words_wait_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duologue.history.writing.MOST_WAITING", 3)
    monkeypatch.setattr("duologue.history.writing.threading.Thread.start", lambda _: None)  # a disk that does nothing
    writer = HistoryWriter(tmp_path / "history.db", to_json)
    kept = History(tmp_path / "history.db")
    kept.keeper._writer = writer
    for event in (started(), *(asked(1.0, "word " * n, final=False) for n in range(1, 10)), said(4.0, "I see.")):
        kept.keeper.note(event)
    kept.keeper.note(asked(9.0, "too much", "u2"))
    assert (len(writer), writer.peak, writer.dropped) == (3, 3, 1)
    assert writer.behind
