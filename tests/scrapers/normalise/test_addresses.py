"""Links as regulators write them, made one address for one page."""

from __future__ import annotations

import pytest

from scrapers.normalise.addresses import canonical, parameter, with_parameter


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/a?id=1&utm_source=rss#top", "https://example.org/a?id=1"),
        ("b.html", "https://example.org/news/b.html"),
        ("//EXAMPLE.org:443/x", "https://example.org/x"),
        ("HTTP://example.org:80?a", "http://example.org/?a"),
        ("http://example.org:8080/x", "http://example.org:8080/x"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("/x?fbclid=1&b=2&GCLID=3&c&&d=4", "https://example.org/x?b=2&c&&d=4"),
        ("/view.do;jsessionid=0A1B.node1?seq=1", "https://example.org/view.do?seq=1"),
        ("/a;JSESSIONID=0A1B/b;v=1?PHPSESSID=0a&c=2", "https://example.org/a/b;v=1?c=2"),
        # ASP.NET and ColdFusion write so for who shows no cookie.
        (
            "https://example.org/(S(lit3py55t2))/a.aspx?CFID=1&id=2",
            "https://example.org/a.aspx?id=2",
        ),
        ("/(X(1)F(a-b)S(lit3py55t2))/a(b)/?CFTOKEN=0&p_auth=x", "https://example.org/a(b)/"),
        ("https://example.org/(S(lit3py55t2))/a", "https://example.org/a"),
        ("/a?__cf_chl_tk=0&b=1", "https://example.org/a?b=1"),
        ("/(Seoul)/a/(S(1))", "https://example.org/(Seoul)/a/(S(1))"),
        ("/mep#!public", "https://example.org/mep#!public"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("/mep/#/public/1", "https://example.org/mep/#/public/1"),
        ("/a b/é?q=é é", "https://example.org/a%20b/%C3%A9?q=%C3%A9%20%C3%A9"),
        ("\n  /a\n/b\t.pdf ", "https://example.org/a/b.pdf"),
        ("/a%20b", "https://example.org/a%20b"),
        # As WordPress writes it in one list, and browsers in another.
        ("/%c3%a9%2Dx?q=%d8%a7", "https://example.org/%C3%A9-x?q=%D8%A7"),
        ("https://example.org/%c3%a9", "https://example.org/%C3%A9"),
        ("/a/%2e%2e/b%2fc", "https://example.org/a/%2E%2E/b%2Fc"),
        ("", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.c", None),
        ("ftp://example.org/x", None),
        ("http://[::1", None),
        ("http://a b.org/", None),
        ("java\nscript:alert(1)", None),
    ],
)
def test_canonical(href: str, expected: str | None) -> None:
    assert canonical(href, "https://example.org/news/") == expected


def test_http_becomes_https_only_where_the_source_says_so() -> None:
    assert canonical("http://a.org/x") == "http://a.org/x"
    assert canonical("http://a.org:80/x", https=True) == "https://a.org/x"
    assert canonical("https://a.org:8443/x", https=True) == "https://a.org:8443/x"


def test_an_address_without_a_host_is_none() -> None:
    assert canonical("https:///x") is None
    assert canonical("/x") is None


def test_parameters_are_set_and_read_in_place() -> None:
    url = "https://a.org/x?f[0]=1&page=2&q=a%20b"
    assert parameter(url, "page") == "2"
    assert parameter(url, "none") is None
    assert with_parameter(url, "page", "3") == "https://a.org/x?f[0]=1&q=a%20b&page=3"
    assert (
        with_parameter("https://a.org/x?&q", "f[0]", "a/b&c") == "https://a.org/x?q&f[0]=a%2Fb%26c"
    )
    assert parameter("https://a.org/x?page=&page=2", "page") == ""
