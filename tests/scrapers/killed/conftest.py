"""The stores of these tests are those of tests/atlas/store: SQLite and a real PostgreSQL."""

from tests.atlas.store.databases import dialect, fresh_url, postgres_url

__all__ = ["dialect", "fresh_url", "postgres_url"]
