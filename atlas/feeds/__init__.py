"""Feeds of what changed: all of it, one place, one scenario; as Atom and as JSON Feed."""

from atlas.feeds.routes import feed_routes

__all__ = ["feed_routes"]
