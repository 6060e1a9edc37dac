import itertools

import numpy as np
import pytest

from duologue.core.microturn import Hearing, Utterance, Word
from duologue.model.ears.seams import LONGEST
from helpers.coded_ears import CodedDecoder, CodedEncoder, coded_ears, hear_all, silence, speech


def reports(hearings: list[Hearing]) -> list[Utterance]:
    return [utterance for hearing in hearings for utterance in hearing.utterances]


def finals(hearings: list[Hearing]) -> list[Utterance]:
    return [utterance for utterance in reports(hearings) if utterance.final]


def text(hearings: list[Hearing]) -> str:
    return " ".join(utterance.text for utterance in finals(hearings))


def test_silence_says_nothing_and_runs_no_recogniser() -> None:
    encoder, decoder = CodedEncoder(), CodedDecoder()
    hearings = hear_all(coded_ears(encoder, decoder), silence(5))
    assert reports(hearings) == []
    assert encoder.heard == decoder.passes == []
    assert all(not hearing.speech.any() for hearing in hearings)


def test_words_appear_grow_and_become_final_once() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([silence(1), speech([1, 2, 3]), silence(1.5)]))
    assert {utterance.id for utterance in reports(hearings)} == {"u1"}
    assert [utterance.text for utterance in finals(hearings)] == ["w1 w2 w3"]
    assert reports(hearings)[-1].final
    texts = [utterance.text for utterance in reports(hearings)]
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(texts))


def test_all_words_are_there_in_the_micro_turn_in_which_speech_ends() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([silence(1), speech([1, 2, 3]), silence(1.5)]))
    assert hearings[9].utterances[-1].text == "w1 w2 w3"  # micro-turn 9 ends at 2.0 s, the words at 1.9 s


def test_words_have_their_times() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([silence(1), speech([1, 2], gap_s=0.1), silence(1.5)]))
    (utterance,) = finals(hearings)
    times = [(word.start_s, word.end_s) for word in utterance.words]
    assert times == [pytest.approx((1.0, 1.3), abs=0.04), pytest.approx((1.4, 1.7), abs=0.04)]


def test_no_word_ends_after_now() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([silence(0.3), speech(range(100), word_s=0.25)]))
    for index, hearing in enumerate(hearings):
        assert all(
            word.start_s <= word.end_s <= 0.2 * (index + 1) + 1e-9
            for utterance in hearing.utterances
            for word in utterance.words
        )


def test_words_become_stable_when_two_hypotheses_agree_and_all_in_the_end() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([speech([1, 2, 3, 4]), silence(1)]))
    at_0_8_s = hearings[3].utterances[-1]
    assert [(word.text, word.stable) for word in at_0_8_s.words] == [("w1", True), ("w2", True), ("w3", False)]
    assert all(word.stable for word in finals(hearings)[0].words)


def test_a_last_word_becomes_stable_when_nothing_has_followed_for_a_while() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([speech([1, 2]), silence(0.6)]))
    assert finals(hearings) == []
    assert [word.stable for word in reports(hearings)[-1].words] == [True, True]


def test_once_speech_is_over_and_heard_out_the_recogniser_rests() -> None:
    encoder = CodedEncoder()
    hear_all(coded_ears(encoder), np.concatenate([speech([1, 2]), silence(60)]))
    assert len(encoder.heard) <= 6


def test_speech_goes_on_after_a_pause_in_the_same_utterance() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([speech([1, 2]), silence(0.6), speech([3]), silence(1)]))
    assert [utterance.text for utterance in finals(hearings)] == ["w1 w2 w3"]


def test_a_long_pause_begins_another_utterance() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([speech([1]), silence(1), speech([2]), silence(1)]))
    assert [(utterance.id, utterance.text) for utterance in finals(hearings)] == [("u1", "w1"), ("u2", "w2")]


@pytest.mark.parametrize(("word_s", "gap_s"), [(0.3, 0.0), (0.23, 0.0), (0.31, 0.06), (0.9, 0.0), (0.4, 0.2)])
def test_long_speech_loses_and_doubles_no_word_at_the_seams(word_s: float, gap_s: float) -> None:
    words = [index % 150 for index in range(200)]
    encoder = CodedEncoder()
    sound = np.concatenate([silence(0.5), speech(words, word_s=word_s, gap_s=gap_s), silence(1)])
    hearings = hear_all(coded_ears(encoder), sound)
    assert text(hearings).split() == [f"w{word}" for word in words]
    assert len(finals(hearings)) > 5
    assert max(encoder.heard) <= LONGEST + 3200 + 3200  # a micro-turn more, and the padding


def test_word_times_go_on_rising_over_the_seams() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([speech(range(150), word_s=0.4), silence(1)]))
    words: list[Word] = [word for utterance in finals(hearings) for word in utterance.words]
    assert [word.start_s for word in words] == pytest.approx(0.4 * np.arange(150), abs=0.05)


def test_every_utterance_ends_exactly_once_and_is_not_heard_of_again() -> None:
    ended: set[str] = set()
    for utterance in reports(hear_all(coded_ears(), np.concatenate([speech(range(100)), silence(1)]))):
        assert utterance.id not in ended
        if utterance.final:
            ended.add(utterance.id)
    assert len(ended) > 2


def test_nothing_is_reported_twice_unchanged() -> None:
    said = reports(hear_all(coded_ears(), np.concatenate([speech(range(60), word_s=0.5), silence(1)])))
    assert all(earlier != later for earlier, later in itertools.pairwise(said))


def test_sound_without_words_is_never_reported_and_does_not_pile_up() -> None:
    encoder = CodedEncoder()
    decoder = CodedDecoder(slurs=range(200))
    hearings = hear_all(coded_ears(encoder, decoder), np.concatenate([speech(range(150)), silence(1)]))
    assert reports(hearings) == []
    assert max(encoder.heard) <= LONGEST + 6400


def test_words_that_vanish_end_as_an_empty_utterance() -> None:
    decoder = CodedDecoder()
    ears = coded_ears(decoder=decoder)
    heard = hear_all(ears, speech([1, 2]))
    decoder.slurs = range(200)
    after = hear_all(ears, silence(1))
    assert reports(heard)[-1].text == "w1 w2"
    assert [utterance.text for utterance in finals(after)] == [""]


def test_a_click_is_no_word() -> None:
    sound = np.concatenate([silence(1), speech([7], word_s=0.05), silence(2)])
    assert reports(hear_all(coded_ears(), sound)) == []


def test_muting_in_a_word_ends_the_utterance() -> None:
    hearings = hear_all(coded_ears(), np.concatenate([speech([1, 2], word_s=0.5), silence(1)]))
    assert [utterance.text for utterance in finals(hearings)] == ["w1 w2"]


@pytest.mark.parametrize("until", [3, 17, 41, 60])
def test_what_comes_later_changes_nothing_before(until: int) -> None:
    sound = np.concatenate([silence(0.7), speech(range(40), word_s=0.27), silence(0.4), speech([3, 4]), silence(1)])
    other = np.concatenate([sound[: until * 3200], speech(range(60, 90))])
    before, instead = hear_all(coded_ears(), sound)[:until], hear_all(coded_ears(), other)[:until]
    for one, two in zip(before, instead, strict=True):
        assert one.utterances == two.utterances
        for name in ("speech", "level_db", "pitch_hz"):
            assert np.array_equal(getattr(one, name), getattr(two, name))


def test_shapes() -> None:
    (hearing,) = hear_all(coded_ears(), silence(0.2))
    assert [hearing.speech.shape, hearing.level_db.shape, hearing.pitch_hz.shape] == [(4,)] * 3


def test_reset_starts_over() -> None:
    ears = coded_ears()
    sound = np.concatenate([speech(range(20)), silence(1)])
    assert reports(hear_all(ears, sound)) != []
    hear_all(ears, speech([5, 6]))
    ears.reset()
    again = reports(hear_all(ears, sound))
    assert again == reports(hear_all(coded_ears(), sound))


def test_warming_up_leaves_no_trace() -> None:
    ears = coded_ears()
    ears.warm_up()
    sound = np.concatenate([speech([1, 2]), silence(1)])
    assert reports(hear_all(ears, sound)) == reports(hear_all(coded_ears(), sound))


def test_while_others_hear_the_words_the_recogniser_rests_and_what_was_said_is_over() -> None:
    encoder = CodedEncoder()
    ears = coded_ears(encoder)
    begun = hear_all(ears, speech([1, 2, 3]))
    assert not begun[-1].utterances[-1].final
    heard = len(encoder.heard)
    sensed = [ears.sense(mic) for mic in speech([4] * 8).reshape(-1, 3200)]
    assert [each.utterances for each in sensed[1:]] == [()] * (len(sensed) - 1)
    assert [each.final for each in sensed[0].utterances] == [True]
    assert min(each.speech.min() for each in sensed) == 1.0
    assert len(encoder.heard) == heard
    again = hear_all(ears, np.concatenate([silence(1.0), speech([5, 6]), silence(1.0)]))
    assert [each.text for hearing in again for each in hearing.utterances if each.final] == ["w5 w6"]
