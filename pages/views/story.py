from collections.abc import Sequence
from datetime import date
from textwrap import shorten, wrap
from typing import NamedTuple

import pandas as pd
import streamlit as st

from atlas.changes import POSITION_EVENTS, may_be_since, reaching, select
from atlas.edition import Edition
from atlas.enforcement import by_month, by_year
from atlas.law import LADDER
from atlas.wording import NOTHING_EARLIER, about_the_imprecise, counted, credit, spoken, unreviewed
from pages import as_of, event_table, knowledge, tables, url_state
from pages.background import THEM_TOO, background_switch
from pages.charts.enforcement_chart import chart, settings, shown_counts
from pages.charts.lanes import NARROW, WIDE
from pages.charts.moves import movers, moves_svg
from pages.charts.picture import picture
from pages.citing import cite_view
from pages.event_table import MOST_EVENTS
from pages.firm_list import firm_list
from pages.marks import marks_explained
from pages.markup import Html, element, joined, page_link, text
from pages.navigation import address, all_pages, unpaged
from pages.nearby import how_the_law_stands, look_also_at
from pages.notice_table import LABELS, LANGUAGES, readable
from pages.paging import paged
from pages.place_choice import places_choice
from pages.results import results

SPLITS = {"kind": "Kind", "country": "Country", "concerns": "Concern", "claims": "Claim"}
# Of these an act may have several.
LISTS = {"concerns", "claims"}
MOVE_LABELS = {
    "date": "Date",
    "name": "Place",
    "shown_before": "Before",
    "shown_status": "After",
    "title": "Instrument",
    **{name: event_table.LABELS[name] for name in ("shown_confidence", "shown_read", "url")},
    "verified_on": "Last checked",
}
# Who was acted against comes after what was done, and before who did it.
_FIRST = ("published", "shown_title", "place", "kind")
ACT_LABELS = {**{name: LABELS[name] for name in _FIRST}, "firms": "Firms named", **LABELS}
FIRMS_ON_A_PAGE = 15
# Letters of the chart's title that a phone shows on a line, and that places take at most.
ON_A_PHONE, MOST_NAMED = 44, 130
# Longer times are told by the year.
MOST_DAYS_BY_MONTH = 2 * 366


class Asked(NamedTuple):
    """What the reader asked for: a use, places, the time from a day (None: from ever) to a day.

    `wanted` are the places with those whose rules reach them; none: all.
    """

    scenario: str
    chosen: Sequence[str]
    wanted: frozenset[str]
    since: date | None
    day: date
    context: bool

    @property
    def time(self) -> str:
        """From when on, as the end of what is counted."""
        return f" since {spoken(self.since.isoformat())}" if self.since else ""


def dated_moves(
    edition: Edition, asked: Asked, scenarios: Sequence[str], *, begin: date | None
) -> pd.DataFrame:
    """The dated changes of positions of the places (CHANGE_COLUMNS); none named: of all uses."""
    return select(
        knowledge.changes(edition), edition, since=begin, until=asked.day, places=asked.chosen,
        scenarios=scenarios, events=POSITION_EVENTS,
    )  # fmt: skip


def too_rough(events: pd.DataFrame, since: date | None) -> str:
    """That some of all events, with `date` and `date_first`, may be of the time asked about."""
    if not since or not (number := len(may_be_since(events, since))):
        return ""
    return f" Left out, but perhaps of this time: {about_the_imprecise(number, since)}"


def moves_of_other_uses(edition: Edition, asked: Asked) -> Html:
    """The uses in which the places have moved, as links; nothing where they have in none."""
    scenarios = edition.vocabularies.scenario
    moved = dated_moves(edition, asked, (), begin=asked.since)["scenario"].value_counts()
    filters = unpaged(st.query_params.to_dict())
    links = [
        page_link(
            address("story", **(filters | {"scenario": code})),
            f"{scenarios.label(code)} ({moved[code]})",
        )
        for code in scenarios.codes
        if code in moved
    ]
    if not links:
        return text("")
    return element("p", ["Dated moves are on record for: ", joined(links)])


def to_a_rule(moves: pd.DataFrame) -> str:
    """How many of some moves, earliest first, lead to no answer, and who came first to one."""
    ruled = moves[moves["after"].isin(LADDER)]
    said = ""
    if len(ruled):
        first = ruled[ruled["date_first"] == ruled["date_first"].iloc[0]]
        who = ", ".join(first["name"].unique())
        said += f" The first to a rule: {who} ({spoken(first['date'].iloc[0])})."
    if left := len(moves) - len(ruled):
        said += f" To a text that answers nothing (○, ?): {left}."
    return said


def show_moves(edition: Edition, asked: Asked) -> None:
    st.header("Who moved when")
    scenario, since, day = asked.scenario, asked.since, asked.day
    moves = dated_moves(edition, asked, [scenario], begin=since)
    moves = moves.sort_values(["date_first", "name"])
    undated = sum(
        not entry.effective
        for (place, of), entries in edition.law.histories.items()
        for entry in entries
        if of == scenario and (not asked.wanted or place in asked.wanted)
    )
    without = (
        f" {undated} {'entry carries' if undated == 1 else 'entries carry'} no date and cannot be "
        "placed in time: who is not here may have moved too."
    )
    results(
        f"{counted(len(moves), 'dated move')} of the law on record{asked.time}."
        f"{to_a_rule(moves)}{without if undated else ''}"
        f"{too_rough(dated_moves(edition, asked, [scenario], begin=None), since)}",
        st.write,
        name="moves",
    )
    if moves.empty:
        st.info("No dated move passes these filters. That does not mean that nothing is barred.")
        if others := moves_of_other_uses(edition, asked):
            st.html(others)
        if ways := how_the_law_stands(edition, asked.chosen, day):
            st.html(look_also_at(ways))
        return
    label = f"{edition.vocabularies.scenario.label(scenario)}: who moved when"
    wide, narrow = (
        moves_svg(edition, movers(edition, moves), scenario, day, layout, since=since)
        for layout in (WIDE, NARROW)
    )
    picture(wide, narrow=narrow, name=f"moves-{scenario}", label=label, source=credit(edition))
    st.caption(
        "The first to move stands on top. A broken outline and … mean that a rule began on an "
        "unknown earlier day, or before the drawing does. A bloc's lane stands for its members of "
        "today that have no rule of their own. A move to ○ or ? dates a text that leaves the "
        "question open, and is never a permission. In the table, Before is the place's own "
        "earlier entry."
    )
    rows = event_table.readable(edition, moves)
    rows["shown_before"] = rows["shown_before"].replace("", NOTHING_EARLIER)
    tables.table(rows, name=f"moves-{scenario}", of="move", labels=MOVE_LABELS, links=("url",))


def show_enforcement(
    edition: Edition, asked: Asked, on_record: pd.DataFrame, acts: pd.DataFrame
) -> None:
    """The acts of the time asked about, of those `on_record` at all."""
    st.header("Enforcement over time")
    words, places = edition.vocabularies, edition.places
    since, day, time = asked.since, asked.day, asked.time
    with st.container(horizontal=True, vertical_alignment="bottom"):
        split = url_state.choice(
            "Bars split by", "split", list(SPLITS), default="kind", show=SPLITS.__getitem__,
            widget=st.segmented_control,
        )  # fmt: skip
        st.segmented_control(
            "Picture as", ("SVG", "PNG"), default="SVG", key="picture",
            help="What the camera button on the chart saves.",
        )  # fmt: skip
    undated = int(on_record["published_first"].isna().sum())
    dated = {"published": "date", "published_first": "date_first"}
    results(
        f"{counted(len(acts), 'act')}{time} on record by {spoken(day.isoformat())}"
        f"{unreviewed(acts['review'])}, whatever the product and use: bans, warnings, seizures, "
        "court rulings and the like. "
        f"Without a date, so {'not among them' if since else 'not drawn'}: {undated}."
        + too_rough(on_record.rename(columns=dated), since)
        + (" An act counts for each of its sorts." if split in LISTS else ""),
        st.write,
        name="acts",
    )
    by = "month" if since and (day - since).days <= MOST_DAYS_BY_MONTH else "year"
    countries = [places[code].parent or code for code in acts["jurisdiction"]]
    counted_by = acts.assign(country=countries)
    counts = (
        by_month(counted_by, split, since, day)
        if since and by == "month"
        else by_year(counted_by, split)
    )
    labels = {
        "kind": words.kind.label,
        "country": places.name,
        "concerns": words.concern.label,
        "claims": words.claim.label,
    }
    table = shown_counts(counts, labels[split])
    if table.empty:
        st.info("No dated act of enforcement passes these filters.")
        return
    title = f"Enforcement by {by} and {SPLITS[split].lower()}"
    told = f"{f'{time.strip()}, ' if since else ''}as of {spoken(day.isoformat())}"
    told += unreviewed(acts.dropna(subset="published_first")["review"], "of the acts")
    # Taken away, the picture has no filters above it.
    narrowed = [*map(places.name, asked.chosen), *([THEM_TOO] if asked.context else [])]
    of = wrap(shorten(", ".join(narrowed), MOST_NAMED, placeholder=" …"), ON_A_PHONE)
    st.plotly_chart(
        chart(table, title=[title, *wrap(told, ON_A_PHONE), *of, credit(edition)]), theme=None,
        key="enforcement",
        alt=f"{title}, {told}; table below.",
        config=settings(f"enforcement-{split}", st.session_state.get("picture") or "SVG"),
    )  # fmt: skip
    st.caption(
        "More acts on record may mean more enforcement, or more that was published and found."
        + (" A date known only to the year counts in its first month." if by == "month" else "")
    )
    named = {column: str(column) for column in table.columns}
    tables.table(table, name=f"enforcement-{split}", of=by, labels=named)


def show_firms(edition: Edition, asked: Asked) -> None:
    st.header("Firms most often named")
    named = knowledge.firms_named(
        edition, asked.day, context=asked.context, places=asked.wanted, since=asked.since
    )
    if named.empty:
        st.info("No act of enforcement that passes these filters names a firm.")
        return
    st.write(
        f"{len(named):,} {'firm is' if len(named) == 1 else 'firms are'} named in these acts, as "
        "each act spells them. To be named is not to be at fault: read the act."
    )
    scope = (asked.since, asked.day, tuple(asked.chosen), asked.context)
    with paged(len(named), scope=scope, size=FIRMS_ON_A_PAGE) as rows:
        st.html(firm_list(edition, named.iloc[rows], rows.start + 1))
    tables.download(named, name="firms", of="firm")


def show_acts(edition: Edition, acts: pd.DataFrame) -> None:
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
scenarios = edition.vocabularies.scenario
with st.container(horizontal=True, vertical_alignment="bottom"):
    scenario = url_state.choice(
        "Product and use", "scenario", scenarios.codes, default="human_topical_cosmetic",
        show=scenarios.label, width=270,
    )  # fmt: skip
    day = as_of.as_of_day()
    since: date | None = url_state.day(
        "Since", "since", default=None,
        help="What is older, or carries no date, is left out.",
    )  # fmt: skip
    context = background_switch(edition)
chosen = places_choice(
    edition,
    help="With a place come its parts, and the country and blocs whose rules reach it.",
)
wanted = frozenset(reaching(edition, chosen)) if chosen else frozenset[str]()
asked = Asked(scenario, chosen, wanted, since, day, context)
on_record = knowledge.acts(edition, day, context=context, places=wanted)
acts = on_record[on_record["published_first"] >= pd.Timestamp(since)] if since else on_record
if since and since > day:
    st.warning("The time ends before it begins: choose an earlier day for Since.")
this_year = "this year" if day.year == date.today().year else f"the year {day.year}"
begins = {
    this_year: date(day.year, 1, 1),
    "the last 12 months": as_of.years_before(day, 1),
    "the last 5 years": as_of.years_before(day, 5),
    "all years": None,
}
st.html(as_of.times("story", begins, since))
as_of.explain_past(day)
show_moves(edition, asked)
show_enforcement(edition, asked, on_record, acts)
show_firms(edition, asked)
show_acts(edition, acts)
st.html(cite_view(edition, "story", asof=day))
