"""Items to rows: stable ids, held rows with their reasons, and the schema of the notice frame."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from atlas.notices import NOTICE_COLUMNS, found_id, notices_frame
from atlas.places import Places
from scrapers.formats.page import Item
from scrapers.normalise import records
from scrapers.normalise.records import HeldBack, HeldRow, notice_of
from tests.bundled import recorded_facts
from tests.scrapers.recorded import SEEN_ON, catalogue

ITEM = Item(
    "c_1", "Example &amp; exosome", "https://english.nmpa.gov.cn/1", "2026-01-05", "Some text."
)
LABELS: dict[str, Any] = {
    "kind": "ban",
    "relevance": "direct",
    "origin": ("human",),
    "uses": ("injection",),
    "claims": (),
    "concerns": ("unapproved",),
    "firms": ("Example",),
    "products": (),
    "effect": "enforces",
    "exosome_explicit": True,
}


def row(item: Item = ITEM, source: str = "cn-nmpa", **changes: Any) -> dict[str, Any]:
    return {**notice_of(catalogue()[source], item, None, SEEN_ON), **LABELS, **changes}


def checked(*rows: dict[str, Any]) -> tuple[pd.DataFrame, list[HeldRow]]:
    expected = records.schema(recorded_facts().vocabularies, Places(recorded_facts().blocs))
    sound, held = records.checked(rows, expected)
    return notices_frame(sound), held


def test_a_row_has_the_columns_of_the_schema() -> None:
    notices, held = checked(row())
    assert held == []
    assert list(notices.columns) == list(NOTICE_COLUMNS)
    assert notices.loc[0, "title"] == "Example & exosome"
    assert notices.loc[0, "title_en"] == "Example & exosome"
    assert notices.loc[0, "published"] == "2026-01-05"
    assert notices.loc[0, "review"] == "machine_read"
    assert notices.loc[0, "summary"] == "Some text."
    assert notices.loc[0, "origin"] == ("human",)


def test_a_corrected_title_or_date_leaves_the_id_as_it_was() -> None:
    later = Item("c_1", "Corrected", ITEM.url, "2026-01/06", "")
    assert row(later)["id"] == row()["id"]
    assert row(Item("c_2", "Example", ITEM.url, None))["id"] != row()["id"]


def test_ids_name_the_source_and_are_safe_in_addresses() -> None:
    assert found_id("cn-nmpa", "../é?x=1").startswith("cn-nmpa-")
    assert found_id("cn-nmpa", "../é?x=1").replace("-", "").isalnum()


def test_a_title_in_another_language_is_not_passed_off_as_english() -> None:
    korean = row(Item("1", "엑소좀", "https://a.kr/1", "2026-01-05"), "kr-mfds-boards-rss")
    assert (korean["title"], korean["title_en"], korean["language"]) == ("엑소좀", "", "ko")


def test_no_text_is_kept_where_the_terms_forbid_it() -> None:
    singapore = row(Item("1", "HSA warns", "https://a.sg/1", "2026-01-05", "Its words"), "sg-hsa")
    assert singapore["summary"] == ""


def test_the_text_of_the_notice_s_own_page_goes_before_that_of_the_list() -> None:
    read = "浏览次数：12\nLong text"
    assert notice_of(catalogue()["cn-nmpa"], ITEM, read, SEEN_ON)["summary"] == "Long text"


def test_the_issuer_is_the_body_that_the_item_names() -> None:
    item = Item(
        "1",
        "Product Recall",
        "https://www.gov.uk/1",
        "2026-01-05",
        fields={"issuer": "Office for Product Safety and Standards"},
    )
    assert row(item, "gb-govuk-search-content")["regulator_short"] == "OPSS"


def test_a_capture_of_the_archive_says_so() -> None:
    capture = "https://web.archive.org/web/20260105/https://english.nmpa.gov.cn/1"
    found = notice_of(
        catalogue()["cn-nmpa"], ITEM, None, SEEN_ON, read_url=capture, via="wayback", sha256="ab"
    )
    assert (found["read_url"], found["via"], found["sha256"]) == (capture, "wayback", "ab")
    assert found["url"] == ITEM.url


def test_the_page_that_was_read_is_the_notice_s_own_unless_another_is_named() -> None:
    assert row()["read_url"] == row()["url"] == ITEM.url
    with pytest.raises(HeldBack, match=r"http.*file:///x"):
        notice_of(catalogue()["cn-nmpa"], ITEM, None, SEEN_ON, read_url="file:///x")


def test_a_date_is_read_in_the_languages_and_the_time_zone_of_the_source() -> None:
    chile = {"languages": ("es",), "time_zone": "America/Santiago"}
    source = catalogue()["cn-nmpa"].model_copy(update={**chile, "date_formats": ("words", "iso")})
    for written in ("5 de enero de 2026", "2026-01-06T02:30:00Z"):
        item = Item("c_1", "Retiro", ITEM.url, written)
        assert notice_of(source, item, None, SEEN_ON)["published"] == "2026-01-05"


def test_a_notice_without_an_address_points_to_the_source() -> None:
    source = catalogue()["kr-data-go-kr"]
    found = notice_of(source, Item("1", "제목", None, None), None, SEEN_ON)
    assert (found["url"], found["read_url"]) == (None, source.homepage)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (Item("1", " ", "https://a.cn/1", None), "no title"),
        (Item("1", "T", "javascript:alert(1)", None), r"not an http\(s\) address"),
        (Item("1", "T", "https://a.cn/1", "1970-01/01"), "before 1990"),
        (Item("1", "T", "https://a.cn/1", "2099-01/01"), "more than a week after"),
        (Item("1", "T", "https://a.cn/1", "yesterday"), "has no date of the form"),
    ],
)
def test_what_may_not_be_published_is_held_with_the_reason(item: Item, reason: str) -> None:
    with pytest.raises(HeldBack, match=reason):
        row(item)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "party"}, "kind: party is not a code of kind"),
        ({"origin": ("martian",)}, r"origin: \('martian',\) is not codes of origin"),
        ({"jurisdiction": "ZZ"}, "jurisdiction: ZZ is not a place"),
        ({"title": ""}, "title:  is not text"),
        ({"kind": None}, "kind: nothing is not a value|kind: None is not a value"),
        ({"published": "1970-01-01"}, "published: 1970-01-01 is not a date from 1990 on"),
        ({"url": "javascript:x"}, "url: javascript:x is not an http"),
        ({"firms": "Example"}, "firms: str where a list is expected"),
        ({"language": 5}, "language: int where text is expected"),
        ({"colour": "red"}, "colour: not a column"),
        ({"exosome_explicit": "yes"}, "exosome_explicit: yes is not true or false"),
        ({"read_url": "javascript:x"}, "read_url: javascript:x is not an http"),
        ({"firms": ("Example", "")}, r"firms: \('Example', ''\) is not list of text"),
        ({"coders_differ": ("",)}, r"coders_differ: \('',\) is not list of text"),
        ({"coders_differ": "status"}, "coders_differ: str where a list is expected"),
        ({"language": "English"}, "language: English is not a BCP 47 tag"),
        ({"id": "cn-nmpa-É"}, "id: cn-nmpa-É is not lower case, digits, hyphens"),
        ({"regulator": " "}, "regulator:   is not text"),
        ({"regulator_short": ""}, "regulator_short:  is not text"),
        ({"title": 5}, "title: int where text is expected"),
        ({"published": "2026-13"}, "published: 2026-13 is not a date from 1990 on"),
        ({"first_seen": "2026-01"}, "first_seen: 2026-01 is not yyyy-mm-dd"),
        ({"last_checked": None}, "last_checked: nothing is not a value|last_checked: None is not"),
        ({"delisted_on": "soon"}, "delisted_on: soon is not yyyy-mm-dd"),
    ],
)
def test_a_row_that_fails_the_schema_is_held_and_the_others_stand(
    changes: dict[str, Any], reason: str
) -> None:
    good = row(Item("c_2", "Good", ITEM.url, None))
    notices, held = checked(row(**changes), good)
    assert list(notices["id"]) == [good["id"]]
    assert len(held) == 1
    assert pd.Series(held[0].reasons).str.contains(reason).any(), held[0].reasons


def test_what_numpy_says_is_true_is_true() -> None:
    assert checked(row(exosome_explicit=np.True_))[1] == []


def test_a_missing_column_is_a_reason() -> None:
    for name in ("effect", "firms"):
        incomplete = row()
        del incomplete[name]
        assert checked(incomplete)[1][0].reasons == (f"{name}: missing",)


def test_two_rows_under_one_id_cannot_both_be_right() -> None:
    notices, held = checked(row(), row(title="Another"))
    assert len(notices) == 1
    assert "stands already in row 1" in held[0].reasons[0]


def test_no_rows_make_an_empty_frame() -> None:
    notices, held = checked()
    assert list(notices.columns) == list(NOTICE_COLUMNS)
    assert (len(notices), held) == (0, [])


def test_the_day_seen_is_first_seen_and_last_checked() -> None:
    found = notice_of(catalogue()["cn-nmpa"], ITEM, None, date(2026, 1, 19))
    assert (found["first_seen"], found["last_checked"]) == ("2026-01-19", "2026-01-19")
