"""The canceller: the assistant is not heard, the user is."""

import numpy as np
import pytest
import soxr

from duologue.audio.echo.canceller import EchoCanceller
from duologue.audio.echo.gauge import EchoGauge, EchoReport, EchoState
from duologue.audio.tones import start_sound
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, SPEAKER_RATE_HZ
from helpers.rooms import babble, echo_of, level_db, room_noise

SECONDS = 20.0
PLAYED = babble(SECONDS, 5)
LATE = slice(14 * 16000, 20 * 16000)


def cancelled(heard: Samples, canceller: EchoCanceller) -> Samples:
    turns = range(0, len(heard), MIC_SAMPLES)
    return np.concatenate([canceller.process(heard[i : i + MIC_SAMPLES], PLAYED[i : i + MIC_SAMPLES]) for i in turns])


@pytest.mark.parametrize("delay_s", [0.08, 0.35])
def test_the_assistant_does_not_hear_itself(delay_s: float) -> None:
    echo, canceller = echo_of(PLAYED, delay_s, -6) + room_noise(len(PLAYED)), EchoCanceller()
    clean = cancelled(echo, canceller)
    assert level_db(clean[LATE]) < level_db(echo[LATE]) - 25
    assert canceller.report.state is EchoState.CANCELLED
    assert canceller.report.reduction_db > 20


def test_the_user_is_heard_over_an_echo_as_loud_as_he() -> None:
    user = babble(SECONDS, 9)
    user[: 12 * 16000] = 0
    clean = cancelled(echo_of(PLAYED, 0.08, 0) + user + room_noise(len(PLAYED)), EchoCanceller())
    said, heard = (np.mean(np.square(sound[LATE].reshape(-1, 320)), axis=1) for sound in (user, clean))
    loud = said > 1e-4
    assert abs(np.median(10 * np.log10(heard[loud] / said[loud]))) < 2
    assert np.mean(heard[loud] < 1e-5) < 0.1, "frames of the user's are gone"


def test_with_headphones_the_user_is_heard_unchanged() -> None:
    user, canceller = babble(SECONDS, 9), EchoCanceller()
    clean = cancelled(user + room_noise(len(PLAYED)), canceller)
    assert abs(level_db(clean[LATE]) - level_db(user[LATE])) < 3
    assert canceller.report.state is EchoState.HEADPHONES


def begun(path: Samples | None) -> EchoCanceller:
    """A canceller that has heard the start sound through a room, or not at all."""
    sound = np.zeros(16000 * 3 // MIC_SAMPLES * MIC_SAMPLES, np.float32)
    start = soxr.resample(start_sound(), SPEAKER_RATE_HZ, MIC_RATE_HZ)
    sound[3200 : 3200 + len(start)] = start
    heard = room_noise(len(sound)) if path is None else room_noise(len(sound)) + np.convolve(sound, path)[: len(sound)]
    canceller = EchoCanceller()
    for at in range(0, len(sound), MIC_SAMPLES):
        canceller.process(heard[at : at + MIC_SAMPLES].astype(np.float32), sound[at : at + MIC_SAMPLES])
    return canceller


def test_the_start_sound_tells_headphones_and_then_nothing_is_taken_from_the_user() -> None:
    canceller, user = begun(None), babble(SECONDS, 9)
    assert canceller.report.state is EchoState.HEADPHONES
    heard = user + room_noise(len(PLAYED))
    assert np.array_equal(cancelled(heard, canceller), heard)


def test_the_start_sound_tells_an_echo_and_the_first_words_are_not_heard() -> None:
    path = np.zeros(2000, np.float32)
    path[[1300, 1450, 1900]] = 0.4, -0.2, 0.1
    canceller = begun(path)
    assert canceller.report.state is EchoState.CANCELLED
    echo = (np.convolve(PLAYED, path)[: len(PLAYED)] + room_noise(len(PLAYED))).astype(np.float32)
    clean = cancelled(echo, canceller)
    first = slice(0, 2 * 16000)
    assert level_db(clean[first]) < level_db(echo[first]) - 20


def test_an_echo_that_was_there_is_gone_only_after_half_a_minute_without_it() -> None:
    path = np.zeros(2000, np.float32)
    path[[1300, 1450]] = 0.4, -0.2
    canceller, noise = begun(path), room_noise(len(PLAYED))
    cancelled(noise, canceller)
    assert canceller._echo, "20 s"
    cancelled(noise, canceller)
    assert canceller._echo is False, "40 s"


def test_an_echo_that_comes_later_after_a_gap_is_not_heard() -> None:
    canceller, gap = EchoCanceller(), 10 * 16000
    echo = echo_of(PLAYED, 0.08, -6)
    echo[gap:] = echo_of(PLAYED, 0.092, -6)[gap:]
    echo += room_noise(len(PLAYED))
    clean = []
    for at in range(0, len(PLAYED), MIC_SAMPLES):
        if at == gap:
            canceller.doubt()
        clean.append(canceller.process(echo[at : at + MIC_SAMPLES], PLAYED[at : at + MIC_SAMPLES]))
    after = slice(gap, gap + 2 * 16000)
    assert level_db(np.concatenate(clean)[after]) < level_db(echo[after]) - 20


def test_half_duplex_lasts_a_micro_turn_longer_than_the_assistants_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EchoGauge, "note", lambda *_, **__: EchoReport(EchoState.TOO_STRONG))
    canceller, user, silence = EchoCanceller(), babble(0.2, 9), np.zeros(MIC_SAMPLES, np.float32)
    heard = [canceller.process(user, played).any() for played in (silence, user, silence, silence)]
    assert heard == [True, False, False, True]


@pytest.mark.parametrize("paused_s", [2.0, 6.0, 20.0])
def test_after_a_pause_of_any_length_the_first_words_are_cancelled_as_before(paused_s: float) -> None:
    echo, canceller = echo_of(PLAYED, 0.08, -6), EchoCanceller()
    clean = cancelled((echo + room_noise(len(PLAYED))).astype(np.float32), canceller)
    user = babble(paused_s, 9)
    heard = [
        canceller.process(user[i : i + MIC_SAMPLES], np.zeros(MIC_SAMPLES, np.float32))
        for i in range(0, len(user), MIC_SAMPLES)
    ]
    assert abs(level_db(np.concatenate(heard)[16000:]) - level_db(user[16000:])) < 1
    again = cancelled((echo + room_noise(len(PLAYED))).astype(np.float32), canceller)
    first = slice(3 * MIC_SAMPLES, 5 * 16000)
    assert level_db(again[first]) < level_db(clean[LATE]) + 6
    assert canceller.report.state is EchoState.CANCELLED


def test_long_after_anything_was_played_the_user_is_heard_as_they_are() -> None:
    canceller = EchoCanceller()
    cancelled((echo_of(PLAYED, 0.08, -6) + room_noise(len(PLAYED))).astype(np.float32), canceller)
    user, silent = babble(SECONDS, 9), np.zeros(MIC_SAMPLES, np.float32)
    heard = np.concatenate(
        [canceller.process(user[i : i + MIC_SAMPLES], silent) for i in range(0, len(user), MIC_SAMPLES)]
    )
    assert np.array_equal(heard[4 * 16000 :], user[4 * 16000 :])


@pytest.mark.parametrize("change_s", [14.05, 14.17])
def test_the_user_is_left_unaltered_while_the_assistant_gets_softer(change_s: float) -> None:
    """The change comes after the sound was told ahead, and is told with the next piece."""
    lead, piece = MIC_RATE_HZ * 80 // 1000, MIC_RATE_HZ * 40 // 1000
    at = round(change_s * MIC_RATE_HZ) // piece * piece
    gains = np.ones(len(PLAYED), np.float32)
    ramp = round(0.06 * MIC_RATE_HZ)
    gains[at : at + ramp], gains[at + ramp :] = np.geomspace(1, 0.316, ramp), 0.316
    user, canceller, clean = babble(SECONDS, 9), EchoCanceller(), []
    user[: 14 * MIC_RATE_HZ] = 0
    echo = echo_of(PLAYED * gains, 0.08, -6) + room_noise(len(PLAYED))
    known = np.concatenate((PLAYED, np.zeros(lead, np.float32)))
    for end in range(piece, round(15.2 * MIC_RATE_HZ), piece):
        if end > at:
            known[: len(PLAYED)] = PLAYED * gains
        clean.append(canceller.process((echo + user)[end - piece : end], known[end - piece : end + lead]))
    while_soft = slice(at, at + MIC_RATE_HZ)
    changed = np.concatenate(clean)[while_soft] - user[while_soft]
    assert level_db(changed) < level_db(user[while_soft]) - 14
