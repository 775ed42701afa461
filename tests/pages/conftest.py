"""Pages as a reader opens them: through the frame, on a store of the test's own."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from atlas.edition import Edition
from atlas.facts import Facts
from tests.atlas.scraped import scraped_store
from tests.bundled import recorded_facts

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
Open = Callable[..., AppTest]


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
def edition(bundled_facts: Facts) -> Edition:
    return Edition.from_facts(bundled_facts)


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


def show(page: str, /, **query: str) -> AppTest:
    """Run the frame, go to a page with these filters, and give it as it stands."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.switch_page(f"views/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html_of(app: AppTest) -> str:
    """All HTML that a page shows, as it is sent to the browser; its scripts are no part of it."""
    return "\n".join(
        block.proto.body for block in app.get("html") if not block.proto.unsafe_allow_javascript
    )


def scripts_of(app: AppTest) -> list[str]:
    """The scripts that a page lets the browser run, without their tags."""
    return [
        block.proto.body.removeprefix("<script>").removesuffix("</script>")
        for block in app.get("html")
        if block.proto.unsafe_allow_javascript
    ]


def tables_of(app: AppTest) -> list[pd.DataFrame]:
    """The tables of a page from top to bottom: columns by name, links as their addresses.

    A cell that opens its row is the words it shows.
    """
    sent = [json.loads(component.proto.json) for component in app.get("bidi_component")]
    return [
        pd.DataFrame(
            [[_cell(value) for value in row] for row in data["rows"]],
            columns=[column["name"] for column in data["columns"]],
        )
        for data in sent
        if "rows" in data
    ]


def _cell(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    said, address = value
    return said if address.startswith("./") else address


def words_of(app: AppTest) -> str:
    """All that a page says in elements whose value is text."""
    kinds: list[Any] = [
        app.title, app.header, app.subheader, app.markdown, app.caption,
        app.info, app.warning, app.error,
    ]  # fmt: skip
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def assert_harmless(app: AppTest) -> None:
    """Nothing from outside has become markup or a link of another kind than http and https."""
    shown = html_of(app)
    assert not app.exception
    for markup in ("<script", "<img", 'href="javascript:', 'href="data:', "onerror=alert(1)>"):
        assert markup not in shown
    assert not any("<" in script for script in scripts_of(app))
    assert "javascript:" not in words_of(app)
