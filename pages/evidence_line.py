"""The line below a fact: how sure it is, how and when it was read, and where to read it."""

from __future__ import annotations

from typing import Any

from atlas.edition import Edition
from atlas.web_address import is_web_address, page_name
from atlas.wording import confidence_line
from pages.markup import Html, link, text


def evidence_line(
    edition: Edition,
    confidence: str | None,
    source_read: str,
    checked_on: str,
    *addresses: object,
    sure_by: str | None = None,
) -> Html:
    """The line of one fact; `sure_by` as in atlas.wording.confidence_line.

    `addresses` are those of its source, the best first; not every source has one that can be
    linked to.
    """
    told = confidence_line(edition, confidence, source_read, checked_on, sure_by=sure_by)
    return text([told, " · ", source_link(*addresses)])


def notice_evidence(edition: Edition, notice: Any) -> Html:
    """The line of a notice, a named tuple of its columns: of the issuer's page if it has one."""
    return evidence_line(
        edition,
        notice.confidence,
        notice.source_read,
        notice.last_checked,
        notice.url,
        notice.read_url,
    )


def source_link(*addresses: object) -> Html:
    """The way to the first of some addresses that can be linked to."""
    page = next((address for address in addresses if is_web_address(address)), None)
    if page is None:
        return text("no page to link to")
    # Read out one after the other, links that all say "source" are told apart by their site.
    return link(page, "source", aria_label=f"source, {page_name(page)}")
