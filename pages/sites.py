"""The sites that scrapers read: how each fares, since when, and what is known of its structure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.notices import found_id
from atlas.source_list import DescribedKey, SourceDescription
from atlas.wording import spoken
from pages.cards import bullets, rows
from pages.markup import CARD, MUTED, Content, Html, element, joined, link, page_link, tag, text
from pages.navigation import address

SITE_LABELS = {
    "name": "Source",
    "place": "Place",
    "shown_verdict": "How it fares",
    "why": "Why",
    "tried_at": "Last tried (UTC)",
    "good_at": "Last good (UTC)",
    "seen": "Rows in its list",
    "notices": "Notices on record",
    "failures": "Failures in a row",
    "cadence": "To be read",
    "shown_structure": "Structure is",
    "homepage": "Site",
    "id": "Id",
}
GAP_LABELS = {
    "name": "Place",
    "kind": "Sort of place",
    "positions": "Positions on record",
    "notices": "Notices on record",
    "off": "Own sources, switched off",
    "above": "Sources of its country or bloc",
    "jurisdiction": "Code",
}
_NAME = "margin: 0; padding: 0; font-size: 1.15rem;"
# Nobody need do anything about these, nor about what is not on.
_IN_ORDER = ("ok", "untried")
# Where a message begins with one, be it after how many of several addresses could be read.
_NAME_OF_FAULT = re.compile(r"(?:^|(?<=\. ))[A-Z][a-z]+(?:[A-Z][a-z]+)+(?=: )")
_COMMAND = re.compile(r"`([^`]+)`")


def site_table(edition: Edition, records: Sequence[SourceRecord], now: datetime) -> pd.DataFrame:
    """A row for each source, by place: SITE_LABELS, and `jurisdiction`, `verdict`, `message`,
    `seconds`, `held`, `publisher`, `structure`, `terms_of_use`. Moments are text, counts None where
    never read.
    """
    words = edition.vocabularies
    table = pd.DataFrame(
        [
            {
                "id": record.id,
                **_description(edition, record.description),
                "verdict": record.verdict(now),
                "shown_verdict": words.source_verdict.label(record.verdict(now)),
                "why": _why(record, now),
                "tried_at": _moment(record.tried_at),
                "good_at": _moment(record.good_at),
                "seen": record.counts.get("seen"),
                "held": len(record.held) if record.counts else None,
                "notices": record.notices,
                "failures": record.failures,
                "message": record.message or "",
                "seconds": record.seconds,
            }
            for record in records
        ]
    )
    return table.sort_values(["place", "name"], ignore_index=True) if len(table) else table


def verdict_counts(edition: Edition, records: Sequence[SourceRecord], now: datetime) -> Html:
    """How many sources have each verdict, in the order of the vocabulary."""
    verdicts = edition.vocabularies.source_verdict
    counts = Counter(record.verdict(now) for record in records)
    tags = (
        tag(f"{verdicts.label(code)}: {counts[code]}") for code in verdicts.codes if counts[code]
    )
    return element("p", joined(tags, " "))


def trouble_list(edition: Edition, records: Sequence[SourceRecord], now: datetime) -> Html:
    """The sources that could not be read in time, each with what was seen and what to do."""
    verdicts = edition.vocabularies.source_verdict
    return bullets(
        [
            _to(record),
            " ",
            tag(verdicts.label(record.verdict(now))),
            element("div", _with_commands(_why(record, now))),
            element("div", _times(record), style=MUTED),
        ]
        for record in records
        if record.description.enabled and record.verdict(now) not in _IN_ORDER
    )


def site_card(edition: Edition, record: SourceRecord, now: datetime) -> Html:
    """Everything that is known of one source."""
    words, said = edition.vocabularies, record.description
    verdict, structure = record.verdict(now), words.source_structure[said.structure]
    return element(
        "article",
        [
            element("h2", record.description.name, style=_NAME),
            element(
                "p",
                [
                    tag(words.source_verdict.label(verdict)),
                    f" {words.source_verdict[verdict].definition}",
                ],
                style="margin: 0.3rem 0;",
            ),
            rows(
                [
                    ("Why", _with_commands(_why(record, now))),
                    ("Last tried and last good", _times(record)),
                    ("The last run that was kept", _counts(record)),
                    ("Its notices on record", f"{record.notices:,}"),
                    ("Publisher", f"{said.publisher.name}: {said.publisher.powers}"),
                    ("Site", link(said.homepage, said.homepage)),
                    ("Structure", f"{structure.label}: {structure.definition}"),
                    ("To be read", said.cadence),
                    ("Terms and robots.txt", said.terms_of_use),
                    ("Key", _key(said.key) if said.key else ""),
                    ("Notes", said.notes),
                    (
                        "Rows that could not be published",
                        bullets(_held(record.id, row) for row in record.held),
                    ),
                    ("Id", record.id),
                ]
            ),
        ],
        style=CARD,
    )


def _why(record: SourceRecord, now: datetime) -> str:
    """The reason for the verdict; a fault with a name as ServerFault has the words of its name."""
    return _NAME_OF_FAULT.sub(lambda name: _spaced(name[0]), record.why(now))


def _with_commands(words: str) -> Html:
    """Words in which commands stand between backticks, as code."""
    parts = _COMMAND.split(words)
    return text(element("code", part) if number % 2 else part for number, part in enumerate(parts))


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])[A-Z]", lambda letter: f" {letter[0].lower()}", name)


def _description(edition: Edition, said: SourceDescription) -> dict[str, object]:
    return {
        "name": said.name,
        "jurisdiction": said.jurisdiction,
        "place": edition.places.name(said.jurisdiction),
        "publisher": said.publisher.name,
        "cadence": said.cadence,
        "structure": said.structure,
        "shown_structure": edition.vocabularies.source_structure.label(said.structure),
        "terms_of_use": said.terms_of_use,
        "homepage": said.homepage,
    }


def _to(record: SourceRecord) -> Html:
    return page_link(address("sources", part="sites", source=record.id), record.description.name)


def _times(record: SourceRecord) -> str:
    if record.tried_at is None:
        return "never tried on this machine"
    if record.good_at:
        good = f"last good {_told(record.good_at)}"
    else:
        good = "so far read in part only" if record.counts else "never read so far"
    failures = f"; {record.failures} runs in a row failed" if record.failures > 1 else ""
    return f"Last tried {_told(record.tried_at)}; {good}{failures}"


def _counts(record: SourceRecord) -> str:
    counts = record.counts
    if not counts:
        return ""
    addresses, read = counts.get("addresses"), counts.get("addresses_read")
    in_part = "" if read == addresses else f", at {read} of its {addresses} addresses"
    return (
        f"{counts.get('seen', 0):,} rows in its list, {counts.get('relevant', 0):,} of them about "
        f"exosomes, {len(record.held):,} that could not be published{in_part}"
    )


def _key(key: DescribedKey) -> Content:
    return [
        f"read from the environment variable {key.env}; ask for one at ",
        link(key.where, key.where),
    ]


def _held(source_id: str, row: Mapping[str, str]) -> str:
    key = row.get("key", "")
    return f"{row.get('title') or key}: {row.get('reason', '')} ({found_id(source_id, key)})"


def _told(moment: datetime) -> str:
    return f"{spoken(f'{moment:%Y-%m-%d}')}, {moment:%H:%M} UTC"


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
