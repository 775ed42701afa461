"""The API beside Datasette, which serves the same tables on the same machine in the same run.

Datasette is given what it likes best: an immutable file, an index on the filtered columns, FTS5 for
the search, no suggested facets. Each server is one process and answers 50 clients, in turns:
once with few questions asked often, so that answers can be kept, and once with questions that
hardly ever come twice (another number of records each time).
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

import pandas as pd
import requests

from atlas.answer_tables import status_table
from atlas.edition import Edition
from atlas.notices import RECORD_COLUMNS
from atlas.store import open_store
from atlas.tabular import flat
from bench.load import Load, load
from tests.browser.serving import free_port, served

CLIENTS, SECONDS, WARM_UP = 50, 4.0, 1.0
WORDS = (
    "exosome", "stem cell", "unapproved", "warning letter", "injection", "cosmetic", "placenta",
    "umbilical cord", "recall", "import alert", "clinic", "hair", "Wharton", "microneedling",
    "advertising", "skin", "licence", "salmon", "trial", "secretome",
)  # fmt: skip
_MOST = 100

Question = Callable[[int], str]


def measure(database_url: str) -> list[dict[str, object]]:
    """A row for each address and way of asking: answers a second of both, and their ratio."""
    with open_store(database_url) as store:
        edition = store.read_edition()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "atlas.db"
        _write_tables(edition, file)
        with (
            served(database_url, Path(folder) / "dashboard.log") as dashboard,
            _datasette(file, Path(folder) / "datasette.log") as datasette,
        ):
            ours = urlsplit(dashboard.url).port or 0
            _same_positions(ours, datasette)
            asked = product(_questions(edition).items(), (True, False))
            return [
                _row(name, often, _load(ours, mine, often), _load(datasette, theirs, often))
                for (name, (mine, theirs)), often in asked
            ]


def _questions(edition: Edition) -> dict[str, tuple[list[Question], list[Question]]]:
    """The questions to our API and to Datasette, by address; each takes a number of records."""
    words = edition.vocabularies
    asked = list(product(words.scenario.codes, words.status.codes))
    return {
        "/positions?scenario=&status=": (
            [_positions(scenario, status) for scenario, status in asked],
            [_positions_there(scenario, status) for scenario, status in asked],
        ),
        "/notices?q=": (
            [_notices(word) for word in WORDS],
            [_notices_there(word) for word in WORDS],
        ),
    }


def _positions(scenario: str, status: str) -> Question:
    return lambda most: f"/api/v1/positions?scenario={scenario}&status={status}&limit={most}"


def _positions_there(scenario: str, status: str) -> Question:
    return lambda most: (
        f"/atlas/positions.json?scenario={scenario}&status={status}&_size={most}&_shape=objects"
    )


def _notices(word: str) -> Question:
    return lambda most: f"/api/v1/notices?q={quote(word)}&limit={most}"


def _notices_there(word: str) -> Question:
    return lambda most: f"/atlas/notices.json?_search={quote(word)}&_size={most}&_shape=objects"


def _load(port: int, questions: list[Question], often: bool) -> Load:
    """What a server answers, with the same questions often or hardly ever; it is warm by then."""
    chance = random.Random(1)

    def ask() -> str:
        return chance.choice(questions)(_MOST if often else chance.randint(1, _MOST))

    load(port, ask, clients=CLIENTS, seconds=WARM_UP)
    return load(port, ask, clients=CLIENTS, seconds=SECONDS)


def _row(name: str, often: bool, ours: Load, datasettes: Load) -> dict[str, object]:
    return {
        "asked": name,
        "questions": "few, often" if often else "hardly ever the same",
        "atlas, answers/s": round(ours.per_second),
        "p95 (ms)": round(ours.p95_ms),
        "Datasette, answers/s": round(datasettes.per_second),
        "p95 there (ms)": round(datasettes.p95_ms),
        "ratio": round(ours.per_second / datasettes.per_second, 1),
    }


def _write_tables(edition: Edition, file: Path) -> None:
    """The law of today and the notices as SQLite tables, with an index and full-text search."""
    scenarios, today = edition.vocabularies.scenario.codes, date.today()
    law = status_table(edition, edition.law.standings(edition.codes, scenarios, today), today)
    law = law.assign(as_of=today.isoformat())
    notices = edition.notices[list(RECORD_COLUMNS)]
    notices = notices[notices["relevance"] != "context"]
    with closing(sqlite3.connect(file)) as database:
        _flat(law).to_sql("positions", database, index=False)
        _flat(notices).to_sql("notices", database, index=False)
        searched = "title, title_en, firms, products, summary, regulator, regulator_short"
        database.executescript(
            f"""
            CREATE INDEX by_scenario ON positions (scenario, status);
            CREATE VIRTUAL TABLE notices_fts USING fts5 ({searched}, content="notices");
            INSERT INTO notices_fts (rowid, {searched}) SELECT rowid, {searched} FROM notices;
            """
        )


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(object).map(flat)


@contextmanager
def _datasette(file: Path, log: Path) -> Iterator[int]:
    """Serve a file with Datasette until the block ends; gives the port."""
    port = free_port()
    settings = {"suggest_facets": "off", "max_returned_rows": "1000", "default_page_size": "100"}
    command = [
        sys.executable, "-m", "datasette", "serve", "--immutable", str(file), "--port", str(port),
        *(part for setting in settings.items() for part in ("--setting", *setting)),
    ]  # fmt: skip
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/-/versions.json", log)
            yield port
        finally:
            process.terminate()


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            requests.get(url, timeout=5).raise_for_status()
            return
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError(f"Datasette does not answer. It said:\n{log.read_text('utf-8')}")


def _same_positions(ours: int, datasette: int) -> None:
    """Fail unless both serve the same positions: a comparison of different work says nothing."""
    asked = "scenario=injected_or_iv&status=prohibited"
    mine = _get(ours, f"/api/v1/positions?{asked}")["items"]
    theirs = _get(datasette, f"/atlas/positions.json?{asked}&_size=1000&_shape=objects")["rows"]
    if [row["jurisdiction"] for row in mine] != [row["jurisdiction"] for row in theirs]:
        raise RuntimeError("the API and Datasette do not serve the same positions")


def _get(port: int, path: str) -> dict[str, list[dict[str, object]]]:
    answer: dict[str, list[dict[str, object]]] = requests.get(
        f"http://127.0.0.1:{port}{path}", timeout=30
    ).json()
    return answer
