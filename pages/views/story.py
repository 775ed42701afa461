from collections.abc import Sequence

import pandas as pd
import streamlit as st

from atlas.changes import POSITION_EVENTS, reaching, select
from atlas.enforcement import by_year
from atlas.wording import NOTHING_EARLIER, counted, credit, spoken
from pages import as_of, knowledge, tables, url_state
from pages.background import background_switch
from pages.citing import cite_view
from pages.enforcement_chart import chart, settings, shown_counts
from pages.firm_list import firm_list
from pages.marks import marks_explained
from pages.markup import Content, Html, element, page_link, text
from pages.navigation import address, all_pages
from pages.notice_table import LABELS, LANGUAGES, readable
from pages.paging import paged
from pages.picture import picture
from pages.results import results
from pages.timeline import EVENT_LABELS, MOST_EVENTS, NARROW, WIDE, movers, moves_svg, timeline_rows

SPLITS = {"kind": "Kind", "concerns": "Concern", "claims": "Claim"}
VOCABULARIES = {"kind": "kind", "concerns": "concern", "claims": "claim"}
MOVE_LABELS = {
    "date": "Date",
    "name": "Place",
    "shown_before": "Before",
    "shown_status": "After",
    "title": "Instrument",
    **{name: EVENT_LABELS[name] for name in ("shown_confidence", "shown_read", "url")},
    "verified_on": "Last checked",
}
# Who was acted against comes after what was done, and before who did it.
_FIRST = ("published", "shown_title", "place", "kind")
ACT_LABELS = {**{name: LABELS[name] for name in _FIRST}, "firms": "Firms named", **LABELS}
FIRMS_ON_A_PAGE = 15


def dated_moves(scenarios: Sequence[str] = ()) -> pd.DataFrame:
    """The dated changes of positions of the places (CHANGE_COLUMNS); none named: of all uses."""
    return select(
        knowledge.changes(edition), edition, until=day, places=chosen, scenarios=scenarios,
        events=POSITION_EVENTS,
    )  # fmt: skip


def moves_of_other_uses() -> Html:
    """The uses in which the places have moved, as links; nothing where they have in none."""
    moved = dated_moves()["scenario"].value_counts()
    links: list[Content] = []
    for code in words.scenario.codes:
        if code in moved:
            kept = {k: v for k, v in st.query_params.items() if k not in ("page", "picture")}
            asked = kept | {"scenario": code}
            links.append(" · " if links else "Dated moves are on record for: ")
            said = f"{words.scenario.label(code)} ({moved[code]})"
            links.append(page_link(address("story", **asked), said))
    return element("p", links) if links else text("")


def show_moves() -> None:
    st.header("Who moved when")
    moves = dated_moves([scenario]).sort_values(["date_first", "name"])
    undated = sum(
        not entry.effective
        for (place, of), entries in edition.law.histories.items()
        for entry in entries
        if of == scenario and (not wanted or place in wanted)
    )
    without = (
        f" {undated} {'entry carries' if undated == 1 else 'entries carry'} no date and cannot be "
        "placed in time: who is not here may have moved too."
    )
    results(
        f"{counted(len(moves), 'dated move')} of the law on record.{without if undated else ''}",
        st.write,
        name="moves",
    )
    if moves.empty:
        st.info("No dated move passes these filters.")
        if others := moves_of_other_uses():
            st.html(others)
        return
    label = f"{words.scenario.label(scenario)}: who moved when"
    wide, narrow = (
        moves_svg(edition, movers(edition, moves), scenario, day, layout)
        for layout in (WIDE, NARROW)
    )
    picture(wide, narrow=narrow, name=f"moves-{scenario}", label=label, source=credit(edition))
    st.caption(
        "The first to move stands on top. A broken outline and … mean that a rule began on an "
        "unknown earlier day, or before the drawing does. A bloc's lane stands for its members of "
        "today that have no rule of their own. A move to ○ or ? dates a text that answers nothing "
        "and is never a permission. In the table, Before is the place's own earlier entry."
    )
    rows = timeline_rows(edition, moves)
    rows["shown_before"] = rows["shown_before"].replace("", NOTHING_EARLIER)
    tables.table(rows, name=f"moves-{scenario}", of="move", labels=MOVE_LABELS, links=("url",))


def show_enforcement() -> None:
    st.header("Enforcement over the years")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        split = url_state.choice(
            "Bars split by", "split", list(SPLITS), default="kind", show=SPLITS.__getitem__,
            widget=st.segmented_control,
        )  # fmt: skip
        st.segmented_control(
            "Picture as", ("SVG", "PNG"), default="SVG", key="picture",
            help="What the camera button on the chart saves.",
        )  # fmt: skip
    undated = int(acts["published_first"].isna().sum())
    machine = int((acts["review"] == "machine_read").sum())
    results(
        f"{counted(len(acts), 'act')} on record by "
        f"{spoken(day.isoformat())}, whatever the product and use: bans, warnings, seizures, court "
        "rulings and the like. "
        f"Without a date, so not drawn: {undated}."
        + (f" Machine-read and not reviewed: {machine}." if machine else "")
        + (" An act counts for each of its sorts." if split != "kind" else ""),
        st.write,
        name="acts",
    )
    counts = shown_counts(by_year(acts, split), words[VOCABULARIES[split]].label)
    if counts.empty:
        st.info("No dated act of enforcement passes these filters.")
        return
    title, until = f"Enforcement by year and {SPLITS[split].lower()}", spoken(day.isoformat())
    st.plotly_chart(
        # In lines: in one it lies under the camera button of a phone, or is cut off there.
        chart(counts, title=f"{title}<br>as of {until}<br>{credit(edition)}"), theme=None,
        key="enforcement",
        alt=f"{title}, as of {until}; table below.",
        config=settings(f"enforcement-{split}", st.session_state.get("picture") or "SVG"),
    )  # fmt: skip
    st.caption(
        "More acts on record may mean more enforcement, or more that was published and found."
    )
    labels = {name: str(name) for name in counts.columns}
    tables.table(counts, name=f"enforcement-{split}", of="year", labels=labels)


def show_firms() -> None:
    st.header("Firms most often named")
    named = knowledge.firms_named(edition, day, context=context, places=wanted)
    if named.empty:
        st.info("No act of enforcement that passes these filters names a firm.")
        return
    st.write(
        f"{len(named):,} {'firm is' if len(named) == 1 else 'firms are'} named in these acts, as "
        "each act spells them. To be named is not to be at fault: read the act."
    )
    scope = (day, tuple(chosen), context)
    with paged(len(named), scope=scope, size=FIRMS_ON_A_PAGE) as rows:
        st.html(firm_list(edition, named.iloc[rows], rows.start + 1))
    tables.download(named, name="firms", of="firm")


def show_acts() -> None:
    if acts.empty:
        return
    st.header("The acts themselves")
    newest = acts.sort_values("published_first", ascending=False, kind="stable")
    cut = f" The newest {MOST_EVENTS} are shown, the file has all." * (len(acts) > MOST_EVENTS)
    st.caption(f"Newest first, undated last. A title opens the whole record.{cut}")
    if explained := marks_explained(edition, newest.head(MOST_EVENTS)):
        st.html(explained)
    shown = readable(edition, newest.head(MOST_EVENTS))
    ids = list(shown["id"])
    opened = tables.table(
        shown, name="acts", of="act", labels=ACT_LABELS, links=("read_url",), languages=LANGUAGES,
        opens=("shown_title", [address("notices", notice=id_) for id_ in ids]),
        whole=newest,
    )  # fmt: skip
    if opened is not None:
        url_state.go_to(all_pages()["notices"], {"notice": ids[opened]})


edition = knowledge.edition()
words, places = edition.vocabularies, edition.places
with st.container(horizontal=True, vertical_alignment="bottom"):
    scenario = url_state.choice(
        "Product and use", "scenario", words.scenario.codes, default="human_topical_cosmetic",
        show=words.scenario.label, width=270,
    )  # fmt: skip
    day = as_of.as_of_day(width=150)
    context = background_switch(edition)
chosen = url_state.several(
    "Places", "places", [*edition.codes, "INT"], show=places.name,
    find=lambda asked: places.find(asked).code, placeholder="All",
    help="With a place come its parts, and the country and blocs whose rules reach it.",
)  # fmt: skip
wanted = frozenset(reaching(edition, chosen)) if chosen else frozenset()
acts = knowledge.acts(edition, day, context=context, places=wanted)
as_of.explain_past(day)
show_moves()
show_enforcement()
show_firms()
show_acts()
st.html(cite_view(edition, "story", asof=day))
