"""What every format does with answers that are not what was promised: the cause is named."""

from __future__ import annotations

import json

import pytest

from scrapers.http.faults import (
    ChallengePage,
    EntityExpansion,
    LayoutChanged,
    LoginPage,
    NotTheFormat,
    TruncatedBody,
)
from tests.scrapers.invented_site import CONTENT
from tests.scrapers.recorded import ONE_OF_EACH, PAGES, catalogue, parsed, source_in

DATA_FORMATS = [
    name for name in ONE_OF_EACH if not name.startswith(("html", "next", "import", "num"))
]
XML = ["us-fda-rss", "eu-safety-gate-weekly-xml"]
JSON = ["us-federal-register", "us-fda-recalls", "ng-nafdac", "us-fda-warning-letters"]
LOGIN = '<form action="/login"><input name="user"><input type="password" name="pass"></form>'


@pytest.mark.parametrize("format_", ONE_OF_EACH)
def test_an_empty_answer_is_a_bot_check_and_not_an_empty_list(format_: str) -> None:
    with pytest.raises(ChallengePage, match="empty answer with status 202"):
        parsed(source_in(format_), b" \n", status=202)


@pytest.mark.parametrize("format_", ONE_OF_EACH)
@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Just a moment...</title></head><body></body></html>",
        "<html><body>Request unsuccessful. Incapsula incident ID: 0-0</body></html>",
        '<html><script src="/_Incapsula_Resource?x=1"></script></html>',
        '<html><script src="https://0.token.awswaf.com/0/challenge.js"></script><p>Wait.</html>',
        "<TITLE>Access Denied</TITLE><BODY>Reference&#32;&#35;18.1 errors.edgesuite.net",
        "<html><noscript>Please enable JavaScript.</noscript><script>x()</script>",
        '<html>You need to enable JavaScript to run this app.<div id="root"></div>',
    ],
)
def test_a_bot_check_is_a_challenge(format_: str, page: str) -> None:
    with pytest.raises(ChallengePage):
        parsed(source_in(format_), page)


@pytest.mark.parametrize("format_", ONE_OF_EACH)
def test_a_form_for_a_password_is_a_login_page(format_: str) -> None:
    with pytest.raises(LoginPage):
        parsed(source_in(format_), f"<html><title>Sign in</title><body>{LOGIN}</body></html>")


@pytest.mark.parametrize("format_", DATA_FORMATS)
def test_html_where_data_were_promised_is_not_the_format(format_: str) -> None:
    with pytest.raises(NotTheFormat, match=r"HTML \(News\)"):
        parsed(source_in(format_), CONTENT)


@pytest.mark.parametrize("format_", ["html_list", "html_table", "next_flight", "import_alerts"])
def test_an_ordinary_page_without_the_list_is_a_changed_layout(format_: str) -> None:
    with pytest.raises(LayoutChanged, match="expected"):
        parsed(source_in(format_), CONTENT)


@pytest.mark.parametrize("format_", ["html_list", "html_table"])
def test_a_page_with_its_list_may_have_a_login_form_and_a_captcha(format_: str) -> None:
    source = source_in(format_)
    normal = next((PAGES / source.id).glob("normal.html")).read_text(encoding="utf-8")
    script = '<script src="/cdn-cgi/challenge-platform/x"></script>'
    extras = f'{LOGIN}<div class="g-recaptcha"></div>{script}'
    assert parsed(source, normal.replace("<main>", extras + "<main>")).items


@pytest.mark.parametrize("id_", JSON)
def test_malformed_json_is_not_the_format(id_: str) -> None:
    normal = (PAGES / id_ / "normal.json").read_bytes()
    long_number = b'{"results": ' + b"9" * 5000 + b"}"
    half = normal[: len(normal) // 2]
    for body in (half, b"[" * 200_000, b'{"results": [}', b"[1, 2", long_number):
        with pytest.raises((NotTheFormat, LayoutChanged)):
            parsed(catalogue()[id_], body)


@pytest.mark.parametrize("id_", JSON)
def test_half_a_surrogate_in_json_spoils_neither_a_title_nor_its_source(id_: str) -> None:
    """As a site gives it that cuts titles to a length in the middle of an emoji."""
    normal = json.loads((PAGES / id_ / "normal.json").read_bytes())
    items = parsed(catalogue()[id_], json.dumps(_cut_within_an_emoji(normal))).items
    assert items
    for item in items:
        assert f"{item.key}{item.title}{item.url}{item.text}{item.fields}".encode()


def _cut_within_an_emoji(value: object) -> object:
    if isinstance(value, dict):
        return {name: _cut_within_an_emoji(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cut_within_an_emoji(each) for each in value]
    return f"{value} <b>\ud83d</b>" if isinstance(value, str) and " " in value else value


@pytest.mark.parametrize("id_", XML)
def test_malformed_xml_is_not_the_format(id_: str) -> None:
    normal = (PAGES / id_ / "normal.xml").read_bytes()
    with pytest.raises(NotTheFormat, match="malformed XML"):
        parsed(catalogue()[id_], normal[: len(normal) // 2])


@pytest.mark.parametrize("id_", XML)
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;]>',
    ],
)
def test_xml_with_entities_is_refused(id_: str, doctype: str) -> None:
    with pytest.raises(EntityExpansion, match=r"EntitiesForbidden|ExternalReference"):
        parsed(catalogue()[id_], f'<?xml version="1.0"?>{doctype}<rss><channel>&b;</channel></rss>')


def test_a_faulty_entry_among_good_ones_does_not_fail_the_list() -> None:
    good = "<item><title>T</title><link>https://www.fda.gov/{}</link></item>"
    bad = "<item><link>https://www.fda.gov/x</link></item><item><title>Exosome</title></item>"
    entries = good.format("a") + bad + good.format("b")
    feed = f"<rss version='2.0'><channel>{entries}</channel></rss>"
    items = parsed(catalogue()["us-fda-rss"], feed).items
    assert [item.whole for item in items] == [True, False, False, True]
    source = catalogue()["co-invima"]
    normal = (PAGES / source.id / "normal.html").read_text(encoding="utf-8")
    row = '<div class="alertas-invima-list"><p>Exosomas, sin documento</p></div>'
    page = normal.replace(
        '<div class="alertas-invima-list">', row + '<div class="alertas-invima-list">', 1
    )
    first, *others = parsed(source, page).items[::-1]
    assert (first.key, first.title) == ("", "Exosomas, sin documento")
    assert others[::-1] == list(parsed(source, normal).items)


@pytest.mark.parametrize("format_", ["html_list", "html_table", "import_alerts"])
def test_half_a_page_is_no_shorter_one_and_a_page_without_its_last_tags_no_half(
    format_: str,
) -> None:
    source = source_in(format_)
    normal = (PAGES / source.id / "normal.html").read_text(encoding="utf-8")
    body = normal[: normal.index("</body>")]
    assert parsed(source, body).items == parsed(source, normal).items
    with pytest.raises(TruncatedBody, match="breaks off"):
        parsed(source, body[: body.rindex("</a>")])
