"""Every fault as problem details: a program is told what is wrong in words that it can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from atlas.serving.base import base_of
from atlas.serving.headers import ALLOWED
from atlas.serving.problems import BadRequest, Contradiction, NotAcceptable, NotThere, problem
from atlas.store import StoreError


def handlers(addresses: Sequence[str]) -> Mapping[Any, Callable[[Request, Any], Response]]:
    """What is answered to each fault; `addresses` are those to suggest where nothing is."""

    def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            asked = request.url.path.removeprefix(base_of(request))
            near = get_close_matches(asked, addresses) or addresses
            said = "There is nothing at this address."
            return problem(404, said, nearest=_in_full(request, near))
        if error.status_code == 405:
            return problem(405, "This can only be read.", headers={"Allow": ALLOWED})
        return problem(error.status_code, error.detail)

    return {
        BadRequest: _bad_request,
        NotAcceptable: _not_acceptable,
        NotThere: _not_there,
        StoreError: _store_fails,
        HTTPException: http,
        Exception: _failed,
    }


def _bad_request(_: Request, error: BadRequest) -> Response:
    status = 409 if isinstance(error, Contradiction) else 400
    return problem(status, f"This cannot be answered: {error}", faults=error.faults)


def _not_acceptable(_: Request, __: NotAcceptable) -> Response:
    return problem(406, "Answers are written as application/json or text/csv.")


def _not_there(request: Request, error: NotThere) -> Response:
    said = f"There is nothing at this address: {error}"
    return problem(404, said, nearest=_in_full(request, error.nearest))


def _in_full(request: Request, addresses: Sequence[str]) -> list[str]:
    """Addresses of ours as they are asked for on this host."""
    return [f"{base_of(request)}{address}" for address in addresses]


def _store_fails(_: Request, error: StoreError) -> Response:
    return problem(503, f"The store cannot be read: {error}", headers={"Retry-After": "60"})


def _failed(_: Request, __: Exception) -> Response:
    return problem(500, "Something went wrong here; it has been written to the server's log.")
