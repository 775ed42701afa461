"""Flat tables of everything."""

from dataclasses import replace
from datetime import UTC, datetime

from atlas.edition import Edition
from atlas.exports import blocs, jurisdictions, positions, sources
from atlas.health import SourceRecord
from atlas.law import Law
from atlas.source_list import read_source_list


def test_every_entry_of_every_history_is_there(edition: Edition) -> None:
    table = positions(edition)
    assert len(table) == sum(len(entries) for entries in edition.law.histories.values())


def test_an_entry_says_from_when_the_next_one_replaces_it(edition: Edition) -> None:
    first = edition.law.history("GB", "clinical_trial")[0]
    assert first.effective_from == "2004-05-01"
    later = first.model_copy(update={"effective_from": "2026-04-28", "status": "conditional"})
    changed = replace(edition, law=Law(edition.places, [later, first]))
    table = positions(changed)
    assert table["entry"].tolist() == [1, 2]
    assert table["effective_from"].tolist() == ["2004-05-01", "2026-04-28"]
    assert table["replaced_from"].tolist() == ["2026-04-28", None]
    assert table["jurisdiction"].tolist() == ["GB", "GB"]


def test_every_member_of_every_bloc_is_there(edition: Edition) -> None:
    table = blocs(edition)
    for code, bloc in edition.places.blocs.items():
        assert set(table.loc[table["bloc"] == code, "member"]) == set(bloc.members)


def test_a_place_says_what_it_is_and_whose_rules_reach_it(edition: Edition) -> None:
    table = jurisdictions(edition)
    assert set(table["code"]) == {*edition.codes, "INT"}
    told = {row[0]: row[1:] for row in table.itertuples(index=False)}
    reaching = edition.places.blocs_of("FR")
    assert told["FR"] == (
        "France", "country", "FRA", None, "Europe", "Western Europe", reaching
    )  # fmt: skip
    assert reaching[0] == "EU"
    assert told["US-TN"][1:4] == ("subdivision", None, "US")


def test_a_source_says_when_it_was_last_read_whole_and_what_stands_of_it() -> None:
    id_, told = next(iter(read_source_list().items()))
    read_on = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    read = SourceRecord(id_, told, read_on, read_on, 0, None, None, 1.5, 7, {}, ())
    table = sources([read, replace(read, good_at=None, failures=1, fault="outage")])
    assert table["id"].tolist() == [id_, id_]
    assert table["publisher"].tolist() == [told.publisher.name] * 2
    assert table["publisher_short"].tolist() == [told.publisher.short] * 2
    assert table["languages"].tolist() == [tuple(told.languages)] * 2
    assert table["enabled"].tolist() == [told.enabled] * 2
    assert table["last_read"].tolist() == ["2026-11-22", None]
    assert table["notices"].tolist() == [7, 7]
