"""Addresses of background models: which are taken, and how safe the way to them is."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from duologue.core.display_text import plain_line
from duologue.core.errors import InputError

_HOME_NAMES = (".local", ".lan", ".home.arpa", ".internal")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """base: where the API begins, without a slash at its end. origin: scheme, host and port.

    loopback: on this machine. secret: what is sent there cannot be read on the way.
    """

    base: str
    origin: str
    host: str
    loopback: bool

    @property
    def secret(self) -> bool:
        """Whether a key may be sent there."""
        return self.loopback or self.origin.startswith("https:")

    @property
    def hosted(self) -> bool:
        """Whether it may be on the internet; without encryption only the user's own network is taken."""
        return not self.loopback and self.origin.startswith("https:")

    @property
    def root(self) -> str:
        """Where the server itself begins, without the API's version."""
        return self.base.removesuffix("/v1")


def read_address(text: str, where: str) -> Address:
    """An address as it was entered; one without a path gets the usual /v1. where: what to call it in messages.

    Raises:
        InputError: it is none, holds a secret, or would send the conversation unencrypted over the internet.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = "", 0
    if not host or not port or any(c.isspace() for c in text.strip()):
        raise _refused(
            f"{where}: '{plain_line(text)}' is not the address of a server, such as http://localhost:11434/v1."
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise _refused(f"{where}: leave the key, name and query out of the address; the key belongs in the keyring.")
    loopback = _is_loopback(host)
    if parts.scheme == "http" and not loopback and not _is_home(host):
        raise _refused(f"{where}: {host} is on the internet, so its address must begin with https://.")
    named = f"[{host}]" if ":" in host else host
    shown_port = "" if port == _PORTS[parts.scheme] else f":{port}"
    origin = f"{parts.scheme}://{named}{shown_port}"
    return Address(origin + (parts.path.rstrip("/") or "/v1"), origin, f"{named}{shown_port}", loopback)


def _refused(message: str) -> InputError:
    return InputError("background.address", message)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_home(host: str) -> bool:
    """Whether a host is in the user's own network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(_HOME_NAMES)
