from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from scrapers.outcome import Outcome
from tests.world.sweep import world

# Off in the catalogue, and the only one that numbers its pages: tests switch it on.
NUMBERED = "au-tga-drac"


@dataclass(frozen=True)
class DayZero:
    """What a run over the whole catalogue came to, and the store that it left, to be copied."""

    outcomes: dict[str, Outcome]
    database: Path


@pytest.fixture(scope="session")
def day_zero(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> DayZero:
    """The first day of the whole catalogue, all of which is well: reading it takes seconds."""
    folder = tmp_path_factory.mktemp("day-zero")
    manners = {"switch_on": {NUMBERED}, "retries": 0}
    with (
        pytest.MonkeyPatch.context() as patch,
        world(folder, filled, catalogue=manners) as here,
    ):
        here.lead_here(patch)
        return DayZero(here.run_here(), here.database)
