"""Every source has recorded pages, and they give exactly the rows that are expected of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from atlas.places import Places
from scrapers.catalogue import Source
from scrapers.formats.detail import read_detail
from scrapers.formats.page import Item, Page, format_of
from scrapers.http.faults import Blocked, Broken
from scrapers.http.request import Request, Response
from scrapers.normalise.records import LABEL_COLUMNS, checked, notice_of, schema
from tests.bundled import recorded_facts
from tests.scrapers.recorded import (
    CHALLENGES,
    PAGES,
    SEEN_ON,
    answer,
    asked_first,
    catalogue,
    page_of,
)
from tests.scrapers.site import site_of

SOURCES = sorted(catalogue())
WITH_PAGES = [id_ for id_ in SOURCES if catalogue()[id_].structure != "unknown"]


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for source in catalogue().values():
        if source.key:
            for name in source.key.missing():
                monkeypatch.setenv(name, "invented")


def recorded(source: Source, name: str, request: Request, status: int = 200) -> Response:
    path = page_of(source, name)
    assert path, f"{source.id} has no recorded page {name!r} in {PAGES / source.id}"
    return answer(request, path, status=status)


def read(source: Source) -> tuple[list[Item], list[Page]]:
    """The items of all recorded answers, and their pages."""
    format_ = format_of(source)
    requests = asked_first(source)
    pages = [format_.parse(source, recorded(source, "normal", requests[0]))]
    if page_of(source, "second"):
        pages.append(format_.parse(source, recorded(source, "second", requests[1])))
    if page_of(source, "next"):
        pages.append(format_.parse(source, recorded(source, "next", pages[0].next[0])))
    return [item for page in pages for item in page.items], pages


def outcome(source: Source) -> dict[str, Any]:
    """What the recorded pages of a source give, as it is kept in normal.expected.json."""
    items, pages = read(source)
    found: dict[str, Any] = {
        "rows": [notice_of(source, item, None, SEEN_ON) for item in items],
        "items": [
            {
                "key": item.key,
                "published": item.published,
                "text": item.text,
                "fields": dict(item.fields),
                "detail": item.detail.url if item.detail else None,
            }
            for item in items
        ],
        "next": [request.url for page in pages for request in page.next],
        "warnings": [warning for page in pages for warning in page.warnings],
    }
    if page_of(source, "detail"):
        request = next(item.detail for item in items if item.detail)
        detail = read_detail(source, recorded(source, "detail", request))
        found["detail"] = {"text": detail.text, "published": detail.published}
    as_written: dict[str, Any] = json.loads(json.dumps(found))
    return as_written


@pytest.mark.parametrize("id_", WITH_PAGES)
def test_recorded_pages_give_the_expected_rows(id_: str, request: pytest.FixtureRequest) -> None:
    source = catalogue()[id_]
    kept = PAGES / id_ / "normal.expected.json"
    found = outcome(source)
    if request.config.getoption("--update-expected", default=False):
        kept.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"wrote {kept}: read it before you keep it")
    assert kept.exists(), f"{kept} is missing: write it with --update-expected"
    assert found == json.loads(kept.read_text(encoding="utf-8"))
    assert found["rows"], "a normal page has rows"


@pytest.mark.parametrize("id_", SOURCES)
def test_each_source_has_every_recorded_page_or_an_unknown_layout(id_: str) -> None:
    source = catalogue()[id_]
    if source.structure == "unknown":
        assert not source.enabled
        assert "unknown" in (source.off_because or "")
        return
    for name in ("normal", "empty", "changed"):
        assert page_of(source, name), f"{id_} has no {name} page"


def test_each_folder_of_pages_belongs_to_a_source() -> None:
    assert {path.name for path in PAGES.iterdir() if path.is_dir()} == set(WITH_PAGES)


@pytest.mark.parametrize("id_", WITH_PAGES)
def test_a_challenge_page_answered_with_200_is_a_block(id_: str) -> None:
    source = catalogue()[id_]
    for challenge in CHALLENGES:
        with pytest.raises(Blocked):
            format_of(source).parse(source, answer(asked_first(source)[0], challenge))


@pytest.mark.parametrize("id_", WITH_PAGES)
def test_a_changed_layout_is_named_and_gives_no_rows(id_: str) -> None:
    source = catalogue()[id_]
    response = recorded(source, "changed", asked_first(source)[0])
    with pytest.raises(Broken) as fault:
        format_of(source).parse(source, response)
    assert "expected" in str(fault.value)
    assert fault.value.url == response.url


@pytest.mark.parametrize("id_", WITH_PAGES)
def test_an_empty_page_gives_no_rows(id_: str) -> None:
    source = catalogue()[id_]
    site = site_of(id_)
    response = recorded(source, "empty", asked_first(source)[0], site.empty_status)
    if site.empty_is_a_fault:
        assert not source.rows.may_be_empty
        with pytest.raises(Broken):
            format_of(source).parse(source, response)
        return
    try:
        page = format_of(source).parse(source, response)
    except Broken as fault:
        pytest.fail(
            f"{fault} Name what the page says instead of a list (`empty_when` of HTML); if the "
            "source never is empty, so that an empty page is a fault, say "
            f"`empty_is_a_fault: true` in {PAGES / id_ / 'site.yaml'}."
        )
    assert list(page.items) == []


def labelled(row: dict[str, Any]) -> dict[str, Any]:
    labels = {
        "kind": "press_release",
        "relevance": "direct",
        "effect": "informs",
        "exosome_explicit": True,
    }
    return {**row, **{name: labels.get(name, ()) for name in LABEL_COLUMNS}}


def test_all_expected_rows_hold_to_the_notice_schema() -> None:
    rows = [labelled(row) for row in _all_rows()]
    sound, held = checked(
        rows, schema(recorded_facts().vocabularies, Places(recorded_facts().blocs))
    )
    assert [held_row.reasons for held_row in held] == []
    assert len(sound) == len(rows) > 90


def _all_rows() -> Iterator[dict[str, Any]]:
    for id_ in WITH_PAGES:
        kept = PAGES / id_ / "normal.expected.json"
        yield from json.loads(kept.read_text(encoding="utf-8"))["rows"]
