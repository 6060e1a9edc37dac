import numpy as np
import pytest

from duologue.model.ears.credence import credible


def windows(*parts: tuple[int, float]) -> np.ndarray:
    return np.concatenate([np.full(count, probability, np.float32) for count, probability in parts])


CLEAR = windows((9, 0.05), (12, 0.98), (9, 0.05))
MUSIC = windows((20, 0.2), (15, 0.7), (20, 0.3))
NOISY = windows((9, 0.05), (20, 0.85), (9, 0.05))


@pytest.mark.parametrize(
    ("log_prob", "speech", "believed"),
    [
        (-0.2, CLEAR, True),
        (-1.3, CLEAR, True),
        (-2.0, CLEAR, False),
        (-0.2, MUSIC, True),
        (-0.6, MUSIC, False),
        (-0.6, NOISY, True),
        (-1.4, NOISY, False),
        (-0.1, windows((10, 0.1), (4, 0.99), (10, 0.1)), False),
        (-0.1, windows((30, 0.4)), False),
    ],
)
def test_clear_speech_is_believed_sooner(log_prob: float, speech: np.ndarray, believed: bool) -> None:
    assert credible(np.full(4, log_prob, np.float32), speech) is believed


def test_no_tokens_are_no_words() -> None:
    assert not credible(np.zeros(0, np.float32), CLEAR)
