"""The doctor: what its checks find on made-up installations, what it prints, and how it ends."""

import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from duologue import cli
from duologue.commands import doctor
from duologue.commands.checks import camera, desktop, models, servers, sound, storage
from duologue.commands.checks.base import Finding, Installation, State, hint, ok, problem
from duologue.core.errors import DeviceError
from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.desktop.services import Services
from duologue.video.cameras import Camera
from helpers.tiny_bundle import write_tiny_bundle


def installed(home: Path, **settings: Any) -> Installation:
    return Installation(Paths(home, home), Settings(**settings))


def states(findings: list[Finding]) -> dict[str, str]:
    return {finding.about: finding.state.value for finding in findings}


class OneDevice:
    """PortAudio with one microphone and no speaker."""

    PortAudioError = OSError
    default = SimpleNamespace(device=(0, -1))

    @staticmethod
    def query_devices() -> list[dict[str, Any]]:
        one = {"name": "Desk mic", "hostapi": 0, "default_samplerate": 48_000.0}
        return [one | {"max_input_channels": 1, "max_output_channels": 0}]


@pytest.mark.parametrize(
    ("level", "state", "said"),
    [(0.1, "ok", "-20 dBFS"), (0.0, "hint", "nothing but silence"), (None, "problem", "carries no sound")],
)
def test_a_microphone_is_listened_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: float | None, state: str, said: str
) -> None:
    monkeypatch.setattr(sound, "load_portaudio", OneDevice)
    microphone, speaker = sound.look_at_sound(installed(tmp_path), lambda *_: level)
    assert (microphone.state.value, speaker.state.value) == (state, "problem")
    assert said in microphone.says
    assert speaker.says == "There is no speaker."


def test_a_chosen_microphone_that_is_away_and_one_that_is_refused_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "load_portaudio", OneDevice)
    away, _ = sound.look_at_sound(installed(tmp_path, microphone="Dock"), lambda *_: 0.1)
    assert (away.state, away.says) == (State.PROBLEM, "The microphone that is chosen is not connected.")

    def refuse(*_: Any) -> float:
        raise DeviceError("device.busy", "Another program uses it.")

    refused, _ = sound.look_at_sound(installed(tmp_path), refuse)
    assert (refused.state, refused.do) == (State.PROBLEM, "Another program uses it.")


def test_cameras(tmp_path: Path) -> None:
    found = [Camera("cam", "Webcam", 99)]
    assert states(camera.look_at_camera(installed(tmp_path), found)) == {"camera": "ok"}
    assert states(camera.look_at_camera(installed(tmp_path), [])) == {"camera": "hint"}
    assert states(camera.look_at_camera(installed(tmp_path, camera="other"), found)) == {"camera": "problem"}


def test_every_checksum_of_a_bundle_is_looked_at(tmp_path: Path) -> None:
    folder = write_tiny_bundle(tmp_path / "bundles")
    examined = installed(tmp_path, bundle="tiny")
    assert states(models.look_at_bundles(examined)) == {"model tiny": "ok"}
    part = folder / "ears" / "tokenizer.bin"
    part.write_bytes(bytes(len(part.read_bytes())))
    (found,) = models.look_at_bundles(examined)
    assert (found.state, "altered: ears/tokenizer.bin" in found.do) == (State.PROBLEM, True)
    assert states(models.look_at_bundles(installed(tmp_path, bundle="none-1")))["model"] == "problem"


@pytest.mark.parametrize(
    ("gpu", "settings", "state"),
    [
        (("", 0), {}, "ok"),
        (("", 0), {"provider": "cuda"}, "problem"),
        (("RTX", 550), {}, "hint"),
        (("RTX", 550), {"provider": "cpu"}, "ok"),
        (("RTX", 590), {}, "hint"),
    ],
)
def test_a_gpu_that_is_not_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gpu: tuple[str, int], settings: dict[str, Any], state: str
) -> None:
    monkeypatch.setattr(models, "_nvidia", lambda: gpu)
    assert states(models.look_at_gpu(installed(tmp_path, **settings))) == {"GPU": state}


NO_SERVICES = Services(global_shortcuts=False, tray=False, notifications=False)
ALL_SERVICES = Services(global_shortcuts=True, tray=True, notifications=True)


@pytest.mark.parametrize(
    ("there", "key", "found"),
    [
        (desktop.Desktop(True, True, ALL_SERVICES), "", {"keys": "ok", "tray": "ok", "messages": "ok"}),
        (desktop.Desktop(True, True, NO_SERVICES), "", {"keys": "hint", "tray": "hint", "messages": "hint"}),
        (desktop.Desktop(True, False, NO_SERVICES), "Ctrl+M", {"keys": "problem", "tray": "hint", "messages": "hint"}),
        (desktop.Desktop(False, True, None), "Ctrl+M", {"keys": "ok", "desktop": "hint"}),
        (desktop.Desktop(False, False, None), "", {"desktop": "hint"}),
    ],
)
def test_what_a_desktop_does_not_offer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: desktop.Desktop, key: str, found: dict[str, str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert states(desktop.look_at_desktop(installed(tmp_path, global_mute_key=key), there)) == found


def test_settings_servers_and_what_is_kept(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "kept.db").close()
    good = [*storage.look_at_settings(installed(tmp_path)), *storage.look_at_kept(installed(tmp_path))]
    assert states(good) == {"settings": "ok", "lists and timers": "ok", "history": "ok"}
    (tmp_path / "settings.json").write_text('{"theme": "purple"}')
    (tmp_path / "mcp.json").write_text("{")
    for name in ("kept.db", "history.db"):
        (tmp_path / name).write_bytes(b"no database, by any means" * 99)
    bad = [*storage.look_at_settings(installed(tmp_path)), *storage.look_at_kept(installed(tmp_path))]
    kinds = ("settings", "servers of tools", "lists and timers", "history")
    assert states(bad) == dict.fromkeys(kinds, "problem")
    assert (tmp_path / "settings.json").read_text() == '{"theme": "purple"}'


@pytest.mark.parametrize(("free_mb", "state"), [(5_000, "ok"), (900, "hint"), (20, "problem")])
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_mb: int, state: str) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free_mb * 1_000_000))
    assert states(storage.look_at_disk(installed(tmp_path / "not" / "there"))) == {"disk": state}


def test_the_network_and_distant_servers_are_asked_only_if_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(servers, "unreachable", lambda url: asked.append(url) or "no route")
    here = installed(tmp_path, background_url="https://models.example/v1")
    assert servers.look_at_network(here) == []
    assert states(servers.look_at_background(here)) == {"background model": "ok"}
    assert asked == []
    wide = Installation(here.paths, here.settings, network=True)
    assert states(servers.look_at_network(wide)) == {"network": "hint"}
    assert states(servers.look_at_background(wide)) == {"background model": "problem"}
    assert len(asked) == 2


def test_a_check_that_fails_itself_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    def look_at_chaos(_: Installation) -> list[Finding]:
        raise ZeroDivisionError("by zero")

    findings = doctor.examine(installed(tmp_path), (look_at_chaos, lambda _: [ok("b", "Fine.")]))
    assert [finding.state for finding in findings] == [State.PROBLEM, State.OK]
    assert "ZeroDivisionError: by zero" in findings[0].says


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cli.HOME_VARIABLE, str(tmp_path))


@pytest.mark.parametrize(
    ("found", "ended"),
    [
        ([ok("a", "Fine."), hint("b", "Meh.", "Do.")], (0, "Nothing is wrong.")),
        ([problem("a", "Bad.", "Mend it.")], (1, "1 thing is wrong.")),
    ],
)
@pytest.mark.usefixtures("home")
def test_the_command_prints_a_line_each_and_ends_by_what_it_found(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    found: list[Finding],
    ended: tuple[int, str],
) -> None:
    monkeypatch.setattr(doctor, "examine", lambda _: found)
    assert cli.main(["doctor"]) == ended[0]
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == ended[1]
    assert all(any(finding.says in line for line in told) for finding in found)
    assert cli.main(["doctor", "--json"]) == ended[0]
    as_json = json.loads(capsys.readouterr().out)["findings"]
    assert [one["state"] for one in as_json] == [finding.state.value for finding in found]
