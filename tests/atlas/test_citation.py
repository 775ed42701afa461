"""A citation names what was seen, when, and where."""

from collections.abc import Hashable
from datetime import date, timedelta
from typing import Any

import pytest

from atlas.citation import Citation, Document, notice_document, position_document
from atlas.edition import Edition
from tests.atlas.factories import ASKED, TODAY, bloc, edition_of, notice, position


def cited(url: str = "https://example.org/method") -> Citation:
    return Citation("2026-11-22", 7, url, retrieved=date(2026, 12, 1))


def test_apa_has_author_year_title_version_day_and_address() -> None:
    assert cited().apa() == (
        "Exosome Atlas contributors. (2026). Exosome Atlas: legal status and regulators' notices "
        "by jurisdiction (Version 0.1.0, revision 7, checked 2026-11-22) [Data set]. Retrieved "
        "1 December 2026, from https://example.org/method"
    )


def test_bibtex_has_the_same_facts() -> None:
    entry = cited().bibtex()
    assert entry.startswith("@misc{exosome_atlas_2026,\n")
    assert "  urldate  = {2026-12-01}," in entry
    assert "  note     = {Data set, CC-BY-4.0}," in entry


def test_an_address_cannot_end_its_field() -> None:
    entry = cited("https://example.org/}, note={x").bibtex()
    assert entry.count("{") == entry.count("}")
    assert "url      = {https://example.org/, note=x}," in entry


def document_row(**changes: Any) -> dict[Hashable, Any]:
    """An invented notice as it stands among all."""
    return edition_of(notices=[notice("invented-1", **changes)]).notices.iloc[0].to_dict()


def document(edition: Edition, **changes: Any) -> Document:
    """The citation of an invented notice."""
    return notice_document(edition, document_row(**changes), cited())


def test_a_notice_is_cited_as_its_regulators_document_first(edition: Edition) -> None:
    apa = document(edition, url="https://example.org/ban", published="2024-03").apa()
    assert apa.startswith(
        "Invented Agency. (2024, March). Invented notice invented-1 [Ban]. https://example.org/ban "
        "Read: Issuer's own text, at https://example.org/invented-1. Confidence: High. "
        "Last checked 22 November 2026. On record in: Exosome Atlas contributors. (2026)."
    )
    assert apa.endswith("from https://example.org/method")


@pytest.mark.parametrize(
    ("published", "in_apa", "year", "day"),
    [
        ("2024", "(2024).", "2024", "2024"),
        ("2024-03", "(2024, March).", "2024", "2024-03"),
        ("2024-03-05", "(2024, March 5).", "2024", "2024-03-05"),
    ],
)
def test_a_date_is_cited_as_far_as_it_is_known(
    edition: Edition, published: str, in_apa: str, year: str, day: str
) -> None:
    cited_ = document(edition, published=published)
    assert f" {in_apa} " in cited_.apa()
    assert f"  year         = {{{year}}},\n  date         = {{{day}}}," in cited_.bibtex()


def test_where_it_was_read_is_said_only_if_not_on_its_own_page(edition: Edition) -> None:
    own = "https://example.org/ban"
    cited_ = document(edition, url=own, read_url=own)
    assert f"[Ban]. {own} Read: Issuer's own text. Confidence:" in cited_.apa()
    assert f"  url          = {{{own}}}," in cited_.bibtex()


def test_an_undated_notice_is_cited_without_a_date(edition: Edition) -> None:
    assert ". (n.d.). " in document(edition, published=None).apa()
    assert "year" not in document(edition, published=None).bibtex().split("note")[0]


def test_a_title_in_another_language_comes_with_its_translation(edition: Edition) -> None:
    cited_ = document(
        edition, title="엑소좀 주사 금지", title_en="Ban of injections", language="ko"
    )
    assert "엑소좀 주사 금지 [Ban of injections] [Ban]" in cited_.apa()
    assert "title        = {{엑소좀 주사 금지 [Ban of injections]}}," in cited_.bibtex()


@pytest.mark.parametrize("english", [None, "", "Invented notice"])
def test_a_title_is_not_its_own_translation(edition: Edition, english: str | None) -> None:
    row = document_row(title="Invented notice") | {"title_en": english}
    assert notice_document(edition, row, cited()).title == "Invented notice"


def test_what_a_program_read_is_cited_as_such(edition: Edition) -> None:
    assert "Machine-read, not reviewed" in document(edition, review="machine_read").apa()


def test_hostile_text_stays_in_its_field(edition: Edition) -> None:
    hostile = document(
        edition,
        title="}, url={x}\n@misc{y, \\input{/etc/passwd} 100% $x$ \u202edesrever",
        title_en="",
        url="javascript:alert(1)",
        read_url="https://example.org/}{",
    )
    entry = hostile.bibtex()
    assert "\\input{" not in entry
    assert "\\textbackslash{}input\\{/etc/passwd\\} 100\\% \\$x\\$" in entry
    assert "javascript" not in entry + hostile.apa()
    assert "\u202e" not in entry + hostile.apa()
    assert "\n" not in hostile.apa()
    # Every line after the first is a field, or ends the entry.
    assert [line for line in entry.split("\n")[1:] if not line.startswith("  ")] == ["}"]


def test_a_position_is_cited_by_its_instrument() -> None:
    given = edition_of(
        position("EU", "prohibited", effective_from="2013-07", confidence="high"),
        blocs={"EU": bloc("FR", reach="medium")},
    )
    standing = given.law.standing("FR", ASKED, TODAY)
    document_ = position_document(given, standing, cited(), TODAY)
    apa = document_.apa()
    assert apa.startswith(
        "Invented bloc. Invented act of EU [Injected, infused or as a medicine: Prohibited, in "
        "force since July 2013]. Rule of Invented bloc, inherited by France."
    )
    assert "Confidence: Medium." in apa
    assert document_.key == "fr-injected_or_iv"


def test_a_places_own_position_is_cited_as_its_rule_alone() -> None:
    given = edition_of(position("FR", "prohibited", instrument=None))
    standing = given.law.standing("FR", ASKED, TODAY)
    apa = position_document(given, standing, cited(), TODAY).apa()
    assert apa.startswith("France. No instrument named [")
    assert "]. Read: Issuer's own text, at https://example.org/FR. Confidence: Medium." in apa


def test_a_position_without_a_date_is_not_cited_as_if_it_had_held_on_a_past_day() -> None:
    given = edition_of(
        position("FR", "permitted"),
        position("NO", "permitted", effective_from="2013-07"),
        position("DE", "unclear"),
        position("AT", "unclear", instrument=None),
    )
    past = TODAY - timedelta(days=60)

    def cited_on(day: date, place: str = "FR") -> str:
        return position_document(given, given.law.standing(place, ASKED, day), cited(), day).apa()

    assert "in force from an unknown earlier date" in cited_on(TODAY)
    assert "in force from an unknown date, perhaps after 23 September 2026" in cited_on(past)
    assert "in force since July 2013" in cited_on(past, "NO")
    assert "Unclear, text in force from an unknown earlier date]" in cited_on(TODAY, "DE")
    assert "Unclear]" in cited_on(TODAY, "AT")


def test_nothing_on_record_cannot_be_cited() -> None:
    given = edition_of()
    with pytest.raises(ValueError, match="nothing to cite"):
        position_document(given, given.law.standing("FR", ASKED, TODAY), cited(), TODAY)


def test_what_has_no_address_is_cited_with_the_day_on_which_it_was_seen() -> None:
    assert cited(url="").apa().endswith("Retrieved 1 December 2026")


def test_a_copy_of_the_data_has_no_address_and_no_day() -> None:
    copy = Citation("2026-11-22", 7)
    assert copy.apa().endswith("checked 2026-11-22) [Data set].")
    assert "url" not in copy.bibtex()
