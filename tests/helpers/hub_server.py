"""A stand-in for the Hugging Face hub on this machine: what repositories hold, and their files, also from the middle.

It speaks as much of the hub's protocol as huggingface_hub asks for, and can fail as networks and servers do.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "c" * 40
LARGE = 1000
"""From so many bytes on a file is kept apart, with a sha256 and at another address, as large ones are there."""


@dataclass
class Hub:
    """files: of each repository, by path. The rest says how it fails, and what was asked of it.

    statuses: the answer to any address that holds the key, with the hub's code for it. cuts: after how many bytes the
    next answers that send a file end. stall: an answer sends half and waits until it is set. lies: bytes that are sent
    in place of a file's own.
    """

    address: str = ""
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    statuses: dict[str, tuple[int, str]] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    stall: threading.Event | None = None
    lies: dict[str, bytes] = field(default_factory=dict)
    ranges: bool = True
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and range of each request."""
    agents: set[str] = field(default_factory=set)

    def publish(self, repo: str, folder: Path) -> None:
        """Puts the files of a folder into a repository."""
        paths = [path for path in folder.rglob("*") if path.is_file()]
        self.files[repo] = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    @property
    def large(self) -> str:
        """Where large files are: another host, as far as clients can tell."""
        return self.address.replace("127.0.0.1", "localhost")

    def fetched(self) -> list[str]:
        """Which files were asked for, in order."""
        return [path.partition("/resolve/")[2].partition("/")[2] for way, path, _ in self.asked if "/resolve/" in path]


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Answers for a hub while the block runs; its address is set."""

    class Handler(_Handler):
        state = hub

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        if hub.stall is not None:
            hub.stall.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Hub

    def log_message(self, *_: object) -> None: ...

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def do_CONNECT(self) -> None:
        self._send(407, {"Proxy-Authenticate": "Basic"})

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.state.asked.append((self.command, path, self.headers.get("Range", "")))
        self.state.agents.add(self.headers.get("User-Agent", ""))
        for part, (status, code) in self.state.statuses.items():
            if part in path:
                self._send(status, {"X-Error-Code": code} if code else {})
                return
        if path.startswith("/api/models/"):
            repo, _, revision = path.removeprefix("/api/models/").partition("/revision/")
            repo, _, tree = repo.partition("/tree/")
            self._list(repo) if tree else self._describe(repo, revision or "main")
        elif path.startswith("/large/"):
            repo, _, name = path.removeprefix("/large/").partition("/+/")
            self._send_file(self.state.lies.get(name, self.state.files[repo][name]), {})
        else:
            repo, _, rest = path[1:].partition("/resolve/")
            self._resolve(repo, rest.partition("/")[2])

    def _describe(self, repo: str, revision: str) -> None:
        files = self.state.files.get(repo)
        if files is None:
            self._send(404, {"X-Error-Code": "RepoNotFound"})
        elif revision not in ("main", COMMIT):
            self._send(404, {"X-Error-Code": "RevisionNotFound"})
        else:
            siblings = [_sibling(path, content) for path, content in files.items()]
            body = json.dumps({"id": repo, "sha": COMMIT, "siblings": siblings}).encode()
            self._send(200, {"Content-Type": "application/json"}, body)

    def _list(self, repo: str) -> None:
        entries = [_entry(path, content) for path, content in self.state.files[repo].items()]
        self._send(200, {"Content-Type": "application/json"}, json.dumps(entries).encode())

    def _resolve(self, repo: str, name: str) -> None:
        content = self.state.files.get(repo, {}).get(name)
        if content is None:
            self._send(404, {"X-Error-Code": "EntryNotFound"})
            return
        told = {"X-Repo-Commit": COMMIT, "ETag": f'"{_git_digest(content)}"'}
        if len(content) >= LARGE:
            linked = {"X-Linked-Size": str(len(content)), "X-Linked-Etag": f'"{hashlib.sha256(content).hexdigest()}"'}
            self._send(302, {**told, **linked, "Location": self.state.large + f"/large/{repo}/+/{name}"})
        else:
            self._send_file(self.state.lies.get(name, content), told)

    def _send_file(self, content: bytes, told: dict[str, str]) -> None:
        begin, status = 0, 200
        if self.state.ranges and (wanted := self.headers.get("Range")):
            begin, status = int(wanted.removeprefix("bytes=").partition("-")[0]), 206
            told = {**told, "Content-Range": f"bytes {begin}-{len(content) - 1}/{len(content)}"}
        self._send(status, told, content[begin:])

    def _send(self, status: int, told: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**told, "Content-Length": str(len(body)), "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        large = status == 206 or self.path.startswith("/large/")
        if large and self.state.stall is not None:
            self.wfile.write(body[: len(body) // 2])
            self.state.stall.wait()
        elif large and self.state.cuts:
            self.wfile.write(body[: self.state.cuts.pop(0)])
        else:
            self.wfile.write(body)


def _sibling(path: str, content: bytes) -> dict[str, Any]:
    told: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": _git_digest(content)}
    if len(content) >= LARGE:
        told["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 134}
    return told


def _entry(path: str, content: bytes) -> dict[str, Any]:
    told: dict[str, Any] = {"type": "file", "path": path, "size": len(content), "oid": _git_digest(content)}
    if len(content) >= LARGE:
        told["lfs"] = {"oid": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 134}
    return told


def _git_digest(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
