"""What every format does with answers that are not what was promised: the cause is named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.catalogue import Source
from scrapers.formats.detail import read_detail
from scrapers.formats.page import Page, format_of
from scrapers.http.faults import (
    Blocked,
    Broken,
    ChallengePage,
    EntityExpansion,
    GoneFromAddress,
    KeyRefused,
    LayoutChanged,
    LoginPage,
    NotTheFormat,
    Outage,
    RequestNotUnderstood,
    TooManyRows,
    TruncatedBody,
)
from scrapers.http.request import Request
from tests.scrapers.recorded import ONE_OF_EACH, PAGES, answer, asked_first, catalogue

DATA_FORMATS = [
    name for name in ONE_OF_EACH if not name.startswith(("html", "next", "import", "num"))
]
XML = ["us-fda-rss", "eu-safety-gate-weekly-xml"]
JSON = ["us-federal-register", "us-fda-recalls", "ng-nafdac", "us-fda-warning-letters"]
CONTENT = (
    "<html><head><title>News</title></head><body><main>"
    + "<p>Words of a page.</p>" * 60
    + "</main></body></html>"
)
LOGIN = '<form action="/login"><input name="user"><input type="password" name="pass"></form>'


def parse(source: Source, body: bytes | str, status: int = 200, **kw: str) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    response = answer(asked_first(source)[0], raw, status=status, headers=kw)
    return format_of(source).parse(source, response)


def source_of(format_: str) -> Source:
    return catalogue()[ONE_OF_EACH[format_]]


@pytest.mark.parametrize("format_", ONE_OF_EACH)
def test_an_empty_answer_is_a_bot_check_and_not_an_empty_list(format_: str) -> None:
    with pytest.raises(ChallengePage, match="empty answer with status 202"):
        parse(source_of(format_), b" \n", 202)


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
        parse(source_of(format_), page)


@pytest.mark.parametrize("format_", ONE_OF_EACH)
def test_a_form_for_a_password_is_a_login_page(format_: str) -> None:
    with pytest.raises(LoginPage):
        parse(source_of(format_), f"<html><title>Sign in</title><body>{LOGIN}</body></html>")


@pytest.mark.parametrize("format_", DATA_FORMATS)
def test_html_where_data_were_promised_is_not_the_format(format_: str) -> None:
    with pytest.raises(NotTheFormat, match=r"HTML \(News\)"):
        parse(source_of(format_), CONTENT)


@pytest.mark.parametrize("format_", ["html_list", "html_table", "next_flight", "import_alerts"])
def test_an_ordinary_page_without_the_list_is_a_changed_layout(format_: str) -> None:
    with pytest.raises(LayoutChanged, match="expected"):
        parse(source_of(format_), CONTENT)


@pytest.mark.parametrize("format_", ["html_list", "html_table"])
def test_a_page_with_its_list_may_have_a_login_form_and_a_captcha(format_: str) -> None:
    source = source_of(format_)
    normal = next((PAGES / source.id).glob("normal.html")).read_text(encoding="utf-8")
    script = '<script src="/cdn-cgi/challenge-platform/x"></script>'
    extras = f'{LOGIN}<div class="g-recaptcha"></div>{script}'
    assert parse(source, normal.replace("<main>", extras + "<main>")).items


@pytest.mark.parametrize("id_", JSON)
def test_malformed_json_is_not_the_format(id_: str) -> None:
    normal = (PAGES / id_ / "normal.json").read_bytes()
    long_number = b'{"results": ' + b"9" * 5000 + b"}"
    half = normal[: len(normal) // 2]
    for body in (half, b"[" * 200_000, b'{"results": [}', b"[1, 2", long_number):
        with pytest.raises((NotTheFormat, LayoutChanged)):
            parse(catalogue()[id_], body)


@pytest.mark.parametrize("id_", JSON)
def test_half_a_surrogate_in_json_spoils_neither_a_title_nor_its_source(id_: str) -> None:
    """As a site gives it that cuts titles to a length in the middle of an emoji."""
    normal = json.loads((PAGES / id_ / "normal.json").read_bytes())
    items = parse(catalogue()[id_], json.dumps(_cut_within_an_emoji(normal))).items
    assert items
    for item in items:
        assert f"{item.key}{item.title}{item.url}{item.text}{item.fields}".encode()


def _cut_within_an_emoji(value: object) -> object:
    if isinstance(value, dict):
        return {name: _cut_within_an_emoji(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cut_within_an_emoji(each) for each in value]
    return f"{value} <b>\ud83d</b>" if isinstance(value, str) and " " in value else value


def test_a_bulk_file_may_hold_any_number_of_brackets_but_not_nest_them_deeply() -> None:
    source = source_of("json_bulk")
    (entry, *_) = json.loads((PAGES / source.id / "normal.json").read_bytes())
    titled = {**entry, "field_product_description": "[{" * 300 + '\\ "[["'}
    assert len(parse(source, json.dumps([titled] * 300)).items) == 300
    with pytest.raises(NotTheFormat, match="nested deeper than 200"):
        parse(source, json.dumps([{**entry, "deep": json.loads("[" * 200 + "]" * 200)}]))


@pytest.mark.parametrize(
    "piece",
    [r"\x41", r"{\"announcements\":[" + "[" * 200_000, r"{\"announcements\":[" + "9" * 5000 + "]"],
    ids=["escape", "deep", "a long number"],
)
def test_malformed_data_of_next_js_are_a_fault_of_the_page(piece: str) -> None:
    source = source_of("next_flight")
    piece = piece.replace("announcements", source.options["list_key"])
    page = f'<html><body><script>self.__next_f.push([1,"{piece}"])</script></body></html>'
    with pytest.raises(NotTheFormat):
        parse(source, page)


def test_malformed_json_in_a_script_is_not_the_format() -> None:
    source = source_of("html_script_json")
    id_ = source.options["script"].removeprefix("script#")
    for data in ('{"jsonArray": [', "9" * 5000):
        with pytest.raises(NotTheFormat, match="malformed JSON"):
            parse(source, f'<html><body><script id="{id_}">{data}</script></body></html>')


@pytest.mark.parametrize("id_", XML)
def test_malformed_xml_is_not_the_format(id_: str) -> None:
    normal = (PAGES / id_ / "normal.xml").read_bytes()
    with pytest.raises(NotTheFormat, match="malformed XML"):
        parse(catalogue()[id_], normal[: len(normal) // 2])


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
        parse(catalogue()[id_], f'<?xml version="1.0"?>{doctype}<rss><channel>&b;</channel></rss>')


def test_feeds_with_control_characters_and_html_entities_are_still_read() -> None:
    feed = (
        "<rss version='2.0'><channel><item><title>Exosomes&nbsp;&eacute;\x0b</title>"
        "<link>https://www.fda.gov/x</link></item></channel></rss>"
    )
    assert parse(catalogue()["us-fda-rss"], feed).items[0].title == "Exosomes é"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Exosomes&#11; in &#x1F;Bonn", "Exosomes in Bonn"),
        ("Exosomes&#0;&#xD83D;&#xFFFF;&#99999999;", "Exosomes"),
        ("Exosomes &#233;&#x1F489;", "Exosomes é💉"),
        ("Fillers & exosomes, R&D", "Fillers & exosomes, R&D"),
        ("Fillers &amp; exosomes &lt; 5 mg", "Fillers & exosomes < 5 mg"),
        ("<![CDATA[Fillers & exosomes]]>", "Fillers & exosomes"),
    ],
)
def test_what_feeds_write_though_xml_forbids_it_is_read_for_what_it_means(
    written: str, read: str
) -> None:
    for link in ("https://www.fda.gov/x?a=1&b=2", "<![CDATA[https://www.fda.gov/x?a=1&b=2]]>"):
        feed = (
            f"<rss version='2.0'><channel><item><title>{written}</title><link>{link}</link></item>"
            "</channel></rss>"
        )
        (item,) = parse(catalogue()["us-fda-rss"], feed).items
        assert (item.title, item.url) == (read, "https://www.fda.gov/x?a=1&b=2")


def test_a_feed_in_two_bytes_a_character_that_calls_itself_utf8_is_read() -> None:
    feed = (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><item>"
        "<title>אקסוזומים</title><link>https://www.gov.il/he/x</link></item></channel></rss>"
    )
    (item,) = parse(catalogue()["il-moh"], feed.encode("utf-16-le")).items
    assert (item.title, item.url) == ("אקסוזומים", "https://www.gov.il/he/x")


def test_invalid_utf8_is_replaced_and_said() -> None:
    item = b"<item><title>Exo \xff</title><link>https://a.org/</link></item>"
    feed = b"<rss version='2.0'><channel>" + item + b"</channel></rss>"
    page = parse(catalogue()["us-fda-rss"], feed)
    assert page.items[0].title == "Exo \ufffd"
    assert page.warnings == ["1 places were not valid utf-8 and were replaced by U+FFFD"]


def test_an_entry_without_link_or_title_is_a_changed_layout() -> None:
    for entry in ("<title>T</title>", "<link>https://www.fda.gov/</link>"):
        with pytest.raises(LayoutChanged, match="an entry without"):
            parse(
                catalogue()["us-fda-rss"],
                f"<rss version='2.0'><channel><item>{entry}</item></channel></rss>",
            )


def test_a_faulty_entry_among_good_ones_does_not_fail_the_list() -> None:
    good = "<item><title>T</title><link>https://www.fda.gov/{}</link></item>"
    bad = "<item><link>https://www.fda.gov/x</link></item><item><title>Exosome</title></item>"
    entries = good.format("a") + bad + good.format("b")
    feed = f"<rss version='2.0'><channel>{entries}</channel></rss>"
    items = parse(catalogue()["us-fda-rss"], feed).items
    assert [item.whole for item in items] == [True, False, False, True]
    source = catalogue()["co-invima"]
    normal = (PAGES / source.id / "normal.html").read_text(encoding="utf-8")
    row = '<div class="alertas-invima-list"><p>Exosomas, sin documento</p></div>'
    page = normal.replace(
        '<div class="alertas-invima-list">', row + '<div class="alertas-invima-list">', 1
    )
    first, *others = parse(source, page).items[::-1]
    assert (first.key, first.title) == ("", "Exosomas, sin documento")
    assert others[::-1] == list(parse(source, normal).items)


def test_a_record_without_its_key_names_the_fields_it_has() -> None:
    with pytest.raises(LayoutChanged, match=r"without key .*fields title"):
        parse(catalogue()["us-federal-register"], '{"count": 1, "results": [{"title": "T"}]}')


def test_no_match_is_empty_only_with_the_words_for_it() -> None:
    source = catalogue()["us-openfda-enforcement"]
    assert parse(source, '{"error": {"code": "NOT_FOUND"}}', 404).items == ()
    with pytest.raises(GoneFromAddress):
        parse(source, "<html>no such page</html>", 404)


def test_a_missing_list_is_empty_only_when_the_count_says_so() -> None:
    assert parse(catalogue()["us-federal-register"], '{"count": 0}').items == ()
    for count in ("3", f'"{"9" * 5000}"'):
        with pytest.raises(LayoutChanged, match="no list"):
            parse(catalogue()["us-federal-register"], f'{{"count": {count}}}')


def test_wordpress_past_the_end_is_the_end_and_other_400s_are_ours() -> None:
    source = catalogue()["ng-nafdac"]
    assert parse(source, '{"code": "rest_post_invalid_page_number"}', 400).items == ()
    with pytest.raises(RequestNotUnderstood):
        parse(source, '{"code": "rest_invalid_param"}', 400)


def test_a_refused_key_and_a_refused_query_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_GO_KR_KEY", "wrong")
    source = catalogue()["kr-data-go-kr"]
    with pytest.raises(KeyRefused, match="refused"):
        parse(source, "<OpenAPI_ServiceResponse><errMsg>x</errMsg></OpenAPI_ServiceResponse>")
    with pytest.raises(Broken, match="resultCode"):
        parse(source, '{"header": {"resultCode": "22"}, "body": {"items": []}}')


def test_a_site_s_own_error_page_is_an_outage() -> None:
    with pytest.raises(Outage, match="own error page"):
        parse(catalogue()["kr-mfds-boards-rss"], '<html><div class="error_page">오류</div></html>')


def test_a_table_with_another_header_names_both() -> None:
    page = CONTENT + "<table><tr><th>Class</th><th>Report</th><th>Surprise</th></tr></table>"
    with pytest.raises(LayoutChanged, match=r"Surprise.*expected Class \| Report"):
        parse(catalogue()["eg-eda"], page)


def test_a_csv_without_a_column_or_with_a_broken_row_is_a_changed_layout() -> None:
    source = catalogue()["ch-swissmedic"]
    normal = (PAGES / source.id / "normal.csv").read_text(encoding="utf-8")
    with pytest.raises(LayoutChanged, match=r"columns .*link.*expected .*directLink"):
        parse(source, normal.replace("directLink", "link", 1))
    with pytest.raises(LayoutChanged, match="another number of cells"):
        parse(source, normal + "only,two\n")


def test_a_row_of_cells_may_lack_those_that_are_optional() -> None:
    source = catalogue()["us-fda-warning-letters"]
    whole = json.loads((PAGES / source.id / "normal.json").read_text(encoding="utf-8"))
    without = {**whole, "data": [row[:7] for row in whole["data"]]}
    assert parse(source, json.dumps(without)).items == parse(source, json.dumps(whole)).items
    with pytest.raises(LayoutChanged, match="a row of 6 cells"):
        parse(source, json.dumps({**whole, "data": [row[:6] for row in whole["data"]]}))


def test_a_csv_may_lack_a_column_that_is_optional() -> None:
    source = catalogue()["it-aifa"]
    file = (PAGES / source.id / "next.csv").read_bytes()
    asked = replace(asked_first(source)[0], purpose="document")
    without = file.replace(b";Link Provvedimento", b"").replace(
        b";https://www.aifa.gov.it/esempio", b""
    )
    page = format_of(source).parse(source, answer(asked, without))
    assert [(item.key[:6], item.url) for item in page.items] == [("000000", None)]
    assert not page.warnings
    with pytest.raises(LayoutChanged, match=r"expected .*Numero Lotto"):
        format_of(source).parse(source, answer(asked, file.replace(b"Numero Lotto", b"Lotto")))


def test_delimiters_after_the_last_cell_of_a_row_are_no_cells() -> None:
    source = catalogue()["it-aifa"]
    file = (PAGES / source.id / "next.csv").read_bytes()
    asked = replace(asked_first(source)[0], purpose="document")
    head, row, *_ = file.splitlines()
    read = format_of(source).parse
    ended = read(source, answer(asked, head + b"\n" + row + b";; \n"))
    assert ended.items == read(source, answer(asked, head + b"\n" + row + b"\n")).items
    with pytest.raises(LayoutChanged, match="another number of cells"):
        read(source, answer(asked, head + b"\n" + row + b";;x\n"))


def test_further_columns_are_no_harm_and_said() -> None:
    source = catalogue()["ch-swissmedic"]
    normal = (PAGES / source.id / "normal.csv").read_text(encoding="utf-8-sig").strip()
    head, *rows = normal.splitlines()[2:]  # after its heading
    page = parse(source, "\n".join([f"extra,{head}", *(f"x,{row}" for row in rows)]))
    assert page.items == parse(source, normal).items
    assert page.warnings == ["columns that are not read: extra"]

    table = (
        "<table><tr><th>No.</th><th>CLASS</th><th>Report</th><th>Type</th>"
        "<th>Product Name</th></tr>"
        "<tr><td>1</td><td>II</td><td><a href='/a.pdf'>Notice 1</a></td><td>Recall</td>"
        "<td>Exosome</td></tr><tr><td>2</td><td>half a row</td></tr></table>"
    )
    page = parse(catalogue()["eg-eda"], table)
    assert [item.title for item in page.items] == ["Recall: Exosome (Notice 1)"]
    assert page.warnings == [
        "columns that are not read: No.",
        "1 rows of another width than the header were left out",
    ]


def test_a_namespace_changes_no_name() -> None:
    source = catalogue()["eu-safety-gate-weekly-xml"]
    normal = (PAGES / source.id / "normal.xml").read_text(encoding="utf-8")
    bare = re.sub(r"<(\w[\w-]*)", r"<x:\1", normal).replace("</", "</x:")
    named = re.sub(r"<x:(\w[\w-]*)", r'<x:\1 xmlns:x="urn:example"', bare, count=1)
    assert parse(source, named).next == parse(source, normal).next


@pytest.mark.parametrize(
    ("url", "why"), [("<URL/>", "no 'URL'"), ("<URL>http://[x</URL>", "a link that is no address")]
)
def test_a_report_that_leads_nowhere_is_left_out_and_said(url: str, why: str) -> None:
    source = catalogue()["eu-safety-gate-weekly-xml"]
    normal = (PAGES / source.id / "normal.xml").read_text(encoding="utf-8")
    old = f"<weeklyReport><publicationDate>01/01/2005</publicationDate>{url}</weeklyReport>"
    page = parse(source, normal.replace("</Safety-Gate>", f"{old}</Safety-Gate>"))
    assert page.next == parse(source, normal).next
    assert [warning.partition(" (")[0] for warning in page.warnings] == [
        "reports that were left out: 1"
    ]
    with pytest.raises(LayoutChanged, match=why):
        parse(source, f"<Safety-Gate>{old}</Safety-Gate>")


def test_a_firm_with_two_addresses_on_a_red_list_is_two_entries() -> None:
    firm = (
        '<div class="div-info"><div class="div-name floatleft">Example Co.</div>'
        '<div class="div-name floatright">Date Published : 0{0}/08/2012</div>'
        '<div class="clear">{0} Example Rd</div></div>'
    )
    head = '<div><b>Import Alert</b> # 66-41</div><a name="RedFirm"></a>'
    page = head + firm.format(1) + firm.format(2)
    source = catalogue()["us-fda-import-alerts"]
    request = replace(asked_first(source)[0], purpose="document")
    items = format_of(source).parse(source, answer(request, page.encode())).items
    assert [item.key for item in items] == [
        "66-41 Example Co.",
        "66-41 Example Co. 2 Example Rd",
    ]


def test_paging_ends_with_the_total_and_is_loud_when_it_does_not_end() -> None:
    source = catalogue()["us-federal-register"]
    one = json.loads((PAGES / source.id / "normal.json").read_text(encoding="utf-8"))
    many = {**one, "count": 5000, "results": one["results"] * 100}
    request = asked_first(source)[0]
    body = json.dumps(many).encode()
    for number in range(1, 10):
        request = format_of(source).parse(source, answer(request, body)).next[0]
        assert f"page={number + 1}" in request.url
    with pytest.raises(TooManyRows, match="more than 10 pages"):
        format_of(source).parse(source, answer(request, body))
    last = json.dumps({**one, "count": 901}).encode()
    assert format_of(source).parse(source, answer(request, last)).next == []


def test_a_page_after_the_last_of_a_list_is_the_end() -> None:
    source = catalogue()["ar-anmat"]
    later = (
        format_of(source)
        .parse(source, answer(asked_first(source)[0], PAGES / source.id / "normal.html"))
        .next[0]
    )
    empty = answer(later, PAGES / source.id / "empty.html")
    assert format_of(source).parse(source, empty).items == ()
    challenge = answer(later, PAGES / source.id / "challenge.html")
    with pytest.raises(Blocked):
        format_of(source).parse(source, challenge)


def test_a_firm_that_is_on_no_list_of_an_import_alert_is_a_changed_layout() -> None:
    source = catalogue()["us-fda-import-alerts"]
    alert = replace(asked_first(source)[0], purpose="document")
    page = (PAGES / source.id / "next.html").read_text(encoding="utf-8")
    unnamed = page.replace('<a name="RedFirm">', "<a>").encode()
    with pytest.raises(LayoutChanged, match="on no list"):
        format_of(source).parse(source, answer(alert, unnamed))


def test_a_list_of_import_alerts_may_stand_beside_and_inside_other_tables() -> None:
    source = catalogue()["us-fda-import-alerts"]
    page = (PAGES / source.id / "normal.html").read_text(encoding="utf-8")
    other = "<table><tr><th>Type</th></tr><tr><td>Search</td><td>Help</td></tr></table>"
    around = page.replace("<main>", f"<main>{other}<table><tr><td>").replace(
        "</main>", "</td></tr></table></main>"
    )
    assert parse(source, around).items == parse(source, page).items


def test_a_flight_page_cut_in_the_middle_gives_its_whole_entries_and_says_so() -> None:
    source = catalogue()["sg-hsa"]
    whole = (PAGES / source.id / "normal.html").read_text(encoding="utf-8")
    page = parse(source, whole[: whole.index("Example “recall”")])
    assert [item.key for item in page.items] == ["/announcements/example"]
    assert page.warnings == ["the page is cut off: 1 whole entries were read"]


@pytest.mark.parametrize("format_", ["html_list", "html_table", "import_alerts"])
def test_half_a_page_is_no_shorter_one_and_a_page_without_its_last_tags_no_half(
    format_: str,
) -> None:
    source = source_of(format_)
    normal = (PAGES / source.id / "normal.html").read_text(encoding="utf-8")
    body = normal[: normal.index("</body>")]
    assert parse(source, body).items == parse(source, normal).items
    with pytest.raises(TruncatedBody, match="breaks off"):
        parse(source, body[: body.rindex("</a>")])


def test_one_link_in_two_dated_blocks_of_a_list_is_two_entries() -> None:
    block = '<div class="searchresult"><div class="teaser"><a href="/d/1">{}</a> {}</div></div>'
    dated = block.format("Rückruf eines Serums", "01.03.2026")
    parsed = parse(
        catalogue()["de-pei"],
        dated
        + block.format("Warnung vor Exosomen", "01.03.2026")
        + block.format("Rückruf eines Serums mit Exosomen", "01.03.2026")
        + block.format("Mehr dazu", ""),
    )
    titles = [item.title for item in parsed.items]
    assert titles == ["Rückruf eines Serums mit Exosomen", "Warnung vor Exosomen"]
    assert len({item.key for item in parsed.items}) == 1


def test_half_the_page_of_a_notice_is_not_its_text() -> None:
    source = catalogue()["de-pei"]
    page = "<html><body><div id='content'><p>Exosomes are not</p> <p>authorised.</p></div></body>"
    request = Request("https://www.pei.de/invented", purpose="detail")
    assert "authorised" in read_detail(source, answer(request, page.encode())).text
    half = answer(request, page[: page.index("authorised")].encode())
    with pytest.raises(TruncatedBody, match="breaks off"):
        read_detail(source, half)


def test_a_piece_of_html_that_never_said_to_be_a_page_needs_no_end() -> None:
    assert not parse(catalogue()["de-pei"], "<p>keine Treffer</p>").items


def test_a_big_file_cut_in_the_middle_is_told_of_on_one_line() -> None:
    source = source_of("json_bulk")
    with pytest.raises(NotTheFormat, match="premature EOF") as caught:
        parse(source, '[{"a": "b')
    assert "\n" not in str(caught.value)


def test_a_big_file_is_read_within_300_mb() -> None:
    script = Path(__file__).with_name("read_big_file.py")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stderr
    rows, peak = (int(number) for number in done.stdout.split())
    assert rows > 30_000
    assert peak < 300


@pytest.mark.parametrize(
    "header",
    [
        "<tr><td><strong>Class</strong></td><td>Report</td><td>TYPE</td>"
        "<td> Product&nbsp;</td></tr>",
        '<tr><th colspan="4">Recalls</th></tr>'
        "<tr><th>Class</th><th>Report</th><th>Type</th><th>Product name</th></tr>",
    ],
    ids=["unmarked", "under a caption"],
)
def test_the_header_of_a_table_is_the_row_with_its_words(header: str) -> None:
    rows = (
        '<tr><th>II</th><td><a href="/media/1.pdf">No. 1</a></td><td>Recall</td><td>Vial</td></tr>'
        "<tr><th>Class</th><th>Report</th><th>Type</th><th>Product name</th></tr>"
        '<tr><td>-</td><td><a href="/media/2.pdf">No. 2</a></td><td>Alert</td><td>Cream</td></tr>'
    )
    table = f"<table><tbody>{header}{rows}</tbody></table>"
    page = parse(catalogue()["eg-eda"], f"<table><tr><td>{table}</td></tr></table>")
    assert [item.title for item in page.items] == ["Recall: Vial (No. 1)", "Alert: Cream (No. 2)"]
    assert page.warnings == []
