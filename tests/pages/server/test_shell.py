"""The document in which a page begins: it names the scripts that the page will need."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from streamlit.testing.v1 import AppTest

from pages.navigation import PAGES
from pages.server import shell


def test_every_page_says_what_it_draws() -> None:
    assert set(shell.DRAWN) == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_document_names_files_that_are_there_each_once(page: str) -> None:
    document = shell.shell(page)
    named = shell.scripts(("Html", *shell.DRAWN[page]))
    assert named
    for file in named:
        assert (shell.STATIC / file).is_file()
        assert document.count(f"./{file}") == 1


@pytest.mark.parametrize("page", PAGES)
def test_until_scripts_run_a_document_says_which_page_it_is(page: str) -> None:
    title, _, purpose = PAGES[page]
    document = BeautifulSoup(shell.shell(page), "html.parser")
    assert document.title is not None
    assert document.title.get_text() == f"{title} · Exosome Atlas"
    root = document.select_one("#root")
    assert root is not None
    assert root.get_text(" ") == f"Exosome Atlas · {title} {purpose}"


def test_what_an_element_imports_is_named_with_it() -> None:
    alone = {Path(file).name.split(".")[0] for file in shell.scripts(("BidiComponent",))}
    assert {"BidiComponent", "serialization", "recordbatch"} <= alone


def test_a_streamlit_of_other_names_is_left_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_manifest", lambda: {"index.html": {"file": "index.js"}})
    assert shell.scripts(("Selectbox",)) == []
    monkeypatch.setattr(shell, "_manifest", dict)
    assert shell.scripts(("Selectbox",)) == []


def test_what_breaks_in_a_page_is_told_to_the_log_and_not_to_readers() -> None:
    def page() -> None:
        raise RuntimeError("s3cret")

    shown = AppTest.from_function(page).run()
    assert len(shown.exception) == 1
    assert "encountered an error" in shown.exception[0].value
    assert "s3cret" not in shown.exception[0].value
    assert not shown.exception[0].stack_trace
