"""The addresses of the API, and what is answered at each."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from atlas.api.documentation import CONTENT_SECURITY, documentation
from atlas.api.edition_tables import EditionTables
from atlas.api.formats import accepted
from atlas.api.openapi import HOME, openapi
from atlas.api.parameters import read
from atlas.api.resources import RESOURCES, Resource
from atlas.serving.answers import Answer
from atlas.serving.base import base_of
from atlas.serving.endpoint import Question, answering
from atlas.serving.faults import handlers
from atlas.serving.headers import METHODS
from atlas.serving.problems import NotAcceptable
from atlas.serving.shelf import Newest, Shelf
from atlas.tabular import as_json


def api_routes(newest: Newest) -> list[BaseRoute]:
    """The routes of the API, under /api/."""
    # Of a shelf that is not the newest any more nothing is asked.
    tables_of = lru_cache(maxsize=1)(EditionTables)
    questions = {
        "/": _always(_documentation),
        "/openapi.json": _openapi,
        **{f"/{resource.name}": _asking(resource, tables_of) for resource in RESOURCES},
    }
    api = Starlette(
        routes=[
            Route(f"/v1{path}", answering(newest, question), methods=METHODS)
            for path, question in questions.items()
        ],
        exception_handlers=handlers([f"{HOME}{path}" for path in questions]),
    )
    short = [Route(path, _to_documentation) for path in ("/api", "/api/", HOME)]
    return [*short, Mount("/api", app=api)]


def _asking(resource: Resource, tables_of: Callable[[Shelf], EditionTables]) -> Question:
    def question(request: Request) -> tuple[Hashable, Callable[[Shelf], Answer]]:
        liked = accepted(request.headers.get("accept"))

        def make(shelf: Shelf) -> Answer:
            query = request.query_params.multi_items()
            asked = read(resource.parameters, query, shelf.edition)
            written = asked["format"] or liked
            if written is None:
                raise NotAcceptable
            return resource.find(tables_of(shelf), asked).answer(shelf, asked, written, query)

        return (request.url.query, liked), make

    return question


def _always(make: Callable[[Shelf], Answer]) -> Question:
    return lambda _: (None, make)


def _documentation(shelf: Shelf) -> Answer:
    page = documentation(shelf.edition).encode()
    headers = {"Content-Security-Policy": CONTENT_SECURITY}
    return Answer(page, "text/html; charset=utf-8", shelf.modified, headers)


def _openapi(request: Request) -> tuple[Hashable, Callable[[Shelf], Answer]]:
    base = base_of(request)

    def make(shelf: Shelf) -> Answer:
        document = as_json(openapi(shelf.edition, f"{base}{HOME}"))
        return Answer(document, "application/json", shelf.modified)

    # The base stands in the answer, so it belongs to the question.
    return base, make


def _to_documentation(request: Request) -> Response:
    return RedirectResponse(f"{base_of(request)}{HOME}/", status_code=308)
