"""The window of the translation in the program: when it opens, what is kept, and what is installed from it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from duologue.core.errors import BundleError
from duologue.core.events import SettingsWanted
from duologue.core.paths import Paths
from duologue.core.settings_store import SettingsStore
from duologue.core.translatable import Translatable
from duologue.program import sessions
from duologue.program.translation import GOES_ON
from duologue.program.window import Program
from duologue.ui.menu import TRANSLATION_KEY
from duologue.ui.translation.window import TranslationWindow
from helpers.programs import drive, live_program
from helpers.waiting import until

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Steps = Callable[[Program], Coroutine[Any, Any, None]]
ABLE = Translatable(frozenset({("en", "es"), ("es", "en")}), ears=False)


@pytest.fixture(autouse=True)
def _comes_to_front(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TranslationWindow, "come_to_front", TranslationWindow.show)  # offscreen nothing is raised


@pytest.fixture
def able(monkeypatch: pytest.MonkeyPatch) -> list[Translatable]:
    """What can be translated, the last counts."""
    there = [ABLE]
    monkeypatch.setattr(sessions, "translatable", lambda _: there[-1])
    return there


def shown(under_test: Program) -> TranslationWindow | None:
    return next((each for each in _windows() if each.isVisible()), None)


def _windows() -> Iterator[TranslationWindow]:
    return (each for each in QApplication.topLevelWidgets() if isinstance(each, TranslationWindow))


def play(
    paths: Paths, tmp_path: Path, monkeypatch, run: Run, steps: Callable[[Program], Coroutine[Any, Any, None]]
) -> None:
    """Runs a program while somebody uses it, and closes it."""
    under_test, _ = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        try:
            await until(lambda: under_test.bridge.expecting)
            await steps(under_test)
        finally:
            under_test.window.close_now()

    run(drive(under_test, use()))
    assert shown(under_test) is None, "it closes with the program"


def test_it_opens_from_the_menu_and_by_a_key_and_its_place_is_kept(
    paths, tmp_path, monkeypatch, run: Run, able
) -> None:
    async def steps(under_test: Program) -> None:
        assert shown(under_test) is None
        under_test.window.activateWindow()
        await until(under_test.window.isActiveWindow)
        QTest.keySequence(under_test.window, TRANSLATION_KEY)
        await until(lambda: shown(under_test) is not None)
        window = shown(under_test)
        assert window is not None
        await until(lambda: window.languages.source.count() > 2)
        window.resize(555, 444)
        await asyncio.sleep(0)
        under_test.window.menu.translation.emit()
        assert shown(under_test) is window
        assert under_test._settings.now.mode == "conversation", "to look at it begins nothing"

    play(paths, tmp_path, monkeypatch, run, steps)
    kept = SettingsStore.open(paths.settings).now.translation_window
    assert kept

    async def again(under_test: Program) -> None:
        under_test.window.menu.translation.emit()
        window = shown(under_test)
        assert window is not None
        assert (window.width(), window.height()) == (555, 444)

    play(paths, tmp_path, monkeypatch, run, again)


def test_a_translation_begun_by_voice_opens_it_and_marks_the_main_window(
    paths, tmp_path, monkeypatch, run: Run, able
) -> None:
    async def steps(under_test: Program) -> None:
        mark = under_test.window.top_bar.translating
        assert not mark.isVisible()
        under_test._settings.set(source="en", target="es", mode="translate")  # as the tool does
        window = shown(under_test)
        assert window is not None
        assert mark.isVisible()
        window.close()
        assert under_test._settings.now.mode == "translate", "who closes it may still want to hear it"
        assert mark.property("played") == "off"
        under_test._settings.set(translate_from="both")
        assert mark.property("played") == "on"
        assert mark.toolTip().startswith("What this computer plays is translated")
        mark.click()
        assert window.isVisible()
        under_test._settings.set(mode="conversation")
        assert not mark.isVisible()
        assert window.isVisible(), "what was said can still be read and saved"

    play(paths, tmp_path, monkeypatch, run, steps)


def test_what_was_asked_to_be_opened_in_words_is_opened(paths, tmp_path, monkeypatch, run: Run, able) -> None:
    async def steps(under_test: Program) -> None:
        under_test.bridge.on_event(SettingsWanted(1.0, "the translation window"))
        assert shown(under_test) is not None

    play(paths, tmp_path, monkeypatch, run, steps)


def notices(under_test: Program) -> list[str]:
    return [card.notice.message for card in under_test.window.notices.cards]


def test_a_translation_that_was_on_when_it_was_closed_goes_on_and_is_seen_to(
    paths, tmp_path, monkeypatch, run: Run, able
) -> None:
    async def begin(under_test: Program) -> None:
        under_test._settings.set(source="es", target="en", two_way=True, mode="translate")

    async def again(under_test: Program) -> None:
        now = under_test._settings.now
        assert (now.mode, now.source, now.target, now.two_way) == ("translate", "es", "en", True)
        assert shown(under_test) is not None
        await until(lambda: GOES_ON in notices(under_test))
        under_test._settings.set(mode="conversation")
        await until(lambda: GOES_ON not in notices(under_test))

    async def last(under_test: Program) -> None:
        now = under_test._settings.now
        assert (now.mode, now.source, now.target, now.two_way) == ("conversation", "es", "en", True)
        assert shown(under_test) is None
        assert GOES_ON not in notices(under_test)

    for steps in (begin, again, last):
        play(paths, tmp_path, monkeypatch, run, steps)


def test_what_it_needs_is_installed_from_it_and_a_translation_that_waits_begins(
    paths, tmp_path, monkeypatch, run: Run, able
) -> None:
    fails = [True]

    def build(name: str, _paths: Paths, on_progress: Callable[[str, float | None], None]) -> None:
        assert name == "languages"
        on_progress("fetching the ears", 0.25)
        if fails.pop() if fails else False:
            raise BundleError("bundle.network", "There is no network.")
        able.append(Translatable(ABLE.pairs, ears=True))

    monkeypatch.setattr(sessions, "build_named", build)
    modes: list[str] = []

    async def steps(under_test: Program) -> None:
        under_test._settings.set(source="es", target="en", mode="translate")
        window = shown(under_test)
        assert window is not None
        await until(window.state.install.isVisible)
        window.state.install.click()
        await until(lambda: window.state.told.text() == "There is no network.")
        under_test._settings.subscribe(lambda now, _: modes.append(now.mode), "mode")
        window.state.install.click()
        await until(lambda: not window.state.isVisible())

    play(paths, tmp_path, monkeypatch, run, steps)
    assert modes == ["conversation", "translate"], "the session opens the ears anew"


def test_the_settings_lead_to_it(paths, tmp_path, monkeypatch, run: Run, able) -> None:
    async def steps(under_test: Program) -> None:
        dialog = under_test.dialogs.show_settings()
        dialog.show_words("translation")
        assert {"mode", "source", "target", "translation_layout", "translation_colours"} <= dialog.shown
        assert "translation_window" not in dialog.fields
        (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Translation…"]
        button.click()
        assert shown(under_test) is not None
        dialog.accept()

    play(paths, tmp_path, monkeypatch, run, steps)
