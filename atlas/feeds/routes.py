"""The addresses of the feeds: /feeds/changes.atom, /feeds/place/KR.json, /feeds/scenario/…"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import lru_cache, partial
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route

from atlas.edition import Edition
from atlas.feeds import atom, json_feed
from atlas.feeds.entries import Feed, feed
from atlas.places import UnknownPlace
from atlas.regions import UnknownRegion, find_region
from atlas.serving.answers import Answer
from atlas.serving.endpoint import answering
from atlas.serving.faults import handlers
from atlas.serving.headers import METHODS
from atlas.serving.problems import NotThere
from atlas.serving.shelf import Newest, Shelf

_WRITTEN = {
    "atom": (atom.atom, atom.MEDIA_TYPE),
    "json": (json_feed.json_feed, json_feed.MEDIA_TYPE),
}
_FEEDS_KEPT = 256


def feed_routes(newest: Newest) -> list[BaseRoute]:
    """The routes of the feeds, under /feeds/."""

    # Of a shelf that is not the newest any more nothing is asked.
    @lru_cache(maxsize=1)
    def made_of(shelf: Shelf) -> Callable[..., Feed]:
        return lru_cache(maxsize=_FEEDS_KEPT)(partial(feed, shelf.edition, shelf.changes))

    def question(request: Request) -> tuple[Hashable, Callable[[Shelf], Answer]]:
        asked, base = request.path_params, str(request.base_url)
        return None, lambda shelf: _answer(shelf, made_of(shelf), asked, base)

    endpoint = answering(newest, question)
    feeds = Starlette(
        routes=[
            Route(path, endpoint, methods=METHODS)
            for path in (
                "/changes.{ending}",
                "/place/{place}.{ending}",
                "/region/{region}.{ending}",
                "/scenario/{scenario}.{ending}",
            )
        ],
        exception_handlers=handlers(["/feeds/changes.atom", "/feeds/changes.json"]),
    )
    return [Mount("/feeds", app=feeds)]


def _answer(shelf: Shelf, made: Callable[..., Feed], asked: Mapping[str, str], base: str) -> Answer:
    if asked["ending"] not in _WRITTEN:
        raise NotThere("a feed ends in .atom or .json")
    write, media_type = _WRITTEN[asked["ending"]]
    found = made(
        date.today(),
        place=_place(shelf.edition, asked.get("place")),
        region=_region(shelf.edition, asked.get("region")),
        scenario=_scenario(shelf.edition, asked.get("scenario")),
    )
    # Written anew each time: whoever asks names the host, and could name any number of them.
    return Answer(write(found, base), media_type, shelf.modified, lasting=False)


def _place(edition: Edition, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return edition.places.find(text).code
    except UnknownPlace as error:
        near = edition.places.nearest_codes(text)
        raise NotThere(str(error), [f"/feeds/place/{code}.atom" for code in near]) from None


def _region(edition: Edition, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return find_region(edition, text)
    except UnknownRegion as error:
        near = [f"/feeds/region/{quote(region)}.atom" for region in error.nearest]
        raise NotThere(str(error), near) from None


def _scenario(edition: Edition, text: str | None) -> str | None:
    known = edition.vocabularies.scenario
    if text is not None and text not in known:
        near = known.nearest(text) or known.codes
        raise NotThere(known.fault(text[:80]), [f"/feeds/scenario/{code}.atom" for code in near])
    return text
