"""Feature groups by name: weights survive a sense that they do not know, and one that is missing."""

import numpy as np
import pytest

from duologue.model.features import FeatureLayout

LAYOUT = FeatureLayout({"sound": 2, "light": 1, "voice": 3})


def test_groups_stand_in_the_order_of_their_training() -> None:
    row = LAYOUT.row({"voice": [4, 5, 6], "sound": np.array([1, 2], np.float32), "light": [3]})
    assert row.tolist() == [1, 2, 3, 4, 5, 6]
    assert LAYOUT.slices()["voice"] == slice(3, 6)
    assert LAYOUT.width == 6


def test_a_missing_group_is_zeros_and_an_unknown_one_is_left_out() -> None:
    assert LAYOUT.row({"sound": [1, 2], "smell": [9]}).tolist() == [1, 2, 0, 0, 0, 0]


def test_a_group_of_another_size_is_named() -> None:
    assert LAYOUT.misfits({"sound": 2, "light": 2, "smell": 1}) == ["light"]
    with pytest.raises(ValueError, match="reshape"):
        LAYOUT.row({"light": [1, 2]})
