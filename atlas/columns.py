"""The columns of the tables that leave the atlas, each described once.

Their order is that of the CSV, of the JSON and of both schemas: the data package says them as Table
Schema (atlas.datapackage.table_schema), the API as JSON Schema (atlas.api.schemas).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "text", "address", "place", "list", "addresses", "day", "partial_date", "moment", "count",
    "number", "points", "yes_no",
]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        says: what a value means.
        kind: an `address` is that of a page, a `place` the code of one; a `partial_date` keeps its
            precision, a `moment` is in UTC; `points` are numbers by name. `list` and `addresses`
            hold several.
        of: the vocabulary whose codes stand here.
        required: never empty.
        blank: where there is nothing, it is an empty text and not missing.
    """

    name: str
    says: str
    kind: Kind = "text"
    of: str | None = None
    required: bool = False
    blank: bool = False

    @property
    def several(self) -> bool:
        return self.kind in ("list", "addresses")


Columns = tuple[Column, ...]


def names(columns: Sequence[Column]) -> tuple[str, ...]:
    """What the columns are called, in their order."""
    return tuple(column.name for column in columns)


def chosen(columns: Sequence[Column], *wanted: str) -> Columns:
    """Some of the columns, in the order wanted."""
    known = {column.name: column for column in columns}
    return tuple(known[name] for name in wanted)


_CONFIDENCE = Column(
    "confidence", "How far the record can be relied on.", of="confidence", required=True
)
_SOURCE_READ = Column(
    "source_read", "Whether the issuer's own text was read.", of="source_read", required=True
)
_READ_URL = Column("read_url", "The page that was read.", "address")
_OTHER_URLS = Column("other_urls", "Other pages that say something.", "addresses")
_CODERS_DIFFER = Column(
    "coders_differ",
    "The columns on which two independent coders differed; the code that promises less was kept.",
    "list",
)
_VERIFIED_ON = Column("verified_on", "The day on which it was last checked.", "day", required=True)
_NOTICES = Column("notices", "Ids of the notices behind it.", "list")
_AS_OF = Column("as_of", "The day asked about.", "day", required=True)

# Every place that the other tables speak of.
JURISDICTION: Columns = (
    Column("code", "ISO 3166-1 alpha-2, ISO 3166-2, a bloc's code, or INT.", required=True),
    Column("name", "English name.", required=True),
    Column("kind", "country, subdivision, bloc or international.", required=True),
    Column("alpha3", "ISO 3166-1 alpha-3 of a country."),
    Column("parent", "The country of a subdivision, or whose law reaches a territory.", "place"),
    Column("region", "Region of the UN's standard M49."),
    Column("subregion", "Subregion of the UN's standard M49."),
    Column("blocs", "The blocs whose rules reach it, the most specific first.", "list"),
)

# An entry of a history of the law.
POSITION: Columns = (
    Column("jurisdiction", "The place whose law it is.", "place", required=True),
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
    Column(
        "first_read",
        "The first day on which it was read with this status; empty: `verified_on`. Where it began "
        "on an unknown day, it is sure to hold from then on.",
        "day",
    ),
    Column("instrument", "The text of law by name."),
    Column("instrument_url", "The page of the text of law.", "address"),
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
    Column("except_in", "The parts of the country that it does not reach.", "list"),
    Column("note", "What was read, what was not, and what follows.", required=True),
    _NOTICES,
    _SOURCE_READ,
    _READ_URL,
    _OTHER_URLS,
    _CONFIDENCE,
    _CODERS_DIFFER,
    _VERIFIED_ON,
    Column(
        "replaced_from", "From when the next entry holds; empty: this is the last.", "partial_date"
    ),
)  # fmt: skip


def _of_position(*wanted: str) -> Columns:
    """What an answer of the law takes from the position that answers, if one does."""
    return tuple(replace(column, required=False) for column in chosen(POSITION, *wanted))


# How the law of a place stands as of a day, with its risk.
STANDING: Columns = (
    Column("jurisdiction", "The place asked about.", "place", required=True),
    Column("name", "English name.", required=True),
    Column("scenario", "Product and use.", of="scenario", required=True),
    Column("status", "How the law stands. Only `permitted` is a permission.", of="status",
           required=True),
    Column("inherited_from", "The place whose position answers, if not this place's own.", "place"),
    Column(
        "effective_from",
        "In force since; empty: since an unknown earlier date. Where `as_of` is before "
        "`sure_from`, perhaps only after that day.",
        "partial_date",
    ),
    *_of_position("instrument", "conditions", "penalty", "confidence", "source_read",
                  "verified_on", "read_url"),
    Column("notices", "Ids of the notices behind it that were out on the day.", "list"),
    Column("risk", "0 to 100.", "number", required=True),
    Column("risk_parts", "What the risk adds up from.", "points", required=True),
    Column("risk_completeness", "0 to 1: how much of what the risk asks for is known.", "number",
           required=True),
    Column("risk_notices", "Ids of the acts in its enforcement part, weightiest first.", "list"),
    Column("risk_machine_read", "How many of these acts no person has reviewed.", "count",
           required=True),
    *_of_position("basis", "unclear_reason", "approved_product", "note"),
    Column("sure_by", "The place whose rule gives `confidence`: it says the same as the row of a "
           "part of its country, binds there too, and is surer.", "place"),
    Column("sure_from", "The first day on which it is sure to hold: that of `effective_from`, or "
           "by then its month or year is over, or somebody had read that it holds.", "day"),
    Column("conditions_above", "What its country or bloc asks beside the place's own row, by name; "
           "`conditions` has what the row that answers asks itself.", "list"),
    Column("own_note", "Of the place's own row, where a binding rule from above answers."),
    *_of_position("except_in", "coders_differ", "instrument_url", "other_urls"),
    _AS_OF,
)  # fmt: skip

NOTICE: Columns = (
    Column("id", "Names the notice for good.", required=True),
    Column("jurisdiction", "The place of its issuer.", "place", required=True),
    Column("regulator", "Its issuer.", required=True),
    Column("regulator_short", "Its issuer, in short.", required=True),
    Column("issuer_type", "What its issuer is.", of="issuer_type", required=True),
    Column("title", "Its title as published.", required=True),
    Column("title_en", "Its title in English; empty: nobody has translated it.", blank=True),
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
    Column("summary", "What it says, in short.", blank=True),
    Column("effect", "What it does to the rules.", of="effect", required=True),
    Column("exosome_explicit", "The part that was read names exosomes.", "yes_no", required=True),
    Column("url", "The issuer's own page; empty: not known.", "address"),
    _SOURCE_READ,
    replace(_READ_URL, required=True),
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
)

# A dated event of the stream of changes.
CHANGE: Columns = (
    Column("date", "When it happened.", "partial_date", required=True),
    Column("event", "What happened.", of="event", required=True),
    Column("jurisdiction", "Where.", "place", required=True),
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
    Column("detail", "The position's note, or the notice's summary.", blank=True),
    Column("review", "Of a notice: whether a person has looked at it.", of="review"),
    Column("delisted_on", "Of a notice: since when its source does not list it.", "day"),
    _CONFIDENCE,
    _SOURCE_READ,
    _VERIFIED_ON,
    Column("url", "The page to read.", "address"),
    _NOTICES,
    # What leaves a question open lifts no ban: `after` alone would read as if it had.
    Column(
        "still_holds",
        "Of a position: how the law stands in spite of it, by a rule from above that answers there "
        "on that day; empty: none does.",
        of="status",
    ),
    Column("rule_of", "The place whose rule that is.", "place"),
    Column("rule_confidence", "How far that rule can be relied on there.", of="confidence"),
)

# A member of a bloc, once for each instrument that binds it.
BLOC: Columns = (
    Column("bloc", "The bloc's code.", "place", required=True),
    Column("bloc_name", "The bloc's name.", required=True),
    Column("member", "ISO 3166-1 alpha-2.", "place", required=True),
    Column("member_name", "English name.", required=True),
    Column("instrument", "The text that binds the members.", required=True),
    Column("transposition_note", "How it reaches them.", required=True),
    Column("confidence", "How surely it reaches them; it bounds what they inherit.",
           of="confidence"),
    replace(_READ_URL, required=True),
    _VERIFIED_ON,
)  # fmt: skip

# A site that the scrapers know.
SOURCE: Columns = (
    Column("id", "Names the source.", required=True),
    Column("name", "What it is.", required=True),
    Column("jurisdiction", "The place that its publisher speaks for.", "place", required=True),
    Column("publisher", "Who publishes it.", required=True),
    Column("publisher_short", "Who publishes it, in short.", required=True),
    Column("homepage", "Its page for people.", "address", required=True),
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
)
# The same, and how it fares just now.
SITE: Columns = (
    *chosen(SOURCE, "id", "name", "jurisdiction", "publisher", "homepage", "format", "languages",
            "cadence", "structure", "terms_of_use"),
    Column("verdict", "How it fares.", of="source_verdict", required=True),
    Column("why", "Why it fares so.", blank=True),
    Column("tried_at", "The last time that it was asked.", "moment"),
    Column("good_at", "The last time it was read whole and kept.", "moment"),
    Column("failures", "In a row, be it at some of its addresses only.", "count", required=True),
    *chosen(SOURCE, "notices"),
)  # fmt: skip

# Everyone who issued a notice on record.
ISSUER: Columns = (
    Column("jurisdiction", "The place that it speaks for.", "place", required=True),
    Column("name", "The place, in English.", required=True),
    Column("regulator", "Its name.", required=True),
    Column("regulator_short", "Its name, in short.", required=True),
    Column("issuer_type", "What it is.", of="issuer_type", required=True),
    Column("notices", "How many are on record.", "count", required=True),
    Column("direct", "Of these, that name exosomes.", "count", required=True),
    Column("primary", "Of these, that were read on the issuer's own page.", "count", required=True),
    Column("latest", "The newest notice's date: when it was last seen acting.", "partial_date"),
    Column("last_checked", "The day on which one was last checked.", "day", required=True),
    Column("site", "The start page of its own web address, where one is on record.", "address"),
)
# An authority that can be asked.
ASKED: Columns = (
    *ISSUER,
    Column("formerly", "How it was called before, until when, and how sure that is."),
    Column("formerly_url", "The page that says so.", "address"),
)

# A page on which facts were read.
PAGE: Columns = (
    Column("url", "Its address.", "address", required=True),
    Column("host", "Whose page it is.", blank=True),
    Column("source_read", "primary when any fact read there was read at its issuer.",
           of="source_read", required=True),
    Column("facts", "How many facts rest on it.", "count", required=True),
    Column("positions", "How many of these are positions.", "count", required=True),
    Column("notices", "How many are notices.", "count", required=True),
    Column("blocs", "How many are instruments of blocs.", "count", required=True),
    Column("jurisdictions", "The places that these facts concern.", "list", required=True),
    Column("last_checked", "The day on which one was last checked.", "day", required=True),
)  # fmt: skip

# The columns that a program makes links of, by the names that they have in every table.
ADDRESSES = frozenset(
    column.name
    for table in (POSITION, STANDING, NOTICE, CHANGE, BLOC, SITE, ASKED, PAGE)
    for column in table
    if column.kind == "address"
)
