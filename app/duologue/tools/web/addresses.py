"""Which addresses are on the internet, and not on this machine or in the network it stands in."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_SPECIAL_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
"""IANA's special-purpose registry, in whole blocks: nothing in them is a web server for everyone."""
_GLOBAL_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
"""Inside the global block: tunnels (Teredo, 6to4), documentation and trials."""
_NAT64 = IPv6Network("64:ff9b::/96")
_NOWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses that nobody has."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the internet. One that holds an IPv4 address is judged by that."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        inner = _inner(ip)
        if inner is None:
            return ip in _GLOBAL_V6 and not any(ip in network for network in _SPECIAL_V6)
        ip = inner
    return not any(ip in network for network in _SPECIAL_V4)


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is meant by a mapped one, or by one that a network without IPv4 makes of it (NAT64)."""
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped


async def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, the best first.

    Raises:
        OSError: there are none, or nobody can be asked.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def has_route() -> bool:
    """Whether a way leads out of this machine; nothing is sent."""
    return any(_has_route(family, address) for family, address in _NOWHERE)


def _has_route(family: int, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
    except OSError:
        return False
    return True
