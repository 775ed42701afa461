import pandas as pd
import streamlit as st

from atlas.sources import whom_to_ask
from pages import as_of, bloc, knowledge, tables, url_state
from pages.cards import position_card
from pages.markup import Content, element, page_link
from pages.navigation import address
from pages.nearby import notices_of, own_rules, subdivisions
from pages.notice_list import notice_list
from pages.paging import page_of
from pages.picture import picture
from pages.place_choice import place_choice, twin
from pages.risk_bars import risk_svg
from pages.standing_grid import glance
from pages.standing_table import ABOUT_RISK, standing_table
from pages.timeline import EVENT_LABELS, MOST_EVENTS, timeline_events, timeline_svg

_CARDS = (
    "display: grid; gap: 0.8rem; align-items: start; "
    "grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));"
)
_CARD = "border: 1px solid rgba(128, 128, 128, 0.5); border-radius: 0.4rem; padding: 0.8rem 1rem;"
_BEHIND, _ON_A_PAGE = 3, 10


def show_place() -> None:
    """What the place is, and where else it is to be found."""
    above = places.above(place)
    st.header(f"{name} ({place})")
    st.html(glance(edition, rows))
    if above:
        said: list[Content] = ["Rules that reach it from above: "]
        for number, code in enumerate(above):
            said.append(", " if number else "")
            said.append(page_link(address("country", place=code, **past), places.name(code)))
        st.html(element("p", said))
    if other := twin(edition, place):
        link = page_link(address("country", place=other, **past), f"{places.name(other)} ({other})")
        st.html(element("p", ["ISO lists the same place under another code too: ", link]))


def show_law(rows: pd.DataFrame) -> None:
    st.header("The law, by product and use")
    answers = edition.law.standings([place], scenarios, day)
    cards = [element("div", position_card(edition, answer), style=_CARD) for answer in answers]
    st.html(element("div", cards, style=_CARDS))
    standing_table(edition, rows, name=f"law-{place}", without=("name",))


def show_risk(rows: pd.DataFrame) -> None:
    st.header("Risk")
    label = f"{name}: risk by scenario"
    picture(risk_svg(edition, rows, name=name, as_of=day), name=f"risk-{place}", label=label)
    st.caption(ABOUT_RISK)
    with st.expander(f"The acts that weigh most in the enforcement part, up to {_BEHIND} each"):
        behind = zip(rows["scenario"], rows["risk_notices"], rows["risk_machine_read"], strict=True)
        for scenario, ids, machine_read in behind:
            title = f"{words.scenario.label(scenario)}: {len(ids)} acts in all"
            if machine_read:
                title += f", {machine_read} of them machine-read"
            st.html(element("h3", title, style="padding: 0;"))
            st.html(notice_list(edition, edition.notices_by_id(ids[:_BEHIND])))


def show_timeline(notices: pd.DataFrame) -> None:
    st.header("Law and notices over time")
    label = f"{name}: law and notices over time"
    picture(timeline_svg(edition, place, notices, day), name=f"timeline-{place}", label=label)
    undated = notices["published_first"].isna().sum()
    st.caption(
        "A broken outline and … mean that a rule began on an unknown earlier day, or before the "
        "drawing does. The members of blocs are those of today. Notices without a date are not "
        f"drawn ({undated} here); they stand last in the list."
    )
    events = timeline_events(edition, knowledge.changes(), place, notices, day)
    tables.table(
        events.head(MOST_EVENTS),
        whole=events,
        name=f"timeline-{place}",
        labels=EVENT_LABELS,
        links=("url",),
    )


def show_notices(notices: pd.DataFrame, *, context: bool) -> None:
    st.header("Notices")
    if notices.empty:
        st.write("None on record here" + ("." if context else ", apart from background notices."))
    else:
        turned = page_of(len(notices), scope=(place, day, context), size=_ON_A_PAGE)
        st.html(notice_list(edition, notices.iloc[turned]))
        tables.download(notices.drop(columns="published_first"), name=f"notices-{place}")


def show_bloc() -> None:
    st.header("What binds its members")
    st.html(bloc.instruments(edition, places.blocs[place]))
    st.header("Members")
    st.html(bloc.members(edition, places.blocs[place], day))
    st.header("Where members depart from it")
    st.html(bloc.departures(edition, standings, place, day))


def show_regulators() -> None:
    st.header("Whom to ask")
    regulators = whom_to_ask(edition, place)
    if regulators.empty:
        st.write("No authority of this place is on record.")
    else:
        labels = {
            "regulator": "Authority",
            "name": "Of",
            "notices": "Notices on record",
            "latest": "Latest",
            "last_checked": "Last checked",
            "site": "Site",
        }
        tables.table(regulators, name=f"regulators-{place}", labels=labels, links=("site",))


edition = knowledge.edition()
words, places = edition.vocabularies, edition.places
scenarios = words.scenario.codes
with st.container(horizontal=True, vertical_alignment="bottom"):
    place = place_choice(edition, width=340)
    day = as_of.as_of_day(width=150)
    context = url_state.switch("Include background notices", "context")
as_of.explain_past(day)
name, past = places.name(place), as_of.in_address(day)
standings, rows = knowledge.standings(day), knowledge.standings_of(place, day)
notices = notices_of(edition, place, day, context=context)

show_place()
if (rows["status"] == "no_data").all():
    st.warning(
        "Nothing about the law is on record for this place. That is not a permission: ask its "
        "regulator before you act.",
        icon=":material/help:",
    )
else:
    show_law(rows)
    show_risk(rows)
    show_timeline(notices)
show_notices(notices, context=context)
if places[place].kind == "bloc":
    show_bloc()
if parts := subdivisions(edition, place):
    st.header("Parts with facts of their own")
    st.html(own_rules(edition, standings, parts, day))
if blocs := places.blocs_of(place):
    st.header("Blocs it belongs to")
    st.html(own_rules(edition, standings, blocs, day))
show_regulators()
