"""Stores whose texts try everything that text from outside may try."""

from dataclasses import replace
from pathlib import Path

from atlas.facts import DATA, Facts, digest
from atlas.notices import Notice
from atlas.store import open_store
from tests.atlas.hostile import PLACE, TAGS, with_hostile_text

HOSTILE_ID = "zz-hostile"
SCRIPT = "<script>alert(1)</script>"
MARKDOWN = "**bold** [click](javascript:alert(1)) :red[x] $x$"


def hostile_store(facts: Facts, folder: Path) -> str:
    """The address of a store with the bundled facts and one hostile notice, the newest of all."""
    model = next(notice for notice in facts.notices if notice.jurisdiction == "KR")
    hostile = Notice.model_validate(
        {
            **model.model_dump(),
            "id": HOSTILE_ID,
            "title": f"{SCRIPT} {MARKDOWN}",
            "title_en": f"{SCRIPT} {MARKDOWN}",
            "regulator": f"<img src=x onerror=alert(1)> {MARKDOWN}",
            "regulator_short": SCRIPT,
            "summary": f"</p>{SCRIPT}{MARKDOWN}",
            "firms": (f"=HYPERLINK(1) {SCRIPT}",),
            "published": model.verified_on,
            "relevance": "direct",
            "url": "javascript:alert(1)",
            "read_url": "javascript:alert(2)",
            "other_urls": ("data:text/html,<script>alert(3)</script>",),
            "coders_differ": (),
        }
    )
    notices = (*facts.notices, hostile)
    url = f"sqlite:///{folder / 'hostile.db'}"
    with open_store(url) as store:
        # Under the digest of data/, so that the pages take the store for filled.
        store.fill(Facts(**{**vars(facts), "notices": notices, "digest": digest(DATA)}))
    return url


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
