"""The day of which the law is asked."""

from datetime import date
from typing import Any

import streamlit as st

from atlas.wording import about_the_past
from pages import url_state

EARLIEST = date(2000, 1, 1)


def as_of_day(**extra: Any) -> date:
    """The reader's day, today unless the address says otherwise (`asof`)."""
    today = date.today()
    day: date = url_state.day(
        "As of", "asof", default=today, earliest=EARLIEST, latest=today, **extra
    )
    url_state.carry_day(day.isoformat() if day < today else None)
    return day


def explain_past(as_of: date) -> None:
    """Say what an answer about the past can and cannot know; nothing when the day is today."""
    if as_of < date.today():
        st.info(
            about_the_past(as_of),
            icon=":material/history:",
        )


def in_address(as_of: date) -> dict[str, str]:
    """The day for a link to another page; nothing when it is today."""
    return {"asof": as_of.isoformat()} if as_of < date.today() else {}
