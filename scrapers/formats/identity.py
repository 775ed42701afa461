"""What of an entry's address tells it from the others, as a source's YAML says it."""

from __future__ import annotations

from typing import Annotated

from scrapers.normalise.addresses import parameter
from scrapers.written import kept_by, pattern_after

_PARAMETER, _PATTERN = "parameter:", "pattern:"

# "parameter:id", "pattern:…" (a regular expression) or the name of something else.
KeyInAddress = Annotated[str, pattern_after(_PATTERN)]


def key_in(url: str, key: KeyInAddress) -> str:
    """What a key keeps of an address; all of it where that is nothing, or it keeps no part."""
    if key.startswith(_PARAMETER):
        return parameter(url, key.removeprefix(_PARAMETER)) or url
    if key.startswith(_PATTERN):
        return kept_by(key.removeprefix(_PATTERN), url) or url
    return url
