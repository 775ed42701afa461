"""INVENTED editions that follow on each other, for what a channel is told of the difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from atlas.alerts.baseline import Baseline
from atlas.alerts.news import News, news
from atlas.alerts.watch import Watch, WatchSettings
from atlas.edition import NOTICE_CHANGE_COLUMNS, Edition
from atlas.law import Position
from atlas.notices import Notice
from atlas.places import Bloc
from tests.atlas.factories import TODAY, bloc, edition_of

BLOCS = {"GCC": bloc("SA", "AE", name="Invented council")}


def an_edition(
    positions: Iterable[Position] = (),
    notices: Iterable[Notice] = (),
    at_sources: Iterable[tuple[str | None, ...]] = (),
    blocs: Mapping[str, Bloc] = BLOCS,
) -> Edition:
    """An edition; `at_sources` are rows of NOTICE_CHANGE_COLUMNS."""
    return replace(
        edition_of(*positions, notices=notices, blocs=blocs),
        notice_changes=pd.DataFrame(
            list(at_sources), columns=list(NOTICE_CHANGE_COLUMNS), dtype=object
        ),
    )


def told_between(
    before: Edition,
    after: Edition,
    watch: Mapping[str, Any] | None = None,
    *,
    then: date = TODAY,
    today: date = TODAY,
) -> list[News]:
    """What a channel with this watch is told that knew `before`."""
    settings = WatchSettings.model_validate(watch or {})
    return news(after, Baseline.of(before, then), Watch.of(after, settings), today)
