"""The day of which the law is asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from atlas.wording import about_the_past, spoken
from pages import url_state
from pages.markup import Content, Html, element, joined, page_link
from pages.navigation import address, unpaged


def as_of_day(**extra: Any) -> date:
    """The reader's day, today unless the address says otherwise (`asof`)."""
    today = date.today()
    day: date = url_state.day("As of", "asof", default=today, **extra)
    url_state.carry_day(day.isoformat() if day < today else None)
    return day


def explain_past(as_of: date) -> None:
    """Say what an answer about the past can and cannot know; nothing when the day is today."""
    if as_of < date.today():
        st.info(about_the_past(as_of), icon=":material/history:")


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year, or the last one of February."""
    return (pd.Timestamp(day) - pd.DateOffset(years=years)).date()


def a_year_ago() -> date:
    """From when on changes are told where no day is asked for."""
    return years_before(date.today(), 1)


def times(page: str, begins: Mapping[str, date | None], since: date | None) -> Html:
    """Links that begin a page at other days and keep its other filters.

    `begins`: what each time is called -> its first day, None for all; the one of `since` is marked.
    """
    query = unpaged(st.query_params.to_dict())
    kept = {name: value for name, value in query.items() if name not in ("since", "until")}
    links = (
        page_link(
            address(page, **kept, **({"since": begin.isoformat()} if begin else {})),
            element("strong", said) if begin == since else said,
        )
        for said, begin in begins.items()
    )
    return element("p", ["Show ", joined(links)], style="margin: 0;")


def what_changed(where: str, as_of: date, **asked: str) -> Html:
    """The way to what changed in a place: since the day of which the law is asked, if it is past.

    `where` ends the sentence, `asked` are the filters of Changes that name the place.
    """
    since = as_of if as_of < date.today() else a_year_ago()
    changed = address("changes", **asked, since=since.isoformat(), view="places")
    return page_link(changed, f"What changed {where} since {spoken(since.isoformat())}")


def law_link(place: str, said: Content, as_of: date, **more: str) -> Html:
    """A link to the law of a place (a code) on a day; `more` are filters of Country."""
    return page_link(address("country", place=place, **more, **in_address(as_of)), said)


def in_address(as_of: date) -> dict[str, str]:
    """The day for a link to another page; nothing when it is today."""
    return {"asof": as_of.isoformat()} if as_of < date.today() else {}
