"""web.read: the text of a web page."""

import asyncio
import codecs
import re
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from duologue.core.tool_facts import ToolFacts, Values, own_numbers
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.untrusted import clean, clean_line
from duologue.tools.web.fetch import NO_TEXT_SAY, PAGES, WITHIN_S, FetchedDocument, Fetcher
from duologue.tools.web.settings import LONGEST_ASKED, WebSettings
from duologue.tools.web.telling import tell_page

KEPT_S = 300.0
READING_S = 10.0
"""How long finding the text in a page may take, in seconds."""
LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
MOST_READ = 800_000
"""Characters of a page, without scripts, in which its text is looked for: that takes the square of their number."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
"""What an address begins with; a colon before a digit is that of a port."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMED = re.compile(
    rb"<(?:meta|\?xml)[^>]{1,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_BULKY = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
_NAMED_WITHIN = 4096
"""Bytes at the beginning in which a page may name its encoding."""
_OF_PAGES = re.compile(
    r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp\d+|koi8-[rtu]|gb2312|gbk|gb18030|big5\w*|euc_\w+|shift_jis\w*|iso2022_jp\w*|tis-620"
)


class Pages:
    """The tool that reads pages."""

    def __init__(self, settings: WebSettings, fetcher: Fetcher) -> None:
        self._settings = settings
        self._fetcher = fetcher

    def tools(self) -> list[Tool]:
        """The tool."""
        url = Argument("url", Reads.URL, "address of the web page: wikipedia dot org")
        use = "reads a web page aloud: open this website, read the page"
        timeout_s = WITHIN_S + READING_S
        tool = Tool("web.read", use, self._read, (url,), online=True, timeout_s=timeout_s, kept_s=KEPT_S, facts=_READS)
        return [tool]

    def _read(self, request: Request) -> Coroutine[Any, Any, Answer]:
        self._settings.permit()
        url = request.text("url")
        return self._page(url if _SCHEME.match(url) else f"https://{url}")

    async def _page(self, url: str) -> Answer:
        fetched = await self._fetcher.get(url, PAGES)
        title, text = await asyncio.to_thread(read_page, fetched)
        if not text:
            raise ToolError(f"The page at {clean_line(fetched.url, 100)} has no text.", NO_TEXT_SAY)
        page = {"title": title, "text": text, "url": fetched.url}
        return Answer(page, tell_page(page))


def read_page(page: FetchedDocument) -> tuple[str, str]:
    """Title and text of a page, cleaned; "" for what it does not have. Takes a while: for a thread."""
    written = decoded(page)
    if page.kind not in _HTML:
        return "", clean(written, LONGEST_TEXT)
    from trafilatura import bare_extraction, html2txt, load_html  # noqa: PLC0415 - slow to import

    written = _lean(written)
    tree = load_html(written)  # never the bytes: those it would unpack, without a bound
    if tree is None:
        return "", ""
    title = tree.findtext(".//title") or ""
    document = bare_extraction(tree, include_comments=False)
    text = str(getattr(document, "text", None) or "") or html2txt(written)
    return clean_line(title, LONGEST_TITLE), clean(text, LONGEST_TEXT)


def _lean(html: str) -> str:
    """The beginning of a page without what is for the browser alone."""
    kept, at, inside = [], 0, ""
    for tag in _BULKY.finditer(html):
        name = tag[2].lower()
        if not inside and not tag[1]:
            kept.append(html[at : tag.start()])
            inside = name
        elif inside == name and tag[1]:
            at, inside = tag.start(), ""
    return "".join(kept if inside else [*kept, html[at:]])[:MOST_READ]


def decoded(page: FetchedDocument) -> str:
    """The characters of a page: as the server named their encoding, the page itself, or as is most common."""
    for mark, codec in _MARKS:
        if page.body.startswith(mark):
            return page.body[len(mark) :].decode(codec, "replace")
    named = _NAMED.search(page.body, 0, _NAMED_WITHIN) if page.kind in _HTML else None
    for name in (page.charset, named[1].decode("ascii") if named else ""):
        if codec := _codec(name):
            return page.body.decode(codec, "replace")
    try:
        return page.body.decode("utf-8")
    except UnicodeDecodeError:
        return page.body.decode("cp1252", "replace")


def _codec(name: str) -> str:
    """The codec of an encoding in which pages are written, "" for any other: some of Python's are none, or slow."""
    try:
        codec = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    if codec in ("ascii", "iso8859-1"):
        return "cp1252"  # as browsers read it
    return codec if _OF_PAGES.fullmatch(codec) else ""


def _question(arguments: Values) -> str:
    url = clean_line(str(arguments.get("url", "")), LONGEST_ASKED)
    try:
        site = urlsplit(url if _SCHEME.match(url) else f"https://{url}").hostname or url
    except ValueError:
        site = url
    return f"Read the page at {site.removeprefix('www.')}?"


_READS = ToolFacts(
    "Web page",
    asks=_question,
    leaves=True,
    ended_as="reading the page",
    also_called=frozenset(("page", "website", "site", "reading", "article")),
    numbers=own_numbers,
    tells=tell_page,
)
