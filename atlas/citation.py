"""How to cite the data: one reference, in APA style and as BibTeX, made from CITATION.cff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from atlas import __version__
from atlas.dates import parse_partial
from atlas.yaml_file import read_yaml

_CITATION_FILE = Path(__file__).resolve().parent.parent / "CITATION.cff"


@dataclass(frozen=True)
class Citation:
    """A reference to the data as a reader saw it.

    Attributes:
        verified_on: the last day on which any fact was checked (yyyy-mm-dd).
        revision: of the store.
        url: the page that the reader cites; "" where there is none.
    """

    verified_on: str
    revision: int
    url: str
    retrieved: date

    @property
    def version(self) -> str:
        return f"{__version__}, revision {self.revision}, checked {self.verified_on}"

    def apa(self) -> str:
        work = _work()
        retrieved = parse_partial(self.retrieved.isoformat()).spoken()
        return (
            f"{_authors()}. ({work['year']}). {work['title']} (Version {self.version}) "
            f"[Data set]. Retrieved {retrieved}{f', from {self.url}' if self.url else ''}"
        )

    def bibtex(self) -> str:
        work = _work()
        fields = {
            "author": f"{{{_authors()}}}",
            "title": f"{{{work['title']}}}",
            "year": work["year"],
            "version": self.version,
            # A brace could end the field early; in an address it is not needed.
            "url": self.url.translate({ord(brace): None for brace in "{}"}),
            "urldate": self.retrieved.isoformat(),
            "note": f"Data set, {work['license']}",
        }
        lines = [f"  {name:<8} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{exosome_atlas_{work['year']},", *lines, "}"])


@lru_cache(maxsize=1)
def _work() -> dict[str, Any]:
    work: dict[str, Any] = read_yaml(_CITATION_FILE)["preferred-citation"]
    return work


def _authors() -> str:
    return " and ".join(author["name"] for author in _work()["authors"])
