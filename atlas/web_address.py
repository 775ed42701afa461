"""Web addresses: what may become a link, whose site and which page it is, and what it is called."""

from __future__ import annotations

from typing import TypeGuard
from urllib.parse import urlsplit

# Their name alone does not say whose copy of a text was read.
_KEEP_ANYBODYS_COPIES = ("github.com", "pypi.org")


def is_web_address(value: object) -> TypeGuard[str]:
    """Whether something is an http or https address, and so may become a link."""
    return isinstance(value, str) and site(value) is not None


def page_name(url: str) -> str:
    """What a link to a page is called: its host, and whose copy it is where anybody keeps theirs.

    "www.fda.gov", but "github.com/legalize-dev/legalize-eu".
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    owner = parts.path.split("/")[1:3] if host in _KEEP_ANYBODYS_COPIES else []
    return "/".join([host, *filter(None, owner)])


def page_of(url: str) -> str | None:
    """An address without what does not tell two pages apart; None for the front page of a site."""
    rest = url.partition("://")[2]
    page, _, fragment = rest.partition("#")
    host, _, path = page.partition("/")
    path = path.rstrip("/")
    if fragment.startswith(("/", "!")):  # a route, which tells pages apart
        path += f"#{fragment}"
    return f"{host.lower().removeprefix('www.')}/{path}" if path else None


def site(url: str) -> str | None:
    """The start page of a web address: https://www.fda.gov/x/y -> https://www.fda.gov

    None for anything else: what is not http(s), or holds what no eye or XML reads (a control
    character, a mark that turns the writing), never becomes a link.
    """
    if not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return f"{parts.scheme}://{parts.hostname}{port}"
