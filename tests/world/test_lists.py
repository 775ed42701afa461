"""Lists that cannot be believed as they stand: no end, the same key twice, dates of another age."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scrapers.recorded import catalogue
from tests.scrapers.site import site_of
from tests.world.catalogue import NUMBERED
from tests.world.notices import CORRECTED, STAYS_FIRST, Entry
from tests.world.sweep import World, world

# One of each way to page: what ends it, and the most requests that it may take: of lists, of the
# five notices on them where they are opened, and of robots.txt.
PAGED = {
    "ar-anmat": ("ok", 15),
    NUMBERED: ("broken", 50),
    "br-dou": ("broken", 15),
    "eu-safety-gate-api": ("ok", 55),
    "ng-nafdac": ("broken", 30),
    "pe-digemid": ("ok", 20),
    "tr-titck": ("broken", 75),
    "us-fda-warning-letters": ("broken", 15),
    "us-federal-register": ("broken", 15),
}
MOST_ROWS = 40  # of those that only this bound ends
ENABLED = [id_ for id_, source in catalogue().items() if source.enabled]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, day_zero: Path) -> Iterator[World]:
    folder, manners = tmp_path_factory.mktemp("lists"), {"switch_on": {NUMBERED}, "retries": 0}
    with world(folder, day_zero, catalogue=manners) as made:
        yield made


@pytest.fixture(autouse=True)
def _mended(here: World) -> Iterator[None]:
    yield
    for regulator in here.internet.regulators.values():
        regulator.extra, regulator.endless = (), False


def test_paging_without_an_end_ends(here: World) -> None:
    before = here.listed()
    for id_, (verdict, _) in PAGED.items():
        here.internet.regulators[id_].endless = True
        source = here.sources[id_]
        bound = MOST_ROWS if verdict == "broken" else source.rows.max
        most = source.rows.model_copy(update={"max": min(source.rows.max, bound)})
        detail = source.detail and source.detail.model_copy(update={"when": "matched"})
        here.sources[id_] = source.model_copy(update={"rows": most, "detail": detail})
    here.internet.visits.clear()
    outcomes = here.run_here(PAGED)
    for id_, (verdict, most_visits) in PAGED.items():
        assert outcomes[id_].verdict == verdict, outcomes[id_].message
        if verdict == "broken":
            assert outcomes[id_].message.startswith("TooManyRows"), outcomes[id_].message
        host = here.sources[id_].hosts[0]
        assert sum(visit.host == host for visit in here.internet.visits) <= most_visits, id_
    assert here.listed() == before


def test_a_key_that_stands_twice_and_dates_of_another_age_are_held_and_the_others_kept(
    here: World,
) -> None:
    before, years = here.listed(), ("1970", "2099")
    of_another_age = tuple(
        Entry(CORRECTED + 90 + number, year=year) for number, year in enumerate(years)
    )
    dated = {id_ for id_ in ENABLED if here.internet.regulators[id_].writes_years}
    assert len(dated) > 40
    for id_ in ENABLED:
        twice = (Entry(STAYS_FIRST, amended=True),)
        here.internet.regulators[id_].extra = twice + of_another_age * (id_ in dated)
    outcomes = here.run_here(ENABLED)
    assert {outcome.verdict for outcome in outcomes.values()} == {"ok"}
    held = {id_: outcome.counts["held"] for id_, outcome in outcomes.items()}
    assert all(held[id_] >= len(years) for id_ in dated)
    assert sum(held[id_] > len(years) * (id_ in dated) for id_ in ENABLED) > 35
    for id_, outcome in outcomes.items():
        report = outcome.report
        assert report is not None
        if not site_of(id_).one_of_a_key:
            assert report.new == (), id_
        assert report.delisted == (), id_
    after = here.listed()
    assert all(
        titles <= after[id_] for id_, titles in before.items() if not site_of(id_).one_of_a_key
    )
    published = here.notices()["published"].dropna().astype(str)
    assert not published.str.startswith(years).any()
