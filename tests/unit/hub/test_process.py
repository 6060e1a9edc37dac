"""What the process of a download does, with the hub's own library, against a server that speaks the hub's protocol."""

import errno
import os
import random
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest
from huggingface_hub import constants
from huggingface_hub.utils import close_session

from duologue.hub import process, repository
from duologue.hub.download import Wanted
from helpers.hub_server import COMMIT, Hub, serving
from helpers.tiny_bundle import write_tiny_bundle

REPO = "somebody/tiny"
BUNDLE = Wanted(REPO, listing="bundle.json")
MODEL = Wanted("somebody/model", inside="cpu/int4")
LARGE = random.Random(1).randbytes(40_000)


def at(patch: pytest.MonkeyPatch, address: str) -> None:
    """Has the library look for the hub at an address, as HF_ENDPOINT does."""
    patch.setattr(constants, "ENDPOINT", address)
    patch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", address + "/{repo_id}/resolve/{revision}/{filename}")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a bundle. The library's client lives as long as it."""
    yield write_tiny_bundle(tmp_path_factory.mktemp("published"))
    close_session()


@pytest.fixture
def hub(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    for name in [name for name in os.environ if name.lower().endswith("_proxy") or name.startswith("HF_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1000)
    state = Hub()
    state.publish(REPO, published)
    state.files[MODEL.repo] = {
        "README.md": b"About it.",
        "cpu/int4/genai_config.json": b"{}",
        "cpu/int4/model.onnx.data": LARGE,
        "gpu/model.onnx.data": LARGE[::-1],
    }
    with serving(state):
        at(monkeypatch, state.address)
        yield state


def download(folder: Path, wanted: Wanted) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    whole = process.download(folder, wanted, told.append)
    assert whole == ("whole" in told[-1])
    return told


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_library_itself_gets_the_same_from_the_stand_in(hub: Hub, tmp_path: Path) -> None:
    snapshot = huggingface_hub.snapshot_download(MODEL.repo, local_dir=tmp_path / "theirs", endpoint=hub.address)
    theirs = {path: data for path, data in contents(Path(snapshot)).items() if not path.startswith(".cache")}
    assert theirs == hub.files[MODEL.repo]
    one = huggingface_hub.hf_hub_download(
        MODEL.repo, "cpu/int4/model.onnx.data", cache_dir=tmp_path / "cache", endpoint=hub.address
    )
    assert Path(one).read_bytes() == LARGE
    assert COMMIT in one
    assert any(method == "HEAD" for method, _, _ in hub.asked)


def test_a_bundle_is_fetched_whole_and_what_it_does_not_list_is_not(hub: Hub, tmp_path: Path) -> None:
    hub.files[REPO]["README.md"] = b"About it."
    told = download(tmp_path / "d", BUNDLE)
    expected = {path: data for path, data in hub.files[REPO].items() if path != "README.md"}
    assert contents(tmp_path / "d" / "files") == expected
    assert told[0]["listing"] == expected["bundle.json"].decode()
    size = sum(map(len, expected.values()))
    assert told[-2] == {"done": size, "total": size}
    done = [line["done"] for line in told if "done" in line]
    assert done == sorted(done)


def test_a_folder_of_a_repository_is_fetched_without_the_others(hub: Hub, tmp_path: Path) -> None:
    assert download(tmp_path / "d", MODEL)[-1] == {"whole": True}
    assert contents(tmp_path / "d" / "files") == {"genai_config.json": b"{}", "model.onnx.data": LARGE}
    assert not any("gpu" in name or "README" in name for name in hub.fetched())


def test_nothing_is_told_about_this_machine(hub: Hub, tmp_path: Path) -> None:
    download(tmp_path / "d", MODEL)
    assert all(agent.startswith(("duologue/", "unknown/")) for agent in hub.agents)
    assert not any("torch" in agent or "agent/" in agent for agent in hub.agents)
    assert {path.split("/")[1] for _, path, _ in hub.asked} <= {"api", "somebody", "large"}


def test_a_cut_connection_is_taken_up_where_it_broke_off(hub: Hub, tmp_path: Path) -> None:
    hub.cuts = [12_345, 9_999]
    assert download(tmp_path / "d", MODEL)[-1] == {"whole": True}
    assert contents(tmp_path / "d" / "files")["model.onnx.data"] == LARGE
    ranges = [wanted for _, path, wanted in hub.asked if path.startswith("/large/")]
    assert ranges == ["", "bytes=12000-", "bytes=21000-"]


def test_what_is_there_is_kept_and_only_the_rest_is_fetched_by_the_next(hub: Hub, tmp_path: Path) -> None:
    hub.cuts = [20_000, *[0] * 5]
    told = download(tmp_path / "d", MODEL)
    assert told[-1]["error"] == "download.cut"
    assert told[-1]["message"].endswith("was cut. What is there is kept; download again to go on.")
    hub.asked.clear()
    told = download(tmp_path / "d", MODEL)
    assert told[-1] == {"whole": True}
    assert next(line["done"] for line in told if "done" in line) > 20_000 - 2
    assert [wanted for _, path, wanted in hub.asked if path.startswith("/large/")] == ["bytes=20000-"]
    assert contents(tmp_path / "d" / "files")["model.onnx.data"] == LARGE


def test_a_server_that_cannot_begin_in_the_middle_begins_anew(hub: Hub, tmp_path: Path) -> None:
    hub.cuts, hub.ranges = [20_000], False
    assert download(tmp_path / "d", MODEL)[-1] == {"whole": True}
    assert contents(tmp_path / "d" / "files")["model.onnx.data"] == LARGE


@pytest.mark.parametrize("path", ["genai_config.json", "model.onnx.data"])
def test_a_file_that_is_not_what_its_digest_says_is_deleted_and_named(hub: Hub, tmp_path: Path, path: str) -> None:
    right = hub.files[MODEL.repo][f"cpu/int4/{path}"]
    hub.lies[f"cpu/int4/{path}"] = right[:-1] + b"!"
    told = download(tmp_path / "d", MODEL)
    assert told[-1]["error"] == "download.digest"
    assert told[-1]["message"].startswith(f"cpu/int4/{path} of somebody/model is not the file")
    hub.lies.clear()
    assert download(tmp_path / "d", MODEL)[-1] == {"whole": True}


def test_a_bundle_whose_file_is_not_the_one_it_lists_is_refused(hub: Hub, tmp_path: Path) -> None:
    hub.files[REPO]["core/core.json"] = b"x" * len(hub.files[REPO]["core/core.json"])
    assert download(tmp_path / "d", BUNDLE)[-1]["error"] == "download.digest"


def test_a_newer_version_takes_the_place_of_what_was_fetched_of_the_older(hub: Hub, tmp_path: Path) -> None:
    hub.cuts = [20_000, *[0] * 5]
    hub.files[MODEL.repo]["cpu/int4/a_first.txt"] = b"gone later"
    download(tmp_path / "d", MODEL)
    del hub.files[MODEL.repo]["cpu/int4/a_first.txt"]
    hub.files[MODEL.repo] |= {"cpu/int4/genai_config.json": b"[]", "cpu/int4/model.onnx.data": LARGE[::-1]}
    assert download(tmp_path / "d", MODEL)[-1] == {"whole": True}
    assert contents(tmp_path / "d" / "files") == {"genai_config.json": b"[]", "model.onnx.data": LARGE[::-1]}


@pytest.mark.parametrize(
    ("address", "answer", "code", "said"),
    [
        ("/api/", (404, "RepoNotFound"), "missing", "or it is private: check the name; if it is private, log in with"),
        ("/api/", (401, "RepoNotFound"), "missing", "has no somebody/model, or it is private"),
        ("/api/", (401, ""), "login", "does not let you have somebody/model: log in with `hf auth login` or set HF_T"),
        ("/api/", (403, "GatedRepo"), "login", "is for those who accepted its terms: do so on http"),
        ("/api/", (404, "RevisionNotFound"), "missing", "has no version 'main': give another with --revision."),
        ("/resolve/", (404, "EntryNotFound"), "missing", "somebody/model lacks genai_config.json: tell its owner."),
        ("/api/", (503, ""), "server", "has a problem (503). What is there is kept; download again to go on, later."),
        ("/large/", (503, ""), "server", "has a problem (503). What is there is kept; download again to go on, later."),
        ("/api/", (429, ""), "server", "is asked too often: wait some minutes."),
        ("/api/", (407, ""), "proxy", "The proxy wants a name and password"),
        ("/api/", (418, ""), "server", "refused the download (418)"),
    ],
)
def test_what_a_server_refuses_is_one_sentence_that_says_what_to_do(
    hub: Hub, tmp_path: Path, *, address: str, answer: tuple[int, str], code: str, said: str
) -> None:
    hub.statuses[address] = answer
    failed = download(tmp_path / "d", MODEL)[-1]
    assert failed["error"] == f"download.{code}"
    assert said in failed["message"]
    assert failed["message"].endswith(".")
    assert "\n" not in failed["message"]


def test_a_repository_without_bundle_or_folder_is_named(hub: Hub, tmp_path: Path) -> None:
    assert "it has no bundle.json" in download(tmp_path / "d", Wanted(MODEL.repo, listing="bundle.json"))[-1]["message"]
    assert "has no files in 'npu'" in download(tmp_path / "e", Wanted(MODEL.repo, inside="npu"))[-1]["message"]


@pytest.mark.parametrize(
    ("listing", "said"),
    [
        (b"[]", "does not list its files"),
        (b"{", "that is not JSON"),
        (b'{"files": {"gone.onnx": {"bytes": 1, "sha256": "00"}}}', "lacks gone.onnx, which its bundle.json lists"),
        (b'{"files": {"README.md": {"bytes": 1, "sha256": "../../x"}}}', "tells no digest of README.md"),
        (b'{"files": {"../escape": {"bytes": 1, "sha256": "00"}}}', "a file that belongs nowhere: '../escape'"),
    ],
)
def test_a_listing_that_cannot_be_followed_is_refused(hub: Hub, tmp_path: Path, listing: bytes, said: str) -> None:
    hub.files[REPO] |= {"bundle.json": listing, "README.md": b"r", "../escape": b"e"}
    failed = download(tmp_path / "d", BUNDLE)[-1]
    assert failed["error"] == "download.unfit"
    assert said in failed["message"]
    assert not list(tmp_path.rglob("escape"))


def test_room_is_looked_for_before_anything_large_is_fetched(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=200_000_000))
    failed = download(tmp_path / "d", MODEL)[-1]
    assert failed["error"] == "output.full"
    assert failed["message"] == f"200 MB must be free in {tmp_path}, and 200 MB are: free some space, then go on."
    assert hub.fetched() == []


def test_a_disk_that_becomes_full_keeps_what_is_there(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(repository, "http_get", full)
        assert download(tmp_path / "d", MODEL)[-1]["error"] == "output.full"
    assert download(tmp_path / "d", MODEL)[-1] == {"whole": True}


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def nobody(hub: Hub, patch: pytest.MonkeyPatch) -> None:
    at(patch, f"http://127.0.0.1:{closed_port()}")


def proxy_that_refuses(hub: Hub, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("HTTPS_PROXY", hub.address)
    at(patch, "https://hub.test")


def proxy_that_is_not_there(hub: Hub, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    at(patch, "http://hub.test")


@pytest.fixture
def proxies() -> Iterator[None]:
    """The library reads the environment when it opens its client."""
    close_session()
    yield
    close_session()


def offline(hub: Hub, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(constants, "HF_HUB_OFFLINE", True)


@pytest.mark.usefixtures("proxies")
@pytest.mark.parametrize(
    ("arrange", "code", "said"),
    [
        (nobody, "network", "check the network. What is there is kept; download again to go on."),
        (proxy_that_refuses, "proxy", "The proxy refused the connection to hub.test (407"),
        (proxy_that_is_not_there, "network", "hub.test cannot be reached"),
        (offline, "offline", "HF_HUB_OFFLINE is set"),
    ],
)
def test_without_a_way_to_the_hub_the_sentence_says_where_to_look(
    hub: Hub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    arrange: Callable[[Hub, pytest.MonkeyPatch], None],
    code: str,
    said: str,
) -> None:
    arrange(hub, monkeypatch)
    failed = download(tmp_path / "d", MODEL)[-1]
    assert failed["error"] == f"download.{code}"
    assert said in failed["message"]


@pytest.mark.usefixtures("proxies")
def test_a_proxy_of_the_environment_is_used(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", hub.address)
    at(monkeypatch, "http://hub.test")
    assert download(tmp_path / "d", MODEL)[-1] == {"whole": True}


def test_two_do_not_download_the_same_at_once(hub: Hub, tmp_path: Path) -> None:
    second: list[dict[str, Any]] = []

    def tell(line: dict[str, Any]) -> None:
        if not second:
            second.extend(download(tmp_path / "d", MODEL))

    assert process.download(tmp_path / "d", MODEL, tell)
    assert second[-1]["error"] == "download.busy"
