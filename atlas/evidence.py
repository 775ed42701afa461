"""How the facts were gathered and coded, and what limits them (data/evidence.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from atlas.closed import Closed
from atlas.facts import DATA
from atlas.yaml_file import read_yaml

Share = Annotated[float, Field(ge=0, le=1)]


class Agreement(Closed):
    """How far two coders agreed on one field before their differences were decided.

    `share` is the share of rows coded alike, `kappa` is Cohen's; None: not recorded.
    """

    of: str
    share: Share | None = None
    kappa: Share | None = None


class Passage(Closed):
    """One thing that was done with the evidence, or that it cannot tell."""

    title: str
    text: str


class Evidence(Closed):
    """Everything in data/evidence.yaml.

    `coded_once` counts rows that only one coder saw; `readings` tells how what was read later was
    coded, and what was compared with its pages.
    """

    gathered_on: str
    coded_by: str
    coded_once: int
    agreement: tuple[Agreement, ...] = Field(min_length=1)
    readings: tuple[Passage, ...]
    limits: tuple[Passage, ...] = Field(min_length=1)


def read_evidence(data: Path = DATA) -> Evidence:
    """Read data/evidence.yaml.

    Raises:
        FileNotFoundError, pydantic.ValidationError: the file is missing or not of its form.
    """
    return Evidence.model_validate(read_yaml(data / "evidence.yaml"))
