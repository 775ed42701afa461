import pandas as pd
import streamlit as st

from atlas.changes import reaching
from atlas.sources import regulators
from pages import knowledge, tables, url_state
from pages.paging import page_of
from pages.reading import reading_sentences

ROWS = 50
REGULATOR_LABELS = {
    "name": "Place",
    "regulator": "Issuer",
    "notices": "Notices",
    "direct": "About exosomes",
    "primary": "Read in its own text",
    "latest": "Latest",
    "last_checked": "Last checked",
    "site": "Site",
    "shown_type": "Sort of issuer",
    "regulator_short": "Short name",
}
PAGE_LABELS = {
    "host": "Site",
    "url": "Page",
    "shown_read": "Source read",
    "facts": "Facts",
    "positions": "Positions",
    "notices": "Notices",
    "blocs": "Blocs",
    "shown_places": "Places",
    "last_checked": "Last checked",
}
READ = {"": "All", "primary": "At the issuer", "secondary": "In a report by others"}


def show_regulators(table: pd.DataFrame) -> None:
    st.caption("Everyone with a notice on record: regulators, courts, police, professional bodies.")
    if read == "primary":
        table = table[table["primary"] > 0]
    elif read == "secondary":
        table = table[table["primary"] < table["notices"]]
    if wanted:
        table = table[table["jurisdiction"].isin(wanted)]
    st.header(f"{len(table):,} {'issuer' if len(table) == 1 else 'issuers'}")
    if table.empty:
        st.info("No issuer on record passes these filters.")
        return
    shown = table.iloc[page_of(len(table), scope=scope, size=ROWS)]
    tables.table(
        shown.assign(shown_type=shown["issuer_type"].map(words.issuer_type.label)),
        name="regulators", labels=REGULATOR_LABELS, links=("site",), whole=table,
    )  # fmt: skip


def show_pages(table: pd.DataFrame) -> None:
    if read:
        table = table[table["source_read"] == read]
    if wanted:
        table = table[[not wanted.isdisjoint(codes) for codes in table["jurisdictions"]]]
    st.caption(
        "Most facts first. A page counts as the issuer's own text when any fact was so read there."
    )
    st.header(f"{len(table):,} {'page' if len(table) == 1 else 'pages'}")
    if table.empty:
        st.info("No page that was read passes these filters.")
        return
    shown = table.iloc[page_of(len(table), scope=scope, size=ROWS)]
    tables.table(
        shown.assign(
            shown_read=shown["source_read"].map(words.source_read.label),
            shown_places=shown["jurisdictions"].map(
                lambda codes: tuple(places.name(code) for code in codes)
            ),
        ),
        name="pages-read", labels=PAGE_LABELS, links=("url",), whole=table,
    )  # fmt: skip


edition = knowledge.edition()
words, places = edition.vocabularies, edition.places

for sentence in reading_sentences(knowledge.reading()):
    st.write(sentence)
part = url_state.choice(
    "Show", "part", ["issuers", "pages"], default="issuers", widget=st.segmented_control,
    show={"issuers": "Regulators and other issuers", "pages": "Pages read"}.__getitem__,
)  # fmt: skip
first, second = st.columns(2)
with first:
    chosen = url_state.several(
        "Places", "places", [*edition.codes, "INT"], show=places.name,
        find=lambda asked: places.find(asked).code, placeholder="All",
        help="With a place come its parts, and the country and blocs whose rules reach it.",
    )  # fmt: skip
with second:
    read = url_state.choice("Read", "read", list(READ), default="", show=READ.__getitem__)
wanted = reaching(edition, chosen)
scope = (part, tuple(chosen), read)
if part == "issuers":
    show_regulators(regulators(edition))
else:
    show_pages(knowledge.pages_read())
