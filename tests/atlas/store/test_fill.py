from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from atlas.authorities import Authorities
from atlas.corrections import Correction
from atlas.edition import Edition
from atlas.facts import DATA, Facts, FaultyFile, read_facts
from atlas.notices import NOTICE_COLUMNS
from atlas.store import FillReport, Store, StoreError, open_store
from atlas.vocabulary import Vocabularies
from tests.atlas.store.databases import FreshUrl
from tests.atlas.store.examples import a_notice, facts_with

A_CORRECTION = Correction(
    notice="us-x-a", field="title", expect="Old", value="New", reason="Invented.",
    reference="https://x.example/a", corrected_on="2026-11-22",
)  # fmt: skip


def notices_of(store: Store) -> dict[str, Mapping[Any, Any]]:
    rows = store.read_edition().notices.to_dict("records")
    return {row["id"]: row for row in rows}


def pretend_scraped(url: str, id_: str, source: str) -> None:
    """Make a notice one that a scraper found, as a later fill must leave alone."""
    engine = sa.create_engine(sa.make_url(url.replace("postgresql://", "postgresql+psycopg://")))
    with engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE notice SET bundled = :no, source_id = :source WHERE id = :id"),
            {"no": False, "source": source, "id": id_},
        )
    engine.dispose()


def test_a_filled_store_says_what_the_files_say(store: Store, facts: Facts) -> None:
    report = store.fill(facts)
    assert report == FillReport(
        added=len(facts.notices),
        changed=0,
        rechecked=0,
        withdrawn=0,
        unchanged=0,
        positions=len(facts.positions),
        revision=1,
    )
    stored, from_files = store.read_edition(), Edition.from_facts(facts)
    assert stored.revision == 1
    pd.testing.assert_frame_equal(stored.notices, from_files.notices)
    assert list(stored.notices.columns) == list(NOTICE_COLUMNS)
    assert stored.law.histories == from_files.law.histories
    assert stored.places.blocs == facts.blocs
    assert stored.places.countries == from_files.places.countries
    assert stored.weights == from_files.weights
    assert list(stored.vocabularies) == list(facts.vocabularies)
    for name, vocabulary in facts.vocabularies.items():
        assert stored.vocabularies[name] == vocabulary
        assert stored.vocabularies[name].codes == vocabulary.codes


def test_the_same_facts_again_change_nothing(filled_store: Store, facts: Facts) -> None:
    store = filled_store
    again = store.fill(facts)
    assert (again.unchanged, again.revision) == (len(facts.notices), 1)
    assert again.added == again.changed == again.rechecked == again.withdrawn == 0
    assert store.versions(facts.notices[0].id) == []
    assert store.versions("an id that no notice has: \x00") == []


def test_the_revision_moves_exactly_when_the_data_does(store: Store, facts: Facts) -> None:
    assert store.revision() == 0
    small = facts_with(facts, a_notice("one"))
    weights = {**facts.risk, "changed_on": "2030-01-01"}
    first_bloc = next(iter(facts.blocs))
    renamed = facts.blocs[first_bloc].model_copy(update={"name": "Another name"})
    steps = [
        (small, True),
        (small, False),
        (replace(small, digest="a comment was edited"), False),
        (replace(small, notices=(a_notice("one"), a_notice("two"))), True),
        (small, True),
        (replace(small, notices=(a_notice("one", title="New"),)), True),
        (replace(small, notices=(a_notice("one", title="New", verified_on="2027-01-01"),)), True),
        (replace(small, notices=()), True),
        (replace(small, notices=(), positions=facts.positions[1:]), True),
        (replace(small, notices=(), positions=facts.positions[1:], risk=weights), True),
        (replace(small, notices=(), positions=facts.positions[1:], risk=weights), False),
        (replace(small, notices=(), blocs={**facts.blocs, first_bloc: renamed}), True),
    ]
    for number, (given, moves) in enumerate(steps):
        before = store.revision()
        report = store.fill(given)
        assert report.revision == store.revision() == before + moves, number


def in_another_order(facts: Facts) -> Vocabularies:
    status = facts.vocabularies.status
    turned = status.model_copy(update={"terms": dict(reversed(status.terms.items()))})
    return Vocabularies({**facts.vocabularies, "status": turned})


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("blocs", lambda facts: dict(reversed(facts.blocs.items()))),
        ("regions", lambda facts: dict(reversed(facts.regions.items()))),
        ("territories", lambda facts: dict(list(facts.territories.items())[1:])),
        ("authorities", lambda _: Authorities(governments={"FR": ("Invented",)})),
        ("risk", lambda facts: {**facts.risk, "version": "another"}),
        ("corrections", lambda facts: (*facts.corrections, A_CORRECTION)),
        ("vocabularies", in_another_order),
    ],
)
def test_every_document_moves_the_revision_when_it_changes_and_then_no_more(
    store: Store, facts: Facts, name: str, changed: Callable[[Facts], Any]
) -> None:
    before = facts_with(facts)
    after = replace(before, **{name: changed(facts)})
    assert [store.fill(given).revision for given in (before, after, after)] == [1, 2, 2]
    edition, expected = store.read_edition(), Edition.from_facts(after)
    assert edition.places.blocs == expected.places.blocs
    assert edition.places.territories == expected.places.territories
    assert edition.authorities == expected.authorities
    assert edition.weights == expected.weights
    assert edition.vocabularies.status.codes == expected.vocabularies.status.codes
    assert list(store.corrections()) == list(after.corrections)


def test_positions_are_kept_in_their_order_and_may_all_go(store: Store, facts: Facts) -> None:
    two = replace(facts_with(facts), positions=facts.positions[:2])
    turned = replace(two, positions=two.positions[::-1])
    none = replace(two, positions=())
    reports = [store.fill(given) for given in (two, turned, turned, none)]
    assert [(each.positions, each.revision) for each in reports] == [(2, 1), (2, 2), (2, 2), (0, 3)]
    assert store.read_edition().law.histories == {}


def test_a_changed_notice_keeps_what_it_said_before(store: Store, facts: Facts) -> None:
    began = datetime.now(UTC) - timedelta(seconds=1)
    store.fill(facts_with(facts, a_notice("one", title="First", products=("ASCE+",))))
    store.fill(facts_with(facts, a_notice("one", title="Second")))
    report = store.fill(facts_with(facts, a_notice("one", title="Third")))
    assert (report.changed, report.added, report.withdrawn) == (1, 0, 0)
    assert notices_of(store)["one"]["title"] == "Third"
    assert notices_of(store)["one"]["version"] == 3
    first, second = store.versions("one")
    assert (first.version, second.version) == (1, 2)
    assert (first.record["title"], second.record["title"]) == ("First", "Second")
    assert first.record["products"] == ["ASCE+"]
    assert set(first.record) == set(NOTICE_COLUMNS) - {"published_first"}
    assert first.digest != second.digest
    assert began < first.recorded_at <= first.ended_at == second.recorded_at <= second.ended_at


def test_a_withdrawn_notice_leaves_the_table_and_keeps_its_versions(
    store: Store, facts: Facts
) -> None:
    store.fill(facts_with(facts, a_notice("one"), a_notice("two", title="Was here")))
    report = store.fill(facts_with(facts, a_notice("one")))
    assert (report.withdrawn, report.unchanged) == (1, 1)
    assert set(notices_of(store)) == {"one"}
    (last,) = store.versions("two")
    assert last.record["title"] == "Was here"

    store.fill(facts_with(facts, a_notice("one"), a_notice("two", title="Is back")))
    assert notices_of(store)["two"]["version"] == 2
    store.fill(facts_with(facts, a_notice("one")))
    assert [version.version for version in store.versions("two")] == [1, 2]


def test_a_new_look_at_an_unchanged_notice_makes_no_version(store: Store, facts: Facts) -> None:
    store.fill(facts_with(facts, a_notice("one", verified_on="2026-11-22")))
    again = a_notice("one", verified_on="2027-03-01", sha256="ab" * 32)
    report = store.fill(facts_with(facts, again))
    assert (report.rechecked, report.changed) == (1, 0)
    row = notices_of(store)["one"]
    assert (row["first_seen"], row["last_checked"]) == ("2026-11-22", "2027-03-01")
    assert (row["version"], row["sha256"]) == (1, "ab" * 32)
    assert store.versions("one") == []


def test_what_only_a_scraper_found_is_left_alone(url: str, store: Store, facts: Facts) -> None:
    store.fill(facts_with(facts, a_notice("bundled"), a_notice("scraped", title="Found")))
    pretend_scraped(url, "scraped", "us_fda")
    report = store.fill(facts_with(facts, a_notice("bundled")))
    assert (report.withdrawn, report.unchanged) == (0, 1)
    assert set(notices_of(store)) == {"bundled", "scraped"}
    assert notices_of(store)["scraped"]["source_id"] == "us_fda"
    assert store.search("found") == ["scraped"]


def test_a_scraped_notice_that_a_person_carried_into_the_files_belongs_to_them(
    url: str, store: Store, facts: Facts
) -> None:
    store.fill(facts_with(facts, a_notice("one", title="Machine read")))
    pretend_scraped(url, "one", "us_fda")
    report = store.fill(facts_with(facts, a_notice("one", title="Reviewed", source_id="us_fda")))
    assert (report.changed, report.added) == (1, 0)
    assert store.fill(facts_with(facts)).withdrawn == 1
    assert [version.record["title"] for version in store.versions("one")] == [
        "Machine read",
        "Reviewed",
    ]


def test_a_fill_is_whole_or_not_at_all(store: Store, facts: Facts) -> None:
    store.fill(facts_with(facts, a_notice("one")))
    with pytest.raises(FaultyFile, match=r"'two' stands twice.*another id"):
        store.fill(facts_with(facts, a_notice("two"), a_notice("two", title="Again")))
    # The law is written after the notices; a fault there must take them back too.
    nowhere = facts.positions[0].model_construct(
        **{**dict(facts.positions[0]), "jurisdiction": None}
    )
    faulty = replace(facts_with(facts, a_notice("three")), positions=(nowhere,))
    with pytest.raises(StoreError, match="jurisdiction"):
        store.fill(faulty)
    assert set(notices_of(store)) == {"one"}
    assert (store.revision(), store.search("three")) == (1, [])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of data/ that a test may damage, in which Korea alone has law and notices."""

    def others(folder: str, names: list[str]) -> list[str]:
        of_a_place = Path(folder).name in ("law", "notices")
        return [name for name in names if of_a_place and not name.startswith("KR")]

    return Path(shutil.copytree(DATA, tmp_path / "data", ignore=others))


def test_only_files_that_moved_are_filled_from(store: Store, data: Path) -> None:
    report = store.ensure_filled(data)
    assert report is not None
    assert report.added > 0
    assert store.ensure_filled(data) is None

    file = data / "notices" / "KR.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[1:]), encoding="utf-8")
    report = store.ensure_filled(data)
    assert report is not None
    assert (report.withdrawn, report.added, report.revision) == (1, 0, 2)
    assert store.ensure_filled(data) is None


def test_who_read_older_files_than_another_who_fills_does_not_have_the_last_word(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(folder: Path) -> Facts:
        monkeypatch.setattr("atlas.store.store.read_facts", read_facts)
        facts = read_facts(folder)
        file = data / "notices" / "KR.jsonl"
        file.write_text("".join(file.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
        store.ensure_filled(data)
        return facts

    monkeypatch.setattr("atlas.store.store.read_facts", overtaken)
    store.ensure_filled(data)
    assert len(notices_of(store)) == len(read_facts(data).notices)
    assert store.ensure_filled(data) is None


def test_filling_ends_although_a_file_moves_with_each_fill(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill, filled = Store.fill, []

    def moving(store: Store, facts: Facts) -> FillReport:
        filled.append(facts.digest)
        assert len(filled) < 9, "it goes on"
        (data / "atlas.db").write_text(f"{len(filled)}", "utf-8")
        return fill(store, facts)

    monkeypatch.setattr(Store, "fill", moving)
    assert store.ensure_filled(data) is not None
    assert len(notices_of(store)) == len(read_facts(data).notices)


@pytest.mark.parametrize(
    ("file", "sound", "faulty", "told"),
    [
        ("law/KR.yaml", "positions:", "positions: [", "KR.yaml"),
        (
            "law/KR.yaml",
            "    basis:",
            "    bassis:",
            "'basis' is missing → add it .* faults in all",
        ),
        ("law/KR.yaml", "jurisdiction: KR", "jurisdiction: ZZ", r"KR\.yaml:1: jurisdiction 'ZZ'"),
        ("notices/KR.jsonl", '"jurisdiction": "KR"', '"jurisdiction": "ZZ"', "unknown place 'ZZ'"),
        ("risk.yaml", "prohibited: 60", "prohibited: 1", "must not look safer"),
    ],
)
@pytest.mark.usefixtures("same_text_read_once")
def test_facts_that_make_no_edition_are_refused_and_the_store_stays_as_it_was(
    fresh_url: FreshUrl, data: Path, file: str, sound: str, faulty: str, told: str
) -> None:
    # Refused before any database is written to: one kind of them shows it.
    with open_store(fresh_url("sqlite")) as store:
        store.ensure_filled(data)
        text = (data / file).read_text(encoding="utf-8")
        assert sound in text
        (data / file).write_text(text.replace(sound, faulty), encoding="utf-8")
        with pytest.raises(StoreError, match=f"(?s){told}.*python -m atlas validate"):
            store.ensure_filled(data)
        assert store.revision() == 1
        assert store.read_edition().law.history("KR", "injected_or_iv")


def test_the_codes_alone_are_those_of_the_edition(filled_store: Store) -> None:
    vocabularies, places = filled_store.read_codes()
    edition = filled_store.read_edition()
    assert dict(vocabularies) == dict(edition.vocabularies)
    assert places.blocs == edition.places.blocs
    assert all(code in places for code in edition.codes)


def test_an_empty_store_says_how_to_fill_it(store: Store) -> None:
    with pytest.raises(StoreError, match="python -m atlas fill"):
        store.read_edition()
    with pytest.raises(StoreError, match="atlas fill"):
        store.read_codes()


def test_thousands_of_notices_are_filled_changed_and_read(store: Store, facts: Facts) -> None:
    many = [a_notice(f"n-{number}", title=f"엑소좀 {number}") for number in range(3_000)]
    assert store.fill(facts_with(facts, *many)).added == 3_000
    many[:1_200] = [notice.model_copy(update={"summary": "Amended"}) for notice in many[:1_200]]
    report = store.fill(facts_with(facts, *many[:-700]))
    assert (report.changed, report.withdrawn, report.unchanged) == (1_200, 700, 1_100)
    assert len(store.read_edition().notices) == 2_300
    assert len(store.search("엑소")) == 2_300
    assert len(store.search("amended")) == 1_200
