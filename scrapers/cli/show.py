"""`show`: what is known of a source or a notice, or what was received for it."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from atlas.commands import fail, write_json
from atlas.notices import RECORD_COLUMNS
from atlas.store import Store
from atlas.tabular import json_rows, printable
from scrapers.archive import Archive
from scrapers.catalogue import Source
from scrapers.cli.session import (
    ARCHIVE,
    ArchiveOption,
    CatalogueOption,
    app,
    catalogue_of,
    opened_store,
)
from scrapers.http.request import Response
from scrapers.normalise.encoding import decode
from scrapers.reading.remember import request_name


@app.command()
def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A source, or a notice it gave; with --raw any address that was asked, too.",
        ),
    ],
    raw: Annotated[
        bool,
        typer.Option(
            "--raw",
            help="What was received, byte for byte; without control characters on a terminal.",
        ),
    ] = False,
    archive: ArchiveOption = ARCHIVE,
    catalogue: CatalogueOption = None,
) -> None:
    """Show a source's description, or a notice's record; with --raw what was received last."""
    known = catalogue_of(catalogue)
    source = known.get(id_)
    if raw:
        if id_.startswith(("http://", "https://")):
            response = next(Archive(archive).newest_from(id_), None)
        elif source is None:
            with opened_store() as store:
                sha256 = _record(store, id_)["sha256"]
            response = Archive(archive).newest_with(sha256) if sha256 else None
        else:
            response = _last_list(Archive(archive), source)
        _write_raw(id_, response)
    elif source:
        write_json(source.model_dump(mode="json", exclude_defaults=True))
    else:
        with opened_store() as store:
            write_json(_record(store, id_))


def _record(store: Store, id_: str) -> dict[str, Any]:
    found = store.read_edition().notices_by_id([id_])
    if found.empty:
        fail(f"no source and no notice {id_!r}; `python -m scrapers list` has the sources", 2)
    (row,) = json_rows(found[list(RECORD_COLUMNS)])
    return row


def _last_list(archive: Archive, source: Source) -> Response | None:
    """The answer to the first request for the source's list, of the last run that got one.

    "Not modified" is none. Of an address that was redirected, or asked again, the last one counts.
    """
    for run in reversed(archive.runs()):
        found: dict[str, tuple[int, str]] = {}
        for offset in archive.offsets(run, source.id):
            answer = archive.at(run, offset)
            if answer.request.purpose == "list" and not answer.not_modified:
                told = f"  {answer.status} {printable(answer.request.url)}"
                found[request_name(answer.request)] = offset, told
        if len(found) > 1:
            typer.echo(f"{len(found)} pages in the last run; this is the first of them:", err=True)
            typer.echo("\n".join(told for _, told in found.values()), err=True)
        if found:
            first, _ = next(iter(found.values()))
            return archive.at(run, first)
    return None


def _write_raw(id_: str, response: Response | None) -> None:
    if response is None:
        fail(f"nothing in the archive for {id_}; a `run` or `check` of its source fills it", 1)
    typer.echo(
        f"{response.status} {printable(response.url)}, received "
        f"{response.fetched_at:%Y-%m-%d %H:%M} UTC ({response.via}), SHA-256 {response.sha256}",
        err=True,
    )
    if sys.stdout.isatty():
        # A page may hold what would take the terminal over.
        text = decode(response.body, response.headers.get("Content-Type", "")).text
        for line in text.splitlines():
            typer.echo(printable(line))
    else:
        sys.stdout.buffer.write(response.body)
        sys.stdout.flush()
