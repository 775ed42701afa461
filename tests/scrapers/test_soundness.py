from __future__ import annotations

import re
from pathlib import Path

import pytest

from atlas.facts import DATA, read_words
from scrapers.catalogue_files import SOURCES
from scrapers.soundness import Known, catalogue_faults

KNOWN = Known(*read_words(), {path.stem for path in (DATA / "terms").glob("*.yaml")})


def faults_of(folder: Path) -> list[str]:
    found = catalogue_faults(folder, KNOWN)
    return [str(fault).removeprefix(f"{folder}/") for fault in found]


def changed(folder: Path, source: str, old: str, new: str) -> tuple[Path, int]:
    """A folder with one source that has `new` instead of `old`, and the line of it."""
    text = (SOURCES / f"{source}.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / f"{source}.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder, text[: text.index(old)].count("\n") + 1


def test_the_catalogue_is_sound() -> None:
    assert faults_of(SOURCES) == []


@pytest.mark.parametrize(
    ("source", "old", "new", "fault"),
    [
        ("de-pei", "jurisdiction: DE", "jurisdiction: XX", "unknown place 'XX' → did you mean"),
        (
            "de-pei", "jurisdiction: DE", "jurisdiction: Germany",
            "jurisdiction 'Germany' is no code → write DE",
        ),
        (
            "de-pei", "kind_hint: safety_alert", "kind_hint: alert",
            "unknown kind 'alert' → did you mean safety_alert or import_alert?",
        ),
        (
            "de-pei", "  issuer_type: regulator", "  issuer_type: agency",
            "unknown issuer_type 'agency' → one of: regulator,",
        ),
        ("de-pei", "encoding: utf-8", "encoding: utf-88", "unknown encoding 'utf-88' → write auto"),
        (
            "de-pei", "format: html_list", "format: htmllist",
            "there is no format 'htmllist' → did you mean html_list?",
        ),
        (
            "de-pei", 'items: ".searchresult > .teaser"', "items: .teaser[",
            "'.teaser[' is no CSS selector: ",
        ),
        (
            "de-pei", 'selector: ["#content"', "selector: ['a['",
            "'a[' is no CSS selector: ",
        ),
        (
            "de-pei", "published: {pattern: '", "published: {pattern: '(",
            "is no regular expression: missing )",
        ),
        ("cn-nmpa", "key: 'pattern:/(", "key: 'pattern:/((", "is no regular expression: missing )"),
        ("br-dou", "script: script#", "script: script[", "is no CSS selector: "),
        ("au-tga-drac", "page_marker: 'form[", "page_marker: 'form[[", "is no CSS selector: "),
        ("cn-nmpa", "languages: [en, zh-Hans]", "languages: [xx]", "no words are known of 'xx' → "),
        (
            "de-pei", "languages: [de, en]", "languages: [nn]",
            "the site's search has no word in 'nn' → add it to scrapers/search_terms.yaml",
        ),
        ("it-aifa", "links: 'a[", "links: 'a[[", "is no CSS selector: "),
        ("gh-fda", "input: 'input[", "input: 'input[[", "is no CSS selector: "),
        ("my-npra", "published: time[", "published: time[[", "is no CSS selector: "),
        ("us-fda-recalls", 'key: "{path}"', 'key: "{path"', "is no template: a brace stands alone"),
        (
            "de-pei", "{term}", "{term}{words}",
            "a brace in the address that nothing fills in: https://",
        ),
        (
            "de-pei", "languages: [de, en]", "languages: [German, en]",
            "'German' is not a language tag → write it like en",
        ),
        (
            "de-pei", "cadence: weekly", "cadence: hourly",
            "'cadence' should be 'daily', 'weekly' or 'monthly', and is 'hourly'",
        ),
        ("de-pei", "rows: {min: 0", "rows: {min: 600", "rows.min 600 is above rows.max 500 → "),
        ("de-pei", "formats: [dmy]", "formats: [dmm]", "there is no date format 'dmm' → known are"),
        ("de-pei", "terms: server", "terms: [", "the file is not YAML: "),
        (
            "au-tga-drac", "structure: ", "encoding: auto\nencoding: utf-8\nstructure: ",
            "key 'encoding' stands twice → keep one",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_named_by_file_and_line_with_its_mend(
    tmp_path: Path, source: str, old: str, new: str, fault: str
) -> None:
    folder, line = changed(tmp_path, source, old, new)
    found = faults_of(folder)
    assert any(fault in each for each in found), found
    if "twice" not in fault and "YAML" not in fault:
        assert [each.split(" ")[0] for each in found] == [f"{source}.yaml:{line}:"]


def test_dates_in_words_need_the_months_of_one_of_its_languages(tmp_path: Path) -> None:
    folder, _ = changed(tmp_path, "de-pei", "formats: [dmy]", "formats: [words]")
    assert faults_of(folder) == []
    text = (folder / "de-pei.yaml").read_text(encoding="utf-8")
    other = text.replace("languages: [de, en]", "languages: [zh-Hant]")
    (folder / "de-pei.yaml").write_text(other, encoding="utf-8")
    line = text[: text.index("date_formats:")].count("\n") + 1
    assert faults_of(folder) == [
        f"de-pei.yaml:{line}: the months of its languages are not known"
        " → add their names to scrapers/normalise/months.yaml"
    ]


def test_a_source_that_nothing_reads_is_named(tmp_path: Path) -> None:
    folder, _ = changed(tmp_path, "de-pei", "cadence: weekly", "cadence: weekly")
    (folder / "de-pei.yaml").rename(folder / "de-pei.yml")
    assert faults_of(folder) == ["de-pei.yml:1: nothing reads this file → name it de-pei.yaml"]


def test_files_and_their_faults_are_told_in_order(tmp_path: Path) -> None:
    for source in ("de-pei", "ch-swissmedic", "be-famhp"):
        (tmp_path / f"{source}.yaml").write_text("b: 1\na: 2\n", encoding="utf-8")
        (tmp_path / f"{source}.yml").write_text("", encoding="utf-8")
    found = faults_of(tmp_path)
    places = [each.split(" ")[0] for each in found]
    assert places == sorted(places, key=lambda place: (".yaml" not in place, place))
    assert len(set(places)) > 6


def test_the_issuers_of_a_source_are_looked_at_each(tmp_path: Path) -> None:
    text = (SOURCES / "gb-govuk-search-content.yaml").read_text(encoding="utf-8")
    head, issuers = text.split("\nissuers:\n")
    wrong = re.sub(r"issuer_type: \w+", "issuer_type: agency", issuers)
    assert wrong != issuers
    path = tmp_path / "gb-govuk-search-content.yaml"
    path.write_text(f"{head}\nissuers:\n{wrong}", encoding="utf-8")
    found = faults_of(tmp_path)
    assert len(found) == wrong.count("issuer_type: agency")
    assert all("unknown issuer_type 'agency'" in each for each in found)


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    folder, line = changed(tmp_path, "de-pei", "cadence: weekly", "cadense: weekly")
    changed(tmp_path, "ch-swissmedic", "enabled: true", "enabled: false")
    text = (folder / "de-pei.yaml").read_text(encoding="utf-8")
    slip = text.replace("  title: {selector: a}", "  titel: {selector: a}")
    (folder / "de-pei.yaml").write_text(slip, encoding="utf-8")
    found = faults_of(folder)
    assert len(found) == 5
    assert found[0].endswith("a source that is off says why → add off_because")
    assert f"de-pei.yaml:{line}: unknown key 'cadense' → did you mean cadence?" in found
    assert sum("'titel'" in each or "'title'" in each for each in found) == 2
