"""Everything in data/, read and typed: what the atlas is filled from.

Reading is strict about form and says where a file is at fault; `atlas.validate` goes further and
reports every fault with its line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from atlas.authorities import Authorities
from atlas.corrections import Correction, CorrectionsFile
from atlas.law import Position
from atlas.notices import Notice
from atlas.places import Bloc, Places, Territory
from atlas.vocabulary import Vocabularies, read_vocabularies
from atlas.yaml_file import read_yaml

_Read = TypeVar("_Read")
DATA = Path(__file__).resolve().parent.parent / "data"
# How the name of a file ends that is being written, and no fact yet.
DRAFT = ".draft"


class FaultyFile(ValueError):
    """A file of data/ could not be read; the message names the file and, where known, the line."""


@dataclass(frozen=True)
class Documents:
    """What the files of data/ say beside positions and notices.

    Attributes:
        regions: UN M49 region -> subregion -> ISO alpha-2 codes.
        territories: those that the law of another country reaches (data/territories.yaml).
        authorities: which of them can be asked (data/authorities.yaml).
        risk: the weights of the risk number (data/risk.yaml), read by atlas.risk.
        corrections: of what sources say wrongly (data/corrections.yaml).
    """

    blocs: Mapping[str, Bloc]
    regions: Mapping[str, Mapping[str, list[str]]]
    territories: Mapping[str, Territory]
    authorities: Authorities
    risk: Mapping[str, Any]
    corrections: tuple[Correction, ...]
    vocabularies: Vocabularies


@dataclass(frozen=True)
class Facts(Documents):
    """What the files of data/ say.

    Attributes:
        digest: SHA-256 over the files' names and bytes; it moves when any of them does.
    """

    positions: tuple[Position, ...]
    notices: tuple[Notice, ...]
    digest: str


def read_facts(data: Path = DATA) -> Facts:
    """Read every file of `data`.

    Raises:
        FaultyFile: a file is missing, is not YAML or JSON, or is not of its form.
    """
    # First, so that what is edited while it is read differs from it, and is read again.
    read_from = digest(data)
    return Facts(
        positions=tuple(
            position
            for path in sorted(data.glob("law/*.yaml"))
            for position in _read(path, _positions)
        ),
        notices=tuple(
            notice
            for path in sorted(data.glob("notices/*.jsonl"))
            for notice in _read(path, _notices)
        ),
        blocs=_read(data / "blocs.yaml", _of(dict[str, Bloc])),
        regions=_read(data / "regions.yaml", read_yaml),
        territories=_read(data / "territories.yaml", _of(dict[str, Territory])),
        authorities=_read(data / "authorities.yaml", _of(Authorities)),
        risk=_read(data / "risk.yaml", read_yaml),
        corrections=_read(data / "corrections.yaml", _of(CorrectionsFile)).corrections,
        vocabularies=_read(data / "vocabulary", read_vocabularies),
        digest=read_from,
    )


def read_words(data: Path = DATA) -> tuple[Places, Vocabularies]:
    """The places and the vocabularies alone, without reading positions and notices.

    Raises:
        FaultyFile: as `read_facts`.
    """
    blocs = _read(data / "blocs.yaml", _of(dict[str, Bloc]))
    return Places(blocs), _read(data / "vocabulary", read_vocabularies)


def digest(data: Path = DATA) -> str:
    """SHA-256 over the names and bytes of all files of `data`, as hexadecimal.

    Drafts are left out: whoever accepts a notice writes one first, and then renames it.
    """
    sum_ = hashlib.sha256()
    files = (path for path in data.rglob("*") if path.suffix != DRAFT and path.is_file())
    for path in sorted(files):
        sum_.update(f"{path.relative_to(data).as_posix()}\0".encode())
        sum_.update(path.read_bytes())
    return sum_.hexdigest()


def _read(path: Path, reader: Callable[[Path], _Read]) -> _Read:
    try:
        return reader(path)
    except FaultyFile:
        raise
    # Whatever stands in a file, and however it trips the reader, it is the file that has to change.
    except Exception as error:
        raise FaultyFile(f"{path}: {error}") from error


def _of(form: type[_Read]) -> Callable[[Path], _Read]:
    """A reader of YAML files of a form."""
    return lambda path: TypeAdapter(form).validate_python(read_yaml(path))


def _positions(path: Path) -> list[Position]:
    document = read_yaml(path)
    return [
        Position.model_validate(
            {"jurisdiction": document["jurisdiction"], "scenario": scenario, **entry}
        )
        for scenario, entries in document["positions"].items()
        for entry in entries
    ]


def _notices(path: Path) -> list[Notice]:
    notices = []
    # Only \n ends a record: a title may hold U+2028 and the other line breaks that Unicode has.
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        try:
            notices.append(Notice.model_validate(json.loads(line)))
        except ValueError as error:
            raise FaultyFile(f"{path}:{number}: {error}") from error
    return notices
