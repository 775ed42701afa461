"""Every page with an address that shows its full content, and what must be seen there."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A page of the dashboard: its address, its title, and words that only it shows there."""

    address: str
    title: str
    shows: str


EXAMPLES = {
    "map": Example(
        "?scenario=injected_or_iv", "Map", "The shares are of 249 countries and territories"
    ),
    "country": Example("country?place=KR", "Country", "South Korea (KR)"),
    "compare": Example("compare?places=KR,JP", "Compare", "Japan"),
    "check": Example(
        "check?place=ES&origin=human&use=injection&claim=therapeutic", "Launch check", "Whom to ask"
    ),
    "changes": Example("changes?since=2020-01-01", "Changes", "positions and"),
    "story": Example("story?scenario=injected_or_iv", "Over time", "dated moves of the law"),
    "notices": Example("notices?places=TH", "Notices", "notices"),
    "sources": Example("sources", "Sources", "were read"),
    "review": Example("review", "Review", "Answered so far"),
    "method": Example("method?part=risk", "Method", "enforcement"),
}
# Beside those: other faces of the same pages, with elements of their own.
FACES = {page: example.address for page, example in EXAMPLES.items()} | {
    "map by risk, of a bloc": "?region=EU&colour=risk",
    "country that is a bloc": "country?place=EU",
    "country with a map of its parts": "country?place=US",
    "country without facts": "country?place=GL",
    "check without answers": "check",
    "changes over time": "changes?since=2015-01-01&view=activity",
    "changes by place": "changes?since=2015-01-01&view=places",
    "one notice": "notices?notice=kr-mfds-20250121-cosmetic-ad-guideline",
    "sites that scrapers read": "sources?part=sites&source=us-openfda-enforcement",
    "method, codebook": "method?part=codebook",
    "method, downloads": "method?part=downloads",
    "method, for programs": "method?part=programs",
}
