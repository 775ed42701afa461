"""The store: the facts, and what scrapers find, in SQLite or PostgreSQL."""

from atlas.store.database import StoreError, StoreLocked
from atlas.store.fill import FillReport
from atlas.store.harvest import ROW_KEYS, FieldChange, Harvest, Remembered, RunReport
from atlas.store.store import Decision, NoticeVersion, Store, open_store

__all__ = [
    "ROW_KEYS",
    "Decision",
    "FieldChange",
    "FillReport",
    "Harvest",
    "NoticeVersion",
    "Remembered",
    "RunReport",
    "Store",
    "StoreError",
    "StoreLocked",
    "open_store",
]
