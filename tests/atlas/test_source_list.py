"""What the store and the pages know of the catalogue of sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from atlas import source_list
from atlas.cli import app
from atlas.facts import FaultyFile
from atlas.source_list import read_source_list
from atlas.store import open_store
from atlas.vocabulary import Vocabularies
from tests.atlas.factories import recorded

ONE = """\
name: Invented
jurisdiction: US
publisher: {name: P, short: P, issuer_type: regulator, powers: None., url: "https://p.example"}
homepage: https://p.example
format: rss
languages: [en]
cadence: weekly
structure: inferred
terms_of_use: None.
enabled: true
options: {secret_of_the_format: 1}
"""


def test_every_bundled_source_is_described_with_words_of_the_vocabularies() -> None:
    sources, words = read_source_list(), _words()
    assert len(sources) >= 60
    for id_, said in sources.items():
        assert said.structure in words.source_structure, id_
        assert said.publisher.issuer_type in words.issuer_type, id_
        assert said.jurisdiction in {*recorded().codes, "INT"}, id_
        assert said.enabled or said.off_because, id_
        assert not hasattr(said, "options")


def test_another_folder_can_be_named_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "us-x.yaml").write_text(ONE)
    monkeypatch.setenv("ATLAS_SOURCES", str(tmp_path))
    sources = read_source_list()
    assert list(sources) == ["us-x"]
    assert (sources["us-x"].text, sources["us-x"].enabled) == ("full", True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: [", "not usable YAML"), ("- a", "does not describe a source"),
        (ONE.replace("homepage: https://p.example\n", ""), "homepage: Field required"),
    ],
)  # fmt: skip
def test_a_file_that_describes_no_source_is_named(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "us-x.yaml").write_text(text)
    with pytest.raises(FaultyFile, match=fault) as raised:
        read_source_list(tmp_path)
    assert "us-x.yaml" in str(raised.value)


def test_filling_writes_the_list_into_the_store_and_keeps_health(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    assert CliRunner().invoke(app, ["fill"]).exit_code == 0
    with open_store() as store:
        records = {record.id: record for record in store.sources()}
    assert records.keys() == read_source_list().keys()
    assert {record.tried_at for record in records.values()} == {None}


def test_a_faulty_list_ends_the_filling_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "sources"
    shutil.copytree(source_list._BUNDLED, sources)
    (sources / "us-x.yaml").write_text("name: [")
    monkeypatch.setenv("ATLAS_SOURCES", str(sources))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    result = CliRunner().invoke(app, ["fill"])
    assert result.exit_code == 1
    assert "us-x.yaml" in result.output


def _words() -> Vocabularies:
    return recorded().vocabularies
