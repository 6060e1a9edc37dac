"""Bundles are built, checked, removed and brought back in the window, beside the conversation."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from duologue.core.errors import BundleError
from duologue.core.paths import Paths
from duologue.model.catalogue import OFFERS
from duologue.program import sessions
from duologue.ui.models_dialog import ModelsDialog
from helpers.programs import program
from helpers.waiting import until

Run = Callable[[Coroutine[Any, Any, None]], None]
VOICES = OFFERS[1].name


@pytest.fixture
def opened(paths: Paths, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs a test with the dialog of a program, and ends it."""

    def go(test: Callable[[ModelsDialog], Coroutine[Any, Any, None]]) -> None:
        under_test = program(paths, tmp_path, stay=True)

        async def around() -> None:
            under_test.window.menu.models.emit()
            dialog = under_test.window.findChild(ModelsDialog)
            assert dialog is not None
            await test(dialog)
            dialog.accept()
            await under_test._tasks.close()

        run(around())
        under_test._worker.close()
        under_test.models.close()

    return go


def build_fake(name: str, paths: Paths, on_progress: Callable[[str, float | None], None]) -> None:
    on_progress("fetching it", 0.5)
    if (paths.bundles / "full").exists():
        raise BundleError("bundle.disk", "The disk is full.")
    (paths.bundles / name).mkdir(parents=True)


def test_every_offer_stands_there_with_what_it_is_for(opened: Callable[..., None]) -> None:
    async def test(dialog: ModelsDialog) -> None:
        assert [card.name for card in dialog.cards] == [offer.name for offer in OFFERS]
        assert all("Not installed" in card.state.text() for card in dialog.cards)
        assert all(card.build.isVisibleTo(dialog) and not card.remove.isVisibleTo(dialog) for card in dialog.cards)

    opened(test)


def test_a_bundle_is_built_and_what_is_wrong_is_one_sentence(
    opened: Callable[..., None], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "build_named", build_fake)
    (paths.bundles / "full").mkdir(parents=True)

    async def test(dialog: ModelsDialog) -> None:
        dialog.cards[1].build.click()
        assert not dialog.cards[0].build.isEnabled()
        await until(lambda: dialog.told.text() == "The disk is full.")
        assert not dialog.bar.isVisible()
        (paths.bundles / "full").rmdir()
        dialog.cards[1].build.click()
        await until(lambda: "is ready" in dialog.told.text())
        assert "Cannot be used" in dialog.cards[1].state.text()  # an empty folder is no bundle

    opened(test)


def test_what_is_removed_comes_back_until_the_dialog_is_closed(opened: Callable[..., None], paths: Paths) -> None:
    (paths.bundles / VOICES).mkdir(parents=True)
    (paths.bundles / VOICES / "kept").touch()

    async def test(dialog: ModelsDialog) -> None:
        dialog.cards[1].remove.click()
        await until(lambda: "removed" in dialog.told.text())
        assert not (paths.bundles / VOICES).exists()
        dialog.undo.click()
        await until(lambda: "is back" in dialog.told.text())
        assert (paths.bundles / VOICES / "kept").exists()
        dialog.cards[1].remove.click()
        await until(lambda: "removed" in dialog.told.text())

    opened(test)
    assert list(paths.bundles.iterdir()) == []


def test_the_bundle_in_use_stays(opened: Callable[..., None], paths: Paths) -> None:
    (paths.bundles / OFFERS[0].name).mkdir(parents=True)

    async def test(dialog: ModelsDialog) -> None:
        dialog.cards[0].remove.click()
        assert "in use" in dialog.told.text()
        assert (paths.bundles / OFFERS[0].name).exists()

    opened(test)
