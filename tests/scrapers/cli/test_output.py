"""How the outcomes of a run are written."""

from __future__ import annotations

from atlas.store import RunReport
from scrapers.cli.output import outcome_record
from scrapers.keeping import OUTDATED
from scrapers.outcome import Outcome


def test_a_run_whose_reading_was_refused_as_outdated_says_so_to_programs() -> None:
    outcome = Outcome("us-x", "ok", OUTDATED, report=RunReport("us-x", outdated=True))
    assert outcome_record(outcome)["outdated"] is True
    kept = Outcome("us-x", "ok", report=RunReport("us-x"))
    assert outcome_record(kept)["outdated"] is False


def test_what_is_read_otherwise_after_a_parser_was_mended_is_told() -> None:
    mended = Outcome("us-x", "ok", report=RunReport("us-x", reread=("us-x-1", "us-x-2")))
    assert str(mended) == "0 listed, 2 read anew"
