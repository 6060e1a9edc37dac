import numpy as np

from duologue.model.ears.alignment import token_frames


def looks(*frames: int, size: int = 50, sharpness: float = 0.6) -> np.ndarray:
    attention = np.full((len(frames), size), (1 - sharpness) / size, np.float32)
    attention[range(len(frames)), frames] += sharpness
    return attention


def test_each_token_begins_where_the_decoder_looked() -> None:
    assert token_frames(looks(3, 9, 10, 30)).tolist() == [3, 9, 10, 30]


def test_tokens_may_share_a_frame() -> None:
    assert token_frames(looks(3, 9, 9, 9)).tolist() == [3, 9, 9, 9]


def test_a_stray_look_back_does_not_move_the_others() -> None:
    assert token_frames(looks(3, 9, 1, 30))[[0, 1, 3]].tolist() == [3, 9, 30]


def test_a_stray_look_ahead_does_not_move_the_others() -> None:
    assert token_frames(looks(3, 49, 10, 30))[[0, 2, 3]].tolist() == [3, 10, 30]


def test_frames_never_go_back() -> None:
    attention = np.random.default_rng(3).random((40, 25)).astype(np.float32)
    assert (np.diff(token_frames(attention)) >= 0).all()
