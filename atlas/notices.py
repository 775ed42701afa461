"""Notices: one act or publication of a regulator, court, legislature or professional body.

A `Notice` is one record as it stands in data/notices/*.jsonl; `notices_frame` makes the DataFrame
that everything else reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import Field

from atlas.closed import Closed
from atlas.columns import NOTICE, names
from atlas.dates import parse_partial

if TYPE_CHECKING:  # slow to load; a scraper's run that finds nothing new needs no table
    import pandas as pd

LIST_COLUMNS = tuple(column.name for column in NOTICE if column.several)
# Field -> vocabulary.
CODED_LISTS = {column.name: column.of for column in NOTICE if column.of and column.several}
CODED_FIELDS = {column.name: column.of for column in NOTICE if column.of and not column.several}

# What is stored of a notice, and leaves the atlas.
RECORD_COLUMNS = names(NOTICE)
# What the source itself says. The codes follow from it, and change also when we read better.
SAID_BY_SOURCE = ("title", "published", "url", "summary")
_DTYPES = {"list": "object", "addresses": "object", "yes_no": "bool", "count": "int64"}
# The schema of the DataFrame. Lists are tuples of str; dates keep the precision they were given in.
# `published_first` is the first day that `published` can mean.
NOTICE_COLUMNS: dict[str, str] = {
    **{column.name: _DTYPES.get(column.kind, "str") for column in NOTICE},
    **dict.fromkeys((*CODED_FIELDS, "language"), "category"),
    "published_first": "datetime64[s]",
}


def found_id(source_id: str, key: str) -> str:
    """The stable id of a notice that a scraper found, safe in addresses and file names.

    `<source id>-<hash>`: ten hex digits of the SHA-256 of "<source id>:<key>". It says nothing of
    the title or the date, so that a corrected notice stays the same notice.
    """
    return f"{source_id}-{sha256(f'{source_id}:{key}'.encode()).hexdigest()[:10]}"


class Notice(Closed):
    """One notice. `url` is the issuer's own page (None: not known), `read_url` the page read.

    `published` is yyyy, yyyy-mm, yyyy-mm-dd or None (undated). `source_id` names the scraper that
    found it, None for desk research; `verified_on` is the day on which a person last checked it,
    `first_seen` that of the first reading; None: `verified_on`.
    """

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
        records: rows with the keys RECORD_COLUMNS; `published_first` is made here, NaT when
            undated.
    """
    import numpy as np
    import pandas as pd

    rows = list(records)
    columns = {name: [row.get(name) for row in rows] for name in NOTICE_COLUMNS}
    columns["published_first"] = [
        np.datetime64(parse_partial(text).first) if text else np.datetime64("NaT", "s")
        for text in columns["published"]
    ]
    for name in LIST_COLUMNS:
        columns[name] = [tuple(value or ()) for value in columns[name]]
    frame = pd.DataFrame(
        {name: pd.Series(columns[name], dtype=dtype) for name, dtype in NOTICE_COLUMNS.items()}
    )
    return frame.sort_values(
        ["published_first", "id"], ascending=[False, True], na_position="last", ignore_index=True
    )


class Listed(NamedTuple):
    """What a list tells of one notice."""

    id: str
    jurisdiction: str
    regulator_short: str
    title: str
    title_en: str
    language: str
    published: str | None
    kind: str
    relevance: str
    url: str | None
    source_read: str
    read_url: str
    confidence: str
    review: str
    last_checked: str
    delisted_on: str | None


def listed(notices: pd.DataFrame) -> list[Listed]:
    """Some notices, in their order.

    A few times as fast as pandas' own ways for the few rows that a list on screen has.
    """
    columns = (
        [value if isinstance(value, str) else None for value in notices[name].tolist()]
        for name in Listed._fields
    )
    return list(map(Listed._make, zip(*columns, strict=True)))


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
