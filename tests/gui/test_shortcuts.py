from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.shortcuts import Shortcuts
from duologue.ui.shortcuts import ShortcutsDialog
from duologue.ui.window import Window
from helpers import script_player as script

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(window: Window, show, qtbot: QtBot) -> ShortcutsDialog:
    show(script.started())
    dialog = window.keys.show_dialog()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def press(dialog: ShortcutsDialog) -> Callable[..., None]:
    """Presses a key where the focus is."""

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)

    return press


def test_a_key_is_chosen_with_the_keyboard_alone_and_applies_at_once(
    window: Window, bridge: Bridge, dialog: ShortcutsDialog, press, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_M, CTRL_ALT)
    assert bridge.settings.now.keys == window.keys.now == Shortcuts(mute="Ctrl+Alt+M")
    assert window.composer.mute.toolTip() == "Mute the microphone (Ctrl+Alt+M)"
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_M, CTRL_ALT)
    assert bridge.muted


def test_tab_goes_from_field_to_field(dialog: ShortcutsDialog, press) -> None:
    fields = [dialog.mute.edit, dialog.hold.edit, dialog.everywhere.edit]
    for field in fields:
        assert QApplication.focusWidget() in (field, *field.children())
        press(Qt.Key.Key_Tab)
    assert dialog.keys == Shortcuts()


def test_conflicts_are_explained_and_do_not_apply(window: Window, dialog: ShortcutsDialog, press) -> None:
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialog.mute.text == "Ctrl+S is for saving the transcript."
    assert dialog.mute.edit.accessibleDescription() == dialog.mute.text
    press(Qt.Key.Key_F10)
    assert dialog.mute.text == "F10 is for the menu."
    dialog.hold.edit.set_keys("CapsLock")
    assert "cannot be held" in dialog.hold.text
    assert window.keys.now == Shortcuts()


def test_reset_goes_back_to_the_defaults(window: Window, dialog: ShortcutsDialog) -> None:
    assert not dialog.reset.isEnabled()
    dialog.hold.edit.set_keys("F9")
    dialog.offer.click()
    assert window.keys.now == Shortcuts(hold="F9", global_mute="Ctrl+Alt+M")
    dialog.reset.click()
    assert window.keys.now == Shortcuts()
    assert dialog.offer.isVisible()


def test_a_modifier_alone_changes_nothing(window: Window, dialog: ShortcutsDialog, press) -> None:
    press(Qt.Key.Key_Control)
    assert dialog.keys == window.keys.now == Shortcuts()


def test_backspace_means_no_key(window: Window, dialog: ShortcutsDialog, press) -> None:
    press(Qt.Key.Key_Backspace)
    assert window.keys.now == Shortcuts(mute="")
    assert window.composer.mute.toolTip() == "Mute the microphone"


def test_why_a_key_does_not_work_from_everywhere_is_said_there(window: Window, dialog: ShortcutsDialog) -> None:
    window.keys.show_global_problem("It does not work here.")
    assert dialog.everywhere.text == "It does not work here."
    dialog.everywhere.edit.set_keys("M")
    assert "all other programs" in dialog.everywhere.text, "what can be mended comes first"


def test_another_key_can_be_held_also_while_typing(window: Window, bridge: Bridge, show, qtbot: QtBot) -> None:
    show(script.started())
    window.keys.use(Shortcuts(hold="F9"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.composer.line.setFocus()
    QTest.keyPress(window.composer.line, Qt.Key.Key_F9)
    assert bridge.muted
    QTest.keyRelease(window.composer.line, Qt.Key.Key_F9)
    assert not bridge.muted
    QTest.keyClick(window.captions, Qt.Key.Key_Space)
    assert not bridge.muted


def test_keys_that_cannot_be_used_are_replaced_and_explained(window: Window) -> None:
    window.keys.use(Shortcuts(mute="M", hold="F9"))
    assert window.keys.problem == "M types a character; add Ctrl or Alt to it."
    assert window.keys.now == Shortcuts(hold="F9")
