"""Sources and terms checked without asking anybody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from atlas.facts import DATA
from scrapers.catalogue_files import SOURCES
from tests.scrapers.cli.commands import run


def test_every_fault_of_sources_and_terms_is_printed_with_its_place(
    tmp_path: Path,
) -> None:
    sources, data = tmp_path / "sources", tmp_path / "data"
    shutil.copytree(DATA, data)
    shutil.copytree(SOURCES, sources)
    arguments = ("validate", "--catalogue", str(sources), "--data", str(data))
    sound = run(*arguments)
    assert (sound.exit_code, sound.stdout) == (0, "sources and terms are sound\n")
    for file, right, wrong in (
        (sources / "de-pei.yaml", "cadence:", "cadense:"),
        (sources / "th-fda.yaml", "homepage:", "home:"),
        (data / "terms" / "sv.yaml", "    exosome:", "    exosomes:"),
    ):
        text = file.read_text(encoding="utf-8")
        assert right in text
        file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [Path(line.split(":")[0]).name for line in lines] == [
        "de-pei.yaml", "de-pei.yaml", "th-fda.yaml", "th-fda.yaml", "sv.yaml",
    ]  # fmt: skip
    assert "unknown key 'cadense' → did you mean cadence?" in lines[1]
    assert "unknown topic 'exosomes'" in lines[4]
    assert result.stderr == "5 faults\n"


def test_a_vocabulary_that_cannot_be_read_is_named_when_sources_are_checked(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "vocabulary" / "kind.yaml").write_text("terms: [", encoding="utf-8")
    result = run("validate", "--data", str(data))
    assert result.exit_code == 1
    assert "vocabulary" in result.stderr
    assert "`python -m atlas validate`" in result.stderr


@pytest.mark.parametrize("empty", ["sources", "terms"])
def test_a_folder_with_nothing_to_check_is_not_sound(tmp_path: Path, empty: str) -> None:
    sources, data = tmp_path / "sources", tmp_path / "data"
    shutil.copytree(DATA, data)
    if empty == "terms":
        shutil.rmtree(data / "terms")
        sources = SOURCES
    result = run("validate", "--catalogue", str(sources), "--data", str(data))
    assert result.exit_code == 2
    assert f"{empty}: nothing (*.yaml) here" in result.stderr
