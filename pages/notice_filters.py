"""Search and filters of the Notices page: each choice says how many notices it would give."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.edition import Edition, Rows
from atlas.facets import FACETS, IN_ADDRESS, PLACE_FACET, Selection
from atlas.vocabulary import Vocabulary
from pages import knowledge, url_state
from pages.background import background_switch
from pages.place_choice import chosen_among, offered, places_among

# The facets in the order of their filters.
_LABELS = {
    "kind": "Kind",
    "relevance": "Relevance",
    "origin": "Origin",
    "uses": "Use",
    "claims": "Claim",
    "concerns": "Concern",
    "effect": "Effect",
    "confidence": "Confidence",
    "source_read": "Source read",
    "review": "Reading",
}
_IN_SIGHT = "kind"
_IN_A_ROW = 3


@dataclass(frozen=True)
class Found:
    """The notices that pass: their rows in the order to show, and what was asked for.

    `undated` more would pass but for the time, `background` more but for being background
    notices; `searched` are the words searched for; `until` is the last day asked for, if any;
    `scope` changes whenever any filter does.
    `from_place`: what else may be meant by the words searched for; `of_other_kinds` more would pass
    if no kinds were chosen; `places` are those chosen.
    """

    rows: Rows
    undated: int
    background: int
    searched: str
    until: date | None
    scope: Hashable
    from_place: FromPlace | None
    of_other_kinds: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class FromPlace:
    """A search that names a place, asked as words and a place: how many notices it finds."""

    code: str
    words: str
    number: int


def found_notices(edition: Edition) -> Found:
    """Draw the search and the filters; give what passes them."""
    words, places, facets = edition.vocabularies, edition.places, knowledge.facets(edition)
    query, since, until = _search_and_time()

    listed = sorted({*facets.places, *places.blocs}, key=places.name)
    place_codes = offered(edition, "places", listed)
    # All choices are read before any filter is drawn, because each label counts by the others.
    chosen = {
        facet: url_state.chosen_before(IN_ADDRESS[facet], words[FACETS[facet]].codes)
        for facet in _LABELS
    }
    wanted = chosen_among(edition, place_codes)
    for_places, for_kinds = st.columns(2)
    is_more_chosen = any(codes for facet, codes in chosen.items() if facet != _IN_SIGHT)
    more = st.expander("More filters", expanded=is_more_chosen)
    context = background_switch(edition)

    def select(words_searched: str, codes: Iterable[str]) -> Selection:
        return facets.select(
            chosen,
            places=edition.within(codes),
            since=since,
            until=until,
            among=knowledge.found(edition, words_searched),
            context=context,
        )

    selection = select(query, wanted)
    with for_places:
        places_among(
            edition, "Places", place_codes, placeholder="All",
            show=_with_count(
                _as_chosen(edition, place_codes, selection.counts[PLACE_FACET]), places.name
            ),
            help="With a country come its parts, with a bloc its members.",
        )  # fmt: skip
    rows_of_more = [column for _ in range(3) for column in more.columns(_IN_A_ROW)]
    _draw_facets(edition, selection, [for_kinds, *rows_of_more])
    from_place = None
    if not wanted and (named := places.named_within(query)):
        place, others = named
        number = len(select(others, [place.code]).rows)
        from_place = FromPlace(place.code, others, number) if number else None
    scope = (query, since, until, context, tuple(wanted), *map(tuple, chosen.values()))
    all_are_in = context or chosen["relevance"]
    background = 0 if all_are_in else selection.counts["relevance"]["context"]
    # What a facet counts is what would pass but for the choices of this facet itself.
    of_all_kinds = sum(selection.counts["kind"].values())
    return Found(
        rows=selection.rows,
        undated=selection.undated,
        background=background,
        searched=query.strip(),
        until=until,
        scope=scope,
        from_place=from_place,
        of_other_kinds=of_all_kinds - len(selection.rows) if chosen["kind"] else 0,
        places=tuple(wanted),
    )


def _search_and_time() -> tuple[str, date | None, date | None]:
    """Draw what is searched for, and the first and the last day; give what is asked."""
    with st.container(horizontal=True):
        query = url_state.words(
            "Search titles, summaries, firms and products",
            "q",
            placeholder="in any language",
            help='Several words narrow the search. "A phrase" in quotes is found as it stands.',
            width=420,
        )
        since: date | None = url_state.day("Published since", "since", default=None)
        until: date | None = url_state.day("Published until", "until", default=None)
    if since and until and since > until:
        st.warning("The time ends before it begins: choose a later day for Published until.")
    return query, since, until


def _draw_facets(edition: Edition, selection: Selection, columns: Iterable[DeltaGenerator]) -> None:
    """Draw a filter for each facet, one a column."""
    for column, (facet, label) in zip(columns, _LABELS.items(), strict=True):
        vocabulary = edition.vocabularies[FACETS[facet]]
        with column:
            url_state.several(
                label, IN_ADDRESS[facet], vocabulary.codes, placeholder="All",
                show=_with_count(selection.counts[facet], vocabulary.label),
                help=_explained(vocabulary) if facet == "relevance" else None,
            )  # fmt: skip


def _explained(vocabulary: Vocabulary) -> str:
    """What the terms mean, a paragraph each."""
    return "\n\n".join(f"{term.label}: {term.definition}" for term in vocabulary.terms.values())


def _as_chosen(edition: Edition, codes: Iterable[str], counts: Mapping[str, int]) -> dict[str, int]:
    """How many notices choosing each place gives: its own, its parts', a bloc's members'."""
    return {code: sum(counts.get(within, 0) for within in edition.within([code])) for code in codes}


def _with_count(counts: Mapping[str, int], label: Callable[[str], str]) -> Callable[[str], str]:
    return lambda code: f"{label(code)} ({counts.get(code, 0):,})"
