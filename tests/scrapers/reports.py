"""What a run moved."""

from __future__ import annotations

from atlas.store import RunReport
from scrapers.outcome import Outcome


def report_of(outcome: Outcome) -> RunReport:
    """The report of a source that was read and kept."""
    assert outcome.report, outcome.message
    return outcome.report
