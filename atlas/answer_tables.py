"""Answers for programs: the law as a table with its risk, a launch check as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from atlas.check import LaunchCheck, uncovered
from atlas.check_wording import about_conditions, acts_there, sentence, sources
from atlas.columns import STANDING, names
from atlas.edition import Edition
from atlas.higher_rule import by_name
from atlas.law import Standing
from atlas.tabular import json_rows


def status_table(edition: Edition, standings: Iterable[Standing], day: date) -> pd.DataFrame:
    """Answers of the law with their risk and what is asked above, citing notices out on the day.

    Columns atlas.columns.STANDING; `risk_parts` is a dict of points.
    """
    answers = list(standings)
    risks = edition.risk.assess_all(answers, day)
    rows = [
        row
        | {
            "notices": edition.out_by(row["notices"], day),
            "conditions_above": by_name(
                edition,
                edition.law.higher_rule(standing, day),
                "conditions",
                told=row["conditions"],
            ),
            "risk": risk.score,
            "risk_parts": risk.parts,
            "risk_completeness": risk.completeness,
            "risk_notices": risk.notices,
            "risk_machine_read": risk.machine_read,
            "as_of": day.isoformat(),
        }
        for standing, risk in zip(answers, risks, strict=True)
        for row in [edition.law.row(standing)]
    ]
    return pd.DataFrame(rows, columns=list(names(STANDING)), dtype=object)


def grounds_table(edition: Edition, answer: LaunchCheck) -> pd.DataFrame:
    """The positions that the verdict rests on, each with what it comes to on its own.

    Columns atlas.columns.STANDING, and `role`, `verdict`, `leaning` (str), `why` (tuple of str).
    """
    table = status_table(edition, [ground.standing for ground in answer.grounds], answer.as_of)
    for column in ("role", "verdict", "leaning", "why"):
        values = [getattr(ground, column) for ground in answer.grounds]
        table[column] = pd.Series(values, dtype=object)
    return table


def check_table(edition: Edition, answer: LaunchCheck) -> pd.DataFrame:
    """The same, and a row for each use that no position is about: the strictest is the verdict."""
    nothing = edition.law.row(Standing(answer.place, "", "no_data")) | {"conditions_above": ()}
    asked = {"as_of": answer.as_of.isoformat(), "role": "use", "verdict": "ask_regulator"}
    unknown = [nothing | asked | {"why": (said,)} for said in uncovered(edition, answer)]
    table = grounds_table(edition, answer)
    rows = pd.DataFrame(unknown, columns=list(table.columns), dtype=object)
    return pd.concat([table, rows], ignore_index=True)


def check_record(edition: Edition, answer: LaunchCheck) -> dict[str, Any]:
    """A launch check as plain values: the verdict, and everything that its reader needs next.

    `grounds`, `regulators` and `precedents` are lists of rows; dates are ISO text.
    """

    def said(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
        return [{"text": text, "scenario": scenario} for text, scenario in pairs]

    return {
        "place": answer.place,
        "name": edition.places.name(answer.place),
        "origin": answer.origin,
        "use": answer.use,
        "claim": answer.claim,
        "as_of": answer.as_of.isoformat(),
        "verdict": answer.verdict,
        "leaning": answer.leaning,
        "sentence": sentence(answer),
        "sources": [{"text": text, "read_url": page} for text, page in sources(edition, answer)],
        "acts_there": acts_there(answer) or None,
        "becomes_medicine": answer.becomes_medicine,
        "grounds": json_rows(grounds_table(edition, answer)),
        "about_conditions": about_conditions(answer),
        "conditions": said(answer.conditions),
        "penalties": said(answer.penalties),
        "not_known": list(answer.not_known),
        "regulators": json_rows(answer.regulators),
        "precedents": json_rows(answer.precedents.drop(columns="published_first")),
    }
