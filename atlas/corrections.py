"""data/corrections.yaml: what a source got wrong, put right by hand and with a reference.

A correction says what the source is expected to say. When it says something else, the correction
is out of date, and nobody knows which of the two is right: then the notice is held, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from atlas.facts import DATA
from atlas.notices import CODED_FIELDS, CODED_LISTS
from atlas.yaml_file import read_yaml

# A value of a notice: a text, a list of texts or codes, or nothing.
Said = str | tuple[str, ...] | None

# What a source says of a notice, and what was read out of it. The rest is the atlas's own.
CORRECTABLE = frozenset(
    (
        "jurisdiction regulator regulator_short title title_en language published url summary "
        "firms products"
    ).split()
) | (CODED_FIELDS.keys() | CODED_LISTS.keys()) - {"review", "source_read"}


class OutdatedCorrection(ValueError):
    """The source no longer says what the correction expects; the message has all three."""


class Match(BaseModel):
    """Which notice of which source is meant: by its id, title or address, all that are given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source_id: str
    id: str | None = None
    title: str | None = None
    url: str | None = None

    @model_validator(mode="after")
    def _one_notice(self) -> Match:
        if self.id is self.title is self.url is None:
            raise ValueError("a match needs id, title or url beside source_id")
        return self


class Correction(BaseModel):
    """One correction.

    Attributes:
        expect: what the source says, for each column that is corrected. For `published` the date
            as the source writes it will do, also where it cannot be read.
        value: what is right.
        reason, reference: why, and the page that shows it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    match: Match
    expect: Mapping[str, Said] = Field(min_length=1)
    value: Mapping[str, Said] = Field(min_length=1)
    reason: str
    reference: str

    @model_validator(mode="after")
    def _same_columns(self) -> Correction:
        if self.expect.keys() != self.value.keys():
            raise ValueError("expect and value need the same columns")
        if unknown := sorted(self.value.keys() - CORRECTABLE):
            known = ", ".join(sorted(CORRECTABLE))
            raise ValueError(f"no column to correct: {', '.join(unknown)}; there are {known}")
        return self

    def is_of(self, said: Mapping[str, Any]) -> bool:
        """Whether a notice with these values is meant."""
        wanted = self.match.model_dump(exclude_none=True)
        return all(said.get(name) == value for name, value in wanted.items())

    def of(self, said: Mapping[str, Any]) -> dict[str, Said]:
        """The right values, by column; none where the source says by now what is right.

        Raises:
            OutdatedCorrection: it says neither what was expected nor what is right.
        """
        now = {name: _plain(said.get(name)) for name in self.value}
        if now == dict(self.value):
            return {}
        if now != dict(self.expect):
            raise OutdatedCorrection(
                f"data/corrections.yaml expects {dict(self.expect)} and has {dict(self.value)}; "
                f"the source says {now}: see which is right, and mend or remove the correction"
            )
        return dict(self.value)


class Corrections(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corrections: tuple[Correction, ...]


FORM: TypeAdapter[Corrections] = TypeAdapter(Corrections)


@cache
def read_corrections(path: Path = DATA / "corrections.yaml") -> Sequence[Correction]:
    """Every correction of the file.

    Raises:
        ValueError: it is not of its form; `atlas.validate` says where.
    """
    return FORM.validate_python(read_yaml(path)).corrections


def _plain(value: Any) -> Said:
    return tuple(value) if isinstance(value, (list, tuple)) else value
