"""Which words belong to a turn."""

import pytest

from duologue.core.microturn import Utterance, Word
from duologue.core.turn_text import KEEP_UTTERANCES, TurnText, words_of
from helpers.playbook import heard


def text_of(turns: TurnText, until_s: float, speaking_since_s: float | None = None) -> str:
    turn = turns.read(until_s, speaking_since_s)
    turns.take(until_s)
    return turn.text if turn is not None else ""


def test_a_turn_is_what_was_said_since_the_last_one() -> None:
    turns = TurnText()
    turns.hear(heard("what time is it", 0.5))
    assert text_of(turns, 2.0) == "what time is it"
    assert text_of(turns, 2.2) == ""
    turns.hear(heard("thanks", 3.0, "u2"))
    assert text_of(turns, 4.0) == "thanks"


def test_a_turn_has_the_times_of_its_words() -> None:
    turns = TurnText()
    turns.hear(heard("what time", 0.5))
    turn = turns.read(2.0, None)
    assert turn is not None
    assert (turn.start_s, turn.end_s) == (0.5, 1.05)


def test_a_pause_inside_a_request_does_not_end_it() -> None:
    turns = TurnText()
    turns.hear(heard("please put candles and", 0.5, "u1", final=True))
    turns.hear(heard("honey on my list", 4.2, "u2"))
    assert text_of(turns, 6.0) == "please put candles and honey on my list"


def test_what_the_assistant_asked_back_about_is_joined_with_its_answer_alone() -> None:
    for start_s, text in ((4.0, "set a timer two minutes"), (7.5, "two minutes")):
        turns = TurnText()
        turns.hear(heard("set a timer", 0.5, "u1", final=True))
        turns.spoke(2.0, 3.0, completed=True)
        turns.hear(heard("two minutes", start_s, "u2"))
        assert text_of(turns, 10.0) == text


def test_what_nobody_answered_is_forgotten_after_a_long_silence() -> None:
    turns = TurnText()
    turns.hear(heard("never mind", 0.5, "u1", final=True))
    turns.hear(heard("what time is it", 10.0, "u2"))
    assert text_of(turns, 12.0) == "what time is it"


def test_a_long_story_with_long_pauses_is_kept_whole() -> None:
    turns = TurnText()
    sentences = [f"and then we walked for {hours} hours" for hours in range(20)]
    for i, told in enumerate(sentences):
        turns.hear(heard(told, 9.0 * i, f"u{i}", final=True))
    turn = turns.read(200.0, None)
    assert turn is not None
    assert turn.text == " ".join(sentences)


def test_reading_leaves_the_turn_as_it_is_and_can_join_it_with_the_one_before() -> None:
    turns = TurnText()
    turns.hear(heard("why", 0.5))
    turns.take(1.0)
    turns.hear(heard("is that", 2.0, "u2"))
    for _ in range(2):
        turn, joined = turns.read(3.0, None), turns.read(3.0, None, joined=True)
        assert turn is not None
        assert joined is not None
        assert (turn.text, joined.text) == ("is that", "why is that")


def test_an_acknowledgement_during_the_answer_is_not_glued_to_the_next_request() -> None:
    turns = TurnText()
    turns.hear(heard("yeah", 3.0, "u1", final=True))
    turns.spoke(1.0, 6.0, completed=True)
    turns.hear(heard("what time is it", 7.0, "u2"))
    assert text_of(turns, 9.0) == "what time is it"


def test_nor_to_an_interruption_well_after_it() -> None:
    turns = TurnText()
    turns.hear(heard("yeah", 3.0, "u1", final=True))
    turns.hear(heard("set a timer", 6.0, "u2"))
    assert text_of(turns, 7.2, speaking_since_s=1.0) == "set a timer"


def test_words_that_stopped_the_assistant_belong_to_the_turn() -> None:
    turns = TurnText()
    turns.hear(heard("no no", 3.0, "u1", final=True))
    turns.spoke(1.0, 3.8, completed=False)
    turns.hear(heard("I meant coffee", 6.0, "u2"))
    assert text_of(turns, 8.0) == "no no I meant coffee"


def test_speech_that_runs_over_the_end_of_the_answer_stays_whole() -> None:
    turns = TurnText()
    turns.hear(heard("and what about tomorrow", 5.6, "u1"))
    turns.spoke(1.0, 6.0, completed=True)
    assert text_of(turns, 7.2) == "and what about tomorrow"


def test_late_and_revised_words_of_a_turn_that_was_taken_are_not_taken_again() -> None:
    turns = TurnText()
    turns.hear(heard("what time is", 0.5))
    assert text_of(turns, 2.0) == "what time is"
    turns.hear(heard("what dime is it", 0.5))
    assert text_of(turns, 2.2) == ""


def test_a_turn_given_back_is_joined_with_what_follows_in_its_newest_wording() -> None:
    turns = TurnText()
    turns.hear(heard("set a time for", 0.5))
    assert text_of(turns, 2.0) == "set a time for"
    turns.give_back()
    turns.hear(heard("set a timer for five minutes", 0.5))
    assert text_of(turns, 2.4) == "set a timer for five minutes"
    turns.give_back()
    assert text_of(turns, 2.6) == "set a timer for five minutes"


def test_several_turns_can_be_given_back_and_no_more_than_there_are() -> None:
    turns = TurnText()
    for i, said in enumerate(("because", "my sister", "wants to know")):
        turns.hear(heard(said, 1.0 + 2 * i, f"u{i}"))
        assert text_of(turns, 2.8 + 2 * i) == said
    turns.give_back()
    turns.give_back()
    assert text_of(turns, 9.0) == "my sister wants to know"
    for _ in range(5):
        turns.give_back()
    assert text_of(turns, 9.2) == "because my sister wants to know"


def test_memory_is_bounded() -> None:
    turns = TurnText()
    for i in range(3 * KEEP_UTTERANCES):
        turns.hear(Utterance(f"u{i}", (Word("hm", i * 0.1, i * 0.1 + 0.05, True),), True))
        turns.spoke(i * 0.1, i * 0.1 + 0.05, completed=True)
    assert len(turns._utterances) == KEEP_UTTERANCES
    turns.read(500.0, None)
    assert len(turns._utterances) == 0


def test_an_utterance_that_belongs_to_no_turn_is_left_out() -> None:
    turns = TurnText()
    turns.hear(heard("what time is it", 0.0, "u1"))
    turns.hear(heard("yes", 1.5, "u2"))
    turns.drop("u2")
    turns.drop("u9")
    assert text_of(turns, 3.0) == "what time is it"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2+2", "2 + 2"),
        ("what is 7*8?", "what is 7 * 8?"),
        ("7\u00d78", "7 \u00d7 8"),
        ("12/4", "12 / 4"),
        ("10-3", "10 - 3"),
        ("(2+3)*4", "( 2 + 3 ) * 4"),
        ("1,5+2", "1,5 + 2"),
        ("2^10", "2 ^ 10"),
        ("add 3/4 cup of milk", "add 3/4 cup of milk"),
        ("pages 5-7", "pages 5-7"),
        ("remind me on 24/12", "remind me on 24/12"),
        ("2026-11-20", "2026-11-20"),
        ("a 30-second timer", "a 30-second timer"),
        ("c++ and a+b", "c++ and a+b"),
        ("at 7:30", "at 7:30"),
    ],
)
def test_sums_without_spaces_are_taken_apart(text: str, words: str) -> None:
    assert " ".join(words_of(text)) == words
