"""How the outcomes of many sources are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from atlas.commands import write_json
from scrapers.catalogue import Source
from scrapers.cli.session import Format
from scrapers.outcome import Outcome


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under their columns, what is missing as nothing."""
    # Only people are shown tables.
    from atlas.terminal import print_rows

    print_rows(
        title, columns, (["" if cell is None else str(cell) for cell in row] for row in rows)
    )


def write_outcomes(outcomes: Sequence[Outcome], format_: Format) -> None:
    """Write how a run ended, a row for each source."""
    if format_ is Format.json:
        write_json([outcome_record(outcome) for outcome in outcomes])
        return
    in_part = sum(outcome.in_part for outcome in outcomes)
    print_table(
        f"{sum(outcome.failed for outcome in outcomes)} of {len(outcomes)} sources failed"
        + (f", {in_part} of them in part" if in_part else ""),
        ("Source", "Verdict", "Listed", "New", "Amended", "Gone", "Held", "Seconds", "Message"),
        (
            (
                outcome.source_id,
                outcome.verdict,
                outcome.counts.get("seen"),
                outcome.report and len(outcome.report.new),
                outcome.report and len(outcome.report.amended),
                outcome.report and len(outcome.report.delisted),
                outcome.counts.get("held"),
                f"{outcome.seconds:.1f}",
                outcome.message,
            )
            for outcome in outcomes
        ),
    )


def writer_of_store_fault(sources: Iterable[Source], format_: Format) -> Callable[[str], None]:
    """Gives what writes a fault of the store as any other fault: for programs, a row a source."""

    def write(fault: str) -> None:
        if format_ is Format.json:
            message = f"the store: {fault}"
            write_outcomes([Outcome(each.id, "broken", message) for each in sources], format_)

    return write


def outcome_record(outcome: Outcome) -> Mapping[str, Any]:
    """One outcome for programs; the lists hold ids, `amended` each field's old and new text."""
    record: dict[str, Any] = {
        "source_id": outcome.source_id,
        "verdict": outcome.verdict,
        "message": outcome.message,
        "seconds": round(outcome.seconds, 3),
        **outcome.counts,
    }
    if report := outcome.report:
        record |= {
            "new": list(report.new),
            "amended": {
                id_: [
                    {"field": change.field, "before": change.before, "after": change.after}
                    for change in changes
                ]
                for id_, changes in report.amended.items()
            },
            "reread": list(report.reread),
            "unchanged": report.unchanged,
            "delisted": list(report.delisted),
            "relisted": list(report.relisted),
            "withdrawn": list(report.withdrawn),
            "in_data": list(report.in_data),
            "outdated": report.outdated,
        }
    return record
