"""The list of sources: what the store and the pages know of the scrapers' catalogue.

The catalogue itself is one YAML file a source, which the scrapers read whole; what concerns only
the reading of a site (its format's options, its manners) is left out here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from atlas.facts import FaultyFile
from atlas.yaml_file import read_yaml

_BUNDLED = Path(__file__).resolve().parent.parent / "scrapers" / "sources"

Cadence = Literal["daily", "weekly", "monthly"]
# The vocabulary source_structure.
Structure = Literal["documented", "seen_in_code", "inferred", "unknown"]
# How much of a notice its terms let anyone keep.
KeptText = Literal["full", "title_only"]


class _Said(BaseModel):
    """Everything else that a file may say is for the scrapers."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)


class DescribedPublisher(_Said):
    """Who speaks; `issuer_type` is of the vocabulary of that name."""

    name: str
    short: str
    issuer_type: str
    powers: str
    url: str


class DescribedKey(_Said):
    """The environment variable of the key that a source asks for, and where to ask for one.

    `user_env` is that of the name which the key was given to, where the source asks for both.
    """

    env: str
    where: str
    user_env: str | None = None


class SourceDescription(_Said):
    """A source's entry in the list, of what its file says.

    `languages` are BCP 47 tags; `off_because` says why a source is not `enabled`.
    """

    name: str
    jurisdiction: str
    publisher: DescribedPublisher
    homepage: str
    format: str
    languages: tuple[str, ...]
    cadence: Cadence
    structure: Structure
    text: KeptText = "full"
    terms_of_use: str
    enabled: bool
    off_because: str | None = None
    key: DescribedKey | None = None
    notes: str = ""


def read_source_list(folder: Path | None = None) -> dict[str, SourceDescription]:
    """Every source of a folder by id: `folder`, else that of ATLAS_SOURCES, else the bundled one.

    Raises:
        FaultyFile: a file is not YAML, or does not describe a source.
    """
    return {path.stem: _described_in(path) for path in _files(folder)}


def source_ids() -> list[str]:
    """The ids of the same sources, whatever their files say."""
    return [path.stem for path in _files()]


def _files(folder: Path | None = None) -> list[Path]:
    folder = folder or Path(os.environ.get("ATLAS_SOURCES") or _BUNDLED)
    return sorted(folder.glob("*.yaml"))


def _described_in(path: Path) -> SourceDescription:
    try:
        return SourceDescription.model_validate(read_yaml(path), from_attributes=False)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FaultyFile(f"{path}: not usable YAML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".removeprefix(": ")
            for fault in error.errors()
        )
        raise FaultyFile(f"{path}: does not describe a source: {faults}") from error
