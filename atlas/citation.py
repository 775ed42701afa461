"""How to cite: the data, or one notice or position in it, in APA style and as BibTeX.

A notice or position is somebody else's text: its own document is cited first, then the atlas as the
place where it was found. Made from CITATION.cff.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from atlas import __version__
from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.law import Position, Standing
from atlas.tabular import printable
from atlas.web_address import is_web_address
from atlas.wording import in_force, mark_words, since, spoken
from atlas.yaml_file import read_yaml

# Under which the data may be passed on: CC BY 4.0.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_CITATION_FILE = Path(__file__).resolve().parent.parent / "CITATION.cff"
# What TeX would act on, and what prints it instead.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_AS_TEXT = str.maketrans(_TEX)
# In an address none of these is needed as it stands, and each could end the field early.
_NOT_IN_ADDRESS = str.maketrans(dict.fromkeys("{}\\"))


@dataclass(frozen=True)
class Citation:
    """A reference to the data as a reader saw it.

    Attributes:
        verified_on: the last day on which any fact was checked (yyyy-mm-dd).
        revision: of the store.
        url: the page that the reader cites; "" where there is none.
        retrieved: the day on which it was seen; None for a copy, which stays as it is.
    """

    verified_on: str
    revision: int
    url: str = ""
    retrieved: date | None = None

    @property
    def title(self) -> str:
        return str(_work()["title"])

    @property
    def version(self) -> str:
        return f"{__version__}, revision {self.revision}, checked {self.verified_on}"

    def apa(self) -> str:
        reference = (
            f"{_authors()}. ({_work()['year']}). {self.title} (Version {self.version}) [Data set]."
        )
        if self.retrieved is None:
            return reference
        retrieved = parse_partial(self.retrieved.isoformat()).spoken()
        return f"{reference} Retrieved {retrieved}{f', from {self.url}' if self.url else ''}"

    def bibtex(self) -> str:
        work = _work()
        return _entry(
            f"exosome_atlas_{work['year']}",
            {
                "author": f"{{{_authors()}}}",
                "title": f"{{{self.title}}}",
                "year": work["year"],
                "version": self.version,
                "url": self.url.translate(_NOT_IN_ADDRESS),
                "urldate": self.retrieved.isoformat() if self.retrieved else "",
                "note": f"Data set, {work['license']}",
            },
        )


@dataclass(frozen=True)
class Document:
    """Somebody else's document that the atlas has on record.

    Attributes:
        key: names it in a bibliography.
        form: what it is, for the brackets of APA: "Warning letter".
        published: yyyy, yyyy-mm, yyyy-mm-dd; None: undated; "": not asked for, since a law is known
            by its name.
        url: its own page, http or https; None: not known.
        remarks: what a reader of the citation must know.
        found: the atlas, with the permanent link to its record.
    """

    key: str
    author: str
    title: str
    form: str
    published: str | None
    url: str | None
    remarks: tuple[str, ...]
    found: Citation

    def apa(self) -> str:
        when = "" if self.published == "" else f" ({_apa_date(self.published)})."
        parts = [
            f"{printable(self.author)}.{when} {printable(self.title)} [{printable(self.form)}].",
            *([self.url] if self.url else []),
            f"{'. '.join(map(printable, self.remarks))}.",
            f"On record in: {self.found.apa()}",
        ]
        return " ".join(parts)

    def bibtex(self) -> str:
        published = parse_partial(self.published) if self.published else None
        found = f"{self.found.title}, version {self.found.version}"
        permanent = self.found.url.translate(_NOT_IN_ADDRESS)
        return _entry(
            re.sub(r"[^A-Za-z0-9-]+", "-", self.key),
            {
                "author": f"{{{_tex(self.author)}}}",
                "title": f"{{{_tex(self.title)}}}",
                "howpublished": _tex(self.form),
                "year": str(published.first.year) if published else "",
                "date": published.text if published else "",
                "url": (self.url or "").translate(_NOT_IN_ADDRESS),
                "note": f"{_tex('. '.join(self.remarks))}. On record in: {_tex(found)}, "
                f"\\url{{{permanent}}}",
            },
        )


def notice_document(edition: Edition, notice: Mapping[Any, Any], found: Citation) -> Document:
    """A notice (a row of atlas.notices.NOTICE_COLUMNS) as its regulator's document."""
    words, title, english = edition.vocabularies, notice["title"], notice["title_en"]
    translated = isinstance(english, str) and english not in ("", title)
    own = _web_address(notice["url"])
    return Document(
        key=notice["id"],
        author=notice["regulator"],
        title=f"{title} [{english}]" if translated else title,
        form=words.kind.label(notice["kind"]),
        published=_text(notice["published"]),
        url=own,
        remarks=(
            *_reading(edition, notice["source_read"], _web_address(notice["read_url"]), own),
            *mark_words(notice["review"], notice["delisted_on"]),
            *_checked(edition, notice["confidence"], notice["last_checked"]),
        ),
        found=found,
    )  # fmt: skip


def position_document(
    edition: Edition, standing: Standing, found: Citation, as_of: date
) -> Document:
    """What the law says in a place on a day, as the instrument that says so.

    Raises:
        ValueError: nothing is on record, so there is nothing to cite.
    """
    position = standing.position
    if position is None:
        raise ValueError(
            f"{standing.place} has no position on {standing.scenario}: nothing to cite"
        )
    words, of = edition.vocabularies, edition.places.in_sentence
    scenario, status = words.scenario.label(position.scenario), words.status.label(standing.status)
    own = _web_address(position.instrument_url)
    sure = standing.text_confidence or position.confidence
    return Document(
        key=f"{standing.place}-{standing.scenario}".lower(),
        author=edition.places.name(position.jurisdiction),
        title=position.instrument or "No instrument named",
        form=f"{scenario}: {status}{_begun(position, as_of)}",
        published="",
        url=own,
        remarks=(
            *([f"Rule of {of(position.jurisdiction)}, inherited by {of(standing.place)}"]
              if standing.inherited_from else []),
            *_reading(edition, position.source_read, _web_address(position.read_url), own),
            *_checked(edition, sure, position.verified_on),
        ),
        found=found,
    )  # fmt: skip


def _begun(position: Position, as_of: date) -> str:
    held = since(position)
    if held and position.may_have_begun_after(as_of):
        held = held if position.effective_from else "from an unknown date"
        held = f"{held}, perhaps after {spoken(as_of.isoformat())}"
    return f", {in_force(position.status).lower()} {held}" if held else ""


def _reading(
    edition: Edition, source_read: str, read_url: str | None, own: str | None
) -> tuple[str, ...]:
    """Whose text was read, and where, if that is not the document's own page."""
    how = f"Read: {edition.vocabularies.source_read.label(source_read)}"
    return (f"{how}, at {read_url}" if read_url and read_url != own else how,)


def _checked(edition: Edition, confidence: str, day: str) -> tuple[str, str]:
    return (
        f"Confidence: {edition.vocabularies.confidence.label(confidence)}",
        f"Last checked {spoken(day)}",
    )


def _apa_date(published: str | None) -> str:
    """2024, March 5."""
    if published is None:
        return "n.d."
    *day_and_month, year = parse_partial(published).spoken().split()
    return ", ".join([year, " ".join(reversed(day_and_month))] if day_and_month else [year])


def _entry(key: str, fields: Mapping[str, str]) -> str:
    filled = {name: value for name, value in fields.items() if value}
    width = max(8, *map(len, filled))
    lines = [f"  {name:<{width}} = {{{value}}}," for name, value in filled.items()]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _tex(text: str) -> str:
    return printable(text).translate(_AS_TEXT)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _web_address(value: Any) -> str | None:
    """An http or https address that a line of text can hold; None for anything else."""
    return value if is_web_address(value) and not re.search(r"\s", value) else None


@cache
def _work() -> dict[str, Any]:
    work: dict[str, Any] = read_yaml(_CITATION_FILE)["preferred-citation"]
    return work


def _authors() -> str:
    return " and ".join(author["name"] for author in _work()["authors"])
