"""The time zone of a country."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from scrapers.normalise.zones import zone_of


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("KR", "Asia/Seoul"),
        ("GB", "Europe/London"),
        ("US", None),
        ("DE", None),
        ("EU", None),
        ("INT", None),
        ("US-TX", None),
    ],
)
def test_a_country_of_one_zone_has_it_and_no_other_place_has_any(
    country: str, zone: str | None
) -> None:
    assert zone_of(country) == (ZoneInfo(zone) if zone else None)
