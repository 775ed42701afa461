"""Keys of the operator, kept out of archives, logs and messages."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, quote_plus

from scrapers.http.request import Request, Response

HIDDEN = "KEY"


class Keys:
    """Knows the operator's keys, and hides them wherever text leaves the process."""

    def __init__(self, keys: frozenset[str]) -> None:
        # A key in a URL may be percent-encoded; the longest first, as one key may hold another.
        forms = {
            form for key in keys if key for form in (key, quote(key, safe=""), quote_plus(key))
        }
        self._forms = sorted(forms, key=len, reverse=True)

    def hide(self, text: str) -> str:
        """`text` with every key replaced."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def hide_in(self, response: Response) -> Response:
        """A response whose addresses, request headers and request body hold no key."""
        if not self._forms:
            return response
        asked = response.request
        hidden = Request(
            url=self.hide(asked.url),
            method=asked.method,
            headers={name: self.hide(value) for name, value in asked.headers.items()},
            body=None
            if asked.body is None
            else self.hide(asked.body.decode("utf-8", "surrogateescape")).encode(
                "utf-8", "surrogateescape"
            ),
            purpose=asked.purpose,
            source=asked.source,
        )
        return replace(response, request=hidden, url=self.hide(response.url))
