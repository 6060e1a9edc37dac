"""web.read: the text of pages as they come, and what is no text."""

import asyncio
import gzip
import tracemalloc

import pytest

from duologue.tools.base import Answer, Request, ToolError
from duologue.tools.web.fetch import NO_ADDRESS_SAY, NO_TEXT_SAY, FetchedDocument, Fetcher
from duologue.tools.web.pages import LONGEST_TEXT, LONGEST_TITLE, Pages, read_page
from duologue.tools.web.settings import OFF_ERROR, WebSettings
from helpers.web_server import HOST, answering, serving

PARAGRAPH = "The museum opens at nine and closes at five on every day but Monday, and children enter for free."
HTML = f"""<!doctype html><html><head><title>Museum of Clocks</title><meta charset="utf-8"></head><body>
<nav><a href="/">Home</a> <a href="/shop">Shop</a></nav>
<article><h1>Museum of Clocks</h1><p>{PARAGRAPH}</p><p>It was founded in Zürich in 1902 by a watchmaker who left it
forty clocks, of which thirty-eight still run.</p></article>
<footer>Cookies</footer></body></html>"""


def page(body: str | bytes, kind: str = "text/html", charset: str = "") -> FetchedDocument:
    return FetchedDocument("https://museum.test/", kind, charset, body.encode() if isinstance(body, str) else body)


def read(url: str, answer: bytes = b"", settings: WebSettings | None = None) -> Answer:
    """What comes of a call. {port} in the address is that of a server that gives the answer."""

    async def here(host: str, port: int) -> list[str]:
        return [HOST]

    async def run() -> Answer:
        async with serving({"/": answer}) as server:
            (tool,) = Pages(settings or WebSettings(), Fetcher(allows=lambda a: a == HOST, resolve=here)).tools()
            answered = tool.run(Request("c1", tool.check({"url": url.format(port=server.port)}), 0.0, 0.0, 0.0))
            assert not isinstance(answered, Answer)
            return await answered

    return asyncio.run(run())


def test_a_page_is_read() -> None:
    answer = read("http://museum.test:{port}/", answering(HTML, "text/html; charset=utf-8"))
    assert answer.result["title"] == "Museum of Clocks"
    assert PARAGRAPH in answer.result["text"]
    assert "Zürich" in answer.result["text"]
    assert "Cookies" not in answer.result["text"]
    assert answer.result["url"].startswith("http://museum.test:")
    assert answer.say.startswith(f"Museum of Clocks. {PARAGRAPH[:20]}") or PARAGRAPH[:20] in answer.say


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("", "utf-8"),
        ("iso-8859-1", "latin-1"),
        ("nonsense", "utf-8"),
        ("punycode", "utf-8"),
        ("zlib", "utf-8"),
        ("", "cp1252"),
        ("utf-16", "utf-16"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_letters_come_out_right_whatever_the_encoding(charset: str, codec: str) -> None:
    html = HTML if codec == "utf-8" else HTML.replace('<meta charset="utf-8">', "")
    _, text = read_page(page(html.encode(codec), charset=charset))
    assert "Zürich" in text


def test_an_encoding_that_the_page_names_is_used() -> None:
    html = HTML.replace("utf-8", "iso-8859-2").replace("Zürich", "Łódź")
    assert "Łódź" in read_page(page(html.encode("iso-8859-2")))[1]


def test_a_body_that_is_packed_without_saying_so_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    try:
        read_page(page(bomb))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_plain_text_is_read_as_it_is() -> None:
    assert read_page(page("First line.\n\n\n\nSecond\u202e line.", "text/plain")) == ("", "First line.\n\nSecond line.")


def test_title_and_text_are_bounded() -> None:
    sentences = "".join(
        f"<p>Clock number {at} was built in the year {1400 + at} and still strikes.</p>" for at in range(3000)
    )
    title, text = read_page(page(f"<html><head><title>{'Clock ' * 500}</title></head><body>{sentences}</body></html>"))
    assert len(title) <= LONGEST_TITLE
    assert 1000 < len(text) <= LONGEST_TEXT


@pytest.mark.parametrize(
    "body",
    ["", "   ", "<html></html>", "<html><body><img src=x></body></html>", "\x00\x01\x02", "<" * 1000],
    ids=["nothing", "blanks", "empty", "picture", "bytes", "brackets"],
)
def test_a_page_without_text_says_so(body: str) -> None:
    with pytest.raises(ToolError) as caught:
        read("http://museum.test:{port}/", answering(body))
    assert caught.value.say == NO_TEXT_SAY


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + "deep",
        "<table><tr><td>" * 5_000,
        "<p>" + "&amp;" * 50_000,
        "<a href='" + "x" * 10**6,
        "<script>" * 10**5,
    ],
)
def test_odd_pages_are_read_without_failing(body: str) -> None:
    title, text = read_page(page(body))
    assert len(title) + len(text) <= LONGEST_TITLE + LONGEST_TEXT


def test_scripts_do_not_hide_the_text_however_large_they_are() -> None:
    script = "<SCRIPT type=x>" + "var a = '<p>no</p>';" * 100_000 + "</script >"
    assert PARAGRAPH in read_page(page(HTML.replace("<nav>", f"{script}<style>p {{}}</style><nav>")))[1]
    assert "no" not in read_page(page(HTML.replace("</body>", "<script>no")))[1].split()


def test_an_address_without_a_beginning_is_one_of_the_safe_web() -> None:
    with pytest.raises(ToolError) as caught:
        read("museum.test:{port}/", answering(HTML))
    assert "is not safe" in caught.value.message


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,hi", "file:///etc/passwd", "mailto:a@b.test"])
def test_what_is_no_page_is_not_opened(url: str) -> None:
    with pytest.raises(ToolError) as caught:
        read(url)
    assert caught.value.say == NO_ADDRESS_SAY


def test_where_the_internet_is_turned_off_it_fails_at_once() -> None:
    with pytest.raises(ToolError, match="turned off"):
        read("https://museum.test/", settings=WebSettings("off"))
    assert OFF_ERROR.startswith("The internet")
