"""What people decided about notices that scrapers read, as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from atlas.edition import Edition
from atlas.store import Decision

DECISION_LABELS = {
    "decided_at": "When",
    "decided_by": "Who",
    "shown_decision": "Answer",
    "notice_id": "Notice",
    "why": "Why",
    "moved": "Position written",
}
_ANSWERS = {"accept": "Accepted", "reject": "Moves nothing", "confirm": "Still stands"}


def decision_table(edition: Edition, decisions: Sequence[Decision]) -> pd.DataFrame:
    """A row for each decision, newest first: DECISION_LABELS and `version`, all but that str."""
    return pd.DataFrame(
        [
            {
                "decided_at": f"{decision.decided_at:%Y-%m-%d %H:%M} UTC",
                "decided_by": decision.decided_by,
                "shown_decision": _ANSWERS[decision.decision],
                "notice_id": decision.notice_id,
                "version": decision.version,
                "why": decision.why,
                "moved": _moved(edition, decision),
            }
            for decision in reversed(decisions)
        ]
    )


def _moved(edition: Edition, decision: Decision) -> str:
    entry, words = decision.entry, edition.vocabularies
    if not entry:
        return ""
    scenario, status = str(entry["scenario"]), str(entry["status"])
    return (
        f"{edition.places.name(str(entry['jurisdiction']))}, "
        f"{words.scenario.label(scenario)}: {words.status.label(status)}"
    )
