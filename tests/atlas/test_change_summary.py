"""What changed, in one sentence and by place; every event here is invented."""

from __future__ import annotations

from datetime import date

import pandas as pd

from atlas.change_summary import places_by_weight, summary
from atlas.changes import CHANGE_COLUMNS, CORRECTED, changes, recorded_on, select
from atlas.edition import Edition
from tests.atlas.factories import edition_of, notice, position

SINCE = date(2026, 1, 1)


def of(*notices: object, positions: tuple[object, ...] = ()) -> pd.DataFrame:
    world = edition_of(*positions, notices=notices)  # type: ignore[arg-type]
    return select(changes(world), world, since=SINCE, context=True)


def test_the_sentence_counts_each_sort_and_its_places(edition: Edition) -> None:
    events = of(
        notice("a", kind="ban"),
        notice("b", kind="ban", jurisdiction="FR"),
        *(notice(kind, kind=kind) for kind in ("recall", "seizure", "guidance")),
        positions=(
            position("FR", "prohibited", effective_from="2026-02-01"),
            position("DE", "prohibited", effective_from="2025-02-01"),
        ),
    )
    assert summary(edition, events, SINCE) == (
        "Since 1 January 2026: 1 position change in 1 place; 5 notices from 2 places (ban 2, "
        "guidance 1, recall 1, others 1)."
    )


def test_notices_that_nobody_has_reviewed_are_counted_apart(edition: Edition) -> None:
    found = notice("found", kind="ban", review="machine_read")
    events = of(notice("read", kind="ban"), found)
    said = "2 notices from 1 place (ban 2), 1 of them machine-read, not reviewed."
    assert summary(edition, events, SINCE).endswith(said)


def test_a_correction_of_the_record_is_no_change_of_the_law(edition: Edition) -> None:
    wrong = {"until": "2026-11-20", "status": "permitted", "reason": "Invented."}
    world = edition_of(position("FR", "unclear", recoded=[wrong]))
    events = select(changes(world), world, events=[CORRECTED])
    assert summary(edition, events, SINCE) == (
        "Since 1 January 2026: 0 position changes; 0 notices; "
        "1 correction of what the atlas itself had said."
    )
    (place,) = places_by_weight(edition, events).to_dict("records")
    assert (place["positions"], place["corrections"], place["others"]) == (0, 1, 0)
    assert place["weight"] == 0


def test_nothing_is_counted_as_nothing(edition: Edition) -> None:
    nothing = pd.DataFrame(columns=list(CHANGE_COLUMNS))
    said = summary(edition, nothing, SINCE)
    assert said == "Since 1 January 2026: 0 position changes; 0 notices."
    assert places_by_weight(edition, nothing).empty


def test_the_fields_of_one_amendment_are_counted_beside_its_one_notice(
    edition: Edition,
) -> None:
    event = {
        "event": "notice_amended",
        "date": "2026-02-01",
        "notices": ("a",),
        "jurisdiction": "KR",
    }
    events = pd.DataFrame(
        [{**event, "field": field} for field in ("title", "kind")], columns=list(CHANGE_COLUMNS)
    )
    assert summary(edition, events, SINCE).endswith("1 notice amended at the source, in 2 fields.")


def test_places_stand_by_the_law_first_then_by_the_weight_of_acts(edition: Edition) -> None:
    events = of(
        *(notice(f"us-{number}", kind="ban") for number in range(3)),
        notice("jp", jurisdiction="JP", kind="ban"),
        *(
            notice(f"it-{n}", jurisdiction="IT", kind="guidance", relevance="context")
            for n in "abc"
        ),
        positions=(position("FR", "unclear", effective_from="2026-02-01"),),
    )
    places = places_by_weight(edition, events)
    assert places["jurisdiction"].tolist() == ["FR", "US", "JP", "IT"]
    assert places["notices"].tolist() == [0, 3, 1, 3]
    assert places["positions"].tolist() == [1, 0, 0, 0]


def test_an_older_notice_that_was_found_since_is_not_missed() -> None:
    world = edition_of(
        notices=[
            notice("first", published="2025-01-01", first_seen="2025-06-01"),
            notice("found-late", published="2025-12-01", first_seen="2026-01-05"),
            notice("read-before", published="2025-12-02", first_seen="2025-12-03"),
            notice("new", published="2026-01-02", first_seen="2026-01-03"),
        ]
    )
    stream = changes(world)

    def seen(recorded: pd.Series | None, since: date) -> set[str]:
        return {ids[0] for ids in select(stream, world, since=since, recorded=recorded)["notices"]}

    assert seen(None, SINCE) == {"new"}
    assert seen(recorded_on(stream, world), SINCE) == {"new", "found-late"}
    # What was there on the first day of the record was not found since any visit.
    assert "first" not in seen(recorded_on(stream, world), date(2025, 6, 1))
