"""Text from outside, and from whoever asks, does nothing in any answer."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode

import pytest

from tests.atlas.hostile import (
    EVERYTHING,
    FORMULA,
    LONG,
    LONG_NOTICE_ID,
    MARKDOWN,
    NOTICE_ID,
    PLACE,
    TAGS,
    TURNED_ROUND,
)
from tests.atlas.serving.programs import Programs

ANSWERS = (
    f"positions?places={PLACE}",
    f"jurisdictions?places={PLACE}",
    f"notices?places={PLACE}",
    f"changes?places={PLACE}",
    f"sources?places={PLACE}",
    f"sources?part=pages&places={PLACE}",
    f"check?place={PLACE}&origin=human&use=injection",
    f"check?place={PLACE}&origin=human&use=topical_cosmetic",
)


def links(value: object) -> list[str]:
    """Every text of an answer that is, as a whole, an address that runs something."""
    if isinstance(value, dict):
        return [each for part in value.values() for each in links(part)]
    if isinstance(value, list):
        return [each for part in value for each in links(part)]
    hostile = isinstance(value, str) and value.startswith(("javascript:", "data:"))
    return [str(value)] if hostile else []


@pytest.mark.parametrize("asked", ANSWERS)
def test_json_is_exact_and_offers_no_link_that_runs(programs: Programs, asked: str) -> None:
    answer = programs.ask(f"/api/v1/{asked}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert links(json.loads(answer.content)) == []


def test_nothing_of_a_title_is_lost(programs: Programs) -> None:
    rows = {row["id"]: row for row in programs.items(f"/api/v1/notices?places={PLACE}")}
    assert rows[NOTICE_ID]["title"] == EVERYTHING
    assert rows[LONG_NOTICE_ID]["title"] == LONG
    assert rows[NOTICE_ID]["read_url"] is None


@pytest.mark.parametrize("asked", ANSWERS)
def test_no_cell_of_csv_is_a_formula(programs: Programs, asked: str) -> None:
    answer = programs.ask(f"/api/v1/{asked}&format=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]


def test_a_notice_with_a_hostile_id_is_found_by_it(programs: Programs) -> None:
    (row,) = programs.items(f"/api/v1/notices?{urlencode({'notice': NOTICE_ID})}")
    assert row["id"] == NOTICE_ID


@pytest.mark.parametrize("text", [TAGS, MARKDOWN, FORMULA, TURNED_ROUND, LONG, "\x00\x1b[2J", '"'])
@pytest.mark.parametrize("name", ["q", "places", "status", "asof", "<script>"])
def test_whoever_asks_with_hostile_text_gets_an_answer_that_does_nothing(
    programs: Programs, name: str, text: str
) -> None:
    resource = "notices" if name == "q" else "positions"
    answer = programs.ask(f"/api/v1/{resource}?{quote(name)}={quote(text)}")
    assert answer.status_code in (200, 400)
    assert answer.headers["Content-Type"] in ("application/json", "application/problem+json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(answer.content) < 5_000
    json.loads(answer.content)


@pytest.mark.parametrize("path", ["/feeds/place/%3Cscript%3E.atom", "/api/v1/%0d%0aX-Bad:1"])
def test_a_hostile_path_is_nowhere(programs: Programs, path: str) -> None:
    answer = programs.ask(path)
    assert answer.status_code == 404
    assert "X-Bad" not in answer.headers
