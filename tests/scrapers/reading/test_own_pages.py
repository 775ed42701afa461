"""Pages of notices: asked once, read once, and not kept."""

from __future__ import annotations

import gc
import tracemalloc
from hashlib import sha256
from typing import Any

import pytest

from scrapers.http.faults import GoneFromAddress, LayoutChanged, ServerFault, SourceFault
from scrapers.http.request import Request
from scrapers.reading.own_pages import NotAsked, OwnPages
from scrapers.reading.remember import Notebook, SourceMemory, request_document
from tests.scrapers.invented_site import HOST, InventedSite, a_page, a_source

ONE, TWO, THREE = (f"{HOST}/{number}" for number in (1, 2, 3))


def pages_of(site: InventedSite, closed: tuple[str, ...] = ()) -> OwnPages:
    return OwnPages(a_source(), site, Notebook(), closed)


def remembered(url: str, text: str) -> tuple[dict[str, Any], str]:
    return request_document(Request(url)), sha256(text.encode()).hexdigest()


def test_a_page_is_asked_and_read_once_for_all_notices_that_have_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = InventedSite({ONE: a_page("Exosome serum.")})
    own = pages_of(site)
    said, answer = own.read(Request(ONE))
    assert (said.text, answer.body, len(answer.sha256)) == ("Exosome serum.", b"", 64)
    monkeypatch.setattr("scrapers.reading.own_pages.read_detail", None)
    assert own.read(Request(ONE)) == (said, answer)
    assert site.asked == [ONE]


def test_what_is_as_it_was_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    site = InventedSite({ONE: a_page(), TWO: a_page()})
    monkeypatch.setattr("scrapers.reading.own_pages.read_detail", None)
    known = [remembered(url, a_page()) for url in (ONE, TWO)]
    own = pages_of(site)
    assert own.are_as_they_were(known)
    assert own.are_as_they_were(known)
    assert site.asked == [ONE, TWO]


def test_where_one_of_a_notices_pages_differs_none_is_asked_for_again() -> None:
    site = InventedSite({ONE: a_page("As before."), TWO: a_page("Now."), THREE: a_page("More.")})
    own = pages_of(site)
    known = [remembered(ONE, a_page("As before.")), remembered(TWO, a_page("Then."))]
    assert not own.are_as_they_were([*known, remembered(THREE, a_page("More."))])
    assert [own.read(Request(url))[0].text for url in (ONE, TWO, THREE)] == [
        "As before.",
        "Now.",
        "More.",
    ]
    assert site.asked == [ONE, TWO, THREE]


def test_what_is_only_known_not_to_have_changed_is_asked_for_whole() -> None:
    notebook = Notebook()
    site = InventedSite({ONE: a_page("As before."), TWO: a_page("Now.")}, memory=notebook)
    with notebook.of(SourceMemory()) as met:
        own = OwnPages(a_source(), site, notebook, ())
        own.read(Request(ONE))
    with notebook.of(SourceMemory(validators=met)):
        own = OwnPages(a_source(), site, notebook, ())
        known = [remembered(ONE, a_page("As before.")), remembered(TWO, a_page("Then."))]
        assert not own.are_as_they_were(known)
        assert own.read(Request(ONE))[0].text == "As before."
    assert site.asked == [ONE, ONE, TWO, ONE]
    assert site.not_modified == 1


@pytest.mark.parametrize(
    ("answer", "fault"),
    [(ServerFault("status 503"), ServerFault), ("<main></main>", LayoutChanged)],
    ids=["no answer", "another layout"],
)
def test_a_page_at_fault_is_not_asked_again(answer: Any, fault: type[SourceFault]) -> None:
    site = InventedSite({ONE: answer})
    own = pages_of(site)
    for _ in range(4):
        with pytest.raises(fault):
            own.read(Request(ONE))
    assert (site.asked, own.faults) == ([ONE], [])


def fail(own: OwnPages, *urls: str) -> None:
    for url in urls:
        with pytest.raises(SourceFault):
            own.read(Request(url))


def test_after_some_that_fail_one_after_the_other_no_further_one_is_asked() -> None:
    down = dict.fromkeys((ONE, TWO, THREE, f"{HOST}/4", f"{HOST}/5"), ServerFault("status 503"))
    site = InventedSite({f"{HOST}/good": a_page(), f"{HOST}/known": a_page(), **down})
    own = pages_of(site)
    own.read(Request(f"{HOST}/known"))
    fail(own, ONE, TWO)
    own.read(Request(f"{HOST}/good"))
    fail(own, ONE, TWO, THREE, f"{HOST}/4")
    assert not own.are_given_up, "two of them had failed before"
    fail(own, f"{HOST}/5")
    assert [type(fault) for fault in own.faults] == [ServerFault]
    with pytest.raises(NotAsked):
        own.read(Request(f"{HOST}/6"))
    assert own.are_as_they_were([remembered(f"{HOST}/6", "")])
    own.read(Request(f"{HOST}/known"))
    assert own.not_asked == {f"{HOST}/6"}


def test_a_page_that_does_not_answer_is_taken_for_what_it_was() -> None:
    site = InventedSite({ONE: ServerFault("status 503"), THREE: a_page("Now.")})
    own = pages_of(site)
    silent = [remembered(ONE, a_page()), remembered(TWO, a_page())]
    assert own.are_as_they_were(silent)
    assert not own.are_as_they_were([*silent, remembered(THREE, a_page("Then."))])
    assert site.asked == [ONE, TWO, THREE]


def test_a_page_that_is_as_it_was_ends_a_row_of_faults() -> None:
    down = [f"{HOST}/down/{number}" for number in range(4)]
    site = InventedSite({ONE: a_page(), **dict.fromkeys(down, ServerFault("status 503"))})
    own = pages_of(site)
    fail(own, *down[:2])
    assert own.are_as_they_were([remembered(ONE, a_page())])
    fail(own, *down[2:])
    assert (own.are_given_up, own.faults) == (False, [])


def test_a_page_that_is_not_given_whole_is_at_fault() -> None:
    notebook = Notebook()
    site = InventedSite({ONE: a_page()}, memory=notebook)
    with notebook.of(SourceMemory()) as met:
        OwnPages(a_source(), site, notebook, ()).read(Request(ONE))
    with notebook.of(SourceMemory(validators=met)):
        own = OwnPages(a_source(), site, notebook, ())
        assert own.are_as_they_were([remembered(ONE, a_page())])
        site.answers[ONE] = ServerFault("status 503")
        fail(own, ONE)
    assert site.asked == [ONE, ONE, ONE]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [("<main></main>", LayoutChanged), (None, GoneFromAddress)],
    ids=["of another layout", "gone"],
)
def test_pages_that_are_answered_with_a_fault_are_told_and_all_of_them_asked(
    answer: str | None, fault: type[SourceFault]
) -> None:
    urls = [f"{HOST}/{number}" for number in range(5)]
    own = pages_of(InventedSite(dict.fromkeys(urls, answer)))
    fail(own, *urls)
    assert ([type(each) for each in own.faults], own.not_asked) == ([fault], set())


def test_pages_that_are_gone_neither_count_nor_hide_that_a_site_has_stopped_to_answer() -> None:
    down = [f"{HOST}/down/{number}" for number in range(4)]
    gone = [f"{HOST}/gone/{number}" for number in range(4)]
    own = pages_of(InventedSite(dict.fromkeys(down, ServerFault("status 503"))))
    fail(own, gone[0], *down[:2])
    assert not own.are_given_up, "it has answered once of three times"
    fail(own, *gone[1:], down[2])
    with pytest.raises(NotAsked):
        own.read(Request(down[3]))


def test_a_host_that_is_closed_is_asked_for_no_page() -> None:
    site = InventedSite({ONE: a_page()})
    own = pages_of(site, closed=("regulator.example",))
    with pytest.raises(NotAsked):
        own.read(Request(ONE))
    assert (site.asked, own.not_asked, own.are_given_up) == ([], {ONE}, False)


def test_bodies_do_not_add_up() -> None:
    """Pages of 200 kB each, of which each says a few words, or nothing where it should."""
    urls = [f"{HOST}/{number}" for number in range(20)]
    bad = [f"{HOST}/bad/{number}" for number in range(10)]
    cut_off = [f"{HOST}/cut-off/{number}" for number in range(4)]
    padding = f"<!--{'x' * 200_000}-->"
    site = InventedSite({url: padding + a_page(url) for url in urls})
    site.answers |= {url: f"{padding}{url}<main></main>" for url in bad}
    site.answers |= dict.fromkeys(cut_off, f"%PDF-1.7{'x' * 300_000}")
    own = pages_of(site)
    pages_of(site).read(Request(urls[0]))  # what reads is loaded
    fail(pages_of(site), cut_off[0])
    tracemalloc.start()
    try:
        for url in urls[:10]:
            own.read(Request(url))
        for url in urls[10:]:
            assert own.are_as_they_were([remembered(url, padding + a_page(url))])
        fail(own, *bad, *cut_off)
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000
