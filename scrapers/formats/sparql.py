"""Queries to a SPARQL endpoint; the answer is the W3C's JSON results format."""

from __future__ import annotations

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import asking_for
from scrapers.formats.page import Page
from scrapers.formats.paths import list_at
from scrapers.formats.reading import json_of
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Response

JSON_RESULTS = "application/sparql-results+json"


class Options(FormatOptions):
    """`fields` over the query's variables, each as {variable.value}."""

    fields: Fields


first_requests = asking_for(JSON_RESULTS)


def parse(source: Source, response: Response) -> Page:
    """The rows of the result as items."""
    options = Options.of(source)
    answer, warnings = json_of(source, response)
    rows = list_at(answer, ("results.bindings",))
    if rows is None:
        raise LayoutChanged("no results.bindings", expected="SPARQL results", url=response.url)
    items = items_of(source, options.fields, rows, response)
    return Page(items, warnings=warnings)
