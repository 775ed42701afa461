from datetime import date

import streamlit as st

from pages import knowledge, tables, url_state
from pages.decisions import DECISION_LABELS, decision_table
from pages.paging import paged
from pages.place_choice import places_choice
from pages.results import results
from pages.waiting import waiting_list

ON_A_PAGE = 10
HOW = (
    "No position moves before a person has compared what a scraper found with its source. The "
    "notices here could move one: they are acts of a kind that changes or explains the law, or "
    "they conflict with a status of today. What a person took over or wrote comes back when its "
    "source amends it or takes it out."
)
WHO = (
    "This page only shows them. Whoever keeps the atlas answers on the command line, with the "
    "commands beside each; who answered, when and why is recorded."
)
NOTHING_READ = (
    "Nothing waits, because no scraper has found anything yet: every notice on record comes from "
    "desk research and was reviewed. `python -m scrapers run` reads the sources."
)
ALL_ANSWERED = (
    "Nothing waits: no machine-read notice on record could move a position, apart from those that "
    "were answered."
)

edition, today = knowledge.edition(), date.today()
words, places = edition.vocabularies, edition.places
decisions = knowledge.store().decisions()
waiting = knowledge.waiting_for_review(edition, decisions, today)

st.write(HOW)
st.caption(WHO)
first, second = st.columns(2)
with first:
    chosen = places_choice(
        edition,
        help="With a country come its parts, with a bloc its members.",
    )
with second:
    kinds = url_state.several(
        "Kinds of notice", "kinds", words.kind.codes, show=words.kind.label, placeholder="All"
    )
found = waiting
if chosen:
    found = found[found["jurisdiction"].isin(edition.within(chosen))]
if kinds:
    found = found[found["kind"].isin(kinds)]

results(f"{len(found):,} {'notice waits' if len(found) == 1 else 'notices wait'}")
if len(found):
    with paged(len(found), scope=(tuple(chosen), tuple(kinds)), size=ON_A_PAGE) as rows:
        st.html(waiting_list(edition, found.iloc[rows]))
    tables.download(found, name="review-queue", of="notice")
elif len(waiting):
    st.info("Nothing that waits passes these filters.")
elif (edition.notices["review"] == "machine_read").any():
    st.info(ALL_ANSWERED)
else:
    st.info(NOTHING_READ)
st.header("Answered so far")
if decisions:
    table = decision_table(edition, decisions)
    tables.table(table, name="review-decisions", of="decision", labels=DECISION_LABELS)
else:
    st.write("Nobody has answered a machine-read notice yet.")
