"""The newest edition, read once for a process: pages, API and feeds answer from the same one."""

from __future__ import annotations

import os
from threading import Lock

from atlas.edition import Edition
from atlas.source_list import read_source_list
from atlas.store import Store, open_store


class Library:
    """A store and the edition of its newest revision; threads may share it.

    Attributes:
        store: open and filled.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._newest: Edition | None = None
        self._reading = Lock()

    def edition(self) -> Edition:
        """The newest edition.

        Raises:
            StoreError: the store cannot be read.
        """
        with self._reading:
            if self._newest is None or self._newest.revision != self.store.revision():
                self._newest = self.store.read_edition()
            return self._newest


_libraries: dict[str | None, Library] = {}
_opening = Lock()


def library() -> Library:
    """The library of the store that DATABASE_URL names, opened once and filled from data/.

    Raises:
        StoreError: the store cannot be opened or filled.
    """
    url = os.environ.get("DATABASE_URL")
    with _opening:
        if url not in _libraries:
            _libraries[url] = Library(_filled(open_store(url)))
        return _libraries[url]


def _filled(store: Store) -> Store:
    store.ensure_filled()
    # Later the scrapers keep the list: they may have been told to read another one.
    if not store.sources():
        store.keep_catalogue(read_source_list())
    return store
