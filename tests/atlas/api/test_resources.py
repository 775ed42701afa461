"""What each resource answers is what the atlas knows, under the names of the pages."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from atlas import columns
from atlas.api.edition_tables import EditionTables
from atlas.api.listing import Listing
from atlas.api.parameters import read
from atlas.api.resources import RESOURCES, Resource
from atlas.api.resources.changes import CHANGES
from atlas.changes import changes, select
from atlas.check import launch_check
from atlas.dates import NotADate, day_asked
from atlas.library import Library
from atlas.notices import published_by
from atlas.serving.shelf import Shelf
from atlas.sources import pages_read, regulators
from atlas.store import open_store
from tests.atlas.factories import edition_of, position
from tests.atlas.scraped import ALERT, BAN, BLOCKED, GONE, scraped_store
from tests.atlas.serving.programs import Programs, serving

EXAMPLES = [
    pytest.param(resource, query, id=f"{resource.name}?{query}")
    for resource in RESOURCES
    for query in resource.examples
]


@pytest.mark.parametrize(("resource", "query"), EXAMPLES)
def test_every_example_of_the_documentation_finds_something(
    programs: Programs, resource: Resource, query: str
) -> None:
    answer = programs.ask(f"/api/v1/{resource.name}?{query}")
    assert answer.status_code == 200
    if "json" in answer.headers["Content-Type"] and resource.listed:
        assert answer.json()["items"]


@pytest.mark.parametrize(
    ("asked", "table"),
    [
        ("positions?limit=1", columns.STANDING),
        ("notices?limit=1", columns.NOTICE),
        ("changes?limit=1", columns.CHANGE),
        ("sources?part=issuers&limit=1", columns.ISSUER),
        ("sources?part=pages&limit=1", columns.PAGE),
        ("sources?part=sites&limit=1", columns.SITE),
    ],
)
def test_json_and_csv_have_the_described_columns_in_their_order(
    programs: Programs, asked: str, table: columns.Columns
) -> None:
    (record,) = programs.items(f"/api/v1/{asked}")
    assert tuple(record) == columns.names(table)
    header = programs.ask(f"/api/v1/{asked}&format=csv").text.splitlines()[0]
    assert header == ",".join(columns.names(table))


def test_positions_are_the_law_of_the_day(programs: Programs) -> None:
    edition, day = programs.edition, date(2020, 1, 1)
    rows = programs.items(f"/api/v1/positions?asof={day}&limit=1000")
    table = edition.law.table(edition.codes, edition.vocabularies.scenario.codes, day)
    assert len(rows) == 1000 < len(table)
    for row, known in zip(rows, table.to_dict("records"), strict=False):
        for name in ("jurisdiction", "scenario", "status", "confidence", "verified_on", "note"):
            assert row[name] == known[name]
        assert row["as_of"] == "2020-01-01"


@pytest.mark.parametrize("day", ["2020-01-01", "2024-01-01", date.today().isoformat()])
def test_a_position_names_no_notice_that_was_not_out_on_the_day(
    programs: Programs, day: str
) -> None:
    out = set(published_by(programs.edition.notices, date.fromisoformat(day))["id"])
    rows = programs.items(f"/api/v1/positions?asof={day}&limit=1000")
    grounds = programs.ask(f"/api/v1/check?place=KR&origin=human&use=injection&asof={day}").json()[
        "grounds"
    ]
    named = {id_ for row in (*rows, *grounds) for id_ in row["notices"]}
    assert named
    assert named <= out


def test_what_is_not_known_is_never_missing_and_never_a_permission(programs: Programs) -> None:
    codes = set(programs.edition.vocabularies.status.codes)
    total, counted = programs.ask("/api/v1/positions").json()["total"], 0
    for status in codes:
        answer = programs.ask(f"/api/v1/positions?status={status}&limit=1000").json()
        assert {row["status"] for row in answer["items"]} <= {status}
        counted += answer["total"]
    assert counted == total == len(programs.edition.codes) * 6
    nowhere = programs.items("/api/v1/positions?places=Antarctica")
    assert {row["status"] for row in nowhere} == {"no_data"}


def test_every_fact_carries_source_date_and_confidence(programs: Programs) -> None:
    known = programs.items("/api/v1/positions?status=prohibited,conditional,permitted&limit=1000")
    assert {"prohibited", "conditional"} <= {row["status"] for row in known}
    hostile = {"GL"}  # its addresses are no links, and are left out
    for row in (row for row in known if row["jurisdiction"] not in hostile):
        assert row["confidence"]
        assert row["verified_on"]
        assert row["read_url"] or row["instrument_url"] or row["other_urls"]
    for row in programs.items("/api/v1/notices?context=1&limit=1000"):
        assert row["confidence"]
        assert row["last_checked"]
        assert row["read_url"] or row["jurisdiction"] in hostile


def test_a_part_without_facts_has_the_law_of_its_country(programs: Programs) -> None:
    (row,) = programs.items("/api/v1/positions?places=US-OR&scenario=injected_or_iv")
    assert (row["jurisdiction"], row["inherited_from"]) == ("US-OR", "US")


def test_a_region_is_asked_by_its_members(programs: Programs) -> None:
    rows = programs.items("/api/v1/positions?region=GCC&scenario=injected_or_iv")
    assert {row["jurisdiction"] for row in rows} == set(programs.edition.places.members("GCC"))
    rows = programs.items("/api/v1/jurisdictions?region=GCC&places=AE,KR")
    assert [row["code"] for row in rows] == ["AE"]


def test_jurisdictions_say_in_a_word_what_positions_say_in_full(programs: Programs) -> None:
    for place in programs.items("/api/v1/jurisdictions?places=ES,EU,US-TN,US-OR&asof=2022-01-01"):
        full = programs.items(f"/api/v1/positions?places={place['code']}&asof=2022-01-01")
        assert [row["status"] for row in place["law"]] == [row["status"] for row in full]
        assert place["as_of"] == "2022-01-01"
    every = programs.items("/api/v1/jurisdictions?limit=1000")
    assert [row["code"] for row in every] == list(programs.edition.codes)


def test_each_entry_of_a_place_s_own_law_counts_and_each_of_its_notices(programs: Programs) -> None:
    edition = programs.edition
    entries = Counter(code for (code, _), history in edition.law.histories.items() for _ in history)
    notices = Counter(edition.notices["jurisdiction"])
    for place in programs.items("/api/v1/jurisdictions?limit=1000"):
        code = place["code"]
        assert (place["positions"], place["notices"]) == (entries[code], notices[code]), code


def test_search_finds_what_the_store_finds_best_first(programs: Programs) -> None:
    best = [row["id"] for row in programs.items("/api/v1/notices?q=엑소좀&context=1&limit=1000")]
    assert BAN in best
    assert len(best) > 5
    assert programs.items("/api/v1/notices?q=qwxyzv") == []


def test_with_a_country_come_its_parts_and_background_only_if_asked_for(
    programs: Programs,
) -> None:
    notices = programs.edition.notices
    american = notices["jurisdiction"].str.startswith("US")
    front = american & (notices["relevance"] != "context")
    assert programs.ask("/api/v1/notices?places=US").json()["total"] == int(front.sum())
    everything = programs.ask("/api/v1/notices?places=US&context=1").json()["total"]
    assert everything == int(american.sum()) > int(front.sum())
    assert programs.items("/api/v1/notices?places=Antarctica") == []


def test_with_a_bloc_come_the_notices_of_its_members(programs: Programs) -> None:
    found = programs.items("/api/v1/notices?places=GCC&context=1&limit=1000")
    wanted = programs.edition.within(["GCC"])
    known = programs.edition.notices
    assert {row["id"] for row in found} == set(known["id"][known["jurisdiction"].isin(wanted)])
    assert len({row["jurisdiction"] for row in found}) > 2


def test_one_notice_is_found_by_its_id_whatever_its_relevance(programs: Programs) -> None:
    notices = programs.edition.notices
    background = notices.loc[notices["relevance"] == "context", "id"].iloc[0]
    (row,) = programs.items(f"/api/v1/notices?notice={background}")
    assert row["id"] == background


def test_what_a_program_read_is_marked_wherever_it_stands(programs: Programs) -> None:
    rows = {row["id"]: row for row in programs.items("/api/v1/notices?review=machine_read")}
    assert rows.keys() == {BAN, ALERT, GONE}
    assert rows[GONE]["delisted_on"] == "2026-11-21"
    stream = programs.items("/api/v1/changes?places=KR&since=2026-11-18")
    assert {row["review"] for row in stream} == {"machine_read"}
    told = {(row["event"], row["field"]) for row in stream}
    assert {("notice_amended", "title"), ("notice_delisted", None)} <= told


def test_notices_of_a_time_are_dated_within_it(programs: Programs) -> None:
    rows = programs.items("/api/v1/notices?since=2025-01-01&until=2025-12-31&context=1&limit=1000")
    known = programs.edition.notices["published"].fillna("")
    assert len(rows) == known.str.startswith("2025").sum() > 0


def test_changes_of_a_region_are_those_of_its_countries_and_of_what_reaches_them(
    programs: Programs,
) -> None:
    of_the_region = programs.items("/api/v1/changes?since=2015-01-01&region=South-eastern+Asia")
    of_the_bloc = programs.items("/api/v1/changes?since=2015-01-01&places=ASEAN")
    assert of_the_region == of_the_bloc
    narrower = programs.items("/api/v1/changes?since=2015-01-01&region=ASEAN&places=TH")
    assert {row["jurisdiction"] for row in narrower} == {"TH"}


def test_changes_are_those_of_the_page(programs: Programs) -> None:
    edition = programs.edition
    found = select(
        changes(edition), edition, since=date(2020, 1, 1), places=["US-UT"],
        scenarios=["injected_or_iv"],
    )  # fmt: skip
    rows = programs.items("/api/v1/changes?since=2020-01-01&places=US-UT&scenarios=injected_or_iv")
    assert [row["title"] for row in rows] == found["title"].tolist()
    assert rows


def test_sources_are_those_of_the_page(programs: Programs) -> None:
    edition = programs.edition
    issuers = programs.ask("/api/v1/sources?limit=1000").json()
    assert issuers["total"] == len(regulators(edition))
    read = pages_read(edition)
    there = programs.ask("/api/v1/sources?part=pages&read=primary").json()
    assert there["total"] == int((read["source_read"] == "primary").sum())
    (blocked,) = programs.items(f"/api/v1/sources?part=sites&source={BLOCKED}")
    assert blocked["verdict"] == "blocked"
    assert "Forbidden" in blocked["why"]


def test_how_a_site_fares_is_looked_up_each_time(filled: Path, tmp_path: Path) -> None:
    """A run that failed moves no fact, and so no revision."""
    scraped = scraped_store(f"sqlite:///{filled}", tmp_path)
    with open_store(scraped) as store, serving(Library(store)) as programs:
        address, now = f"/api/v1/sources?part=sites&source={BLOCKED}", datetime.now(UTC)
        (before,) = programs.items(address)
        read_at = programs.ask(address).headers["last-modified"]
        store.keep_failure(BLOCKED, tried_at=now, fault="outage", message="silent", seconds=1.0)
        (after,) = programs.items(address)
        again = programs.ask(address, if_modified_since=read_at)
    assert after["failures"] == before["failures"] + 1
    assert again.status_code == 200


def test_a_change_says_which_rule_from_above_still_holds(programs: Programs) -> None:
    asked = "places=LA&scenarios=human_topical_cosmetic&events=position_in_force"
    (laos,) = (
        row for row in programs.items(f"/api/v1/changes?{asked}") if row["jurisdiction"] == "LA"
    )
    assert laos["after"] == "unclear"
    assert (laos["still_holds"], laos["rule_of"]) == ("prohibited", "ASEAN")
    assert laos["rule_confidence"] == "medium"


@pytest.mark.parametrize(("query", "told"), [({}, 0), ({"until": "2998-12-31"}, 0),
                                             ({"until": "2999-01-01"}, 1)])  # fmt: skip
def test_a_rule_for_a_day_to_come_is_told_of_that_day_alone(
    query: dict[str, str], told: int
) -> None:
    rule = position("KR", "permitted", effective_from="2999-01-01")
    world = edition_of(rule)
    tables = EditionTables(Shelf(world, store=Mock(), since=datetime.now(UTC)))
    asked = read(CHANGES.parameters, query.items(), world)
    listing = CHANGES.find(tables, asked)
    assert isinstance(listing, Listing)
    assert len(listing.rows or ()) == told


def test_csv_without_rows_still_has_its_header(programs: Programs) -> None:
    for asked in ("part=sites&source=none", "part=pages&places=Antarctica"):
        head, *rows = programs.ask(f"/api/v1/sources?{asked}&format=csv").text.splitlines()
        assert rows == []
        assert "last_checked" in head or "cadence" in head


@pytest.mark.parametrize("claim", ["cosmetic", "therapeutic"])
def test_the_check_is_the_launch_check(programs: Programs, claim: str) -> None:
    answer = programs.ask(
        f"/api/v1/check?place=Spain&origin=animal&use=microneedling&claim={claim}"
        "&asof=2026-01-01&precedents=3"
    ).json()
    known = launch_check(
        programs.edition, "ES", origin="animal", use="microneedling", claim=claim,
        as_of=date(2026, 1, 1),
    )  # fmt: skip
    assert (answer["verdict"], answer["leaning"]) == (known.verdict, known.leaning)
    assert answer["not_known"] == list(known.not_known)
    assert [row["scenario"] for row in answer["grounds"]] == [
        ground.standing.scenario for ground in known.grounds
    ]
    assert len(answer["precedents"]) == 3
    assert answer["precedents_total"] == len(known.precedents)
    assert answer["revision"] == programs.edition.revision


@pytest.mark.parametrize(
    "asked", ["positions?", "jurisdictions?", "check?place=KR&origin=human&use=injection&"]
)
def test_a_day_to_come_is_refused_as_everywhere(programs: Programs, asked: str) -> None:
    today = date.today()
    tomorrow = str(today + timedelta(days=1))
    refused = programs.ask(f"/api/v1/{asked}asof={tomorrow}")
    (fault,) = refused.json()["faults"]
    with pytest.raises(NotADate) as elsewhere:
        day_asked(tomorrow, today)
    assert (refused.status_code, fault["parameter"]) == (400, "asof")
    assert (fault["detail"], fault["nearest"]) == (str(elsewhere.value), [str(today)])
    assert programs.ask(f"/api/v1/{asked}asof={today}").status_code == 200


def test_a_check_needs_to_know_what_and_where(programs: Programs) -> None:
    problem = programs.ask("/api/v1/check?place=ES").json()
    assert [fault["parameter"] for fault in problem["faults"]] == ["origin", "use"]
