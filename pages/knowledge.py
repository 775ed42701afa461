"""What the pages know: the edition of the store's newest revision, and tables made from it.

Everything is cached under the revision, so a page sees new data on its next run and the same data
cost nothing twice. Nobody may change what these functions return.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from atlas import changes as change_stream
from atlas.edition import Edition, Rows
from atlas.enforcement import enforcement, firms
from atlas.facets import Facets
from atlas.law import STANDING_COLUMNS, Position
from atlas.library import library
from atlas.records import standing_rows
from atlas.review import queue
from atlas.sources import pages, reading_shares
from atlas.store import Decision, Store


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


def standings(codes: Sequence[str], as_of: date, scenarios: Sequence[str] = ()) -> pd.DataFrame:
    """The law of some places as of a day, with risk; of all scenarios where none is named.

    Columns atlas.law.STANDING_COLUMNS, and `as_of` (the day asked about, ISO text: a file of these
    rows has to say for which day they answer), `risk`, `severity`, `enforcement`, `uncertainty`
    (points), `completeness` (0 to 1), `risk_notices` (tuple of ids), `risk_machine_read`
    (how many of them no person has reviewed). Made for the asking: a place takes a millisecond.
    """
    known = edition()
    answers = known.law.standings(codes, scenarios or known.vocabularies.scenario.codes, as_of)
    rows = standing_rows(known, answers, as_of)
    table = pd.DataFrame(rows, columns=list(STANDING_COLUMNS), dtype=object)
    risks = known.risk.assess_all(answers, as_of)
    return table.assign(
        as_of=as_of.isoformat(),
        risk=[risk.score for risk in risks],
        severity=[risk.severity for risk in risks],
        enforcement=[risk.enforcement for risk in risks],
        uncertainty=[risk.uncertainty for risk in risks],
        completeness=[risk.completeness for risk in risks],
        risk_machine_read=[risk.machine_read for risk in risks],
        risk_notices=pd.Series([risk.notices for risk in risks], index=table.index, dtype=object),
    )


def changes() -> pd.DataFrame:
    """Every dated event, newest first (atlas.changes.CHANGE_COLUMNS)."""
    return _changes(edition().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _changes(revision: int) -> pd.DataFrame:
    return change_stream.changes(_edition(revision))


def recorded_on() -> pd.Series:
    """For each of `changes` the day on which a notice was first on record."""
    return _recorded_on(edition().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _recorded_on(revision: int) -> pd.Series:
    return change_stream.recorded_on(_changes(revision), _edition(revision))


def facets() -> Facets:
    """The notices by their coded fields, with counts."""
    return _facets(edition().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _facets(revision: int) -> Facets:
    return Facets(_edition(revision))


def found(query: str) -> Rows | None:
    """Row numbers of the notices that a full-text search finds, best first; None for no words."""
    return _found(edition().revision, query.strip()) if query.strip() else None


@st.cache_resource(max_entries=64, show_spinner=False)
def _found(revision: int, query: str) -> Rows:
    return _edition(revision).rows_of(store().search(query))


def cited_by() -> Mapping[str, tuple[Position, ...]]:
    """Notice id -> the positions that cite it."""
    return _cited_by(edition().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _cited_by(revision: int) -> Mapping[str, tuple[Position, ...]]:
    citing: defaultdict[str, list[Position]] = defaultdict(list)
    for entries in _edition(revision).law.histories.values():
        for position in entries:
            for id_ in position.notices:
                citing[id_].append(position)
    return {id_: tuple(positions) for id_, positions in citing.items()}


def pages_read() -> pd.DataFrame:
    """Every page that a fact rests on (atlas.sources.PAGE_COLUMNS)."""
    return _pages_read(edition().revision)


@st.cache_resource(max_entries=2, show_spinner="Listing the sources …")
def _pages_read(revision: int) -> pd.DataFrame:
    return pages(_edition(revision))


def undated(places: Collection[str] = ()) -> Mapping[str, int]:
    """How many `positions` and `notices` carry no date, of how many (atlas.changes.undated)."""
    return _undated(edition().revision, frozenset(places))


@st.cache_resource(max_entries=32, show_spinner=False)
def _undated(revision: int, places: frozenset[str]) -> Mapping[str, int]:
    return change_stream.undated(_edition(revision), places)


def reading() -> pd.DataFrame:
    """How many facts were read where (atlas.sources.reading_shares)."""
    return _reading(edition().revision)


@st.cache_resource(max_entries=2, show_spinner=False)
def _reading(revision: int) -> pd.DataFrame:
    return reading_shares(_edition(revision))


def waiting_for_review(decisions: Sequence[Decision], today: date) -> pd.DataFrame:
    """What no person has answered yet (atlas.review.REVIEW_COLUMNS)."""
    answered = frozenset((decision.notice_id, decision.version) for decision in decisions)
    return _waiting(edition().revision, answered, today)


@st.cache_resource(max_entries=2, show_spinner="Looking for what may move a position …")
def _waiting(revision: int, answered: frozenset[tuple[str, int]], today: date) -> pd.DataFrame:
    return queue(_edition(revision), answered, today)


def acts(as_of: date, *, context: bool, places: frozenset[str]) -> pd.DataFrame:
    """The acts of enforcement that were out on a day (atlas.enforcement.enforcement).

    Those of some `places`; of all when there are none.
    """
    return _acts(edition().revision, as_of, context, places)


@st.cache_resource(max_entries=8, show_spinner=False)
def _acts(revision: int, as_of: date, context: bool, places: frozenset[str]) -> pd.DataFrame:
    found = enforcement(_edition(revision), as_of, context=context)
    return found[found["jurisdiction"].isin(places)] if places else found


def firms_named(as_of: date, *, context: bool, places: frozenset[str]) -> pd.DataFrame:
    """Whom those acts name (atlas.enforcement.FIRM_COLUMNS)."""
    return _firms(edition().revision, as_of, context, places)


@st.cache_resource(max_entries=8, show_spinner=False)
def _firms(revision: int, as_of: date, context: bool, places: frozenset[str]) -> pd.DataFrame:
    return firms(_acts(revision, as_of, context, places))
