"""One field of a notice before and after it changed, as it is drawn."""

from __future__ import annotations

from typing import Any

from atlas.amendment import amended
from atlas.edition import Edition
from pages.markup import Html, element, text


def amendment(edition: Edition, field: str, before: Any, after: Any) -> Html:
    """A field (a name of atlas.notices.NOTICE_COLUMNS), what it said and what it says since."""
    name, old, new = amended(edition, field, before, after)
    return text(
        [
            element("strong", name),
            ": ",
            element("del", old),
            element("span", " → ", aria_label="replaced by", role="img"),
            element("ins", new),
        ]
    )
