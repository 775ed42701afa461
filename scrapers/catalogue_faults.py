"""What is wrong in a source's YAML that its schema cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scrapers.catalogue import BLANK, Source
from scrapers.normalise.dates import FORMATS, is_pattern


class OwnFault(NamedTuple):
    """What is wrong in a source's YAML, where in it, and how to mend it."""

    where: tuple[str | int, ...]
    fault: str
    mend: str


def own_faults(source: Source, id_: str) -> Iterator[OwnFault]:
    """Those of the source that the file `id_`.yaml describes."""
    if source.id != id_:
        yield OwnFault(("id",), f"id is {source.id!r}", f"name the file {source.id}.yaml")
    asks = [*source.urls, *(str(post) for post in source.posts)]
    if source.enabled and not asks:
        yield OwnFault(("enabled",), "a source that is on needs urls or posts", "add them")
    yield from _faults_of_search(source, asks)
    for number, url in enumerate(source.urls):
        if "{" in BLANK.sub("", url) or "}" in BLANK.sub("", url):
            known = "{term}, {since}, {until}, {year}, {year2}, {key} and {user}"
            fault = f"a brace in the address that nothing fills in: {url}"
            yield OwnFault(("urls", number), fault, f"known are {known}")
    if not source.enabled and not source.off_because:
        yield OwnFault(("enabled",), "a source that is off says why", "add off_because")
    if source.enabled and source.off_because:
        fault = "off_because stands on a source that is on"
        yield OwnFault(("off_because",), fault, "take it out, or write enabled: false")
    if source.enabled and source.structure == "unknown":
        fault = "a source of unknown structure cannot be on"
        yield OwnFault(("structure",), fault, "say how it is known, or enabled: false")
    if source.rows.min > source.rows.max:
        fault = f"rows.min {source.rows.min} is above rows.max {source.rows.max}"
        yield OwnFault(("rows", "min"), fault, "lower the one or raise the other")
    certificate = source.manners.for_fetching().extra_certificate
    if certificate and not certificate.is_file():
        fault = f"there is no {certificate}"
        yield OwnFault(("manners", "extra_certificate"), fault, "put the certificate there")
    yield from _faults_of_dates(source)
    if source.rows.may_be_empty and not source.rows.why:
        yield OwnFault(("rows",), "rows.may_be_empty needs rows.why", "say why")


def _faults_of_search(source: Source, asks: Sequence[str]) -> Iterator[OwnFault]:
    if source.terms == "server" and not any("{term" in ask for ask in asks):
        fault = "terms is server, but no address or form has {term}"
        yield OwnFault(("terms",), fault, "write {term} where the word goes, or client")
    if source.sure_term and source.terms != "server":
        fault = "sure_term stands on a source that is not asked for terms"
        yield OwnFault(("sure_term",), fault, "take it out")
    may_find_nothing = source.enabled and source.terms == "server" and source.rows.may_be_empty
    if may_find_nothing and not source.sure_term:
        fault = "a search that may find nothing needs a word that it surely finds"
        yield OwnFault(("terms",), fault, "add sure_term")


def _faults_of_dates(source: Source) -> Iterator[OwnFault]:
    if source.time_zone and not _is_time_zone(source.time_zone):
        fault = f"there is no time zone {source.time_zone!r}"
        yield OwnFault(("time_zone",), fault, "write one as Europe/Madrid")
    for name in source.date_formats:
        if not (is_pattern(name) if "%" in name else name in FORMATS):
            fault, mend = f"there is no date format {name!r}", f"known are {', '.join(FORMATS)}"
            yield OwnFault(("date_formats",), fault, mend)


def _is_time_zone(name: str) -> bool:
    # To ask for the names of all zones would open the file of each.
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such name, no name at all, a folder of zones
        return False
    return True
