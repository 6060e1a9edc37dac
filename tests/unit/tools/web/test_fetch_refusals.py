"""What must not be opened is not, however it is spelled and wherever it leads."""

import asyncio

import pytest

from duologue.tools.web.addresses import is_public
from duologue.tools.web.fetch import (
    MOST_REDIRECTS,
    NO_ADDRESS_SAY,
    OFFLINE_SAY,
    PAGES,
    REFUSED_SAY,
    SILENT_SAY,
    UNKNOWN_SAY,
    Fetcher,
    FetchError,
)
from helpers.fetching import HELLO, Names, attempt, fetched, fetcher, refused
from helpers.web_server import (
    HOST,
    NAME,
    answering,
    moved,
)

# ---- what must not be opened --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "say"),
    [
        ("file:///etc/passwd", NO_ADDRESS_SAY),
        ("ftp://example.org/", NO_ADDRESS_SAY),
        ("javascript:alert(1)", NO_ADDRESS_SAY),
        ("data:text/html,<p>hi", NO_ADDRESS_SAY),
        ("//example.org/", NO_ADDRESS_SAY),
        ("example.org", NO_ADDRESS_SAY),
        ("", NO_ADDRESS_SAY),
        ("http://", NO_ADDRESS_SAY),
        ("http://exa mple.org/", NO_ADDRESS_SAY),
        ("http://[::1", NO_ADDRESS_SAY),
        ("http://example.org:port/", NO_ADDRESS_SAY),
        ("http://example.org/\r\nX: y", NO_ADDRESS_SAY),
        ("http://example.org/" + "a" * 3000, NO_ADDRESS_SAY),
        ("http://user:secret@example.org/", REFUSED_SAY),
        ("http://token@example.org/", REFUSED_SAY),
    ],
)
def test_other_addresses_are_refused_before_anybody_is_asked(url: str, say: str) -> None:
    names = Names()
    with pytest.raises(FetchError) as caught:
        asyncio.run(fetcher(names).get(url, PAGES))
    assert caught.value.say == say
    assert names.asked == []
    assert "secret" not in caught.value.message
    assert len(caught.value.message) < 250


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.0.1", "100.64.0.1", "::1", "fd00::1"]
)
def test_a_host_at_a_private_address_is_refused(address: str) -> None:
    tried = attempt({"": answering(HELLO)}, by=fetcher(Names([address]), allows=is_public))
    assert tried.error is not None
    assert tried.error.say == REFUSED_SAY
    assert tried.server.asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    assert refused({"": answering(HELLO)}, by=fetcher(Names([HOST, "10.0.0.1"]))).say == REFUSED_SAY


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "017700000001", "[::ffff:127.0.0.1]"]
)
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    """With the real resolver, which is where the odd spellings are read."""
    tried = attempt({"": answering(HELLO)}, by=Fetcher(), host=host)
    assert tried.error is not None
    assert tried.error.say in (REFUSED_SAY, UNKNOWN_SAY, NO_ADDRESS_SAY, OFFLINE_SAY)
    assert tried.server.asked == []


@pytest.mark.parametrize(
    ("location", "say"),
    [
        ("http://169.254.169.254/latest/meta-data/", REFUSED_SAY),
        ("http://10.0.0.1/", REFUSED_SAY),
        ("//192.168.1.1/admin", REFUSED_SAY),
        ("http://[::1]/", REFUSED_SAY),
        ("http://[::ffff:10.0.0.1]/", REFUSED_SAY),
        ("https://user:pw@example.org/", REFUSED_SAY),
        ("file:///etc/passwd", NO_ADDRESS_SAY),
        ("javascript:alert(1)", NO_ADDRESS_SAY),
        ("gopher://example.org/", NO_ADDRESS_SAY),
        ("http://exa mple.org:x/", NO_ADDRESS_SAY),
    ],
)
def test_a_redirect_is_looked_at_anew(location: str, say: str) -> None:
    tried = attempt({"/": moved(location), "": answering(HELLO)})
    assert tried.error is not None
    assert tried.error.say == say
    assert tried.server.paths == ["/"]


def test_a_redirect_to_a_name_of_this_network_is_refused() -> None:
    tried = attempt({"/": moved("http://router.test/")}, by=fetcher(Names([HOST], ["192.168.1.1"])))
    assert tried.error is not None
    assert tried.error.say == REFUSED_SAY


def test_redirects_come_to_an_end() -> None:
    routes = {f"/{at}": moved(f"/{at + 1}") for at in range(20)}
    tried = attempt(routes, "/0")
    assert tried.error is not None
    assert tried.error.say == SILENT_SAY
    assert len(tried.server.asked) == 1 + MOST_REDIRECTS


def test_the_connection_is_made_to_the_address_that_was_looked_at() -> None:
    """A name server that gives another answer the second time is not asked a second time."""
    names = Names([HOST], ["10.0.0.1"])
    assert fetched({"/": answering(HELLO)}, by=fetcher(names)).body == HELLO.encode()
    assert names.asked == [NAME]


def test_a_host_that_moves_into_this_network_between_redirects_is_refused() -> None:
    names = Names([HOST], ["10.0.0.1"])
    tried = attempt({"/": moved("/there"), "/there": answering(HELLO)}, by=fetcher(names))
    assert tried.error is not None
    assert tried.error.say == REFUSED_SAY
    assert tried.server.paths == ["/"]


def test_a_server_that_the_user_chose_may_be_near_but_nothing_it_leads_to() -> None:
    by = fetcher(allows=is_public)
    assert fetched({"/": answering(HELLO)}, by=by, chosen=True).body == HELLO.encode()
    routes = {"/": moved("/same"), "/same": moved("http://other.test/"), "": answering(HELLO)}
    tried = attempt(routes, by=by, chosen=True)
    assert tried.error is not None
    assert tried.error.say == REFUSED_SAY
    assert tried.server.paths == ["/", "/same"]
