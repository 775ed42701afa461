"""Partial dates: what they can be, which day they count from, and how they are ordered and said."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.dates import (
    EARLIEST,
    NotADate,
    PartialDate,
    day_asked,
    parse_day,
    parse_interval,
    parse_partial,
)
from tests.bundled import recorded_facts

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PARTIALS = st.tuples(DAYS, st.sampled_from((4, 7, 10))).map(lambda it: it[0].isoformat()[: it[1]])


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "spoken"),
    [
        ("2025", "year", date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("2025-09", "month", date(2025, 9, 1), date(2025, 9, 30), "September 2025"),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28), "February 2023"),
        ("2024-03-05", "day", date(2024, 3, 5), date(2024, 3, 5), "5 March 2024"),
    ],
)
def test_a_date_keeps_its_precision_and_spans_the_days_it_can_mean(
    text: str, precision: str, first: date, last: date, spoken: str
) -> None:
    read = parse_partial(text)
    assert (read.precision, read.first, read.last) == (precision, first, last)
    assert (read.spoken(), str(read), read.text) == (spoken, text, text)


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025-9", "2025-09-1", "2025-13", "2025-00", "2025-02-29", "2025-02-30", "0000",
     "2025/09/01", "2025-09-01T00:00", "20250901", "2025-W36-1", "2025-244", "1 May 2025", "null",
     "２０２５", "٢٠٢٥-٠٩", "-2025", "2025-09-01\n2026", "2025--01"],
)  # fmt: skip
def test_what_is_not_a_date_of_the_calendar_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (date|day)") as refused:
        parse_partial(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["2025", "2025-09", "20250901", "2025-W36-1", "2025-02-30", "soon", "２０２５-09-01", ""],
)
def test_a_whole_day_has_one_form_only(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (date of the form yyyy-mm-dd|day)"):
        parse_day(text)


def test_a_whole_day_may_have_space_around_it() -> None:
    assert parse_day(" 2024-02-29 ") == date(2024, 2, 29)


def test_of_dates_that_begin_on_one_day_the_vaguer_comes_first() -> None:
    texts = ["2025-01-02", "2025-01-01", "2024-12-31", "2025", "2025-01", "2024"]
    assert [each.text for each in sorted(map(parse_partial, texts))] == [
        "2024", "2024-12-31", "2025", "2025-01", "2025-01-01", "2025-01-02",
    ]  # fmt: skip


def test_today_may_be_asked_about_and_tomorrow_may_not() -> None:
    today = date(2026, 11, 22)
    assert day_asked(None, today) == day_asked("2026-11-22", today) == today
    with pytest.raises(NotADate, match="a day to come"):
        day_asked("2026-11-23", today)


def test_no_day_may_be_asked_about_before_all_that_is_on_record() -> None:
    facts = recorded_facts()
    dated = [notice.published for notice in facts.notices if notice.published]
    dated += [entry.effective_from for entry in facts.positions if entry.effective_from]
    assert min(parse_partial(each).first for each in dated) >= EARLIEST
    assert day_asked(str(EARLIEST), date(2026, 11, 22)) == EARLIEST
    with pytest.raises(NotADate, match="too early"):
        day_asked("1899-12-31", date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30m", timedelta(minutes=30)),
        (" 6h ", timedelta(hours=6)),
        ("1d", timedelta(days=1)),
        ("99999m", timedelta(minutes=99999)),
    ],
)
def test_an_interval_is_in_minutes_hours_or_days(text: str, length: timedelta) -> None:
    assert parse_interval(text) == length


@pytest.mark.parametrize(
    "text", ["", "0h", "6", "h", "6 h", "-6h", "1.5h", "6h30m", "100000m", "٦h"]
)
def test_what_is_no_interval_is_refused_by_name(text: str) -> None:
    with pytest.raises(NotADate, match="is no interval"):
        parse_interval(text)


@given(PARTIALS)
def test_a_date_spans_whole_calendar_units(text: str) -> None:
    read = parse_partial(text)
    assert read.first <= read.last
    length = {"day": 1, "month": monthrange(read.first.year, read.first.month)[1]}
    days = length.get(read.precision, (date(read.first.year, 12, 31) - read.first).days + 1)
    assert read.last - read.first == timedelta(days=days - 1)
    assert read.first.isoformat().startswith(text)
    assert read.last.isoformat().startswith(text)


@given(PARTIALS, PARTIALS)
def test_order_follows_the_first_day_and_agrees_with_equality(one: str, other: str) -> None:
    left, right = parse_partial(one), parse_partial(other)
    if left.first < right.first:
        assert left < right
    assert (left == right) == (one == other)
    assert [left < right, left == right, left > right].count(True) == 1


@given(st.text(max_size=12) | PARTIALS)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = parse_partial(text)
    except ValueError:
        return
    assert isinstance(read, PartialDate)
    assert read.first <= read.last
