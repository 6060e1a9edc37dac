"""Choosing the background model in the window."""

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from pytestqt.qtbot import QtBot

from duologue.background.api_keys import NO_KEYRING, SERVICE
from duologue.core.errors import DuologueError, InputError
from duologue.core.helper_program import Progress
from duologue.core.model_offers import OfferRow
from duologue.core.paths import Paths
from duologue.core.tasks import Tasks
from duologue.program import offered, sessions
from duologue.program.background_models import BackgroundModels
from duologue.ui.background_dialog import BackgroundDialog
from helpers.waiting import until


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


def offer(name: str, *, problem: str = "", installed: bool = False) -> OfferRow:
    facts = "(MIT) 2.5 GB to download, 8 GB of memory."
    return OfferRow(name, name.title(), "Explains.", facts, problem, "", f"{name}:1b", installed)


def test_models_on_offer_are_downloaded_or_entered_and_why_one_cannot_be_is_said(dialog: BackgroundDialog) -> None:
    wanted = list[OfferRow]()
    dialog.download_wanted.connect(wanted.append)
    dialog.show_offers([offer("small"), offer("large", problem="Needs Ollama."), offer("there", installed=True)])
    small, large, there = dialog.cards
    small.button.click()
    assert wanted == [small.row]
    assert not large.button.isEnabled()
    assert large.facts.text().endswith("8 GB of memory. Needs Ollama.")
    there.button.click()
    assert (dialog.address.text(), dialog.model.text()) == ("", "there:1b")
    dialog.show_offers([offer("small", installed=True)])
    assert [card.button.text() for card in dialog.cards] == ["Use"]


def test_what_is_downloaded_is_entered_and_used_when_that_is_saved(
    qtbot: QtBot, paths: Paths, monkeypatch: pytest.MonkeyPatch, run
) -> None:
    class Fetched:
        def run(self, on_progress) -> None:
            on_progress(Progress("x", 1_000_000, 2_000_000, "bytes"))

        def pause(self) -> None: ...

    async def offers(_: Paths) -> list[OfferRow]:
        return [offer("small")]

    monkeypatch.setattr(offered, "offered_models", offers)
    monkeypatch.setattr(offered, "model_download", lambda row, _: Fetched())
    dialog = BackgroundDialog("", "")
    qtbot.addWidget(dialog)
    tasks = Tasks(lambda name, error: pytest.fail(f"{name}: {error}"))
    models = BackgroundModels(dialog, paths, tasks=tasks)

    async def around() -> None:
        models.attach(dialog)
        await until(lambda: bool(dialog.cards))
        dialog.cards[0].button.click()
        await until(lambda: dialog.model.text() == "small:1b")
        assert dialog.download.told.text() == "Small is downloaded."
        await tasks.close()

    run(around())
    models.close()
