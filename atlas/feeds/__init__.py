"""Feeds of what changed: all, one place, one region, one scenario; as Atom and as JSON Feed."""

from atlas.feeds.routes import feed_routes

__all__ = ["feed_routes"]
