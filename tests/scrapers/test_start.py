"""A run begins at once: what is slow to load is loaded when it is met."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOW = (
    "pandas",
    "numpy",
    "pandera",
    "pypdf",
    "spacy",
    "alembic",
    "bs4",
    "lxml",
    "ahocorasick_rs",
    "scrapers.classify",
    "sqlalchemy.dialects.postgresql",
    "rich",
    "defusedxml",
    "atlas.store.search_text",
)


# What a run does before it asks anybody.
BEGINNING = (
    "import sys, scrapers.cli; from scrapers.catalogue_files import read_catalogue as r; r()"
)


def test_the_commands_load_no_library_that_a_run_may_not_need() -> None:
    loaded = f"{BEGINNING}; print(*[name for name in {SLOW} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
