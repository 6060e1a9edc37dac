"""A download as the program holds it: in a process of its own, paused, gone on with by another, in place when whole."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from duologue.core.errors import PAUSED, DownloadError, DuologueError, OutputError
from duologue.core.helper_program import Progress
from duologue.hub import download as downloads
from duologue.hub.download import Download, Unfinished, Wanted, forget, unfinished
from helpers.hub_server import Hub, serving

WANTED = Wanted("somebody/model", inside="int4")
LARGE = bytes(6_000_000)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    state = Hub(files={WANTED.repo: {"int4/config.json": b"{}", "int4/model.data": LARGE}})
    with serving(state):
        monkeypatch.setenv("HF_ENDPOINT", state.address)
        monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
        yield state


def test_a_paused_download_is_gone_on_with_and_appears_when_it_is_whole(hub: Hub, tmp_path: Path) -> None:
    stall = hub.stall = threading.Event()
    target = tmp_path / "models" / "small"
    first, seen = Download(WANTED, target), []

    def pause(progress: Progress) -> None:
        seen.append(progress)
        if progress.done > 2_000_000:
            first.pause()

    with pytest.raises(DownloadError, match="The download of small is paused; what is there is kept") as paused:
        first.run(pause)
    assert paused.value.code == PAUSED
    assert seen[-1].total == len(LARGE) + 2
    assert seen[-1].unit == "bytes"
    assert not target.exists()
    [left] = unfinished(tmp_path / "models")
    assert (left.name, left.wanted) == ("small", WANTED)
    assert left.bytes_there > 1_000_000

    stall.set()
    hub.stall = None
    seen.clear()
    Download(left.wanted, target).run(seen.append)
    assert seen[0].done > 1_000_000
    assert (target / "model.data").read_bytes() == LARGE
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["small"]
    assert any("unknown/" in agent or "duologue/" in agent for agent in hub.agents)
    assert not any("torch" in agent for agent in hub.agents)


def test_a_download_that_is_paused_before_it_begins_does_not(tmp_path: Path) -> None:
    download = Download(WANTED, tmp_path / "small")
    download.pause()
    with pytest.raises(DownloadError, match="paused"):
        download.run(lambda _: None)


def program(*lines: object) -> list[str]:
    """The command of a process that says some lines."""

    text = "".join(f"print({json.dumps(line)!r}, flush=True)\n" for line in lines)
    return [sys.executable, "-c", text]


def refuse(_: object) -> None:
    raise OutputError("output.x", "Not that one.")


@pytest.mark.parametrize("check", ["check_listing", "check_whole"])
def test_what_a_check_refuses_does_not_appear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: str) -> None:
    monkeypatch.setattr(downloads, "own_program", lambda *_: program({"listing": "{}"}, {"whole": True}))
    checks = {check: refuse}
    with pytest.raises(DuologueError, match="Not that one"):
        Download(WANTED, tmp_path / "small", **checks).run(lambda _: None)
    assert not (tmp_path / "small").exists()


def test_a_process_that_breaks_down_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "own_program", lambda *_: program({"done": 1, "total": 2}))
    with pytest.raises(DownloadError, match=r"stopped \(exit status 0\): it said nothing"):
        Download(WANTED, tmp_path / "small").run(lambda _: None)


@pytest.mark.parametrize(("code", "kind"), [("output.full", OutputError), ("download.cut", DownloadError)])
def test_what_the_process_says_goes_wrong_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, kind: type[DuologueError]
) -> None:
    monkeypatch.setattr(downloads, "own_program", lambda *_: program({"error": code, "message": "It failed."}))
    with pytest.raises(kind, match=r"^It failed\.$") as failed:
        Download(WANTED, tmp_path / "small").run(lambda _: None)
    assert failed.value.code == code


@pytest.mark.parametrize("repo", ["", "model", "a/b/c", "a /b", "https://huggingface.co/a/b", "a/"])
def test_what_names_no_repository_is_refused(tmp_path: Path, repo: str) -> None:
    with pytest.raises(DownloadError, match="names no repository of the hub: give owner/name"):
        Download(Wanted(repo), tmp_path / "small")


@pytest.mark.parametrize("name", ["", ".hidden", "..", "a\\b"])
def test_a_name_that_is_none_for_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DownloadError, match="name of a folder"):
        Download(WANTED, tmp_path / "models" / name if name else Path("/"))


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    with pytest.raises(DownloadError, match="There is a 'small' already: remove it first, or choose another name"):
        Download(WANTED, tmp_path / "small")


def test_what_is_given_up_is_gone_and_others_stay(tmp_path: Path) -> None:
    for name in ("one", "two"):
        download = Download(WANTED, tmp_path / name)
        download.pause()
        with pytest.raises(DownloadError):
            download.run(lambda _: None)
    (tmp_path / ".downloading-strange").mkdir()
    forget(tmp_path / "one")
    assert unfinished(tmp_path) == [Unfinished("two", WANTED, 0)]
