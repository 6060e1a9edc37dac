"""Only what is on the internet for everyone counts as public."""

import asyncio
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.tools.web.addresses import is_public, resolve


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "198.51.100.7", "203.0.113.9", "224.0.0.251", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:53aa:64c::1", "2001:db8::1", "2002:7f00:1::",
        "2002:a9fe:a9fe::1", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_what_is_near_or_special_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "192.0.1.1", "198.20.0.1", "223.255.255.255",
     "2606:4700::1111", "2a00:1450:4001::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"],
)  # fmt: skip
def test_what_is_on_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_is_public(address: object) -> None:
    ip = ip_address(str(address))
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        assert not is_public(str(ip))


def test_a_host_is_resolved_to_its_addresses_once_each() -> None:
    assert asyncio.run(resolve("127.0.0.1", 80)) == ["127.0.0.1"]
    assert set(asyncio.run(resolve("localhost", 80))) <= {"127.0.0.1", "::1"}
