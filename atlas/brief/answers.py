"""Answers of the law as a brief prints them: each with its risk and the numbers of its notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from atlas.brief.references import References
from atlas.edition import Edition
from atlas.law import Standing
from atlas.risk import Risk
from atlas.wording import formerly_said, own_text, rule_above


@dataclass(frozen=True)
class Answer:
    """One answer of the law.

    Attributes:
        cited: the numbers of the notices behind the position.
        corrected: what is said of each status that the record had wrong.
        own: what is said of the place's own text where a rule from above answers.
        above: what is said of a rule from above that is known and does not answer.
    """

    standing: Standing
    risk: Risk
    cited: tuple[int, ...]
    corrected: tuple[str, ...]
    own: str | None
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
            cited=tuple(references.numbers(standing.position.notices if standing.position else ())),
            corrected=tuple(
                formerly_said(edition, wrong)
                for wrong in (standing.position.recoded if standing.position else ())
            ),
            own=own_text(edition, standing.beside) if standing.beside else None,
            above=rule_above(edition, standing.above) if standing.above else None,
        )
        for standing, risk in zip(found, risks, strict=True)
    ]
