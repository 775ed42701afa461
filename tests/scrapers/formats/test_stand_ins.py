"""What a site shows where a list or the page of a notice is not, with status 200."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

import pytest

from scrapers.formats.detail import read_detail
from scrapers.formats.html_list import parse
from scrapers.http.faults import GoneFromAddress, ServerFault, SourceFault
from scrapers.http.request import Request
from tests.scrapers.invented_site import HOST, a_source
from tests.scrapers.recorded import answer, catalogue, parsed

SOURCE = a_source(
    detail={"selector": ["main"]},
    urls=[f"{HOST}/list", f"{HOST}/recent?days=30"],
    homepage=f"{HOST}/alerts/all.html",
)
WORDS = "<main><p>Exosomes of another notice.</p></main>"


LIST = a_source(
    format="html_list",
    options={
        "items": "li:has(a)",
        "title": {"selector": "a"},
        "paging": {"parameter": "page"},
    },
    urls=[f"{HOST}/alerts/list.html?page=1"],
    homepage=f"{HOST}/alerts/list.html",
)
ROWS = "<ul><li><a href='/n/1'>Exosomes</a></li></ul>"


def listed(page: str, *, asked: str = "/alerts/list.html?page=1", came: str) -> list[str]:
    response = answer(Request(f"{HOST}{asked}"), f"<html>{page}{ROWS}</html>".encode())
    return [item.title for item in parse(LIST, replace(response, url=urljoin(HOST, came))).items]


def read(page: str, *, asked: str = "/notice/1", came: str = "/notice/1") -> str:
    response = answer(Request(f"{HOST}{asked}"), page.encode())
    return read_detail(SOURCE, replace(response, url=f"{HOST}{came}")).text


@pytest.mark.parametrize(
    "came",
    [
        "", "/", "/en", "/EN/Home/home_node.html", "/index.php", "/pt-br/", "/alerts/all.html/",
        "/homepage", "/de/startseite.html", "/index_en.htm", "/error404.html", "/list", "/recent",
        "/error.aspx?aspxerrorpath=/notice/1", "/Pages/PageNotFoundError.aspx", "/404", "/errors/x",
        "/x?aspxerrorpath=/notice/1",
    ],
)  # fmt: skip
def test_who_is_sent_to_the_front_page_or_an_error_page_has_not_read_the_notice(came: str) -> None:
    with pytest.raises(GoneFromAddress, match=f"{HOST}/notice/1 leads away at {HOST}"):
        read(WORDS, came=came)


@pytest.mark.parametrize(
    ("asked", "came"),
    [
        ("/n/1", "/notice/1"),
        ("/n/1", "/index.php?id=1"),
        ("/n/1", "/recent?id=1"),
        ("/node/1", "/news/error-in-a-label"),
        ("/?p=1", "/404-mg-of-exosomes"),
        ("/n/1", "/homeopathic-exosomes"),
        ("/n/1", "/maintenance-of-exosomes.html"),
        ("/node/40412", "/en/node/40412"),
        ("/notice/404", "/en/notice/404"),
        ("/Alerts/all.html", "/alerts/all.html"),
        ("/", "/"),
    ],
)
def test_a_page_that_has_moved_or_stands_on_that_of_many_is_read(asked: str, came: str) -> None:
    assert "Exosomes" in read(WORDS, asked=asked, came=came)


@pytest.mark.parametrize(
    "came", ["", "/en/", "/?lang=en", "/index.php/en/", "/404.html", "/errors/x"]
)
def test_the_newest_on_a_front_page_or_an_error_page_are_not_the_list(came: str) -> None:
    with pytest.raises(GoneFromAddress, match=rf"page=1 leads away at {HOST}"):
        listed("", came=came)


def test_of_a_list_that_leads_to_the_front_page_of_another_host_the_new_one_is_named() -> None:
    with pytest.raises(GoneFromAddress) as raised:
        listed("", came="//new.example/")
    assert "at https://new.example/. If what was read has moved there, " in str(raised.value)


@pytest.mark.parametrize(
    ("asked", "came"),
    [
        ("/alerts/list.html?page=1", "/alerts/list.html"),
        ("/alerts/list.html?page=1", "/en/alerts/"),
        ("/index.php/en/", "/en/home"),
        ("/", "/en/index.html"),
        ("/?lang=en", "/en/"),
        ("/?locale=pt_BR", "/pt-br/home"),
    ],
)
def test_a_list_that_has_moved_or_stands_on_the_front_page_is_read(asked: str, came: str) -> None:
    assert listed("", asked=asked, came=came) == ["Exosomes"]


def test_a_list_below_the_words_of_a_missing_page_is_none() -> None:
    said = "<h1>Page not found</h1>"
    with pytest.raises(GoneFromAddress, match="calls itself 'Page not found'"):
        listed(said, came="/alerts/list.html?page=1")
    second = "/alerts/list.html?page=2"
    assert listed(said, asked=second, came=second) == [], "the first page was the last"


@pytest.mark.parametrize(
    "headers", ["Class", "Class</th><th>Report</th><th>Type</th><th>Product name"]
)
def test_a_table_below_the_words_of_a_missing_page_is_none(headers: str) -> None:
    page = f"<html><h1>Page not found</h1><table><tr><th>{headers}</th></tr></table></html>"
    with pytest.raises(GoneFromAddress, match="calls itself 'Page not found'"):
        parsed(catalogue()["eg-eda"], page.encode())


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("404", GoneFromAddress),
        ("Error 404 - Authority", GoneFromAddress),
        ("404 Not Found", GoneFromAddress),
        ("404 | Authority", GoneFromAddress),
        ("Error 404: Authority", GoneFromAddress),
        ("404 - File or directory not found.", GoneFromAddress),
        ("404: This page could not be found.", GoneFromAddress),
        ("404: NOT_FOUND", GoneFromAddress),
        ("Page not found – Authority", GoneFromAddress),
        ("The page cannot be found", GoneFromAddress),
        ("The page you asked for does not exist on this server", GoneFromAddress),
        ("Not found | Authority", GoneFromAddress),
        ("The page you asked for could not be found", GoneFromAddress),
        ("Sorry, this page doesn’t exist: page does not exist", GoneFromAddress),
        ("Page introuvable", GoneFromAddress),
        ("Página no encontrada | Autoridad", GoneFromAddress),
        ("Página não encontrada", GoneFromAddress),
        ("Die Seite wurde nicht gefunden", GoneFromAddress),
        ("페이지를 찾을 수 없습니다", GoneFromAddress),
        ("ページが見つかりません", GoneFromAddress),
        ("Site under maintenance", ServerFault),
        ("503 Service Temporarily Unavailable", ServerFault),
        ("HTTP Status 500 – Internal Server Error", ServerFault),
        ("Maintenance mode | Authority", ServerFault),
    ],
)
@pytest.mark.parametrize("place", ["<title>{}</title>", "<main><h1>{}</h1></main>"])
def test_a_page_that_says_it_is_none_is_believed(
    said: str, fault: type[SourceFault], place: str
) -> None:
    with pytest.raises(fault, match="a page that calls itself"):
        read(place.format(said) + WORDS)


@pytest.mark.parametrize(
    "said",
    [
        "404/2026: recall of exosomes", "404-2026 Exosomes", "Exosomes: 404 mg vials",
        "404 – Order on exosomes", "404: vials of exosomes", "404 - Approval not found: exosomes",
        "Exosomes of which a page could not be found in leaflets",
        "Approval not found: exosomes", "Vials of exosomes temporarily unavailable",
        "500 mg vials under maintenance of supply", "Page 404 of the gazette",
        "Pumps of exosomes that enter maintenance mode", "Vials: service unavailable at clinics",
    ],
)  # fmt: skip
def test_what_a_notice_is_about_is_no_missing_page(said: str) -> None:
    assert "Exosomes" in read(f"<title>{said}</title><h1>{said}</h1>{WORDS}")
    assert "Exosomes" in read(f"<title>{said} | Authority</title><h1>{said}</h1>{WORDS}")


@pytest.mark.parametrize("heading", ["", "<h1>Oops</h1>", "<h1>Authority</h1>"])
def test_a_number_before_the_name_of_a_site_is_that_of_a_missing_page(heading: str) -> None:
    with pytest.raises(GoneFromAddress, match="calls itself '404 – Authority'"):
        read(f"<title>404 – Authority</title>{heading}{WORDS}")
