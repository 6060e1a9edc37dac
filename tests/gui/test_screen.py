"""The screen as a second camera in the window: chosen by the user, marked while it can be seen, ended by one key."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duologue.bridge import screen as bridge_screen
from duologue.bridge.bridge import Bridge
from duologue.bridge.screen import GONE, LONGEST, ScreenBridge, ScreenSource
from duologue.core.shortcuts import SCREEN_KEY
from duologue.desktop.screenshot import portal_screenshot
from duologue.desktop.windows import OtherWindow
from duologue.program.screen import ScreenRoom
from duologue.ui.window import Window
from helpers.desktops import Portal, running_bus


def painted(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 20, 30))
    return image


def source(image: QImage, name: str = "letter.txt") -> ScreenSource:
    async def grab() -> QImage:
        return image

    return ScreenSource(name, True, grab)


@pytest.fixture
def room(window: Window, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScreenRoom]:
    monkeypatch.setattr(bridge_screen, "other_windows", lambda: [OtherWindow(7, "Film"), OtherWindow(8, "Letter")])
    monkeypatch.setattr(window, "come_to_front", window.show)  # offscreen nothing is raised
    room = ScreenRoom(window, bridge)
    yield room
    room.device.close()


def press_key(window: Window) -> None:
    window.activateWindow()
    QTest.keySequence(window, SCREEN_KEY)


def test_nothing_is_seen_until_the_user_has_chosen_and_the_mark_and_one_key_end_it(
    room: ScreenRoom, window: Window, qtbot: QtBot
) -> None:
    mark = window.top_bar.seen
    assert room.device.shared == ""
    assert asyncio.run(room.device.look()) is None
    assert not mark.isVisible()
    qtbot.waitUntil(window.isActiveWindow)
    press_key(window)
    dialog = room.ask()
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert rows == ["The whole screen", "Letter", "Film"], "the frontmost window first"
    dialog.list.setCurrentRow(1)
    dialog.show_it.click()
    assert room.device.shared == "Letter"
    assert mark.isVisible()
    assert "Letter" in mark.toolTip()
    mark.click()
    assert (room.device.shared, mark.isVisible()) == ("", False)
    room.device.answer(source(painted(20, 10)))
    press_key(window)
    assert (room.device.shared, mark.isVisible()) == ("", False)


def test_who_asked_goes_on_once_the_user_has_decided(room: ScreenRoom, window: Window, run) -> None:
    async def decide(row: int | None) -> bool:
        asked = asyncio.ensure_future(room.device.choose())  # noqa: TID251 - a test has no Tasks
        await asyncio.sleep(0)
        dialog = room.ask()
        if row is None:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            dialog.list.setCurrentRow(row)
            dialog.show_it.click()
        return await asked

    assert run(decide(None)) is False
    assert room.device.shared == ""
    assert run(decide(2)) is True
    assert room.device.shared == "Film"


def test_a_picture_is_taken_only_when_it_is_asked_for_and_not_too_large(application: QApplication, run) -> None:
    device = ScreenBridge()
    device.answer(source(painted(5120, 1440)))
    frame = run(device.look())
    assert frame is not None
    assert frame.rgb.shape == (LONGEST * 1440 // 5120, LONGEST, 3)
    assert frame.rgb[0, 0].tolist() == [10, 20, 30]
    device.answer(source(painted(61, 33)))  # rows of an odd length are padded
    frame = run(device.look())
    assert frame is not None
    assert frame.rgb.shape == (33, 61, 3)
    assert (frame.rgb == (10, 20, 30)).all()


def test_what_is_gone_is_told_and_seen_no_more(application: QApplication, run) -> None:
    device, told = ScreenBridge(), list[str]()
    device.noticed.connect(lambda _, message: told.append(message))
    device.answer(source(QImage()))
    assert run(device.look()) is None
    assert (device.shared, told) == ("", [GONE])


@pytest.mark.parametrize(("refuses", "there"), [(False, True), (True, True), (False, False)])
def test_on_wayland_the_desktops_portal_takes_the_picture_and_its_file_is_removed(
    tmp_path: Path, run, refuses: bool, there: bool
) -> None:
    file = tmp_path / "Screenshot 1.png"
    painted(40, 30).save(str(file))
    data = file.read_bytes()

    async def take(address: str) -> tuple[bytes, list[str]]:
        portal = Portal(refuses=refuses, picture=file if there else None)
        await portal.start(address)
        try:
            picture = await portal_screenshot("duologue", choose=True, address=address)
        finally:
            await portal.stop()
        return picture, [member for member, _ in portal.calls]

    with running_bus(tmp_path) as address:
        picture, calls = run(take(address))
    assert picture == (data if there and not refuses else b"")
    assert file.exists() is not (there and not refuses)
    assert "Screenshot" in calls
    assert run(portal_screenshot("duologue", address=f"unix:path={tmp_path}/none")) == b""
