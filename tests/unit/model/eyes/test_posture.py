"""Posture against the user's own: a slouch is seen, a lean, a look aside, an absence and a moved camera are none."""

from duologue.model.eyes.posture import PostureWatch
from duologue.model.eyes.sight import Body
from helpers.figures import sitting, times


def states(watch: PostureWatch, bodies: list[Body | None], start_s: float = 0.0) -> list[str]:
    seen = [watch.see(body, float(t)) for body, t in zip(bodies, times(0.2 * len(bodies), start_s), strict=True)]
    return ["" if each is None else each.state for each in seen]


def calibrated() -> PostureWatch:
    watch = PostureWatch()
    states(watch, [sitting()] * 20)
    assert watch.calibrated
    return watch


def test_nothing_is_said_before_upright_sitting_is_known() -> None:
    assert states(PostureWatch(), [sitting()] * 10) == [""] * 10


def test_a_slouch_is_told_after_a_few_frames_and_until_the_head_is_well_up() -> None:
    watch = calibrated()
    assert states(watch, [sitting(sunk=0.3)] * 4, 4)[-1] == "slouching"
    assert states(watch, [sitting(sunk=0.14)] * 5, 5)[-1] == "slouching"
    assert states(watch, [sitting(sunk=0.05)] * 4, 6)[-1] == "upright"


def test_a_short_dip_a_nod_and_a_lean_are_no_slouch() -> None:
    watch = calibrated()
    assert "slouching" not in states(watch, [sitting(sunk=0.3)] * 2 + [sitting()] * 3, 4)
    assert states(watch, [sitting(aside=0.6, sunk=0.1)] * 5, 5)[-1] == "leaning"


def test_away_is_not_slouching() -> None:
    watch = calibrated()
    assert states(watch, [None] * 20, 4) == [""] * 20
    assert states(watch, [sitting()] * 3, 8)[-1] == "upright"


def test_a_moved_camera_has_upright_sitting_taken_anew() -> None:
    watch = calibrated()
    down = sitting()
    down.points[:, 1] += 0.2
    assert states(watch, [down], 4) == [""]
    assert watch.moved
    assert not watch.calibrated
    assert states(watch, [down] * 25, 4.2)[-1] == "upright"
