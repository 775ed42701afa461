"""Years that other calendars count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scrapers.normalise.calendars import jalali


@pytest.mark.parametrize(
    ("persian", "gregorian"),
    [
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1375, 1, 1), date(1996, 3, 20)),
        ((1357, 11, 22), date(1979, 2, 11)),
    ],
)
def test_solar_hijri_days(persian: tuple[int, int, int], gregorian: date) -> None:
    assert jalali(*persian) == gregorian


@pytest.mark.parametrize(
    "persian",
    [(1404, 12, 30), (1407, 12, 30), (1404, 7, 31), (1404, 1, 32), (1404, 1, 0), (1404, 0, 1),
     (1404, 13, 1), (1177, 1, 1), (1634, 1, 1)],
)  # fmt: skip
def test_a_day_that_the_solar_hijri_calendar_has_not_is_refused(
    persian: tuple[int, int, int],
) -> None:
    with pytest.raises(ValueError, match="is not a day of the solar Hijri calendar"):
        jalali(*persian)


def test_every_year_of_the_solar_hijri_calendar_begins_the_day_after_the_last() -> None:
    for year in range(1178, 1633):
        last = 30 if (25 * year + 11) % 33 < 8 else 29
        assert jalali(year + 1, 1, 1) - jalali(year, 12, last) == timedelta(days=1)
