"""Who reads next."""

from __future__ import annotations

import threading
import time

import pytest

from scrapers.desk import Desk, urgency


def test_the_most_urgent_of_those_who_wait_reads_next_and_among_equals_the_first() -> None:
    desk, read, threads = Desk(), list[str](), []

    def work(name: str, urgent: float) -> None:
        urgency.set(urgent)
        with desk:
            read.append(name)

    with desk:
        for name, urgent in (("first", 1.0), ("second", 1.0), ("urgent", 9.0), ("idle", 0.0)):
            thread = threading.Thread(target=work, args=(name, urgent))
            thread.start()
            threads.append(thread)
            while len(desk._waiting) < len(threads):
                time.sleep(0.001)
        assert read == []
    for thread in threads:
        thread.join()
    assert read == ["urgent", "first", "second", "idle"]


def test_nobody_reads_beside_another() -> None:
    desk, at_once, most = Desk(), 0, 0

    def work() -> None:
        nonlocal at_once, most
        for _ in range(50):
            with desk:
                at_once += 1
                most = max(most, at_once)
                time.sleep(0)
                at_once -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_who_fails_at_the_desk_leaves_it() -> None:
    desk = Desk()
    with pytest.raises(ValueError, match="spoilt"), desk:
        raise ValueError("spoilt")
    with desk:
        pass
