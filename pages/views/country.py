from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd
import streamlit as st

from atlas.brief import place_brief
from atlas.check_wording import needled_first
from atlas.citation import position_document
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, Standing
from atlas.members import beside_bloc
from atlas.sources import whom_to_ask
from atlas.wording import ABOUT_RISK, counted, credit, spoken
from pages import as_of, bloc, knowledge, tables, url_state
from pages.background import background, background_switch, not_among_them
from pages.brief_links import brief_links
from pages.cards import position_card
from pages.charts import risk_bars
from pages.charts.lanes import NARROW, WIDE
from pages.charts.picture import picture
from pages.charts.risk_bars import risk_svg
from pages.charts.timeline import timeline_svg
from pages.citing import cite_folded, found_at, permanent
from pages.event_table import LABELS, MOST_EVENTS, events_of_place
from pages.feeds import feed_links
from pages.maps import part_map
from pages.markup import CARD, Content, Html, element, joined, page_link
from pages.navigation import address, all_pages, name_tab
from pages.nearby import own, own_rules, subdivisions
from pages.notice_list import notice_list
from pages.paging import paged
from pages.place_choice import offer_matches, place_choice, twin
from pages.sight import further_down
from pages.standing_grid import glance
from pages.standing_table import standing_table
from pages.whom_to_ask import regulator_list

_CARDS = (
    "display: grid; gap: 0.8rem; align-items: start; "
    "grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));"
)
_BEHIND, _ON_A_PAGE = 3, 10


class Asked(NamedTuple):
    """What the reader asked for: a place, a day, a use (or "all"), background notices or not."""

    place: str
    day: date
    scenario: str
    context: bool

    @property
    def past(self) -> dict[str, str]:
        """The day as links to other pages say it."""
        return as_of.in_address(self.day)


def ask(edition: Edition) -> Asked:
    """The filters of the page."""
    scenarios = edition.vocabularies.scenario
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = place_choice(edition, width=400)
        day = as_of.as_of_day()
        scenario = url_state.choice(
            "Product and use", "scenario", ["all", *scenarios.codes], default="all", width=300,
            show=lambda code: "All" if code == "all" else scenarios.label(code),
        )  # fmt: skip
        context = background_switch(edition)
    return Asked(place, day, scenario, context)


def all_parts(edition: Edition, asked: Asked, *, nothing: bool, parts: bool) -> dict[str, str]:
    """The parts of the page, in their order: what each is called -> its anchor.

    `nothing` is on record of the law; the place has `parts` of which something is.
    """
    is_bloc = asked.place in edition.places.blocs
    parts_of_it = {
        "The law in full": ("the-law-by-product-and-use", not nothing),
        "What binds its members": ("what-binds-its-members", is_bloc),
        "Its members": ("its-members", is_bloc),
        "Risk": ("risk", not nothing),
        "Over time": ("law-and-notices-over-time", not nothing),
        "Notices": ("notices", True),
        "Its parts": ("parts-with-facts-of-their-own", parts),
        "Its blocs": ("blocs-it-belongs-to", bool(edition.places.blocs_of(asked.place))),
        "Whom to ask": ("whom-to-ask", True),
    }
    return {name: anchor for name, (anchor, is_there) in parts_of_it.items() if is_there}


def show_place(
    edition: Edition, asked: Asked, rows: pd.DataFrame, *, nothing: bool, parts: bool
) -> None:
    """What the place is, and where else it is to be found."""
    places, place, day = edition.places, asked.place, asked.day
    above = places.above(place)
    st.header(places.labelled(place))
    # A day that is typed counts once its field is left: until then the field alone would mislead.
    is_open = rows["status"].isin(NOT_KNOWN).any()
    st.caption(
        f"As of {spoken(day.isoformat())}{'. Grey is never a permission.' if is_open else ''}"
    )
    if place in places.blocs:
        st.caption(
            "These answers are the bloc's own. Where it leaves a question open, its members may "
            "have ruled: see them below, or in the launch check."
        )
    st.html(glance(edition, rows, () if nothing else scenarios_shown(edition, asked)))
    st.html(further_down(all_parts(edition, asked, nothing=nothing, parts=parts)))
    brief_links(
        place,
        {"asof": day.isoformat()},
        lambda occasion: place_brief(edition, place, occasion),
    )
    if above:
        ways = (as_of.law_link(code, places.name(code), day) for code in above)
        said: list[Content] = ["Rules that reach it from above: ", joined(ways, ", ")]
        if territory := places.territories.get(place):
            because = address("notices", notice=territory.notice)
            said += [" (", page_link(because, "the text that says so"), ")"]
        st.html(element("p", said, style="margin: 0;"))
    if other := twin(edition, place):
        link = as_of.law_link(other, places.labelled(other), day)
        st.html(element("p", ["ISO lists the same place under another code too: ", link]))
    changed = as_of.what_changed("here", day, places=place)
    launch = page_link(address("check", place=place, **asked.past), "Check a launch here")
    st.html(element("p", joined([changed, launch]), style="margin: 0;"))
    st.html(feed_links("Follow what changes here in a feed reader", f"place/{place}"))


def scenarios_shown(edition: Edition, asked: Asked) -> list[str]:
    """Those that have a card."""
    every = list(edition.vocabularies.scenario.codes)
    return every if asked.scenario == "all" else [asked.scenario]


def show_law(edition: Edition, asked: Asked, rows: pd.DataFrame) -> None:
    st.header("The law, by product and use", anchor="the-law-by-product-and-use")
    shown = scenarios_shown(edition, asked)
    if asked.scenario != "all":
        beside = needled_first(edition.vocabularies.scenario, shown)
        st.caption(f"The card of one use is shown; choose All above for the others. {beside}")
    cards = [
        element(
            "div",
            position_card(
                edition,
                answer,
                asked.day,
                cite(edition, answer, asked.day),
                whole=asked.scenario != "all",
            ),
            style=CARD,
        )
        for answer in edition.law.standings([asked.place], shown, asked.day)
    ]
    st.html(element("div", cards, style=_CARDS))
    standing_table(edition, rows, name=f"law-{asked.place}", without=("name",))


def cite(edition: Edition, answer: Standing, day: date) -> Html | None:
    """How to cite a position, with the link that opens it as of the same day."""
    if answer.position is None:
        return None
    link = permanent("country", place=answer.place, scenario=answer.scenario, asof=day.isoformat())
    document = position_document(edition, answer, found_at(edition, link), day)
    return cite_folded(document, link)


def show_risk(edition: Edition, asked: Asked, rows: pd.DataFrame) -> None:
    st.header("Risk", anchor="risk")
    words, name = edition.vocabularies, edition.places.name(asked.place)
    label = f"{name}: risk by product and use"
    wide, narrow = (
        risk_svg(edition, rows, name=name, as_of=asked.day, layout=layout)
        for layout in (risk_bars.WIDE, risk_bars.NARROW)
    )
    picture(wide, narrow=narrow, name=f"risk-{asked.place}", label=label, source=credit(edition))
    st.caption(ABOUT_RISK)
    with st.expander(f"The acts that weigh most in the enforcement part, up to {_BEHIND} each"):
        for row in rows.to_dict("records"):
            ids = row["risk_notices"]
            title = f"{words.scenario.label(row['scenario'])}: {counted(len(ids), 'act')} in all"
            if row["risk_machine_read"]:
                title += f", {row['risk_machine_read']} of them machine-read"
            st.html(element("h3", title, style="padding: 0;"))
            st.html(notice_list(edition, edition.notices_by_id(ids[:_BEHIND])))


def show_timeline(edition: Edition, asked: Asked, notices: pd.DataFrame) -> None:
    st.header("Law and notices over time", anchor="law-and-notices-over-time")
    place, day = asked.place, asked.day
    label = f"{edition.places.name(place)}: law and notices over time"
    wide, narrow = (timeline_svg(edition, place, notices, day, layout) for layout in (WIDE, NARROW))
    picture(wide, narrow=narrow, name=f"timeline-{place}", label=label, source=credit(edition))
    undated = notices["published_first"].isna().sum()
    st.caption(
        "A broken outline and … mean that a rule began on an unknown earlier day, or before the "
        "drawing does. The members of blocs are those of today. Notices without a date are not "
        f"drawn ({undated} here); they stand last in the list. What is older than the drawing "
        "stands in the table."
    )
    events = events_of_place(edition, knowledge.changes(edition), place, notices, day)
    if events.empty:
        st.write("Nothing on record here carries a date.")
        return
    tables.table(
        events.head(MOST_EVENTS),
        whole=events,
        name=f"timeline-{place}",
        of="event",
        labels=LABELS,
        links=("url",),
        languages={"title": "language"},
    )


def show_notices(edition: Edition, asked: Asked, notices: pd.DataFrame) -> None:
    st.header("Notices", anchor="notices")
    everything = edition.notices_of(asked.place, asked.day, context=True)
    left_out = len(everything) - len(notices)
    if notices.empty:
        of = " about exosomes or their category" if left_out else ""
        st.write(f"None{of} is on record here. That does not mean that there were none.")
    if left_out:
        st.html(not_among_them([background(left_out, "country", st.query_params.to_dict())]))
    if not notices.empty:
        tables.download(notices, name=f"notices-{asked.place}", of="notice")
        scope = (asked.place, asked.day, asked.context)
        with paged(len(notices), scope=scope, size=_ON_A_PAGE) as rows:
            st.html(notice_list(edition, notices.iloc[rows]))


def show_parts(
    edition: Edition, asked: Asked, standings: pd.DataFrame, parts: Sequence[str]
) -> None:
    place, day = asked.place, asked.day
    st.header("Parts with facts of their own", anchor="parts-with-facts-of-their-own")
    if drawing := part_map.DRAWN.get(place):
        if opened := part_map.part_map(edition, place, drawing, day):
            url_state.go_to(all_pages()["country"], {"place": opened, **asked.past})
        st.subheader("Each with its rules")
    st.html(own_rules(edition, standings, parts, day))
    ruled = own(standings[standings["jurisdiction"].isin(parts)])
    if not ruled.empty:
        standing_table(edition, ruled, name=f"parts-{place}", of="regional answer")


def show_bloc(edition: Edition, asked: Asked, standings: pd.DataFrame) -> None:
    places, place, day = edition.places, asked.place, asked.day
    st.header("What binds its members", anchor="what-binds-its-members")
    st.html(bloc.instruments(edition, places.blocs[place]))
    st.header("Its members", anchor="its-members")
    compared = beside_bloc(edition, standings, place)
    departing = compared[compared["relation"] == "departs"]["jurisdiction"].nunique()
    st.write(
        f"{departing} of {len(places.members(place))} members "
        f"{'departs' if departing == 1 else 'depart'} from the bloc in at least one product and "
        "use."
    )
    st.html(bloc.ways_on(edition, place, day))
    st.html(bloc.matrix(edition, compared, standings, place, day))
    bloc.member_table(edition, compared, place)


def show_regulators(edition: Edition, place: str, day: date) -> None:
    st.header("Whom to ask", anchor="whom-to-ask")
    regulators = whom_to_ask(edition, place, day)
    st.html(regulator_list(edition, regulators, day))
    if not regulators.empty:
        tables.download(regulators, name=f"regulators-{place}", of="regulator")


def show_all(edition: Edition, asked: Asked) -> None:
    places, place, day = edition.places, asked.place, asked.day
    parts, blocs = subdivisions(edition, place), places.blocs_of(place)
    members = places.members(place) if place in places.blocs else ()
    standings = knowledge.standings(edition, [place, *parts, *blocs, *members], day)
    rows = standings[standings["jurisdiction"] == place]
    notices = edition.notices_of(place, day, context=asked.context)
    nothing = bool((rows["status"] == "no_data").all())
    show_place(edition, asked, rows, nothing=nothing, parts=bool(parts))
    if nothing:
        st.warning(
            "Nothing about the law is on record for this place. That is not a permission: ask its "
            "regulator before you act.",
            icon=":material/help:",
        )
    else:
        show_law(edition, asked, rows)
    if places[place].kind == "bloc":
        show_bloc(edition, asked, standings)
    if not nothing:
        show_risk(edition, asked, rows)
        show_timeline(edition, asked, notices)
    show_notices(edition, asked, notices)
    if parts:
        show_parts(edition, asked, standings, parts)
    if blocs:
        st.header("Blocs it belongs to", anchor="blocs-it-belongs-to")
        st.html(own_rules(edition, standings, blocs, day))
    show_regulators(edition, place, day)


edition = knowledge.edition()
asked = ask(edition)
offer_matches(edition, "country")
as_of.explain_past(asked.day)
name_tab(f"{edition.places.name(asked.place)} · Country")
show_all(edition, asked)
