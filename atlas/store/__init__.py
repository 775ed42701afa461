"""The store: the facts, and later what scrapers find, in SQLite or PostgreSQL."""

from atlas.store.database import StoreError
from atlas.store.fill import FillReport
from atlas.store.store import NoticeVersion, Store, open_store

__all__ = ["FillReport", "NoticeVersion", "Store", "StoreError", "open_store"]
