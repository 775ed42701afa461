from collections.abc import Mapping, Set
from datetime import UTC, datetime
from typing import NamedTuple

import pandas as pd
import streamlit as st

from atlas.changes import reaching
from atlas.coverage import coverage
from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.sources import read_at, regulators
from atlas.subdivisions import plain
from atlas.wording import counted
from pages import knowledge, tables, url_state
from pages.paging import paged
from pages.place_choice import places_choice
from pages.reading import reading_sentences
from pages.results import results
from pages.sites import (
    GAP_LABELS,
    SITE_LABELS,
    site_card,
    site_table,
    trouble_list,
    verdict_counts,
)

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
PARTS = {
    "issuers": "Regulators and other issuers",
    "pages": "Pages read",
    "sites": "Sites that scrapers read",
}
NOTHING_RUN = (
    "No source has been read on this machine yet: this copy of the atlas rests on desk research "
    "only. `python -m scrapers check` asks each site once, `python -m scrapers run` reads them all."
)
READ = {"": "All", "primary": "Issuer's own text", "secondary": "Report by others"}


class Asked(NamedTuple):
    """What the reader asked for.

    Attributes:
        part: of PARTS.
        places: codes that were chosen; none means all.
        wanted: those and what reaches them.
        read: of READ.
        source: the id of the one that is shown in full, or "".
    """

    part: str
    places: tuple[str, ...]
    wanted: frozenset[str]
    read: str
    source: str


def ask(edition: Edition, part: str, by_id: Mapping[str, SourceRecord]) -> Asked:
    """The filters of a part of the page; `by_id` are the sites that one may be chosen of."""
    read = source = ""
    first, second = st.columns(2)
    with first:
        chosen = places_choice(
            edition,
            help="With a place come its parts, and the country and blocs whose rules reach it.",
        )
    with second:
        if part == "sites":
            source = url_state.choice(
                "One source in full", "source", ["", *by_id], default="",
                show=lambda id_: by_id[id_].description.name if id_ else "Choose a source",
            )  # fmt: skip
        else:
            # How a page was read is asked of what is on record only.
            read = url_state.choice("Read", "read", list(READ), default="", show=READ.__getitem__)
    return Asked(part, tuple(chosen), frozenset(reaching(edition, chosen)), read, source)


def show_regulators(edition: Edition, asked: Asked) -> None:
    st.caption("Everyone with a notice on record: regulators, courts, police, professional bodies.")
    table = regulators(edition)
    if asked.read:
        table = table[read_at(table, asked.read)]
    if asked.wanted:
        table = table[table["jurisdiction"].isin(asked.wanted)]
    # As readers look for a place: by its code the United Arab Emirates stand before Albania.
    table = table.sort_values("name", key=lambda names: names.map(plain), kind="stable")
    results(counted(len(table), "issuer"))
    if table.empty:
        st.info("No issuer on record passes these filters.")
        return
    with paged(len(table), scope=asked, size=ROWS) as rows:
        shown = table.iloc[rows]
        tables.table(
            shown.assign(
                shown_type=shown["issuer_type"].map(edition.vocabularies.issuer_type.label),
                latest=shown["latest"].fillna("undated"),
            ),
            name="regulators", of="issuer", labels=REGULATOR_LABELS, links=("site",), whole=table,
        )  # fmt: skip


def show_pages(edition: Edition, asked: Asked) -> None:
    words, name = edition.vocabularies, edition.places.name
    table = knowledge.pages_read(edition)
    if asked.read:
        table = table[table["source_read"] == asked.read]
    if asked.wanted:
        table = table[[not asked.wanted.isdisjoint(codes) for codes in table["jurisdictions"]]]
    st.caption(
        "Most facts first. A page counts as the issuer's own text if any fact on it was so read."
    )
    results(counted(len(table), "page"))
    if table.empty:
        st.info("No page that was read passes these filters.")
        return
    with paged(len(table), scope=asked, size=ROWS) as rows:
        shown = table.iloc[rows]
        tables.table(
            shown.assign(
                shown_read=shown["source_read"].map(words.source_read.label),
                shown_places=shown["jurisdictions"].map(
                    lambda codes: tuple(name(code) for code in codes)
                ),
            ),
            name="pages-read", of="page", labels=PAGE_LABELS, links=("url",), whole=table,
        )  # fmt: skip


def show_sites(edition: Edition, by_id: Mapping[str, SourceRecord], asked: Asked) -> None:
    records, now = list(by_id.values()), datetime.now(UTC)
    # Above all that leads to it: whoever follows a name in the list below sees it at once.
    if asked.source:
        st.html(site_card(edition, by_id[asked.source], now))
    if asked.wanted:
        records = [each for each in records if each.description.jurisdiction in asked.wanted]
    results(f"{counted(len(records), 'site')} on the scrapers' list")
    st.caption("What a scraper finds is marked as machine-read until a person has reviewed it.")
    if not any(record.tried_at for record in by_id.values()):
        st.info(NOTHING_RUN)
    st.html(verdict_counts(edition, records, now))
    if troubles := trouble_list(edition, records, now):
        st.subheader("Not read in time, or not whole")
        st.html(troubles)
    if records:
        table = site_table(edition, records, now)
        tables.table(table, name="sites", of="site", labels=SITE_LABELS, links=("homepage",))
    else:
        st.info("No site is read for these places.")
    show_gaps(coverage(edition, by_id.values()), by_id, asked.wanted)


def show_gaps(table: pd.DataFrame, by_id: Mapping[str, SourceRecord], wanted: Set[str]) -> None:
    st.header("Places without a source of their own")
    countries = table[table["kind"] == "country"]
    on, off = (countries[column].map(bool) for column in ("own", "off"))
    st.write(
        f"Of {len(countries)} countries and territories {on.sum()} have a source that is switched "
        f"on, {(off & ~on).sum()} only sources that are switched off, {(~on & ~off).sum()} none. "
        "Without one that is on, what their authorities do reaches the atlas by desk research only."
    )
    without = table[~table["own"].map(bool)]
    if wanted:
        without = without[without["jurisdiction"].isin(wanted)]
    if without.empty:
        st.info("Each of these places has a source of its own.")
    else:
        st.caption("Most facts on record first; blocs and parts of countries stand among them.")

        def names(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(by_id[id_].description.name for id_ in ids)

        tables.table(
            without.assign(off=without["off"].map(names), above=without["above"].map(names)),
            name="places-without-source", of="place", labels=GAP_LABELS, whole=without,
        )  # fmt: skip


edition = knowledge.edition()
for sentence in reading_sentences(knowledge.reading(edition)):
    st.write(sentence)
part = url_state.choice(
    "Show", "part", list(PARTS), default="issuers", widget=st.segmented_control,
    show=PARTS.__getitem__,
)  # fmt: skip
if part == "sites":
    by_id = {record.id: record for record in knowledge.store().sources()}
    show_sites(edition, by_id, ask(edition, part, by_id))
else:
    {"issuers": show_regulators, "pages": show_pages}[part](edition, ask(edition, part, {}))
