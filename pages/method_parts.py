"""The parts of the Method page: each draws itself from the data that it explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from atlas import exports
from atlas.citation import LICENCE
from atlas.codebook import codebook_markdown
from atlas.datapackage import workbook_of, zip_package
from atlas.dates import parse_day
from atlas.edition import Edition
from atlas.evidence import Passage, read_evidence
from atlas.looks import VERDICT_STATUS, Look
from atlas.risk_steps import risk_steps
from atlas.vocabulary import Vocabulary
from atlas.wording import percent, spoken
from pages import knowledge, tables, url_state
from pages.citing import cite_this, found_at, permanent
from pages.codebook import vocabulary_section
from pages.feeds import api_links, feed_links
from pages.markup import TIGHT, chip, element, text
from pages.palette import looks
from pages.reading import reading_sentences
from pages.risk_steps import show_steps, weights_table

_TEXTS = Path(__file__).parent / "method"
_EXAMPLE = ("KR", "topical_with_microneedling")


def about(edition: Edition) -> None:
    """What the atlas is and is not, and how much is in it."""
    st.markdown(_text("about"))
    st.header("How much is in it")
    positions = sum(len(entries) for entries in edition.law.histories.values())
    st.write(
        f"{positions:,} positions in {len(edition.law.jurisdictions):,} places and blocs, "
        f"{len(edition.notices):,} notices from "
        f"{edition.notices['jurisdiction'].nunique():,} places. Last checked on "
        f"{spoken(edition.verified_on or None, unknown='no day')}."
    )


def law(edition: Edition) -> None:
    """How a status is found, and how each looks."""
    st.markdown(_text("law"))
    _define(edition.vocabularies.status, lambda code: looks()[code])


def risk(edition: Edition) -> None:
    """The rule, the weights, and one number worked out."""
    st.markdown(_text("risk"))
    st.header("A number worked out")
    places, scenarios = edition.places, edition.vocabularies.scenario
    left, right = st.columns(2)
    with left:
        place = url_state.choice(
            "Place", "place", edition.codes, default=_EXAMPLE[0], show=places.name,
            find=lambda asked: places.find(asked).code,
        )  # fmt: skip
    with right:
        scenario = url_state.choice(
            "Product and use", "scenario", scenarios.codes, default=_EXAMPLE[1],
            show=scenarios.label,
        )  # fmt: skip
    day = parse_day(edition.verified_on) if edition.verified_on else date.today()
    show_steps(edition, risk_steps(edition, place, scenario, day))
    st.header("The weights")
    st.caption(
        f"Version {edition.weights.version}, changed on {spoken(edition.weights.changed_on)}."
    )
    weights = weights_table(edition)
    labels = {"part": "Part", "of": "What", "weight": "Weight"}
    tables.table(weights, name="weights", of="weight", labels=labels)


def check(edition: Edition) -> None:
    """How the launch check decides."""
    st.markdown(_text("check"))
    _define(edition.vocabularies.verdict, lambda code: looks()[VERDICT_STATUS[code]])


def limits(edition: Edition) -> None:
    """What the evidence cannot tell, how far two coders agreed, and what was read again."""
    evidence = read_evidence()
    undated = knowledge.undated(edition)
    st.header("Limits")
    _passages(evidence.limits)
    st.header("How the evidence was gathered")
    st.write(
        f"The facts were gathered from public pages, from {spoken(evidence.gathered_on)} to "
        f"{spoken(edition.verified_on or evidence.gathered_on)}."
    )
    for sentence in reading_sentences(knowledge.reading(edition)):
        st.write(sentence)
    st.write(
        f"{undated['positions']:,} of {undated['all positions']:,} positions and "
        f"{undated['notices']:,} of {undated['all notices']:,} notices carry no date."
    )
    st.header("Two coders")
    st.html(element("p", evidence.coded_by))
    st.write(
        f"About {evidence.coded_once} rows were added afterwards and coded once. Agreement before "
        "differences were decided (Cohen's kappa is agreement beyond chance; 1 is complete):"
    )
    agreement = pd.DataFrame([entry.model_dump() for entry in evidence.agreement])
    unknown = "not recorded"
    agreement["share"] = [
        unknown if entry.share is None else percent(entry.share) for entry in evidence.agreement
    ]
    agreement["kappa"] = [
        unknown if entry.kappa is None else f"{entry.kappa:.2f}" for entry in evidence.agreement
    ]
    labels = {"of": "Field", "share": "Rows coded alike", "kappa": "Cohen's kappa"}
    tables.table(agreement, name="agreement", of="field", labels=labels)
    st.header("Read again")
    _passages(evidence.readings)


def _passages(passages: Iterable[Passage]) -> None:
    st.html(
        text(
            [
                element("h3", passage.title, style="margin: 0.6rem 0 0 0;"),
                element("p", passage.text, style=TIGHT),
            ]
            for passage in passages
        )
    )


def codebook(edition: Edition) -> None:
    """Every vocabulary, one at a time or all at once."""
    words = edition.vocabularies
    st.write(
        "Every code that may stand in the data, what it covers, and which neighbour covers what "
        "instead."
    )
    name = url_state.choice(
        "Vocabulary", "vocabulary", ["all", *words], default="status",
        show=lambda name: "Every vocabulary" if name == "all" else words[name].title,
    )  # fmt: skip
    shown = list(words) if name == "all" else [name]
    st.html(text(vocabulary_section(words[name]) for name in shown))
    _download(
        "the codebook (Markdown)", lambda: codebook_markdown(words).encode(),
        file="codebook.md", mime="text/markdown", icon="download",
    )  # fmt: skip


def citing(edition: Edition) -> None:
    """How to cite, and under what licence."""
    st.header("How to cite")
    st.write(
        "Cite the data with the day on which it was last checked, and give the source that the "
        "fact links to. A notice's record and every card of a Country page have a citation of "
        "their own, which names the regulator's document first."
    )
    address = permanent("method", part="cite")
    cite_this(found_at(edition, address), address)
    st.header("Licence")
    st.markdown(
        "The data, and what is exported from it, is under the "
        "[Creative Commons Attribution 4.0 International licence]"
        f"({LICENCE}) (CC BY 4.0); the code is under the MIT licence. Keep three things with a "
        "fact that you pass on: its source's link, its confidence, and the date it was last "
        "checked. Titles and documents of regulators and courts belong to those who published "
        "them."
    )


def downloads(edition: Edition) -> None:
    """Everything, as one package or table by table."""
    st.header("Everything")
    st.write(
        "One package (Frictionless) with every table as CSV, a schema for each, a workbook, the "
        "codebook, and what to know before relying on it. `python -m atlas export DIR` writes the "
        "same."
    )
    sources = knowledge.store().sources()
    file = f"{edition.verified_on}-revision-{edition.revision}"
    _download(
        "everything (ZIP)", lambda: zip_package(edition, sources),
        file=f"{file}.zip", mime="application/zip", icon="folder_zip",
    )  # fmt: skip
    _download(
        "the workbook (XLSX)", lambda: workbook_of(edition, sources), file=f"{file}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", icon="table",
    )  # fmt: skip
    st.write("Or one table, as CSV in UTF-8, under the names of the codebook:")
    for title, says, frame, name, of in (
        (
            "Positions",
            "Every entry of every history, with the place, the use and the day it held from.",
            exports.positions(edition),
            "positions",
            "position",
        ),
        ("Notices", "Every notice on record, background included.", edition.notices, "notices-all",
         "notice"),
        ("Blocs", "Who belongs to which bloc, and by which instrument.", exports.blocs(edition),
         "blocs", "membership"),
    ):  # fmt: skip
        st.header(title)
        st.write(says)
        tables.download(frame, name=name, of=of)


def _download(what: str, make: Callable[[], bytes], *, file: str, mime: str, icon: str) -> None:
    """Offer a file that is made when it is asked for."""
    st.download_button(
        f"Download {what}", data=make, file_name=f"exosome-atlas-{file}", mime=mime,
        icon=f":material/{icon}:", on_click="ignore",
    )  # fmt: skip


def programs(edition: Edition) -> None:
    """Where other programs find what the pages show."""
    st.header("API")
    st.write(
        "Everything that the pages show, as JSON or CSV, with the filters of the pages' addresses: "
        "read-only, without a key. Every record carries its source, date and confidence."
    )
    st.html(api_links())
    st.header("Feeds")
    st.write("What changed, old and new, with the source. Every country has one on its page.")
    st.html(feed_links("Everything", "changes"))
    scenario = edition.vocabularies.scenario
    st.html(text(feed_links(scenario.label(code), f"scenario/{code}") for code in scenario.codes))


def _define(vocabulary: Vocabulary, look: Callable[[str], Look]) -> None:
    """Each code as it looks on the pages, with what it means."""
    st.html(
        element(
            "ul",
            [
                element(
                    "li",
                    [chip(look(code), term.label), " ", term.definition],
                    style="margin-bottom: 0.5rem;",
                )
                for code, term in vocabulary.terms.items()
            ],
            style="list-style: none; padding: 0; margin: 0;",
        )
    )


def _text(name: str) -> str:
    return (_TEXTS / f"{name}.md").read_text(encoding="utf-8")
