"""Invented facts whose every text means harm: what a page must show as text and never run."""

from __future__ import annotations

from dataclasses import replace

from atlas.facts import Facts
from atlas.law import Position
from atlas.notices import Notice

# Greenland: large on the map, and without facts of its own.
PLACE = "GL"
RAN = "atlasWasHarmed"  # what the scripts below would set on the window
TAGS = (
    f"<script>window.{RAN} = 1</script>"
    f'<img src="/harm.png" onerror="window.{RAN} = 1"><b onmouseover="window.{RAN} = 1">bold</b>'
)
MARKDOWN = "[press](javascript:alert(1)) ![seen](https://harm.example/pixel.png) :red[x] $math$ `c`"
FORMULA = '=HYPERLINK("https://harm.example","open")'
TURNED_ROUND = "\u202edesrever\u202c"
LONG = "A" * 10_000
EVERYTHING = f"{FORMULA} {TAGS} {MARKDOWN} {TURNED_ROUND}"
SCRIPT_LINK = f"javascript:window.{RAN}=1"
# An address for Python, and none for a browser.
UNREADABLE_LINK = "https://no^browser.example/reads-this"
NOTICE_ID = 'hostile-"><img src=/harm.png>-&-1'
LONG_NOTICE_ID = "hostile-long"
_DAY = "2026-11-20"


def with_hostile_text(facts: Facts) -> Facts:
    """The facts with a hostile notice, one of ten thousand letters, and a hostile position.

    The digest stays that of data/, so that a store filled with these counts as up to date.
    """
    return replace(
        facts,
        notices=(
            *facts.notices,
            _notice(NOTICE_ID, EVERYTHING),
            _notice(LONG_NOTICE_ID, LONG, read_url=UNREADABLE_LINK),
        ),
        positions=(*facts.positions, _POSITION),
    )


def _notice(id_: str, text: str, read_url: str = SCRIPT_LINK) -> Notice:
    return Notice(
        id=id_,
        jurisdiction=PLACE,
        regulator=text,
        regulator_short=text,
        issuer_type="regulator",
        title=text,
        title_en=f"{text} (English)",
        language='en" onmouseover="alert(1)',
        published=_DAY,
        kind="warning_letter",
        relevance="direct",
        origin=("human",),
        uses=("injection",),
        claims=("anti_ageing",),
        concerns=("unapproved",),
        firms=(text,),
        products=(text,),
        summary=text,
        effect="enforces",
        exosome_explicit=True,
        url=SCRIPT_LINK,
        source_read="primary",
        read_url=read_url,
        other_urls=(SCRIPT_LINK, "data:text/html,<script>alert(1)</script>"),
        confidence="high",
        review="reviewed",
        verified_on=_DAY,
    )


_POSITION = Position(
    jurisdiction=PLACE,
    scenario="human_topical_cosmetic",
    status="conditional",
    basis="explicit",
    effective_from=_DAY,
    instrument=EVERYTHING,
    instrument_url=SCRIPT_LINK,
    conditions=(EVERYTHING, LONG),
    penalty=EVERYTHING,
    note=EVERYTHING,
    notices=(NOTICE_ID, LONG_NOTICE_ID),
    source_read="primary",
    read_url=SCRIPT_LINK,
    other_urls=(SCRIPT_LINK,),
    confidence="high",
    verified_on=_DAY,
)
