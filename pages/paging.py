"""Long lists, a page at a time; the page stands in the address."""

from collections.abc import Hashable

import streamlit as st

ROWS_ON_A_PAGE = 25


def page_of(
    total: int, *, scope: Hashable, name: str = "page", size: int = ROWS_ON_A_PAGE
) -> slice:
    """Let the reader turn pages where there are several; give the rows to show.

    `scope` is what the list was filtered by: when it moves, the reader is back on the first page.
    """
    pages = max(1, -(-total // size))
    number = _number(pages, scope, name)
    if pages > 1:
        first, last = (number - 1) * size + 1, min(number * size, total)
        with st.container(horizontal=True, vertical_alignment="center"):
            number = st.pagination(pages, key=f"turn_{name}")
            st.caption(f"{first:,} to {last:,} of {total:,}")
    _write(name, number)
    return slice((number - 1) * size, number * size)


def _number(pages: int, scope: Hashable, name: str) -> int:
    """The page to begin with: the one turned to, the address's, or the first of a new list."""
    turned, seen, scoped = f"turn_{name}", f"seen_{name}", f"scope_{name}"
    asked = st.query_params.get(name)
    if asked != st.session_state.get(seen, ""):
        number = _asked_for(asked, pages, name)
    elif st.session_state.get(scoped) != scope:
        number = 1
    else:
        number = st.session_state.get(turned, 1)
    st.session_state[scoped] = scope
    if pages > 1:
        st.session_state[turned] = min(number, pages)
    return min(number, pages)


def _asked_for(asked: str | None, pages: int, name: str) -> int:
    if asked is None:
        return 1
    if asked.isdecimal() and len(asked) < 9 and 1 <= int(asked) <= pages:
        return int(asked)
    st.warning(
        f"The address asks for a {name} that does not exist. There are {pages:,}; shown is the "
        "first.",
        icon=":material/link_off:",
    )
    return 1


def _write(name: str, number: int) -> None:
    wanted = None if number == 1 else str(number)
    if st.query_params.get(name) != wanted:
        if wanted is None:
            del st.query_params[name]
        else:
            st.query_params[name] = wanted
    st.session_state[f"seen_{name}"] = wanted
