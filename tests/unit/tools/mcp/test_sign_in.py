"""What a sign-in leaves: where it is kept, what is read again, and the page to which the browser comes back."""

import asyncio
import json
import socket
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError
from mcp.client.auth import AuthorizationCodeResult
from mcp.shared.auth import OAuthClientInformationFull, OAuthToken

from duologue.core.errors import InputError
from duologue.tools.mcp.config import ServerConfig, SignIn
from duologue.tools.mcp.sign_in import LONGEST_REQUEST, KeptSignIn, KeyringDrawer, SignInNeededError, sign_in_flow
from helpers.memory_drawer import MemoryDrawer

NAME = "sign-in/garden"
GARDEN = ServerConfig("garden", url="https://garden.example/mcp")


class Keyring(KeyringBackend):
    """A keyring in memory, which may be locked."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._knock()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._knock()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._knock()
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]

    def _knock(self) -> None:
        if self.locked:
            raise KeyringLocked


@pytest.fixture
def ring() -> Iterator[Keyring]:
    before, ring = keyring.get_keyring(), Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_sign_in_lies_in_the_keyring_of_the_system(ring: Keyring) -> None:
    KeyringDrawer().keep(NAME, "tokens")
    assert ring.kept == {("duologue", NAME): "tokens"}
    later = KeyringDrawer()
    assert later.read(NAME) == "tokens"
    later.drop(NAME)
    assert ring.kept == {}
    later.drop(NAME)
    assert later.read(NAME) is None


def test_without_a_keyring_a_sign_in_lasts_as_long_as_the_program(ring: Keyring) -> None:
    ring.locked = True
    drawer = KeyringDrawer()
    drawer.keep(NAME, "tokens")
    assert drawer.read(NAME) == "tokens"
    assert KeyringDrawer().read(NAME) is None
    ring.locked = False
    drawer.keep(NAME, "newer")
    assert KeyringDrawer().read(NAME) == "newer"
    assert drawer.read(NAME) == "newer"


def test_signing_out_of_a_locked_keyring_says_what_to_do(ring: Keyring) -> None:
    drawer = KeyringDrawer()
    drawer.keep(NAME, "tokens")
    ring.locked = True
    with pytest.raises(InputError, match="unlock it, then sign out again"):
        drawer.drop(NAME)
    ring.locked = False
    assert drawer.read(NAME) == "tokens"


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "no json {",
        "[]",
        json.dumps({"url": "https://other.example/mcp", "tokens": {"access_token": "a"}}),
        json.dumps({"url": GARDEN.url, "tokens": {"access_token": 5}, "client": "us", "until_s": "soon"}),
        json.dumps({"url": GARDEN.url, "tokens": None, "client": {"redirect_uris": []}, "place": {"issuer": "?"}}),
    ],
)
def test_what_was_kept_in_another_form_or_for_another_address_is_as_good_as_nothing(kept: str) -> None:
    drawer = MemoryDrawer()
    drawer.kept[NAME] = kept

    async def test() -> None:
        found = KeptSignIn(GARDEN, drawer)
        assert await found.get_tokens() is None
        assert await found.get_client_info() is None
        assert await found.place() is None
        flow = await sign_in_flow(GARDEN, found, wanted=bool, begun=lambda: None, visit=bool)
        assert flow.context.token_expiry_time is None

    asyncio.run(test())


def test_what_is_kept_is_read_again_and_new_tokens_leave_the_rest_as_it_was() -> None:
    drawer = MemoryDrawer()

    async def test() -> None:
        kept = KeptSignIn(GARDEN, drawer)
        await kept.set_client_info(OAuthClientInformationFull(client_id="us"))
        await kept.set_tokens(OAuthToken(access_token="a", refresh_token="r", expires_in=60))
        await kept.set_tokens(OAuthToken(access_token="b"))
        again = KeptSignIn(GARDEN, drawer)
        tokens, known = await again.get_tokens(), await again.get_client_info()
        assert (tokens and tokens.access_token, known and known.client_id) == ("b", "us")
        assert (await again.read())["until_s"] is None

    asyncio.run(test())
    assert set(drawer.kept) == {NAME}


@pytest.mark.parametrize(
    ("known", "method"),
    [
        (SignIn(client_id="us"), "none"),
        (SignIn(client_id="us", client_secret="s"), "client_secret_basic"),
        (SignIn(client_id="us", client_secret="s", client_auth="client_secret_post"), "client_secret_post"),
    ],
)
def test_a_client_that_was_entered_shows_who_it_is_as_it_was_entered(known: SignIn, method: str) -> None:
    config = ServerConfig("garden", url=GARDEN.url, sign_in=known)
    client = asyncio.run(KeptSignIn(config, MemoryDrawer()).get_client_info())
    assert client is not None
    assert (client.client_id, client.token_endpoint_auth_method) == ("us", method)


class Opened:
    """A flow whose page is open, as the SDK drives it."""

    def __init__(self, *, wanted: bool = True) -> None:
        self.addresses: list[str] = []
        self.begun = 0
        self.wanted = wanted

    def visit(self, address: str) -> bool:
        self.addresses.append(address)
        return True

    def _began(self) -> None:
        self.begun += 1

    async def open(self, address: str = "https://place.example/authorize") -> int:
        """Opens a page to sign in on; returns the port to which the browser comes back."""
        kept = KeptSignIn(GARDEN, MemoryDrawer())
        flow = await sign_in_flow(GARDEN, kept, wanted=lambda: self.wanted, begun=self._began, visit=self.visit)
        self.context = flow.context
        (back,) = flow.context.client_metadata.redirect_uris or ()
        assert flow.context.redirect_handler is not None
        await flow.context.redirect_handler(address)
        assert back.port is not None
        return back.port

    async def answer(self) -> AuthorizationCodeResult:
        assert self.context.callback_handler is not None
        return await self.context.callback_handler()


async def ask(port: int, line: str) -> str:
    """What the page answers to the first line of a request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{line}\r\n\r\n".encode())
    answered = await reader.read()
    writer.close()
    return answered.decode()


def test_the_page_takes_the_answer_and_nothing_else() -> None:
    async def test() -> None:
        opened = Opened()
        port = await opened.open()
        for line in (
            "GET /favicon.ico HTTP/1.1",
            "GET /callback HTTP/1.1",
            "GET /callback?code=1 HTTP/1.1",
            "POST /callback?code=1&state=s HTTP/1.1",
            "nonsense",
        ):
            assert (await ask(port, line)).startswith("HTTP/1.1 404")
        assert "200" not in await ask(port, "GET /callback?state=" + "s" * LONGEST_REQUEST)
        assert "You are signed in." in await ask(port, "GET /callback?code=c%201&state=s&iss=i HTTP/1.1")
        assert (await ask(port, "GET /callback?code=other&state=s HTTP/1.1")).startswith("HTTP/1.1 404")
        answer = await opened.answer()
        assert (answer.code, answer.state, answer.iss) == ("c 1", "s", "i")
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0

    asyncio.run(test())


def test_the_page_is_for_this_machine_alone() -> None:
    async def test() -> None:
        opened = Opened()
        await opened.open()
        (back,) = opened.context.client_metadata.redirect_uris or ()
        assert back.host == "127.0.0.1"
        with pytest.raises(SignInNeededError):
            await asyncio.gather(opened.answer(), ask(back.port or 0, "GET /callback?error=no&state=s HTTP/1.1"))

    asyncio.run(test())


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "ftp://place.example"])
def test_what_is_no_page_is_not_opened(address: str) -> None:
    async def test() -> None:
        opened = Opened()
        with pytest.raises(InputError, match="names no page to sign in on"):
            await opened.open(address)
        assert (opened.addresses, opened.begun) == ([], 0)

    asyncio.run(test())


def test_nothing_is_opened_that_nobody_wants() -> None:
    async def test() -> None:
        opened = Opened(wanted=False)
        with pytest.raises(SignInNeededError, match="'garden' wants you to sign in"):
            await opened.open()
        assert (opened.addresses, opened.begun) == ([], 0)

    asyncio.run(test())
