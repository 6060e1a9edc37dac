"""Addresses and keys of background models."""

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from duologue.background import api_keys
from duologue.background.address import read_address
from duologue.background.discovery import FoundBackground
from duologue.background.genai import MISSING, GenaiBackground
from duologue.background.none import NoBackground
from duologue.background.openai import OpenAIBackground
from duologue.background.opening import entered_background
from duologue.core.errors import InputError


@pytest.mark.parametrize(
    ("text", "base", "origin", "secret"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1", "http://localhost:11434", True),
        (" http://127.0.0.1:8080/v1/ ", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080", True),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1", "http://[::1]:8000", True),
        ("https://Models.test/api/v1", "https://models.test/api/v1", "https://models.test", True),
        ("http://192.168.1.5:1234", "http://192.168.1.5:1234/v1", "http://192.168.1.5:1234", False),
        ("http://big-box:1234", "http://big-box:1234/v1", "http://big-box:1234", False),
    ],
)
def test_an_address_is_taken_as_it_is_meant(text: str, base: str, origin: str, secret: bool) -> None:
    address = read_address(text, "it")
    assert (address.base, address.origin, address.secret) == (base, origin, secret)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not the address"),
        ("localhost:11434", "is not the address"),
        ("ftp://localhost/v1", "is not the address"),
        ("http://host:99999", "is not the address"),
        ("http:// x/v1", "is not the address"),
        ("http://models.test/v1", "must begin with https://"),
        ("http://8.8.8.8/v1", "must begin with https://"),
        ("https://me:secret@models.test/v1", "the key belongs in the keyring"),
        ("https://models.test/v1?key=secret", "the key belongs in the keyring"),
    ],
)
def test_what_is_no_address_or_unsafe_is_refused_without_showing_a_key(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_address(text, "Background model")
    assert message in caught.value.message
    assert "secret" not in caught.value.message


class Drawer(NoKeyring):
    """A keyring in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str, msg: str | None = None) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str, msg: str | None = None) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str, msg: str | None = None) -> None:
        del self.kept[service, username]


@pytest.fixture
def drawer():
    before, drawer = keyring.get_keyring(), Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


def test_a_key_is_kept_for_its_server_and_taken_away(drawer: Drawer) -> None:
    api_keys.save_api_key("https://a.test", "k1")
    assert (api_keys.read_api_key("https://a.test"), api_keys.read_api_key("https://b.test")) == ("k1", "")
    api_keys.save_api_key("https://a.test", "")
    api_keys.save_api_key("https://a.test", "")
    assert (api_keys.read_api_key("https://a.test"), drawer.kept) == ("", {})


def test_a_keyring_that_stays_closed_is_one_sentence(drawer: Drawer) -> None:
    drawer.locked = True
    with pytest.raises(api_keys.KeyringUnusableError, match="unlock it"):
        api_keys.read_api_key("https://a.test")


def test_a_missing_keyring_is_one_sentence(drawer: Drawer) -> None:
    keyring.set_keyring(NoKeyring())
    for use in (lambda: api_keys.read_api_key("https://a.test"), lambda: api_keys.save_api_key("https://a.test", "k")):
        with pytest.raises(api_keys.KeyringUnusableError) as caught:
            use()
        assert caught.value.message == api_keys.NO_KEYRING


def test_what_was_entered_chooses_the_kind(tmp_path, monkeypatch) -> None:
    assert isinstance(entered_background(""), FoundBackground)
    assert isinstance(entered_background(" None "), NoBackground)
    assert isinstance(entered_background("http://localhost:8080"), OpenAIBackground)
    assert "is not the address" in entered_background("hello").problem
    assert "genai_config.json" in entered_background(str(tmp_path)).problem
    (tmp_path / "genai_config.json").write_text("{}")
    assert entered_background(str(tmp_path)).problem == MISSING
    monkeypatch.setattr("duologue.background.genai.find_spec", lambda _name: object())
    assert isinstance(entered_background(str(tmp_path)), GenaiBackground)
