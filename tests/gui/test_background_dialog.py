"""Choosing the background model in the window."""

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from pytestqt.qtbot import QtBot

from duologue.background.api_keys import NO_KEYRING, SERVICE
from duologue.core.errors import DuologueError, InputError
from duologue.program import sessions
from duologue.ui.background_dialog import BackgroundDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> BackgroundDialog:
    dialog = BackgroundDialog("http://localhost:8080/v1", "llama")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_stands_in_the_fields_is_wanted_when_it_is_saved(dialog: BackgroundDialog) -> None:
    wanted = list[tuple[str, str, str]]()
    dialog.wanted.connect(lambda *values: wanted.append(values))
    dialog.address.setText(" https://models.test/v1 ")
    dialog.key.setText("sk-1")
    dialog.save.click()
    assert wanted == [("https://models.test/v1", "llama", "sk-1")]
    assert dialog.isVisible(), "it may turn out not to be usable"


def test_a_key_is_not_shown_and_a_problem_is(dialog: BackgroundDialog) -> None:
    dialog.key.setText("sk-1")
    assert "sk-1" not in dialog.key.displayText()
    dialog.show_problem("It cannot be reached.")
    assert dialog.note == "It cannot be reached."
    dialog.show_problem("")
    assert "keyring" in dialog.note


def test_what_cannot_be_used_is_refused_before_its_key_is_kept() -> None:
    with pytest.raises(InputError, match="https://"):
        sessions.check_background("http://models.test", "", "sk-1")
    for usable in ("", "none", "https://models.test/v1"):
        sessions.check_background(usable, "", "")


def test_a_key_is_kept_for_its_server_or_the_missing_keyring_told(monkeypatch) -> None:
    kept = list[tuple[str, str, str]]()
    monkeypatch.setattr(keyring, "set_password", lambda *values: kept.append(values))
    sessions.check_background("https://models.test/v1", "", "sk-1")
    assert kept == [(SERVICE, "https://models.test", "sk-1")]
    monkeypatch.undo()
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        with pytest.raises(DuologueError) as caught:
            sessions.check_background("https://models.test/v1", "", "sk-1")
    finally:
        keyring.set_keyring(before)
    assert caught.value.message == NO_KEYRING
