"""What was found becomes rows; what a source says wrongly is put right only while it says so."""

from __future__ import annotations

from typing import Any

import pytest

from atlas.corrections import Correction
from atlas.edition import Edition
from scrapers.classify import classify
from scrapers.formats.page import Item
from scrapers.normalise.records import notice_id
from scrapers.publish import rows_of
from scrapers.reading import Found, Held
from tests.scrapers.recorded import SEEN_ON, answer, asked_first, catalogue, facts

SOURCE = catalogue()["ar-anmat"]
TITLE = "ANMAT prohíbe productos con exosomas"


def found(published: str = "2026-01-05 10:00:00", title: str = TITLE) -> Found:
    url = "https://www.argentina.gob.ar/noticias/example"
    item = Item("example", title, url, published, "Texto.")
    labels = classify(title, "Texto.", language="es")
    return Found(item, "Texto.", labels, answer(asked_first(SOURCE)[0], b"<html></html>"))


def published(
    each: Found, expect: dict[str, Any], value: dict[str, Any], **match: str
) -> tuple[list[dict[str, Any]], list[Held]]:
    correction = Correction.model_validate(
        {
            "match": {"source_id": SOURCE.id, **(match or {"id": notice_id(SOURCE, "example")})},
            "expect": expect,
            "value": value,
            "reason": "an invented slip",
            "reference": "https://www.argentina.gob.ar/noticias/example",
        }
    )
    edition = Edition.from_facts(facts())
    return rows_of(SOURCE, [each], SEEN_ON, edition.vocabularies, edition.places, [correction])


@pytest.mark.parametrize("match", [{}, {"title": TITLE}])
def test_a_correction_puts_right_what_it_is_about(match: dict[str, str]) -> None:
    (row,), held = published(
        found(), {"published": "2026-01-05"}, {"published": "2026-01-04"}, **match
    )
    assert (row["published"], row["title"], held) == ("2026-01-04", TITLE, [])


def test_a_correction_of_another_notice_changes_nothing() -> None:
    (row,), _ = published(found(), {"kind": "x"}, {"kind": "y"}, title="Another")
    assert row["published"] == "2026-01-05"


def test_a_date_that_cannot_be_believed_is_put_right_as_it_is_written() -> None:
    (row,), held = published(
        found("2099-01-05"), {"published": "2099-01-05"}, {"published": "2026-01-05"}
    )
    assert (row["published"], held) == ("2026-01-05", [])


def test_a_correction_that_no_longer_fits_holds_the_notice_and_says_why() -> None:
    rows, (held,) = published(
        found(title="Exosomas: otra nota"), {"title": TITLE}, {"title": "Exosomas"}
    )
    assert rows == []
    for words in ("corrections.yaml", TITLE, "otra nota"):
        assert words in held.reason


def test_a_source_that_put_itself_right_needs_no_correction(
    caplog: pytest.LogCaptureFixture,
) -> None:
    (row,), held = published(found(), {"published": "2026-05-01"}, {"published": "2026-01-05"})
    assert (row["published"], held) == ("2026-01-05", [])
    assert "says by now" in caplog.text


def test_a_corrected_row_must_hold_to_the_schema_like_any_other() -> None:
    rows, (held,) = published(found(), {"language": "es-AR"}, {"language": "spanish!"})
    assert rows == []
    assert "BCP 47" in held.reason
