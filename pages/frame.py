"""The frame around every page: navigation, title, the standing notice."""

from pathlib import Path

import streamlit as st

from atlas.store import StoreError
from atlas.wording import spoken
from pages import knowledge, url_state
from pages.navigation import all_pages, name_tab
from pages.palette import is_dark
from pages.sight import bring_into_sight

st.set_page_config(
    page_title="Exosome Atlas",
    # A file of ours: Streamlit would fetch a named symbol from a server on the internet.
    page_icon=Path(__file__).parent / "static" / "icon.svg",
    layout="wide",
    # As wide as its longest words need: a table has better use for the room.
    initial_sidebar_state=200,
    menu_items={"About": "The Exosome Atlas: the law on exosome products, by country and use."},
)

st.html(
    "<style>"
    # A word of ten thousand letters is broken, so that it does not push the page sideways. What was
    # put in the place of something is not underlined, as it is by itself: that would look like a
    # link.
    "[data-testid=stHtml] { overflow-wrap: anywhere; } "
    "[data-testid=stHtml] ins { text-decoration: none; font-weight: 600; } "
    # The margins that Streamlit leaves cost a laptop's tables a column.
    "@media (min-width: 48rem) { [data-testid=stMainBlockContainer] "
    "{ padding-left: clamp(1.5rem, 2.5vw, 5rem); padding-right: clamp(1.5rem, 2.5vw, 5rem); } } "
    # The legend stands beside the map, and below it where that would leave too little for the map.
    ":has(> .st-key-map) { flex: 99 1 36rem; min-width: min(100%, 36rem); } "
    ":has(> .st-key-legend) { flex: 1 1 15rem; } "
    # On paper nobody unfolds anything: what is folded on a card, or below a change, stands there.
    # Nor does anybody need the menu, which would take a quarter of it.
    "@media print { details.part::details-content "
    "{ content-visibility: visible; block-size: auto; } "
    "[data-testid=stSidebar] { display: none !important; } } "
    # Streamlit cuts a label that is wider than the phone, and on a row of choices that goes on
    # below it leaves out a border beside the one that is chosen.
    "[data-testid=stCheckbox] .stMarkdownEllipsis p { white-space: normal; } "
    "[data-testid=stButtonGroup] [role=radio]:not([data-selected]) "
    "{ border-color: #858A95 !important; } "
    "[data-testid=stButtonGroup] [data-selected] { position: relative; z-index: 1; } "
    # Why a typed day cannot be asked for stands on a sign that wants a mouse, and the sign pushes
    # the year out of the field.
    "[data-testid=stDateInputError] { display: none; } "
    "[data-testid=stDateInputField]:has([role=alert]) { flex-wrap: wrap; height: auto; } "
    "[data-testid=stDateInputField] [role=alert] { position: static; flex: 0 0 100%; height: auto; "
    "margin: 0; padding: 0 0.5rem 0.25rem; clip: auto; clip-path: none; white-space: normal; "
    "font-size: 0.875rem; } "
    # A menu that is folded away lies beside the screen, where Tab would go from link to link
    # unseen: it comes into sight while one of its links has the focus.
    "[data-testid=stSidebar][data-collapsed=true]:has(a:focus-visible) "
    "{ transform: none !important; min-width: 16rem; max-width: none; } "
    "[data-testid=stSidebarNavLink]:focus-visible { outline: 3px solid; outline-offset: -3px; }"
    "</style>"
)
if is_dark():
    # Streamlit writes white on the accent in chosen tags, and the accent itself as text elsewhere.
    # In the dark no one colour is legible as both, and no setting parts them.
    st.html("<style>[data-testid=stMultiSelect] [data-tag] * { color: #15171B; }</style>")
    # Paper is white by night too; Streamlit would print its dark ground. What has a ground of its
    # own, as a status has, keeps it and its ink.
    st.html(
        "<style>@media print { html, body, .stApp { background: #FFFFFF !important; } "
        ".stApp * { --st-text-color: #111317 !important; --st-link-color: #4A2F8F !important; "
        "--st-background-color: #FFFFFF !important; "
        "--st-secondary-background-color: #F3F4F6 !important; "
        "--st-border-color: #8A8F99 !important; } "
        ".stApp :not([style*=background], [style*=background] *, svg *) "
        "{ color: #111317 !important; background-color: transparent !important; } }</style>"
    )

page = st.navigation(list(all_pages().values()))
# Tabs, bookmarks and screen readers tell pages apart by it.
name_tab(page.title)
bring_into_sight()
st.caption("**Exosome Atlas** · where exosome products are legal, for which use, on what authority")
url_state.turn_to(page.url_path)
st.title(page.title, anchor=False)
try:
    edition = knowledge.edition()
except StoreError as error:
    st.error("The store cannot be read, so there is nothing to show. The cause:")
    st.text(str(error))
    st.stop()
page.run()

checked = spoken(edition.verified_on or None, unknown="on no day")
newest = spoken(edition.newest_notice or None, unknown="none")
st.divider()
st.caption(
    f"Facts last checked {checked} · newest notice on record: {newest} · "
    f"revision {edition.revision} of the data · CC BY 4.0 · "
    "not legal advice: ask the regulator or a lawyer before you act."
)
