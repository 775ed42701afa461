"""Which addresses may be asked: public ones on the web, nothing inside anybody's own network."""

from __future__ import annotations

import ipaddress
import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from scrapers.http.faults import ConnectionLost, PrivateAddress, UnsafeAddress

DEFAULT_PORTS = {"http": 80, "https": 443}

# Names that mean "inside" on most networks: RFC 6761, RFC 6762, RFC 8375, the names that cloud
# machines give to their own metadata, and those that routers hand out.
INSIDE_SUFFIXES = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "home.arpa",
    "lan",
)
# RFC 6890; older Pythons know only parts of it.
PROTOCOL_ASSIGNMENTS = ipaddress.ip_network("192.0.0.0/24")
# IPv6 addresses that carry an IPv4 address in their last 32 bits (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@lru_cache(maxsize=4096)
def host_and_port(url: str) -> tuple[str, int]:
    """Host (lower case, no trailing dot) and port of an http(s) URL; faults: UnsafeAddress."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError as error:
        raise UnsafeAddress(f"not an address ({error})", url=url) from None
    if scheme not in DEFAULT_PORTS or not host:
        raise UnsafeAddress(
            f"an address that is not on the web ({scheme or 'no scheme'})",
            expected="http or https",
            url=url,
        )
    if parts.username is not None:  # "" where only a password is named
        raise UnsafeAddress("an address that carries a user name or password", url=url)
    return host.rstrip("."), port or DEFAULT_PORTS[scheme]


@lru_cache(maxsize=4096)
def origin_of(url: str) -> str:
    """Scheme, host and port, as robots.txt counts sites."""
    host, port = host_and_port(url)
    scheme = urlsplit(url).scheme
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" + (f":{port}" if port != DEFAULT_PORTS[scheme] else "")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IP address is on the public internet, also inside what may disguise it."""
    if address in PROTOCOL_ASSIGNMENTS:
        return False
    if isinstance(address, IPv6Address):
        inside = _ipv4_inside(address)
        if inside is not None:
            return is_public(inside)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _ipv4_inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4 or NAT64.

    Not Teredo's (2001::/32): behind those stand machines of networks of their own, never public.
    """
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host is written as, if it is; "127.1" and "0x7f000001" are too."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


class AddressGuard:
    """Refuses addresses that are not public.

    `exceptions` are "host:port" that may be asked all the same: the tests' own servers. Nothing in
    the environment or in a source's YAML reaches them.
    """

    def __init__(self, exceptions: frozenset[str] = frozenset()) -> None:
        self._exceptions = exceptions

    def check(self, url: str, *, resolve: bool) -> None:
        """Refuse `url` when it leads inside.

        With `resolve` the name is looked up and every address it has is checked. Behind a proxy
        (`resolve=False`) names cannot be looked up from here, and it is the proxy that connects:
        then literal addresses and the names that mean "inside" are checked, no more.
        Faults: UnsafeAddress, PrivateAddress, ConnectionLost (no such name).
        """
        host, port = host_and_port(url)
        if f"{host}:{port}" in self._exceptions:
            return
        literal = _literal(host)
        if literal is not None:
            self._refuse_unless_public(literal, url)
        elif "." not in host or host.endswith(tuple(f".{name}" for name in INSIDE_SUFFIXES)):
            raise PrivateAddress(
                f"the name {host!r}, which means a machine of one's own network",
                expected="a public address",
                url=url,
            )
        elif resolve:
            for found in self._addresses_of(host, port, url):
                self._refuse_unless_public(found, url)

    def check_peer(self, peer: str, port: int, host: str) -> None:
        """Refuse a connection that has been made to a non-public address.

        A name can answer differently the second time it is asked (DNS rebinding): this looks at
        who is at the other end before anything is sent. Faults: PrivateAddress.
        """
        if f"{host.lower()}:{port}" not in self._exceptions:
            self._refuse_unless_public(ipaddress.ip_address(peer), f"{host}:{port}")

    @staticmethod
    def _addresses_of(host: str, port: int, url: str) -> list[IPv4Address | IPv6Address]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ConnectionLost(
                f"the name {host!r} was not found ({error})",
                todo="If many names are not found, look at your own network; if it stays the only "
                "one, look for the site's new address and mend its YAML.",
                url=url,
            ) from None
        return [ipaddress.ip_address(entry[4][0]) for entry in found]

    @staticmethod
    def _refuse_unless_public(address: IPv4Address | IPv6Address, url: str) -> None:
        if not is_public(address):
            raise PrivateAddress(
                f"the address {address}, which is not on the public internet",
                expected="a public address",
                url=url,
            )
