"""How long the server takes for one rerun after a filter change, page by page."""

from __future__ import annotations

import os
import time
from statistics import median

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.browser.serving import ROOT

# For each page, two values of one filter, set through the address in turn.
FILTERS = {
    "map": ("scenario", ("injected_or_iv", "human_topical_cosmetic")),
    "country": ("place", ("KR", "US")),
    "compare": ("places", ("KR,JP", "EU,GB,US")),
    "check": ("use", ("injection", "microneedling")),
    "changes": ("since", ("2020-01-01", "2024-01-01")),
    "story": ("scenario", ("injected_or_iv", "clinical_trial")),
    "notices": ("kinds", ("warning_letter", "recall")),
    "sources": ("place", ("US", "KR")),
    "review": ("places", ("US", "KR")),
    "method": ("part", ("risk", "codebook")),
}
# What else must stand in the address for the page to have its full content.
BESIDE = {"check": {"place": "ES", "origin": "animal", "claim": "cosmetic"}}


def measure(database_url: str, rounds: int = 5) -> dict[str, float]:
    """Milliseconds (median) of a rerun after the filter of each page was changed."""
    os.environ["DATABASE_URL"] = database_url
    st.cache_resource.clear()
    st.cache_data.clear()
    return {page: _rerun(page, rounds) for page in FILTERS}


def _rerun(page: str, rounds: int) -> float:
    name, values = FILTERS[page]
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=120)
    app.run()
    app.switch_page(f"views/{page}.py")
    for key, value in BESIDE.get(page, {}).items():
        app.query_params[key] = value
    taken = []
    for turn in range(2 * rounds + 2):
        app.query_params[name] = values[turn % 2]
        start = time.perf_counter()
        app.run()
        taken.append(time.perf_counter() - start)
        if app.exception:
            raise RuntimeError(f"{page}: {app.exception[0].message}")
    return round(median(taken[2:]) * 1000, 1)
