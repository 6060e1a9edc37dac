"""The voice gets softer while the user starts to talk over it, and nothing is decided by that."""

from collections.abc import Callable

import numpy as np
import pytest

from duologue.core.events import Speech
from duologue.core.microturn import Act, Samples
from duologue.core.timing import MIC_RATE_HZ, PIECE_MS, PIECE_SAMPLES, SPEAKER_RATE_HZ
from duologue.session.softening import DOWN_MS, MOST_SOFT_S, SOFT_GAIN, Softener
from helpers.playbook import cue, heard, play, says

SECONDS = 6.0


def room() -> Samples:
    return (np.random.default_rng(0).standard_normal(round(SECONDS * MIC_RATE_HZ)) * 1e-3).astype(np.float32)


def with_voice(start_s: float, end_s: float, level: float = 0.1) -> Samples:
    """A hum of 150 Hz with its overtones, as a vowel."""
    sound, t = room(), np.arange(round(SECONDS * MIC_RATE_HZ)) / MIC_RATE_HZ
    hum = sum(np.sin(2 * np.pi * 150 * k * t) / k for k in range(1, 8)) * level
    here = slice(round(start_s * MIC_RATE_HZ), round(end_s * MIC_RATE_HZ))
    sound[here] += hum[here].astype(np.float32)
    return sound


def changes(sound: Samples, sounds: Callable[[float], bool] = lambda _: True) -> list[tuple[float, float, float]]:
    made: list[tuple[float, float, float]] = []
    softener = Softener(lambda *change: made.append(change), sounds)
    for at in range(0, len(sound), PIECE_SAMPLES):
        softener.hear(sound[at : at + PIECE_SAMPLES], at / MIC_RATE_HZ)
    return made


@pytest.mark.parametrize("onset_s", [2.0, 2.05, 2.1, 2.15, 2.19])
def test_it_is_soft_within_200_ms_and_comes_back_after_the_user(onset_s: float) -> None:
    (down, up) = changes(with_voice(onset_s, onset_s + 0.5))
    assert down[1:] == (SOFT_GAIN, DOWN_MS)
    assert onset_s < down[0] < onset_s + 0.2 - DOWN_MS / 1000
    assert up[1] == 1.0
    assert onset_s + 0.5 < up[0] < onset_s + 1.1


def test_while_the_core_goes_on_over_long_talk_it_comes_back() -> None:
    (down, up) = changes(with_voice(1.0, 5.5))
    assert up[0] - down[0] == pytest.approx(MOST_SOFT_S, abs=0.05)


def test_who_talked_before_it_began_does_not_start_to_talk_over_it() -> None:
    assert changes(with_voice(1.0, 3.0), lambda t: t > 1.5) == []


def test_when_it_has_fallen_silent_the_next_speech_is_as_loud_as_ever() -> None:
    _, up = changes(with_voice(1.0, 3.0), lambda t: t < 1.8)
    assert up[1:] == (1.0, 0.0)
    assert up[0] == pytest.approx(1.82, abs=0.03)


def test_a_fan_and_a_click_are_no_speech() -> None:
    fan = room() * 30
    assert changes(fan) == []
    click = room()
    click[32_000:32_300] += 0.5
    assert changes(click) == []


def test_how_the_microphone_is_cut_delays_a_change_by_a_piece_at_most() -> None:
    sound, made = with_voice(2.07, 2.6), []
    softener = Softener(lambda *change: made.append(change), lambda _: True)
    for at in range(0, len(sound), 160):
        softener.hear(sound[at : at + 160], at / MIC_RATE_HZ)
    assert [change[1:] for change in made] == [change[1:] for change in changes(sound)]
    late = [later[0] - change[0] for change, later in zip(made, changes(sound), strict=True)]
    assert all(-1e-9 <= late_s < PIECE_MS / 1000 for late_s in late)


def test_nothing_changes_that_was_played_while_it_was_heard() -> None:
    for onset_s in np.arange(2.0, 2.2, 0.01):
        heard_s: list[float] = [0.0]
        sound = with_voice(onset_s, onset_s + 0.5)
        softener = Softener(lambda t, *_, heard_s=heard_s: heard_s.append(t - heard_s[0]), lambda _: True)
        for at in range(0, len(sound), PIECE_SAMPLES):
            heard_s[0] = (at + PIECE_SAMPLES) / MIC_RATE_HZ
            softener.hear(sound[at : at + PIECE_SAMPLES], at / MIC_RATE_HZ)
        assert len(heard_s) == 3
        assert min(heard_s[1:]) > 0


def test_in_a_session_the_sound_gets_softer_and_the_words_stay() -> None:
    script = {2: cue(Act.RESPOND, heard("go", 0.1))}
    replies = {"go": says("One two three four five six seven eight nine ten.")}
    plain = play(script, 5.0, replies=replies, sound=room())
    over = play(script, 5.0, replies=replies, sound=with_voice(2.0, 2.4))
    assert [speech.text for speech in over.of(Speech)] == [speech.text for speech in plain.of(Speech)]  # type: ignore[attr-defined]
    soft = slice(round(2.2 * SPEAKER_RATE_HZ), round(2.5 * SPEAKER_RATE_HZ))
    change_db = 20 * np.log10(np.std(over.sound[soft]) / np.std(plain.sound[soft]))
    assert change_db == pytest.approx(-10, abs=0.5)
    assert np.array_equal(over.sound[: 2 * SPEAKER_RATE_HZ], plain.sound[: 2 * SPEAKER_RATE_HZ])
