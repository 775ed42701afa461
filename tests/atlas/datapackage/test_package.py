"""The data package is what its description says, whoever reads it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from frictionless import Report as FrictionlessReport

from atlas.datapackage import FILE_COUNT, package_files, zip_package
from atlas.datapackage.tables import TABLES
from atlas.edition import Edition
from atlas.health import SourceRecord
from tests.atlas.datapackage.conftest import Files
from tests.atlas.hostile import NOTICE_ID

NAMES = [table.name for table in TABLES]


def rows_of(files: Files, name: str) -> list[dict[str, str]]:
    text = files[f"data/{name}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def validated(folder: Path) -> FrictionlessReport:
    report: FrictionlessReport = Package(str(folder / "datapackage.json")).validate()
    return report


def descriptor_of(files: Files) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(files["datapackage.json"])
    return described


def test_frictionless_finds_it_valid(folder: Path) -> None:
    report = validated(folder)
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize(
    ("table", "before", "after", "fault"),
    [
        ("positions", ",prohibited,", ",forbidden,", "constraint-error"),
        ("positions", "\nKR,", "\nXX,", "foreign-key"),
        ("notices", ",reviewed,", ",,", "constraint-error"),
        ("jurisdictions", "\nKR,", "\nJP,", "primary-key"),
    ],
)
def test_its_schemas_notice_what_is_wrong(
    folder: Path, tmp_path: Path, table: str, before: str, after: str, fault: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    path = broken / "data" / f"{table}.csv"
    path.write_bytes(path.read_bytes().replace(before.encode(), after.encode(), 1))
    assert fault in {type_ for (type_,) in validated(broken).flatten(["type"])}


def test_every_column_is_described_and_codes_are_those_of_the_codebook(
    files: Files, hostile_edition: Edition
) -> None:
    schemas = {each["name"]: each["schema"] for each in descriptor_of(files)["resources"]}
    assert list(schemas) == NAMES
    for name, schema in schemas.items():
        assert [field["name"] for field in schema["fields"]] == list(rows_of(files, name)[0])
        assert all(field["description"] for field in schema["fields"])
    status = next(each for each in schemas["positions"]["fields"] if each["name"] == "status")
    assert status["constraints"]["enum"] == list(hostile_edition.vocabularies.status.codes)


def test_no_column_of_the_atlas_is_forgotten(
    hostile_edition: Edition, sources: list[SourceRecord]
) -> None:
    # These two repeat a date beside them in a form for calculating.
    repeated = {"published_first", "date_first"}
    for table in TABLES:
        known = set(table.rows(hostile_edition, sources).columns)
        assert known - repeated == {column.name for column in table.columns}


def test_it_says_version_licence_and_when_the_facts_were_checked(
    files: Files, hostile_edition: Edition
) -> None:
    described = descriptor_of(files)
    assert described["version"] == "0.1.0+revision.0"
    assert described["created"] == f"{hostile_edition.verified_on}T00:00:00Z"
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    readme = files["README.md"].decode()
    assert "not legal advice" in readme
    assert "Neither is a permission" in readme
    for name in NAMES:
        assert f"`data/{name}.csv`" in readme


def test_nothing_on_record_is_missing(files: Files, hostile_edition: Edition) -> None:
    assert {row["id"] for row in rows_of(files, "notices")} == set(hostile_edition.notices["id"])
    entries = [entry for history in hostile_edition.law.histories.values() for entry in history]
    assert len(rows_of(files, "positions")) == len(entries)
    assert rows_of(files, "changes")
    assert NOTICE_ID in {row["id"] for row in rows_of(files, "notices")}


def test_csv_is_that_of_rfc_4180(files: Files) -> None:
    for name in NAMES:
        content = files[f"data/{name}.csv"]
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        widths = {len(row) for row in csv.reader(io.StringIO(content.decode(), newline=""))}
        assert len(widths) == 1


def test_the_same_facts_give_the_same_bytes(
    files: Files, hostile_edition: Edition, sources: list[SourceRecord]
) -> None:
    assert len(files) == FILE_COUNT
    assert list(files)[-1] == "datapackage.json"
    assert dict(package_files(hostile_edition, sources)) == files
    archive = zipfile.ZipFile(io.BytesIO(zip_package(hostile_edition, sources)))
    assert {
        entry.filename.removeprefix("exosome-atlas/"): archive.read(entry)
        for entry in archive.infolist()
    } == files
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
