import os

import pytest
from PySide6.QtWidgets import QApplication

from duologue.ui.application import SMALLEST_POINTS, choose_platform, has_screen, make_application


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Linux machine without a screen, on which no Qt platform was asked for."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    return monkeypatch


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_is_a_screen(bare: pytest.MonkeyPatch, name: str) -> None:
    assert not has_screen()
    bare.setenv(name, ":0")
    assert has_screen()


def test_other_systems_have_one(bare: pytest.MonkeyPatch) -> None:
    bare.setattr("sys.platform", "darwin")
    assert has_screen()


def test_without_a_screen_windows_are_drawn_into_memory(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("QT_QPA_PLATFORM", "minimal")
    assert not choose_platform()
    assert os.environ["QT_QPA_PLATFORM"] == "minimal", "what was asked for stays"
    bare.delenv("QT_QPA_PLATFORM")
    assert not choose_platform()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_a_screen_leaves_the_choice_to_qt(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("DISPLAY", ":0")
    assert choose_platform()
    assert "QT_QPA_PLATFORM" not in os.environ


def test_the_application_is_set_up_once_and_its_text_is_not_too_small(application: QApplication) -> None:
    assert make_application([]) is application
    assert application.font().pointSizeF() >= SMALLEST_POINTS
    assert application.style().objectName() in ("fusion", "")
    assert not application.windowIcon().isNull()
