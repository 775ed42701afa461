"""One risk number worked out before the reader's eyes, and the weights that made it."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from atlas.edition import Edition
from atlas.risk_steps import Act, RiskSteps
from atlas.vocabulary import Vocabulary
from atlas.wording import percent, points, spoken
from pages import tables
from pages.as_of import law_link
from pages.cards import bullets
from pages.markup import Content, element, page_link, status_chip
from pages.navigation import address

# What completeness asks for, as atlas.risk has it.
_NEEDED = {
    "status": "A status other than unclear and no data",
    "effective_from": "The day, month or year from which it holds",
    "instrument": "An instrument",
    "primary_source": "The official text, read",
    "confidence": "Medium or high confidence",
    "enforcement": "A notice of the place itself, of any kind",
}


def show_steps(edition: Edition, steps: RiskSteps) -> None:
    """Every step from the weights to one number, with the figures put in."""
    words, standing = edition.vocabularies, steps.standing
    st.html(
        element(
            "p",
            [
                f"{edition.places.name(standing.place)}, "
                f"{words.scenario.label(standing.scenario)}, "
                f"on {spoken(steps.as_of.isoformat())}: ",
                status_chip(standing.status, words.status.label(standing.status)),
                " ",
                law_link(standing.place, "the position", steps.as_of, scenario=standing.scenario),
            ],
        )
    )
    st.subheader(f"1. The law: {points(steps.severity)} points")
    st.write(f"The weight of the status *{words.status.label(standing.status).lower()}*.")
    st.subheader(f"2. Enforcement: {points(steps.enforcement)} points")
    if steps.acts:
        st.html(bullets(_act_line(edition, act, steps.half_life) for act in steps.acts))
        tables.download(
            pd.DataFrame([{**vars(act), "weight": act.weight} for act in steps.acts]),
            name="risk-acts",
            of="act",
            file=f"risk-acts-{standing.place}-{standing.scenario}",
        )
    else:
        st.write("No act on record reaches this place and use.")
    st.write(
        f"Sum s = {steps.acts_sum:.3f}. "
        f"{steps.enforcement_max:g} × (1 − e^(−{steps.acts_sum:.3f} ÷ {steps.scale:g})) = "
        f"{points(steps.enforcement)}."
    )
    st.subheader(f"3. Uncertainty: {points(steps.uncertainty_points)} points")
    st.html(bullets(f"{why}: {points(doubt)}" for why, doubt in steps.uncertainty))
    st.write(f"At most {steps.uncertainty_max:g}.")
    st.subheader(f"Together: {points(steps.risk.score)} of 100")
    st.write(
        f"{points(steps.severity)} + {points(steps.enforcement)} "
        f"+ {points(steps.uncertainty_points)}; "
        f"completeness {percent(steps.risk.completeness)}."
    )


def _act_line(edition: Edition, act: Act, half_life: float) -> Content:
    words = edition.vocabularies
    undated = "" if act.published else ", the age given to what is undated"
    return [
        page_link(address("notices", notice=act.notice), act.title),
        f" ({spoken(act.published, 'undated')}): {act.kind_weight:g} "
        f"({words.kind.label(act.kind).lower()}) × {act.relevance_weight:g} "
        f"({words.relevance.label(act.relevance).lower()}) × 0.5^({act.age:.2f} years ÷ "
        f"{half_life:g}{undated}) = {act.weight:.3f}",
    ]


def weights_table(edition: Edition) -> pd.DataFrame:
    """Every weight: the part it belongs to, what it weighs, the weight as text."""
    words, weights = edition.vocabularies, edition.weights
    acts, doubts = weights.enforcement, weights.uncertainty

    def each(
        sort: str, vocabulary: Vocabulary, given: Mapping[str, float]
    ) -> list[tuple[str, float]]:
        return [(f"{sort}: {vocabulary.label(code)}", weight) for code, weight in given.items()]

    weighed = {
        "Law": each("Status", words.status, weights.severity),
        "Enforcement": [
            ("At most", acts.max),
            ("Scale", acts.scale),
            ("Half-life, in years", acts.half_life_years),
            ("Age of what is undated, in years", acts.undated_age_years),
            *each("Relevance", words.relevance, acts.relevance),
            *each("Kind", words.kind, acts.kinds),
        ],
        "Uncertainty": [
            ("At most", doubts.max),
            *each("Confidence", words.confidence, doubts.confidence),
            ("The official text was not read, only a report of it", doubts.secondary_source),
            ("Sources, or two coders, disagree on the status", doubts.conflict),
            ("Each year since it was last checked", doubts.per_year_unverified),
            ("All years since it was last checked, at most", doubts.unverified_max),
        ],
    }
    rows = [(part, of, f"{weight:g}") for part, some in weighed.items() for of, weight in some]
    rows += [
        ("Enforcement", f"Issuer: {words.issuer_type.label(issuer)}", "counts")
        for issuer in acts.issuers
    ]
    rows += [("Completeness", _NEEDED[item], "one share") for item in weights.completeness]
    return pd.DataFrame(rows, columns=["part", "of", "weight"])
