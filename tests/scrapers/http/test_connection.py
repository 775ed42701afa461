"""TLS and proxies."""

from __future__ import annotations

import gc
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import trustme
from requests.adapters import HTTPAdapter
from urllib3.util.ssl_ import create_urllib3_context

from scrapers.http.connection import WatchedAdapter, trusting
from scrapers.http.faults import (
    ConnectionLost,
    PrivateAddress,
    SourceFault,
    TlsFault,
    UnsafeAddress,
)
from scrapers.http.fetch import Fetcher, FetchSettings
from scrapers.http.request import Request
from tests.scrapers.http.fetchers import PLAIN, QUICK, Kept, MakesFetchers
from tests.scrapers.http.servers import Asked, Site, answer, redirect, speaking_as


def test_a_certificate_of_the_bundle_is_trusted(
    authority: trustme.CA, new_site: Callable[..., Site], new_fetcher: MakesFetchers
) -> None:
    site = new_site(tls=speaking_as(authority.issue_cert("127.0.0.1")))
    url = site.on("/x", answer(b"ok"))
    assert new_fetcher(site).fetch(Request(url), PLAIN).body == b"ok"


@pytest.mark.parametrize("wrong", ["other authority", "other name"])
def test_a_certificate_that_proves_nothing_is_a_tls_fault(
    authority: trustme.CA, new_site: Callable[..., Site], new_fetcher: MakesFetchers, wrong: str
) -> None:
    leaf = (
        trustme.CA().issue_cert("127.0.0.1")
        if wrong == "other authority"
        else authority.issue_cert("regulator.example")
    )
    site = new_site(tls=speaking_as(leaf))
    with pytest.raises(TlsFault, match="certificate verify failed"):
        new_fetcher(site).fetch(Request(site.on("/x", answer())), PLAIN)
    assert site.asked == []


def test_advice_on_a_certificate_is_about_what_is_wrong_with_it(
    authority: trustme.CA, new_site: Callable[..., Site], new_fetcher: MakesFetchers
) -> None:
    long_ago = datetime(2024, 1, 1, tzinfo=UTC)
    expired = new_site(
        tls=speaking_as(authority.issue_cert("127.0.0.1", not_before=long_ago, not_after=long_ago))
    )
    with pytest.raises(TlsFault, match=r"has expired.*Nothing to mend here"):
        new_fetcher(expired).fetch(Request(expired.on("/x", answer())), PLAIN)
    unknown = new_site(tls=speaking_as(trustme.CA().issue_cert("127.0.0.1")))
    with pytest.raises(TlsFault, match=r"REQUESTS_CA_BUNDLE.*extra_certificate"):
        new_fetcher(unknown).fetch(Request(unknown.on("/x", answer())), PLAIN)


@pytest.mark.parametrize(
    ("said", "fault", "advice"),
    [
        (answer(b"not TLS", 400), TlsFault, "out of date"),
        # As firewalls refuse foreign networks, and busy servers anybody.
        (b"", ConnectionLost, "foreign networks"),
    ],
)
def test_a_site_that_does_not_agree_on_tls_is_known_from_one_that_hangs_up(
    said: bytes, fault: type[SourceFault], advice: str
) -> None:
    def answer_plainly(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(said)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer_plainly, args=(listener,), daemon=True).start()
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        settings = FetchSettings(address_exceptions=frozenset({place}))
        with pytest.raises(fault, match=advice):
            Fetcher(settings, Kept()).fetch(Request(f"https://{place}/"), PLAIN)


def test_an_intermediate_that_the_site_forgets_can_be_given(
    authority: trustme.CA,
    new_site: Callable[..., Site],
    new_fetcher: MakesFetchers,
    tmp_path: Path,
) -> None:
    intermediate = authority.create_child_ca()
    site = new_site(tls=speaking_as(intermediate.issue_cert("127.0.0.1"), with_chain=False))
    url = site.on("/x", answer(b"ok"))
    extra = tmp_path / "intermediate.pem"
    intermediate.cert_pem.write_to_path(str(extra))
    fetcher = new_fetcher(site)
    with pytest.raises(TlsFault, match="extra_certificate"):
        fetcher.fetch(Request(url), PLAIN)
    assert fetcher.fetch(Request(url), replace(PLAIN, extra_certificate=extra)).body == b"ok"
    with pytest.raises(TlsFault):
        fetcher.fetch(Request(url), PLAIN)


def test_the_connection_of_a_site_is_looked_for_once(
    site: Site, new_site: Callable[..., Site], new_fetcher: MakesFetchers
) -> None:
    other = new_site()
    fetcher = new_fetcher(site, other)
    with mock.patch.object(
        HTTPAdapter,
        "get_connection_with_tls_context",
        autospec=True,
        side_effect=HTTPAdapter.get_connection_with_tls_context,
    ) as looked:
        for where, said in ((site, b"one"), (other, b"two"), (site, b"one"), (other, b"two")):
            assert fetcher.fetch(Request(where.on("/x", answer(said))), PLAIN).body == said
    assert looked.call_count == 2


def test_at_the_end_every_connection_is_closed(site: Site, fetcher: Fetcher) -> None:
    left = threading.Event()

    def stay(connection: socket.socket, _: Asked) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        if connection.recv(1) == b"":
            left.set()

    kept = fetcher.fetch(Request(site.on("/x", stay)), PLAIN)
    assert (kept.body, left.is_set()) == (b"ok", False)
    # Runs come again and again in one process: what waits for the collector waits for hours.
    gc.disable()
    try:
        fetcher.close()
        assert left.wait(5)
    finally:
        gc.enable()


def test_an_extra_certificate_does_not_replace_the_bundle(
    authority: trustme.CA,
    new_site: Callable[..., Site],
    new_fetcher: MakesFetchers,
    tmp_path: Path,
) -> None:
    extra = tmp_path / "other.pem"
    trustme.CA().create_child_ca().cert_pem.write_to_path(str(extra))
    site = new_site(tls=speaking_as(authority.issue_cert("127.0.0.1")))
    url = site.on("/x", answer(b"ok"))
    manners = replace(PLAIN, extra_certificate=extra)
    assert new_fetcher(site).fetch(Request(url), manners).body == b"ok"


def test_an_intermediate_is_trusted_for_the_root_that_it_leads_to_alone(
    new_site: Callable[..., Site],
    new_fetcher: MakesFetchers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def as_newer_pythons_make_it(**given: Any) -> ssl.SSLContext:
        context = create_urllib3_context(**given)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        return context

    monkeypatch.setattr(f"{trusting.__module__}.create_urllib3_context", as_newer_pythons_make_it)
    intermediate, extra = trustme.CA().create_child_ca(), tmp_path / "intermediate.pem"
    intermediate.cert_pem.write_to_path(str(extra))
    site = new_site(tls=speaking_as(intermediate.issue_cert("127.0.0.1"), with_chain=False))
    with pytest.raises(TlsFault):
        new_fetcher(site).fetch(Request(site.url()), replace(PLAIN, extra_certificate=extra))


def test_a_root_is_no_intermediate(
    new_site: Callable[..., Site], new_fetcher: MakesFetchers, tmp_path: Path
) -> None:
    stranger, extra = trustme.CA(), tmp_path / "root.pem"
    # Beside an intermediate as well, as some sites offer both in one file.
    both = stranger.create_child_ca().cert_pem.bytes() + stranger.cert_pem.bytes()
    extra.write_bytes(both)
    site = new_site(tls=speaking_as(stranger.issue_cert("127.0.0.1")))
    url = site.on("/x", answer(b"ok"))
    with pytest.raises(TlsFault, match=r"a root certificate in .*root\.pem"):
        new_fetcher(site).fetch(Request(url), replace(PLAIN, extra_certificate=extra))
    stranger.issue_cert("127.0.0.1").cert_chain_pems[0].write_to_path(str(extra))
    with pytest.raises(TlsFault, match="a site's own certificate in"):
        new_fetcher(site).fetch(Request(url), replace(PLAIN, extra_certificate=extra))


@pytest.mark.parametrize("holds", [None, "no certificate"])
def test_a_certificate_file_that_is_not_one_is_named(
    authority: trustme.CA,
    new_site: Callable[..., Site],
    new_fetcher: MakesFetchers,
    tmp_path: Path,
    holds: str | None,
) -> None:
    site = new_site(tls=speaking_as(authority.issue_cert("127.0.0.1")))
    extra = tmp_path / "missing.pem"
    if holds is not None:
        extra.write_text(holds)
    manners = replace(PLAIN, extra_certificate=extra)
    with pytest.raises(TlsFault, match=r"missing\.pem"):
        new_fetcher(site).fetch(Request(site.url()), manners)


def test_verification_cannot_be_switched_off() -> None:
    with pytest.raises(ValueError, match="never switched off"):
        WatchedAdapter().cert_verify(None, "https://regulator.example", False, None)


def test_a_redirect_from_https_down_to_http_is_refused(
    authority: trustme.CA,
    site: Site,
    new_site: Callable[..., Site],
    new_fetcher: MakesFetchers,
) -> None:
    secure = new_site(tls=speaking_as(authority.issue_cert("127.0.0.1")))
    url = secure.on("/x", redirect(site.on("/plain", answer())))
    with pytest.raises(UnsafeAddress, match="from https down"):
        new_fetcher(secure, site).fetch(Request(url), PLAIN)
    assert site.asked == []
    up = site.on("/up", redirect(secure.on("/y", answer(b"ok"))))
    assert new_fetcher(secure, site).fetch(Request(up), PLAIN).body == b"ok"


@pytest.fixture
def proxy(
    authority: trustme.CA, new_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> Site:
    """A proxy that answers for (www.)regulator.example with a certificate that is trusted."""
    names = ("www.regulator.example", "regulator.example")
    proxy = new_site(tunnels=speaking_as(authority.issue_cert(*names)))
    monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.place}")
    return proxy


def test_the_proxy_of_the_environment_is_used_and_names_are_left_to_it(proxy: Site) -> None:
    fetcher = Fetcher(FetchSettings(), Kept())
    proxy.on("/robots.txt", answer(b"User-agent: *\nDisallow: /closed"))
    proxy.on("/list", answer(b"rows"))
    got = fetcher.fetch(Request("https://www.regulator.example/list"), QUICK)
    assert (got.url, got.body) == ("https://www.regulator.example/list", b"rows")
    assert set(proxy.connects) == {"www.regulator.example:443"}


@pytest.mark.parametrize(
    "place", ["www.regulator.example", "www.regulator.example:80", "regulator.example"]
)
def test_a_site_that_forgets_its_tls_in_a_redirect_is_asked_by_tls_all_the_same(
    proxy: Site, place: str
) -> None:
    proxy.on("/feed", redirect(f"http://{place}/feed/"))
    proxy.on("/feed/", answer(b"ok"))
    fetcher = Fetcher(FetchSettings(), Kept())
    response = fetcher.fetch(Request("https://www.regulator.example/feed"), PLAIN)
    host = place.removesuffix(":80")
    assert (response.url, response.body) == (f"https://{host}/feed/", b"ok")
    assert set(proxy.connects) == {"www.regulator.example:443", f"{host}:443"}
    proxy.on("/feed", redirect("http://www.regulator.example/feed"))
    with pytest.raises(UnsafeAddress, match="from https down"):
        fetcher.fetch(Request("https://www.regulator.example/feed"), PLAIN)


@pytest.mark.parametrize(
    "url",
    [
        "https://169.254.169.254/",
        "https://[::1]/",
        "https://localhost/",
        "https://wiki.internal/",
        # What a library makes of these is 127.0.0.1.
        "https://%31%32%37.0.0.1/",
        "https://127.0.0.1\\.regulator.example/",
    ],
)
def test_behind_a_proxy_inside_is_still_refused(proxy: Site, url: str) -> None:
    fetcher = Fetcher(FetchSettings(), Kept())
    with pytest.raises(PrivateAddress):
        fetcher.fetch(Request(url), PLAIN)
    proxy.on("/away", redirect(url))
    with pytest.raises(PrivateAddress):
        fetcher.fetch(Request("https://www.regulator.example/away"), PLAIN)
    assert set(proxy.connects) == {"www.regulator.example:443"}


@pytest.mark.parametrize(
    "written", ["localhost:3128", "http://", "ftp://proxy.example:21", "http://[::1", "http://a:b"]
)
def test_a_proxy_that_is_written_wrongly_is_not_the_site_s_fault(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", written)
    fetcher = Fetcher(FetchSettings(), Kept())
    with pytest.raises(ConnectionLost, match="HTTPS_PROXY is not the address") as caught:
        fetcher.fetch(Request("https://www.regulator.example/list"), PLAIN)
    assert "http://proxy.example:3128" in str(caught.value)


def test_a_site_that_hangs_up_behind_a_proxy_is_not_the_proxy_s_fault(proxy: Site) -> None:
    proxy.on("/list", b"")
    fetcher = Fetcher(FetchSettings(), Kept())
    with pytest.raises(ConnectionLost, match="one that was lost") as caught:
        fetcher.fetch(Request("https://www.regulator.example/list"), PLAIN)
    assert "HTTPS_PROXY" not in str(caught.value)


def test_a_proxy_with_a_certificate_of_its_own_authority_must_be_in_the_bundle(
    new_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = trustme.CA().issue_cert("www.regulator.example")
    proxy = new_site(tunnels=speaking_as(stranger))
    monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.place}")
    with pytest.raises(TlsFault):
        Fetcher(FetchSettings(), Kept()).fetch(Request("https://www.regulator.example/"), PLAIN)


def test_no_proxy_is_honoured(
    proxy: Site, site: Site, new_fetcher: MakesFetchers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.place}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    url = site.on("/x", answer(b"direct"))
    assert new_fetcher(site).fetch(Request(url), PLAIN).body == b"direct"
    assert proxy.asked == []


def test_a_proxy_is_told_who_asks(proxy: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:p%40ss@{proxy.place}")
    proxy.on("/list", answer(b"rows"))
    fetcher = Fetcher(FetchSettings(), Kept())
    assert fetcher.fetch(Request("https://www.regulator.example/list"), PLAIN).body == b"rows"
    assert proxy.authorised == ["Basic " + b64encode(b"me:p@ss").decode()]


def test_a_proxy_is_given_whole_addresses_that_are_not_https(
    new_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = new_site()
    monkeypatch.setenv("HTTP_PROXY", proxy.place)
    url = "http://www.regulator.example/list"
    proxy.on(url, answer(b"rows"))
    assert Fetcher(FetchSettings(), Kept()).fetch(Request(url), PLAIN).body
    assert [asked.target for asked in proxy.asked] == [url]
    assert proxy.asked[0].headers["host"] == "www.regulator.example"
