"""From what was found at a source to what the store keeps: rows of the notice schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandera.pandas as pa

from atlas.store import ROW_KEYS
from scrapers.catalogue import Source
from scrapers.classify import Labels
from scrapers.classify.languages import base_language
from scrapers.normalise.languages import language_of
from scrapers.normalise.records import HeldBack, checked, notice_of
from scrapers.reading.look import Found, Held

# Below this the classifier is guessing at the kind, or at whether it is about exosomes at all.
SURE = 0.6


def rows_of(
    source: Source,
    found: Sequence[Found],
    seen_on: date,
    expected: pa.DataFrameSchema,
) -> tuple[list[dict[str, Any]], list[Held]]:
    """The rows that may be published, with the keys ROW_KEYS, and what is held back and why.

    `expected` is the schema of scrapers.normalise.records.
    """
    rows: dict[str, dict[str, Any]] = {}
    keys: dict[str, str] = {}
    held: list[Held] = []
    for each in found:
        try:
            row = _row(source, each, seen_on)
        except HeldBack as reason:
            held.append(Held(each.item.key, each.item.title, str(reason)))
            continue
        rows[row["id"]] = row
        keys[row["id"]] = each.item.key
    _, faulty = checked(rows.values(), expected)
    for each_held in faulty:
        row = rows.pop(str(each_held.row["id"]))
        held.append(Held(keys[row["id"]], row["title"], "; ".join(each_held.reasons)))
    return [_for_the_store(row, keys[id_]) for id_, row in rows.items()], held


def _row(source: Source, found: Found, seen_on: date) -> dict[str, Any]:
    labels, response = found.labels, found.response
    return {
        **notice_of(
            source,
            found.item,
            found.text,
            seen_on,
            language=_language(source, found),
            sha256=response.sha256,
            # Addresses may hold a key of the operator's.
            read_url=None if source.key else _read_url(found),
            via=response.via,
        ),
        "kind": labels.kind,
        "relevance": labels.relevance,
        "origin": labels.origin,
        "uses": labels.uses,
        "claims": labels.claims,
        "concerns": labels.concerns,
        "firms": labels.firms,
        "products": labels.products,
        "effect": labels.effect,
        "exosome_explicit": labels.relevance == "direct",
        "confidence": _confidence(labels),
    }


def _language(source: Source, found: Found) -> str:
    """Which of the source's the title is in: by its script, then by its small words."""
    by_script = language_of(found.item.title, source.languages)
    spoken = found.labels.title_languages
    likely = (tag for tag in (by_script, *source.languages) if base_language(tag) in spoken)
    return next(likely, by_script)


def _read_url(found: Found) -> str | None:
    """The page behind the row, when it is not the notice's own address."""
    response = found.response
    return response.capture or (None if found.item.url else response.url)


def _confidence(labels: Labels) -> str:
    """Never high: nobody has looked."""
    decisive = (f"relevance:{labels.relevance}", f"kind:{labels.kind}")
    sure = all(labels.confidence.get(label, 0.0) >= SURE for label in decisive)
    return "medium" if sure else "low"


def _for_the_store(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {"key": key, **{name: row[name] for name in ROW_KEYS if name != "key"}}
