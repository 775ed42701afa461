"""Headers of every answer: any site may read it, no browser may make anything else of it."""

from __future__ import annotations

METHODS = ("GET", "HEAD", "OPTIONS")
ALLOWED = ", ".join(METHODS)

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, X-Total-Count",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

# What a browser asks before it lets another site's script ask the question itself.
PREFLIGHT = {
    **OPEN,
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
