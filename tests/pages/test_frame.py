"""What stands around every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pages.navigation import PAGES
from tests.pages.shown import show, words_of


@pytest.mark.parametrize("page", PAGES)
def test_a_store_that_cannot_be_read_is_named_as_the_cause_and_no_insides_are_told(
    page: str, tmp_path: Path, use_store: Callable[[str], None]
) -> None:
    (tmp_path / "atlas.db").write_text("This is no database. " * 100)
    use_store(f"sqlite:///{tmp_path / 'atlas.db'}")
    app = show(page)
    assert [error.value for error in app.error] == [
        "The store cannot be read, so there is nothing to show. The cause:"
    ]
    (cause,) = app.text
    assert "atlas.db" in cause.value
    assert "Traceback" not in cause.value
    assert not app.exception
    assert "Facts last checked" not in words_of(app)
