"""`python -m bench`: measure and print tables. Asserts nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from atlas.facts import Facts, read_facts
from atlas.store import open_store
from atlas.terminal import console
from bench import api, bulk_memory, pages_ready, reruns, store, sweep
from bench.generated import with_generated_notices
from bench.tables import print_table

LARGE = 100_000
Rows = list[dict[str, object]]


class What(StrEnum):
    """What can be measured."""

    store = "store"
    reruns = "reruns"
    memory = "memory"
    pages = "pages"
    api = "api"
    sweep = "sweep"
    bulk = "bulk"


def main(
    what: Annotated[
        list[What] | None, typer.Argument(metavar="WHAT", help=f"Any of: {', '.join(What)}.")
    ] = None,
) -> None:
    """Measure what is named, or all of it in some minutes, and print tables."""
    asked = set(what or What)
    facts = read_facts()
    if small := asked - {What.sweep, What.bulk}:
        _on_a_store(facts, small)
    if large := asked & {What.store, What.reruns, What.memory}:
        _on_a_store(with_generated_notices(facts, LARGE), large)
    if What.sweep in asked:
        _show("Sweeps of the simulated internet, every answer 200 ms late", sweep.measure)
    if What.bulk in asked:
        _show("A run that reads a bulk file of 16 MB", bulk_memory.measure)


def _on_a_store(facts: Facts, asked: Collection[What]) -> None:
    """Measure what needs a store that some facts were filled in."""
    number = f"{len(facts.notices):,} notices"
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'atlas.db'}"
        with open_store(url) as empty:
            if What.store in asked:
                _show(f"Store and law, {number}", partial(store.measure, empty, facts))
            else:
                empty.fill(facts)
        if What.reruns in asked:
            title = "Rerun after a filter change, ms of processor time"
            _show(f"{title}, {number}", partial(reruns.measure, url))
        if What.memory in asked:
            title = "Memory of the server"
            _show(f"{title}, {number}", partial(pages_ready.memory_after_every_page, url))
        if What.pages in asked:
            _show("Ready in Chromium", partial(pages_ready.measure, url))
        if What.api in asked:
            _show(f"Answers to {api.CLIENTS} clients", partial(api.measure, url))


def _show(title: str, measure: Callable[[], Rows]) -> None:
    with console.status(f"{title} …"):
        rows = measure()
    print_table(title, rows)


typer.run(main)
