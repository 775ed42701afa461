"""The newest shelf: made once for a revision, looked for once a second."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, cast
from unittest.mock import Mock

import pytest
from starlette.requests import Request

from atlas.library import Library
from atlas.serving import endpoint as endpoint_module
from atlas.serving import shelf as shelf_module
from atlas.serving.answers import Answer
from atlas.serving.endpoint import answering
from atlas.serving.shelf import Newest, Shelf
from atlas.store import StoreError
from tests.atlas.factories import recorded


class MovingLibrary:
    """An invented library whose edition can be exchanged; it counts how often it is asked."""

    store: Any = None

    def __init__(self) -> None:
        self.newest, self.asked = recorded(), 0

    def edition(self) -> Any:
        self.asked += 1
        return self.newest


@pytest.fixture
def library() -> MovingLibrary:
    return MovingLibrary()


@pytest.fixture
def newest(library: MovingLibrary) -> Newest:
    return Newest(lambda: cast(Library, library))


def shelf_of(newest: Newest) -> Shelf:
    # In a thread of its own: in this one a browser's loop runs, once any test has opened a page.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(newest.shelf())).result()


def test_the_store_is_not_asked_for_every_request(newest: Newest, library: MovingLibrary) -> None:
    assert shelf_of(newest) is shelf_of(newest)
    assert library.asked == 1


def test_a_new_revision_is_a_new_shelf_and_a_later_moment(
    newest: Newest, library: MovingLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "_SECONDS_BETWEEN_LOOKS", 0.0)
    before = shelf_of(newest)
    assert shelf_of(newest) is before
    library.newest = recorded().__class__(**vars_of(recorded()))
    after = shelf_of(newest)
    assert after.edition is library.newest
    assert after.since > before.since


def test_for_a_store_that_was_long_waited_for_in_vain_nobody_waits_as_long_again(
    newest: Newest, library: MovingLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(shelf_module, "monotonic", lambda: clock[0])
    before = shelf_of(newest)

    def unreachable() -> Any:
        library.asked += 1
        clock[0] += 10
        raise StoreError("server: no connection")

    clock[0] += 2
    with monkeypatch.context() as down:
        down.setattr(library, "edition", unreachable)
        for seconds, asked in ((0, 2), (9, 2), (2, 3)):
            clock[0] += seconds
            with pytest.raises(StoreError, match="no connection"):
                shelf_of(newest)
            assert library.asked == asked
    clock[0] += 11
    assert shelf_of(newest) is before


def vars_of(edition: Any) -> dict[str, Any]:
    return {name: getattr(edition, name) for name in edition.__dataclass_fields__}


def test_answers_are_kept_within_bounds(newest: Newest) -> None:
    shelf = shelf_of(newest)
    small = Answer(b"{}", "application/json", shelf.since)
    for number in range(1000):
        shelf.keep(number, small)
    assert shelf.given(999) is small
    assert shelf.given(0) is None
    shelf.keep("large", Answer(b" " * 10**6, "application/json", shelf.since))
    assert shelf.given("large") is None


def test_what_was_answered_today_is_not_kept_for_tomorrow(
    newest: Newest, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[date] = []

    def make(shelf: Shelf) -> Answer:
        days.append(calendar.today())
        return Answer(str(days[-1]).encode(), "text/plain", shelf.since)

    calendar = Mock()
    monkeypatch.setattr(endpoint_module, "date", calendar)
    endpoint = answering(newest, lambda _: (None, make))
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    request = Request(scope | {"scheme": "http", "server": ("atlas.example", 80)})
    for day in (3, 3, 4, 4):
        calendar.today.return_value = date(2026, 12, day)
        with ThreadPoolExecutor(1) as thread:
            answer = thread.submit(lambda: asyncio.run(endpoint(request))).result()
        assert answer.body == f"2026-12-0{day}".encode()
    assert len(days) == 2
