"""Dates of many countries, read by the formats that a source names."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from atlas.dates import NotADate
from scrapers.normalise.dates import FORMATS, ImplausibleDate, read_date

SEEN_ON = date(2026, 1, 20)


def read(text: str, *formats: str, language: str = "en") -> str:
    return read_date(text, formats, languages=(language,), seen_on=SEEN_ON).text


@pytest.mark.parametrize(
    ("text", "format_", "language", "expected"),
    [
        ("2026-01-05T23:59:00Z", "iso", "en", "2026-01-05"),
        ("2026-01", "iso", "en", "2026-01"),
        ("$D2026-01-05T00:00:00.000Z", "iso", "en", "2026-01-05"),
        ("20260105", "compact", "ko", "2026-01-05"),
        ("20260105103000", "compact", "ko", "2026-01-05"),
        ("Mon, 05 Jan 2026 10:00:00 EST", "rfc822", "en", "2026-01-05"),
        ("Mon, 5 Jan 2026 23:30:00 +1100", "rfc822", "en", "2026-01-05"),
        ("01/05/2026", "mdy", "en", "2026-01-05"),
        ("05/01/2026 10h00", "dmy", "pt", "2026-01-05"),
        ("PUBLIÉ LE 05/01/2026", "dmy", "fr", "2026-01-05"),
        ("Waarschuwing | 05-01-2026", "dmy", "nl", "2026-01-05"),
        ("5.1.2026", "dmy", "de", "2026-01-05"),
        ("2026/1/5", "ymd", "ja", "2026-01-05"),
        ("5 January 2026", "words", "en", "2026-01-05"),
        ("January 5th, 2026 Untitled Letter - EXAMPLE", "words", "en", "2026-01-05"),
        ("Jan. 5, 2026", "words", "en", "2026-01-05"),
        ("January 5,2026", "words", "en", "2026-01-05"),
        ("5 de enero de 2026", "words", "es-AR", "2026-01-05"),
        ("5 de enero de 2026", "words", "ES-ar", "2026-01-05"),
        ("05 ENE 2026", "words", "es", "2026-01-05"),
        ("5 de março de 2025", "words", "pt-BR", "2025-03-05"),
        ("1er février 2025", "words", "fr", "2025-02-01"),
        ("5. März 2025", "words", "de-AT", "2025-03-05"),
        ("5 gennaio 2026", "words", "it", "2026-01-05"),
        ("05-gen-26", "words", "it", "2026-01-05"),
        ("5 januari 2026", "words", "nl", "2026-01-05"),
        ("5 maj 2025", "words", "sv", "2025-05-05"),
        ("5 stycznia 2026 r.", "words", "pl", "2026-01-05"),
        ("5 Şubat 2025", "words", "tr", "2025-02-05"),
        ("5 MAYIS 2025", "words", "tr", "2025-05-05"),
        ("5 NİSAN 2025", "words", "tr", "2025-04-05"),
        ("5 АВГУСТА 2025 г.", "words", "ru", "2025-08-05"),
        ("5 листопада 2025", "words", "uk", "2025-11-05"),
        ("5 Januari 2026", "words", "id", "2026-01-05"),
        ("19 Mei 2025", "words", "id", "2025-05-19"),
        ("27 Ogos 2025", "words", "ms", "2025-08-27"),
        ("ngày 5 tháng 12 năm 2025", "words", "vi", "2025-12-05"),
        ("٥ يناير ٢٠٢٦", "words", "ar", "2026-01-05"),
        ("5 كانون الثاني 2026", "words", "ar", "2026-01-05"),
        ("5 בינואר 2026", "words", "he", "2026-01-05"),
        ("५ जनवरी २०२६", "words", "hi", "2026-01-05"),
        ("APR-2025", "words", "en", "2025-04"),
        ("January 2026", "words", "en", "2026-01"),
        ("Publish Date 5 ม.ค. 69", "thai", "th", "2026-01-05"),
        ("12 มี.ค. 2568", "thai", "th", "2025-03-12"),
        ("๕ มกราคม พ.ศ. ๒๕๖๙", "thai", "th", "2026-01-05"),
        ("05/01/2569", "thai", "th", "2026-01-05"),
        ("5 ม.ค. 2026", "thai", "th", "2026-01-05"),
        ("中華民國115年1月5日", "roc", "zh-Hant", "2026-01-05"),
        ("115/01/05", "roc", "zh-Hant", "2026-01-05"),
        ("令和8年1月5日", "japanese", "ja", "2026-01-05"),
        ("平成31年4月30日", "japanese", "ja", "2019-04-30"),
        ("令和元年5月", "japanese", "ja", "2019-05"),
        ("R8.1.5", "japanese", "ja", "2026-01-05"),
        ("2026年1月5日", "japanese", "ja", "2026-01-05"),
        ("2026年1月5日", "cjk", "zh", "2026-01-05"),
        ("2026년 1월 5일", "korean", "ko", "2026-01-05"),
        ("2026. 1. 5.", "korean", "ko", "2026-01-05"),
        ("2026.01.05", "korean", "ko", "2026-01-05"),
        ("2026년 1월", "korean", "ko", "2026-01"),
        ("۱۴۰۴/۱۰/۱۵", "persian", "fa", "2026-01-05"),
        ("۱۵ دی ۱۴۰۴", "persian", "fa", "2026-01-05"),
        ("Alerta_exosomas_05012026.pdf", "ddmmyyyy", "es", "2026-01-05"),
        ("safety-alerts-2025", "year", "en", "2025"),
        ("2025-12/31", "%Y-%m/%d", "en", "2025-12-31"),
        ("12/2025", "%m/%Y", "en", "2025-12"),
        (" 12/2025\n", "%m/%Y", "en", "2025-12"),
    ],
)
def test_reads(text: str, format_: str, language: str, expected: str) -> None:
    assert read(text, format_, language=language) == expected


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        # Half past midnight in Seoul, as a program writes it.
        ("Sun, 04 Jan 2026 15:30:00 GMT", "Asia/Seoul", "2026-01-05"),
        ("Sun, 04 Jan 2026 15:30:00 +0000", "Asia/Seoul", "2026-01-05"),
        ("2026-01-04T15:30:00Z", "Asia/Seoul", "2026-01-05"),
        ("2026-01-04T15:30:00.000+00:00", "Asia/Seoul", "2026-01-05"),
        ("2026-01-04T15:30Z", "Asia/Seoul", "2026-01-05"),
        ("2026-01-04T14:59:59Z", "Asia/Seoul", "2026-01-04"),
        ("2026-01-05T03:00:00Z", "America/Santiago", "2026-01-05"),
        ("2026-01-05T02:59:00Z", "America/Santiago", "2026-01-04"),
        # Summer time: an hour nearer to midnight.
        ("2025-07-04T22:30:00Z", "Europe/Madrid", "2025-07-05"),
        ("2025-01-04T22:30:00Z", "Europe/Madrid", "2025-01-04"),
        # In a zone of the site's own choosing: the day that it shows.
        ("Sun, 04 Jan 2026 23:30:00 +0900", "Asia/Seoul", "2026-01-04"),
        ("Sun, 04 Jan 2026 23:30:00 EST", "America/New_York", "2026-01-04"),
        ("2026-01-04T23:30:00", "Asia/Seoul", "2026-01-04"),
        ("2026-01-04 23:30 GMT+9", "Asia/Seoul", "2026-01-04"),
        ("2026-01-04 23:30:00 GMT+0900 (KST)", "Asia/Seoul", "2026-01-04"),
        ("2026-01-05 02:00 UTC-05:00", "America/Bogota", "2026-01-05"),
        # Days without a time, however a program wrote them out.
        ("2026-01-05", "America/Santiago", "2026-01-05"),
        ("2026-01", "Asia/Seoul", "2026-01"),
        ("2026-01-05T00:00:00.000Z", "America/Santiago", "2026-01-05"),
        ("2026-01-05T00:00Z", "America/Santiago", "2026-01-05"),
        ("2026-01, at 01:30 GMT", "America/Santiago", "2026-01"),
        ("Mon, 05 Jan 2026 00:00:00 GMT", "America/Santiago", "2026-01-05"),
        ("2026-01-05T99:30:00Z", "Asia/Seoul", "2026-01-05"),
    ],
)
def test_a_moment_in_utc_is_of_the_day_that_it_is_at_the_source(
    text: str, zone: str, expected: str
) -> None:
    formats = ("rfc822", "iso")
    found = read_date(text, formats, seen_on=SEEN_ON, zone=ZoneInfo(zone))
    assert found.text == expected
    # Without a zone, nothing is moved.
    written = read_date(text, formats, seen_on=SEEN_ON).text
    assert read_date(text, formats, seen_on=SEEN_ON, zone=ZoneInfo("UTC")).text == written


@pytest.mark.parametrize(
    ("text", "zone"),
    [("9999-12-31T23:59:59Z", "Asia/Seoul"), ("0001-01-01T00:00:01Z", "America/Santiago")],
)
def test_the_ends_of_the_calendar_are_not_believed_in_any_zone(text: str, zone: str) -> None:
    with pytest.raises(ImplausibleDate):
        read_date(text, ("iso", "%Y-%m-%dT%H:%M:%SZ"), seen_on=SEEN_ON, zone=ZoneInfo(zone))


def test_order_of_day_and_month_is_the_source_s() -> None:
    assert read("05/01/2026", "dmy") == "2026-01-05"
    assert read("01/05/2026", "mdy") == "2026-01-05"
    assert read("01/05/2025", "dmy") == "2025-05-01"


def test_formats_are_tried_in_order() -> None:
    assert read("05.01.2026", "iso", "dmy") == "2026-01-05"


@pytest.mark.parametrize("text", ["31 Dec 1989", "Thu, 01 Jan 1970 00:00:00 GMT", "28 Jan 2026"])
def test_days_that_no_notice_can_have_are_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ImplausibleDate, match=r"before 1990|more than a week after 2026-01-20"):
        read(text, "rfc822")


def test_the_first_and_the_last_day_that_a_notice_can_have_are_believed() -> None:
    assert read("1 Jan 1990", "rfc822") == "1990-01-01"
    assert read("27 Jan 2026", "rfc822") == "2026-01-27"


@pytest.mark.parametrize("text", ["", "soon", "31/02/2025", "2025.123", "13.13.2025", "5 Foo 2025"])
def test_a_text_without_a_date_names_the_formats_tried(text: str) -> None:
    with pytest.raises(NotADate, match="dmy or korean or words"):
        read(text, "dmy", "korean", "words")


@pytest.mark.parametrize("format_", FORMATS)
def test_where_a_format_finds_no_date_the_next_is_tried(format_: str) -> None:
    assert read("Notice, 5||Jan||26", format_, "Notice, %d||%b||%y") == "2026-01-05"


def test_a_language_without_month_names_has_no_dates_in_words() -> None:
    with pytest.raises(NotADate):
        read("5 2026", "words", language="xx")


def test_an_implausible_date_is_not_rescued_by_the_next_format() -> None:
    with pytest.raises(ImplausibleDate):
        read("01/02/1970", "mdy", "year")
