"""An edition: everything at one revision, and what it finds by itself."""

from __future__ import annotations

import shutil
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from atlas.edition import Edition
from atlas.facts import DATA, FaultyFile, digest, read_facts
from atlas.places import UnknownPlace
from atlas.vocabulary import Vocabularies, read_vocabularies
from tests.atlas.factories import bloc, edition_of, notice, position
from tests.bundled import recorded_facts


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of data/ that a test may damage."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_files_alone_make_an_edition_of_revision_0(edition: Edition) -> None:
    assert edition.revision == 0
    facts = recorded_facts()
    assert len(edition.notices) == len(facts.notices)
    assert sum(map(len, edition.law.histories.values())) == len(facts.positions)


def test_an_edition_never_changes(edition: Edition) -> None:
    with pytest.raises(FrozenInstanceError):
        edition.revision = 7  # type: ignore[misc]


def test_its_places_are_all_countries_the_blocs_and_the_subdivisions_with_facts(
    edition: Edition,
) -> None:
    world = edition_of(
        position("US-TN", "prohibited"),
        notices=[notice("a", jurisdiction="GB-SCT"), notice("b", jurisdiction="INT")],
        blocs={"EU": bloc("FR"), "ASEAN": bloc("TH")},
    )
    beyond = [code for code in world.codes if code not in world.places.countries]
    assert beyond == ["GB-SCT", "US-TN", "ASEAN", "EU"]
    assert world.codes[: len(world.places.countries)] == tuple(world.places.countries)
    assert len(set(edition.codes)) == len(edition.codes)


def test_a_notice_of_a_place_that_does_not_exist_is_refused() -> None:
    world = edition_of(notices=[notice("a", jurisdiction="ZZ")])
    with pytest.raises(UnknownPlace, match="'ZZ'"):
        _ = world.codes
    with pytest.raises(UnknownPlace, match="'ZZ'"):
        _ = world.risk


def test_notices_are_found_by_id_in_the_order_named() -> None:
    world = edition_of(notices=[notice(id_) for id_ in "abc"])
    assert list(world.notices_by_id(["c", "not-on-record", "a"])["id"]) == ["c", "a"]
    assert list(world.notices_by_id([]).columns) == list(world.notices.columns)
    assert world.notices_by_id(["x"]).empty
    assert edition_of().notices_by_id(["a"]).empty
    pd.testing.assert_frame_equal(
        world.notices_by_id(world.notices["id"]), world.notices, check_dtype=True
    )


def test_of_the_notices_named_those_are_out_by_a_day_that_were_known_by_then() -> None:
    world = edition_of(
        notices=[
            notice("of-may", published="2024-05"),
            notice("of-june", published="2024-06-01"),
            notice("undated", published=None, first_seen="2024-07-01"),
        ]
    )
    named = ["undated", "of-june", "not-on-record", "of-may"]
    assert world.out_by(named, date(2024, 4, 30)) == ()
    assert world.out_by(named, date(2024, 5, 1)) == ("of-may",)
    assert world.out_by(named, date(2024, 6, 30)) == ("of-june", "of-may")
    assert world.out_by(named, date(2024, 7, 1)) == ("undated", "of-june", "of-may")


def test_it_was_verified_on_the_last_day_on_which_anything_was_checked() -> None:
    world = edition_of(
        position("FR", "prohibited", verified_on="2026-03-01"),
        notices=[notice("a", verified_on="2026-05-01"), notice("b", verified_on="2026-04-01")],
    )
    assert world.verified_on == "2026-05-01"
    assert edition_of().verified_on == ""


def test_every_notice_that_a_position_cites_is_on_record(edition: Edition) -> None:
    cited = {
        id_
        for entries in edition.law.histories.values()
        for each in entries
        for id_ in each.notices
    }
    assert len(edition.notices_by_id(sorted(cited))) == len(cited)


# The files that it is made from.


def test_a_line_break_of_unicode_inside_a_title_ends_no_record(data: Path) -> None:
    path = data / "notices" / "AE.jsonl"
    before = len(read_facts(data).notices)
    record = notice("with-breaks", jurisdiction="AE", title="one\u2028two\u0085three")
    with path.open("a", encoding="utf-8") as file:
        file.write(record.model_dump_json() + "\n")
    notices = read_facts(data).notices
    assert len(notices) == before + 1
    assert record in notices


@pytest.mark.parametrize(
    ("name", "planted", "told"),
    [
        ("law/XX.yaml", "jurisdiction: XX\npositions: {}\npositions: {}\n", r"XX\.yaml.*line 3"),
        ("law/XX.yaml", "jurisdiction: XX\n\tpositions: {}\n", r"XX\.yaml.*line 2"),
        ("law/XX.yaml", "jurisdiction: XX\n", r"XX\.yaml.*positions"),
        ("notices/XX.jsonl", "{\n", r"XX\.jsonl:1:"),
        ("notices/XX.jsonl", '{"id": "a"}\n', r"XX\.jsonl:1:.*jurisdiction"),
        ("blocs.yaml", "EU: {members: []}\n", r"blocs\.yaml.*members"),
        ("risk.yaml", "a: 1\na: 2\n", r"risk\.yaml.*'a' stands twice"),
    ],
)
def test_a_damaged_file_is_named_with_what_is_wrong(
    data: Path, name: str, planted: str, told: str
) -> None:
    (data / name).write_text(planted, encoding="utf-8")
    with pytest.raises(FaultyFile, match=f"(?s){told}"):
        read_facts(data)


def test_a_file_of_notices_that_is_no_text_is_named(data: Path) -> None:
    (data / "notices" / "XX.jsonl").write_bytes(b"\xff\n")
    with pytest.raises(FaultyFile, match=r"XX\.jsonl: 'utf-8' codec"):
        read_facts(data)


def test_what_is_edited_while_it_is_read_is_read_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited_meanwhile(folder: Path) -> Vocabularies:
        (data / "law" / "KR.yaml").write_text("jurisdiction: KR\n", encoding="utf-8")
        return read_vocabularies(folder)

    monkeypatch.setattr("atlas.facts.read_vocabularies", edited_meanwhile)
    assert read_facts(data).digest != digest(data)


def test_the_digest_moves_with_any_byte_and_any_name(data: Path) -> None:
    first = digest(data)
    assert first == digest(DATA)
    (data / "law" / "FR.yaml").rename(data / "law" / "FR2.yaml")
    renamed = digest(data)
    with (data / "risk.yaml").open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    assert len({first, renamed, digest(data)}) == 3


def test_the_digest_is_that_of_the_facts_without_a_draft_that_is_about_to_vanish(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = data / "notices" / ".KR.jsonl.draft"
    draft.touch()
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        draft.unlink(missing_ok=True)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert digest(data) == digest(DATA)
