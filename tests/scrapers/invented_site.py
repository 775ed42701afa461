"""A site that answers what a test says, and the source that reads it; all of it is invented."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from requests.structures import CaseInsensitiveDict

from scrapers.catalogue import Source
from scrapers.http.faults import GoneFromAddress, SourceFault
from scrapers.http.memory import CacheMemory, Validators
from scrapers.http.request import Manners, Request, Response

# A page that is neither a list nor a block.
CONTENT = (
    "<html><head><title>News</title></head><body><main>"
    + "<p>Words of a page.</p>" * 60
    + "</main></body></html>"
)
HOST = "https://regulator.example"
LIST = f"{HOST}/list"


def a_source(id_: str = "us-invented", **changes: Any) -> Source:
    """A source whose list is JSON and whose notices have pages of their own."""
    return Source.model_validate(
        {
            "id": id_,
            "name": "Invented notices",
            "jurisdiction": "US",
            "publisher": {
                "name": "Invented Authority",
                "short": "INV",
                "issuer_type": "regulator",
                "powers": "Invented.",
                "url": HOST,
            },
            "homepage": HOST,
            "format": "json_api",
            "languages": ["en"],
            "urls": [LIST],
            "terms": "client",
            "options": {
                "items": ["items"],
                "fields": {
                    "key": "{id}",
                    "title": "{title}",
                    "url": "{link}",
                    "published": "{date}",
                    "text": ["{text}"],
                },
            },
            "date_formats": ["iso"],
            "cadence": "daily",
            "rows": {"min": 1, "max": 50},
            "detail": {"selector": ["main"]},
            "terms_of_use": "Invented.",
            "structure": "inferred",
            "enabled": True,
            **changes,
        }
    )


def an_entry(key: str, title: str = "Recall of exosome serum", **changes: Any) -> dict[str, Any]:
    """An entry of the list, about exosomes unless its title is another."""
    return {
        "id": key,
        "title": title,
        "link": f"{HOST}/notice/{key}",
        "date": "2026-11-02",
        "text": "",
        **changes,
    }


PLAIN = "Recall of peanut butter"


def a_page(text: str = "The exosome product is not authorised. Lot recalled.") -> str:
    return f"<html><body><main><p>{text}</p></main></body></html>"


@dataclass
class InventedSite:
    """Answers by URL: entries of a list, text of a page, or a fault. Knows conditional requests.

    `memory` is the validators' memory of the reader, as a fetcher would have it.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    memory: CacheMemory | None = None
    asked: list[str] = field(default_factory=list)
    not_modified: int = 0

    def fetch(self, request: Request, manners: Manners) -> Response:
        self.asked.append(request.url)
        answer = self.answers.get(request.url)
        if answer is None:
            raise GoneFromAddress("status 404", url=request.url)
        if isinstance(answer, SourceFault):
            raise answer
        is_list = isinstance(answer, list)
        body = (json.dumps({"items": answer}) if is_list else str(answer)).encode()
        sum_ = sha256(body).hexdigest()
        known = self.memory.get(request.url) if self.memory else None
        unchanged = known is not None and known.etag == sum_
        if self.memory:
            self.memory[request.url] = Validators(sum_, None, sum_)
        self.not_modified += unchanged
        return Response(
            request=request,
            url=request.url,
            status=304 if unchanged else 200,
            headers=CaseInsensitiveDict(
                {"Content-Type": "application/json" if is_list else "text/html; charset=utf-8"}
            ),
            body=b"" if unchanged else body,
            fetched_at=datetime.now(UTC),
            sha256=sum_,
            not_modified=unchanged,
        )
