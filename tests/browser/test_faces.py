"""Every face of every page, opened once for all that is looked at as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from pages.shell import shell
from tests.browser.addresses import EXAMPLES, FACES
from tests.browser.grave import assert_nothing_grave
from tests.browser.reader import ASKED_FOR, PHONE, Reader, Theme, assert_fits, settle

# Drawn by no page, but while the first reader of a server waits for it to read the atlas.
WHILE_WAITING = "Spinner."


class Face(NamedTuple):
    """A face by its name, and the tab in which it stands."""

    name: str
    page: Page


# Only tests of this module may use it, and no other way to open a page: the tab is the reader's.
@pytest.fixture(scope="module")
def face(
    request: pytest.FixtureRequest, reader_of: Callable[[str, Theme], Reader], dashboard: str
) -> Iterator[Face]:
    reader = reader_of(dashboard, "light")
    try:
        yield Face(request.param, reader.open(FACES[request.param]))
    finally:
        reader.leave()


@pytest.mark.parametrize("face", EXAMPLES, indirect=True)
def test_every_script_of_a_page_is_named_in_its_document(face: Face) -> None:
    asked = [url for url in face.page.evaluate(ASKED_FOR) if url.endswith(".js")]
    assert asked
    unnamed = {Path(url).name for url in asked if Path(url).name not in shell(face.name)}
    assert {name for name in unnamed if not name.startswith(WHILE_WAITING)} == set()


@pytest.mark.parametrize("face", FACES, indirect=True)
def test_every_page_is_within_reach_and_fits_a_telephone(face: Face) -> None:
    assert_nothing_grave(face.page)
    face.page.set_viewport_size({"width": PHONE, "height": 844})
    settle(face.page)
    assert_fits(face.page)
