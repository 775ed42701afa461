"""A page that lacks its content: a block, a login or another layout."""

from __future__ import annotations

import time

import pytest

from scrapers.formats.blocks import begins_as_html, block_or
from scrapers.http.faults import (
    ChallengePage,
    GoneFromAddress,
    LayoutChanged,
    LoginPage,
    NotTheFormat,
    ServerFault,
    TruncatedBody,
)
from scrapers.normalise.text import soup
from tests.scrapers.invented_site import HOST, LIST

PASSWORD = '<form><input name="p" type="password"></form>'


def of(words: int, *, title: str = "News", more: str = "") -> str:
    """A page with so many words of five letters and a space."""
    return f"<title>{title}</title><body>{more}<p>{'abcde ' * words}</p></body>"


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (of(20, more=PASSWORD), LoginPage),
        (of(320, more=PASSWORD), LoginPage),
        (of(340, more=PASSWORD), LayoutChanged),
        (of(340, more=PASSWORD, title="Please log in"), LoginPage),
        (of(340, more=PASSWORD, title="Sign-In"), LoginPage),
        (of(20, title="Please log in"), LayoutChanged),
        (of(60, more="<div class='g-recaptcha'></div>"), ChallengePage),
        (of(70, more="<div class='g-recaptcha'></div>"), LayoutChanged),
        (of(6, more="<script>x()</script>"), ChallengePage),
        (of(8, more="<script>x()</script>"), LayoutChanged),
        (of(6), LayoutChanged),
        ("", LayoutChanged),
    ],
)
def test_how_much_a_page_shows_tells_a_block_from_another_layout(
    page: str, fault: type[Exception]
) -> None:
    found = block_or(LayoutChanged("no list", url=LIST), soup(page))
    assert type(found) is fault
    assert found.url == LIST


@pytest.mark.parametrize("name", ["SAMLRequest", "SAMLResponse", "wresult", "id_token"])
def test_a_form_that_browsers_send_on_to_a_sign_on_is_a_login(name: str) -> None:
    form = f'<form method="POST"><input type="hidden" name="{name}" value="x"></form>'
    for page in (form, f"{form}<script>document.forms[0].submit()</script>"):
        found = block_or(NotTheFormat("HTML", url=LIST), soup(page))
        assert isinstance(found, LoginPage), found
    beside = block_or(LayoutChanged("no list", url=LIST), soup(of(400, more=form)))
    assert isinstance(beside, LayoutChanged)


def test_a_layout_that_changed_is_told_of_with_what_the_page_calls_itself() -> None:
    page = soup(of(20, title="Our new site"))
    said = str(block_or(LayoutChanged("0 of 'article'", url=LIST), page))
    assert "0 of 'article' on a page with the title 'Our new site'" in said
    assert "title" not in str(block_or(LayoutChanged("no list", url=LIST), soup("<p>Gone</p>")))


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("Site under maintenance", ServerFault),
        ("Page not found", GoneFromAddress),
        ("Our new site", NotTheFormat),
    ],
)
def test_a_page_that_says_why_it_lacks_its_content_is_believed(
    title: str, fault: type[Exception]
) -> None:
    for of_page in (NotTheFormat, LayoutChanged):
        found = block_or(of_page("HTML", url=LIST), soup(of(340, title=title)))
        assert type(found) is (of_page if fault is NotTheFormat else fault)
    cut = TruncatedBody("half a page", url=LIST)
    assert block_or(cut, soup(of(340, title=title))) is cut


@pytest.mark.parametrize(
    ("sends", "to"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new/list?a=1&amp;b=2">', "/new/list?a=1&b=2"),
        ("<META content='0;URL=news.html' HTTP-EQUIV=Refresh>", "/news.html"),
        ("<script>window.location.href = '/new/list'</script>", "/new/list"),
        ('<script>location.replace("/new/list")</script>', "/new/list"),
        (f"<script>location='{LIST}?checked=1'</script>", None),
        ('<meta http-equiv="refresh" content="300">', None),
        ("<script>location.href = next</script>", None),
    ],
)
def test_a_page_that_only_sends_browsers_on_says_where_to(sends: str, to: str | None) -> None:
    found = block_or(LayoutChanged("no list", url=LIST), soup(f"<html>{sends}</html>"))
    assert type(found) is (ChallengePage if "<script" in sends else LayoutChanged)
    assert ("sends browsers on" in found.seen) == (to is not None)
    assert to is None or found.seen.endswith(f", which sends browsers on to {HOST}{to}")


def test_of_where_a_page_sends_browsers_on_to_no_more_is_told_than_is_read() -> None:
    sends = f"<script>location = '/{'a' * 100_000}'</script>"
    assert len(str(block_or(LayoutChanged("no list", url=LIST), soup(sends)))) < 600


def test_comments_before_the_first_tag_make_no_page_and_no_other_text() -> None:
    comments = "<!-- one --><!-- two -->\n <!---->"
    assert begins_as_html(f" {comments}<!DOCTYPE html>")
    assert begins_as_html(f"<!-- <p> --> {comments}<div>")
    assert not begins_as_html(f"{comments}<p>")
    assert not begins_as_html(f"{comments}<!-- <html>")


@pytest.mark.parametrize(
    "page",
    [
        "<!---->" * 5_000 + "<p>",
        f"<body>Reference{' ' * 300_000}x</body>",
        f"<script>{'<input' * 100_000}</script>",
        f"<script>{'habilit' * 100_000}</script>",
    ],
    ids=["comments", "spaces", "fields", "letters"],
)
def test_no_page_holds_up_who_looks_whether_it_is_a_block(page: str) -> None:
    began = time.process_time()
    begins_as_html(page)
    block_or(LayoutChanged("no list", url=LIST), soup(page))
    assert time.process_time() - began < 5
