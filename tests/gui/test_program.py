"""The composition root with a made-up model: the sample session, live sessions, errors, settings, closing."""

import argparse
import json
import signal
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
import soundfile
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from duologue.core.errors import BundleError
from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.shortcuts import Shortcuts
from duologue.program import sessions
from duologue.program import window as main
from duologue.program.window import Program
from helpers.programs import drive, live_program, load_fake, program
from helpers.waiting import until


def bundle_missing(_settings: Settings, _paths: Paths) -> sessions.LoadedModel:
    raise BundleError("bundle.missing", "The bundle is missing.")


def test_without_a_screen_the_sample_plays_to_its_end(
    paths: Paths, sample: Path, tmp_path: Path, run, capsys: pytest.CaptureFixture[str]
) -> None:
    under_test = program(paths, tmp_path)
    assert run(under_test.run()) == 0
    out = tmp_path / "out"
    with soundfile.SoundFile(out / "assistant.wav") as sound:
        assert (sound.frames, sound.samplerate) == (5 * 24000, 24000)
    printed = capsys.readouterr().out.splitlines()
    events = [json.loads(line) for line in printed if line.startswith("{")]
    kept = [json.loads(line) for line in (out / "timeline.jsonl").read_text(encoding="utf-8").splitlines()]
    assert events == [event for event in kept if event["type"] != "step"]
    assert printed[-1] == f"The results are in {out}: assistant.wav, timeline.jsonl, window.png"
    picture = QImage(str(out / "window.png"))
    assert picture.width() == under_test.window.width()
    assert "what time is it" in under_test.window.captions.toPlainText()


def test_with_a_screen_the_window_stays_and_offers_the_results(paths: Paths, sample: Path, tmp_path: Path, run) -> None:
    under_test = program(paths, tmp_path, stay=True)

    async def use() -> None:
        await until(lambda: bool(under_test.window.notices.cards))
        assert under_test.window.isVisible()
        card = under_test.window.notices.cards[-1]
        assert card.notice.message == "The sample session is over."
        lines = len(under_test.window.captions.lines)
        card.buttons[1].click()
        await until(lambda: len(under_test.window.captions.lines) == 2 * lines)
        await until(lambda: bool(under_test.window.notices.cards))
        under_test.window.close()

    assert run(drive(under_test, use())) == 0


def test_a_missing_bundle_without_a_screen_is_one_line_and_status_2(
    paths: Paths, tmp_path: Path, run, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(_settings: Settings, _paths: Paths) -> sessions.LoadedModel:
        raise BundleError("bundle.missing", "The bundle is missing.")

    assert run(program(paths, tmp_path, load=load).run()) == 2
    assert capsys.readouterr().err == "duologue: The bundle is missing.\n"


def test_a_missing_bundle_is_shown_and_loading_can_be_tried_again(
    paths: Paths, sample: Path, tmp_path: Path, run
) -> None:
    tries = []

    def load(settings: Settings, paths: Paths) -> sessions.LoadedModel:
        tries.append(1)
        if len(tries) == 1:
            raise BundleError("bundle.missing", "The bundle is missing.")
        return load_fake(settings, paths)

    under_test = program(paths, tmp_path, stay=True, load=load)
    window = under_test.window

    async def use() -> None:
        await until(lambda: window.pages.currentWidget() is window.problem)
        window.problem.again.click()
        await until(lambda: window.pages.currentWidget() is window.captions)
        window.close()

    assert run(drive(under_test, use())) == 0
    assert len(tries) == 2


def test_without_a_microphone_the_sample_is_played_and_the_reason_told(
    paths: Paths, sample: Path, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "why_no_microphone", lambda _: "No microphone was found.")
    under_test = program(paths, tmp_path, sample=False)
    assert run(under_test.run()) == 0
    messages = [card.notice.message for card in under_test.window.notices.cards]
    assert messages[0] == "No microphone was found. This is the sample session."


def test_a_missing_bundle_can_be_built_in_the_window(
    paths: Paths, sample: Path, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []

    def build(_settings: Settings, _paths: Paths, on_progress) -> None:
        on_progress("Fetching speech recognition", 0.25)
        built.append(1)

    def load(settings: Settings, paths: Paths) -> sessions.LoadedModel:
        return load_fake(settings, paths) if built else bundle_missing(settings, paths)

    monkeypatch.setattr(sessions, "build_bundle", build)
    under_test = program(paths, tmp_path, stay=True, load=load)
    window = under_test.window
    told = []
    under_test.bridge.loading.connect(lambda text, part: told.append((text, part)))

    async def use() -> None:
        await until(lambda: window.pages.currentWidget() is window.problem)
        window.problem.build.click()
        await until(lambda: window.pages.currentWidget() is window.captions)
        window.close()

    assert run(drive(under_test, use())) == 0
    assert ("Fetching speech recognition", 0.25) in told


def test_closing_the_window_stops_building(paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = threading.Event()
    closed = threading.Event()

    def build(_settings: Settings, _paths: Paths, on_progress) -> None:
        on_progress("Fetching speech recognition", 0.25)
        assert closed.wait(timeout=60)
        try:
            on_progress("Fetching speech recognition", 0.5)
        finally:
            stopped.set()

    monkeypatch.setattr(sessions, "build_bundle", build)
    under_test = program(paths, tmp_path, stay=True, load=bundle_missing)
    window = under_test.window

    async def use() -> None:
        await until(lambda: window.pages.currentWidget() is window.problem)
        window.problem.build.click()
        await until(lambda: window.loading.bar.value() == 25)
        window.close()
        closed.set()

    assert run(drive(under_test, use())) == 0
    assert stopped.is_set()


def test_closing_during_a_conversation_ends_the_session_cleanly(
    paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_test, sessions = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        under_test.window.close()

    assert run(drive(under_test, use())) == 0
    assert sessions[0].prepared
    assert sessions[0].ran_to_end


def test_theme_and_size_are_remembered(paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    under_test, _ = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        under_test.window.resize(500, 620)
        under_test.window.menu.theme_action("dark").trigger()
        under_test.window.close()

    run(drive(under_test, use()))
    store = SettingsStore.open(paths.settings)
    assert (store.now.theme, store.problem) == ("dark", "")
    again = program(paths, tmp_path)
    assert again.window.theme.name == "dark"
    assert (again.window.width(), again.window.height()) == (500, 620)


def test_what_is_settled_about_the_internet_and_tools_is_remembered(
    paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_test, _ = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        assert under_test.window.menu.internet_action("ask").isChecked()
        under_test.window.menu.internet_action("off").trigger()
        assert SettingsStore.open(paths.settings).now.web == "off", "it is not in the file at once"
        under_test.bridge.change_settings(always_allowed="mail.send")
        under_test.window.close()

    run(drive(under_test, use()))
    settings = SettingsStore.open(paths.settings).now
    assert (settings.web, settings.always_allowed) == ("off", "mail.send")
    assert program(paths, tmp_path).window.menu.internet_action("off").isChecked()


def test_mcp_servers_that_cannot_be_read_are_told_and_the_session_runs(
    paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.config.mkdir()
    paths.servers.write_text("no servers", encoding="utf-8")
    under_test, _ = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        under_test.window.close()

    run(drive(under_test, use()))
    assert "mcp.json is no valid JSON" in under_test.window.notices.cards[0].notice.message


def test_settings_that_cannot_be_read_are_told_and_kept(
    paths: Paths, sample: Path, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.config.mkdir()
    paths.settings.write_text("no settings", encoding="utf-8")
    under_test, _ = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        under_test.window.menu.theme_action("dark").trigger()
        under_test.window.close()

    run(drive(under_test, use()))
    assert "could not be read" in under_test.window.notices.cards[0].notice.message
    assert (paths.config / "settings.json.broken").read_text(encoding="utf-8") == "no settings"
    assert SettingsStore.open(paths.settings).now.theme == "dark"


def test_a_setting_of_another_version_is_told_and_stays_in_the_file(
    paths: Paths, sample: Path, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.config.mkdir()
    paths.settings.write_text('{"theme": "dark", "shine": 3}', encoding="utf-8")
    under_test, _ = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        assert under_test.window.theme.name == "dark"
        under_test.window.menu.theme_action("light").trigger()
        under_test.window.close()

    run(drive(under_test, use()))
    assert "unknown setting 'shine'" in under_test.window.notices.cards[0].notice.message
    kept = json.loads(paths.settings.read_text(encoding="utf-8"))
    assert (kept["theme"], kept["shine"]) == ("light", 3)


def test_an_unwritable_results_folder_is_one_clear_line(
    paths: Paths, sample: Path, tmp_path: Path, run, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    assert run(program(paths, tmp_path).run()) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_is_told(
    paths: Paths, sample: Path, tmp_path: Path, run, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out" / "window.png").mkdir(parents=True)
    under_test = program(paths, tmp_path)
    assert run(under_test.run()) == 0
    assert "window.png" in capsys.readouterr().err
    assert under_test.window.notices.cards[-1].level == "error"


def test_an_interrupt_from_the_terminal_closes_the_window(
    paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_test, sessions = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with under_test.interruptible():
        assert run(drive(under_test, use())) == 0
    assert sessions[0].ran_to_end
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_in_the_window_is_told_in_it(paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    under_test = program(paths, tmp_path)
    before = sys.excepthook
    with under_test.reporting():
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("oops"), None)
    assert sys.excepthook is before
    under_test.bridge.flush()
    assert "ZeroDivisionError: oops" in under_test.window.notices.cards[0].notice.message
    assert "ZeroDivisionError: oops" in capsys.readouterr().err


def test_run_window_plays_the_sample_where_there_is_no_screen(
    paths: Paths, sample: Path, tmp_path: Path, application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(main, "Program", partial(Program, load=load_fake))
    options = argparse.Namespace(
        sample=False,
        results=tmp_path / "out",
        record=None,
        stand_ins=None,
        fill_transcript=0,
        load_test=None,
        start_times=None,
        idle_times=None,
        idle_seconds=60.0,
        hidden=False,
    )
    assert main.run_window(options, paths) == 0
    assert (tmp_path / "out" / "window.png").is_file()


def test_keys_that_are_chosen_apply_everywhere_and_are_remembered(
    paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_test, _ = live_program(paths, tmp_path, monkeypatch)
    bound = []
    monkeypatch.setattr(under_test.global_key, "use", bound.append)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        under_test.window.keys.show_dialog().offer.click()
        under_test.global_key.pressed.emit()
        assert under_test.bridge.muted
        under_test.window.close()

    run(drive(under_test, use()))
    assert bound == ["", "Ctrl+Alt+M"]
    settings = SettingsStore.open(paths.settings).now
    assert settings.global_mute_key == "Ctrl+Alt+M"


def test_keys_in_the_file_that_cannot_be_used_are_told(
    paths: Paths, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    SettingsStore.open(paths.settings).set(mute_key="M", hold_key="F9")
    under_test, _ = live_program(paths, tmp_path, monkeypatch)

    async def use() -> None:
        await until(lambda: bool(under_test.window.notices.cards))
        under_test.window.close()

    run(drive(under_test, use()))
    assert "M types a character; add Ctrl or Alt to it." in under_test.window.notices.cards[0].notice.message
    assert SettingsStore.open(paths.settings).now.keys == Shortcuts(hold="F9")


def test_a_background_model_that_was_entered_is_remembered_and_one_that_is_unusable_is_not(
    paths: Paths, sample: Path, tmp_path: Path, run
) -> None:
    under_test = program(paths, tmp_path, stay=True)

    async def use() -> None:
        await until(lambda: bool(under_test.window.captions.lines))
        dialog = under_test.dialogs.show_background()
        dialog.address.setText("http://models.test/v1")
        dialog.save.click()
        await until(lambda: "https://" in dialog.note)
        dialog.address.setText("http://localhost:1234")
        dialog.model.setText("llama")
        dialog.save.click()
        await until(lambda: not dialog.isVisible())
        under_test.window.close()

    assert run(drive(under_test, use())) == 0
    saved = SettingsStore.open(paths.settings).now
    assert (saved.background_url, saved.background_model) == ("http://localhost:1234", "llama")
