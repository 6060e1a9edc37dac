"""The lines of a live translation: what is final stands for good, and what grows comes after it."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from duologue.core.events import Failure, SessionEnded, SessionStarted, SourceText, Translation
from duologue.view.translation import LAG_HOLDS_S, TranslatedLine, Translations

STARTED = SessionStarted(0.0, "1", {}, "CPUExecutionProvider", 200, 0, 1_800_000_000.0)
ENDED = SessionEnded(60.0, 60.0, 300, 0, {}, 1.0)


def source(t: float, name: str, text: str, settled: int = 0, start: float = 1.0) -> SourceText:
    return SourceText(t, name, "en", "es", text, settled, start, t)


def made(t: float, name: str, said: str, text: str, *, stable: int = 0, final: bool = False, start: float = 1.0):
    return Translation(t, name, "en", "es", said, text, final, stable, start, t - 1.5)


def folded(*events) -> Translations:
    fold = Translations()
    for event in (STARTED, *events):
        fold.apply(event)
    return fold


def test_what_is_heard_stands_there_before_its_translation():
    (line,) = folded(source(1.4, "x1", "good morning every", 1)).growing
    assert line.source_runs == ("good", "morning every")
    assert (line.text, line.final) == ("", False)


def test_a_translation_grows_and_then_stands():
    events = [
        source(2.0, "x1", "good morning everyone", 2),
        made(2.4, "x1", "good morning everyone", "buenos días a", stable=2),
        source(2.6, "x1", "good morning everyone and", 3),
        made(3.0, "x1", "good morning everyone.", "buenos días a todos.", stable=4, final=True),
    ]
    fold = folded(*events[:3])
    (line,) = fold.growing
    assert line.source_runs == ("good morning everyone", "and")
    assert line.target_runs == ("buenos días", "a")
    fold.apply(events[3])
    assert fold.growing == ()
    (line,) = fold.lines
    assert line.target_runs == ("buenos días a todos.", "")
    assert line.source_runs == ("good morning everyone.", "")


def test_words_that_were_not_meant_to_be_translated_go_again():
    fold = folded(source(2.0, "x1", "stop translating"))
    assert fold.apply(source(3.0, "x1", ""))
    assert fold.growing == ()
    assert not fold.apply(source(3.2, "x1", "")), "nothing has changed"


def test_what_has_a_translation_stays_although_its_source_is_told_no_more():
    fold = folded(made(2.0, "x1", "good morning", "buenos días", stable=2))
    assert not fold.apply(source(3.0, "x1", ""))
    assert len(fold.growing) == 1


def test_a_sentence_without_a_translation_leaves_no_line():
    fold = folded(source(2.0, "x1", "hm"), made(3.0, "x1", "hm", "", final=True))
    assert (list(fold.lines), fold.growing) == ([], ())


@pytest.mark.parametrize("over", [ENDED, STARTED])
def test_when_a_session_is_over_what_grew_stands_and_the_next_may_use_its_ids_again(over):
    fold = folded(made(2.0, "x1", "good morning", "buenos días", stable=1), source(3.0, "x2", "and"), over)
    assert [(line.text, line.final) for line in fold.lines] == [("buenos días", True)]
    assert fold.growing == ()
    fold.apply(STARTED)
    fold.apply(made(2.0, "x1", "one", "uno", final=True))
    assert [line.text for line in fold.lines] == ["buenos días", "uno"]


def test_two_sentences_that_grow_at_once_stand_in_the_order_in_which_they_were_begun():
    fold = folded(source(4.0, "y1", "hola", start=3.0), source(4.2, "x1", "hello", start=1.0))
    assert [line.id for line in fold.growing] == ["x1", "y1"]


def test_the_lag_is_that_of_words_that_stand_and_only_for_a_while():
    fold = folded(source(1.0, "x1", "good"))
    assert fold.lag_s is None
    fold.apply(made(4.0, "x1", "good morning", "buenos", stable=1))
    assert fold.lag_s == 1.5
    fold.apply(replace(made(5.0, "x1", "good morning", "buenos días", stable=1), end=1.0))
    assert fold.lag_s == 1.5, "no further word stands"
    fold.apply(source(4.0 + LAG_HOLDS_S + 1, "x2", "and"))
    assert fold.lag_s is None


def test_what_does_not_work_is_told_until_it_works_again():
    fold = folded(Failure(1.0, "voice", "It is hoarse."))
    assert fold.problem == ""
    fold.apply(Failure(2.0, "translation", "The translator stumbled."))
    assert fold.problem == "The translator stumbled."
    fold.apply(made(3.0, "x1", "one", "uno", final=True))
    assert fold.problem == ""


def test_times_are_those_of_the_clock_where_one_is_known():
    fold = folded(made(3.0, "x1", "one", "uno", final=True, start=65.0))
    assert ":" in fold.lines[0].when
    assert replace(fold.lines[0], began_s=0.0).when == "1:05"


NAMES = st.sampled_from(["x1", "x2", "y1"])
WORDS = st.lists(st.sampled_from(["uno", "dos", "tres"]), max_size=4).map(" ".join)
EVENTS = st.lists(
    st.one_of(
        st.builds(source, st.floats(0, 9), NAMES, WORDS, st.integers(0, 3)),
        st.builds(
            lambda t, name, said, text, stable, final: made(t, name, said, text, stable=stable, final=final),
            st.floats(0, 9), NAMES, WORDS, WORDS, st.integers(0, 3), st.booleans(),
        ),
        st.sampled_from([STARTED, ENDED]),
    ),
    max_size=30,
)  # fmt: skip


@given(EVENTS)
def test_whatever_comes_what_is_final_never_changes_or_moves(events):
    fold = Translations()
    for event in events:
        before = list(fold.lines)
        changed = fold.apply(event)
        assert list(fold.lines)[: len(before)] == before
        assert changed or len(fold.lines) == len(before)
        assert all(line.final and line.text for line in fold.lines)
        assert not any(line.final for line in fold.growing)
        assert all(isinstance(line, TranslatedLine) for line in fold.growing)
