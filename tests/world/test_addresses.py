"""Sources with several addresses over real TLS, of which some do not answer as they should."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from atlas.store import open_store
from scrapers.outcome import Outcome
from tests.scrapers.http.servers import Behaviour, answer
from tests.scrapers.invented_site import CONTENT
from tests.scrapers.recorded import catalogue
from tests.world import faults
from tests.world.internet import Internet, written
from tests.world.sweep import World, world

# Feeds that differ in their query, and three lists with further pages.
FEEDS, PAGED = "kr-mfds-boards-rss", "ar-anmat"
# One list that leads to many documents.
WEEKLY = "eu-safety-gate-weekly-xml"
# All notices are in the first feed; this is another one.
BOARD = "brdId=data0009"
BOARDS = catalogue()[FEEDS].urls
BEFORE_IT = next(number for number, url in enumerate(BOARDS) if BOARD in url)


@pytest.fixture
def here(tmp_path: Path, bare: Path) -> Iterator[World]:
    """A world after a good day 0."""
    with world(tmp_path, bare, {FEEDS, PAGED, WEEKLY}, catalogue={"retries": 0}) as made:
        outcomes = made.run_here()
        assert {outcome.verdict for outcome in outcomes.values()} == {"ok"}, outcomes
        yield made


def met(here: World, id_: str, words: str, fault: Behaviour) -> Outcome:
    """A run of one source that meets a fault at the addresses with these words."""
    (host,) = here.sources[id_].hosts
    behaviour = faults.only_at(words, fault, here.internet)
    here.internet.faults |= {host: behaviour, f"{host}/robots.txt": behaviour}
    try:
        return here.run_here([id_])[id_]
    finally:
        here.internet.faults.clear()


def changed_page(internet: Internet) -> Behaviour:
    return faults.saying(faults.ending(written(internet.regulators[FEEDS].recorded("changed"))))


FAULTS_OF_ONE: dict[str, tuple[Callable[[Internet], Behaviour], str, str]] = {
    "gone": (lambda _: faults.saying(answer(status=404)), "outage", "GoneFromAddress"),
    "500": (lambda _: faults.saying(answer(status=500)), "outage", "ServerFault"),
    "another layout": (changed_page, "broken", "LayoutChanged"),
    "malformed": (lambda _: faults.page(faults.MALFORMED, "text/xml"), "broken", "NotTheFormat"),
    "a redirect loop": (lambda _: faults.loop, "refused", "RedirectLoop"),
    "a page where a feed was": (lambda _: faults.page(CONTENT), "broken", "NotTheFormat"),
    "half an answer": (
        lambda internet: faults.changed(internet, faults.half_a_body),
        "outage",
        "TruncatedBody",
    ),
}


@pytest.mark.parametrize("name", FAULTS_OF_ONE)
def test_one_feed_at_fault_hides_nothing_of_the_others_and_nothing_is_called_gone(
    name: str, here: World
) -> None:
    fault, verdict, cause = FAULTS_OF_ONE[name]
    here.internet.on_day(2)
    outcome = met(here, FEEDS, BOARD, fault(here.internet))
    assert (outcome.verdict, outcome.failed) == (verdict, True)
    assert outcome.message.startswith(
        f"Only {len(BOARDS) - 1} of {len(BOARDS)} addresses could be read. {cause}: "
    )
    assert BOARD in outcome.message
    assert (outcome.counts["addresses"], outcome.counts["addresses_read"]) == (
        len(BOARDS),
        len(BOARDS) - 1,
    )
    report = outcome.report
    assert report
    assert (len(report.new), len(report.amended), report.delisted) == (2, 2, ())
    mended = here.run_here([FEEDS])[FEEDS]
    assert (mended.verdict, mended.message) == ("ok", "")
    assert mended.report
    assert (mended.report.new, mended.report.amended) == ((), {})
    assert len(mended.report.delisted) == 1


def test_all_feeds_gone_is_an_outage_as_of_one(here: World) -> None:
    before = here.listed()
    here.internet.on_day(2)
    outcome = met(here, FEEDS, "brdId=", faults.saying(answer(status=404)))
    assert (outcome.verdict, outcome.report) == ("outage", None)
    assert outcome.message.startswith("GoneFromAddress: status 404")
    assert here.listed() == before


@pytest.mark.parametrize(
    ("status", "verdict"), [(403, "blocked"), (429, "outage")], ids=["refused", "told to wait"]
)
def test_a_host_that_says_no_at_one_feed_is_asked_for_no_other(
    status: int, verdict: str, here: World
) -> None:
    here.internet.on_day(2)
    here.internet.visits.clear()
    outcome = met(here, FEEDS, BOARD, faults.saying(answer(status=status)))
    assert (outcome.verdict, outcome.in_part) == (verdict, True)
    assert outcome.message.startswith(f"Only {BEFORE_IT} of {len(BOARDS)} addresses could be read.")
    behind = len(BOARDS) - BEFORE_IT - 1
    assert f"Addresses not asked after that: {behind} (https://" in outcome.message
    asked = [visit.url for visit in here.internet.visits if "brdId=" in visit.url]
    assert len(asked) == BEFORE_IT, "those before it in the list"
    assert outcome.report
    assert outcome.report.delisted == ()
    # What stood in the others, or was changed and is gone, is told when they can be read.
    mended = here.run_here([FEEDS])[FEEDS]
    assert (mended.verdict, len(mended.report.delisted if mended.report else ())) == ("ok", 1)


def test_a_site_without_a_readable_robots_txt_is_asked_for_no_feed(here: World) -> None:
    here.internet.on_day(2)
    here.a_day_later()
    here.internet.visits.clear()
    outcome = met(here, FEEDS, "/robots.txt", faults.saying(answer(status=500)))
    assert (outcome.verdict, outcome.report) == ("outage", None)
    assert "robots.txt could not be read" in outcome.message
    assert here.internet.visits == []


def test_a_list_whose_second_page_fails_hides_nothing_of_its_first(here: World) -> None:
    here.internet.on_day(2)
    here.internet.visits.clear()
    second = "medicamentos/noticias?page=1"
    outcome = met(here, PAGED, second, faults.saying(answer(status=500)))
    assert outcome.verdict == "outage"
    first = here.sources[PAGED].urls[0]
    assert outcome.message.startswith(
        f"Only 2 of 3 addresses could be read. {first}: ServerFault: status 500 at "
    )
    assert second in outcome.message
    assert not any("medicamentos/noticias?page=2" in visit.url for visit in here.internet.visits)
    report = outcome.report
    assert report
    assert (len(report.new), len(report.amended), report.delisted) == (2, 2, ())
    mended = here.run_here([PAGED])[PAGED].report
    assert mended
    assert (mended.new, mended.amended, len(mended.delisted)) == ((), {}, 1)


def test_one_bad_document_hides_nothing_of_the_others_behind_its_list(here: World) -> None:
    before = here.listed()[WEEKLY]
    here.internet.on_day(2)
    latest = "detail/xml/10000001"
    outcome = met(here, WEEKLY, latest, faults.saying(answer(status=404)))
    assert (outcome.verdict, outcome.in_part) == ("outage", True)
    assert outcome.message.startswith("Only 2 of 3 addresses could be read. GoneFromAddress: ")
    assert latest in outcome.message
    assert outcome.counts["seen"] > 0
    assert here.listed()[WEEKLY] == before, "nothing is called gone"
    mended = here.run_here([WEEKLY])[WEEKLY]
    assert (mended.verdict, bool(mended.report and mended.report.new)) == ("ok", True)


def test_health_counts_what_failed_in_part_and_keeps_the_last_whole_read(here: World) -> None:
    with open_store(here.url) as store:
        good = {each.id: each for each in store.sources()}[FEEDS]
    for _ in range(2):
        met(here, FEEDS, BOARD, faults.saying(answer(status=404)))
    with open_store(here.url) as store:
        now = {each.id: each for each in store.sources()}[FEEDS]
    assert (now.fault, now.failures, now.good_at) == ("outage", 2, good.good_at)
    assert now.tried_at is not None
    assert good.tried_at is not None
    assert now.tried_at > good.tried_at
    assert (now.counts["addresses_read"], good.counts["addresses_read"]) == (
        len(BOARDS) - 1,
        len(BOARDS),
    )
