"""The addresses of the API, and what is answered at each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from datetime import date
from difflib import get_close_matches

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from atlas.api.answers import Answer
from atlas.api.documentation import CONTENT_SECURITY, documentation
from atlas.api.formats import accepted
from atlas.api.headers import PREFLIGHT
from atlas.api.listing import modified
from atlas.api.openapi import openapi
from atlas.api.parameters import read
from atlas.api.problems import BadRequest, Contradiction, NotAcceptable, problem
from atlas.api.resources import RESOURCES, Resource
from atlas.api.shelf import Newest, Shelf
from atlas.api.tables import as_json
from atlas.store import StoreError

Endpoint = Callable[[Request], Awaitable[Response]]
_METHODS = ["GET", "HEAD", "OPTIONS"]


def api_routes(newest: Newest) -> list[BaseRoute]:
    """The routes of the API, under /api/."""
    documents: dict[str, Callable[[Shelf], Answer]] = {
        "/": _documentation,
        "/openapi.json": _openapi,
    }
    routes = [
        *(
            Route(f"/v1{path}", answering(newest, _same(make)), methods=_METHODS)
            for path, make in documents.items()
        ),
        *(
            Route(f"/v1/{resource.name}", _asking(newest, resource), methods=_METHODS)
            for resource in RESOURCES
        ),
    ]
    api = Starlette(routes=routes, exception_handlers=FAULTS)
    return [Route("/api", _to_documentation), Route("/api/", _to_documentation),
            Route("/api/v1", _to_documentation), Mount("/api", app=api)]  # fmt: skip


def answering(
    newest: Newest, question: Callable[[Request], tuple[Hashable, Callable[[Shelf], Answer]]]
) -> Endpoint:
    """An endpoint that gives the answer already made for a question, or makes it.

    `question` says of a request what it asks, and how the answer is made; made answers are kept
    until the revision moves or the day ends.
    """

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        shelf = await newest.shelf()
        asked, make = question(request)
        key = (request.url.path, asked, date.today())
        answer = shelf.given(key)
        if answer is None:
            answer = await run_in_threadpool(make, shelf)
            if answer.lasting:
                shelf.keep(key, answer)
        return answer.response(request)

    return endpoint


def _asking(newest: Newest, resource: Resource) -> Endpoint:
    def question(request: Request) -> tuple[Hashable, Callable[[Shelf], Answer]]:
        written = accepted(request.headers.get("accept"))

        def make(shelf: Shelf) -> Answer:
            query = request.query_params.multi_items()
            asked = read(resource.parameters, query, shelf.edition)
            format_ = asked["format"] or written
            if format_ is None:
                raise NotAcceptable
            return resource.find(shelf, asked).answer(shelf, asked, format_, query)

        return (request.url.query, written), make

    return answering(newest, question)


def _same(
    make: Callable[[Shelf], Answer],
) -> Callable[[Request], tuple[Hashable, Callable[[Shelf], Answer]]]:
    return lambda _: (None, make)


def _documentation(shelf: Shelf) -> Answer:
    page = documentation(shelf.edition).encode()
    headers = {"Content-Security-Policy": CONTENT_SECURITY}
    return Answer(page, "text/html; charset=utf-8", modified(shelf), headers)


def _openapi(shelf: Shelf) -> Answer:
    return Answer(as_json(openapi(shelf.edition)), "application/json", modified(shelf))


def _to_documentation(_: Request) -> Response:
    return RedirectResponse("/api/v1/", status_code=308)


def _bad_request(_: Request, error: Exception) -> Response:
    faults = error.faults if isinstance(error, BadRequest) else ()
    status = 409 if isinstance(error, Contradiction) else 400
    return problem(status, f"This cannot be answered: {error}", faults=faults)


def _not_acceptable(_: Request, __: Exception) -> Response:
    return problem(406, "Answers are written as application/json or text/csv.")


def _store_fails(_: Request, error: Exception) -> Response:
    return problem(503, f"The store cannot be read: {error}", headers={"Retry-After": "60"})


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        names = [resource.name for resource in RESOURCES]
        asked = request.url.path.rpartition("/")[2]
        near = get_close_matches(asked, names) or names
        return problem(
            404, "There is nothing at this address.", nearest=[f"/api/v1/{name}" for name in near]
        )
    if status == 405:
        return problem(405, "This can only be read.", headers={"Allow": PREFLIGHT["Allow"]})
    return problem(status, str(error))


def _failed(_: Request, __: Exception) -> Response:
    return problem(500, "Something went wrong here; it has been written to the server's log.")


FAULTS = {
    BadRequest: _bad_request,
    NotAcceptable: _not_acceptable,
    StoreError: _store_fails,
    HTTPException: _http,
    Exception: _failed,
}
