"""What robots.txt said, kept for the runs of a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from atlas.store import Store, open_store
from tests.atlas.store.databases import FreshUrl
from tests.atlas.store.earlier_schema import make_schema

NOON = datetime(2026, 11, 23, 12, 0, 0, 250_000, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_what_was_read_after_a_moment_comes_back_as_it_was(store: Store) -> None:
    texts = {
        "https://a.example": ("User-agent: *\nDisallow: /ค้นหา\r\n", NOON),
        "https://b.example:8443": ("User-agent: *\n", NOON + HOUR),
    }
    store.keep_robots(texts)
    assert store.robots(LONG_AGO) == texts
    assert list(store.robots(NOON)) == ["https://b.example:8443"]
    assert store.revision() == 0, "nothing that a reader sees has moved"


def test_a_later_text_replaces_an_earlier_one_and_never_the_other_way_round(store: Store) -> None:
    store.keep_robots({"https://a.example": ("earlier", NOON), "https://b.example": ("b", NOON)})
    store.keep_robots({"https://a.example": ("later", NOON + HOUR)})
    store.keep_robots({"https://a.example": ("of a run that began before", NOON)})
    assert store.robots(LONG_AGO) == {
        "https://a.example": ("later", NOON + HOUR),
        "https://b.example": ("b", NOON),
    }


def test_what_a_clock_that_was_ahead_kept_gives_way(store: Store) -> None:
    store.keep_robots({"https://a.example": ("ahead", datetime(2999, 1, 1, tzinfo=UTC))})
    store.keep_robots({"https://a.example": ("said", NOON)})
    assert store.robots(NOON - HOUR) == {"https://a.example": ("said", NOON)}


def test_a_store_of_the_third_schema_takes_them_up(fresh_url: FreshUrl, dialect: str) -> None:
    url = fresh_url(dialect)
    make_schema(url, "0003")
    with open_store(url) as store:
        assert store.robots(LONG_AGO) == {}
        store.keep_robots({"https://a.example": ("said", NOON)})
        assert store.robots(LONG_AGO) == {"https://a.example": ("said", NOON)}
