"""Every source over real TLS: an empty page, a bot check and another layout, after a good day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.first_answer import first_answer
from scrapers.http.fetch import Fetcher, FetchSettings
from scrapers.outcome import Outcome
from scrapers.run import run_sources
from tests.scrapers.http.fetchers import Kept
from tests.scrapers.recorded import catalogue
from tests.scrapers.site import site_of
from tests.world.sweep import World, world

ENABLED = sorted(id_ for id_, source in catalogue().items() if source.enabled)

Met = tuple[dict[str, Outcome], dict[str, set[str]]]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, day_zero: Path) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("pages")
    with world(folder, day_zero, catalogue={"retries": 0}) as made:
        yield made


@pytest.fixture(scope="module")
def good(here: World) -> dict[str, set[str]]:
    return here.listed()


def met(here: World, page: str) -> Met:
    here.internet.pages = dict.fromkeys(ENABLED, page)
    try:
        return here.run_here(), here.listed()
    finally:
        here.internet.pages = {}


@pytest.fixture(scope="module")
def checked(here: World) -> dict[str, Outcome]:
    fetcher = Fetcher(FetchSettings(), Kept())
    try:
        outcomes = run_sources(
            list(here.sources.values()),
            lambda source, tell: first_answer(source, fetcher, tell, notice=True),
            stop=fetcher.stop,
        )
    finally:
        fetcher.close()
    return {outcome.source_id: outcome for outcome in outcomes}


@pytest.fixture(scope="module")
def empty(here: World, good: dict[str, set[str]]) -> Met:
    return met(here, "empty")


@pytest.fixture(scope="module")
def challenged(here: World, good: dict[str, set[str]]) -> Met:
    return met(here, "challenge")


@pytest.fixture(scope="module")
def altered(here: World, good: dict[str, set[str]]) -> Met:
    return met(here, "changed")


@pytest.mark.parametrize("id_", ENABLED)
def test_a_check_of_list_and_notice_finds_a_site_that_is_well_in_order(
    id_: str, checked: dict[str, Outcome]
) -> None:
    assert checked[id_].verdict == "ok", checked[id_].message
    is_opened = "letters on the page of a notice" in checked[id_].message
    assert is_opened == (catalogue()[id_].detail is not None)


@pytest.mark.parametrize("id_", ENABLED)
def test_a_bot_check_is_a_block_and_the_last_good_notices_stay(
    id_: str, good: dict[str, set[str]], challenged: Met
) -> None:
    assert challenged[0][id_].verdict == "blocked", challenged[0][id_].message
    assert challenged[1][id_] == good[id_]


@pytest.mark.parametrize("id_", ENABLED)
def test_another_layout_is_broken_and_the_last_good_notices_stay(
    id_: str, good: dict[str, set[str]], altered: Met
) -> None:
    outcome = altered[0][id_]
    assert outcome.verdict == "broken", outcome.message
    assert "expected" in outcome.message
    assert altered[1][id_] == good[id_]


@pytest.mark.parametrize("id_", ENABLED)
def test_an_empty_page_is_believed_only_where_a_source_may_be_empty(
    id_: str, good: dict[str, set[str]], empty: Met
) -> None:
    outcome, source = empty[0][id_], catalogue()[id_]
    if source.rows.may_be_empty:
        assert outcome.verdict == "ok", outcome.message
        assert outcome.counts["seen"] == 0
    else:
        assert outcome.verdict == "broken", outcome.message
        named = outcome.message.partition(":")[0]
        assert named in ("EmptyList", "LayoutChanged", "TooFewRows")
        assert named != "EmptyList" or not site_of(id_).empty_is_a_fault
    # An empty page says nothing of what was taken out: lists forget their end.
    assert empty[1][id_] == good[id_]
