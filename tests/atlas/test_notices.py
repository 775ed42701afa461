"""Notices: the DataFrame's schema, its order, and what was known to be out on a day."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.edition import Edition
from atlas.notices import (
    CODED_FIELDS,
    CODED_LISTS,
    LIST_COLUMNS,
    NOTICE_COLUMNS,
    Notice,
    known_from,
    listed,
    notices_frame,
    published_by,
    shown_titles,
    title_languages,
)
from tests.atlas.factories import notice


def frame(*notices: Notice) -> pd.DataFrame:
    return notices_frame(each.record() for each in notices)


def ids(notices: pd.DataFrame) -> list[str]:
    return list(notices["id"])


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_frame_has_its_columns_and_dtypes_however_many_notices(count: int) -> None:
    made = frame(*(notice(str(number)) for number in range(count)))
    assert list(made.columns) == list(NOTICE_COLUMNS)
    assert {name: str(dtype) for name, dtype in made.dtypes.items()} == NOTICE_COLUMNS
    assert len(made) == count


def test_lists_are_tuples_and_what_is_missing_is_empty() -> None:
    made = frame(notice("a", firms=["Invented Ltd"], other_urls=[])).iloc[0]
    assert made["firms"] == ("Invented Ltd",)
    assert made["other_urls"] == made["coders_differ"] == ()
    bare = notices_frame([notice("b").record() | {"firms": None}]).iloc[0]
    assert bare["firms"] == ()


def test_newest_come_first_undated_last_and_equals_by_id() -> None:
    made = frame(
        notice("undated-b", published=None),
        notice("old", published="2020"),
        notice("b", published="2024-01-01"),
        notice("a", published="2024"),
        notice("undated-a", published=None),
        notice("new", published="2025-06"),
    )
    assert ids(made) == ["new", "a", "b", "old", "undated-a", "undated-b"]


@given(st.permutations(["2020", "2021-03", "2021-03-04", None, "2019-12-31", None]))
def test_the_order_of_the_records_does_not_matter(published: list[str | None]) -> None:
    made = frame(*(notice(f"n-{day}-{i}", published=day) for i, day in enumerate(published)))
    days = made["published_first"]
    dated = days.dropna()
    assert dated.is_monotonic_decreasing
    assert days.isna().tolist() == [False] * len(dated) + [True] * (len(days) - len(dated))


@pytest.mark.parametrize(
    ("published", "first_out"),
    [("2025-09-01", "2025-09-01"), ("2025-09", "2025-09-01"), ("2025", "2025-01-01")],
)
def test_a_notice_is_out_from_the_first_day_its_date_can_mean(
    published: str, first_out: str
) -> None:
    made = frame(notice("a", published=published))
    day = pd.Timestamp(first_out)
    assert ids(published_by(made, day.date())) == ["a"]
    assert ids(published_by(made, (day - pd.Timedelta(days=1)).date())) == []


def test_an_undated_notice_is_known_from_the_day_it_was_first_seen() -> None:
    made = frame(notice("a", published=None, first_seen="2026-10-01"))
    assert ids(published_by(made, date(2026, 9, 30))) == []
    assert ids(published_by(made, date(2026, 10, 1))) == ["a"]


def test_an_undated_notice_never_seen_has_no_day() -> None:
    made = notices_frame([notice("a", published=None).record() | {"first_seen": None}])
    assert known_from(made).isna().all()
    assert ids(published_by(made, date(9999, 12, 31))) == []


def test_asking_changes_nothing_in_the_frame() -> None:
    made = frame(notice("a", published=None), notice("b"))
    before = made.copy(deep=True)
    known_from(made)
    published_by(made, date(2026, 1, 1))
    pd.testing.assert_frame_equal(made, before)


def test_no_notices_were_out_at_the_beginning_of_time(edition: Edition) -> None:
    assert published_by(edition.notices, date.min).empty
    assert len(published_by(edition.notices, date.max)) == len(edition.notices)
    assert published_by(frame(), date(2026, 1, 1)).empty


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", ""), ("title", ""), ("colour", "red"), ("origin", "human"), ("exosome_explicit", "?")],
)
def test_a_record_that_is_not_of_the_form_is_refused(field: str, value: str) -> None:
    record = notice("a").model_dump()
    with pytest.raises(ValidationError, match=field):
        Notice.model_validate(record | {field: value})


def test_what_is_no_date_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'last spring' is not a date"):
        frame(notice("a", published="last spring"))


def test_the_bundled_notices_use_only_codes_of_their_vocabularies(edition: Edition) -> None:
    words = edition.vocabularies
    for column, name in CODED_FIELDS.items():
        assert set(edition.notices[column].dropna()) <= set(words[name].codes)
    for column, name in CODED_LISTS.items():
        assert set(edition.notices[column].explode().dropna()) <= set(words[name].codes)
    for column in LIST_COLUMNS:
        assert all(isinstance(value, tuple) for value in edition.notices[column])


def test_the_bundled_notices_have_ids_of_their_own_and_pages_to_read(edition: Edition) -> None:
    assert edition.notices["id"].is_unique
    assert edition.notices["read_url"].str.match("https?://").all()


def test_a_title_without_english_is_shown_as_published_with_its_language() -> None:
    notices = frame(
        notice("a", title="엑소좀", title_en="", language="ko"),
        notice("b", title="금지", title_en="Ban", language="ko"),
    )
    assert shown_titles(notices).tolist() == ["엑소좀", "Ban"]
    assert title_languages(notices).tolist() == ["ko", "en"]


def test_what_a_list_tells_of_a_notice_is_what_the_table_says_and_none_for_nothing() -> None:
    notices = frame(
        notice("a", title="엑소좀", title_en="", published="2026-01"),
        notice("b", published=None, url=None),
    )
    first, second = listed(notices)
    assert (first.id, first.title, first.title_en, first.published) == (
        "a",
        "엑소좀",
        "",
        "2026-01",
    )
    assert (second.id, second.published, second.url, second.delisted_on) == ("b", None, None, None)
    assert listed(notices.iloc[:0]) == []
