"""Cards: one answer of the law, or one notice, with everything that carries it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.higher_rule import together
from atlas.law import ALLOWING, Position, Standing
from atlas.notices import listed
from atlas.tabular import cut
from atlas.wording import (
    conditions_are,
    confidence_line,
    formerly_said,
    in_force,
    names_exosomes,
    nothing_on_record,
    own_text,
    parts_not_reached,
    rule_above,
    rule_beside,
    rule_of,
    since,
    spoken,
    surer,
    to_come,
)
from pages.as_of import law_link
from pages.evidence_line import evidence_line
from pages.marks import marks, marks_explained, original_title, shown_title
from pages.markup import (
    MUTED,
    TIGHT,
    Content,
    Html,
    element,
    joined,
    link,
    page_link,
    status_chip,
)
from pages.navigation import address
from pages.notice_list import cited_notice

_LONGEST_ADDRESS = 60


def rows(pairs: Iterable[tuple[str, Content]]) -> Html:
    """A list of terms and what they are; pairs without content are left out."""
    return element(
        "dl",
        [
            [element("dt", term, style="font-weight: 600; margin-top: 0.4rem;"),
             element("dd", content, style="margin: 0; overflow-wrap: anywhere;")]
            for term, content in pairs
            if content
        ],
        style="margin: 0.3rem 0 0 0; padding: 0;",
    )  # fmt: skip


def bullets(items: Iterable[Content]) -> Html:
    """A plain list; empty text when there is nothing to list."""
    points = [element("li", item) for item in items]
    return element("ul", points, style="margin: 0; padding-left: 1.2rem;") if points else Html("")


def anchor(scenario: str) -> str:
    """Where on the page the card of a scenario stands."""
    return f"law-{scenario}"


def folded(name: str, content: Content, *, is_open: bool = False) -> Html:
    """A part that opens below its name, and that stands open on paper (pages.frame)."""
    opened = {"open": ""} if is_open else {}
    summary = element("summary", name, style="margin-top: 0.5rem;")
    return element("details", [summary, content], class_="part", **opened)


def position_card(
    edition: Edition,
    standing: Standing,
    as_of: date,
    cite: Html | None,
    *,
    whole: bool,
) -> Html:
    """One answer of the law in full: status, since, instrument, conditions, confidence, sources.

    What follows the instrument is folded away unless the answer is asked for as a `whole`, or
    allows something: conditions must be seen wherever "Conditional" is.

    `as_of` is the day of the answer, `cite` says how to cite it (pages.citing.cite_folded).
    """
    words, position = edition.vocabularies, standing.position
    head: list[Content] = [
        element("h3", words.scenario.label(standing.scenario), style="margin: 0; padding: 0;"),
        status_chip(standing.status, words.status.label(standing.status)),
    ]
    if position is None:
        head.append(element("p", nothing_on_record(edition, standing)))
        return _anchored(standing, head)
    higher = edition.law.higher_rule(standing, as_of)
    first: list[tuple[str, Content]] = [
        (in_force(standing.status), since(position, as_of)),
        ("To come", bullets(to_come(edition, standing, as_of))),
        (
            rule_of(standing.status),
            law_link(from_above, f"{edition.places.in_sentence(from_above)} (inherited)", as_of)
            if (from_above := standing.inherited_from)
            else "",
        ),
        ("Why it is unclear", _term(words.unclear_reason, position.unclear_reason)),
        instrument(position),
        row_of_higher(edition, standing, higher, as_of),
    ]
    asked = together(edition, position, higher, "conditions")
    rest: list[tuple[str, Content]] = [
        ("Authorised product on record", _authorised(edition, position, higher)),
        (conditions_are(standing.status), bullets(asked)),
        ("Penalty", _one_or_more(together(edition, position, higher, "penalty"))),
        *noted(edition, standing, position),
    ]
    behind: list[tuple[str, Content]] = [
        ("Basis", _term(words.basis, position.basis)),
        ("Pages read", bullets(map(_shown_link, position.pages))),
        ("Notices behind it", _notice_links(edition, position.notices, as_of)),
        ("Coding", _coding(position.coders_differ)),
    ]
    return _anchored(
        standing,
        [
            *head,
            element(
                "p",
                evidence_line(
                    edition,
                    standing.confidence,
                    position.source_read,
                    position.verified_on,
                    position.read_url,
                    sure_by=standing.sure_by,
                ),
                style=MUTED,
            ),
            rows(first),
            folded(
                "The rest of the answer",
                rows(rest),
                is_open=whole or standing.status in ALLOWING,
            ),
            folded("What it rests on", rows(behind)),
            cite or "",
        ],
    )


def instrument(position: Position) -> tuple[str, Content]:
    """The text of law, as a row."""
    text = position.instrument
    return "Instrument", link(position.instrument_url, text) if text else ""


def row_of_higher(
    edition: Edition, standing: Standing, higher: Position | None, as_of: date
) -> tuple[str, Content]:
    """What holds above a place beside its own (atlas.law.Law.higher_rule), and where it is told.

    Where the own leaves the question open, `noted` tells it with its status.
    """
    if higher is None or higher == standing.above:
        return "", ""
    name = edition.places.name(higher.jurisdiction)
    there = law_link(higher.jurisdiction, name, as_of, scenario=higher.scenario)
    return rule_beside(edition, higher), [there, f": {higher.instrument or higher.note}"]


def _authorised(edition: Edition, position: Position, higher: Position | None) -> Content:
    """Whether a product is authorised; from above too, as a part rarely says."""
    words, code = edition.vocabularies.approved_product, position.approved_product
    said = [_term(words, code)] if code else []
    if code and higher and higher.approved_product:
        above = edition.places.name(higher.jurisdiction)
        said.append(f"{above}: {_term(words, higher.approved_product)}")
    return _one_or_more(said)


def _one_or_more(texts: Sequence[str]) -> Content:
    return bullets(texts) if len(texts) > 1 else "".join(texts)


def noted(
    edition: Edition, standing: Standing, position: Position
) -> Iterator[tuple[str, Content]]:
    """What has to be known beside an answer, as rows: notes, what was wrong, rules around it."""
    yield "How sure it is", surer(edition, standing)
    yield "Does not reach", parts_not_reached(edition, position)
    yield "Note", position.note
    yield "Corrected", bullets(formerly_said(edition, wrong) for wrong in position.recoded)
    if standing.beside:
        yield "Own text of this place", own_text(edition, standing.beside)
    if standing.above:
        yield "Rule from above that is known", rule_above(edition, standing.above)


def _anchored(standing: Standing, content: Content) -> Html:
    """A card that is in sight below the bar over the page when a link leads to it."""
    return element(
        "article", content, id=anchor(standing.scenario), style="scroll-margin-top: 4.5rem;"
    )


def notice_card(edition: Edition, notice: pd.Series) -> Html:
    """One notice in full, with its provenance. `notice` is a row of the notice DataFrame."""
    words = edition.vocabularies
    original, tags = original_title(notice), marks(notice.review, notice.delisted_on)
    return element(
        "article",
        [
            element("h3", shown_title(notice), style="margin: 0; padding: 0;"),
            element("p", original, style=TIGHT) if original else "",
            element("p", tags, style=TIGHT) if tags else "",
            marks_explained(edition, notice.to_frame().T),
            element(
                "p",
                f"{_issuer(edition, notice)} · {words.kind.label(notice.kind)} · "
                f"{spoken(notice.published, 'undated')}",
                style=TIGHT,
            ),
            element(
                "p",
                confidence_line(
                    edition, notice.confidence, notice.source_read, notice.last_checked
                ),
                style=MUTED,
            ),
            element("p", notice.summary),
            rows(
                [
                    (
                        "Published by its issuer at",
                        _shown_link(_none(notice.url)) or "not on record",
                    ),
                    ("Page read", _shown_link(notice.read_url)),
                    ("Other pages", bullets(map(_shown_link, notice.other_urls))),
                    ("Relevance", _term(words.relevance, notice.relevance)),
                    ("Names exosomes", names_exosomes(bool(notice.exosome_explicit))),
                    ("Effect", words.effect.label(notice.effect)),
                    ("Issued by", words.issuer_type.label(notice.issuer_type)),
                    ("Origin", _labels(words.origin, notice.origin)),
                    ("Use", _labels(words.use, notice.uses)),
                    ("Claims", _labels(words.claim, notice.claims)),
                    ("Concerns", _labels(words.concern, notice.concerns)),
                    ("Firms", _names(notice.firms)),
                    ("Products", _names(notice.products)),
                    ("Coding", _coding(notice.coders_differ)),
                    ("Reading", _term(words.review, notice.review)),
                    ("Found by", _found_by(edition, notice)),
                    ("No longer listed", _delisted(notice)),
                    (
                        "Record",
                        f"{notice.id}, version {notice.version}, first seen "
                        f"{spoken(notice.first_seen)}, last checked "
                        f"{spoken(notice.last_checked)}",
                    ),
                    ("SHA-256 of what was received", _none(notice.sha256) or ""),
                ]
            ),
        ],
    )


def _found_by(edition: Edition, notice: Any) -> Content:
    """The scraper and the way it came by the notice; nothing for what people found."""
    source = _none(notice.source_id)
    if source is None:
        return ""
    via = _none(notice.via)
    label = edition.vocabularies.via.label(via) if via else ""
    how = f", {label[:1].lower()}{label[1:]}" if label else ""
    return [page_link(address("sources", part="sites", source=source), source), how]


def _delisted(notice: Any) -> str:
    day = _none(notice.delisted_on)
    return f"since {spoken(day)}: the source has taken it out of its list" if day else ""


def _term(vocabulary: Any, code: str | None) -> str:
    return f"{vocabulary.label(code)}: {vocabulary[code].definition}" if code else ""


def _issuer(edition: Edition, notice: pd.Series) -> str:
    """Who issued a notice, and where unless the name says so."""
    name, place = str(notice.regulator), edition.places.name(notice.jurisdiction)
    return name if place in name else f"{name} ({place})"


def _names(names: Iterable[str]) -> Content:
    """Names one after the other, each running its own way."""
    return joined((element("bdi", name) for name in names), "; ")


def _labels(vocabulary: Any, codes: Iterable[str]) -> str:
    return "; ".join(vocabulary.label(code) for code in codes)


def _coding(fields: Iterable[str]) -> str:
    named = ", ".join(field.replace("_", " ") for field in fields)
    return (
        f"two coders differed on {named}; the code that promises the reader less was kept"
        if named
        else ""
    )


def _shown_link(url: str | None) -> Html:
    return link(url, _shortened(url)) if url else Html("")


def _shortened(url: str) -> str:
    """A web address as far as a reader needs it; the link itself stays whole."""
    bare = url.removeprefix("https://").removeprefix("http://").removesuffix("/")
    return cut(bare, _LONGEST_ADDRESS)


def _notice_links(edition: Edition, ids: Sequence[str], as_of: date) -> Html:
    """Those of some notices that were out on a day; the others are counted."""
    out = edition.out_by(ids, as_of)
    links: list[Content] = [*map(cited_notice, listed(edition.notices_by_id(out)))]
    if later := len(edition.rows_of(ids)) - len(out):
        were = "was" if later == 1 else "were"
        links.append(f"{later} more {were} not out on the day asked about, or not known to be.")
    return bullets(links)


def _none(value: Any) -> str | None:
    return value if isinstance(value, str) else None
