"""What of a page is in sight after a step: Streamlit leaves it scrolled as it was."""

from collections.abc import Mapping

import streamlit as st

from pages.markup import Html, element, joined, page_link

# The focus goes there too: what had it is gone.
_TOP = (
    "const main = document.querySelector('[data-testid=stMain]'); main?.scrollTo(0, 0); "
    "main?.focus({ preventScroll: true })"
)
# The bar over a page hides what lies under it.
_BAR = 70  # px


def begin_at_top() -> None:
    """Let what the next run shows be read from its top."""
    _ask(_TOP)


def begin_at(key: str) -> None:
    """Let what the next run shows be read from the container with a key."""
    _ask(
        f"const part = document.querySelector('.st-key-{key}'); part?.scrollIntoView(); "
        f"part?.closest('[data-testid=stMain]').scrollBy(0, -{_BAR})"
    )


def further_down(parts: Mapping[str, str]) -> Html:
    """Links to the parts of a long page: what each is called -> its anchor."""
    links = (page_link(f"#{anchor}", name) for name, anchor in parts.items())
    return element("p", ["Further down: ", joined(links)], style="margin: 0;")


def _ask(script: str) -> None:
    asked = st.session_state.get("sight", (0, ""))[0] + 1
    st.session_state["sight"] = asked, script


def bring_into_sight() -> None:
    """Do what was asked for; a browser runs a script once, and another number is another script."""
    if "sight" in st.session_state:
        asked, script = st.session_state["sight"]
        st.html(f"<script>/* {asked} */ {{ {script}; }}</script>", unsafe_allow_javascript=True)
