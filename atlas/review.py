"""What scrapers read that might move a position, with the position beside it.

That is what was newly read, and what sources did to notices that a person has accepted.

The queue only asks. A person answers it (atlas.acceptance); nothing else moves the law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from itertools import chain, compress
from types import MappingProxyType

import pandas as pd

from atlas.edition import Edition
from atlas.law import Standing
from atlas.places import INTERNATIONAL
from atlas.risk import touching
from atlas.tabular import records
from atlas.vocabulary import Vocabularies
from atlas.wording import counted

# Acts that change or explain what the law is.
MOVING_KINDS = frozenset(
    {"legislation", "ban", "classification", "guidance", "approval", "court_ruling"}
)
# An authority that acts against something which the atlas says is permitted, or about which it
# knows of no official word, and one that lets through what the atlas says is prohibited.
_ACTS_AGAINST, _LETS_THROUGH = frozenset({"tightens", "enforces"}), frozenset({"loosens"})
_ALLOWS_KINDS = frozenset({"approval", "trial_authorisation"})
_QUIET = frozenset({"permitted", "no_specific_rule", "unclear", "no_data"})

REVIEW_COLUMNS = (
    "id",
    "version",
    "jurisdiction",
    "name",
    "published",
    "kind",
    "relevance",
    "effect",
    "title",
    "title_en",
    "language",
    "regulator_short",
    "why",
    "scenarios",
    "statuses",
    "confidence",
    "source_read",
    "last_checked",
    "review",
    "delisted_on",
    "source_id",
    "url",
    "read_url",
)


def queue(
    edition: Edition,
    decided: Mapping[tuple[str, int], int | None] = MappingProxyType({}),
    as_of: date | None = None,
) -> pd.DataFrame:
    """The notices that wait for a person, newest first: a row each, columns REVIEW_COLUMNS.

    Machine-read and about exosomes or their category; of one of MOVING_KINDS, or in conflict with
    the status of a scenario that they speak of. Or accepted, and amended or taken out by their
    source after a person last checked them. `why` says which; `scenarios` and `statuses` are tuples
    of str, each scenario spoken of and its status on `as_of` (today if not given).

    `decided` are (id, version) pairs of machine-read notices that a person has answered; amended,
    one is a new version, and comes back. An accepted one stays the version that data/ has. Each has
    the Edition.at_sources that the person saw: what came later on the same day is news. None: not
    known; then the day alone tells.
    """
    day = as_of or date.today()
    notices, done_to = edition.notices, _done_since_checked(edition, decided)
    waiting = notices[
        (
            (notices["review"] == "machine_read")
            & notices["relevance"].isin(["direct", "category"])
            & (notices["jurisdiction"] != INTERNATIONAL)
        )
        | notices["id"].isin(done_to)
    ]
    scenarios = edition.vocabularies.scenario
    stands = lru_cache(maxsize=None)(partial(edition.law.standing, as_of=day))
    speaking = touching(waiting, scenarios, scenarios.codes)
    said = waiting[[name for name in REVIEW_COLUMNS if name in waiting]]
    rows = []
    for notice, speaks in zip(said.to_dict("records"), speaking, strict=True):
        is_accepted = notice["id"] in done_to
        if not is_accepted and (notice["id"], notice["version"]) in decided:
            continue
        spoken_of = compress(scenarios.codes, speaks)
        standings = [stands(notice["jurisdiction"], code) for code in spoken_of]
        why = done_to.get(notice["id"]) or _why(
            edition.vocabularies, notice["kind"], notice["effect"], standings
        )
        if why:
            rows.append(
                notice
                | {
                    "name": edition.places.name(notice["jurisdiction"]),
                    "why": why,
                    "scenarios": tuple(standing.scenario for standing in standings),
                    "statuses": tuple(standing.status for standing in standings),
                }
            )
    return pd.DataFrame(rows, columns=list(REVIEW_COLUMNS), dtype=object)


def beside(edition: Edition, notice_id: str, as_of: date) -> list[Standing]:
    """How the scenarios that a notice speaks of stand in its place; none for what is not one."""
    found = edition.notices_by_id([notice_id])
    if found.empty or found["jurisdiction"].iloc[0] == INTERNATIONAL:
        return []
    scenarios = edition.vocabularies.scenario
    (speaks,) = touching(found, scenarios, scenarios.codes)
    spoken_of = compress(scenarios.codes, speaks)
    return edition.law.standings(found["jurisdiction"], spoken_of, as_of)


def _done_since_checked(
    edition: Edition, decided: Mapping[tuple[str, int], int | None]
) -> dict[str, str]:
    """What sources did to accepted notices since a person last checked each, in words, by id."""
    notices = edition.notices
    accepted = notices[
        (notices["review"] != "machine_read")
        & notices["source_id"].notna()
        & (notices["jurisdiction"] != INTERNATIONAL)
    ]
    checked = dict(zip(accepted["id"], accepted["last_checked"], strict=True))
    seen: dict[str, int] = {}
    for (id_, _), number in decided.items():
        if number is not None:
            seen[id_] = max(number, seen.get(id_, 0))
    changed: defaultdict[str, dict[str, None]] = defaultdict(dict)
    delisted = set()
    changes = edition.notice_changes
    for number, change in zip(changes.index, records(changes), strict=True):
        id_, day = change["notice_id"], checked.get(change["notice_id"], "9999")
        is_later = change["day"] == day and number >= seen.get(id_, edition.at_sources)
        if change["day"] <= day and not is_later:
            continue
        if change["event"] == "notice_amended":
            changed[id_][change["field"]] = None
        elif change["event"] == "notice_delisted":
            delisted.add(id_)
    done = {id_: f"its source changed its {', '.join(names)}" for id_, names in changed.items()}
    for id_, day in zip(accepted["id"], accepted["delisted_on"], strict=True):
        if pd.notna(day) and (day > checked[id_] or id_ in delisted):
            before = f"{done[id_]}; " if id_ in done else ""
            done[id_] = f"{before}its source does not list it any more"
    return {
        id_: f"accepted, and since then {what}; cited by "
        f"{counted(_resting_on(edition, id_), 'position')} on record"
        for id_, what in done.items()
    }


def _resting_on(edition: Edition, notice_id: str) -> int:
    entries = chain.from_iterable(edition.law.histories.values())
    return sum(notice_id in entry.notices for entry in entries)


def _why(words: Vocabularies, kind: str, effect: str, standings: list[Standing]) -> str:
    reasons = [f"{words.kind.label(kind)} can move a position"] if kind in MOVING_KINDS else []
    for standing in standings:
        status = words.status.label(standing.status)
        stands = f"“{words.scenario.label(standing.scenario)}”, which is “{status}”"
        if effect in _ACTS_AGAINST and standing.status in _QUIET:
            reasons.append(f"acts against {stands}")
        elif standing.status == "prohibited" and (effect in _LETS_THROUGH or kind in _ALLOWS_KINDS):
            reasons.append(f"lets through {stands}")
    return "; ".join(reasons)
