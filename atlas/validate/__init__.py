"""Every fault of data/, in one go: with its file, its line and its mend.

Reading the facts (atlas.facts) stops at the first fault of form; here nothing stops, whatever a
file holds. A fault is reported once, where it is: what refers to a file that cannot be read is
not held against it until that file is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from atlas.authorities import Authorities
from atlas.corrections import CorrectionsFile
from atlas.evidence import Evidence
from atlas.facts import DATA, read_words
from atlas.markers import Markers
from atlas.places import Territory
from atlas.risk import Weights
from atlas.source_list import source_ids
from atlas.validate.authorities import check_authorities
from atlas.validate.bans import check_bans
from atlas.validate.corrections import check_corrections
from atlas.validate.document import document_faults
from atlas.validate.evidence import check_evidence
from atlas.validate.findings import Fault, Finding
from atlas.validate.law import check_law
from atlas.validate.notices import check_notices
from atlas.validate.places import (
    check_blocs,
    check_english_names,
    check_markers,
    check_regions,
    check_territories,
)
from atlas.validate.risk import check_risk
from atlas.validate.terms import check_terms
from atlas.validate.vocabulary import check_vocabularies
from atlas.vocabulary import VOCABULARIES
from atlas.yaml_file import Located

__all__ = ["Fault", "validate"]


def validate(data: Path = DATA) -> list[Fault]:
    """Check all of `data`; an empty list means that nothing is wrong.

    Returns:
        The faults in order of file and line. Files are named from the folder that `data` is in
        ("data/law/GB.yaml").
    """
    data, law = data.resolve(), dict[Path, Located]()
    # What the files say together is asked once each is sound.
    faults = list(_faults(data, law)) or check_bans(law, read_words(data)[0])
    return sorted(
        {
            replace(fault, file=Path(fault.file).relative_to(data.parent).as_posix())
            for fault in faults
        }
    )


def _faults(data: Path, law: dict[Path, Located]) -> Iterator[Fault]:
    """The faults of each file; the law files without one are put into `law`."""
    words = yield from check_vocabularies(data / "vocabulary")
    known = yield from check_blocs(data / "blocs.yaml", words)
    known = yield from check_notices(sorted(data.glob("notices/*.jsonl")), known)
    for path in sorted(data.glob("law/*.yaml")):
        if document := (yield from check_law(path, known)):
            law[path] = document
    documents: dict[str, tuple[Any, Callable[[Any], Iterable[Finding]]]] = {
        "territories": (dict[str, Territory], partial(check_territories, known=known)),
        "authorities": (Authorities, partial(check_authorities, known=known)),
        "subdivisions": (dict[str, dict[str, str]], check_english_names),
        "regions": (dict[str, dict[str, list[str]]], check_regions),
        "markers": (Markers, check_markers),
        "risk": (Weights, partial(check_risk, words=words)),
        "evidence": (Evidence, check_evidence),
        "corrections": (CorrectionsFile, partial(check_corrections, sources=source_ids())),
    }
    for name, (form, check) in documents.items():
        yield from document_faults(data / f"{name}.yaml", TypeAdapter(form), check)
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
