"""The first answer of a source, and what an operator is told of it."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from scrapers.first_answer import first_answer
from scrapers.http.faults import EmptyList, LayoutChanged, ServerFault, SourceFault
from scrapers.outcome import Outcome
from tests.scrapers.invented_site import HOST, LIST, PLAIN, InventedSite, a_page, a_source, an_entry

SEARCH = {
    "urls": [f"{HOST}/search?q={{term}}"],
    "terms": "server",
    "sure_term": "recall",
    "rows": {"min": 0, "max": 50, "may_be_empty": True, "why": "Invented."},
}


FILES = {"format": "csv_list", "options": {"headers": ["id"], "links": "a", "fields": {
    "key": "{id}", "title": "{id}", "url": "{id}", "published": "{id}"}}}  # fmt: skip


def checked(site: InventedSite, **changes: Any) -> Outcome:
    notice = changes.pop("notice", False)
    return first_answer(a_source(**changes), site, lambda words: None, notice=notice)


def test_a_search_is_checked_with_a_word_that_it_surely_finds() -> None:
    site = InventedSite({f"{HOST}/search?q=recall": [an_entry("a", PLAIN)]})
    message = checked(site, **SEARCH).message
    assert message.startswith("1 rows for 'recall' in ")
    assert message.endswith("; only the first of 3 addresses was asked")


def test_of_a_list_by_year_that_of_the_last_is_checked_while_this_one_may_be_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = InventedSite({f"{HOST}/2026": [an_entry("a", PLAIN)]})
    for day, is_asked in (("2027-02-14", True), ("2027-02-15", False)):
        now = datetime.fromisoformat(f"{day}T06:00+00:00")
        monkeypatch.setattr("scrapers.first_answer.datetime", SimpleNamespace(now=lambda _: now))  # noqa: B023
        if is_asked:
            message = checked(site, urls=[f"{HOST}/{{year}}"]).message
            assert message.endswith("; only one of 2 addresses was asked")
        else:
            with pytest.raises(SourceFault, match="status 404"):
                checked(site, urls=[f"{HOST}/{{year}}"])


def test_a_search_that_finds_nothing_for_that_is_not_in_order() -> None:
    site = InventedSite({f"{HOST}/search?q=recall": []})
    with pytest.raises(EmptyList, match="no row for 'recall' either"):
        checked(site, **SEARCH)


def test_where_the_first_answer_leads_to_the_list_the_list_is_asked_too() -> None:
    site = InventedSite(
        {LIST: a_page(f"<a href='{HOST}/1.csv'>A</a> <a href='{HOST}/2.csv'>B</a>")}
    )
    with pytest.raises(SourceFault, match="status 404"):
        checked(site, **FILES)
    site.answers[f"{HOST}/1.csv"] = "id\n2026-01-07\n2026-01-08\n"
    assert checked(site, **FILES).message.startswith("2 rows in ")
    assert site.asked[-2:] == [LIST, f"{HOST}/1.csv"]


def test_a_list_without_a_row_or_an_answer_is_not_in_order() -> None:
    with pytest.raises(EmptyList, match="no row at all"):
        checked(InventedSite({LIST: []}))
    answers: tuple[Any, ...] = ([], ServerFault("status 503", url=LIST))
    for answer in answers:
        with pytest.raises(SourceFault) as raised:
            checked(InventedSite({LIST: answer}), urls=[LIST, f"{HOST}/other"])
        assert raised.value.todo.endswith(
            "Only the first of 2 addresses was asked; a run asks the others too."
        )


def test_dates_that_cannot_be_read_are_told_before_a_run_holds_their_rows() -> None:
    dated = [an_entry(key) for key in "ab"]
    site = InventedSite({LIST: [*dated, an_entry("c", date="2nd of May")]})
    assert checked(site).message.endswith("; 1 of 3 dates cannot be read, as '2nd of May'")
    site.answers[LIST] = [an_entry("a"), *(an_entry(key, date="2nd of May") for key in "bc")]
    with pytest.raises(LayoutChanged, match="2 of 3 dates") as raised:
        checked(site)
    assert "date_formats" in raised.value.todo


def test_the_page_of_one_notice_is_read_too_if_wanted() -> None:
    pages: dict[str, Any] = {"notice": True, "detail": {"selector": ["main"]}}
    listed = [an_entry("a", link=""), an_entry("b"), an_entry("c"), an_entry("d")]
    site = InventedSite({LIST: listed, f"{HOST}/notice/b": a_page("A recall.")})
    assert checked(site, **pages).message.endswith("; 9 letters on the page of a notice")
    assert site.asked == [LIST, f"{HOST}/notice/b"]
    site.asked.clear()
    assert checked(site, detail={"selector": ["main"]}).verdict == "ok"
    assert site.asked == [LIST]
    del site.answers[f"{HOST}/notice/b"]
    site.answers[f"{HOST}/notice/c"] = a_page("Withdrawn.")
    assert checked(site, **pages).message.endswith("; 10 letters on the page of a notice")
    site.answers[f"{HOST}/notice/b"] = site.answers[f"{HOST}/notice/c"] = (
        "<html><head><title>Recall</title></head><body><div>A recall.</div></body></html>"
    )
    site.asked.clear()
    with pytest.raises(LayoutChanged, match=r"4 rows .*, but not their own .*'Recall' at .*/b"):
        checked(site, **pages)
    assert site.asked == [LIST, f"{HOST}/notice/b", f"{HOST}/notice/c"]


@pytest.mark.parametrize(("written", "is_read"), [("2026-11-02", True), ("heute", False)])
def test_a_date_that_the_list_lacks_is_looked_for_on_the_page(written: str, is_read: bool) -> None:
    page = f"<html><body><main>A recall.</main><time>{written}</time></body></html>"
    site = InventedSite({LIST: [an_entry("a", date="")], f"{HOST}/notice/a": page})
    assert checked(site, notice=True, detail={"selector": ["main"]}).verdict == "ok"
    dated: dict[str, Any] = {"notice": True, "detail": {"selector": ["main"], "published": "time"}}
    if is_read:
        assert checked(site, **dated).verdict == "ok"
    else:
        with pytest.raises(LayoutChanged, match=r"no date that can be read \('heute'\)"):
            checked(site, **dated)
