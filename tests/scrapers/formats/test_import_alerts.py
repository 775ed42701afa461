"""Import alerts: the firms that are detained, their products, and what is no such page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrapers.formats.page import Page
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Purpose
from tests.scrapers.invented_site import a_source
from tests.scrapers.recorded import PAGES, asked_first, catalogue, parsed

HEADERS = ("Import Alert Number", "Type", "Publish Date", "Name")
NAMED = "<div><b>Import Alert</b> # 66-41</div>"
WORDS = "<p>Words of a page.</p>" * 60


def read(
    content: str, *, purpose: Purpose = "document", watch: tuple[str, ...] = ("66-41",)
) -> Page:
    source = a_source(format="import_alerts", options={"watch": watch})
    request = replace(asked_first(source)[0], purpose=purpose)
    body = f"<html><body>{content}{WORDS}</body></html>".encode()
    return parsed(source, body, request)


def listing(*rows: str) -> str:
    head = "".join(f"<th>{header}</th>" for header in HEADERS)
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def alert(number: str) -> str:
    return (
        f'<tr><td>{number}</td><td>DWPE</td><td>01/05/2026</td><td><a href="/a">"N"</a></td></tr>'
    )


def firm(name: str, inside: str = "", products: str = "") -> str:
    named = f'<div class="div-name floatleft">{name}</div>'
    return f'<div class="div-info">{named}{inside}</div>{products}'


def test_an_alert_that_is_watched_is_read_and_one_that_is_not_listed_is_missed() -> None:
    page = read(listing(alert("66-41"), alert("99-23")), purpose="list")
    assert [item.key for item in page.items] == ["alert 66-41", "alert 99-23"]
    assert len(page.next) == 1
    assert page.warnings == []
    page = read(listing(alert("99-23")), purpose="list", watch=("66-41", "57-20"))
    assert (page.next, page.warnings) == ([], ["watched alerts that are not listed: 66-41, 57-20"])


def test_a_row_that_is_no_alert_is_at_fault_alone_and_most_of_them_are_a_changed_layout() -> None:
    half, unlinked = "<tr><td>66-42</td></tr>", alert("66-38").replace("/a", "javascript:x()")
    page = read(listing(alert("66-41"), half, alert("99-23"), unlinked), purpose="list")
    assert [item.key for item in page.items] == ["alert 66-41", "alert 99-23", "", ""]
    assert [item.title for item in page.items if not item.whole] == [
        "66-42", '66-38 DWPE 01/05/2026 "N"',
    ]  # fmt: skip
    assert len(page.next) == 1
    with pytest.raises(LayoutChanged, match=r"a row of 1 cells.*expected 4"):
        read(listing(alert("66-41"), half, half), purpose="list")


def test_a_firm_has_what_is_said_of_it_and_of_its_products_and_nothing_of_the_next() -> None:
    products = (
        "<p><em>66 V</em> Drugs</p><div>Desc: Ampoule</div><div>Notes: by post</div>"
        "<div>Problems: UNAPPROVED</div><div>Else</div>"
    )
    more = '<div class="center"><h4>JAPAN</h4></div><div>Desc: of nobody</div>'
    bare = firm("Bare Co.")
    address = '<div>Date Published : 01/05/2026</div><div class="clear">1 Example Rd</div>'
    page = read(f'{NAMED}<a name="RedFirm"></a>{firm("A Co.", address, products)}{more}{bare}')
    whole, bare_firm = page.items
    assert whole.text.split("\n") == [
        "A Co.", "1 Example Rd", "66 V Drugs", "Desc: Ampoule", "Notes: by post",
        "Problems: UNAPPROVED",
    ]  # fmt: skip
    assert (whole.key, whole.published) == ("66-41 A Co.", "01/05/2026")
    assert (bare_firm.key, bare_firm.published, bare_firm.text) == (
        "66-41 Bare Co.", None, "Bare Co.",
    )  # fmt: skip


def test_a_firm_without_a_name_is_at_fault_alone() -> None:
    nameless = '<div class="div-info"><div class="clear">1 Example Rd</div></div>'
    items = read(f'{NAMED}<a name="RedFirm"></a>{firm("A")}{nameless}{firm("B")}').items
    assert [(item.key, item.title) for item in items] == [
        ("66-41 A", "Import Alert 66-41, red list: A"),
        ("66-41 B", "Import Alert 66-41, red list: B"),
        ("", "1 Example Rd"),
    ]
    with pytest.raises(LayoutChanged, match=r"0 of 'div\.div-name\.floatleft'"):
        read(f'{NAMED}<a name="RedFirm"></a>{nameless}')


@pytest.mark.parametrize("colour", ["Green", "Yellow"])
def test_only_the_firms_of_the_red_list_are_detained(colour: str) -> None:
    lists = f'<a name="RedFirm"></a>{firm("A")}<a name="{colour}Firm"></a>{firm("B")}'
    assert [item.key for item in read(NAMED + lists).items] == ["66-41 A"]


def test_a_page_without_the_number_of_an_alert_is_a_changed_layout() -> None:
    with pytest.raises(LayoutChanged, match="no number of an alert"):
        read(f'<a name="RedFirm"></a>{firm("A")}')


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
    items = parsed(source, page, request).items
    assert [item.key for item in items] == [
        "66-41 Example Co.",
        "66-41 Example Co. 2 Example Rd",
    ]


def test_a_firm_that_is_on_no_list_of_an_import_alert_is_a_changed_layout() -> None:
    source = catalogue()["us-fda-import-alerts"]
    alert = replace(asked_first(source)[0], purpose="document")
    page = (PAGES / source.id / "next.html").read_text(encoding="utf-8")
    unnamed = page.replace('<a name="RedFirm">', "<a>").encode()
    with pytest.raises(LayoutChanged, match="on no list"):
        parsed(source, unnamed, alert)


def test_a_list_of_import_alerts_may_stand_beside_and_inside_other_tables() -> None:
    source = catalogue()["us-fda-import-alerts"]
    page = (PAGES / source.id / "normal.html").read_text(encoding="utf-8")
    other = "<table><tr><th>Type</th></tr><tr><td>Search</td><td>Help</td></tr></table>"
    around = page.replace("<main>", f"<main>{other}<table><tr><td>").replace(
        "</main>", "</td></tr></table></main>"
    )
    assert parsed(source, around).items == parsed(source, page).items
