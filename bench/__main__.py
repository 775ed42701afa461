"""`python -m bench`: measure everything, print tables. Takes a few minutes; asserts nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from atlas.facts import read_facts
from atlas.store import open_store
from atlas.terminal import console
from bench import api, bulk_memory, pages_ready, reruns, sweep
from bench import store as store_bench
from bench.generated import with_generated_notices
from bench.tables import print_table

LARGE = 100_000


def main() -> None:
    facts = read_facts()
    with TemporaryDirectory() as folder:
        sizes = {
            len(facts.notices): facts,
            LARGE: with_generated_notices(facts, LARGE),
        }
        for size, content in sizes.items():
            url = f"sqlite:///{Path(folder) / f'{size}.db'}"
            with open_store(url) as store, console.status(f"Store, {size:,} notices …"):
                rows = store_bench.measure(store, content)
            print_table(f"Store and law, {size:,} notices", rows)
            with console.status(f"Reruns, {size:,} notices …"):
                rows = reruns.measure(url)
            print_table(
                f"Rerun after a filter change, ms of processor time, {size:,} notices", rows
            )
            with console.status(f"Memory, {size:,} notices …"):
                memory = pages_ready.memory_after_every_page(url)
            console.print(f"Server memory after every page, {size:,} notices: {memory:.0f} MB\n")
        with console.status("Pages in Chromium …"):
            rows = pages_ready.measure(f"sqlite:///{Path(folder) / f'{len(facts.notices)}.db'}")
        print_table("Ready in Chromium", rows)
        with console.status("The API beside Datasette …"):
            rows = api.measure(f"sqlite:///{Path(folder) / f'{len(facts.notices)}.db'}")
        print_table(f"Answers to {api.CLIENTS} clients", rows)
    with console.status("Sweeps of the simulated internet …"):
        rows = sweep.measure()
    print_table("Sweeps of the simulated internet, every answer 200 ms late", rows)
    with console.status("A bulk file …"):
        rows = bulk_memory.measure()
    print_table("A run that reads a bulk file of 16 MB", rows)


main()
