from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.http.addresses import AddressGuard, host_and_port, is_public, origin_of
from scrapers.http.faults import ConnectionLost, PrivateAddress, Unsafe, UnsafeAddress
from scrapers.http.fetch import Fetcher, FetchSettings
from scrapers.http.request import Request
from tests.scrapers.http.fetchers import PLAIN, Kept

INSIDE = """
0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 192.0.0.8 192.0.2.1
192.168.1.1 198.18.0.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1
2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 64:ff9b::7f00:1 64:ff9b::169.254.169.254 100::1
2001:0:7f00:1:: 2001:0:808:808::f7f7:f7f7 4000::1 e000::1
""".split()
PUBLIC = (
    "8.8.8.8 1.1.1.1 2001:4860:4860::8888 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::".split()
)
WRITTEN_OTHERWISE = """
127.1 0x7f000001 0177.0.0.1 2130706433 localhost LOCALHOST. router printer.local
metadata.google.internal nas.home.arpa nas.home.arpa. [::ffff:192.168.0.1]
""".split()
NO_WEB_ADDRESSES = """
x //host/ file:///x http:// http:///x http://a:b@c.org/ http://c:x/ gopher://c.org
data:text/plain,x http://@c.org/ http://:b@c.org/
""".split()


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_anybodys_network_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_ipv6_disguise_changes_nothing(address: ipaddress.IPv4Address) -> None:
    for disguise in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(ipaddress.ip_address(disguise)) == is_public(address)


@pytest.mark.parametrize("host", WRITTEN_OTHERWISE)
@pytest.mark.parametrize("resolve", [True, False])
def test_other_ways_to_write_inside_are_refused_also_behind_a_proxy(
    host: str, resolve: bool
) -> None:
    with pytest.raises(PrivateAddress) as refused:
        AddressGuard().check(f"http://{host}/", resolve=resolve)
    assert refused.value.url == f"http://{host}/"
    assert refused.value.expected == "a public address"


def test_a_name_is_refused_when_any_of_its_addresses_is_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answers(*addresses: str) -> None:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    answers("8.8.8.8", "10.0.0.1")
    with pytest.raises(PrivateAddress, match=r"10\.0\.0\.1"):
        AddressGuard().check("https://regulator.example/", resolve=True)
    answers("8.8.8.8")
    AddressGuard().check("https://regulator.example/", resolve=True)


def test_a_name_that_does_not_exist_is_a_lost_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_found(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", not_found)
    with pytest.raises(ConnectionLost, match=r"regulator\.example.*your own network"):
        AddressGuard().check("https://regulator.example/", resolve=True)


@pytest.mark.parametrize("host", ["regulator..example", "\ud800.example"])
def test_what_cannot_be_a_name_is_a_lost_connection(host: str) -> None:
    with pytest.raises(ConnectionLost):
        AddressGuard().check(f"http://{host}/", resolve=True)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_answers_differently_the_second_time_is_refused_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    inside = socket.create_server(("127.0.0.1", 0))
    answers = iter(["8.8.8.8"])

    def rebinding(host: str, port: int, *_: object, **__: object) -> list[object]:
        address = next(answers, "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    fetcher = Fetcher(FetchSettings(), Kept())
    with pytest.raises(PrivateAddress, match=r"127\.0\.0\.1"):
        fetcher.fetch(Request(f"{scheme}://rebind.example:{inside.getsockname()[1]}/x"), PLAIN)
    with inside, inside.accept()[0] as met:
        assert met.recv(1) == b""


def test_who_is_at_the_other_end_is_refused_when_inside_but_for_exceptions() -> None:
    guard = AddressGuard(frozenset({"site.example:8000"}))
    guard.check_peer("8.8.8.8", 80, "regulator.example")
    guard.check_peer("127.0.0.1", 8000, "Site.example")
    for port, host in ((80, "site.example"), (8000, "regulator.example")):
        with pytest.raises(PrivateAddress, match=r"127\.0\.0\.1"):
            guard.check_peer("127.0.0.1", port, host)


def test_exceptions_hold_for_their_host_and_port_only() -> None:
    guard = AddressGuard(frozenset({"127.0.0.1:8000"}))
    guard.check("http://127.0.0.1:8000/x", resolve=True)
    for url in ("http://127.0.0.1/", "http://127.0.0.1:8001/", "http://localhost:8000/"):
        with pytest.raises(PrivateAddress):
            guard.check(url, resolve=True)


@pytest.mark.parametrize("url", ["", *NO_WEB_ADDRESSES])
def test_what_is_not_a_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(UnsafeAddress):
        host_and_port(url)


@given(st.text() | st.text().map("http://8.8.8.8/".__add__))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        AddressGuard().check(text, resolve=False)
    except Unsafe:
        return
    assert text.strip().lower().startswith(("http:", "https:"))


def test_a_sites_origin_leaves_out_the_usual_port() -> None:
    assert origin_of("HTTPS://Regulator.Example:443/a?b") == "https://regulator.example"
    assert origin_of("http://regulator.example:8080/a") == "http://regulator.example:8080"
    assert origin_of("http://[2001:db8::1]/a") == "http://[2001:db8::1]"
