"""The tables of the data package: their columns, keys, and what each holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from atlas import exports
from atlas.changes import changes
from atlas.datapackage.columns import Column
from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.sources import pages
from atlas.vocabulary import Vocabularies


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        says: what a row is.
        rows: its rows; columns that are not among `columns` are left out.
        key: the columns that together name a row; () where a row has no name.
        references: column -> the table and column in which its value stands.
    """

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    rows: Callable[[Edition, Sequence[SourceRecord]], pd.DataFrame]
    key: tuple[str, ...] = ()
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def frame(self, edition: Edition, sources: Sequence[SourceRecord]) -> pd.DataFrame:
        """The rows, with exactly the columns of the table."""
        return self.rows(edition, sources)[[column.name for column in self.columns]]

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """The table as a Table Schema."""
        schema: dict[str, Any] = {
            "fields": [column.field(vocabularies) for column in self.columns],
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        if self.references:
            schema["foreignKeys"] = [
                {
                    "fields": [name],
                    # Of a table that refers to itself the standard wants no name.
                    "reference": {
                        "resource": "" if table == self.name else table,
                        "fields": [column],
                    },
                }
                for name, (table, column) in self.references.items()
            ]
        return schema


_PLACE = ("jurisdictions", "code")
_CONFIDENCE = Column(
    "confidence", "How far the record can be relied on.", of="confidence", required=True
)
_SOURCE_READ = Column(
    "source_read", "Whether the issuer's own text was read.", of="source_read", required=True
)
_OTHER_URLS = Column("other_urls", "Other pages that say something.", "list")
_CODERS_DIFFER = Column(
    "coders_differ",
    "The columns on which two independent coders differed; the code that promises less was kept.",
    "list",
)

JURISDICTIONS = Table(
    "jurisdictions",
    "Jurisdictions",
    "A country or territory, a subdivision with facts of its own, a bloc, or INT for international "
    "bodies, which make no law. Being in this table says nothing about the law of a place.",
    (
        Column("code", "ISO 3166-1 alpha-2, ISO 3166-2, a bloc's code, or INT.", required=True),
        Column("name", "English name.", required=True),
        Column("kind", "country, subdivision, bloc or international.", required=True),
        Column("alpha3", "ISO 3166-1 alpha-3 of a country."),
        Column("parent", "The country of a subdivision, or whose law reaches a territory."),
        Column("region", "Region of the UN's standard M49."),
        Column("subregion", "Subregion of the UN's standard M49."),
        Column("blocs", "The blocs whose rules reach it, the most specific first.", "list"),
    ),
    lambda edition, _: exports.jurisdictions(edition),
    key=("code",),
    references={"parent": ("jurisdictions", "code")},
)

POSITIONS = Table(
    "positions",
    "Positions",
    "What the law says for one scenario in one place, from a date: every entry of every history, "
    "oldest first. A place without an entry of its own may be reached by a rule of its country or "
    "its blocs. no_specific_rule and unclear are no permissions.",
    (
        Column("jurisdiction", "The place whose law it is.", required=True),
        Column("scenario", "Product and use.", of="scenario", required=True),
        Column("entry", "Its number within the history, the oldest is 1.", "count", required=True),
        Column("status", "What the law says.", of="status", required=True),
        Column("basis", "What the status rests on.", of="basis", required=True),
        Column("unclear_reason", "With unclear: why.", of="unclear_reason"),
        Column(
            "effective_from",
            "From when it holds; empty: since an unknown earlier date.",
            "partial_date",
        ),
        Column("instrument", "The text of law by name."),
        Column("instrument_url", "The page of the text of law."),
        Column(
            "conditions",
            "What must be met; of no_specific_rule and unclear what is asked of such products, "
            "which nobody official says is enough.",
            "list",
        ),
        Column("penalty", "What a breach costs."),
        Column(
            "approved_product", "Whether any exosome product is authorised.", of="approved_product"
        ),
        Column("repeats_bloc", "It only repeats the rule of the place's bloc.", "yes_no",
               required=True),
        Column("note", "What was read, what was not, and what follows.", required=True),
        Column("notices", "Ids of the notices behind it.", "list"),
        _SOURCE_READ,
        Column("read_url", "The page that was read."),
        _OTHER_URLS,
        _CONFIDENCE,
        _CODERS_DIFFER,
        Column("verified_on", "The day on which it was last checked.", "day", required=True),
        Column(
            "replaced_from", "From when the next entry holds; empty: this is the last.",
            "partial_date",
        ),
    ),
    lambda edition, _: exports.positions(edition),
    key=("jurisdiction", "scenario", "entry"),
    references={"jurisdiction": _PLACE},
)  # fmt: skip

NOTICES = Table(
    "notices",
    "Notices",
    "One act or publication of a regulator, court, legislature or professional body, newest "
    "first, undated last. Being listed is no approval.",
    (
        Column("id", "Names the notice for good.", required=True),
        Column("jurisdiction", "The place of its issuer.", required=True),
        Column("regulator", "Its issuer.", required=True),
        Column("regulator_short", "Its issuer, in short.", required=True),
        Column("issuer_type", "What its issuer is.", of="issuer_type", required=True),
        Column("title", "Its title as published.", required=True),
        Column("title_en", "Its title in English; empty: nobody has translated it."),
        Column("language", "The language of the title (BCP 47).", required=True),
        Column("published", "When it was published; empty: undated.", "partial_date"),
        Column("kind", "What kind of act it is.", of="kind", required=True),
        Column("relevance", "How closely it bears on exosomes.", of="relevance", required=True),
        Column("origin", "What the products are made from.", "list", of="origin"),
        Column("uses", "How the products are used.", "list", of="use"),
        Column("claims", "What the products are sold for.", "list", of="claim"),
        Column("concerns", "Why the issuer acts.", "list", of="concern"),
        Column("firms", "Firms that it names.", "list"),
        Column("products", "Products that it names.", "list"),
        Column("summary", "What it says, in short."),
        Column("effect", "What it does to the rules.", of="effect", required=True),
        Column("exosome_explicit", "The part that was read names exosomes.", "yes_no",
               required=True),
        Column("url", "The issuer's own page; empty: not known."),
        _SOURCE_READ,
        Column("read_url", "The page that was read."),
        _OTHER_URLS,
        _CONFIDENCE,
        _CODERS_DIFFER,
        Column("review", "Whether a person has looked at it.", of="review", required=True),
        Column("source_id", "The source that found it, as in the table of sources; empty: people."),
        Column("first_seen", "The day on which it was first seen.", "day", required=True),
        Column("last_checked", "The day on which it was last checked.", "day", required=True),
        Column("sha256", "SHA-256 of what was received."),
        Column("version", "Counts up when what it says has changed.", "count", required=True),
        Column("via", "How a program received it.", of="via"),
        Column("delisted_on", "Since when its source does not list it any more.", "day"),
    ),
    lambda edition, _: edition.notices,
    key=("id",),
    references={"jurisdiction": _PLACE},
)  # fmt: skip

BLOCS = Table(
    "blocs",
    "Blocs",
    "A member of a bloc, once for each instrument that binds it. Members are those of today.",
    (
        Column("bloc", "The bloc's code.", required=True),
        Column("bloc_name", "The bloc's name.", required=True),
        Column("member", "ISO 3166-1 alpha-2.", required=True),
        Column("member_name", "English name.", required=True),
        Column("instrument", "The text that binds the members.", required=True),
        Column("transposition_note", "How it reaches them.", required=True),
        Column("confidence", "How surely it reaches them; it bounds what they inherit.",
               of="confidence"),
        Column("read_url", "The page that was read.", required=True),
        Column("verified_on", "The day on which it was last checked.", "day", required=True),
    ),
    lambda edition, _: exports.blocs(edition),
    key=("bloc", "member", "instrument"),
    references={"bloc": _PLACE, "member": _PLACE},
)  # fmt: skip

SOURCES = Table(
    "sources",
    "Sources",
    "A site that the scrapers know, read or not. Most facts come from desk research; the table of "
    "pages has what they rest on.",
    (
        Column("id", "Names the source.", required=True),
        Column("name", "What it is.", required=True),
        Column("jurisdiction", "The place that its publisher speaks for.", required=True),
        Column("publisher", "Who publishes it.", required=True),
        Column("publisher_short", "Who publishes it, in short.", required=True),
        Column("homepage", "Its page for people.", required=True),
        Column("format", "In which form it is read.", required=True),
        Column("languages", "Its languages (BCP 47).", "list", required=True),
        Column("cadence", "How often it is read: daily, weekly or monthly.", required=True),
        Column("structure", "How its structure is known.", of="source_structure", required=True),
        Column("text", "full, or title_only where nothing else may be kept.", required=True),
        Column("terms_of_use", "What robots.txt and its terms say.", required=True),
        Column("enabled", "It is read.", "yes_no", required=True),
        Column("off_because", "Why it is not read."),
        Column("last_read", "The day of the last good run; empty: none yet.", "day"),
        Column("notices", "How many of its notices stand.", "count", required=True),
    ),
    lambda _, sources: exports.sources(sources),
    key=("id",),
    references={"jurisdiction": _PLACE},
)

PAGES = Table(
    "pages",
    "Pages read",
    "A page on which facts were read, most facts first.",
    (
        Column("url", "Its address.", required=True),
        Column("host", "Whose page it is."),
        Column("source_read", "primary when any fact read there was read at its issuer.",
               of="source_read", required=True),
        Column("facts", "How many facts rest on it.", "count", required=True),
        Column("positions", "How many of these are positions.", "count", required=True),
        Column("notices", "How many are notices.", "count", required=True),
        Column("blocs", "How many are instruments of blocs.", "count", required=True),
        Column("jurisdictions", "The places that these facts concern.", "list", required=True),
        Column("last_checked", "The day on which one was last checked.", "day", required=True),
    ),
    lambda edition, _: pages(edition),
    key=("url",),
)  # fmt: skip

CHANGES = Table(
    "changes",
    "Changes",
    "What happened on a date, newest first: positions that came into force, notices published, "
    "amended (a row for each field), no longer listed, listed again; and corrections of this "
    "record (record_corrected), which are no changes of the law. What has no date is not here.",
    (
        Column("date", "When it happened.", "partial_date", required=True),
        Column("event", "What happened.", of="event", required=True),
        Column("jurisdiction", "Where.", required=True),
        Column("name", "Where, in English.", required=True),
        Column("scenario", "Of a position: product and use.", of="scenario"),
        Column("kind", "Of a notice: its kind.", of="kind"),
        Column("relevance", "Of a notice: how closely it bears on exosomes.", of="relevance"),
        Column("field", "The column that was amended."),
        Column("before", "The status or text before."),
        Column("after", "The status or text since."),
        Column(
            "title",
            "The instrument, the notice's title, or why the record was wrong.",
            required=True,
        ),
        Column("language", "The language of a notice's title (BCP 47)."),
        Column("detail", "The position's note, or the notice's summary."),
        Column("review", "Of a notice: whether a person has looked at it.", of="review"),
        Column("delisted_on", "Of a notice: since when its source does not list it.", "day"),
        _CONFIDENCE,
        _SOURCE_READ,
        Column("verified_on", "The day on which it was last checked.", "day", required=True),
        Column("url", "The page to read."),
        Column("notices", "Ids of the notices behind it.", "list"),
    ),
    lambda edition, _: changes(edition),
    references={"jurisdiction": _PLACE},
)

TABLES = (JURISDICTIONS, POSITIONS, NOTICES, BLOCS, SOURCES, PAGES, CHANGES)
