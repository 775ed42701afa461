"""What every command shares: the application, its options, the catalogue, the open store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from atlas.commands import application, fail
from atlas.facts import read_words
from atlas.places import UnknownPlace
from atlas.store import Store, StoreError, open_store
from scrapers.catalogue import ShortKey, Source
from scrapers.catalogue_files import BadCatalogue, NoSources, read_catalogue, with_keys
from scrapers.http.fetch import FetchSettings
from scrapers.keeping import descriptions, take_out_keys
from scrapers.progress import LinesOfProgress, LiveProgress, Progress
from scrapers.run import SHOWS_FAULTS

ARCHIVE = Path(__file__).resolve().parents[2] / "var" / "archive"

app = application(
    "scrapers",
    "Read regulators' notices into the atlas: politely, archived, and machine-read until "
    "a person has reviewed them.",
)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
SourcesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="ID", help="Sources; all of them if none.")
]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="ID", help="The same; may be repeated.")
]
JurisdictionOption = Annotated[
    list[str] | None,
    typer.Option("--jurisdiction", metavar="CC", help="A place; may be repeated."),
]
ArchiveOption = Annotated[
    Path,
    typer.Option(
        "--archive", envvar="ATLAS_ARCHIVE", metavar="DIR", help="The folder of what was received."
    ),
]
CatalogueOption = Annotated[
    Path | None,
    typer.Option(
        "--catalogue", envvar="ATLAS_SOURCES", metavar="DIR", help="Another folder of sources."
    ),
]


def catalogue_of(folder: Path | None) -> dict[str, Source]:
    """Every source by id, on where its key is there; exit code 1 if it cannot be read.

    2 for a folder without sources, and for what cannot be a key.
    """
    try:
        return with_keys(read_catalogue(folder) if folder else read_catalogue())
    except (NoSources, ShortKey) as error:
        fail(str(error), 2)
    except BadCatalogue as error:
        fail(f"{error}\n{SHOWS_FAULTS}", 1)


def chosen(
    catalogue: Mapping[str, Source],
    ids: Sequence[str] | None = None,
    options: Sequence[str] | None = None,
    jurisdictions: Collection[str] | None = None,
) -> list[Source]:
    """The sources asked for, all of them if nothing is; ends with exit code 2 for unknown ones.

    `ids` are those given as arguments, `options` those behind --source.
    """
    ids = [*(ids or ()), *(options or ())]
    places = {source.jurisdiction for source in catalogue.values()}
    if taken := [word for word in ids if word not in catalogue and word.upper() in places]:
        fail(f"{taken[0]!r} is a place; say --jurisdiction {taken[0].upper()}", 2)
    _refuse_unknown(ids, catalogue)
    wanted = {_code_of(place, places) for place in jurisdictions or ()}
    found = [
        source
        for source in catalogue.values()
        if (not ids or source.id in ids) and (not wanted or source.jurisdiction in wanted)
    ]
    if not found:
        none = f"none of {', '.join(ids)} is of {', '.join(sorted(wanted))}"
        fail(f"{none}; leave out the sources or --jurisdiction", 2)
    return found


def _code_of(place: str, known: Collection[str]) -> str:
    """The code of a place by its code or name; exit code 2 where there is none, or no source."""
    if place.upper() in known:
        return place.upper()
    try:
        code = read_words()[0].find(place).code
    except UnknownPlace as unknown:
        fail(str(unknown), 2)
    if code not in known:
        fail(f"no source is of {place!r}; there are some of {', '.join(sorted(known))}", 2)
    return code


def _refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    known = sorted(known)
    for word in given:
        if word not in known:
            near = get_close_matches(word, known, n=3, cutoff=0.4)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
            fail(f"no source {word!r}; {hint}", 2)


@contextmanager
def opened_store(
    catalogue: Mapping[str, Source] | None = None, tell: Callable[[str], None] = lambda fault: None
) -> Iterator[Store]:
    """The filled store, which knows the catalogue; its faults end with exit code 1.

    `tell` is called with the fault before that, for programs that need more than an exit code.
    """
    try:
        with open_store() as store:
            store.ensure_filled()
            if catalogue is not None:
                store.keep_catalogue(descriptions(catalogue))
                take_out_keys(store, catalogue.values())
            yield store
    except (StoreError, OSError) as error:
        tell(str(error))
        fail(str(error), 1)


@contextmanager
def shown_progress(sources: Sequence[Source]) -> Iterator[Progress]:
    """Live where a terminal shows it, else a line for each source that has ended."""
    if not sys.stderr.isatty():
        yield LinesOfProgress()
        return
    with LiveProgress(sum(source.enabled for source in sources)) as progress:
        yield progress


def fetch_settings(sources: Iterable[Source]) -> FetchSettings:
    """How these sources are asked, as the environment says; exit code 2 if it cannot be so."""
    secrets = frozenset[str]().union(*(each.key.secrets() for each in sources if each.key))
    try:
        return FetchSettings.from_environment(secrets)
    except ValueError as error:
        fail(str(error), 2)
