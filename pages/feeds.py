"""Links to the feeds, and to what else the dashboard has for other programs."""

from __future__ import annotations

from collections.abc import Mapping

from pages.cards import folded
from pages.markup import MUTED, Html, beside, element, joined, text

_FORMATS = {
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON Feed", "application/feed+json"),
}


def feed_links(said: str, path: str) -> Html:
    """A line that offers a feed: `path` is `changes`, `place/KR` or `scenario/injected_or_iv`."""
    links = [
        beside(f"./feeds/{path}.{ending}", name, type=media_type, aria_label=f"{name}, {said}")
        for ending, (name, media_type) in _FORMATS.items()
    ]
    return element("p", [f"{said}: ", joined(links)])


def followed(feeds: Mapping[str, str]) -> Html:
    """How to be told of what changes: by feeds, path -> of what, or of everything where none is."""
    lines = [feed_links(f"Feed of all changes ({of})", path) for path, of in feeds.items()]
    if len(lines) > 1:
        lines = [folded("Feeds of all changes, one each", lines)]
    by_mail = "By mail or chat: ask whoever runs this copy of the atlas for an alert."
    return text(
        [
            lines or feed_links("Feed of all changes", "changes"),
            element("p", by_mail, style=MUTED),
        ]
    )


def api_links() -> Html:
    """Where the API is explained, to people and to programs."""
    ways = (
        beside("./api/v1/", "How to ask, with examples"),
        beside("./api/v1/openapi.json", "The same for programs (OpenAPI 3.1)"),
    )
    return element("p", joined(ways))
