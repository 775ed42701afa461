"""A folder is written into only where nothing of somebody else's is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from atlas.cli import app
from atlas.datapackage import NotOurs, Unwritten, write_package
from atlas.datapackage.package import FILE_COUNT

FILES = (("data/a.csv", b"new"), ("README.md", b"new"))


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    assert write_package(tmp_path / "a" / "b", FILES) == 2
    assert (tmp_path / "a" / "b" / "data" / "a.csv").read_bytes() == b"new"


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(NotOurs, match="not empty; name a new folder, or say --force"):
        write_package(tmp_path, FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_force_replaces_the_files_of_the_same_names_only(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / "README.md").write_text("old")
    write_package(tmp_path, FILES, force=True)
    assert (tmp_path / "thesis.txt").read_text() == "mine"
    assert (tmp_path / "README.md").read_text() == "new"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotOurs, match="is a file; name a folder"):
        write_package(tmp_path / "file", FILES, force=True)


def test_the_command_writes_everything_and_refuses_to_overwrite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    told = CliRunner().invoke(app, ["export", str(tmp_path / "out")])
    assert told.exit_code == 0, told.stderr
    assert f"{FILE_COUNT} files in" in told.stdout
    again = CliRunner().invoke(app, ["export", str(tmp_path / "out")])
    assert again.exit_code == 2
    assert "--force" in again.stderr


def test_a_folder_that_cannot_be_written_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    told = CliRunner().invoke(app, ["export", "/proc/nowhere"])
    assert told.exit_code == 1
    assert "/proc/nowhere" in told.stderr
    assert "nothing was written" in " ".join(told.stderr.split())


def test_what_was_written_before_a_file_could_not_be_is_counted(tmp_path: Path) -> None:
    (tmp_path / "README.md").mkdir()
    with pytest.raises(Unwritten, match=r"README\.md: Is a directory; 1 file was written, whole$"):
        write_package(tmp_path, FILES, force=True)
    assert (tmp_path / "data" / "a.csv").read_bytes() == b"new"
