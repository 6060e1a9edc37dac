"""Microphones and speakers are chosen in the menu."""

import pytest
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.ui.device_menu import DEFAULT, DeviceMenu
from duologue.ui.window import Window


@pytest.fixture
def menu(qtbot: QtBot) -> DeviceMenu:
    menu = DeviceMenu("Microphone")
    qtbot.addWidget(menu)
    return menu


def entries(menu: DeviceMenu) -> dict[str, bool]:
    return {action.text(): action.isChecked() for action in menu.actions() if not action.isSeparator()}


def test_the_device_in_use_is_marked(menu: DeviceMenu) -> None:
    menu.show_devices([("a", "Headset"), ("b", "Webcam & more")], "b")
    assert entries(menu) == {DEFAULT: False, "Headset": False, "Webcam && more": True}


def test_the_default_is_marked_where_nothing_is_chosen(menu: DeviceMenu) -> None:
    menu.show_devices([("a", "Headset")], "")
    assert entries(menu) == {DEFAULT: True, "Headset": False}


def test_a_device_that_is_not_there_stands_in_the_menu(menu: DeviceMenu) -> None:
    menu.show_devices([("a", "Headset")], "usb-Blue")
    assert entries(menu)["usb-Blue (not connected)"]


def test_a_device_that_was_pulled_out_keeps_its_name(menu: DeviceMenu) -> None:
    menu.show_devices([("usb-Blue", "Blue Yeti")], "usb-Blue")
    menu.show_devices([("a", "Headset")], "usb-Blue")
    assert entries(menu)["Blue Yeti (not connected)"]


def test_a_device_that_was_typed_by_hand_is_marked(menu: DeviceMenu) -> None:
    menu.show_devices([("a", "Headset"), ("usb-Blue", "Blue Yeti")], "yeti")
    assert entries(menu) == {DEFAULT: False, "Headset": False, "Blue Yeti": True}


def test_without_any_device_the_menu_says_so(menu: DeviceMenu) -> None:
    menu.show_devices([], "")
    assert entries(menu) == {DEFAULT: True, "None found": False}


def test_what_is_chosen_is_in_the_settings(qtbot: QtBot) -> None:
    bridge = Bridge()
    window = Window(bridge)
    qtbot.addWidget(window)
    for direction in ("input", "output"):
        devices = window.menu.devices[direction]
        devices.show_devices([("a", "Headset")], "")
        next(action for action in devices.actions() if action.text() == "Headset").trigger()
    now = bridge.settings.now
    assert (now.microphone, now.speaker) == ("a", "a")


def test_the_devices_are_looked_for_when_the_menu_opens(qtbot: QtBot) -> None:
    window = Window(Bridge())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.menu.devices_wanted):
        window.menu.aboutToShow.emit()
