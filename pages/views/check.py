import streamlit as st

from atlas.brief import check_brief
from atlas.check import LaunchCheck, launch_check
from atlas.check_wording import acted, how_counted, not_about
from atlas.edition import Edition
from atlas.judgement import GO_AHEAD
from atlas.wording import NOTHING_OPEN, counted
from pages import knowledge, tables, url_state, verdict
from pages.as_of import as_of_day, explain_past
from pages.brief_links import brief_links
from pages.cards import bullets
from pages.citing import cite_view
from pages.markup import element
from pages.navigation import name_tab
from pages.paging import paged
from pages.place_choice import offer_matches, place_choice
from pages.sight import further_down
from pages.whom_to_ask import regulator_list

ACTS_ON_A_PAGE = 10
# What people call the source, so that typing "salmon" finds it.
ORIGIN_WORDS = {
    "": "Choose an origin",
    "human": "Human (placenta, umbilical cord, fat, blood …)",
    "animal": "Animal (salmon, milk, eggs …)",
    "plant": "Plant (rose, centella, ginseng …)",
    "microbial": "Microbial (lactic acid bacteria, yeast …)",
    "synthetic": "Synthetic (no living source)",
    "unspecified": "I do not know",
}
# As above, for how it gets to the body.
USE_WORDS = {
    "": "Choose a use",
    "topical_cosmetic": "On the skin (cream, serum, mask, spray)",
    "microneedling": "Microneedling (pen, roller, stamp)",
    "injection": "Injection (mesotherapy, skin booster …)",
    "intravenous": "Into a vein (drip, infusion)",
    "inhalation": "Breathed in (nebuliser, nasal spray)",
    "oral": "Swallowed (capsule, drink, supplement)",
}
# The parts of an answer; on a phone they stand one below the other.
WHY = "Why"
NEXT = ("What is needed", "Penalties", "What is not known", "Whom to ask")


def anchor_of(part: str) -> str:
    return part.lower().replace(" ", "-")


def head(part: str) -> None:
    st.header(part, anchor=anchor_of(part))


def show_answer(edition: Edition, check: LaunchCheck) -> None:
    st.html(verdict.banner(edition, check))
    question = {name: getattr(check, name) for name in ("origin", "use", "claim")}
    brief_links(
        "check",
        {"place": check.place, **question, "asof": check.as_of.isoformat()},
        lambda occasion: check_brief(edition, check.place, **question, occasion=occasion),
    )
    parts = (*NEXT, WHY) if check.verdict in GO_AHEAD else (WHY, *NEXT)
    st.html(further_down({part: anchor_of(part) for part in (*parts, acted(check))}))
    explain_past(check.as_of)
    if check.becomes_medicine:
        st.html(verdict.becomes_medicine(edition))
    first, second = st.columns(2, gap="large")
    # A phone shows one below the other: what may only be done under conditions begins with them.
    why, needed = (second, first) if check.verdict in GO_AHEAD else (first, second)
    with why:
        head(WHY)
        if not check.grounds:
            st.write("The atlas covers no product of this origin for this use.")
        for ground in check.grounds:
            st.html(verdict.ground_card(edition, ground, check.as_of))
    with needed:
        head("What is needed")
        st.html(verdict.conditions(edition, check))
        head("Penalties")
        st.html(verdict.penalties(edition, check))
        head("What is not known")
        st.html(bullets(check.not_known) or element("p", NOTHING_OPEN))
        head("Whom to ask")
        st.html(regulator_list(edition, check.regulators, check.as_of))


def show_precedents(edition: Edition, check: LaunchCheck) -> None:
    acts = check.precedents
    head(acted(check))
    if acts.empty:
        st.write("No such enforcement is on record. That does not mean that there was none.")
        return
    near = acts["nearness"].value_counts()
    in_a_bloc = check.place in edition.places.blocs or edition.places.blocs_of(check.place)
    in_the_bloc = f"{near.get('same bloc', 0):,} in the same bloc, " if in_a_bloc else ""
    st.write(
        f"{counted(len(acts), 'act')} against the same origin or use, or there in another case of "
        f"exosomes: {near.get('there', 0):,} there, {in_the_bloc}"
        f"{near.get('elsewhere', 0):,} elsewhere. What is most like your question stands first."
    )
    if sums := how_counted(check):
        st.caption(sums)
    asked = (check.place, check.origin, check.use, check.as_of)
    with paged(len(acts), scope=asked, size=ACTS_ON_A_PAGE) as rows:
        st.html(verdict.precedent_list(edition, acts.iloc[rows]))
    asked_of = f"{check.place}-{check.origin}-{check.use}"
    tables.download(acts, name="precedents", of="act", file=f"precedents-{asked_of}")


edition = knowledge.edition()
words = edition.vocabularies

where, source = st.columns(2)
with where:
    place = place_choice(edition, "Where?", default="")
    offer_matches(edition, "check")
with source:
    origin = url_state.choice(
        "What are the exosomes made from?",
        "origin",
        ["", *words.origin.codes],
        default="",
        show=lambda code: ORIGIN_WORDS.get(code) or words.origin.label(code),
        help=" ".join(
            [
                "Of a mixture ask for each: the strictest answer holds.",
                *(f"{term.label}: {term.definition}" for term in words.origin.terms.values()),
            ]
        ),
    )
if beside := not_about(origin):
    st.caption(beside)
how, claimed, day = st.columns([2, 2, 1])
with how:
    use = url_state.choice(
        "How is it used?",
        "use",
        ["", *words.use.codes],
        default="",
        show=lambda code: USE_WORDS.get(code) or words.use.label(code),
    )
with claimed:
    claim = url_state.choice(
        "What will you say it does?",
        "claim",
        words.purpose_claim.codes,
        default="cosmetic",
        show=words.purpose_claim.label,
        help=words.purpose_claim["therapeutic"].definition,
    )
with day:
    as_of = as_of_day(width="stretch")

if place and origin and use:
    name_tab(f"{edition.places.name(place)} · Launch check")
    answer = launch_check(edition, place, origin=origin, use=use, claim=claim, as_of=as_of)
    show_answer(edition, answer)
    show_precedents(edition, answer)
    st.html(cite_view(edition, "check", asof=as_of))
else:
    missing = [
        question
        for question, answered in (
            ("where", place), ("what it is made from", origin), ("how it is used", use),
        )
        if not answered
    ]  # fmt: skip
    *first, last = missing
    st.info(
        f"Say {', '.join(first)}{' and ' if first else ''}{last}. The answer appears here, with "
        "the rules it rests on.",
        icon=":material/task_alt:",
    )
