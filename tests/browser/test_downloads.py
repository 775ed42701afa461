"""What is on screen can be taken away: rows as CSV, pictures as SVG and PNG."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page

from atlas.edition import Edition
from tests.browser.conftest import OpenPage
from tests.browser.reader import rows_button
from tests.browser.world import painted

PNG = b"\x89PNG\r\n\x1a\n"
DRAWING = "changes?since=2020-01-01&view=activity"
# The pages' own tests read the rows of every download; here a browser saves some.
WITH_ROWS = {"map": "", "changes": DRAWING}


def saved(page: Page, button: Locator) -> Download:
    with page.expect_download() as waiting:
        button.click()
    return waiting.value


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_the_map_is_saved_as_svg_and_as_png(look_at: OpenPage, edition: Edition) -> None:
    page = painted(look_at(""))
    drawing = saved(page, page.get_by_role("button", name="Picture (SVG)"))
    day = f"{date.today():%-d-%B-%Y}"
    named = f"exosome-atlas-map-World-Law-human_topical_cosmetic-{day}.svg"
    assert drawing.suggested_filename == named
    text = content(drawing).decode()
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    for said in ("Grey is never a permission", "CC BY 4.0", "Outlines: Natural Earth"):
        assert said in text
    assert "as of" in text
    for status in edition.vocabularies.status.codes:
        assert edition.vocabularies.status.label(status) in text
    picture = saved(page, page.get_by_role("button", name="Picture (PNG)"))
    assert picture.suggested_filename.endswith(".png")
    assert content(picture).startswith(PNG)


@pytest.mark.parametrize("page_name", WITH_ROWS)
def test_rows_can_be_taken_away(look_at: OpenPage, page_name: str) -> None:
    page = look_at(WITH_ROWS[page_name])
    button = rows_button(page)
    said = int(button.inner_text().split("Download ")[1].split(" ")[0].replace(",", ""))
    download = saved(page, button)
    assert download.suggested_filename.endswith(".csv")
    rows = list(csv.DictReader(StringIO(content(download).decode("utf-8-sig"))))
    assert len(rows) == said > 0


def test_a_drawing_is_saved_as_svg_and_as_png_with_its_source(
    look_at: OpenPage, edition: Edition
) -> None:
    page = look_at(DRAWING)
    drawing = saved(page, page.get_by_role("button", name="Picture (SVG)"))
    assert drawing.suggested_filename == "exosome-atlas-activity.svg"
    root = ET.fromstring(content(drawing))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[-1].text == f"Exosome Atlas, revision {edition.revision}. CC BY 4.0."
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    picture = saved(page, page.get_by_role("button", name="Picture (PNG)"))
    assert picture.suggested_filename == "exosome-atlas-activity.png"
    assert content(picture).startswith(PNG)


def test_the_whole_atlas_can_be_taken_away_at_once(open_page: OpenPage) -> None:
    page = open_page("method?part=downloads")
    package = saved(page, page.get_by_role("button", name="Download everything (ZIP)"))
    names = zipfile.ZipFile(BytesIO(content(package))).namelist()
    assert {"exosome-atlas/datapackage.json", "exosome-atlas/data/notices.csv"} <= set(names)
    workbook = saved(page, page.get_by_role("button", name="Download the workbook (XLSX)"))
    assert "positions" in load_workbook(BytesIO(content(workbook)), read_only=True).sheetnames
