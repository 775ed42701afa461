"""The catalogue: every source can be used, is complete, and a faulty one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.source_list import read_source_list
from scrapers.catalogue import Source
from scrapers.catalogue_files import SOURCES, BadCatalogue, read_catalogue, read_source, with_keys
from scrapers.cli.session import fetch_settings
from scrapers.formats.by_name import formats
from scrapers.formats.page import format_of
from scrapers.http.faults import NeedsKey
from scrapers.keeping import descriptions
from tests.bundled import recorded_facts
from tests.scrapers.recorded import SEEN_ON, TERMS, catalogue

NOTICES = recorded_facts().notices
SOUND = SOURCES / "us-fda-recalls.yaml"


def with_change(tmp_path: Path, old: str, new: str) -> Path:
    text = SOUND.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / SOUND.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_fifty_sources_are_on_in_thirty_jurisdictions() -> None:
    on = [source for source in catalogue().values() if source.enabled]
    assert len(on) >= 50
    assert len({source.jurisdiction for source in on}) >= 30


def test_the_list_of_sources_is_the_same_whoever_reads_it() -> None:
    assert descriptions(catalogue()) == read_source_list()


def test_a_regulator_has_the_short_name_that_notices_of_data_have() -> None:
    """Else no title tells that what a source lists is what a person wrote down."""
    of_data = {(each.jurisdiction, each.regulator, each.regulator_short) for each in NOTICES}
    for source in catalogue().values():
        for issuer in (source.publisher, *source.issuers.values()):
            for place, *names in of_data:
                if place == source.jurisdiction and issuer.name in names:
                    assert issuer.short == names[1], source.id


def test_every_format_is_used_and_every_source_that_is_on_asks_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert {source.format for source in catalogue().values()} == set(formats())
    for source in catalogue().values():
        if source.key:
            for name in source.key.missing():
                monkeypatch.setenv(name, "invented")
        if source.structure == "unknown":
            continue
        requests = format_of(source).first_requests(source, TERMS, None, today=SEEN_ON)
        assert requests, source.id
        for request in requests:
            assert request.source == source.id
            asked = request.url.partition("#")[0] + (request.body or b"").decode()
            for blank in ("{term", "{since", "{until", "{year", "{key"):
                assert blank not in asked, source.id


def test_robots_are_respected_where_no_documented_interface_invites_programs() -> None:
    for source in catalogue().values():
        if not source.manners.robots:
            assert source.structure == "documented" or "api" in str(source.urls + source.posts)


def test_a_source_without_its_key_says_where_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    source = catalogue()["kr-data-go-kr"]
    monkeypatch.delenv("DATA_GO_KR_KEY", raising=False)
    with pytest.raises(NeedsKey, match=r"DATA_GO_KR_KEY.*data\.go\.kr"):
        format_of(source).first_requests(source, TERMS, None, today=SEEN_ON)


def test_a_source_that_is_off_for_want_of_a_key_is_on_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_both = "us-fda-data-dashboard"
    for name in ("DATA_GO_KR_KEY", "FDA_DASHBOARD_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FDA_DASHBOARD_KEY", "invented")
    assert with_keys(catalogue()) == catalogue(), "half of what it asks for is not enough"
    monkeypatch.setenv("FDA_DASHBOARD_USER", "a@regulator.example")
    source = with_keys(catalogue())[needs_both]
    assert (source.enabled, source.off_because) == (True, None)
    changed = {id_ for id_, each in with_keys(catalogue()).items() if each != catalogue()[id_]}
    assert changed == {needs_both}
    headers = format_of(source).first_requests(source, TERMS, None, today=SEEN_ON)[0].headers
    assert headers["Authorization-User"] == "a@regulator.example"
    assert headers["Authorization-Key"] == "invented"
    assert fetch_settings([source]).secrets == {"invented", "a@regulator.example"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("jurisdiction: US", "jurisdictoin: US", r"yaml:3: jurisdictoin: Extra inputs"),
        ("format: json_bulk", "format: json_blob", r"yaml:13: there is no format 'json_blob'"),
        (
            '    key: "{path}"',
            '    kee: "{path}"',
            r"yaml:\d+: options\.fields\.key: Field required",
        ),
        ("cadence: daily", "cadence: hourly", r"yaml:\d+: cadence: Input should be 'daily'"),
        ("date_formats: [mdy]", "date_formats: [mdd]", "there is no date format 'mdd'"),
        ("date_formats: [mdy]", 'date_formats: ["%d %Q"]', "there is no date format '%d %Q'"),
        (
            "date_formats: [mdy]",
            "date_formats: [mdy]\ntime_zone: Europe/Paname",
            "there is no time zone 'Europe/Paname'",
        ),
        ("id: us-fda-recalls", "id: us-fda-recall", r"name the file us-fda-recall\.yaml"),
        ("enabled: true", "enabled: false", "off_because"),
        ("terms: client", "terms: server", r"no address or form has \{term\}"),
        (
            "terms: client",
            "terms: client\nsure_term: drug",
            r"yaml:\d+: sure_term stands on a source",
        ),
        ("min: 300", "min: 30000", r"yaml:\d+: rows.min 30000 is above rows.max"),
        ("structure: seen_in_code", "structure: unknown", "unknown structure cannot be on"),
        (
            "manners: {",
            "manners: {extra_certificate: us.pem, ",
            r"yaml:\d+: there is no /.*/scrapers/certificates/us\.pem",
        ),
        ("encoding: utf-8", "encoding: utf-8\nencoding: auto", "key 'encoding' stands twice"),
        ("encoding: utf-8", "encoding: [", "not usable YAML"),
    ],
)
def test_a_fault_names_the_file_the_place_and_what_is_wrong(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    path = with_change(tmp_path, old, new)
    with pytest.raises(BadCatalogue, match=fault) as error:
        read_source(path)
    assert str(error.value).startswith(str(path))


def test_a_search_that_may_find_nothing_says_what_it_surely_finds(tmp_path: Path) -> None:
    kept = (SOURCES / "za-sahpra.yaml").read_text(encoding="utf-8")
    path = tmp_path / "za-sahpra.yaml"
    path.write_text(kept.replace("sure_term: medicine\n", ""), encoding="utf-8")
    with pytest.raises(BadCatalogue, match="add sure_term"):
        read_source(path)


def test_a_folder_without_sources_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadCatalogue, match="no source"):
        read_catalogue(tmp_path)


def test_manners_are_those_of_the_fetcher() -> None:
    manners = catalogue()["us-fda-warning-letters"].manners.for_fetching()
    assert manners.delay_seconds == 30
    assert manners.robots
    assert manners.extra_certificate is None


def test_hosts_are_given_once() -> None:
    source: Source = catalogue()["us-openfda-enforcement"]
    assert source.hosts == ("api.fda.gov",)
