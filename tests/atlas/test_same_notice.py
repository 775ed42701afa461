"""One notice that two sources tell of stands once, whichever was read first. All is invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from atlas.alerts.baseline import Baseline
from atlas.alerts.news import news
from atlas.alerts.watch import Watch, WatchSettings
from atlas.changes import changes
from atlas.edition import Edition
from atlas.library import Library
from atlas.store import Harvest, Store, open_store
from tests.atlas.serving.programs import serving
from tests.atlas.store.examples import a_notice, facts_with, row_of
from tests.bundled import recorded_facts

LETTER = "https://regulator.example/letters/exo-clinic"
TITLE = "Letter to Exo Clinic about exosome products"
IN_DATA = "https://regulator.example/in-data"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    facts = recorded_facts()
    path = tmp_path_factory.mktemp("same") / "filled.db"
    with open_store(f"sqlite:///{path}") as store:
        store.fill(facts_with(facts, a_notice("in-data", url=IN_DATA, title="Read by a person")))
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    """A store with one notice from data/."""
    copy = tmp_path / "atlas.db"
    copy.write_bytes(template.read_bytes())
    with open_store(f"sqlite:///{copy}") as opened:
        yield opened


def a_row(id_: str, **changed: Any) -> dict[str, Any]:
    given = {"url": f"https://other.example/{id_}", "title": f"Notice {id_} about exosomes"}
    notice = a_notice(id_, **{**given, "published": "2026-11-03", **changed})
    return row_of(notice.record(), id_)


def read(store: Store, source: str, *rows: dict[str, Any], day: int = 20, **given: Any) -> None:
    moment = datetime(2026, 11, day, 6, tzinfo=UTC)
    store.keep_run(Harvest(source, moment, moment.date(), rows, **given))


def scraped(edition: Edition) -> pd.DataFrame:
    notices = edition.notices
    return notices[notices["review"] == "machine_read"]


def the_one(store: Store) -> pd.Series:
    rows = scraped(store.read_edition())
    assert len(rows) == 1, rows["id"].tolist()
    return rows.iloc[0]


def in_every_order(*sources: str) -> Sequence[tuple[str, ...]]:
    return list(permutations(sources))


@pytest.mark.parametrize("order", in_every_order("us-feed", "us-page"))
def test_a_letter_in_a_feed_and_on_its_own_page_is_one_with_its_first_and_last_day(
    order: tuple[str, ...], store: Store
) -> None:
    rows = {
        # Posted four weeks after its date, in a feed that writes its address another way.
        "us-feed": a_row("us-feed-1", url=f"{LETTER}/", published="2026-11-18"),
        "us-page": a_row("us-page-1", url=LETTER, published="2026-10-21", title=TITLE),
    }
    for day, source in enumerate(order, start=20):
        read(store, source, rows[source], day=day)
    row = the_one(store)
    assert (row.id, row.url) == ("us-feed-1", f"{LETTER}/")
    assert (row.first_seen, row.last_checked) == ("2026-11-20", "2026-11-21")
    edition = store.read_edition()
    assert edition.notices_by_id(["us-page-1", "us-feed-1"])["id"].tolist() == ["us-feed-1"]
    assert edition.shown_ids(store.search("letter clinic")) == ["us-feed-1"]


@pytest.mark.parametrize("order", in_every_order("eu-api", "eu-weekly", "int-list"))
def test_the_same_title_on_the_same_day_is_one_notice_with_all_addresses(
    order: tuple[str, ...], store: Store
) -> None:
    for source in order:
        title = TITLE.upper() if source == "eu-api" else f"  {TITLE}."
        read(store, source, a_row(f"{source}-1", title=title))
    row = the_one(store)
    assert row.id == "eu-api-1"
    assert row.other_urls == (
        "https://other.example/eu-weekly-1",
        "https://other.example/int-list-1",
    )


def test_it_stands_as_long_as_one_source_lists_it(store: Store) -> None:
    for source in ("us-feed", "us-page"):
        read(store, source, a_row(f"{source}-1", url=LETTER))
    read(store, "us-feed", gone={"us-feed-1"}, day=21)
    assert pd.isna(the_one(store).delisted_on)
    assert "notice_delisted" not in set(changes(store.read_edition())["event"])
    read(store, "us-page", gone={"us-page-1"}, day=22)
    assert the_one(store).delisted_on == "2026-11-22"
    assert "notice_delisted" in set(changes(store.read_edition())["event"])
    read(store, "us-page", listed={"us-page-1"}, day=23)
    assert pd.isna(the_one(store).delisted_on)


@pytest.mark.parametrize(
    "row",
    [
        a_row("us-feed-1", url=f"{IN_DATA}#top", published=None),
        a_row("us-feed-1", url=IN_DATA.replace("https://", "http://www."), published="2025-10-20"),
    ],
    ids=["undated", "posted a few weeks later"],
)
def test_what_a_person_has_read_stands_alone(row: dict[str, Any], store: Store) -> None:
    read(store, "us-feed", row)
    edition = store.read_edition()
    assert edition.notices["id"].tolist() == ["in-data"]
    assert edition.notices["review"].tolist() == ["reviewed"]
    assert edition.notices["first_seen"].tolist() == ["2026-11-22"]
    assert edition.stands_for == {"us-feed-1": "in-data"}


@pytest.mark.parametrize(
    "rows",
    [
        # An address of several notices, of the same source or of another time.
        {"us-a": [a_row("us-a-1", url=LETTER), a_row("us-a-2", url=LETTER)],
         "us-b": [a_row("us-b-1", url=LETTER)]},
        {"us-a": [a_row("us-a-1", url=IN_DATA, published="2026-11-03")]},
        # The front page of a site.
        {"us-a": [a_row("us-a-1", url="https://regulator.example/")],
         "us-b": [a_row("us-b-1", url="https://regulator.example")]},
        # A title that says nothing, one of another day, and one of another regulator.
        {"us-a": [a_row("us-a-1", title="Recall")], "us-b": [a_row("us-b-1", title="Recall")]},
        {"us-a": [a_row("us-a-1", title=TITLE)],
         "us-b": [a_row("us-b-1", title=TITLE, published="2026-11-04")]},
        {"us-a": [a_row("us-a-1", title=TITLE, published="2026-11")],
         "us-b": [a_row("us-b-1", title=TITLE, published="2026-11")]},
        {"us-a": [a_row("us-a-1", title=TITLE)],
         "us-b": [a_row("us-b-1", title=TITLE, regulator_short="ELSE")]},
    ],
    ids=["a page of many", "another time", "a front page", "a bare word", "another day",
         "a month only", "another regulator"],
)  # fmt: skip
def test_what_may_be_another_notice_stands_beside_it(
    rows: dict[str, list[dict[str, Any]]], store: Store
) -> None:
    for source, its_rows in rows.items():
        read(store, source, *its_rows)
    found = scraped(store.read_edition())
    assert len(found) == sum(map(len, rows.values()))
    assert not found["other_urls"].map(bool).any()


@pytest.mark.parametrize(
    ("other", "notices"),
    [
        ({"published": "2027-02-11"}, 1),
        ({"published": "2027-02-12"}, 2),
        ({"url": None, "title": "Exosomes: 1234"}, 1),
        ({"url": None, "title": "Exosomes: 123"}, 2),
    ],
    ids=["100 days later", "101 days later", "twelve letters", "eleven letters"],
)
def test_how_far_apart_and_how_short_one_notice_may_be(
    other: dict[str, Any], notices: int, store: Store
) -> None:
    title = other.get("title", TITLE)
    read(store, "us-a", a_row("us-a-1", url=LETTER, title=title))
    read(store, "us-b", a_row("us-b-1", **{"url": LETTER, **other}))
    assert len(scraped(store.read_edition())) == notices


def test_each_address_is_named_once_and_where_there_is_none_the_page_that_was_read(
    store: Store,
) -> None:
    page = "https://third.example/page"
    read(store, "us-a", a_row("us-a-1", title=TITLE, url=LETTER))
    read(store, "us-b", a_row("us-b-1", title=TITLE, url=f"{LETTER}/", other_urls=(LETTER,)))
    read(store, "us-c", a_row("us-c-1", title=TITLE, url=None, read_url=page))
    assert the_one(store).other_urls == (page,)


def test_what_its_source_does_to_what_a_person_wrote_is_told_once_and_of_what_is_said_alone(
    store: Store,
) -> None:
    first = {"url": IN_DATA, "published": "2025-09"}
    for source in ("us-feed", "us-page"):
        read(store, source, a_row(f"{source}-1", **first))
        read(store, source, a_row(f"{source}-1", **first, title="Lifted", kind="recall"), day=21)
    edition = store.read_edition()
    (event,) = edition.notice_changes.to_dict("records")
    assert (event["notice_id"], event["field"], event["after"]) == ("in-data", "title", "Lifted")
    assert edition.notices["kind"].tolist() == ["ban"]
    for source in ("us-feed", "us-page"):
        assert pd.isna(store.read_edition().notices["delisted_on"].iloc[0])
        read(store, source, gone={f"{source}-1"}, day=22)
    gone = store.read_edition()
    assert gone.notices["delisted_on"].tolist() == ["2026-11-22"]
    assert gone.notice_changes["event"].tolist() == ["notice_amended", "notice_delisted"]


@pytest.mark.parametrize(
    ("amended", "is_the_same"),
    [
        ({"title": f"{TITLE}, lifted"}, True),
        ({"published": "2026-11-02"}, True),
        ({"title": "Another letter about exosomes", "published": "2026-11-21"}, False),
    ],
)
def test_what_a_person_wrote_without_an_address_stays_one_with_what_its_source_amends(
    amended: dict[str, Any], is_the_same: bool, store: Store
) -> None:
    by_hand = a_notice("by-hand", url=None, title=TITLE, published="2026-11-03")
    store.fill(facts_with(recorded_facts(), by_hand))
    read(store, "us-feed", a_row("us-feed-1", title=TITLE))
    read(store, "us-feed", a_row("us-feed-1", **{"title": TITLE, **amended}), day=21)
    edition = store.read_edition()
    assert edition.stands_for == ({"us-feed-1": "by-hand"} if is_the_same else {})
    told_of = "by-hand" if is_the_same else "us-feed-1"
    assert set(edition.notice_changes["notice_id"]) == {told_of}
    # What it says now goes before what it said.
    now = by_hand.model_copy(update={"id": "z-now", **amended})
    store.fill(facts_with(recorded_facts(), by_hand, now))
    assert store.read_edition().stands_for == {"us-feed-1": "z-now"}


def test_of_a_page_of_many_the_one_with_the_day_of_what_a_person_wrote_is_the_same(
    store: Store,
) -> None:
    days = {"us-a-1": "2025-08-01", "us-a-2": "2025-09", "us-a-3": "2025-10-01"}
    read(store, "us-a", *(a_row(id_, url=IN_DATA, published=day) for id_, day in days.items()))
    assert store.read_edition().stands_for == {"us-a-2": "in-data"}


def test_what_stands_alone_is_told_when_it_goes_and_when_it_is_back(store: Store) -> None:
    read(store, "us-feed", a_row("us-feed-1", url=LETTER, title=TITLE))
    for source in ("us-x", "us-y"):
        read(store, source, a_row(f"{source}-1", url=f"{LETTER}/other"))
    read(store, "us-feed", gone={"us-feed-1"}, day=21)
    read(store, "us-feed", listed={"us-feed-1"}, day=22)
    events = store.read_edition().notice_changes["event"].tolist()
    assert events == ["notice_delisted", "notice_relisted"]


def test_what_its_own_source_amends_is_told_and_what_another_says_of_it_is_not(
    store: Store,
) -> None:
    for source in ("us-feed", "us-page"):
        read(store, source, a_row(f"{source}-1", url=LETTER))
    read(store, "us-feed", a_row("us-feed-1", url=LETTER, title=TITLE), day=21)
    read(store, "us-page", a_row("us-page-1", url=LETTER, title=TITLE), day=22)
    told = changes(store.read_edition())
    amended = told[told["event"] == "notice_amended"]
    assert amended["date"].tolist() == ["2026-11-21"] * len(amended)
    assert len(amended) == 1


def test_programs_find_the_one_by_the_words_and_by_the_id_of_the_others(store: Store) -> None:
    read(store, "us-feed", a_row("us-feed-1", url=LETTER, title=TITLE))
    read(store, "us-page", a_row("us-page-1", url=LETTER, title=f"{TITLE}, in full"))
    with serving(Library(store)) as programs:
        for asked in ("q=full", "notice=us-page-1"):
            (row,) = programs.items(f"/api/v1/notices?{asked}")
            assert row["id"] == "us-feed-1"


def test_what_a_source_did_is_told_even_when_what_another_did_is_dropped(store: Store) -> None:
    read(store, "us-page", a_row("us-page-1", url=LETTER, title=TITLE))
    read(store, "us-other", a_row("us-other-1"))
    read(store, "us-page", a_row("us-page-1", url=LETTER, title=f"{TITLE}, amended"), day=21)
    known = Baseline.of(store.read_edition(), date(2026, 11, 21))
    read(store, "us-feed", a_row("us-feed-1", url=LETTER, title=TITLE), day=22)
    read(store, "us-other", a_row("us-other-1", title="Amended, about exosomes"), day=22)
    edition = store.read_edition()
    assert edition.notice_changes["notice_id"].tolist() == ["us-other-1"]
    told = news(edition, known, Watch.of(edition, WatchSettings()), date(2026, 11, 22))
    (amended,) = (each for each in told if each.what.startswith("Notice amended"))
    assert amended.record == ("notices", (("notice", "us-other-1"),))
