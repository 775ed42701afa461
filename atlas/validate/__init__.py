"""Every fault of data/, in one go: with its file, its line and its mend.

Reading the facts (atlas.facts) stops at the first fault of form; here nothing stops, whatever a
file holds. A fault is reported once, where it is: what refers to a file that cannot be read is
not held against it until that file is mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from atlas.facts import DATA
from atlas.source_list import source_ids
from atlas.validate.authorities import check_authorities
from atlas.validate.corrections import check_corrections
from atlas.validate.evidence import check_evidence
from atlas.validate.findings import Fault
from atlas.validate.law import check_law
from atlas.validate.notices import check_notices
from atlas.validate.places import (
    check_blocs,
    check_markers,
    check_regions,
    check_subdivisions,
    check_territories,
)
from atlas.validate.risk import check_risk
from atlas.validate.terms import check_terms
from atlas.validate.vocabulary import check_vocabularies
from atlas.vocabulary import VOCABULARIES

__all__ = ["Fault", "validate"]


def validate(data: Path = DATA) -> list[Fault]:
    """Check all of `data`; an empty list means that nothing is wrong.

    Returns:
        The faults in order of file and line. Files are named from the folder that `data` is in
        ("data/law/GB.yaml").
    """
    data = data.resolve()
    return sorted(
        {
            replace(fault, file=Path(fault.file).relative_to(data.parent).as_posix())
            for fault in _faults(data)
        }
    )


def _faults(data: Path) -> Iterator[Fault]:
    words = yield from check_vocabularies(data / "vocabulary")
    known = yield from check_blocs(data / "blocs.yaml", words)
    known = yield from check_notices(sorted(data.glob("notices/*.jsonl")), known)
    for path in sorted(data.glob("law/*.yaml")):
        yield from check_law(path, known)
    yield from check_territories(data / "territories.yaml", known)
    yield from check_authorities(data / "authorities.yaml", known)
    yield from check_subdivisions(data / "subdivisions.yaml")
    yield from check_regions(data / "regions.yaml")
    yield from check_markers(data / "markers.yaml")
    yield from check_risk(data / "risk.yaml", words)
    yield from check_evidence(data / "evidence.yaml")
    yield from check_corrections(data / "corrections.yaml", source_ids())
    yield from check_terms(data / "terms", words)
    yield from _files_that_nothing_reads(data)


def _files_that_nothing_reads(data: Path) -> Iterator[Fault]:
    read = {
        "law": data.glob("law/*.yaml"),
        "notices": data.glob("notices/*.jsonl"),
        "terms": (
            *data.glob("terms/*.yaml"),
            data / "terms" / "learned.csv",
            data / "terms" / "learned_from.json",
        ),
        "vocabulary": (data / "vocabulary" / f"{name}.yaml" for name in VOCABULARIES),
    }
    for folder, paths in read.items():
        files = {path for path in data.glob(f"{folder}/*") if not path.name.startswith(".")}
        if not files:
            yield Fault(str(data / folder), 1, "the folder is empty", "restore its files")
        for path in files.difference(paths):
            yield Fault(
                str(path), 1, "nothing reads this file", "correct its name, or move it away"
            )
