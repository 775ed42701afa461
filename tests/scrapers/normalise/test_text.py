"""HTML and untidy text to plain paragraphs; links to one address for one page."""

import pytest

from scrapers.normalise.addresses import canonical, parameter, with_parameter
from scrapers.normalise.text import excerpt, one_line, plain, soup, text_of, tidy


def test_blocks_become_lines_and_menus_scripts_and_footers_go() -> None:
    page = """<body><nav>Exosome menu</nav><header>Site</header><h1>Recall</h1>
    <p>One<br>two <b>bold</b>text</p><ul><li>a</li><li>b</li></ul><script>var x="exosome"</script>
    <style>p{}</style><noscript>no</noscript><!-- exosome --><footer>Foot</footer></body>"""
    assert text_of(soup(page)) == "Recall\nOne\ntwo boldtext\na\nb"


def test_cells_of_a_table_do_not_run_together() -> None:
    row = "<table><tr><td>5 Jan 2026</td><td>Exosome</td></tr></table>"
    assert text_of(soup(row)) == "5 Jan 2026\nExosome"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("dose < 5 mg & > 2 mg", "dose < 5 mg & > 2 mg"),
        ("Public Alert No. 001/2026 &#8211; Alert", "Public Alert No. 001/2026 – Alert"),
        ("Tom &amp;amp; Co", "Tom & Co"),
        ("R&copy < 5", "R&copy < 5"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("e\u0301tude", "étude"),
        ("a\u00a0\u200b b\u00ad\ufeff", "a b"),
        ("می\u200cشود", "می\u200cشود"),
        ("a\r\n\r\n  b", "a\nb"),
        ("x\x00y\x1b", "xy"),
    ],
)
def test_plain(given: str, expected: str) -> None:
    assert plain(given) == expected


def test_markup_in_titles_is_read_not_kept() -> None:
    assert one_line("<img src=x onerror=alert(1)>Recall\nof <b>serum</b>") == "Recall of serum"
    assert one_line("<p>Recall</p><p>of serum</p>") == "Recall of serum"


def test_a_form_that_is_asked_for_itself_is_read() -> None:
    form = soup("<form><p>Found</p><button>Search</button></form>").form
    assert form
    assert text_of(form) == "Found"


def test_hostile_depth_does_not_exhaust_the_stack() -> None:
    assert text_of(soup("<div>" * 5000 + "deep" + "</div>" * 5000)) in ("deep", "")


def test_tidy_keeps_paragraphs() -> None:
    assert tidy(" a \n\n\n b\t c ") == "a\nb c"


def test_excerpts_end_between_words_and_say_so() -> None:
    assert excerpt("one two three", 9) == "one two…"
    assert excerpt("short", 9) == "short"
    assert excerpt("one two", 7) == "one two"
    assert excerpt("one two, three", 10) == "one two…"
    # A word that would take half of the excerpt with it is cut.
    assert excerpt("abcde fghijkl", 10) == "abcde fgh…"
    assert excerpt("abcdef ghijkl", 10) == "abcdef…"
    assert excerpt("含外泌體化粧品不得宣稱療效", 6) == "含外泌體化…"


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
        ("/mep#!public", "https://example.org/mep#!public"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("/mep/#/public/1", "https://example.org/mep/#/public/1"),
        ("/a b/é?q=é é", "https://example.org/a%20b/%C3%A9?q=%C3%A9%20%C3%A9"),
        ("\n  /a\n/b\t.pdf ", "https://example.org/a/b.pdf"),
        ("/a%20b", "https://example.org/a%20b"),
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
