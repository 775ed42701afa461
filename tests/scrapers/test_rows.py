"""From what was found to rows: how sure, how explicit, and where it was read."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from atlas.places import Places
from scrapers.classify import classify
from scrapers.formats.page import Item
from scrapers.http.request import Request
from scrapers.normalise.records import schema
from scrapers.reading.look import Found
from scrapers.rows import SURE, rows_of
from tests.bundled import recorded_facts
from tests.scrapers.invented_site import HOST, LIST, a_source
from tests.scrapers.recorded import SEEN_ON, answer

EXPECTED = schema(recorded_facts().vocabularies, Places(recorded_facts().blocs))


def found(key: str = "a", *, url: str | None = f"{HOST}/a", **changes: Any) -> Found:
    labels = {
        "kind": "ban",
        "relevance": "direct",
        "origin": ("human",),
        "uses": (),
        "claims": (),
        "concerns": (),
        "firms": (),
        "products": (),
        "effect": "enforces",
        "confidence": {},
        "title_languages": frozenset(),
        **changes,
    }
    item = Item(key, f"Invented ban {key}", url, "2026-01-05")
    page = answer(Request(LIST), b"{}")
    return Found(item, "", SimpleNamespace(**labels), page)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("relevance", "kind", "confidence"),
    [(SURE, SURE, "medium"), (1.0, SURE - 0.01, "low"), (SURE - 0.01, 1.0, "low"),
     (None, 1.0, "low"), (1.0, 1.0, "medium")],
)  # fmt: skip
def test_a_row_is_sure_where_its_relevance_and_its_kind_are_and_never_more_than_medium(
    relevance: float | None, kind: float, confidence: str
) -> None:
    sure = {"kind:ban": kind} | ({"relevance:direct": relevance} if relevance else {})
    (row,), held = rows_of(a_source(), [found(confidence=sure)], SEEN_ON, EXPECTED)
    assert (row["confidence"], held) == (confidence, [])


@pytest.mark.parametrize(("relevance", "explicit"), [("direct", True), ("category", False)])
def test_only_what_names_exosomes_is_explicit(relevance: str, explicit: bool) -> None:
    (row,), _ = rows_of(a_source(), [found(relevance=relevance)], SEEN_ON, EXPECTED)
    assert row["exosome_explicit"] is explicit


@pytest.mark.parametrize(
    ("title", "language", "title_en"),
    [
        ("Rückruf von Ampullen mit Exosomen und der Verkauf im Netz", "de", ""),
        ("Recall of the ampoules with exosomes and their sale on the net", "en", None),
        ("Exosome X-100", "en", None),
        ("Amaran: produk eksosom yang tidak didaftarkan untuk suntikan", "ms", ""),
        ("外泌體產品", "zh-Hant", ""),
        ("FDA: 外泌體產品", "zh-Hant", ""),
    ],
)
def test_a_title_is_in_the_language_of_its_words_among_those_of_its_source(
    title: str, language: str, title_en: str | None
) -> None:
    source = a_source().model_copy(update={"languages": ("en", "de", "ms", "zh-Hant")})
    labels = classify(title, "", language="en")
    each = found(title_languages=labels.title_languages)
    entry = replace(each, item=replace(each.item, title=title))
    (row,), _ = rows_of(source, [entry], SEEN_ON, EXPECTED)
    assert (row["language"], row["title_en"]) == (language, title if title_en is None else title_en)


def test_what_has_no_address_points_to_the_list_that_it_stood_in() -> None:
    (row,), _ = rows_of(a_source(), [found(url=None)], SEEN_ON, EXPECTED)
    assert (row["url"], row["read_url"]) == (None, LIST)


def test_what_does_not_hold_is_held_under_its_key_and_the_others_stand() -> None:
    entries = [found("a", kind="party"), found("b"), found("c", url="ftp://x.example/c")]
    (row,), held = rows_of(a_source(), entries, SEEN_ON, EXPECTED)
    assert (row["key"], row["title"]) == ("b", "Invented ban b")
    assert sorted((each.key, each.reason.partition(":")[0]) for each in held) == [
        ("a", "kind"), ("c", "not an http(s) address"),
    ]  # fmt: skip
