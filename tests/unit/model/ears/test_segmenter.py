import numpy as np

from duologue.model.ears.segmenter import Segmenter, SpeechClosed, SpeechOpened
from duologue.model.ears.vad import WINDOW

S = 16000 / WINDOW  # windows a second


def feed(segmenter: Segmenter, *parts: tuple[float, float]) -> list[SpeechOpened | SpeechClosed]:
    """parts: (seconds, speech probability)."""
    return [
        change
        for seconds, probability in parts
        for change in segmenter.feed(np.full(round(seconds * S), probability, np.float32))
    ]


def windows(sample: int) -> float:
    return sample / WINDOW


def test_speech_opens_with_the_sound_before_it() -> None:
    (opened,) = feed(Segmenter(), (2.0, 0.0), (0.5, 0.9))
    assert isinstance(opened, SpeechOpened)
    assert abs(opened.at / 16000 - 1.7) < 0.05


def test_the_beginning_of_the_session_is_the_earliest_begin() -> None:
    assert feed(Segmenter(), (0.5, 0.9)) == [SpeechOpened(0)]


def test_one_window_is_a_click() -> None:
    segmenter = Segmenter()
    assert feed(segmenter, (1.0, 0.0), (1 / S, 1.0), (1.0, 0.0), (1 / S, 1.0), (1.0, 0.3)) == []


def test_a_short_stretch_closes_after_a_long_pause_only() -> None:
    assert len(feed(Segmenter(), (1.0, 0.9), (0.7, 0.0), (1.0, 0.9))) == 1
    _opened, closed = feed(Segmenter(), (1.0, 0.9), (0.8, 0.0))
    assert isinstance(closed, SpeechClosed)
    assert windows(closed.speech_end) == round(S)


def test_a_long_stretch_closes_in_a_short_pause() -> None:
    assert len(feed(Segmenter(), (6.5, 0.9), (0.3, 0.0))) == 2


def test_doubtful_windows_keep_a_stretch_open() -> None:
    assert len(feed(Segmenter(), (1.0, 0.9), (2.0, 0.4))) == 1


def test_doubtful_windows_do_not_open_one() -> None:
    assert feed(Segmenter(), (3.0, 0.4)) == []


def test_stretches_do_not_overlap() -> None:
    _, closed, opened = feed(Segmenter(), (6.5, 0.9), (0.3, 0.0), (0.5, 0.9))
    assert isinstance(closed, SpeechClosed)
    assert isinstance(opened, SpeechOpened)
    assert closed.speech_end <= opened.at


def test_after_a_cut_patience_counts_from_the_cut() -> None:
    segmenter = Segmenter()
    feed(segmenter, (8.0, 0.9))
    segmenter.restart_at(round(7.0 * 16000))
    assert feed(segmenter, (0.3, 0.0), (1.0, 0.9)) == []


def test_windows_in_any_portion() -> None:
    probabilities = (np.random.default_rng(5).random(3000) > 0.5).repeat(7).astype(np.float32)
    whole = Segmenter().feed(probabilities)
    portioned = Segmenter()
    parts = [change for start in range(0, 21000, 13) for change in portioned.feed(probabilities[start : start + 13])]
    assert parts == whole
    assert len(whole) > 10
