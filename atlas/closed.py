"""The shape of what stands in files and in the store."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Closed(BaseModel):
    """What may be said is closed: a misspelt key is a fault, not a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")
