"""The page or document of one notice."""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter

from scrapers.formats.detail import PDF_PAGES, DetailPage, detail_request, read_detail
from scrapers.http.faults import (
    ChallengePage,
    GoneFromAddress,
    LayoutChanged,
    LoginPage,
    NotTheFormat,
    SourceFault,
    TruncatedBody,
)
from scrapers.http.request import Request
from tests.scrapers.invented_site import HOST, a_source
from tests.scrapers.pdf import pdf, pdf_that_repeats
from tests.scrapers.recorded import answer, catalogue


def read(id_: str, body: bytes | str, kind: str = "text/html") -> DetailPage:
    raw = body.encode() if isinstance(body, str) else body
    request = Request("https://example.org/notice", purpose="detail", source=id_)
    return read_detail(catalogue()[id_], answer(request, raw, content_type=kind))


def read_with(body: str | bytes, kind: str = "text/html", **detail: Any) -> DetailPage:
    """What an invented source with this `detail` reads in a page."""
    source = a_source(detail=detail)
    raw = body.encode() if isinstance(body, str) else body
    return read_detail(source, answer(Request(f"{HOST}/notice"), raw, content_type=kind))


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ('<time datetime=" 2026-05-02 ">2 May</time>', "2026-05-02"),
        ('<time datetime=" ">2  May</time>', "2 May"),
        ('<time content="2026-05-02">2 May</time>', "2026-05-02"),
        ('<time content="May" datetime="2026-05-02">2 May</time>', "2026-05-02"),
        ("<time>2 May</time>", "2 May"),
        ("<time> </time>", None),
        ("", None),
    ],
)
def test_the_day_that_a_list_lacks_is_read_on_the_page(said: str, published: str | None) -> None:
    page = f"<main><p>Exosomes</p></main>{said}"
    assert read_with(page, selector=["main"], published="time").published == published
    assert read_with(page, selector=["main"]).published is None


def test_a_page_in_json_gives_its_text_its_day_and_the_documents_in_it() -> None:
    html = '<p>Exosomes</p><a href="/a.pdf">PDF</a><a href="/b">page</a>'
    record = json.dumps({"body": html, "day": "2026-05-02"})
    found = read_with(record, "application/json", json_path="body", published="day", pdf=True)
    assert found.text.startswith("Exosomes")
    assert "<p>" not in found.text
    assert found.published == "2026-05-02"
    assert [each.url for each in found.documents] == [f"{HOST}/a.pdf"]
    assert {each.source for each in found.documents} == {"us-invented"}
    bare = read_with(record, "application/json", json_path="body", published="missing")
    assert (bare.published, bare.documents) == (None, ())


def test_of_several_parts_of_a_page_each_with_text_is_read() -> None:
    page = "<main>One</main><main> </main><main>Two</main><aside>Other</aside>"
    assert read_with(page, selector=["article", "main", "aside"]).text == "One\nTwo"


@pytest.mark.parametrize(
    ("url", "pdf_too", "purpose"),
    [
        ("/a", False, "detail"),
        ("/a.pdf", True, "document"),
        ("/a.PDF?x=1", True, "document"),
        ("/media/1/download?attachment", True, "document"),
        ("/a.pdf", False, None),
        ("/pdf-guide", False, "detail"),
        (None, True, None),
    ],
)
def test_a_document_is_asked_for_as_one_and_only_where_documents_are_read(
    url: str | None, pdf_too: bool, purpose: str | None
) -> None:
    request = detail_request(a_source(detail={"pdf": pdf_too}), url and f"{HOST}{url}")
    assert (request and request.purpose) == purpose
    assert request is None or (request.source, dict(request.headers)) == ("us-invented", {})
    assert detail_request(a_source(detail=None), f"{HOST}/a") is None
    asked = detail_request(a_source(detail={"json_path": "body"}), f"{HOST}/a")
    assert asked
    assert asked.headers["Accept"] == "application/json"


def test_of_a_long_document_the_beginning_is_read_and_of_a_locked_one_nothing() -> None:
    writer = PdfWriter()
    for number in range(PDF_PAGES + 1):
        writer.append(BytesIO(pdf(f"Page {number + 1} of many")))
    long = BytesIO()
    writer.write(long)
    page = read_with(long.getvalue(), "application/pdf")
    assert f"Page {PDF_PAGES} of many" in page.text
    assert f"Page {PDF_PAGES + 1} of" not in page.text
    (warning,) = page.warnings
    assert f"a PDF of {PDF_PAGES + 1} pages, read to page {PDF_PAGES}" in warning
    with pytest.raises(NotTheFormat, match="a PDF with a password"):
        read_with(locked("password"), "application/pdf")
    assert "Secret" in read_with(locked(""), "application/pdf").text


def test_a_document_that_is_gzip_though_nobody_says_so_is_opened() -> None:
    assert "Recall" in read_with(gzip.compress(pdf("Recall")), "application/pdf").text


def locked(password: str) -> bytes:
    writer, body = PdfWriter(clone_from=BytesIO(pdf("Secret"))), BytesIO()
    writer.encrypt(password, "of its owner", algorithm="RC4-128")
    writer.write(body)
    return body.getvalue()


def test_a_small_pdf_that_would_be_read_for_hours_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scrapers.formats.detail.PDF_SECONDS", 1)
    hostile, began = pdf_that_repeats("Exosomes", times=400), time.process_time()
    assert len(hostile) < 10_000
    with pytest.raises(NotTheFormat, match="longer than 1 seconds"):
        read_with(hostile, "application/pdf")
    assert time.process_time() - began < 20


def test_the_text_of_a_pdf_is_read() -> None:
    page = read("co-invima", b"\xef\xbb\xbf\r\n" + pdf("Alert on exosome ampoules"))
    assert "exosome ampoules" in page.text
    assert page.warnings == ()


def test_a_pdf_without_text_is_said() -> None:
    """It may be a picture of a letter, and then nobody knows what it is about."""
    page = read("co-invima", pdf(""))
    assert (page.text, len(page.warnings)) == ("", 1)
    assert "without text" in page.warnings[0]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"PK\x03\x04\x14\0", "an office file (Word, Excel, HWP …)"),
        (b"\xd0\xcf\x11\xe0\xa1", "an office file (Word, Excel, HWP …)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_a_notice_that_is_neither_a_page_nor_a_pdf_is_said(body: bytes, what: str) -> None:
    page = read("cl-isp", body + bytes(range(256)), "application/octet-stream")
    assert (page.text, page.documents) == ("", ())
    assert page.warnings == (f"{what}, which is not read: https://example.org/notice",)


@pytest.mark.parametrize("body", [b"%PDF-1.7 nothing", b"%PDF-1.4\n" + b"\xff" * 500])
def test_a_pdf_that_cannot_be_read_is_a_fault(body: bytes) -> None:
    with pytest.raises(NotTheFormat, match="PDF"):
        read("co-invima", body, "application/pdf")


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<html><title>Letters</title><main>Not found</main></html>", NotTheFormat),
        ("<html><main>Log in</main><input type=password></html>", LoginPage),
    ],
)
def test_a_page_in_the_place_of_a_pdf_is_not_what_the_notice_says(
    page: str, fault: type[SourceFault]
) -> None:
    source = a_source(detail={"selector": ["main"], "pdf": True})
    asked = Request(f"{HOST}/letter.pdf?x=1", purpose="document")
    with pytest.raises(fault):
        read_detail(source, answer(asked, page.encode()))
    assert read_detail(source, answer(Request(f"{HOST}/letter"), page.encode())).text


def test_a_pdf_that_leads_to_the_front_page_is_gone_and_not_broken() -> None:
    source = a_source(detail={"selector": ["main"], "pdf": True})
    asked = Request(f"{HOST}/letter.pdf", purpose="document")
    came = answer(asked, b"<html><title>Authority</title><main>News</main></html>")
    for url in (f"{HOST}/en/", source.homepage):
        with pytest.raises(GoneFromAddress, match="leads away"):
            read_detail(source, replace(came, url=url))


def test_whatever_the_library_stumbles_over_in_a_pdf_is_a_fault_of_the_pdf() -> None:
    body = pdf("Alert on exosome ampoules").replace(b"/Length", b"/Filter /Unknown /Length")
    with pytest.raises(NotTheFormat, match="NotImplementedError"):
        read("co-invima", body, "application/pdf")


@pytest.mark.parametrize(
    ("base", "folder"),
    [("", "/"), ('<base href="/webDigemid/">', "/webDigemid/"), ('<base href="https://[x">', "/")],
    ids=["none", "of the page", "no address"],
)
def test_documents_linked_from_the_text_are_meant_from_the_base_of_its_page(
    base: str, folder: str
) -> None:
    page = read_with(
        f'{base}<nav><a href="menu.pdf">x</a></nav><main><h3>Recall</h3>'
        '<a href="a/ALERT_1.pdf">PDF</a><a href="y">y</a><a href="">z</a></main>',
        selector=["main"],
        pdf=True,
    )
    assert page.text == "Recall\nPDFyz"
    assert [(each.url, each.purpose) for each in page.documents] == [
        (f"{HOST}{folder}a/ALERT_1.pdf", "document")
    ]


def test_documents_are_found_by_the_name_beside_their_link() -> None:
    page = read(
        "kr-mfds-boards-rss",
        '<div class="bv_cont"><p>엑소좀 (예시)</p></div>'
        '<div class="bv_file_box"><ul class="bbs_file_view_list">'
        '<li><div class="bbs_file_cont"><strong>예시.hwpx</strong>'
        '<a href="./down.do?brd_id=ntc0021&amp;seq=1&amp;data_tp=A&amp;file_seq=1"'
        ' class="bbs_icon_filedown">다운받기</a></div></li>'
        '<li><div class="bbs_file_cont"><strong>예시.pdf</strong>'
        '<a href="./down.do?brd_id=ntc0021&amp;seq=1&amp;data_tp=A&amp;file_seq=2"'
        ' class="bbs_icon_filedown">다운받기</a><a href="./preview.do">미리보기</a></div></li>'
        "</ul></div>",
    )
    assert page.text == "엑소좀 (예시)"
    assert [each.url for each in page.documents] == [
        "https://example.org/down.do?brd_id=ntc0021&seq=1&data_tp=A&file_seq=2"
    ]


def test_a_page_without_its_text_names_the_selectors_or_the_block() -> None:
    with pytest.raises(LayoutChanged, match="#newsContent"):
        read("hk-drug-office", "<p>" + "Other words. " * 50 + "</p>")
    with pytest.raises(ChallengePage):
        read("hk-drug-office", "<title>Just a moment...</title>")


def test_a_json_page_without_its_text_is_a_changed_layout() -> None:
    with pytest.raises(LayoutChanged, match=r"details\.body"):
        read("gb-govuk-search-content", '{"details": {}}', "application/json")


def test_the_blocks_of_a_page_are_read_in_the_order_in_which_they_are_shown() -> None:
    page = {
        "blocks": {
            "a": {"plaintext": "second < third"},
            "b": {"html": "<p>first</p>"},
            "c": {},
            "z": {"html": "<p>not filed</p>"},
        },
        "blocks_layout": {"items": ["c", "b", "gone", "a"]},
        "description": "short",
    }
    assert read("br-anvisa", json.dumps(page), "application/json").text == (
        "first\nsecond < third\nnot filed"
    )
    bare = {"blocks": {}, "description": "short"}
    assert read("br-anvisa", json.dumps(bare), "application/json").text == "short"


def test_half_the_page_of_a_notice_is_not_its_text() -> None:
    source = catalogue()["de-pei"]
    page = "<html><body><div id='content'><p>Exosomes are not</p> <p>authorised.</p></div></body>"
    request = Request("https://www.pei.de/invented", purpose="detail")
    assert "authorised" in read_detail(source, answer(request, page.encode())).text
    half = answer(request, page[: page.index("authorised")].encode())
    with pytest.raises(TruncatedBody, match="breaks off"):
        read_detail(source, half)
