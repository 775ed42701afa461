"""Briefs on the dashboard's port: `/brief/KR?asof=` and `/brief/check?place=&origin=&use=&claim=`.

A question that cannot be answered gets a page that says what is wrong, and what was perhaps meant.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from atlas.brief import Occasion, check_brief, fault_page, place_brief
from atlas.dates import NotADate, day_asked
from atlas.edition import Edition
from atlas.judgement import MakesNoLaw
from atlas.library import library
from atlas.places import UnknownPlace
from atlas.store import StoreError
from atlas.vocabulary import UnknownTerm
from pages.server.sealed import SEALED

_LONGEST_SHOWN = 60


class _Unanswerable(ValueError):
    """The question lacks a part, or has one that briefs do not know."""


def _brief_of_place(request: Request) -> HTMLResponse:
    """The brief of the place that the path names."""

    def make(edition: Edition) -> str:
        _only(request, "asof")
        place = edition.places.find(request.path_params["place"]).code
        return place_brief(edition, place, _occasion(request))

    return _answer(make)


def _brief_of_check(request: Request) -> HTMLResponse:
    """The brief of the launch that the query describes."""

    def make(edition: Edition) -> str:
        _only(request, "place", "origin", "use", "claim", "asof")
        asked, words = request.query_params, edition.vocabularies
        if not asked.get("place"):
            raise _Unanswerable("Say where: place= an ISO code, a name or a bloc.")
        for part, vocabulary in (("origin", words.origin), ("use", words.use)):
            if not asked.get(part):
                raise _Unanswerable(f"Say {part}=, one of: {', '.join(vocabulary.codes)}.")
        return check_brief(
            edition,
            edition.places.find(asked["place"]).code,
            origin=asked["origin"],
            use=asked["use"],
            claim=asked.get("claim") or "cosmetic",
            occasion=_occasion(request),
        )

    return _answer(make)


def _answer(make: Callable[[Edition], str]) -> HTMLResponse:
    try:
        return HTMLResponse(make(library().edition()), headers=SEALED)
    except UnknownPlace as fault:
        return _fault("No such place", fault, 404)
    except (UnknownTerm, NotADate, MakesNoLaw, _Unanswerable) as fault:
        return _fault("The question cannot be answered", fault, 400)
    except StoreError as fault:
        return _fault("The store cannot be read", fault, 503)


def _fault(title: str, fault: Exception, status: int) -> HTMLResponse:
    return HTMLResponse(fault_page(title, str(fault)), status_code=status, headers=SEALED)


def _occasion(request: Request) -> Occasion:
    today = date.today()
    day = day_asked(request.query_params.get("asof"), today)
    # Named in full, so that what is printed leads back to the day that it speaks of.
    return Occasion(day, today, str(request.url.include_query_params(asof=day)))


def _only(request: Request, *known: str) -> None:
    """Refuse parameters that would be passed over: a misspelt day would be today's law."""
    for name in request.query_params:
        if name not in known:
            _refuse(name[:_LONGEST_SHOWN], known)


def _refuse(name: str, known: tuple[str, ...]) -> NoReturn:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]}?" if close else f"briefs know: {', '.join(known)}."
    raise _Unanswerable(f"unknown parameter {name!r}; {hint}")


BRIEF_ROUTES = [
    Route("/brief/check", _brief_of_check, methods=["GET"]),
    # A slash in what was asked is part of a name that no place has.
    Route("/brief/{place:path}", _brief_of_place, methods=["GET"]),
]
