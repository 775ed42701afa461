"""Long lists, a page at a time; the page stands in the address."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from pages import url_state
from pages.sight import begin_at

ROWS_ON_A_PAGE = 25
_NAME = "page"  # in the address
# Forgotten with the filters of a page (pages.url_state.turn_to).
_BEGAN, _SCOPE = "filter_began", "filter_scope"
_ARROWS, _A_NUMBER = 72, 36  # px of width


@contextmanager
def paged(total: int, *, scope: Hashable, size: int = ROWS_ON_A_PAGE) -> Iterator[slice]:
    """Give the rows to show; where there are several pages, the reader turns them above and below.

    `scope` is what the list was filtered by: when it moves, the reader is back on the first page.
    """
    pages = max(1, -(-total // size))
    start, number = _start(pages, scope)
    above, below = (f"filter_turn_{start}_{where}" for where in ("above", "below"))
    number = st.session_state.setdefault(above, number)
    st.session_state.setdefault(below, number)
    first, last = (number - 1) * size + 1, min(number * size, total)
    said = f"{first:,} to {last:,} of {total:,}"
    url_state.write(_NAME, None if number == 1 else str(number))
    if pages > 1:
        _turn(pages, said, above, on_change=_follow, args=(above, below))
    yield slice((number - 1) * size, number * size)
    if pages > 1:
        _turn(pages, said, below, on_change=_turn_back_up, args=(above, below))


def _turn(pages: int, said: str, key: str, **turned: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"box_{key}"):
        st.pagination(pages, key=key, width=_ARROWS + _A_NUMBER * _room_for(pages), **turned)
        st.caption(said)


def _room_for(pages: int) -> int:
    """How many numbers must have room, so that Streamlit leaves none out; seven at most."""
    return 3 if pages == 2 else min(max(pages, 5), 7)


def _follow(turned: str, other: str) -> None:
    """Keep the two of them, above and below one list, on the same page."""
    st.session_state[other] = st.session_state[turned]


def _turn_back_up(above: str, below: str) -> None:
    """Whoever turns below the list reads the next page from its top."""
    _follow(below, above)
    begin_at(f"box_{above}")


def _start(pages: int, scope: Hashable) -> tuple[int, int]:
    """How often the list was begun anew, and the page that it begins with."""
    asked, state = st.query_params.get(_NAME), st.session_state
    moved_by_address = _BEGAN not in state or asked != url_state.written(_NAME)
    if moved_by_address or state[_SCOPE] != (scope, pages):
        number = _asked_for(asked, pages) if moved_by_address else 1
        state[_BEGAN] = (state.get(_BEGAN, (0, 1))[0] + 1, number)
        state[_SCOPE] = (scope, pages)
    start: tuple[int, int] = state[_BEGAN]
    return start


def _asked_for(asked: str | None, pages: int) -> int:
    if asked is None:
        return 1
    if asked.isdecimal() and len(asked) < 9 and 1 <= int(asked) <= pages:
        return int(asked)
    st.warning(
        f"The address asks for a page that does not exist. There are {pages:,}; shown is the "
        "first.",
        icon=":material/link_off:",
    )
    return 1
