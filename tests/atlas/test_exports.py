"""Flat tables of everything."""

from dataclasses import replace

from atlas.edition import Edition
from atlas.exports import BLOC_COLUMNS, POSITION_COLUMNS, blocs, positions
from atlas.law import Law


def test_every_entry_of_every_history_is_there(edition: Edition) -> None:
    table = positions(edition)
    assert tuple(table.columns) == POSITION_COLUMNS
    assert len(table) == sum(len(entries) for entries in edition.law.histories.values())


def test_an_entry_says_from_when_the_next_one_replaces_it(edition: Edition) -> None:
    first = edition.law.history("GB", "clinical_trial")[0]
    assert first.effective_from == "2004-05-01"
    later = first.model_copy(update={"effective_from": "2026-04-28", "status": "conditional"})
    changed = replace(edition, law=Law(edition.places, [later, first]))
    table = positions(changed)
    assert table["effective_from"].tolist() == ["2004-05-01", "2026-04-28"]
    assert table["replaced_from"].tolist() == ["2026-04-28", None]


def test_every_member_of_every_bloc_is_there(edition: Edition) -> None:
    table = blocs(edition)
    assert tuple(table.columns) == BLOC_COLUMNS
    for code, bloc in edition.places.blocs.items():
        assert set(table.loc[table["bloc"] == code, "member"]) == set(bloc.members)
