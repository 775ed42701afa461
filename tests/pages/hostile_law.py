"""A store in which the law of one place, and the notices behind it, try to harm the reader."""

from dataclasses import replace
from pathlib import Path

from atlas.facts import Facts
from atlas.store import open_store
from tests.browser.hostile import PLACE, TAGS, with_hostile_text


def hostile_law_store(facts: Facts, folder: Path) -> str:
    """The address of a store with the bundled facts and a hostile position in PLACE."""
    hostile = with_hostile_text(facts)
    positions = tuple(
        position.model_copy(update={"instrument": TAGS})
        if position.jurisdiction == PLACE
        else position
        for position in hostile.positions
    )
    url = f"sqlite:///{folder / 'hostile-law.db'}"
    with open_store(url) as store:
        store.fill(replace(hostile, positions=positions))
    return url
