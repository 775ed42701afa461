"""The catalogue's files: read, and each checked as far as a run needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from pydantic import ValidationError

from atlas.yaml_file import read_located
from scrapers.catalogue import Source
from scrapers.catalogue_faults import own_faults
from scrapers.formats.by_name import format_module, formats

SOURCES = Path(__file__).parent / "sources"


class BadCatalogue(ValueError):
    """A source's YAML cannot be used; the message names the file, the place in it and the fault."""


class NoSources(BadCatalogue):
    """A folder has no source."""


def read_source(path: Path) -> Source:
    """Read one source and check everything that can be checked without fetching.

    Raises:
        BadCatalogue: not YAML, not a source, or options that its format does not know.
    """
    try:
        located = read_located(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadCatalogue(f"{path}: not usable YAML: {error}") from None
    for key, line in located.repeated_keys():
        raise BadCatalogue(f"{path}:{line}: key {key!r} stands twice")
    try:
        source = Source.model_validate(located.value)
    except ValidationError as error:
        raise BadCatalogue(_faults(path, located.line, error, ())) from None
    for where, fault, mend in own_faults(source, path.stem):
        raise BadCatalogue(f"{path}:{located.line(*where)}: {fault} → {mend}")
    if source.structure == "unknown":
        return source
    if source.format not in formats():
        fault = f"there is no format {source.format!r}; known are {', '.join(formats())}"
        raise BadCatalogue(f"{path}:{located.line('format')}: {fault}")
    try:
        format_module(source.format).Options.of(source)
    except ValidationError as error:
        raise BadCatalogue(_faults(path, located.line, error, ("options",))) from None
    return source


def read_catalogue(folder: Path = SOURCES) -> dict[str, Source]:
    """Every source of a folder by id, in the order of the ids.

    Raises:
        BadCatalogue: a file cannot be used. NoSources: the folder has none.
    """
    catalogue = {path.stem: read_source(path) for path in sorted(folder.glob("*.yaml"))}
    if not catalogue:
        raise NoSources(f"{folder}: no source (*.yaml) here")
    return catalogue


def with_keys(catalogue: Mapping[str, Source]) -> dict[str, Source]:
    """The catalogue for this environment: a source whose key it holds is on.

    Raises:
        ShortKey: a key is too short to be kept out of what is written down.
    """
    return {
        id_: source.model_copy(update={"enabled": True, "off_because": None})
        if source.key and not source.key.missing() and not source.enabled
        else source
        for id_, source in catalogue.items()
    }


def _faults(
    path: Path, line_of: Callable[..., int], error: ValidationError, under: tuple[str, ...]
) -> str:
    lines = []
    for fault in error.errors():
        where = (*under, *(str(step) for step in fault["loc"]))
        lines.append(f"{path}:{line_of(*where)}: {'.'.join(where)}: {fault['msg']}")
    return "\n".join(lines)
