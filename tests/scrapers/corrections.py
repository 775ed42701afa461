"""Corrections of what an invented source says wrongly."""

from __future__ import annotations

from typing import Any

from atlas.corrections import Correction
from atlas.notices import found_id


def a_correction(**changes: Any) -> Correction:
    return Correction.model_validate(
        {
            "notice": found_id("us-invented", "a"),
            "field": "published",
            "expect": "2062-01-03",
            "value": "2026-01-03",
            "reason": "Two digits are turned round.",
            "reference": "https://regulator.example/notice/a",
            "corrected_on": "2026-11-22",
            **changes,
        }
    )
