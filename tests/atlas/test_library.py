"""One edition for a process, and the next one as soon as the store has moved."""

import shutil
from pathlib import Path

import pytest

from atlas import library as library_module
from atlas.library import library


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    named = f"sqlite:///{tmp_path / 'atlas.db'}"
    monkeypatch.setenv("DATABASE_URL", named)
    monkeypatch.setattr(library_module, "_libraries", {})
    return named


@pytest.fixture
def filled_already(url: str, filled: Path) -> None:
    shutil.copy(filled, url.removeprefix("sqlite:///"))


def test_the_store_is_filled_and_knows_its_sources(url: str) -> None:
    store = library().store
    assert store.revision() > 0
    assert store.sources()


@pytest.mark.usefixtures("filled_already")
def test_everyone_in_the_process_has_the_same_edition() -> None:
    assert library() is library()
    assert library().edition() is library().edition()


@pytest.mark.usefixtures("filled_already")
def test_a_store_that_moved_has_a_new_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    here = library()
    before = here.edition()
    moved = here.store.revision() + 1
    monkeypatch.setattr(here.store, "revision", lambda: moved)
    assert here.edition() is not before


@pytest.mark.usefixtures("filled_already")
def test_another_address_is_another_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = library()
    other = shutil.copy(tmp_path / "atlas.db", tmp_path / "other.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{other}")
    assert library() is not first
