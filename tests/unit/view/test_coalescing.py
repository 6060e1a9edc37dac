from dataclasses import replace

from duologue.core.events import Failure, Heard, Translation, Typed
from duologue.core.notices import Notice
from duologue.view.coalescing import MAX_NOTICES, Coalescer
from duologue.view.status import Status
from helpers import script_player as script


def taken(*events):
    state = Coalescer()
    state.accept(script.started())
    state.take()
    for event in events:
        state.accept(event)
    return state.take()


def test_a_line_that_changes_often_is_told_once_in_its_newest_form() -> None:
    growing = [Heard(n / 10, "u1", "word " * n, False, 0.0, n / 10, n) for n in range(1, 9)]
    update = taken(*growing)
    assert [line.text for line in update.lines] == [("word " * 8).strip()]


def test_the_loudest_level_counts() -> None:
    update = taken(script.meter(0.2, -40.0), script.meter(0.4, -12.0), script.meter(0.6, -55.0))
    assert update.level_db == -12.0


def test_a_muted_microphone_has_no_level() -> None:
    assert taken(script.meter(0.2, -12.0, muted=True)).level_db == -100.0


def test_what_does_not_change_is_not_told_again() -> None:
    state = Coalescer()
    state.accept(script.started())
    state.accept(script.meter(0.2))
    state.take()
    state.accept(script.meter(0.4))
    update = state.take()
    assert (update.lines, update.status, update.muted, update.figures, update.notices) == ((), None, None, None, ())


def test_new_lines_come_in_the_order_of_their_index() -> None:
    update = taken(*script.conversation()[1:])
    assert [line.index for line in update.lines] == list(range(len(update.lines)))


def test_notices_are_bounded_and_not_repeated() -> None:
    update = taken(*(Notice(n, "info", f"Note {n % 30}.") for n in range(90)))
    assert len(update.notices) == MAX_NOTICES
    assert len({notice.message for notice in update.notices}) == MAX_NOTICES


def test_a_failure_becomes_a_notice() -> None:
    (notice,) = taken(Failure(1.0, "voice", "The voice does not answer.")).notices
    assert (notice.level, notice.message) == ("warning", "The voice does not answer.")
    assert "voice" in notice.action


def test_a_mute_is_shown_until_the_session_confirms_it() -> None:
    state = Coalescer()
    state.accept(script.started())
    state.tracker.mute(on=True)
    state.accept(script.meter(0.2))
    assert state.take().status is Status.MUTED
    state.accept(script.meter(0.4, muted=True))
    state.accept(script.meter(0.6))
    assert state.take().status is Status.IDLE


def test_an_end_is_told_with_silence() -> None:
    update = taken(script.meter(0.2, -12.0), script.ended(0.4))
    assert update.ended is not None
    assert update.level_db == -100.0
    assert update.status is Status.ENDED


def texts(state: Coalescer) -> list[tuple[int, str, bool]]:
    return [(line.index, line.text, line.waiting) for line in state.take().lines]


def test_a_typed_line_stands_below_the_transcript_until_a_session_has_taken_it_up() -> None:
    state = Coalescer()
    state.accept(script.started())
    state.typed.add("What time is it?", 1.0)
    assert texts(state) == [(0, "What time is it?", True)]
    state.accept(Heard(1.2, "u1", "Hello", True, 1.0, 1.2, 1))
    assert texts(state) == [(0, "Hello", False), (1, "What time is it?", True)]
    assert [line.text for line in state.lines] == ["Hello", "What time is it?"]
    state.typed.hand_over(lambda _: None, 1.3)
    assert texts(state) == [(1, "What time is it?", False)]
    state.accept(Typed(1.4, "What time is it?"))
    assert texts(state) == [(1, "What time is it?", False)]
    assert state.lines == state.transcript.lines


def test_what_was_translated_is_told_of_when_it_changes_and_comes_with_another_conversation():
    coalescer = Coalescer()
    made = Translation(2.0, "x1", "en", "es", "Good morning.", "Buenos días.", True, 2, 1.0, 1.8)
    coalescer.accept(made)
    assert coalescer.take().translated
    assert not coalescer.take().translated
    live = coalescer.translations
    coalescer.show_past([made, replace(made, id="x2", text="Buenas noches.")])
    assert coalescer.take().translated
    assert coalescer.translations is not live, "a view that follows begins anew"
    assert [line.text for line in coalescer.translations.lines] == ["Buenos días.", "Buenas noches."]
