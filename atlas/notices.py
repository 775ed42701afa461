"""Notices: one act or publication of a regulator, court, legislature or professional body.

A `Notice` is one record as it stands in data/notices/*.jsonl; `notices_frame` makes the DataFrame
that everything else reads.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from atlas.dates import parse_partial

if TYPE_CHECKING:  # slow to load; a scraper's run that finds nothing new needs no table
    import pandas as pd

LIST_COLUMNS = ("origin", "uses", "claims", "concerns", "firms", "products", "other_urls")
CODED_LISTS = {"origin": "origin", "uses": "use", "claims": "claim", "concerns": "concern"}
CODED_FIELDS = {
    name: name
    for name in (
        "kind",
        "issuer_type",
        "relevance",
        "effect",
        "confidence",
        "source_read",
        "review",
    )
}

# The schema of the DataFrame. Lists are tuples of str; dates keep the precision they were given in.
# `via` (live | wayback) is how a scraper received it, null for desk research; `delisted_on` the day
# since which its source no longer lists it, null while it does.
NOTICE_COLUMNS: dict[str, str] = {
    "id": "str",
    "jurisdiction": "str",
    "regulator": "str",
    "regulator_short": "str",
    "issuer_type": "category",
    "title": "str",
    "title_en": "str",
    "language": "category",
    "published": "str",
    "published_first": "datetime64[s]",
    "kind": "category",
    "relevance": "category",
    "origin": "object",
    "uses": "object",
    "claims": "object",
    "concerns": "object",
    "firms": "object",
    "products": "object",
    "summary": "str",
    "effect": "category",
    "exosome_explicit": "bool",
    "url": "str",
    "source_read": "category",
    "read_url": "str",
    "other_urls": "object",
    "confidence": "category",
    "coders_differ": "object",
    "review": "category",
    "source_id": "str",
    "first_seen": "str",
    "last_checked": "str",
    "sha256": "str",
    "version": "int64",
    "via": "category",
    "delisted_on": "str",
}


def found_id(source_id: str, key: str) -> str:
    """The stable id of a notice that a scraper found, safe in addresses and file names.

    `<source id>-<hash>`: ten hex digits of the SHA-256 of "<source id>:<key>". It says nothing of
    the title or the date, so that a corrected notice stays the same notice.
    """
    return f"{source_id}-{sha256(f'{source_id}:{key}'.encode()).hexdigest()[:10]}"


class Notice(BaseModel):
    """One notice. `url` is the issuer's own page (None: not known), `read_url` the page read.

    `published` is yyyy, yyyy-mm, yyyy-mm-dd or None (undated). `source_id` names the scraper that
    found it, None for desk research; `verified_on` is the day on which a person last checked it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    jurisdiction: str
    regulator: str
    regulator_short: str
    issuer_type: str
    title: str = Field(min_length=1)
    title_en: str
    language: str
    published: str | None
    kind: str
    relevance: str
    origin: tuple[str, ...]
    uses: tuple[str, ...]
    claims: tuple[str, ...]
    concerns: tuple[str, ...]
    firms: tuple[str, ...]
    products: tuple[str, ...]
    summary: str
    effect: str
    exosome_explicit: bool
    url: str | None
    source_read: str
    read_url: str
    other_urls: tuple[str, ...] = ()
    confidence: str
    coders_differ: tuple[str, ...] = ()
    review: str
    verified_on: str
    source_id: str | None = None
    first_seen: str | None = None
    sha256: str | None = None

    def record(self) -> dict[str, Any]:
        """The notice as a row of the DataFrame, version 1; lists are lists, for JSON columns."""
        row = self.model_dump(mode="json")
        checked = row.pop("verified_on")
        return {
            **row,
            "first_seen": self.first_seen or checked,
            "last_checked": checked,
            "version": 1,
            "via": None,
            "delisted_on": None,
        }


def notices_frame(records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The notice DataFrame: columns and dtypes of NOTICE_COLUMNS, newest first, undated last.

    Args:
        records: rows with the keys of NOTICE_COLUMNS except `published_first`, which is made here:
            the first day that `published` can mean (NaT when undated).
    """
    import numpy as np
    import pandas as pd

    rows = [(_first_day(record), record) for record in sorted(records, key=lambda row: row["id"])]
    rows.sort(key=lambda row: row[0] or date.min, reverse=True)
    columns = {name: [record.get(name) for _, record in rows] for name in NOTICE_COLUMNS}
    columns["published_first"] = [day or np.datetime64("NaT", "s") for day, _ in rows]
    for name in (*LIST_COLUMNS, "coders_differ"):
        columns[name] = [tuple(value or ()) for value in columns[name]]
    return pd.DataFrame(
        {name: _column(columns[name], dtype) for name, dtype in NOTICE_COLUMNS.items()}
    )


def _first_day(record: Mapping[str, Any]) -> date | None:
    """The first day that its publication can mean; None when undated."""
    published = record.get("published")
    return parse_partial(published).first if published else None


def _column(values: list[Any], dtype: str) -> Any:
    """An array of that dtype; a table of few rows is made of arrays in half the time of series."""
    import numpy as np
    import pandas as pd

    if dtype == "category":
        return pd.Categorical(values)
    if dtype == "str":
        return pd.array(values, dtype="str")
    array = np.empty(len(values), dtype)
    # One by one where they are tuples: an array would take them for rows of its own.
    for number, value in enumerate(values):
        array[number] = value
    return array


def rows_of(table: pd.DataFrame, columns: Iterable[str]) -> list[dict[Hashable, Any]]:
    """Some columns of a table as a dict for each row.

    A few times as fast as pandas' own for the few rows and many columns that a list on screen has.
    """
    names = list(columns)
    values = zip(*(table[name].tolist() for name in names), strict=True)
    return [dict(zip(names, row, strict=True)) for row in values]


def shown_titles(notices: pd.DataFrame) -> pd.Series:
    """The title that a reader is shown: the English one, or the original where there is none.

    Scrapers do not translate: `title_en` is "" for what they found in another language.
    """
    return notices["title_en"].where(_in_english(notices), notices["title"])


def title_languages(notices: pd.DataFrame) -> pd.Series:
    """The language (BCP 47) that each of `shown_titles` is in."""
    return notices["language"].astype(object).mask(_in_english(notices), "en")


def _in_english(notices: pd.DataFrame) -> pd.Series:
    return notices["title_en"].notna() & (notices["title_en"] != "")


def published_by(notices: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The notices known to be out on a day."""
    import pandas as pd

    return notices[known_from(notices) <= pd.Timestamp(as_of)]


def known_from(notices: pd.DataFrame) -> pd.Series:
    """The first day on which each notice is known to be out: datetime64[s], NaT if there is none.

    A date counts from the first day that it can mean; an undated notice counts from the day on
    which it was first seen, since only then is it known to exist.
    """
    days = notices["published_first"].copy()
    undated = days.isna()
    days[undated] = notices.loc[undated, "first_seen"].astype("datetime64[s]")
    return days
