"""What is asked of a site, what came back, and the manners to ask with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from requests.structures import CaseInsensitiveDict

Purpose = Literal["list", "detail", "document", "robots"]
Via = Literal["live", "wayback"]


@dataclass(frozen=True)
class Request:
    """One question to a site.

    `purpose` says what the answer is for. `source` is the id of the source that asks; it goes into
    the archive, so that a replay finds the answers of one source again. Raises ValueError for a
    User-Agent among `headers`: the atlas says who it is, and never imitates a browser.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    body: bytes | None = None
    purpose: Purpose = "list"
    source: str = ""

    def __post_init__(self) -> None:
        if any(name.lower() == "user-agent" for name in self.headers):
            raise ValueError("a source may not set the User-Agent: the atlas says who it is")

    @property
    def is_plain(self) -> bool:
        """Whether its address says all that is asked."""
        return self.method == "GET" and self.body is None


@dataclass(frozen=True)
class Response:
    """What a site answered.

    `url` is where the answer came from after redirects, `body` is decompressed, `sha256` is the hex
    digest of `body`, `fetched_at` is aware and in UTC. With `not_modified` (304) the body is empty
    and `sha256` is that of the body received before, so that the archive still finds it.
    Through the Internet Archive (`via="wayback"`) `url` is the original address and `fetched_at`
    the moment of the capture.
    """

    request: Request
    url: str
    status: int
    headers: CaseInsensitiveDict[str]
    body: bytes = field(repr=False)
    fetched_at: datetime
    sha256: str
    not_modified: bool = False
    via: Via = "live"

    @property
    def capture(self) -> str | None:
        """Where people see the capture that this is, the earlier the smaller; None if live."""
        if self.via == "live":
            return None
        return f"https://web.archive.org/web/{self.fetched_at:%Y%m%d%H%M%S}/{self.url}"


@dataclass(frozen=True)
class Manners:
    """How a source wants to be asked; each has a default that suits most sites.

    Seconds: `delay_seconds` is the pause between two requests to its host (robots.txt may ask for
    more), `timeout_seconds` how long the site may stay silent, `total_seconds` how long one answer
    may take in all. `max_bytes` bounds the answer before and after decompression; `retries` are
    those after the first try. `robots=False` is for documented APIs whose terms invite programs.
    `extra_certificate` is a PEM file with an intermediate certificate that the site forgets to
    send. `accept_statuses` are statuses, besides 2xx, that are answers here (openFDA says 404 for
    "no match").
    """

    delay_seconds: float = 1.0
    timeout_seconds: float = 30.0
    max_bytes: int = 32 * 1024 * 1024
    retries: int = 3
    robots: bool = True
    extra_certificate: Path | None = None
    accept_statuses: tuple[int, ...] = ()
    total_seconds: float = 300.0
