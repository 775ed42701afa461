"""The list of sources: what the store and the pages know of the scrapers' catalogue.

The catalogue itself is one YAML file a source, which the scrapers read whole; what concerns only
the reading of a site (its format's options, its manners) is left out here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from atlas.facts import FaultyFile
from atlas.yaml_file import read_yaml

_BUNDLED = Path(__file__).resolve().parent.parent / "scrapers" / "sources"
# Everything else that a file may say is for the scrapers.
_OPTIONAL = ("key", "off_because", "notes")
_REQUIRED = (
    "name",
    "jurisdiction",
    "publisher",
    "homepage",
    "format",
    "languages",
    "cadence",
    "structure",
    "terms_of_use",
    "enabled",
)


def described(source: Mapping[str, Any]) -> dict[str, Any]:
    """A source's entry in the list, of what its file says.

    Keys: `name`, `jurisdiction`, `publisher` (name, short, issuer_type, powers, url), `homepage`,
    `format`, `languages`, `cadence`, `structure` (of the vocabulary source_structure),
    `terms_of_use`, `enabled`, `text` (full | title_only), and where the file has them `key` (env,
    where), `off_because`, `notes`.

    Raises:
        KeyError: the file does not say one of those that every source has.
    """
    return (
        {name: source[name] for name in _REQUIRED}
        | {"text": source.get("text", "full")}
        | {name: source[name] for name in _OPTIONAL if source.get(name)}
    )


def read_source_list(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """Every source of a folder by id: `folder`, else that of ATLAS_SOURCES, else the bundled one.

    Raises:
        FaultyFile: a file is not YAML, or does not describe a source.
    """
    return {path.stem: _described_in(path) for path in _files(folder)}


def source_ids(folder: Path | None = None) -> list[str]:
    """The ids of the sources of the same folder, whatever their files say."""
    return [path.stem for path in _files(folder)]


def _files(folder: Path | None) -> list[Path]:
    folder = folder or Path(os.environ.get("ATLAS_SOURCES") or _BUNDLED)
    return sorted(folder.glob("*.yaml"))


def _described_in(path: Path) -> dict[str, Any]:
    try:
        return described(read_yaml(path))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FaultyFile(f"{path}: not usable YAML: {error}") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise FaultyFile(f"{path}: does not describe a source: {error} is missing") from error
