"""Answers of the law as a brief prints them: each with its risk and the numbers of its notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from atlas.brief.references import References
from atlas.edition import Edition
from atlas.law import Standing
from atlas.risk import Risk
from atlas.wording import rule_above


@dataclass(frozen=True)
class Answer:
    """One answer of the law.

    Attributes:
        acts, machine_read: how many acts count in the risk, and how many of them nobody reviewed.
        cited: the numbers of the notices behind the position.
        pages: every page that was read for it, without repeats.
        above: what is said of a rule from above that is known and does not answer.
    """

    standing: Standing
    risk: Risk
    acts: int
    machine_read: int
    cited: tuple[int, ...]
    pages: tuple[str, ...]
    above: str | None


def answers(
    edition: Edition, standings: Iterable[Standing], as_of: date, references: References
) -> list[Answer]:
    """Each answer with what is printed beside it."""
    found = list(standings)
    risks = edition.risk.assess_all(found, as_of)
    return [
        Answer(
            standing,
            risk,
            acts=len(risk.notices),
            machine_read=_machine_read(edition, risk),
            cited=tuple(references.numbers(standing.position.notices if standing.position else ())),
            pages=_pages(standing),
            above=rule_above(edition, standing.above) if standing.above else None,
        )
        for standing, risk in zip(found, risks, strict=True)
    ]


def _machine_read(edition: Edition, risk: Risk) -> int:
    return int((edition.notices_by_id(risk.notices)["review"] == "machine_read").sum())


def _pages(standing: Standing) -> tuple[str, ...]:
    if (position := standing.position) is None:
        return ()
    urls = (position.read_url, position.instrument_url, *position.other_urls)
    return tuple(dict.fromkeys(url for url in urls if url))
