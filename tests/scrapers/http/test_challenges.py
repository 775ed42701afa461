"""Bot checks are known by what only their pages have."""

from __future__ import annotations

import pytest

from scrapers.http.challenges import challenge_in


@pytest.mark.parametrize(
    ("sign", "maker"),
    [
        ("<title>\n Just a moment...</title>", "Cloudflare"),
        ("<script>window._cf_chl_opt = {}</script>", "Cloudflare"),
        ('<div class="cf-browser-verification">', "Cloudflare"),
        ("Incapsula incident ID: 0-0", "Imperva Incapsula"),
        ("Request unsuccessful. Incapsula", "Imperva Incapsula"),
        ("https://errors.edgesuite.net/0", "Akamai"),
        ('<form action="/_sec/cp_challenge/verify">', "Akamai"),
        ('<a href="/?bm-verify=0">', "Akamai"),
        ('<script src="https://ct.captcha-delivery.com/c.js">', "DataDome"),
        ("Access denied - Sucuri WebSite Firewall", "Sucuri"),
        ("<script>var sucuri_cloudproxy_js = ''</script>", "Sucuri"),
        ("Verify you are human", "a bot check"),
        ("Please verify that you are a human.", "a bot check"),
        ("unusual traffic from your network", "a bot check"),
    ],
)
def test_a_bot_check_is_known_in_either_case(sign: str, maker: str) -> None:
    assert challenge_in(f"<html>{sign}") == maker
    assert challenge_in(f"<html>{sign.upper()}") == maker


@pytest.mark.parametrize(
    "text",
    [
        "<title>Recalls</title> Wait just a moment: you are on the page of recalls.",
        "Incapsula protects this site.",
        "<title>Sucuri</title>",
    ],
)
def test_words_that_other_pages_have_too_are_none(text: str) -> None:
    assert challenge_in(text) is None
