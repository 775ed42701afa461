"""Keys of the operator: sent to their site, and written down nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrapers.http.faults import Forbidden, KeyRefused
from scrapers.http.request import Request
from tests.scrapers.http.fetchers import QUICK, Kept, MakesFetchers
from tests.scrapers.http.servers import Site, answer, redirect, reset


def test_a_key_that_a_redirect_repeats_stays_out_of_the_archive(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    kept = Kept()
    fetcher = new_fetcher(site, archive=kept, secrets=frozenset({"s3cret"}))
    site.on("/api", redirect("/v2/api?serviceKey=s3cret", headers={"X-Asked-With": "s3cret"}))
    site.on("/v2/api", answer(b"ok"))
    assert fetcher.fetch(Request(site.url("/api?serviceKey=s3cret")), QUICK).body == b"ok"
    assert site.asked[-1].target == "/v2/api?serviceKey=s3cret", "the site itself gets it"
    redirected = next(each for each in kept.responses if each.status == 302)
    assert redirected.headers["Location"] == "/v2/api?serviceKey=KEY"
    assert "s3cret" not in f"{kept.responses}"


@pytest.mark.parametrize("status", [401, 403])
def test_who_refuses_a_key_does_not_refuse_programs(
    site: Site, new_fetcher: MakesFetchers, status: int
) -> None:
    fetcher = new_fetcher(site, secrets=frozenset({"s3cret"}))
    site.on("/api", answer(status=status))
    with pytest.raises(KeyRefused, match=f"status {status} for a request with your key"):
        fetcher.fetch(Request(site.url("/api?serviceKey=s3cret")), QUICK)
    with pytest.raises(Forbidden):
        fetcher.fetch(Request(site.url("/api?serviceKey=")), QUICK)


def test_keys_stay_out_of_the_archive_and_of_messages(
    site: Site, new_fetcher: MakesFetchers, caplog: pytest.LogCaptureFixture
) -> None:
    key = "s3cret+/="
    kept = Kept()
    fetcher = new_fetcher(site, archive=kept, secrets=frozenset({key}))
    site.on("/api", answer(status=403))
    url = site.url("/api?serviceKey=s3cret%2B%2F%3D")
    request = Request(url, headers={"X-Given": key}, body=key.encode(), method="POST")
    with pytest.raises(KeyRefused) as raised:
        fetcher.fetch(request, QUICK)
    assert site.asked[0].target == "/api?serviceKey=s3cret%2B%2F%3D", "the site itself gets it"
    told = f"{raised.value} {kept.responses[-1]} {kept.responses[-1].request}"
    assert "s3cret" not in told
    assert "serviceKey=KEY" in str(raised.value)
    caplog.set_level("INFO")
    site.on("/api", reset, answer(b"ok"))
    fetcher.fetch(Request(url), replace(QUICK, retries=1))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("scrapers")]
    assert "serviceKey=KEY" in "".join(ours)
    assert "s3cret" not in "".join(ours)
