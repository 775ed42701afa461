"""Who is called back, when, and in which order."""

from __future__ import annotations

import threading
import time

from scrapers.http.deadlines import Deadlines


def test_the_earliest_is_called_first_whenever_it_was_asked_for() -> None:
    deadlines, called, last = Deadlines(), list[str](), threading.Event()
    began = time.monotonic()

    def call_last() -> None:
        called.append("later")
        last.set()

    deadlines.call_in(60, lambda: called.append("much later"))
    deadlines.call_in(0.2, call_last)
    deadlines.call_in(0.1, lambda: called.append("soon"))
    assert last.wait(10)
    assert called == ["soon", "later"]
    assert 0.2 <= time.monotonic() - began < 5
    deadlines.close()


def test_all_share_one_thread_and_nobody_is_called_once_they_are_closed() -> None:
    others = set(threading.enumerate())
    deadlines, called = Deadlines(), list[str]()
    for _ in range(50):
        deadlines.call_in(0.2, lambda: called.append("called"))
    (waiting,) = set(threading.enumerate()) - others
    deadlines.close()
    waiting.join(10)
    assert not waiting.is_alive()
    assert called == []
