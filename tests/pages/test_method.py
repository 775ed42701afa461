"""The method page says what the code does, with the figures of the data."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import pytest

from atlas.edition import Edition
from atlas.evidence import read_evidence
from atlas.wording import spoken
from pages import as_of
from tests.bundled import recorded_facts
from tests.pages.shown import Open, html_of, show, tables_of, words_of

PARTS = ("about", "law", "risk", "check", "limits", "codebook", "cite", "downloads", "programs")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_from_its_address(open_page: Open, part: str) -> None:
    page = open_page("method", part=part)
    assert page.title[0].value == "Method"
    assert not page.exception
    assert not page.warning
    assert words_of(page) or html_of(page)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_where_nothing_is_on_record_yet(
    bare: Path, tmp_path: Path, use_store: Callable[[str], None], part: str
) -> None:
    use_store(f"sqlite:///{shutil.copy(bare, tmp_path / 'empty.db')}")
    page = show("method", part=part)
    assert page.title[0].value == "Method"
    assert not page.exception


def test_programs_are_told_where_to_ask_and_what_to_follow(open_page: Open) -> None:
    shown = html_of(open_page("method", part="programs"))
    assert 'href="./api/v1/"' in shown
    assert 'href="./api/v1/openapi.json"' in shown
    assert 'href="./feeds/changes.atom"' in shown
    assert 'href="./feeds/scenario/injected_or_iv.json"' in shown


def test_counts_are_those_of_the_data(open_page: Open) -> None:
    said = words_of(open_page("method"))
    positions, notices = recorded_facts().positions, recorded_facts().notices
    of_law = len({position.jurisdiction for position in positions})
    of_notices = len({notice.jurisdiction for notice in notices})
    assert f"{len(positions):,} positions in {of_law:,} places and blocs" in said
    assert f"{len(notices):,} notices from {of_notices:,} places" in said


def test_every_status_is_defined_with_its_sign(open_page: Open, edition: Edition) -> None:
    shown = html_of(open_page("method", part="law"))
    for term in edition.vocabularies.status.terms.values():
        assert f"{term.label}</span>" in shown


def test_a_number_is_worked_out_with_its_figures(open_page: Open) -> None:
    page = open_page("method", part="risk")
    said = words_of(page)
    assert "1. The law: 60 points" in said
    # Of the last day on which anything was checked; tests/atlas/test_risk_example.py has one day.
    assert re.search(r"25 × \(1 − e\^\(−\d\.\d+ ÷ 6\)\) = \d\.\d\.", said)
    assert re.search(r"Together: 6\d(\.\d)? of 100", said)
    faded = (
        r"1 \(safety alert\) × 0\.5 \(about their category\) × 0\.5\^\(\d\.\d+ years ÷ 3\) = 0\.\d+"
    )
    assert re.search(faded, html_of(page))


def test_any_number_can_be_worked_out(open_page: Open) -> None:
    said = words_of(open_page("method", part="risk", place="Antarctica", scenario="injected_or_iv"))
    assert "1. The law: 35 points" in said
    assert "3. Uncertainty: 15 points" in said
    assert "Together: 50 of 100" in said


def test_the_position_opens_as_of_the_day_on_which_its_number_was_worked_out(
    open_page: Open, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = date.fromisoformat(edition.verified_on)

    class Later(date):
        @classmethod
        def today(cls) -> "Later":
            return cls(checked.year + 1, 3, 1)

    monkeypatch.setattr(as_of, "date", Later)
    shown = html_of(open_page("method", part="risk", place="US"))
    asked = f"place=US&amp;scenario=topical_with_microneedling&amp;asof={checked}"
    assert f"./country?{asked}" in shown


def test_the_last_line_says_when_the_facts_were_last_checked_as_the_pages_do(
    open_page: Open, edition: Edition
) -> None:
    said = words_of(open_page("method"))
    newest = spoken(max(edition.notices["published"].dropna()))
    told = f"Facts last checked {spoken(edition.verified_on)} · newest notice on record: {newest} ·"
    assert told in said
    assert edition.verified_on not in said


def test_the_weights_on_screen_are_those_of_the_file(open_page: Open, edition: Edition) -> None:
    weights = tables_of(open_page("method", part="risk"))[0]
    shown = dict(zip(weights["of"], weights["weight"], strict=True))
    assert shown["Status: Prohibited"] == f"{edition.weights.severity['prohibited']:g}"
    assert shown["Kind: Ban"] == f"{edition.weights.enforcement.kinds['ban']:g}"
    parts = edition.weights.model_dump(include={"severity", "enforcement", "uncertainty"})
    given = [
        weight
        for part in parts.values()
        for section in part.values()
        for weight in (section.values() if isinstance(section, dict) else [section])
    ]
    told = [weight for weight in weights["weight"] if weight not in ("counts", "one share")]
    assert sorted(told) == sorted(f"{weight:g}" for weight in given if isinstance(weight, float))


def test_whose_acts_count_is_told_as_the_weights_have_it(open_page: Open, edition: Edition) -> None:
    page = open_page("method", part="risk")
    weights = tables_of(page)[0].set_index("of")["weight"]
    issuers = edition.weights.enforcement.issuers
    counting = [name for name in weights.index if name.startswith("Issuer: ")]
    label = edition.vocabularies.issuer_type.label
    assert counting == [f"Issuer: {label(code)}" for code in issuers]
    assert set(weights[counting]) == {"counts"}
    said = " ".join(words_of(page).split())
    assert {"international_body", "other"} < set(issuers)
    assert "an international body outside every bloc, warns but enforces nothing" in said
    assert "Where it is not shown who acted, the act counts." in said


def test_limits_readings_and_agreement_are_those_of_the_file(open_page: Open) -> None:
    page = open_page("method", part="limits")
    evidence = read_evidence()
    shown = html_of(page)
    for passage in (*evidence.limits, *evidence.readings):
        assert f">{passage.title.replace(chr(39), '&#x27;')}</h3>" in shown
    kappas = tables_of(page)[0]["kappa"].tolist()
    assert kappas == [f"{row.kappa or 0:.2f}" for row in evidence.agreement]


def test_the_codebook_shows_one_vocabulary_or_all(open_page: Open, edition: Edition) -> None:
    one = html_of(open_page("method", part="codebook", vocabulary="claim"))
    assert ">Claim</h2>" in one
    assert ">Status</h2>" not in one
    every = html_of(open_page("method", part="codebook", vocabulary="all"))
    for vocabulary in edition.vocabularies.values():
        assert f">{escape(vocabulary.title)}</h2>" in every


def test_a_citation_names_version_and_day(open_page: Open, edition: Edition) -> None:
    link, apa, bibtex = (code.value for code in open_page("method", part="cite").code)
    assert link.endswith("/method?part=cite")
    assert f"checked {edition.verified_on}" in apa
    assert bibtex.startswith("@misc{exosome_atlas_2026,")


def test_everything_can_be_downloaded(open_page: Open) -> None:
    page = open_page("method", part="downloads")
    labels = [button.proto.label for button in page.get("download_button")]
    assert labels[:4] == [
        "Download everything (ZIP)",
        "Download the workbook (XLSX)",
        f"Download {len(recorded_facts().positions):,} positions (CSV)",
        f"Download {len(recorded_facts().notices):,} notices (CSV)",
    ]
    assert len(labels) == 5


def test_both_days_on_which_facts_were_gathered_are_told(open_page: Open, edition: Edition) -> None:
    said = words_of(open_page("method", part="limits"))
    assert f"from 22 November 2026 to {spoken(edition.verified_on)}." in said
