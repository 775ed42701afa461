"""Whole pages that only a bot check has, by who makes them; whatever status they come with."""

from __future__ import annotations

import re

# In small letters, as the text that is searched.
_CHALLENGES = (
    (
        "Cloudflare",
        re.compile(r"<title>\s*just a moment|_cf_chl_opt|cf-browser-verification"),
    ),
    ("Imperva Incapsula", re.compile(r"incapsula incident id|request unsuccessful\. incapsula")),
    ("Akamai", re.compile(r"errors\.edgesuite\.net|/_sec/cp_challenge|bm-verify=")),
    ("DataDome", re.compile(r"captcha-delivery\.com")),
    ("Sucuri", re.compile(r"sucuri website firewall|sucuri_cloudproxy_js")),
    ("a bot check", re.compile(r"verify (?:that )?you are (?:a )?human|unusual traffic from")),
)
# Each pattern holds one of these. Almost no page does, and they are found many times faster.
_SIGNS = (
    "just a moment", "_cf_chl_opt", "cf-browser-verification", "incapsula", "errors.edgesuite.net",
    "/_sec/cp_challenge", "bm-verify=", "captcha-delivery.com", "sucuri", "you are",
    "unusual traffic from",
)  # fmt: skip
_READ = 200_000


def challenge_in(text: str) -> str | None:
    """Whose bot check a page is; None when it is none that is known."""
    opening = text[:_READ].lower()
    if not any(sign in opening for sign in _SIGNS):
        return None
    return next((name for name, mark in _CHALLENGES if mark.search(opening)), None)
