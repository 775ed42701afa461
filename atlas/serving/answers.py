"""Answers: a body with its headers, and the shorter answer to whoever has it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

from atlas.serving.headers import OPEN


@dataclass(frozen=True)
class Answer:
    """One representation of a resource.

    Attributes:
        modified: aware, UTC, whole seconds: when the data behind it last moved.
        headers: beside those that every answer has; they win over them.
        lasting: whether it stays the same until the revision moves.
    """

    body: bytes
    media_type: str
    modified: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = True

    @cached_property
    def etag(self) -> str:
        """Weak, since the same answer also goes out compressed; it moves exactly with the body."""
        return f'W/"{blake2b(self.body, digest_size=12).hexdigest()}"'

    @cached_property
    def _headers(self) -> dict[str, str]:
        return {
            **OPEN,
            # Keep it, but ask each time whether it still holds.
            "Cache-Control": "no-cache",
            "Content-Type": self.media_type,
            "ETag": self.etag,
            "Last-Modified": format_datetime(self.modified, usegmt=True),
            **self.headers,
        }

    def response(self, request: Request) -> Response:
        """What this client is sent: 304 without a body if it has the answer already."""
        if self._is_known_to(request):
            return Response(status_code=304, headers=self._headers)
        if request.method == "HEAD":
            length = {"Content-Length": str(len(self.body))}
            return Response(headers={**self._headers, **length})
        return Response(self.body, headers=self._headers)

    def _is_known_to(self, request: Request) -> bool:
        """Whether the client's conditions hold (RFC 9110, 13.1.2 and 13.1.3)."""
        known = request.headers.get("if-none-match")
        if known is not None:
            tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
            return "*" in tags or self.etag.removeprefix("W/") in tags
        since = _moment(request.headers.get("if-modified-since"))
        return since is not None and self.modified <= since


def _moment(text: str | None) -> datetime | None:
    """The moment of an HTTP date; None for anything else, which the standard says to ignore."""
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None
