"""Authorities: who makes law is not asked, and whoever took an authority's place is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from atlas.authorities import Authorities, Authority, Succession, by_then
from atlas.columns import ASKED, names
from atlas.edition import Edition
from atlas.notices import Notice
from atlas.sources import regulators, whom_to_ask
from tests.atlas.factories import TODAY, edition_of, notice, recorded

REAL = recorded()


def succession(since: str = "2020-03") -> Succession:
    """An invented one, of France."""
    return Succession(
        jurisdiction="FR",
        former=Authority(name="Invented agency OLD", short="OLD"),
        now=Authority(name="Invented agency NEW", short="NEW"),
        since=since,
        source_read="primary",
        read_url="https://example.org/history",
        confidence="high",
        verified_on="2026-11-22",
    )


def replacing(*notices: Notice) -> Edition:
    """Notices in a world where NEW has taken the place of OLD."""
    return replace(edition_of(notices=notices), authorities=Authorities(successors=(succession(),)))


def test_from_the_day_of_the_change_the_newer_is_asked() -> None:
    old = notice("a", jurisdiction="FR", regulator_short="OLD", published="2018")
    world = replacing(old)
    for day, named in ((date(2020, 2, 29), "OLD"), (date(2020, 3, 1), "NEW")):
        assert list(whom_to_ask(world, "FR", day)["regulator_short"]) == [named]


def test_a_namesake_elsewhere_keeps_its_name() -> None:
    elsewhere = notice("n", jurisdiction="DE", regulator_short="OLD")
    world = replace(
        edition_of(notices=[elsewhere]),
        authorities=Authorities(successors=(succession(),)),
    )
    assert list(whom_to_ask(world, "DE", TODAY)["regulator_short"]) == ["OLD"]


def test_what_both_published_is_counted_under_the_newer_with_its_own_address() -> None:
    both = [
        notice("a", jurisdiction="FR", regulator_short="OLD", url="https://old.example/a"),
        notice("b", jurisdiction="FR", regulator_short="OLD", url="https://old.example/b"),
        notice(
            "c", jurisdiction="FR", regulator_short="NEW", regulator="Invented agency NEW",
            url="https://new.example/c",
        ),
    ]  # fmt: skip
    world = replace(edition_of(notices=both), authorities=Authorities(successors=(succession(),)))
    only = whom_to_ask(world, "FR", TODAY)
    assert list(only.columns) == list(names(ASKED))
    assert only[["regulator", "regulator_short", "notices", "site"]].to_dict("records") == [
        {
            "regulator": "Invented agency NEW", "regulator_short": "NEW", "notices": 3,
            "site": "https://new.example",
        }
    ]  # fmt: skip
    # Who issued what stays as it was.
    assert set(regulators(world)["regulator_short"]) == {"OLD", "NEW"}


def test_it_says_whom_it_replaced_until_when_how_sure_that_is_and_where_it_stands() -> None:
    old = notice("a", jurisdiction="FR", regulator_short="OLD")
    world = replace(edition_of(notices=[old]), authorities=Authorities(successors=(succession(),)))
    said = whom_to_ask(world, "FR", TODAY).iloc[0]
    assert said["formerly"] == (
        "Until March 2020 Invented agency OLD. Confidence: High · Read: Issuer's own text · "
        "Last checked: 22 November 2026"
    )
    assert said["formerly_url"] == "https://example.org/history"


def test_a_year_alone_counts_from_its_first_day() -> None:
    only = [succession(since="2020")]
    assert by_then(only, date(2019, 12, 31)) == []
    assert by_then(only, date(2020, 1, 1)) == only


def test_a_whole_government_is_not_asked_and_its_ministry_is() -> None:
    notices = [
        notice("a", jurisdiction="FR", regulator_short="Cabinet", issuer_type="ministry"),
        notice("b", jurisdiction="FR", regulator_short="Health", issuer_type="ministry"),
        notice("c", jurisdiction="DE", regulator_short="Cabinet", issuer_type="ministry"),
    ]
    world = replace(
        edition_of(notices=notices),
        authorities=Authorities(governments={"FR": ("Cabinet",)}),
    )
    assert list(whom_to_ask(world, "FR", TODAY)["regulator_short"]) == ["Health"]
    assert list(whom_to_ask(world, "DE", TODAY)["regulator_short"]) == ["Cabinet"]


def test_everyone_in_the_file_is_one_that_notices_name() -> None:
    issuers = set(zip(REAL.notices["jurisdiction"], REAL.notices["regulator_short"], strict=True))
    replaced = {(each.jurisdiction, each.former.short) for each in REAL.authorities.successors}
    governing = {
        (place, short) for place, names in REAL.authorities.governments.items() for short in names
    }
    assert replaced
    assert governing
    assert replaced | governing <= issuers


def test_nobody_who_was_replaced_and_no_government_is_named_to_ask() -> None:
    replaced = {(each.jurisdiction, each.former.short) for each in REAL.authorities.successors}
    for place in REAL.filed & set(REAL.codes):
        named = whom_to_ask(REAL, place, TODAY)
        assert not replaced & set(zip(named["jurisdiction"], named["regulator_short"], strict=True))
        makes_law = named["regulator"].str.contains(
            r"^(?:Government of (?!the State of|.* / )|President|Prime Minister|Cabinet|Prince)"
        )
        assert not makes_law.any(), named["regulator"][makes_law].tolist()


def test_spain_is_asked_at_its_agency_and_korea_at_its_ministry() -> None:
    assert list(whom_to_ask(REAL, "ES", TODAY)["regulator_short"])[:1] == ["AEMPS"]
    assert "Gobierno de España" not in set(whom_to_ask(REAL, "ES", TODAY)["regulator_short"])
    korean = whom_to_ask(REAL, "KR", TODAY)
    assert "KFDA" not in set(korean["regulator_short"])
    assert "(KFDA)" in korean.loc[korean["regulator_short"] == "MFDS", "formerly"].item()


def test_a_site_on_record_is_named_where_no_notice_leads_to_one() -> None:
    both = [
        notice("a", jurisdiction="FR", regulator_short="SILENT", url=None),
        notice("b", jurisdiction="FR", regulator_short="LOUD", url="https://loud.example/b"),
    ]
    sites = {"FR": {"SILENT": "https://silent.example", "LOUD": "https://other.example"}}
    world = replace(edition_of(notices=both), authorities=Authorities(sites=sites))
    asked = whom_to_ask(world, "FR", TODAY).set_index("regulator_short")["site"]
    assert asked.to_dict() == {"SILENT": "https://silent.example", "LOUD": "https://loud.example"}
