"""How long the server takes for one rerun after a filter change, page by page and filter by filter.

Cold: the filter's value was never asked for before. Warm: each of the same values once more.
Milliseconds of processor time, so that other work on the machine hardly shows.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.browser.serving import ROOT


@dataclass(frozen=True)
class Filter:
    """A filter of a page, set through the address to one value after the other.

    Attributes:
        values: none of them twice; no two filters of the same days ask for the same day.
        beside: what else stands in the address, for the page to have its full content.
    """

    page: str
    name: str
    values: tuple[str, ...]
    beside: Mapping[str, str] = field(default_factory=dict)


_LAUNCH = {"place": "ES", "origin": "animal", "use": "microneedling", "claim": "cosmetic"}
_SCENARIOS = (
    "injected_or_iv",
    "clinical_trial",
    "animal_topical_cosmetic",
    "topical_with_microneedling",
    "plant_microbial_topical_cosmetic",
)
_PLACES = ("KR", "US", "JP", "EU", "BR", "IN", "US-TN")


def _days(month: str) -> tuple[str, ...]:
    return tuple(f"{year}-{month}-15" for year in range(2018, 2026))


FILTERS = (
    Filter("map", "scenario", _SCENARIOS),
    Filter("map", "asof", _days("01")),
    Filter("map", "region", ("Europe", "Asia", "Africa", "GCC", "EU")),
    Filter("country", "place", _PLACES),
    Filter("country", "asof", _days("02"), {"place": "US"}),
    Filter("compare", "places", ("KR,JP", "EU,GB,US", "BR,CL,PE,CO", "AU,NZ", "DE,FR,ES,IT,PL,IE")),
    Filter("compare", "asof", _days("03")),
    Filter("check", "place", _PLACES, {**_LAUNCH}),
    Filter("check", "use", ("injection", "oral", "inhalation", "intravenous"), _LAUNCH),
    Filter("check", "asof", _days("04"), _LAUNCH),
    Filter("changes", "since", _days("05")),
    Filter("changes", "places", _PLACES, {"since": "2015-01-01"}),
    Filter("changes", "scenarios", _SCENARIOS, {"since": "2015-01-01"}),
    Filter("changes", "since", _days("06"), {"view": "places"}),
    Filter("changes", "since", _days("07"), {"view": "activity"}),
    Filter("story", "scenario", _SCENARIOS),
    Filter("story", "asof", _days("08")),
    Filter("story", "places", _PLACES),
    Filter("story", "split", ("concerns", "claims")),
    Filter("notices", "q", ("exosome", "엑소좀", "warning", "stem cell", "幹細胞", "clinic")),
    Filter("notices", "kinds", ("warning_letter", "recall", "ban", "guidance", "seizure")),
    Filter("notices", "places", _PLACES),
    Filter("sources", "places", _PLACES),
    Filter("sources", "places", _PLACES, {"part": "pages"}),
    Filter("review", "places", _PLACES),
    Filter("method", "part", ("risk", "codebook", "law", "check", "limits")),
)


def measure(database_url: str) -> list[dict[str, object]]:
    """A row for each filter: milliseconds of a rerun (median, and most), cold and warm."""
    os.environ["DATABASE_URL"] = database_url
    st.cache_resource.clear()
    st.cache_data.clear()
    main_module = sys.modules["__main__"]
    try:
        return [_reruns(each) for each in FILTERS]
    finally:
        # A page runs as the main module, which processes that are started later would run again.
        sys.modules["__main__"] = main_module


def _reruns(changed: Filter) -> dict[str, object]:
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=120)
    app.run()
    app.switch_page(f"views/{changed.page}.py")
    for key, value in changed.beside.items():
        app.query_params[key] = value
    _run(app, changed)
    cold, warm = ([_set_to(app, changed, value) for value in changed.values] for _ in range(2))
    beside = "".join(f" ({key} {value})" for key, value in changed.beside.items())
    return {
        "page": changed.page,
        "filter": changed.name if changed.page == "check" else f"{changed.name}{beside}",
        "cold": round(median(cold), 1),
        "cold, most": round(max(cold), 1),
        "warm": round(median(warm), 1),
        "warm, most": round(max(warm), 1),
    }


def _set_to(app: AppTest, changed: Filter, value: str) -> float:
    """Milliseconds of the rerun after the filter was set to a value."""
    app.query_params[changed.name] = value
    start = time.process_time()
    _run(app, changed)
    return (time.process_time() - start) * 1000


def _run(app: AppTest, changed: Filter) -> None:
    app.run()
    if app.exception:
        raise RuntimeError(f"{changed.page}: {app.exception[0].message}")
