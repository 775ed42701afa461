"""What the pages know: the edition of the store's newest revision, and tables made from it.

A page asks for the edition once, and everything else of that edition: what a scraper keeps while it
is drawn is for the next reader. What is made of an edition is cached under its revision, so the
same data cost nothing twice. Nobody may change what these functions return.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

import pandas as pd
import streamlit as st

from atlas import changes as change_stream
from atlas import sources
from atlas.answer_tables import status_table
from atlas.edition import Edition, Rows
from atlas.enforcement import enforcement, firms
from atlas.facets import Facets
from atlas.law import Position
from atlas.library import library
from atlas.review import queue
from atlas.risk import RISK_PARTS
from atlas.store import Decision, Store

# How a cache tells editions apart.
BY_REVISION: dict[str | type, Callable[[Any], Any]] = {Edition: attrgetter("revision")}
_NUMBERS = {"risk": float, "risk_completeness": float, "risk_machine_read": int}


@st.cache_resource(show_spinner="Opening the store …")
def store() -> Store:
    """The store, filled from data/ if that has moved."""
    return library().store


def edition() -> Edition:
    """The newest edition."""
    return _edition(store().revision())


@st.cache_resource(max_entries=2, show_spinner="Reading the atlas …")
def _edition(revision: int) -> Edition:
    return library().edition()


def standings(
    edition: Edition, codes: Sequence[str], as_of: date, scenarios: Sequence[str] = ()
) -> pd.DataFrame:
    """The law of some places as of a day, with risk; of all scenarios where none is named.

    Columns atlas.columns.STANDING, those of numbers as such, since tables put them in order; and
    each part of the risk (atlas.risk.RISK_PARTS). Made for the asking: a place takes a millisecond.
    """
    answers = edition.law.standings(codes, scenarios or edition.vocabularies.scenario.codes, as_of)
    table = status_table(edition, answers, as_of)
    parts = pd.DataFrame(table["risk_parts"].tolist(), index=table.index, columns=list(RISK_PARTS))
    return table.astype(_NUMBERS).join(parts)


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=BY_REVISION)
def changes(edition: Edition) -> pd.DataFrame:
    """Every dated event, newest first (atlas.changes.CHANGE_COLUMNS)."""
    return change_stream.changes(edition)


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=BY_REVISION)
def recorded_on(edition: Edition) -> pd.Series:
    """For each of `changes` the day on which a notice was first on record."""
    return change_stream.recorded_on(changes(edition), edition)


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=BY_REVISION)
def facets(edition: Edition) -> Facets:
    """The notices by their coded fields, with counts."""
    return Facets(edition)


def found(edition: Edition, query: str) -> Rows | None:
    """Row numbers of the notices that a full-text search finds, best first; None for no words."""
    return _found(edition, query.strip()) if query.strip() else None


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def _found(edition: Edition, query: str) -> Rows:
    return edition.rows_of(store().search(query))


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=BY_REVISION)
def cited_by(edition: Edition) -> Mapping[str, tuple[Position, ...]]:
    """Notice id -> the positions that cite it."""
    citing: defaultdict[str, list[Position]] = defaultdict(list)
    for entries in edition.law.histories.values():
        for position in entries:
            for id_ in position.notices:
                citing[id_].append(position)
    return {id_: tuple(positions) for id_, positions in citing.items()}


@st.cache_resource(max_entries=2, show_spinner="Listing the sources …", hash_funcs=BY_REVISION)
def pages_read(edition: Edition) -> pd.DataFrame:
    """Every page that a fact rests on (atlas.columns.PAGE)."""
    return sources.pages_read(edition)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_REVISION)
def undated(
    edition: Edition, places: Collection[str] = (), region: Collection[str] = ()
) -> Mapping[str, int]:
    """How many `positions` and `notices` carry no date, of how many (atlas.changes.undated)."""
    return change_stream.undated(edition, places, region)


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=BY_REVISION)
def reading(edition: Edition) -> pd.DataFrame:
    """How many facts were read where (atlas.sources.reading_shares)."""
    return sources.reading_shares(edition)


def waiting_for_review(
    edition: Edition, decisions: Sequence[Decision], today: date
) -> pd.DataFrame:
    """What no person has answered yet (atlas.review.REVIEW_COLUMNS)."""
    answered = {(each.notice_id, each.version): each.at_sources for each in decisions}
    return _waiting(edition, answered, today)


@st.cache_resource(
    max_entries=2,
    show_spinner="Looking for what may move a position …",
    hash_funcs=BY_REVISION,
)
def _waiting(
    edition: Edition, answered: dict[tuple[str, int], int | None], today: date
) -> pd.DataFrame:
    return queue(edition, answered, today)


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=BY_REVISION)
def acts(edition: Edition, as_of: date, *, context: bool, places: frozenset[str]) -> pd.DataFrame:
    """The acts of enforcement that were out on a day (atlas.enforcement.enforcement).

    Those of some `places`; of all when there are none.
    """
    enforcing = enforcement(edition, as_of, context=context)
    return enforcing[enforcing["jurisdiction"].isin(places)] if places else enforcing


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=BY_REVISION)
def firms_named(
    edition: Edition, as_of: date, *, context: bool, places: frozenset[str], since: date | None
) -> pd.DataFrame:
    """Whom they name (atlas.enforcement.FIRM_COLUMNS), or those dated `since` a day."""
    found = acts(edition, as_of, context=context, places=places)
    return firms(found[found["published_first"] >= pd.Timestamp(since)] if since else found)
