"""Links to the feeds, and to what else the dashboard has for other programs."""

from __future__ import annotations

from pages.markup import Content, Html, element

_FORMATS = {
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON Feed", "application/feed+json"),
}


def feed_links(said: str, path: str) -> Html:
    """A line that offers a feed: `path` is `changes`, `place/KR` or `scenario/injected_or_iv`."""
    links = [
        _beside(f"./feeds/{path}.{ending}", name, type=media_type, aria_label=f"{name}, {said}")
        for ending, (name, media_type) in _FORMATS.items()
    ]
    return element("p", [f"{said}: ", links[0], " · ", links[1]])


def api_links() -> Html:
    """Where the API is explained, to people and to programs."""
    return element(
        "p",
        [
            _beside("./api/v1/", "How to ask, with examples"),
            " · ",
            _beside("./api/v1/openapi.json", "The same for programs (OpenAPI 3.1)"),
        ],
    )


def _beside(href: str, label: Content, **attributes: str) -> Html:
    """A link that opens beside the dashboard."""
    return element("a", label, href=href, target="_blank", style="color: inherit;", **attributes)
