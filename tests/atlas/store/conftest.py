"""Stores on a SQLite file and on a real PostgreSQL server: every test here runs on both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from atlas.facts import Facts
from atlas.store import Store, open_store
from tests.atlas.store.databases import FreshUrl, dialect, fresh_url, postgres_url
from tests.bundled import recorded_facts

__all__ = ["dialect", "fresh_url", "postgres_url"]


@pytest.fixture(scope="session")
def facts() -> Facts:
    return recorded_facts()


@pytest.fixture
def url(dialect: str, fresh_url: FreshUrl) -> str:
    return fresh_url(dialect)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture(scope="session")
def filled_url(dialect: str, fresh_url: FreshUrl, facts: Facts) -> str:
    """The URL of a store that is filled from data/, to be copied: filling takes longer."""
    url = fresh_url(dialect)
    with open_store(url) as opened:
        opened.fill(facts)
    return url


@pytest.fixture
def filled_store(dialect: str, fresh_url: FreshUrl, filled_url: str) -> Iterator[Store]:
    """A store of the test's own that is filled from data/."""
    with open_store(fresh_url(dialect, copy_of=filled_url)) as opened:
        yield opened
