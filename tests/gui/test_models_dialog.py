"""Bundles are built, checked, removed and brought back in the window, beside the conversation."""

import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from duologue.core.errors import PAUSED, BundleError, DownloadError
from duologue.core.helper_program import Progress
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


class FakeDownload:
    """Fetches half, and the rest when it is gone on with; fail: says why it cannot."""

    def __init__(self, target: Path, fail: str = "") -> None:
        self._target, self._fail = target, fail
        self._aside = target.with_name(f".downloading-{target.name}")
        self._paused = threading.Event()

    def run(self, on_progress: Callable[[Progress], None]) -> None:
        again = self._aside.exists()
        self._aside.mkdir(parents=True, exist_ok=True)
        if self._fail:
            raise DownloadError("download.cut", self._fail)
        on_progress(Progress("x", 120_000_000, 240_000_000, "bytes"))
        if not again:
            self._paused.wait(20)
            raise DownloadError(PAUSED, "paused")
        self._aside.rename(self._target)

    def pause(self) -> None:
        self._paused.set()


@pytest.fixture
def downloads(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Has downloads be made up. What is put in: why the one of a name fails."""
    failing: dict[str, str] = {}

    def opened(repo: str, paths: Paths, *, revision: str, name: str) -> FakeDownload:
        if "/" not in repo:
            raise DownloadError("download.repo", f"'{repo}' names no repository.")
        return FakeDownload(paths.bundles / name, failing.get(name, ""))

    monkeypatch.setattr(sessions, "bundle_download", opened)
    return failing


def begin(dialog: ModelsDialog, repo: str) -> None:
    dialog.repo.setText(repo)
    dialog.fetch.click()


def test_return_in_the_field_presses_its_button_once_something_is_named(opened: Callable[..., None]) -> None:
    async def test(dialog: ModelsDialog) -> None:
        assert dialog.repo.nextInFocusChain() is dialog.fetch
        assert dialog.fetch.isDefault()
        assert not dialog.fetch.isEnabled()
        dialog.repo.setText("somebody/mine")
        assert dialog.fetch.isEnabled()

    opened(test)


@pytest.mark.usefixtures("downloads")
def test_a_bundle_is_downloaded_paused_and_gone_on_with(opened: Callable[..., None], paths: Paths) -> None:
    async def test(dialog: ModelsDialog) -> None:
        shown = dialog.download
        assert not shown.isVisibleTo(dialog)
        begin(dialog, "somebody/mine")
        await until(lambda: shown.told.text() == "Downloading mine: 120 of 240 MB")
        assert (shown.bar.value(), shown.bar.maximum()) == (500, 1000)
        assert dialog.cards[0].build.isEnabled(), "a build may go on beside it"
        shown.pause.click()
        await until(lambda: shown.told.text() == "mine is paused.")
        assert not shown.pause.isVisibleTo(dialog)
        shown.go_on.click()
        await until(lambda: shown.told.text() == "mine is downloaded.")
        assert not shown.go_on.isVisibleTo(dialog)
        assert not shown.give_up.isVisibleTo(dialog)
        assert dialog.cards[-1].name == "mine"

    opened(test)


@pytest.mark.usefixtures("downloads")
def test_a_download_is_given_up_while_it_runs_or_waits(opened: Callable[..., None], paths: Paths) -> None:
    async def test(dialog: ModelsDialog) -> None:
        shown = dialog.download
        for pause_first in (False, True):
            begin(dialog, "somebody/mine")
            await until(lambda: "120 of 240" in shown.told.text())
            if pause_first:
                shown.pause.click()
                await until(lambda: shown.go_on.isVisibleTo(dialog))
            shown.give_up.click()
            await until(lambda: shown.told.text() == "The download of mine is given up.")
            assert not list(paths.bundles.iterdir())

    opened(test)


def test_why_a_download_failed_is_said_and_it_can_be_gone_on_with(
    opened: Callable[..., None], downloads: dict[str, str]
) -> None:
    downloads["mine"] = "The connection was cut."

    async def test(dialog: ModelsDialog) -> None:
        shown = dialog.download
        begin(dialog, "mine")
        await until(lambda: shown.told.text() == "'mine' names no repository.")
        assert not shown.go_on.isVisibleTo(dialog)
        begin(dialog, "somebody/mine")
        await until(lambda: shown.told.text() == "The connection was cut.")
        downloads.clear()
        shown.go_on.click()
        await until(lambda: shown.told.text() == "mine is downloaded.")

    opened(test)


@pytest.mark.usefixtures("downloads")
def test_what_was_not_whole_when_the_program_was_closed_is_offered_again(
    opened: Callable[..., None], paths: Paths
) -> None:
    left = paths.bundles / ".downloading-mine"
    left.mkdir(parents=True)
    (left / "wanted.json").write_text('{"repo": "somebody/mine", "revision": "v2"}')
    (left / "part").write_bytes(bytes(2_000_000))

    async def test(dialog: ModelsDialog) -> None:
        assert dialog.download.told.text() == "mine is not yet whole: 2 MB are here."
        dialog.download.go_on.click()
        await until(lambda: dialog.download.told.text() == "mine is downloaded.")
        assert (paths.bundles / "mine" / "part").exists()

    opened(test)


@pytest.mark.usefixtures("downloads")
def test_closing_the_program_pauses_what_is_downloaded(opened: Callable[..., None], paths: Paths) -> None:
    async def test(dialog: ModelsDialog) -> None:
        begin(dialog, "somebody/mine")
        await until(lambda: "120 of 240" in dialog.download.told.text())

    opened(test)
    assert [path.name for path in paths.bundles.iterdir()] == [".downloading-mine"]
