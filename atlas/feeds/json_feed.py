"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from typing import Any

from atlas.feeds.entries import Entry, Feed, joined
from atlas.tabular import as_json

MEDIA_TYPE = "application/feed+json; charset=utf-8"


def json_feed(feed: Feed, base: str) -> bytes:
    """The document; `base` is the address of the dashboard."""
    return as_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": joined(base, feed.page),
            "feed_url": joined(base, f"{feed.path}.json"),
            "description": "What changed, old and new, with the source. CC BY 4.0. Not legal "
            "advice.",
            "authors": [{"name": "Exosome Atlas"}],
            "language": "en",
            "items": [_item(entry, base) for entry in feed.entries],
        }
    )


def _item(entry: Entry, base: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": joined(base, entry.page),
        **({"external_url": entry.source} if entry.source else {}),
        "title": entry.title,
        "content_html": entry.html(),
        "date_published": entry.moment.isoformat(),
        "tags": list(entry.tags),
    }
