"""robots.txt of many sites: asked for once a day, archived each time, and never guessed at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.scrapers.http.servers import answer
from tests.scrapers.received import responses
from tests.world import faults
from tests.world.sweep import World, world

# Two whose robots.txt asks for a pause, two that close some folders, two without any.
SOURCES = {"ar-anmat", "ch-swissmedic", "eg-eda", "fr-ansm", "ng-nafdac", "sg-hsa"}
ASKS_FOR_A_PAUSE = "www.argentina.gob.ar"
PAUSE = 0.12


@pytest.fixture
def here(tmp_path: Path, bare: Path) -> Iterator[World]:
    with world(tmp_path, bare, SOURCES, catalogue={"retries": 0}) as made:
        yield made


def asked(here: World) -> dict[str, int]:
    """The hosts that a good run asked for robots.txt, with the status."""
    here.internet.visits.clear()
    outcomes = here.run_here()
    assert {outcome.verdict for outcome in outcomes.values()} == {"ok"}, outcomes
    return here.internet.asked_for_robots()


def test_sites_are_asked_for_robots_txt_once_a_day_and_those_without_one_each_time(
    here: World,
) -> None:
    first = asked(here)
    assert set(first.values()) == {200, 404}
    without = {host: status for host, status in first.items() if status == 404}
    assert asked(here) == without
    here.a_day_later()
    assert asked(here) == first
    archived = [
        (response.url, response.status)
        for response in responses(here.archive)
        if response.request.purpose == "robots"
    ]
    received = [*first.items(), *without.items(), *first.items()]
    assert sorted(archived) == sorted(
        (f"https://{host}/robots.txt", status) for host, status in received
    )


def test_a_pause_that_a_site_asked_for_is_kept_in_the_next_run(here: World) -> None:
    here.internet.crawl_delay = PAUSE
    assert ASKS_FOR_A_PAUSE in asked(here)
    assert ASKS_FOR_A_PAUSE not in asked(here)
    moments = [visit.at for visit in here.internet.visits if visit.host == ASKS_FOR_A_PAUSE]
    assert len(moments) > 1
    assert min(later - earlier for earlier, later in pairwise(moments)) >= PAUSE - 0.01


def test_a_robots_txt_that_cannot_be_read_any_more_closes_its_site_until_it_can(
    here: World,
) -> None:
    first = asked(here)
    here.a_day_later()
    gave = [host for host, status in first.items() if status == 200]
    here.internet.faults = {
        f"{host}/robots.txt": faults.saying(answer(status=500)) for host in gave
    }
    here.internet.visits.clear()
    outcomes = here.run_here()
    closed = [each for each in outcomes.values() if each.verdict == "outage"]
    assert closed
    assert all("robots.txt could not be read" in outcome.message for outcome in closed)
    assert not {visit.host for visit in here.internet.visits}.intersection(gave)
    here.internet.faults.clear()
    assert asked(here) == first
