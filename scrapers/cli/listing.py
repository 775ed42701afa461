"""`list`: the catalogue and how each source fares."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from atlas.commands import write_json
from atlas.facts import read_facts
from atlas.health import SourceRecord
from scrapers.cli.output import print_table
from scrapers.cli.session import (
    CatalogueOption,
    JurisdictionOption,
    SourceOption,
    SourcesArgument,
    app,
    catalogue_of,
    chosen,
    opened_store,
)
from scrapers.source_page import sources_markdown

COLUMNS = "Source", "Place", "Name", "Cadence", "Verdict", "Last good", "Failures", "Notices", "Why"


class ListFormat(StrEnum):
    """How the list is written; as Markdown it is docs/sources.md, without health records."""

    table = "table"
    json = "json"
    markdown = "markdown"


@app.command("list")
def list_(
    ids: SourcesArgument = None,
    source: SourceOption = None,
    jurisdiction: JurisdictionOption = None,
    catalogue: CatalogueOption = None,
    format_: Annotated[
        ListFormat, typer.Option("--format", help="How to write it; markdown leaves health out.")
    ] = ListFormat.table,
) -> None:
    """The catalogue, and the health record of each source."""
    known = catalogue_of(catalogue)
    wanted = {each.id: each for each in chosen(known, ids, source, jurisdiction)}
    if format_ is ListFormat.markdown:
        from atlas.edition import Edition

        edition = Edition.from_facts(read_facts())
        names = {
            each.jurisdiction: edition.places.name(each.jurisdiction) for each in known.values()
        }
        sys.stdout.write(sources_markdown(wanted, names, edition.vocabularies))
        return
    with opened_store(known) as store:
        records = [record for record in store.sources() if record.id in wanted]
    now = datetime.now(UTC)
    if format_ is ListFormat.json:
        write_json([_as_object(record, now) for record in records])
        return
    print_table(
        f"{len(records)} sources",
        COLUMNS,
        (
            (
                record.id,
                record.description.jurisdiction,
                record.description.name,
                record.description.cadence,
                record.verdict(now),
                record.good_at and f"{record.good_at:%Y-%m-%d %H:%M}",
                record.failures or "",
                record.notices or "",
                record.why(now),
            )
            for record in records
        ),
    )


def _as_object(record: SourceRecord, now: datetime) -> dict[str, object]:
    return {
        "id": record.id,
        **record.description.model_dump(mode="json"),
        "verdict": record.verdict(now),
        "why": record.why(now),
        "tried_at": record.tried_at and record.tried_at.isoformat(),
        "good_at": record.good_at and record.good_at.isoformat(),
        "failures": record.failures,
        "message": record.message,
        "seconds": record.seconds,
        "notices": record.notices,
        "counts": record.counts,
        "held": record.held,
    }
