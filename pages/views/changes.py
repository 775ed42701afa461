from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import quote

import pandas as pd
import streamlit as st

from atlas.change_summary import places_by_weight, summary
from atlas.changes import CORRECTED, may_be_since, select
from atlas.edition import Edition
from atlas.regions import WORLD, region_name, regions
from atlas.wording import about_the_undated, counted, credit, spoken, unreviewed
from pages import as_of, knowledge, tables, url_state
from pages.background import THEM_TOO, background, background_switch, not_among_them
from pages.changes_by_place import (
    corrections_left_out,
    newest_before,
    next_visit,
    place_sections,
    recorded_left_out,
    recorded_since,
    too_rough,
)
from pages.charts.activity import NARROW, PERIODS, WIDE, activity, activity_svg
from pages.charts.picture import picture
from pages.citing import cite_view
from pages.event_list import event_list
from pages.feeds import followed
from pages.markup import Content, Html, element
from pages.paging import paged
from pages.place_choice import WHOSE_REGIONS, places_choice, region_choice
from pages.results import results

YEARS_IN_QUARTERS = 4
PLACES_ON_A_PAGE = 10
VIEWS = {"list": "Newest first", "places": "By place", "activity": "Activity over time"}


class Asked(NamedTuple):
    """What the reader asked for: some days, a region, and what is to be shown alone (none: all)."""

    since: date
    until: date
    area: str
    places: Sequence[str]
    scenarios: Sequence[str]
    events: Sequence[str]
    kinds: Sequence[str]
    context: bool

    def in_words(self, edition: Edition) -> list[str]:
        """What is shown alone; a picture that is taken away has to say so itself."""
        words = edition.vocabularies
        return [
            *([] if self.area == WORLD else [region_name(edition, self.area)]),
            *map(edition.places.name, self.places),
            *map(words.scenario.label, self.scenarios),
            *map(words.event.label, self.events),
            *map(words.kind.label, self.kinds),
            *([THEM_TOO] if self.context else []),
        ]


def show_list(edition: Edition, events: pd.DataFrame, scope: tuple[object, ...]) -> None:
    with paged(len(events), scope=scope) as rows:
        st.html(event_list(edition, events.iloc[rows]))


def show_places(edition: Edition, events: pd.DataFrame, scope: tuple[object, ...]) -> None:
    ranked = places_by_weight(edition, events)
    with paged(len(ranked), scope=scope, size=PLACES_ON_A_PAGE) as rows:
        st.html(place_sections(edition, events, ranked.iloc[rows], st.query_params.to_dict()))


def show_activity(edition: Edition, asked: Asked, events: pd.DataFrame, older: int) -> None:
    """Events of the time asked about by period; `older` ones are not among them."""
    words, since, until = edition.vocabularies, asked.since, asked.until
    in_quarters = (until - since).days <= 366 * YEARS_IN_QUARTERS
    left, right = st.columns(2)
    with left:
        by = url_state.choice(
            "Count by", "by", list(PERIODS), default="quarter" if in_quarters else "year",
            show=str.capitalize, widget=st.segmented_control,
        )  # fmt: skip
    with right:
        split = url_state.choice(
            "A row for each", "split", ["event", "kind"], default="event",
            show=lambda name: words[name].title, widget=st.segmented_control,
        )  # fmt: skip
    counts = activity(
        events, split=split, by=by, since=since, until=until,
        label=lambda code: (words.kind if code in words.kind else words.event).label(code),
    )  # fmt: skip
    label = f"Events by {by} and {words[split].title.lower()} since {spoken(since.isoformat())}"
    if filtered := asked.in_words(edition):
        label += f": {', '.join(filtered)}"
    label += unreviewed(events["review"], "of the events")
    wide, narrow = (
        activity_svg(counts, name=label, until=until, layout=layout) for layout in (WIDE, NARROW)
    )
    picture(wide, narrow=narrow, name="activity", label=label, source=credit(edition))
    st.caption(
        "A date known only to the month or the year counts in the period of its first possible day."
        + (f" Older, so not drawn: {counted(older, 'notice')}." if older else "")
    )
    labels = {name: str(name) for name in counts.columns}
    tables.table(counts, name="activity", of=by, labels=labels)


def times(since: date, until: date, today: date) -> Html:
    """Links to what changed in the times that people report on."""
    begins = {
        "the last 30 days": today - timedelta(days=30),
        "this quarter": date(today.year, today.month - (today.month - 1) % 3, 1),
        "this year": date(today.year, 1, 1),
        "the last 12 months": as_of.a_year_ago(),
        "the last 5 years": as_of.years_before(today, 5),
    }
    return as_of.times("changes", begins, since if until == today else None)


edition, today = knowledge.edition(), date.today()
words, places = edition.vocabularies, edition.places

areas = regions(edition)
with st.container(horizontal=True):
    since = url_state.day("Since", "since", default=as_of.a_year_ago())
    until = url_state.day("Until", "until", default=today)
    area = region_choice(
        edition, width=400, help=f"{WHOSE_REGIONS} With a region come the blocs of its countries."
    )
left, right = st.columns(2)
with left:
    chosen_places = places_choice(
        edition,
        help="With a place come its parts, with a bloc its members; and the country and blocs "
        "whose rules reach it.",
    )
with right:
    scenarios = url_state.several(
        "Product and use", "scenarios", words.scenario.codes, show=words.scenario.label,
        placeholder="All",
    )  # fmt: skip
in_more = {"events": words.event.codes, "kinds": words.kind.codes}
more_chosen = any(url_state.chosen_before(name, codes) for name, codes in in_more.items())
with st.expander("More filters", expanded=more_chosen):
    left, right = st.columns(2)
    with left:
        events = url_state.several(
            "Events", "events", words.event.codes, show=words.event.label, placeholder="All"
        )
    with right:
        kinds = url_state.several(
            "Kinds of notice", "kinds", words.kind.codes, show=words.kind.label, placeholder="All",
            help="Choosing kinds leaves changes of positions out.",
        )  # fmt: skip
with st.container(horizontal=True):
    context = background_switch(edition)
    recorded = url_state.switch(
        "Include older notices recorded since", "recorded",
        help="A scraper, or a person, may find a notice weeks after it was published.",
    )  # fmt: skip

st.html(times(since, until, today))

asked = Asked(since, until, area, chosen_places, scenarios, events, kinds, context)
within = () if area == WORLD else areas[area]
found_by = partial(
    select, knowledge.changes(edition), edition, until=until, places=chosen_places, region=within,
    kinds=kinds, events=events, scenarios=scenarios,
)  # fmt: skip
whenever = found_by(context=context)
known = found_by(since=since, recorded=knowledge.recorded_on(edition), context=True)
in_time = known["date_first"] >= pd.Timestamp(since)
filters = st.query_params.to_dict()
asked_for, on_the_page = context | (known["relevance"] != "context"), recorded | in_time
found = known[asked_for & on_the_page]
results(counted(len(found), "correction" if events == [CORRECTED] else "change"))
if not found.empty:
    st.write(summary(edition, found, since, until if until < today else None))
elif since > until:
    st.warning("The time ends before it begins: choose a later day for Until.")
else:
    st.info("Nothing dated passes these filters. Widen the time, or take a filter out.")
    if not whenever.empty:
        st.html(newest_before(whenever.iloc[0], since, filters))
# Of a notice that was amended there may be several events.
in_background = known.loc[~asked_for & on_the_page, "notices"].map(itemgetter(0)).nunique()
left_out: list[Content] = []
if in_background:
    left_out.append(background(in_background, "changes", filters))
if corrected := 0 if events or kinds else len(found_by(since=since, events=[CORRECTED])):
    left_out.append(corrections_left_out(corrected, filters))
if older := int((asked_for & ~in_time).sum()):
    if recorded:
        said = f"Among them: {recorded_since(older, since)}"
        st.html(element("p", said, style="margin: 0;"))
    else:
        left_out.append(recorded_left_out(older, since, filters))
rough = may_be_since(whenever.drop(found.index), since)
if since <= until and not rough.empty:
    left_out.append(too_rough(rough, since, filters))
if left_out:
    st.html(not_among_them(left_out))
left_undated = about_the_undated(
    knowledge.undated(edition, chosen_places, within),
    of_places=bool(chosen_places or within),
)
st.caption(f"{left_undated} A position is what the law says of one use in one place.")
if not found.empty:
    view = url_state.choice(
        "Show", "view", list(VIEWS), default="list", widget=st.segmented_control,
        show=VIEWS.__getitem__,
    )  # fmt: skip
    if view == "activity":
        of_the_time = found[in_time[found.index]]
        show_activity(edition, asked, of_the_time, len(found) - len(of_the_time))
    else:
        # Before the list, as of tables: behind it stand a hundred links.
        tables.download(found, name="changes", of="change", file=f"changes-{since}-to-{until}")
        show = show_list if view == "list" else show_places
        scope = tuple(tuple(part) if isinstance(part, list) else part for part in asked)
        show(edition, found, (*scope, recorded, view))
st.html(next_visit(filters, today))
# There is a feed for one place, region or use; it knows no other filters.
if in_places := chosen_places or ([area] if area in places.blocs else []):
    feeds = {f"place/{code}": places.name(code) for code in in_places}
elif area != WORLD:
    feeds = {f"region/{quote(area)}": area}
else:
    feeds = {f"scenario/{code}": words.scenario.label(code) for code in scenarios}
st.html(followed(feeds))
if since <= until:
    st.html(cite_view(edition, "changes", since=since, until=until))
