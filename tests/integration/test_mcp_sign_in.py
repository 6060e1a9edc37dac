"""Signing in to MCP servers, with a place that signs users in as OAuth 2.1 has it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from duologue.tools.base import ToolOutcome
from duologue.tools.consent import Consent
from duologue.tools.mcp import sign_in
from duologue.tools.mcp.config import ServerConfig, SignIn
from duologue.tools.mcp.hub import Hub, ServerStatus
from duologue.tools.mcp.restarts import State, WaitLimits
from duologue.tools.registry import Toolbox
from helpers.mcp_world import run
from helpers.memory_drawer import MemoryDrawer
from helpers.signing_server import Browser, SigningServer, signing_server
from helpers.waiting import until

LIMITS = WaitLimits(connect=60.0, quiet=30.0, delays=(0.0, 0.0))
NAME = "sign-in/garden"
WANTS = "The MCP server 'garden' wants you to sign in."
HINT = "Menu, Tools and servers…, Sign in."


@pytest.fixture
def server() -> Iterator[SigningServer]:
    with signing_server() as server:
        yield server


class World:
    """One run of the program, with a server that wants a sign-in. drawer: outlives it."""

    def __init__(self, drawer: MemoryDrawer, browser: Browser) -> None:
        self.drawer, self.browser = drawer, browser
        self.notices: list[tuple[str, str]] = []
        self.hub = Hub(
            lambda _, message, action: self.notices.append((message, action)),
            limits=LIMITS,
            open_address=browser,
            drawer=drawer,
        )
        self.box = Toolbox(datetime.now(UTC), consent=Consent("allow"))
        self.hub.attach(self.box)
        self._calls = 0

    @property
    def status(self) -> ServerStatus:
        return self.hub.statuses[0]

    async def settled(self, state: State) -> None:
        await until(lambda: self.status.state is state)

    async def look(self) -> ToolOutcome:
        self._calls += 1
        self.box.call(f"c{self._calls}", "garden.look", {}, 0.0)
        outcomes: list[ToolOutcome] = []

        def ended() -> bool:
            outcomes.extend(item for item in self.box.due(1e9) if isinstance(item, ToolOutcome))
            return bool(outcomes)

        await until(ended)
        return outcomes[0]


@asynccontextmanager
async def world(
    server: SigningServer,
    drawer: MemoryDrawer | None = None,
    browser: Browser | None = None,
    *,
    by_user: bool = False,
    known: SignIn | None = None,
) -> AsyncIterator[World]:
    here = World(drawer or MemoryDrawer(), browser or Browser())
    here.hub.use([ServerConfig("garden", url=server.url, sign_in=known or SignIn())], by_user=by_user)
    try:
        yield here
    finally:
        await here.hub.close()
        await here.box.close()


def signed_in(server: SigningServer) -> MemoryDrawer:
    """What lies in the keyring after somebody has signed in."""
    drawer = MemoryDrawer()

    async def first() -> None:
        async with world(server, drawer, by_user=True) as here:
            await here.settled(State.RUNNING)

    run(first())
    server.asked.clear()
    return drawer


def good_for(drawer: MemoryDrawer, seconds: float) -> None:
    """Has the tokens be good for so long from now on."""
    kept = json.loads(drawer.kept[NAME])
    drawer.kept[NAME] = json.dumps(kept | {"until_s": datetime.now(UTC).timestamp() + seconds})


def free(address: str) -> bool:
    """Nobody waits for the browser any more."""
    back = urlsplit(parse_qs(urlsplit(address).query)["redirect_uri"][0])
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", back.port)) != 0


# ---- signing in ----------------------------------------------------------------------------------------------------


def test_a_user_who_adds_a_server_signs_in_in_the_browser_and_its_tools_join(server: SigningServer) -> None:
    async def test() -> None:
        async with world(server, by_user=True) as here:
            await here.settled(State.RUNNING)
            assert (await here.look()).say == "A garden."
            assert here.status.may_sign_out
            assert not here.status.wants_sign_in
            assert here.browser.page.count("You are signed in.") == 1
            assert len(here.browser.opened) == 1
            assert "secret-access-1" in here.drawer.kept[NAME]
            assert "secret" not in str((here.notices, here.hub.log("garden"), here.hub.statuses))
            assert free(here.browser.opened[0])

    run(test())
    (asked,) = server.fields("/authorize")
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert asked["resource"] == server.url


def test_a_server_that_wants_a_sign_in_when_the_program_starts_says_so_and_waits(server: SigningServer) -> None:
    async def test() -> None:
        async with world(server) as here:
            await here.settled(State.ASIDE)
            assert here.browser.opened == []
            assert here.notices == [(WANTS, HINT)]
            assert here.status.wants_sign_in
            here.hub.restart("garden")
            await here.settled(State.RUNNING)
            assert len(here.browser.opened) == 1
            assert not here.status.wants_sign_in

    run(test())


def test_a_client_that_was_entered_is_not_registered(server: SigningServer) -> None:
    async def test() -> None:
        async with world(server, by_user=True, known=SignIn(client_id="us", client_secret="pass word")) as here:
            await here.settled(State.RUNNING)
            await here.hub.sign_out("garden")
            assert "pass word" not in str(here.drawer.kept)

    run(test())
    assert server.fields("/register") == []
    assert server.fields("/authorize")[0]["client_id"] == "us"
    assert server.proofs[0] == "us:pass%20word"
    assert server.proofs[1:] == ["us:pass%20word"] * 2, "whoever revokes shows who they are in the same way"
    assert "client_secret" not in str(server.fields("/revoke"))


# ---- tokens --------------------------------------------------------------------------------------------------------


def test_who_has_signed_in_stays_so_when_the_program_starts_again(server: SigningServer) -> None:
    drawer = signed_in(server)

    async def test() -> None:
        async with world(server, drawer) as here:
            await here.settled(State.RUNNING)
            assert here.browser.opened == []
            assert here.status.may_sign_out

    run(test())
    assert server.asked == []


def test_tokens_of_an_earlier_run_that_are_good_no_more_are_renewed_where_they_came_from(server: SigningServer) -> None:
    drawer = signed_in(server)
    good_for(drawer, -1.0)
    server.good.clear()

    async def test() -> None:
        async with world(server, drawer) as here:
            await here.settled(State.RUNNING)
            assert (await here.look()).ok
            assert here.browser.opened == []
            assert here.notices == []

    run(test())
    ((path, fields),) = server.asked
    assert (path, fields["grant_type"], fields["client_id"]) == ("/token", "refresh_token", "known")
    assert fields["refresh_token"] == "secret-refresh-1"
    assert fields["resource"] == server.url
    assert "secret-refresh-2" in drawer.kept[NAME]


def test_tokens_that_end_while_the_program_runs_are_renewed_too(server: SigningServer) -> None:
    drawer = signed_in(server)
    good_for(drawer, 2.0)

    async def test() -> None:
        async with world(server, drawer) as here:
            await here.settled(State.RUNNING)
            kept = json.loads(drawer.kept[NAME])
            await until(lambda: datetime.now(UTC).timestamp() > kept["until_s"])
            server.good.clear()
            assert (await here.look()).ok
            assert here.browser.opened == []

    run(test())
    assert [path for path, _ in server.asked] == ["/token"]


def test_a_port_that_is_taken_costs_nobody_their_sign_in(server: SigningServer) -> None:
    drawer = signed_in(server)
    good_for(drawer, -1.0)
    known = json.loads(drawer.kept[NAME])["client"]["redirect_uris"][0]

    async def test() -> None:
        taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", urlsplit(known).port)
        async with taken, world(server, drawer) as here:
            await here.settled(State.RUNNING)
            assert here.browser.opened == []

    run(test())


def test_a_port_that_is_taken_when_the_browser_is_to_open_is_replaced_and_registered(server: SigningServer) -> None:
    drawer = signed_in(server)
    known = json.loads(drawer.kept[NAME])["client"]["redirect_uris"][0]
    server.good.clear()
    server.refreshes = False
    good_for(drawer, -1.0)

    async def test() -> None:
        taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", urlsplit(known).port)
        async with taken, world(server, drawer, by_user=True) as here:
            await here.settled(State.RUNNING)
            assert len(here.browser.opened) == 1

    run(test())
    ((registered,),) = (each.values() for each in server.fields("/register"))
    assert registered != known


def test_tokens_that_are_not_renewed_have_the_user_asked_and_no_browser_opened(server: SigningServer) -> None:
    drawer = signed_in(server)
    good_for(drawer, -1.0)
    server.good.clear()
    server.refreshes = False

    async def test() -> None:
        async with world(server, drawer) as here:
            await here.settled(State.ASIDE)
            assert here.browser.opened == []
            assert here.notices == [(WANTS, HINT)]
            here.hub.restart("garden")
            await here.settled(State.RUNNING)
            assert len(here.browser.opened) == 1

    run(test())


def test_tokens_are_for_the_address_they_were_given_for(server: SigningServer) -> None:
    drawer = signed_in(server)
    with signing_server() as other:

        async def test() -> None:
            async with world(other, drawer) as here:
                await here.settled(State.ASIDE)
                assert here.status.wants_sign_in

        run(test())
        assert other.fields("/token") == []


# ---- signing out ---------------------------------------------------------------------------------------------------


def test_signing_out_has_both_tokens_be_good_no_more_and_forgets_them(server: SigningServer) -> None:
    async def test() -> None:
        async with world(server, by_user=True) as here:
            await here.settled(State.RUNNING)
            await here.hub.sign_out("garden")
            assert here.drawer.kept == {}
            await here.settled(State.ASIDE)
            assert here.status.wants_sign_in
            assert len(here.browser.opened) == 1, "who signs out is not asked to sign in at once"

    run(test())
    assert [fields["token"] for fields in server.fields("/revoke")] == ["secret-refresh-1", "secret-access-1"]
    assert server.good == set()


def test_signing_out_forgets_the_tokens_though_the_place_is_not_there(server: SigningServer) -> None:
    async def test() -> None:
        async with world(server, by_user=True) as here:
            await here.settled(State.RUNNING)
            await asyncio.to_thread(server.close_place)
            await here.hub.sign_out("garden")
            assert here.drawer.kept == {}

    run(test())
    assert server.fields("/revoke") == []


# ---- what goes wrong -----------------------------------------------------------------------------------------------


def refused(here: World, why: str) -> None:
    """The user is told, once, and may try again."""
    assert here.notices == [(why, HINT)]
    assert here.status.wants_sign_in
    assert len(here.browser.opened) == 1
    assert free(here.browser.opened[0])
    assert "tokens" not in here.drawer.kept.get(NAME, "")


def test_without_a_browser_that_is_told_at_once(server: SigningServer) -> None:
    async def test() -> None:
        browser = Browser()
        browser.there = False
        async with world(server, browser=browser, by_user=True) as here:
            await here.settled(State.ASIDE)
            refused(here, "There is no browser in which you could sign in to the MCP server 'garden'.")

    run(test())


def test_who_says_no_in_the_browser_is_not_asked_again_until_they_want_to(server: SigningServer) -> None:
    server.lets = False

    async def test() -> None:
        async with world(server, by_user=True) as here:
            await here.settled(State.ASIDE)
            refused(here, "You did not sign in to the MCP server 'garden', or it did not let you.")
            assert "You are not signed in." in here.browser.page
            server.lets = True
            here.hub.restart("garden")
            await here.settled(State.RUNNING)

    run(test())


def test_who_does_nothing_in_the_browser_is_waited_for_only_so_long(
    server: SigningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "SIGN_IN_WITHIN_S", 0.2)

    async def test() -> None:
        browser = Browser()
        browser.idle = True
        async with world(server, browser=browser, by_user=True) as here:
            await here.settled(State.ASIDE)
            refused(here, "Nobody signed in to the MCP server 'garden' in time.")

    run(test())


def test_a_server_that_is_turned_off_while_the_browser_is_waited_for_ends_at_once(server: SigningServer) -> None:
    async def test() -> None:
        browser = Browser()
        browser.idle = True
        async with world(server, browser=browser, by_user=True) as here:
            await until(lambda: bool(browser.opened))
            assert here.status.state is State.STARTING
            assert here.status.problem == "waiting for you to sign in, in your browser"
            await until(lambda: not free(browser.opened[0]))
            here.hub.use(())
            await until(lambda: free(browser.opened[0]))
            assert here.notices == []

    run(test())


def test_a_server_that_is_started_again_by_itself_opens_no_browser(server: SigningServer) -> None:
    async def test() -> None:
        async with world(server, by_user=True) as here:
            await here.settled(State.RUNNING)
            running = here.hub._servers["garden"].server
            server.good.clear()
            server.refreshes = False
            here.drawer.kept.clear()
            running._end("has ended the connection")
            await here.settled(State.ASIDE)
            assert here.notices[-1] == (WANTS, HINT)
            assert len(here.browser.opened) == 1

    run(test())
