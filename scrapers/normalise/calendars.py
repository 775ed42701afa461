"""Years that other calendars count: Buddhist, Republic of China, Japanese eras, solar Hijri."""

from __future__ import annotations

from datetime import date, timedelta

# Years before the first year of each count.
ROC_BEFORE = 1911
ERA_BEFORE = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
BUDDHIST_AHEAD = 543


def buddhist_year(year: int) -> int:
    """The Gregorian year of a Thai one: 2569 or 69 -> 2026; 2026 stays, as pages mix both."""
    if year < 100:
        year += 2500
    return year - BUDDHIST_AHEAD if year > 2400 else year


def jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day of a solar Hijri one, by the 33-year rule (exact for 1178 to 1633).

    Raises:
        ValueError: there is no such day.
    """
    lengths = [31] * 6 + [30] * 5 + [30 if (25 * year + 11) % 33 < 8 else 29]
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        raise ValueError(f"{year}-{month}-{day} is not a day of the solar Hijri calendar")
    # 1 Farvardin 1400 was 21 March 2021; leap years before and after it are counted by the rule.
    first, step = (1400, 1) if year >= 1400 else (year, -1)
    years = range(first, year) if step == 1 else range(year, 1400)
    days = sum(366 if (25 * each + 11) % 33 < 8 else 365 for each in years)
    new_year = date(2021, 3, 21) + timedelta(days=step * days)
    return new_year + timedelta(days=sum(lengths[: month - 1]) + day - 1)
