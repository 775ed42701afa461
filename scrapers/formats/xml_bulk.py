"""Reports in XML: an index that lists them, and one file a report with its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urldefrag
from xml.etree.ElementTree import Element

from atlas.dates import NotADate
from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import asked, document_at
from scrapers.formats.page import Page
from scrapers.formats.reading import xml_of
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request, Response

# The index must know from which day on reports are wanted, and a response only knows its request:
# the day stands in the address's fragment, which is never sent.
_SINCE = "since="


class Options(FormatOptions):
    """`reports`, `report_url`, `report_date`: element names in the index; `records`: in a report.

    Without a day to begin from, the `newest` reports are read. {published} of a record is the
    report's own date, where the report has one.
    """

    reports: str
    report_url: str
    report_date: str
    records: str
    newest: int
    fields: Fields


def first_requests(
    source: Source, terms: Sequence[str], since: date | None, *, today: date
) -> list[Request]:
    """The index."""
    requests = asked(source, terms, since, today, "application/xml")
    if since is None:
        return requests
    return [replace(each, url=f"{each.url}#{_SINCE}{since}") for each in requests]


def parse(source: Source, response: Response) -> Page:
    """The reports that an index leads to, or the records of a report."""
    options = Options.of(source)
    root, warnings = xml_of(source, response)
    for element in root.iter():
        # Names are told by their last part: an export may get a namespace.
        element.tag = element.tag.rpartition("}")[2]
    if response.request.purpose == "list":
        reports = _each(root, options.reports)
        if not reports:
            raise _without(options.reports, root, response)
        wanted, left_out = _wanted(source, options, reports, response)
        return Page((), wanted, warnings=[*warnings, *left_out])
    found = _each(root, options.records)
    day = _dated(response.request)
    if not found and len(root) and root.tag != options.records:
        raise _without(options.records, root, response)
    records = [{**_record(element), "published": day} for element in found]
    items = items_of(source, options.fields, records, response)
    return Page(items, warnings=warnings)


def _wanted(
    source: Source, options: Options, reports: Sequence[Element], response: Response
) -> tuple[list[Request], list[str]]:
    """The reports to read, and a warning when old ones in the index lead nowhere.

    Raises:
        LayoutChanged: most reports have no address or no date.
    """
    day = urldefrag(response.request.url).fragment.removeprefix(_SINCE)
    since = date.fromisoformat(day) if day else None
    dated: list[tuple[date, Request]] = []
    faults: list[LayoutChanged] = []
    for report in reports:
        url = (report.findtext(options.report_url) or "").strip()
        written = (report.findtext(options.report_date) or "").strip()
        if not url or not written:
            missing = options.report_date if url else options.report_url
            faults.append(_without(missing, report, response))
            continue
        try:
            published = source.date_in(written, seen_on=response.fetched_at.date()).first
        except NotADate as error:
            faults.append(LayoutChanged(str(error), expected="a date", url=response.url))
            continue
        try:
            request = document_at(response.request, url, response.url)
        except LayoutChanged as fault:
            faults.append(fault)
            continue
        dated.append((published, replace(request, url=f"{request.url}#published={published}")))
    if len(faults) > len(dated):
        raise faults[0]
    warnings = [f"reports that were left out: {len(faults)} ({faults[0].seen})"] if faults else []
    dated.sort(key=lambda pair: pair[0], reverse=True)
    if since is None:
        return [request for _, request in dated[: options.newest]], warnings
    return [request for published, request in dated if published >= since], warnings


def _dated(request: Request) -> str:
    return urldefrag(request.url).fragment.removeprefix("published=")


def _each(root: Element, tag: str) -> list[Element]:
    return [root] if root.tag == tag else list(root.iter(tag))


def _record(element: Element) -> dict[str, str]:
    return {
        child.tag: text
        for child in element
        # The export writes these words where it has nothing to say.
        if (text := (child.text or "").strip().removeprefix("null "))
        and text not in ("Unknown", "None", "null")
    }


def _without(tag: str, root: Element, response: Response) -> LayoutChanged:
    names = ", ".join(dict.fromkeys(child.tag for child in root)) or "nothing"
    return LayoutChanged(
        f"no {tag!r} ({root.tag} has {names[:200]})", expected="at least one", url=response.url
    )
