"""Activity over time: each event in its period, no period left out, the most frequent first."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pages.charts.activity import activity


def stream(*events: tuple[str, str | None]) -> pd.DataFrame:
    """Events by the first day of their date and the kind of notice; None: a position."""
    return pd.DataFrame(
        {
            "date_first": pd.to_datetime([day for day, _ in events]),
            "kind": pd.Series([kind for _, kind in events], dtype="category"),
            "event": ["notice_published" if kind else "position_replaced" for _, kind in events],
        }
    )


EVENTS = stream(
    ("2025-12-31", "ban"), ("2026-03-01", "recall"), ("2026-03-31", "recall"), ("2026-04-01", None)
)


def counted(
    events: pd.DataFrame, by: str, since: date | None = None, until: date | None = None
) -> pd.DataFrame:
    return activity(events, split="kind", by=by, since=since, until=until, label=str.upper)


@pytest.mark.parametrize(
    ("by", "heading", "periods", "recalls"),
    [
        ("month", "Month", ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"],
         [0, 0, 0, 2, 0]),
        ("quarter", "Quarter", ["2025 Q4", "2026 Q1", "2026 Q2"], [0, 2, 0]),
        ("year", "Year", ["2025", "2026"], [0, 2]),
    ],
)  # fmt: skip
def test_every_period_has_its_events_and_none_is_left_out(
    by: str, heading: str, periods: list[str], recalls: list[int]
) -> None:
    counts = counted(EVENTS, by)
    assert list(counts.columns) == [heading, "RECALL", "BAN", "POSITION_REPLACED"]
    assert counts[heading].tolist() == periods
    assert counts["RECALL"].tolist() == recalls
    assert int(counts["POSITION_REPLACED"].iloc[-1]) == 1
    assert int(counts["BAN"].iloc[0]) == 1


def test_days_asked_for_have_their_periods_though_nothing_happened_then() -> None:
    counts = counted(EVENTS, "year", date(2023, 6, 1), date(2027, 1, 1))
    assert counts["Year"].tolist() == ["2023", "2024", "2025", "2026", "2027"]
    assert counts["BAN"].tolist() == [0, 0, 1, 0, 0]
