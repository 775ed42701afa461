"""The whole catalogue over three days: every new, amended and vanished notice, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.scrapers.recorded import catalogue
from tests.scrapers.site import site_of
from tests.world.sweep import Swept, world

EXPECTED = Path(__file__).with_name("expected.json")
ENABLED = sorted(id_ for id_, source in catalogue().items() if source.enabled)
AGAIN = 3
NOT_FOUND = "is the first entry of `normal` relevant? `clearer` in site.yaml gives it other words"


@dataclass(frozen=True)
class Days:
    runs: list[Swept]
    titles: list[dict[str, str]]
    visits: list[int]
    robots: list[dict[str, int]]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory, bare: Path) -> Iterator[Days]:
    """Day 0, day 1, day 2 and day 2 once more; the first and the last by the command itself."""
    with world(tmp_path_factory.mktemp("days"), bare) as here:
        found = Days([], [], [], [])
        for day, swept in (
            (0, here.run), (1, here.sweep_here), (2, here.sweep_here), (2, here.run)
        ):  # fmt: skip
            here.internet.on_day(day)
            here.internet.visits.clear()
            found.runs.append(swept())
            found.titles.append(here.titles())
            found.visits.append(len(here.internet.visits))
            found.robots.append(here.internet.asked_for_robots())
        yield found


def what_happened(days: Days, id_: str) -> dict[str, Any]:
    """What the runs of days 1 and 2 said of a source, with titles for ids."""
    told: dict[str, Any] = {}
    for day in (1, 2):
        record, titles = days.runs[day].records[id_], days.titles[day]
        told[f"day {day}"] = {
            "new": sorted(titles[new] for new in record["new"]),
            "gone": sorted(titles[gone] for gone in record["delisted"]),
            "amended": sorted(
                [[change["field"], change["before"], change["after"]] for change in changes]
                for changes in record["amended"].values()
            ),
        }
    return told


def test_every_run_ends_well(days: Days) -> None:
    for swept in days.runs:
        assert swept.code == 0, swept.errors
        verdicts = {id_: record["verdict"] for id_, record in swept.records.items()}
        assert {id_ for id_, verdict in verdicts.items() if verdict == "ok"} == set(ENABLED)
        assert not any(record.get("held") for record in swept.records.values())


@pytest.mark.parametrize("id_", ENABLED)
def test_a_source_gives_what_its_site_published(id_: str, days: Days) -> None:
    first, second, third, again = (run.records[id_] for run in days.runs)
    site = site_of(id_)
    assert len(first["new"]) == 5 + site.more, f"{NOT_FOUND}: {first}"
    assert (len(second["new"]), second["amended"], second["delisted"]) == (2, {}, [])
    assert (len(third["new"]), len(third["delisted"])) == site.on_day_2
    assert (again["new"], again["amended"], again["delisted"]) == ([], {}, [])
    for record in (first, second, third, again):
        assert (record["relisted"], record["withdrawn"]) == ([], [])


def test_changes_are_told_field_by_field(days: Days, request: pytest.FixtureRequest) -> None:
    found = {id_: what_happened(days, id_) for id_ in ENABLED}
    if request.config.getoption("--update-expected", default=False):
        text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
        EXPECTED.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"wrote {EXPECTED}: read it before you keep it")
    assert found == json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_a_sweep_with_nothing_new_reads_nothing_again(days: Days) -> None:
    for record in days.runs[AGAIN].records.values():
        if record["verdict"] == "ok":
            assert record["unchanged_pages"] == record["pages"], record["source_id"]
    assert days.visits[AGAIN] <= days.visits[2]


def test_the_command_and_a_run_of_ours_go_by_what_robots_txt_told_the_other(days: Days) -> None:
    by_command, *later = days.robots
    assert set(by_command.values()) == {200, 404}
    without = {host: status for host, status in by_command.items() if status == 404}
    assert later == [without] * 3
