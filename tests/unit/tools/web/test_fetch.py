"""Fetching, from a real server on loopback: what must not be opened is not, and nothing is without bounds."""

import asyncio
import gzip
import socket
import ssl
import tracemalloc

import pytest

from duologue.tools.web.fetch import (
    BROKEN_SAY,
    DATA,
    GARBLED_SAY,
    MOST_AT_ONCE,
    NO_TEXT_SAY,
    OFFLINE_ERROR,
    OFFLINE_SAY,
    PAGES,
    SILENT_SAY,
    TOO_LARGE_SAY,
    TOO_SLOW_SAY,
    UNKNOWN_SAY,
    UNSAFE_SAY,
    FetchError,
)
from helpers.fetching import HELLO, Failing, Names, attempt, fetched, fetcher, refused
from helpers.waiting import until
from helpers.web_server import (
    CERTIFICATE,
    HOST,
    NAME,
    answering,
    endless,
    moved,
    serving,
    stuck,
)

# ---- what goes well -----------------------------------------------------------------------------------------------


def test_a_page_comes_with_its_kind_and_encoding() -> None:
    page = fetched({"/": answering("<p>h\xe9".encode("latin-1"), "Text/HTML; charset=ISO-8859-1")})
    assert (page.kind, page.charset, page.body) == ("text/html", "iso-8859-1", b"<p>h\xe9")
    assert page.url.startswith(f"http://{NAME}:")


def test_nothing_that_identifies_the_user_is_sent() -> None:
    (asked,) = attempt({"/": answering(HELLO)}).server.asked
    assert asked.headers.pop("host").startswith(f"{NAME}:")
    assert asked.headers.pop("user-agent").startswith("duologue/")
    assert set(asked.headers) == {"accept", "accept-language", "accept-encoding", "connection"}


def test_a_packed_page_is_unpacked() -> None:
    assert fetched({"/": answering(gzip.compress(HELLO.encode()), Content_Encoding="gzip")}).body == HELLO.encode()


def test_redirects_are_followed_without_keeping_cookies() -> None:
    routes = {"/": moved("/there?a=b", Set_Cookie="id=7"), "/there": answering(HELLO)}
    tried = attempt(routes)
    assert tried.fetched is not None
    assert tried.fetched.url.endswith("/there?a=b")
    assert tried.server.paths == ["/", "/there?a=b"]
    assert all("cookie" not in asked.headers for asked in tried.server.asked)


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched({"/": answering(HELLO)}).body == HELLO.encode()


def test_where_one_address_of_a_host_is_dead_the_next_is_tried() -> None:
    by = fetcher(Names(["::1", HOST]), allows=lambda _: True)
    assert fetched({"/": answering(HELLO)}, by=by).body == HELLO.encode()


def test_data_is_read_as_json_or_refused() -> None:
    good = fetched({"/": answering('{"a": [1]}', "application/json")}, kinds=DATA)
    assert good.json() == {"a": [1]}
    for body in ("{", "\xff", "[" * 100_000):
        bad = fetched({"/": answering(body, "application/json")}, kinds=DATA)
        with pytest.raises(FetchError, match="valid JSON"):
            bad.json()


# ---- bounds -------------------------------------------------------------------------------------------------------


def test_an_endless_page_is_too_large() -> None:
    error = refused({"/": endless(bytes(10_000))}, most_bytes=100_000)
    assert (error.message, error.say) == (f"{NAME} sent more than 0.1 MB.", TOO_LARGE_SAY)


def test_a_page_that_says_how_large_it_is_is_not_waited_for() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999999999\r\n\r\n"
    assert refused({"/": stuck(head)}).say == TOO_LARGE_SAY


def test_a_small_page_that_unpacks_to_a_large_one_takes_no_memory() -> None:
    bomb = answering(gzip.compress(bytes(100_000_000)), Content_Encoding="gzip")
    assert len(bomb) < 200_000
    tracemalloc.start()
    try:
        error = refused({"/": bomb}, most_bytes=1_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert error.say == TOO_LARGE_SAY
    assert peak < 20_000_000


def test_what_follows_a_packed_page_counts_as_well() -> None:
    error = refused({"/": endless(gzip.compress(HELLO.encode()), Content_Encoding="gzip")}, most_bytes=100_000)
    assert error.say == TOO_LARGE_SAY


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "zstd"])
def test_what_is_packed_otherwise_is_refused(packing: str) -> None:
    assert refused({"/": answering(HELLO, Content_Encoding=packing)}).say == GARBLED_SAY


@pytest.mark.parametrize(
    "begin", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>wait"], ids=["head", "body"]
)
def test_what_does_not_come_is_given_up(begin: bytes) -> None:
    error = refused({"/": stuck(begin)}, within_s=0.3)
    assert error.message.endswith("took longer than 0.3 seconds.")
    assert error.say == TOO_SLOW_SAY


def test_many_at_once_wait_for_their_turn() -> None:
    async def run() -> None:
        async with serving({"/": stuck(), "/quick": answering(HELLO)}) as server:
            by, url = fetcher(), f"http://{NAME}:{server.port}/"
            waiting = [asyncio.gather(by.get(url, PAGES)) for _ in range(MOST_AT_ONCE)]
            await until(lambda: len(server.asked) == MOST_AT_ONCE)
            last = asyncio.gather(by.get(f"{url}quick", PAGES))
            await asyncio.sleep(0.05)
            assert len(server.asked) == MOST_AT_ONCE
            for get in waiting:
                get.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            assert (await last)[0].body == HELLO.encode()

    asyncio.run(run())


def test_a_call_that_is_cancelled_closes_the_connection() -> None:
    async def run() -> None:
        async with serving({"/": stuck()}) as server:
            get = asyncio.gather(fetcher().get(f"http://{NAME}:{server.port}/", PAGES))
            await until(lambda: bool(server.asked))
            get.cancel()
            with pytest.raises(asyncio.CancelledError):
                await get
            await until(lambda: server.left == 1)

    asyncio.run(run())


# ---- what fails ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["image/png", "application/octet-stream", "application/pdf", "application/json", "text/css", ""]
)
def test_what_is_not_a_page_is_refused(kind: str) -> None:
    error = refused({"/": answering(b"\x89PNG", kind)})
    assert error.say == NO_TEXT_SAY
    assert (kind or "something unnamed") in error.message


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "does not exist"), (410, "any more"), (403, "let me in"), (429, "Try again later"), (500, "a problem"),
     (503, "a problem"), (418, "refuses"), (304, "refuses")],
)  # fmt: skip
def test_a_status_is_told(status: int, said: str) -> None:
    error = refused({"/": answering("no", status=status)})
    assert error.status == status
    assert error.message == f"{NAME} answered with status {status}."
    assert said in error.say


@pytest.mark.parametrize(
    "answer",
    [answering(HELLO)[:-3], b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b""],
    ids=["cut short", "another protocol", "nothing"],
)
def test_a_broken_answer_is_told(answer: bytes) -> None:
    assert refused({"/": answer}).say == BROKEN_SAY


def test_a_damaged_answer_is_told() -> None:
    assert refused({"/": answering(b"\x1f\x8b\x08broken", Content_Encoding="gzip")}).say == GARBLED_SAY


def test_without_a_network_that_is_said() -> None:
    no_network = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    for by in (fetcher(Failing(no_network)), fetcher(Failing(socket.gaierror(socket.EAI_NONAME, "?")), online=False)):
        error = refused({}, by=by)
        assert (error.message, error.say) == (OFFLINE_ERROR, OFFLINE_SAY)


@pytest.mark.parametrize("error", [socket.gaierror(socket.EAI_NONAME, "?"), UnicodeError("label too long")])
def test_a_host_that_is_not_there_is_told(error: Exception) -> None:
    told = refused({}, by=fetcher(Failing(error)))
    assert (told.message, told.say) == (f"There is no host '{NAME}'.", UNKNOWN_SAY)


def test_a_host_that_takes_no_connection_is_told() -> None:
    with socket.socket() as closed:
        closed.bind((HOST, 0))
        url = f"http://{NAME}:{closed.getsockname()[1]}/"
        for online, say in ((True, SILENT_SAY), (False, OFFLINE_SAY)):
            with pytest.raises(FetchError) as caught:
                asyncio.run(fetcher(online=online).get(url, PAGES))
            assert caught.value.say == say


# ---- safe connections ---------------------------------------------------------------------------------------------


def test_the_certificate_must_be_trusted() -> None:
    tried = attempt({"/": answering(HELLO)}, secure=True)
    assert tried.error is not None
    assert tried.error.say == UNSAFE_SAY
    assert "certificate" in tried.error.message
    assert tried.server.asked == []


def test_the_certificate_is_checked_against_the_name_and_not_the_address() -> None:
    trusting = ssl.create_default_context(cafile=CERTIFICATE)
    tried = attempt({"/": answering(HELLO)}, by=fetcher(tls=trusting), secure=True)
    assert tried.error is None
    assert tried.server.names == [NAME]
    assert tried.server.asked[0].headers["host"].startswith(f"{NAME}:")
    other = attempt({"/": answering(HELLO)}, by=fetcher(tls=trusting), secure=True, host="other.test")
    assert other.error is not None
    assert other.error.say == UNSAFE_SAY


def test_a_server_without_tls_is_not_safe() -> None:
    async def run() -> None:
        async with serving({"/": answering(HELLO)}) as server:
            await fetcher().get(f"https://{NAME}:{server.port}/", PAGES)

    with pytest.raises(FetchError) as caught:
        asyncio.run(run())
    assert caught.value.say == UNSAFE_SAY
