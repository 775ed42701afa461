from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from atlas.check_wording import needled_first
from atlas.edition import Edition
from atlas.places import Places
from atlas.wording import ABOUT_RISK, spoken
from pages import as_of, knowledge, url_state
from pages.citing import cite_view
from pages.markup import Content, Html, element, joined, page_link
from pages.navigation import address
from pages.place_choice import offered, places_among
from pages.results import results
from pages.standing_grid import MOST_COMPARED, differing, standing_grid
from pages.standing_table import standing_table

FEWEST = 2
FIRST_SHOWN = ("EU", "GB", "US", "KR", "JP")


def answers(
    edition: Edition, chosen: Sequence[str], uses: Sequence[str], day: date
) -> pd.DataFrame:
    """The answers for the places, scenario by scenario, places in the order chosen."""
    rows = knowledge.standings(edition, chosen, day, uses)
    in_order = rows.assign(
        at_scenario=rows["scenario"].map(edition.vocabularies.scenario.codes.index),
        at_place=rows["jurisdiction"].map(chosen.index),
    ).sort_values(["at_scenario", "at_place"])
    return in_order.drop(columns=["at_scenario", "at_place"])


def of_blocs(places: Places, chosen: Sequence[str], day: date, query: dict[str, str]) -> Html:
    """That a bloc answers for itself alone, and where its members do; "" where none is chosen.

    `query` are the filters of this page.
    """
    blocs = [code for code in chosen if code in places.blocs]
    if not blocs:
        return Html("")
    said = (
        "A bloc's answers are its own: where it leaves a question open, its members may have "
        "ruled. Member by member: "
    )
    links: list[Content] = [as_of.law_link(code, places.name(code), day) for code in blocs]
    for bloc in blocs:
        members = sorted(places.members(bloc), key=places.name)
        beside = dict.fromkeys([*members, *(code for code in chosen if code != bloc)])
        if len(beside) <= MOST_COMPARED:
            compared = address("compare", **(query | {"places": ",".join(beside)}))
            links.append(page_link(compared, f"here, in place of {places.in_sentence(bloc)}"))
    return element("p", [said, joined(links)], style="margin: 0;")


def show(
    edition: Edition,
    chosen: Sequence[str],
    rows: pd.DataFrame,
    day: date,
    *,
    only_differences: bool,
) -> None:
    apart = differing(rows)
    compared = rows["scenario"].unique()
    if len(compared) == 1:
        told = f"these places {'differ' if apart else 'have the same status'}"
    else:
        told = f"the status differs for {len(apart)} of {len(compared)} products and uses"
    results(f"As of {spoken(day.isoformat())} {told}. Grey is never a permission.", st.write)
    if said := needled_first(edition.vocabularies.scenario, compared):
        st.caption(said)
    if blocs := of_blocs(edition.places, chosen, day, st.query_params.to_dict()):
        st.html(blocs)
    if only_differences:
        rows = rows[rows["scenario"].isin(apart)]
    if rows.empty:
        st.info("No differences: these places have the same status for all that is compared.")
    else:
        st.header("Side by side")
        st.html(standing_grid(edition, rows, day))
        st.header("The same as a table")
        of_one_use = ("shown_scenario",) if len(compared) == 1 else ()
        standing_table(edition, rows, name="compare", without=of_one_use)
        st.caption(ABOUT_RISK)
    changed = as_of.what_changed("in these places", day, places=",".join(chosen))
    st.html(element("p", changed, style="margin: 0;"))
    st.html(cite_view(edition, "compare", asof=day))


edition = knowledge.edition()
scenarios = edition.vocabularies.scenario
chosen = places_among(
    edition,
    f"Places, {FEWEST} to {MOST_COMPARED}",
    offered(edition, "places"),
    default=[code for code in FIRST_SHOWN if code in edition.codes],
    show=edition.places.labelled,
    most=MOST_COMPARED,
)
uses = url_state.several(
    "Product and use", "scenarios", scenarios.codes, show=scenarios.label, placeholder="All",
)  # fmt: skip
with st.container(horizontal=True, vertical_alignment="bottom"):
    day = as_of.as_of_day()
    only_differences = url_state.switch("Only differences", "diff")
as_of.explain_past(day)
if len(chosen) < FEWEST:
    st.info(f"Choose at least {FEWEST} places to compare.")
else:
    rows = answers(edition, chosen, uses, day)
    show(edition, chosen, rows, day, only_differences=only_differences)
