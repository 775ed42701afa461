"""Keys of the operator, kept out of archives, logs and messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from urllib.parse import quote, quote_plus

from requests.structures import CaseInsensitiveDict

from scrapers.http.request import Request, Response

HIDDEN = "KEY"

T = TypeVar("T")


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

    def are_in(self, request: Request) -> bool:
        """Whether a request carries one."""
        said = (request.url, *request.headers.values())
        return any(self.hide(text) != text for text in said)

    def hide_in_all(self, value: T) -> T:
        """A value of texts, collections and dataclasses, with every key in any text replaced."""
        return self._hidden(value) if self._forms else value

    def _hidden(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, Mapping):
            return {self._hidden(name): self._hidden(each) for name, each in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return type(value)(map(self._hidden, value))
        if is_dataclass(value) and not isinstance(value, type):
            named = {each.name: getattr(value, each.name) for each in fields(value)}
            return replace(value, **self._hidden(named))
        return value

    def hide_in(self, response: Response) -> Response:
        """A response whose addresses, headers and request body hold no key: a redirect repeats it.

        Its body is kept as it was received.
        """
        if not self._forms:
            return response
        asked = response.request
        body = asked.body
        if body is not None:
            text = self.hide(body.decode("utf-8", "surrogateescape"))
            body = text.encode("utf-8", "surrogateescape")
        hidden = replace(
            asked,
            url=self.hide(asked.url),
            headers={name: self.hide(value) for name, value in asked.headers.items()},
            body=body,
        )
        headers = CaseInsensitiveDict(
            (name, self.hide(value)) for name, value in response.headers.items()
        )
        return replace(response, request=hidden, url=self.hide(response.url), headers=headers)
