import numpy as np
import pytest

from duologue.core.microturn import SUBFRAMES, Act, Hearing, OwnVoice, TextEvent, TextRole, Utterance, Word
from duologue.model.position import FEATURES, MOST_REWRITTEN, PositionEncoder, Role, plain
from helpers.letters import Letters


def hearing(*utterances: Utterance, speech: float = 0.0, level_db: float = -50.0) -> Hearing:
    frames = np.ones(SUBFRAMES, np.float32)
    return Hearing(speech * frames, level_db * frames, 0 * frames, utterances)


def said(text: str, *, name: str = "u1", final: bool = False) -> Utterance:
    words = tuple(Word(w, 0.1 * i, 0.1 * i + 0.1, stable=final) for i, w in enumerate(text.split()))
    return Utterance(name, words, final)


@pytest.fixture
def encoder() -> PositionEncoder:
    return PositionEncoder(Letters())


def roles(encoder: PositionEncoder, *utterances: Utterance) -> list[tuple[str, int]]:
    group = encoder.encode(hearing(*utterances), OwnVoice())
    return [(Role(r).name, int(t)) for r, t in zip(group.roles, group.tokens, strict=True)]


def test_a_quiet_micro_turn_is_one_continuous_position(encoder: PositionEncoder) -> None:
    group = encoder.encode(hearing(), OwnVoice())
    assert group.roles.tolist() == [Role.FEATURES]
    assert group.features.shape == (FEATURES,)
    assert np.isfinite(group.features).all()


def test_words_enter_once_as_they_are_heard(encoder: PositionEncoder) -> None:
    assert roles(encoder, said("what time")) == [("HEARD", 4), ("HEARD", 4), ("FEATURES", 0)]
    assert roles(encoder, said("what time is it")) == [("HEARD", 2), ("HEARD", 2), ("FEATURES", 0)]
    assert encoder.unanswered == 4


def test_a_revision_takes_words_back_and_writes_the_new_ones(encoder: PositionEncoder) -> None:
    roles(encoder, said("set a dinner"))
    assert roles(encoder, said("set a timer for")) == [
        ("TAKEN_BACK", 1), ("HEARD", 5), ("HEARD", 3), ("FEATURES", 0),
    ]  # fmt: skip
    assert encoder.unanswered == 4


def test_a_deep_revision_writes_only_the_newest_words_again(encoder: PositionEncoder) -> None:
    words = [f"w{i}" for i in range(12)]
    roles(encoder, said(" ".join(words)))
    changed = roles(encoder, said(" ".join(["other", *words[1:]])))
    assert changed[0] == ("TAKEN_BACK", 12)
    assert len([r for r, _ in changed if r == "HEARD"]) == MOST_REWRITTEN


def test_punctuation_and_case_are_no_revision(encoder: PositionEncoder) -> None:
    roles(encoder, said("What time?"))
    assert roles(encoder, said("what time")) == [("FEATURES", 0)]
    assert plain("Don’t!") == "don't"


def test_a_response_takes_up_what_was_heard(encoder: PositionEncoder) -> None:
    roles(encoder, said("what time is it", final=True))
    encoder.decided(Act.HOLD)
    assert encoder.unanswered == 4
    encoder.decided(Act.RESPOND)
    assert encoder.unanswered == 0


@pytest.mark.parametrize(
    ("spoken_s", "kind", "unanswered"), [(0.2, "response", 5), (2.0, "response", 0), (0.2, "relay", 0)]
)
def test_an_answer_that_is_stopped_at_once_gives_the_words_back(
    encoder: PositionEncoder, spoken_s: float, kind: str, unanswered: int
) -> None:
    roles(encoder, said("tell me something about elephant"))
    encoder.decided(Act.RESPOND)
    encoder.encode(hearing(said("tell me something about elephants")), OwnVoice(True, kind, ("Let",), spoken_s, 1.0))
    encoder.decided(Act.YIELD)
    assert encoder.unanswered == unanswered
    encoder.decided(Act.YIELD)
    assert encoder.unanswered == unanswered


def test_own_words_and_typed_text_carry_their_role(encoder: PositionEncoder) -> None:
    own = OwnVoice(speaking=True, kind="response", spoken=("It's", "nine."), spoken_s=0.2, remaining_s=1.0)
    group = encoder.encode(hearing(), own, [TextEvent(TextRole.TYPED, "and tomorrow")])
    assert group.roles.tolist() == [Role.OWN, Role.OWN, Role.TYPED, Role.TYPED, Role.FEATURES]
    assert encoder.unanswered == 0, "a line is taken up by the session; the core does not owe it an answer"


def test_what_was_pressed_wants_an_answer_and_what_is_reported_only_shows_that_it_came(
    encoder: PositionEncoder,
) -> None:
    events = [
        TextEvent(TextRole.PANEL, "cancel the timer"),
        TextEvent(TextRole.TOOL, "ten degrees"),
        TextEvent(TextRole.BACKGROUND, "wind is air that moves"),
    ]
    group = encoder.encode(hearing(), OwnVoice(), events)
    expected = [Role.PANEL] * 3 + [Role.TOOL] * 2 + [Role.BACKGROUND] * 2 + [Role.FEATURES]
    assert group.roles.tolist() == expected
    assert encoder.unanswered == 3


def test_silence_is_told_from_speech_and_features_stay_bounded(encoder: PositionEncoder) -> None:
    loud = encoder.encode(hearing(speech=1.0, level_db=-20), OwnVoice()).features
    for _ in range(2000):
        quiet = encoder.encode(hearing(level_db=-100), OwnVoice()).features
    assert np.abs(loud - quiet).max() > 0.5
    assert np.abs(quiet).max() <= 2.5


def test_reset_forgets_everything(encoder: PositionEncoder) -> None:
    fresh = encoder.encode(hearing(), OwnVoice())
    encoder.encode(hearing(said("hello there"), speech=1.0, level_db=-10), OwnVoice(speaking=True, kind="relay"))
    encoder.reset()
    again = encoder.encode(hearing(), OwnVoice())
    np.testing.assert_array_equal(fresh.features, again.features)
    assert encoder.unanswered == 0
