"""When a brief is made, of which day it speaks, and how it is cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from atlas.citation import Citation
from atlas.edition import Edition
from atlas.wording import about_the_past


@dataclass(frozen=True)
class Occasion:
    """One making of a brief.

    Attributes:
        as_of: the day of which the law is asked.
        made_on: the day on which the brief is made.
        address: of the brief on a dashboard, for the citation; "" when it was made without one.
    """

    as_of: date
    made_on: date
    address: str = ""

    @property
    def about_the_past(self) -> str:
        """What a brief of a past day can and cannot know; "" of the day on which it is made."""
        return about_the_past(self.as_of) if self.as_of < self.made_on else ""

    def citation(self, edition: Edition) -> Citation:
        return Citation(edition.verified_on, edition.revision, self.address, self.made_on)
