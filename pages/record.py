"""One notice in full: what it says, which positions rest on it, what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from atlas.amendment import is_nothing
from atlas.corrections import Correction
from atlas.edition import Edition
from atlas.law import Position
from atlas.store import NoticeVersion
from atlas.wording import confidence_line, since, spoken
from pages.amendment import amendment
from pages.cards import bullets
from pages.markup import Content, Html, element, link, page_link, status_chip, text
from pages.navigation import address

# What moves without the notice saying anything new.
_OF_THE_RECORD = frozenset(
    {"version", "last_checked", "first_seen", "sha256", "via", "delisted_on", "source_id"}
)


def citing_list(edition: Edition, positions: Iterable[Position]) -> Html:
    """The positions that cite a notice, each with its status, time, confidence and place."""
    words = edition.vocabularies

    def time(position: Position) -> str:
        history = edition.law.history(position.jurisdiction, position.scenario)
        later = history[history.index(position) + 1 :]
        replaced = f"replaced from {spoken(later[0].effective_from)}" if later else ""
        return ", ".join(filter(None, [since(position), replaced]))

    return bullets(
        [
            page_link(
                address("country", place=position.jurisdiction, scenario=position.scenario),
                f"{edition.places.name(position.jurisdiction)}, "
                f"{words.scenario.label(position.scenario)}",
            ),
            ": ",
            status_chip(position.status, words.status.label(position.status)),
            f" {held}. " if (held := time(position)) else " ",
            confidence_line(
                edition, position.confidence, position.source_read, position.verified_on
            ),
        ]
        for position in positions
    )


def correction_list(edition: Edition, corrections: Iterable[Correction]) -> Html:
    """What a person put right in what the source says, and why."""
    return bullets(
        [
            amendment(edition, each.field, each.expect, each.value),
            f". {each.reason} ",
            link(each.reference, "The page that shows it"),
            f", corrected on {spoken(each.corrected_on)}.",
        ]
        for each in corrections
    )


def version_list(
    edition: Edition, earlier: Sequence[NoticeVersion], now: Mapping[Any, Any]
) -> Html:
    """Earlier versions, newest first, each with what the next one changed: old -> new."""
    records: list[Mapping[Any, Any]] = [*(version.record for version in earlier), now]
    changed = [_changes(edition, old, new) for old, new in pairwise(records)]
    return text(
        [
            element(
                "h3",
                f"Version {version.version}, recorded {_day(version.recorded_at)}, replaced "
                f"{_day(version.ended_at)}",
                style="margin: 0.6rem 0 0 0;",
            ),
            bullets(differences) or element("p", "Nothing that a reader sees was changed."),
        ]
        for version, differences in reversed(list(zip(earlier, changed, strict=True)))
    )


def _day(moment: datetime) -> str:
    return spoken(f"{moment:%Y-%m-%d}")


def _changes(edition: Edition, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> list[Content]:
    return [
        amendment(edition, str(field), old[field], new[field])
        for field in old
        if field in new
        and field not in _OF_THE_RECORD
        and _comparable(old[field]) != _comparable(new[field])
    ]


def _comparable(value: Any) -> Any:
    if is_nothing(value):
        return None
    return list(value) if isinstance(value, list | tuple) else value
