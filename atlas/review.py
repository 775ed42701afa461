"""What scrapers read that might move a position, with the position beside it.

That is what was newly read, and what sources did to notices that stand in data/, whether a person
accepted them or wrote them by hand.

The queue only asks. A person answers it (atlas.acceptance); nothing else moves the law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from itertools import compress
from types import MappingProxyType

import pandas as pd

from atlas.edition import Edition
from atlas.law import Standing
from atlas.notices import SAID_BY_SOURCE
from atlas.places import INTERNATIONAL
from atlas.risk import touching
from atlas.tabular import records
from atlas.vocabulary import Vocabularies
from atlas.web_address import page_of
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
    the status of a scenario that they speak of. Or of data/, and amended or taken out by their
    source after a person last checked them, or naming a page of which that is true. `why` says
    which; `scenarios` and `statuses` are tuples of str, each scenario spoken of and its status on
    `as_of` (today if not given).

    `decided` are (id, version) pairs of machine-read notices that a person has answered; amended,
    one is a new version, and comes back. An accepted one stays the version that data/ has. Each has
    the Edition.at_sources that the person saw: what came later on the same day is news. None: not
    known; then the day alone tells. Of what nobody has answered all is news that came on the day
    of its last check: it may have come after it.
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
    """What sources did to notices of data/ since a person last checked each, in words, by id."""
    notices = edition.notices
    of_data = notices[
        (notices["review"] != "machine_read") & (notices["jurisdiction"] != INTERNATIONAL)
    ]
    checked = dict(zip(of_data["id"], of_data["last_checked"], strict=True))
    seen: dict[str, int] = {}
    for (id_, _), number in decided.items():
        if number is not None:
            seen[id_] = max(number, seen.get(id_, 0))
    answered = {id_ for id_, _ in decided}
    changed: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    delisted, silent = set(), set()
    changes, naming = edition.notice_changes, _naming_its_page(notices)
    for number, change in zip(changes.index, records(changes), strict=True):
        read = change["notice_id"]
        for id_ in (read, *naming.get(read, ())):
            day = checked.get(id_, "9999")
            # What nobody has answered may have come after the check of that day.
            known = seen.get(id_, edition.at_sources if id_ in answered else 0)
            is_later = change["day"] == day and number >= known
            if change["day"] <= day and not is_later:
                continue
            if (change["field"], change["after"]) == ("relevance", None):
                silent.add((id_, read))
            elif change["field"] == "relevance":
                silent.discard((id_, read))
            elif change["field"] in SAID_BY_SOURCE:
                changed[id_, read][change["field"]] = None
            elif change["event"] == "notice_delisted":
                delisted.add((id_, read))
    done: defaultdict[str, list[str]] = defaultdict(list)
    for (id_, read), names in changed.items():
        done[id_].append(f"{_source(id_, read)} changed its {', '.join(names)}")
    for id_, read in sorted(silent):
        done[id_].append(f"{_source(id_, read)} does not speak of exosomes any more")
    gone = notices.loc[notices["delisted_on"].notna(), ["id", "delisted_on"]]
    gone_on = dict(zip(gone["id"], gone["delisted_on"], strict=True))
    is_gone = {(id_, id_) for id_, day in gone_on.items() if day > checked.get(id_, "9999")}
    for id_, read in sorted(is_gone | {each for each in delisted if each[1] in gone_on}):
        done[id_].append(f"{_source(id_, read)} does not list it any more")
    accepted = set(of_data.loc[of_data["source_id"].notna(), "id"])
    return {
        id_: f"{'accepted' if id_ in accepted else 'on record'}, and since then {'; '.join(what)}; "
        f"cited by {counted(_resting_on(edition, id_), 'position')} on record"
        for id_, what in done.items()
    }


def _naming_its_page(notices: pd.DataFrame) -> dict[str, list[str]]:
    """Of notices that only a scraper read: those of data/ that name its page beside their own.

    They may be other acts: what stands on the page is a reason to look again, and no more.
    """
    is_read = notices["review"] == "machine_read"
    naming = defaultdict(list)
    for id_, page, others in notices.loc[~is_read, ["id", "read_url", "other_urls"]].itertuples(
        index=False
    ):
        for address in {page_of(url) for url in (page, *others)} - {None}:
            naming[address].append(id_)
    read = notices.loc[is_read & notices["url"].notna(), ["id", "url"]]
    pages = read["url"].map(page_of)
    # A page that lists many says nothing of one.
    alone = ~pages.duplicated(keep=False)
    return {id_: naming[page] for id_, page in zip(read["id"][alone], pages[alone], strict=True)}


def _source(notice_id: str, read: str) -> str:
    return "its source" if read == notice_id else f"the source of {read}, whose page it names,"


def _resting_on(edition: Edition, notice_id: str) -> int:
    return sum(notice_id in entry.notices for entry in edition.law.entries)


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
