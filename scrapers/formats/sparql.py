"""Queries to a SPARQL endpoint; the answer is the W3C's JSON results format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from scrapers.catalogue import Source
from scrapers.formats.asking import asked
from scrapers.formats.page import Page
from scrapers.formats.paths import list_at
from scrapers.formats.reading import json_of
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request, Response

JSON_RESULTS = "application/sparql-results+json"


class Options(BaseModel):
    """`fields` over the query's variables, each as {variable.value}."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Fields


def first_requests(
    source: Source, terms: Sequence[str], since: date | None, *, today: date | None = None
) -> list[Request]:
    """The source's queries, posted as forms, once for each term."""
    return asked(source, terms, since, today, {"Accept": JSON_RESULTS})


def parse(source: Source, response: Response) -> Page:
    """The rows of the result as items."""
    options = Options.model_validate(dict(source.options))
    answer, warnings = json_of(source, response)
    rows = list_at(answer, ("results.bindings",))
    if rows is None:
        raise LayoutChanged("no results.bindings", expected="SPARQL results", url=response.url)
    items = items_of(source, options.fields, rows, response)
    return Page(items, warnings=warnings)
