"""How the facts were gathered and coded, and what limits them (data/evidence.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from atlas.facts import DATA
from atlas.yaml_file import read_yaml

Share = Annotated[float, Field(ge=0, le=1)]


class Agreement(BaseModel):
    """How far two coders agreed on one field before their differences were decided.

    `share` is the share of rows coded alike, `kappa` is Cohen's; None: not recorded.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str
    share: Share | None = None
    kappa: Share | None = None


class Limit(BaseModel):
    """One thing that the evidence cannot tell."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    text: str


class Evidence(BaseModel):
    """Everything in data/evidence.yaml; `coded_once` counts rows that only one coder saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gathered_on: str
    coded_by: str
    coded_once: int
    agreement: tuple[Agreement, ...] = Field(min_length=1)
    limits: tuple[Limit, ...] = Field(min_length=1)


def read_evidence(data: Path = DATA) -> Evidence:
    """Read data/evidence.yaml.

    Raises:
        FileNotFoundError, pydantic.ValidationError: the file is missing or not of its form.
    """
    return Evidence.model_validate(read_yaml(data / "evidence.yaml"))
