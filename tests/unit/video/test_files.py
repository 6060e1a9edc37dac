"""A recorded video as a camera: its frames at their times, then a camera that is gone."""

from pathlib import Path

import pytest

from duologue.core.devices import CameraState
from duologue.core.errors import InputError
from duologue.video.files import FileCamera
from helpers.videos import write_video


def test_the_newest_frame_before_a_time_is_shown_and_the_last_one_has_its_time(tmp_path: Path) -> None:
    camera = FileCamera(write_video(tmp_path / "cam.mp4", [10, 60, 110, 160, 210]))
    assert camera.report.state is CameraState.OPENING
    shown = [(camera.newest(t), camera.report.state) for t in (0.1, 0.15, 0.5, 0.9, 1.0, 1.1)]
    assert [state.value for _, state in shown] == ["on", "on", "on", "on", "on", "lost"]
    frames = [frame for frame, _ in shown if frame is not None]
    assert [(frame.number, round(frame.t_s, 2)) for frame in frames] == [(0, 0), (0, 0), (2, 0.4), (4, 0.8), (4, 0.8)]
    assert [round(frame.rgb.mean() / 50) for frame in frames] == [0, 0, 2, 4, 4]
    assert frames[0].rgb.shape == (48, 64, 3)
    assert "cam.mp4" in camera.report.why
    camera.close()


def test_what_is_no_video_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no video file '.*none\.mp4'"):
        FileCamera(tmp_path / "none.mp4")
    (tmp_path / "text.mp4").write_text("This is no video.", encoding="utf-8")
    with pytest.raises(InputError, match=r"text\.mp4' is not a video"):
        FileCamera(tmp_path / "text.mp4")
