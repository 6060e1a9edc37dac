"""Finding and opening cameras."""

import os
from pathlib import Path

import pytest

from duologue.core.errors import DeviceError
from duologue.video import cameras
from duologue.video.cameras import Camera, choose_camera, find_cameras, open_camera

WEBCAM, DESK = Camera("usb-Webcam", "Webcam", 0), Camera("usb-Desk", "Desk camera", 2)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two cameras, of which one has a second node and a stable link."""
    monkeypatch.setattr("sys.platform", "linux")
    for node, name, index in (("video0", "Webcam", "0"), ("video1", "Webcam", "1"), ("video10", "Desk", "0")):
        folder = tmp_path / "sys" / node
        folder.mkdir(parents=True)
        (folder / "name").write_text(f"{name}\n")
        (folder / "index").write_text(f"{index}\n")
    links = tmp_path / "by-id"
    links.mkdir()
    (links / "usb-Webcam-index0").symlink_to(tmp_path / "dev/video0")
    monkeypatch.setattr(cameras, "_SYSTEM", tmp_path / "sys")
    monkeypatch.setattr(cameras, "_BY_ID", links)
    return tmp_path


@pytest.mark.usefixtures("system")
def test_cameras_are_known_by_what_stays_the_same() -> None:
    assert find_cameras() == [Camera("usb-Webcam-index0", "Webcam", 0), Camera("Desk", "Desk", 10)]


def test_without_cameras_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(cameras, "_SYSTEM", tmp_path / "nothing")
    monkeypatch.setattr(cameras, "_BY_ID", tmp_path / "nothing")
    assert find_cameras() == []


def test_the_first_camera_is_taken_unless_another_is_wanted(tmp_path: Path) -> None:
    assert choose_camera("", [WEBCAM, DESK]) == WEBCAM
    assert choose_camera("usb-Desk", [WEBCAM, DESK]) == DESK
    assert choose_camera("http://10.0.0.7/video", []).source == "http://10.0.0.7/video"
    film = tmp_path / "film.avi"
    film.write_bytes(b"")
    assert choose_camera(str(film), []).source == str(film)


def test_without_a_camera_a_sentence_says_what_to_do() -> None:
    with pytest.raises(DeviceError, match="No camera was found; connect one"):
        choose_camera("", [])
    with pytest.raises(DeviceError, match="'usb-Desk' is not connected"):
        choose_camera("usb-Desk", [WEBCAM])


def test_a_camera_that_does_not_open_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(DeviceError, match="Another program may be using it") as caught:
        open_camera(Camera("usb-None", "None", 4711))
    assert caught.value.code == "camera.busy"


def test_a_camera_that_may_not_be_used_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(os.path, "exists", lambda _: True)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(DeviceError, match="group 'video'"):
        open_camera(WEBCAM)
