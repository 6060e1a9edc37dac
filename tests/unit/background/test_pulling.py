"""Ollama fetches a model: its stream is read as progress, its end, or one clear sentence."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from duologue.background.pulling import Pull
from duologue.core.errors import PAUSED, DownloadError
from duologue.core.helper_program import Progress


@contextmanager
def ollama(*lines: object, status: int = 200) -> Iterator[tuple[str, list[Any]]]:
    """A server that answers a pull with these lines; its address and what it was asked."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def do_POST(self) -> None:
            asked.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(status)
            self.end_headers()
            for line in lines:
                self.wfile.write(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def layer(digest: str, completed: int | None, total: int) -> dict[str, object]:
    told = {"status": f"pulling {digest}", "digest": digest, "total": total}
    return told if completed is None else {**told, "completed": completed}


BEGUN = ({"status": "pulling manifest"}, layer("sha256:a", None, 900), layer("sha256:a", 300, 900))


def test_progress_is_that_of_all_layers_and_success_ends_it() -> None:
    seen: list[Progress] = []
    with ollama(*BEGUN, layer("sha256:b", 50, 100), {"status": "success"}) as (address, asked):
        Pull("small:1b", address).run(seen.append)
    assert [(each.done, each.total) for each in seen] == [(0, 900), (300, 900), (350, 1000)]
    assert asked == [("/api/pull", {"model": "small:1b", "stream": True})]


def test_a_pause_ends_it_with_the_next_line() -> None:
    with ollama(*BEGUN, {"status": "success"}) as (address, _):
        pull = Pull("small:1b", address)
        with pytest.raises(DownloadError) as paused:
            pull.run(lambda _: pull.pause())
    assert paused.value.code == PAUSED


@pytest.mark.parametrize(
    ("lines", "status", "said"),
    [
        (({"error": "pull model manifest: file does not exist"},), 200, "cannot fetch small:1b: pull model manifest"),
        (({"error": "no such model"},), 404, "cannot fetch small:1b: no such model."),
        (BEGUN, 200, "broke off the download of small:1b. What is there is kept; download again to go on."),
        ((*BEGUN, b"<html>"), 200, "broke off the download"),
    ],
)
def test_what_goes_wrong_is_one_sentence(lines: tuple[object, ...], status: int, said: str) -> None:
    with ollama(*lines, status=status) as (address, _), pytest.raises(DownloadError, match=said):
        Pull("small:1b", address).run(lambda _: None)


def test_where_nobody_answers_it_says_what_to_start() -> None:
    with ollama() as (address, _):
        pass
    with pytest.raises(DownloadError, match="Ollama does not answer on this machine: start it"):
        Pull("small:1b", address).run(lambda _: None)
