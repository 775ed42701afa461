"""The part of an entry's address that is its key, as a source's YAML names it."""

from __future__ import annotations

from typing import Annotated

from scrapers.normalise.addresses import parameter
from scrapers.written import kept_by, pattern_after

_PARAMETER, _PATTERN = "parameter:", "pattern:"

# "parameter:id", "pattern:…" (a regular expression) or the name of something else.
KeyInAddress = Annotated[str, pattern_after(_PATTERN)]


def key_in(url: str, key: KeyInAddress) -> str:
    """The part of an address that a key names; the whole of it if it names none, or finds none."""
    if key.startswith(_PARAMETER):
        return parameter(url, key.removeprefix(_PARAMETER)) or url
    if key.startswith(_PATTERN):
        return kept_by(key.removeprefix(_PATTERN), url) or url
    return url
