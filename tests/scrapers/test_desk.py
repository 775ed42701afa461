"""Who reads next."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime

import pytest
from requests.structures import CaseInsensitiveDict

from scrapers.desk import Desk, urgency
from scrapers.formats import json_bulk
from scrapers.http.request import Request, Response
from tests.scrapers.invented_site import LIST, a_source, an_entry


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


def test_who_has_much_to_read_gives_way_to_the_more_urgent_and_to_nobody_else() -> None:
    desk, read = Desk(), list[str]()

    def work(name: str, urgent: float) -> None:
        urgency.set(urgent)
        with desk:
            read.append(name)

    threads = [
        threading.Thread(target=work, args=("urgent", 9.0)),
        threading.Thread(target=work, args=("idle", -1.0)),
    ]
    desk.give_way()  # who is not at the desk has none to leave
    with desk:
        for number, thread in enumerate(threads, start=1):
            thread.start()
            while len(desk._waiting) < number:
                time.sleep(0.001)
        desk.give_way()
        read.append("much")
    for thread in threads:
        thread.join()
    assert read == ["urgent", "much", "idle"]


def test_a_bulk_file_gives_way_in_its_midst(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, read = Desk(), list[str]()
    monkeypatch.setattr(json_bulk, "desk", desk)
    fields = {"key": "{id}", "title": "{title}", "url": "{link}"}
    source = a_source(format="json_bulk", options={"fields": fields})
    body = json.dumps([an_entry(str(number)) for number in range(1_200)]).encode()
    file = Response(
        Request(LIST), LIST, 200, CaseInsensitiveDict(), body, datetime.now(UTC), sha256="0" * 64
    )

    def urgent() -> None:
        urgency.set(9.0)
        with desk:
            read.append("urgent")

    thread = threading.Thread(target=urgent)
    with desk:
        thread.start()
        while not desk._waiting:
            time.sleep(0.001)
        assert len(json_bulk.parse(source, file).items) == 1_200
        assert read == ["urgent"]
    thread.join()
