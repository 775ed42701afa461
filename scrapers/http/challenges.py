"""Whole pages that only a bot check has, by who makes them; whatever status they come with."""

from __future__ import annotations

import re

_CHALLENGES = (
    (
        "Cloudflare",
        re.compile(r"<title>\s*Just a moment|_cf_chl_opt|cf-browser-verification", re.I),
    ),
    (
        "Imperva Incapsula",
        re.compile(r"Incapsula incident ID|Request unsuccessful\. Incapsula", re.I),
    ),
    ("Akamai", re.compile(r"errors\.edgesuite\.net|/_sec/cp_challenge|bm-verify=", re.I)),
    ("DataDome", re.compile(r"captcha-delivery\.com", re.I)),
    ("Sucuri", re.compile(r"Sucuri WebSite Firewall|sucuri_cloudproxy_js", re.I)),
    (
        "a bot check",
        re.compile(r"verify (?:that )?you are (?:a )?human|unusual traffic from", re.I),
    ),
)
_READ = 200_000


def challenge_in(text: str) -> str | None:
    """Whose bot check a page is; None when it is none that is known."""
    opening = text[:_READ]
    return next((name for name, mark in _CHALLENGES if mark.search(opening)), None)
