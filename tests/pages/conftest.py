"""Pages as a reader opens them: on a store of the test's own."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from atlas.edition import Edition
from atlas.facts import Facts
from tests.atlas.factories import recorded
from tests.atlas.scraped import scraped_store
from tests.bundled import recorded_facts
from tests.pages.shown import Open, show


@pytest.fixture(scope="session", autouse=True)
def _components_are_looked_for_once() -> Iterator[None]:
    """Which installed packages bring components is the same for every page that is opened.

    A server asks once, as it starts; AppTest asks with each run, and that takes longer than a page.
    """
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True)
def _main_module_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page runs as the main module, which processes that other tests start would run again."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def bundled_facts() -> Facts:
    return recorded_facts()


@pytest.fixture(scope="session")
def edition() -> Edition:
    return recorded()


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> str:
    """The address of a store that holds what data/ says."""
    return f"sqlite:///{shutil.copy(filled, tmp_path_factory.mktemp('store') / 'atlas.db')}"


@pytest.fixture
def use_store(monkeypatch: pytest.MonkeyPatch) -> Iterable[Callable[[str], None]]:
    """Let the pages read another store from here on; what they had cached is forgotten."""

    def use(url: str) -> None:
        monkeypatch.setenv("DATABASE_URL", url)
        st.cache_resource.clear()

    yield use
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def scraped_file(tmp_path_factory: pytest.TempPathFactory, bundled_store: str) -> Path:
    """The store of tests.atlas.scraped, to be copied."""
    folder = tmp_path_factory.mktemp("scraped")
    return Path(scraped_store(bundled_store, folder).removeprefix("sqlite:///"))


@pytest.fixture
def scraped(scraped_file: Path, tmp_path: Path, use_store: Callable[[str], None]) -> str:
    """The address of a store of the test's own with machine-read notices, which pages read."""
    url = f"sqlite:///{shutil.copy(scraped_file, tmp_path / 'scraped.db')}"
    use_store(url)
    return url


@pytest.fixture
def open_page(bundled_store: str, monkeypatch: pytest.MonkeyPatch) -> Open:
    """What opens a page by its address and filters, such as `country` with place="KR"."""
    monkeypatch.setenv("DATABASE_URL", bundled_store)
    return show
