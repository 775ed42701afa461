"""What a reader of the data package needs to know before relying on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from atlas import __version__
from atlas.citation import LICENCE, Citation
from atlas.datapackage.tables import TABLES, Table
from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.wording import counted

KEEP_IN_MIND = (
    "This is not legal advice. Ask the regulator or a lawyer before you act.",
    "no_specific_rule means that nobody official has spoken, unclear that texts conflict, are "
    "silent or could not be read. Neither is a permission, and a place without a row is not one "
    "either: nothing is on record.",
    "The positions are what each place or bloc says itself. A place is also reached by the rules "
    "of its country and its blocs; the atlas answers for any place and day with "
    "`python -m atlas status`.",
    "A notice whose review is machine_read was read by a program and checked by nobody. No such "
    "notice has moved a position.",
    "Keep three things with a fact that you pass on: its source's address, its confidence, and "
    "the day on which it was last checked.",
    'Lists are joined with "; ". An apostrophe stands before a text that a spreadsheet would take '
    "for a formula. Marks that turn the direction of writing are left out.",
)


def facts_of(edition: Edition) -> list[str]:
    """Version, date, licence and citation, a sentence each."""
    checked = parse_partial(edition.verified_on).spoken() if edition.verified_on else "never"
    return [
        f"Version {__version__}, revision {edition.revision} of the data, facts last checked on "
        f"{checked}.",
        f"Licence: Creative Commons Attribution 4.0 International (CC BY 4.0), {LICENCE}. Titles "
        "and documents of regulators and courts belong to those who published them.",
        f"Cite as: {Citation(edition.verified_on, edition.revision).apa()}",
    ]


def readme(edition: Edition, frames: Mapping[str, pd.DataFrame]) -> str:
    """README.md of the data package; `frames` are its tables by name."""
    facts = "\n\n".join(facts_of(edition))
    before = "\n".join(f"- {sentence}" for sentence in KEEP_IN_MIND)
    tables = "\n\n".join("\n".join(_table(table, len(frames[table.name]))) for table in TABLES)
    return f"""# Exosome Atlas: the data

Where exosome products are legal, for which use, on what authority, and how that is
changing.

{facts}

## Before you rely on it

{before}

## Files

- `datapackage.json`: the schema of each table, for programs (Frictionless).
- `data/*.csv`: the tables, RFC 4180 in UTF-8.
- `exosome-atlas.xlsx`: the same tables as one workbook.
- `codebook.md`: every code that may stand in the data, with its definition.

{tables}
"""


def _table(table: Table, rows: int) -> Iterator[str]:
    yield f"## {table.title}: `data/{table.name}.csv`, {counted(rows, 'row')}"
    yield ""
    yield table.says
    yield ""
    for column in table.columns:
        codes = f" Codes of `{column.of}` in the codebook." if column.of else ""
        yield f"- `{column.name}`: {column.says}{codes}"
