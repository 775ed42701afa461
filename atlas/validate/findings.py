"""What a check says: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

# The way to a value inside a document: keys and list positions from the top.
Where = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of one file; `line` counts from 1."""

    file: str
    line: int
    fault: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.fault} → {self.mend}"


class Finding(NamedTuple):
    """A fault inside a document, before its place in the file is looked up."""

    where: Where
    fault: str
    mend: str


def under(where: Where, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings about a part of a document, as findings about the document."""
    for finding in findings:
        yield finding._replace(where=(*where, *finding.where))


def located(path: Path, line: Callable[..., int], findings: Iterable[Finding]) -> Iterator[Fault]:
    """The findings about a document, each with its file and line."""
    for finding in findings:
        yield Fault(str(path), line(*finding.where), finding.fault, finding.mend)
