"""The catalogue: who publishes notices, where, in which format, and how one may ask for them.

One YAML file a source in scrapers/sources/ (scrapers.catalogue_files); the file's name is the
source's id. `Source` says what may stand there, and a format module what its `options` may be.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from atlas.closed import Closed
from atlas.dates import PartialDate
from atlas.source_list import Cadence, KeptText, Structure
from scrapers.http.request import Manners
from scrapers.normalise.dates import read_date
from scrapers.normalise.zones import zone_of
from scrapers.written import Selector, selector

CERTIFICATES = Path(__file__).parent / "certificates"

# A key is blanked in every text that is kept; a shorter one would blank parts of words.
SHORTEST_KEY = 4

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
FormatName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]


class ShortKey(ValueError):
    """A key in the environment is too short to be one; the message names its variable."""


# The blanks in addresses, forms and headers; see Source.
BLANK = re.compile(r"\{(term|since|until|year2?|key|user)(?::([^{}]*))?\}")


class Issuer(Closed):
    """A body that issues notices: one of several whose notices a source carries."""

    name: str
    short: str
    issuer_type: str


class Publisher(Issuer):
    """Who speaks. `powers`: what the body is and what being named in its notices means."""

    powers: str
    url: WebAddress


class Post(Closed):
    """A POST that asks for a list: a form or a JSON body; {term} and the like are filled in."""

    url: WebAddress
    form: Mapping[str, str] = {}
    json_body: Mapping[str, Any] | None = None


class Rows(Closed):
    """How many rows one whole read of the source gives; outside of this the read is not believed.

    `why` says why the source may be empty, or where the bounds come from.
    """

    min: int = Field(default=1, ge=0)
    max: int = Field(ge=1)
    may_be_empty: bool = False
    why: str = ""


class Detail(Closed):
    """Where the text of a notice is, when the list does not carry it.

    `selector`: CSS selectors in order of preference; the first with text wins, with all elements
    that it finds. `json_path`: the path of the text when the page is JSON. `pdf`: documents linked
    from the text are read too, and a notice that is itself a PDF is read as one. `documents`: links
    on the page to more of them, where their address does not say so. `published` fills what the
    list lacks: a CSS selector (its `datetime` or `content` attribute, else its text), or a JSON
    path.
    """

    # "matched": only rows whose list entry already names the term; "all": every new row.
    when: Literal["all", "matched"] = "matched"
    selector: tuple[Selector, ...] = ()
    json_path: str | None = None
    pdf: bool = False
    documents: Selector | None = None
    published: str | None = None

    @field_validator("published")
    @classmethod
    def _selects(cls, text: str | None, info: ValidationInfo[Any]) -> str | None:
        return text if text is None or info.data.get("json_path") else selector(text, info)


class WrittenManners(Closed):
    """How politely the source is asked; scrapers.http.request.Manners says what each bound is."""

    delay_seconds: float = Field(default=Manners.delay_seconds, ge=0)
    timeout_seconds: float = Field(default=Manners.timeout_seconds, gt=0)
    total_seconds: float = Field(default=Manners.total_seconds, gt=0)
    max_bytes: int = Field(default=Manners.max_bytes, gt=0)
    retries: int = Field(default=Manners.retries, ge=0)
    robots: bool = Manners.robots
    # A PEM file in scrapers/certificates/.
    extra_certificate: str | None = None
    accept_statuses: tuple[int, ...] = Manners.accept_statuses

    def for_fetching(self) -> Manners:
        """The same as the fetcher takes them."""
        bounds = self.model_dump(exclude={"extra_certificate"})
        certificate = CERTIFICATES / self.extra_certificate if self.extra_certificate else None
        return Manners(**bounds, extra_certificate=certificate)


class Key(Closed):
    """A key that the operator must hold, and where to ask for one.

    `env` is the environment variable of the key, `user_env` that of the name it was given to, where
    the source asks for both. A source that is off and has a key is off for want of it.
    """

    env: str
    where: WebAddress
    user_env: str | None = None

    def missing(self) -> list[str]:
        """The variables that the environment does not hold."""
        return [name for name, value in self._held().items() if not value]

    def blanks(self) -> dict[str, str]:
        """What the environment holds for {key} and {user}; "" for nothing."""
        held = self._held()
        return {"key": held[self.env], "user": held.get(self.user_env or "", "")}

    def secrets(self) -> frozenset[str]:
        """What the environment holds of it: none of this may be written down."""
        return frozenset(value for value in self._held().values() if value)

    def _held(self) -> dict[str, str]:
        names = [self.env, *([self.user_env] if self.user_env else [])]
        held = {name: os.environ.get(name, "").strip() for name in names}
        for name, value in held.items():
            if 0 < len(value) < SHORTEST_KEY:
                raise ShortKey(
                    f"{name} has {len(value)} characters, too few to be a key: whatever holds them "
                    f"would be blanked with it. Set the whole key (at least {SHORTEST_KEY})."
                )
        return held


class Source(Closed):
    """One source of notices, as its YAML describes it.

    `urls` are fetched with GET, `posts` with POST. In both are filled in: {term} (once for each
    language form of the term, when `terms` is "server"), {since}, {until} and {year} (dates as
    yyyy-mm-dd, or as {since:%d-%m-%Y}), {year2} (two digits), {key} and {user}.

    `issuers` are bodies beside the publisher, by words of the name that an item gives its own.
    `languages` are BCP 47 tags, the one to fall back on first. `encoding` counts where an answer is
    no UTF-8 and says nothing of its own. `headers` are sent with every request for a list.
    `history_from` is {since} where no day is asked for. `kind_hint` is what its notices usually
    are. `error_markers` are words that only its own error page has, whatever its status.
    `upgrade_links`: what it links as http is taken as https. `text` is what its terms let us keep.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]+)+$")]
    name: str
    jurisdiction: str
    publisher: Publisher
    issuers: Mapping[str, Issuer] = {}
    homepage: WebAddress
    format: FormatName
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    encoding: str = "auto"
    urls: tuple[WebAddress, ...] = ()
    posts: tuple[Post, ...] = ()
    headers: Mapping[str, str] = {}
    # "server": the site is searched for our words; "client": we look for them in all that it lists.
    terms: Literal["server", "client"]
    # A word for which the source's search finds something on any day. It is searched for when none
    # of the terms found anything: a search that no longer works answers like an empty one.
    sure_term: str | None = None
    history_from: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] = "2015-01-01"
    options: Mapping[str, Any] = {}
    date_formats: tuple[str, ...]
    # Of the publisher's seat, for moments that its lists give in UTC; needed where its country has
    # several (a name of the tz database).
    time_zone: str | None = None
    cadence: Cadence
    # "everything": what is missing from the list has been withdrawn. "latest": old entries drop
    # off its end, and only what is missing where the list still reaches back past it is gone.
    # "unsteady": nothing is called gone, since several machines answer, of which one may lack what
    # another has, or a page has several lists, each of which drops its own old entries.
    listing: Literal["latest", "everything", "unsteady"] = "latest"
    rows: Rows
    kind_hint: str | None = None
    detail: Detail | None = None
    error_markers: tuple[str, ...] = ()
    # Of a site that leaves its tags open: what stands at the end of each of its pages of HTML, and
    # nowhere else. A page without it has to close its tags, or it is taken for half a page.
    end_markers: tuple[str, ...] = ()
    upgrade_links: bool = False
    manners: WrittenManners = WrittenManners()
    terms_of_use: str
    text: KeptText = "full"
    structure: Structure
    key: Key | None = None
    enabled: bool
    off_because: str | None = None
    notes: str = ""

    @property
    def zone(self) -> ZoneInfo | None:
        """The time zone in which its notices are dated; None where that is not known."""
        return ZoneInfo(self.time_zone) if self.time_zone else zone_of(self.jurisdiction)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that the lists are on, each once."""
        addresses = [*self.urls, *(post.url for post in self.posts)]
        return tuple(
            dict.fromkeys(re.split(r"[/?#]", url.split("//", 1)[1])[0] for url in addresses)
        )

    def asked_from(self, since: date | None, first_capture: date | None) -> date | None:
        """From which day its lists are asked for, where captures are read from a day on.

        That day chooses lists by year alone: elsewhere it would leave out what is older.
        """
        by_year = any("{year" in url for url in self.urls)
        return since or (first_capture if by_year else None)

    def date_in(self, text: str, *, seen_on: date) -> PartialDate:
        """The date that it writes so; see scrapers.normalise.dates.

        Raises:
            NotADate: there is none, or one that no notice seen on that day can have.
        """
        return read_date(
            text, self.date_formats, languages=self.languages, seen_on=seen_on, zone=self.zone
        )


class FormatOptions(Closed):
    """What a format's `Options` have in common."""

    @classmethod
    def of(cls, source: Source) -> Self:
        """What the source's YAML says to its format."""
        return cls.model_validate(dict(source.options))
