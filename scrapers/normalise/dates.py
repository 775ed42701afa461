"""Dates as written by regulators of many countries, read by the formats that a source names.

A source's `date_formats` are tried in order; each is one of FORMATS or a strptime pattern. The day
is taken as written, because the date on the page is the date of the notice; but a moment in UTC is
what a program wrote, and its day is that of the source's own time zone, where that is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from atlas.dates import NotADate, PartialDate
from atlas.yaml_file import read_yaml
from scrapers.normalise.calendars import ERA_BEFORE, ROC_BEFORE, buddhist_year, jalali

# Of a text and of the languages (BCP 47) of its month names.
_Reader = Callable[[str, tuple[str, ...]], PartialDate | None]

# Before this no regulator's site existed: such a date is a computer's zero or a wrong order.
EARLIEST = date(1990, 1, 1)
# Notices are dated ahead by a few days at most; a coming into force is not a publication.
AHEAD = timedelta(days=7)

_LONGEST = 500
_NUMBER = r"(?<!\d)(\d{1,2})"
_SEPARATOR = r"\s?[./\-–]\s?"
_IN_UTC = re.compile(
    r"(?<!\d)([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s?"
    r"(?:Z|UTC?|GMT|(?:UTC?|GMT)?[+-]00:?00)(?!\w|[+-]\d)",
    re.ASCII,
)


class ImplausibleDate(NotADate):
    """A day of the calendar that no notice can have."""


def read_date(
    text: str,
    formats: Sequence[str],
    *,
    languages: Sequence[str] = ("en",),
    seen_on: date,
    zone: ZoneInfo | None = None,
) -> PartialDate:
    """The date in a text, with the precision that it has there.

    Args:
        text: as the source wrote it; words around the date do no harm.
        formats: names of FORMATS or strptime patterns, tried in order.
        languages: of the month names (BCP 47), besides English.
        seen_on: the day on which the notice was seen, for the bound on dates ahead.
        zone: of the source, for moments in UTC; None: they are taken as written.

    Raises:
        ImplausibleDate: the first date that can be read is before EARLIEST or ahead of time.
        NotADate: no format fits.
    """
    # Compatibility forms would break Thai vowels; only digits are folded.
    plain = "".join(_digit(letter) for letter in text[:_LONGEST]).strip()
    for name in formats:
        try:
            found = (
                _by_pattern(plain, name) if "%" in name else FORMATS[name](plain, tuple(languages))
            )
        except ValueError:
            continue
        if found:
            return _plausible(_local(found, plain, zone) if zone else found, text, seen_on)
    raise NotADate(f"{text[:80]!r} has no date of the form {' or '.join(formats)}")


def _local(found: PartialDate, text: str, zone: ZoneInfo) -> PartialDate:
    """The day that a day with a time in UTC is in another zone; any other date as it is.

    Midnight sharp is no moment but a day that a program wrote out: west of Greenwich it would
    become the day before.
    """
    stated = _IN_UTC.search(text)
    if not stated or found.precision != "day":
        return found
    hour, minute, second = (int(part or 0) for part in stated.groups())
    at = time(hour, minute, second)
    if at == time():
        return found
    try:
        local = datetime.combine(found.first, at, UTC).astimezone(zone)
    except OverflowError:
        return found  # the first or last of all moments, which programs write for "none"
    return PartialDate(local.date().isoformat())


def _plausible(found: PartialDate, text: str, seen_on: date) -> PartialDate:
    if found.last < EARLIEST:
        raise ImplausibleDate(f"{text[:80]!r} is {found}, before {EARLIEST.year}")
    if found.first > seen_on + AHEAD:
        raise ImplausibleDate(f"{text[:80]!r} is {found}, more than a week after {seen_on}")
    return found


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(date(year, month, day).isoformat())


def _month(year: int, month: int) -> PartialDate:
    return PartialDate(date(year, month, 1).isoformat()[:7])


def is_pattern(text: str) -> bool:
    """Whether strptime knows each directive in a text."""
    try:
        datetime.strptime("", text)
    except ValueError as error:
        return "does not match" in str(error)
    return True


def _by_pattern(text: str, pattern: str) -> PartialDate | None:
    read = datetime.strptime(text, pattern).date()
    if re.search(r"%[dejxcD]", pattern):
        return PartialDate(read.isoformat())
    return _month(read.year, read.month) if re.search(r"%[mbB]", pattern) else _year_of(read)


def _year_of(day: date) -> PartialDate:
    return PartialDate(f"{day.year:04d}")


def _ordered(order: str) -> _Reader:
    """A reader of numeric dates in one order of y, m and d."""
    year = r"(?<!\d)(\d{4})"
    fields = [year if letter == "y" else _NUMBER for letter in order]
    shape = re.compile(_SEPARATOR.join(fields) + r"(?!\d)")

    def read(text: str, _: tuple[str, ...]) -> PartialDate | None:
        if not (found := shape.search(text)):
            return None
        value = dict(zip(order, (int(number) for number in found.groups()), strict=True))
        return _day(value["y"], value["m"], value["d"])

    return read


def _shaped(shape: str, year: Callable[[int], int] = lambda year: year) -> _Reader:
    """A reader of year, month and perhaps day in this order, found by a regular expression."""
    compiled = re.compile(shape)

    def read(text: str, _: tuple[str, ...]) -> PartialDate | None:
        if not (found := compiled.search(text)):
            return None
        numbers = [int(number) for number in found.groups() if number]
        if len(numbers) == 3:
            return _day(year(numbers[0]), numbers[1], numbers[2])
        return _month(year(numbers[0]), numbers[1])

    return read


def _ddmmyyyy(text: str, _: tuple[str, ...]) -> PartialDate | None:
    if found := re.search(r"(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)", text):
        day, month, year = (int(number) for number in found.groups())
        return _day(year, month, day)
    return None


def _year(text: str, _: tuple[str, ...]) -> PartialDate | None:
    found = re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text)
    return PartialDate(found.group(1)) if found else None


def _rfc822(text: str, _: tuple[str, ...]) -> PartialDate | None:
    found = re.match(r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3,9})[\s-]+(\d{4})\b", text)
    if not found:
        return None
    day, name, year = found.groups()
    month = _month_names("en").get(_folded(name))
    return _day(int(year), month, int(day)) if month else None


def _words(text: str, languages: tuple[str, ...]) -> PartialDate | None:
    """5 de enero de 2026; January 5th, 2026; ngày 5 tháng 1 năm 2026; APR-2026; 05-gen-26."""
    for language in dict.fromkeys((*map(_base, languages), "en")):
        if found := _worded(text, language):
            return found
    return None


def _worded(
    text: str, language: str, year_of: Callable[[int], int] = lambda year: year
) -> PartialDate | None:
    names = _month_names(language)
    if not names:
        return None
    name, folded = _names_pattern(language), _folded(text)
    year = r"(\d{4})" if language != "th" else r"(\d{4}|\d{2})(?!\d)"
    link = r"[\s,/\-]*(?:(?:de|del|of|nam|พศ)\s*|ב)?"
    day_first = rf"{_NUMBER}(?:st|nd|rd|th|er|o|º|ª)?{link}({name}){link}{year}"
    if found := re.search(day_first, folded):
        day, month, years = found.groups()
        return _day(year_of(int(years)), names[month], int(day))
    # What spreadsheets make of a date; no other form with two digits says which are the year.
    if found := re.search(rf"{_NUMBER}-({name})-(\d{{2}})(?!\d)", folded):
        day, month, years = found.groups()
        return _day(2000 + int(years), names[month], int(day))
    month_first = rf"(?<!\w)({name})\s*{_NUMBER}(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{{4}})"
    if found := re.search(month_first, folded):
        month, day, years = found.groups()
        return _day(year_of(int(years)), names[month], int(day))
    if found := re.search(rf"(?<!\w)({name}){link}{year}", folded):
        month, years = found.groups()
        return _month(year_of(int(years)), names[month])
    return None


def _thai(text: str, _: tuple[str, ...]) -> PartialDate | None:
    if worded := _worded(text, "th", buddhist_year):
        return worded
    if found := re.search(rf"{_NUMBER}[./-](\d{{1,2}})[./-](\d{{4}})(?!\d)", text):
        day, month, year = (int(number) for number in found.groups())
        return _day(buddhist_year(year), month, day)
    return None


def _japanese(text: str, _: tuple[str, ...]) -> PartialDate | None:
    found = re.search(
        r"(令和|平成|昭和|\b[RHS])\s?\.?\s?(\d{1,2}|元)\s?[年.]\s?(\d{1,2})\s?[月.]\s?(\d{1,2})?",
        text,
    )
    if not found:
        return _CJK(text, ())
    era, years, month, day = found.groups()
    year = ERA_BEFORE[era] + (1 if years == "元" else int(years))
    return _day(year, int(month), int(day)) if day else _month(year, int(month))


def _persian(text: str, _: tuple[str, ...]) -> PartialDate | None:
    if found := re.search(r"(?<!\d)(1[34]\d{2})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)", text):
        year, month, day = (int(number) for number in found.groups())
        return PartialDate(jalali(year, month, day).isoformat())
    names = _month_names("fa-jalali")
    shape = rf"{_NUMBER}\s*({_names_pattern('fa-jalali')})\s*(?:ماه\s*)?(1[34]\d{{2}})"
    if found := re.search(shape, _folded(text)):
        written_day, name, written_year = found.groups()
        return PartialDate(jalali(int(written_year), names[name], int(written_day)).isoformat())
    return None


_CJK = _shaped(r"(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")

FORMATS: Mapping[str, _Reader] = {
    # 2026-01-05, 2026-01-05T10:00:00Z, 2026-01
    "iso": _shaped(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)"),
    # 20260105, 202601051030, 20260105103000
    "compact": _shaped(r"^(\d{4})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?(?!\d)"),
    "rfc822": _rfc822,  # Mon, 05 Jan 2026 10:00:00 EST
    "dmy": _ordered("dmy"),  # 5/1/2026, 05.01.2026, 05-01-2026
    "mdy": _ordered("mdy"),  # 01/05/2026
    "ymd": _ordered("ymd"),  # 2026.01.05, 2026/1/5, 2026. 1. 5.
    "words": _words,  # month names of the source's languages, else English
    "thai": _thai,  # 5 ม.ค. 69, 5 มกราคม พ.ศ. 2569, 05/01/2569
    "roc": _shaped(  # 115年1月5日, 民國115年1月5日, 115/01/05
        r"(?<!\d)(\d{2,3})\s?(?:年|[./-])\s?(\d{1,2})\s?(?:月|[./-])\s?(\d{1,2})(?:\s?日)?(?!\d)",
        lambda year: year + ROC_BEFORE,
    ),
    "japanese": _japanese,  # 令和8年1月5日, R8.1.5, 2026年1月5日
    "cjk": _CJK,  # 2026年1月5日
    "korean": _shaped(  # 2026년 1월 5일, 2026. 1. 5.
        r"(?<!\d)(\d{4})\s?년\s?(\d{1,2})\s?월(?:\s?(\d{1,2})\s?일)?"
        r"|(?<!\d)(\d{4})\s?\.\s?(\d{1,2})\s?\.\s?(\d{1,2})(?!\d)"
    ),
    "persian": _persian,  # ۱۴۰۴/۱۰/۱۵, ۱۵ دی ۱۴۰۴
    "ddmmyyyy": _ddmmyyyy,  # in file names: Alerta_05012026.pdf
    "year": _year,  # 2026
}


def has_month_names(tag: str) -> bool:
    """Whether the months of a language (BCP 47) are known by name."""
    return _base(tag) in _months()


def _base(tag: str) -> str:
    return tag.split("-")[0].lower()


@lru_cache(maxsize=1)
def _months() -> dict[str, list[str]]:
    table: dict[str, list[str]] = read_yaml(Path(__file__).parent / "months.yaml")
    return table


@lru_cache(maxsize=64)
def _month_names(language: str) -> dict[str, int]:
    """Every form of every month of a language, folded, with the number of the month."""
    return {
        _folded(form): number
        for number, forms in enumerate(_months().get(language, ()), start=1)
        for form in forms.split("|")
    }


@lru_cache(maxsize=64)
def _names_pattern(language: str) -> str:
    longest_first = sorted(_month_names(language), key=len, reverse=True)
    return "|".join(re.escape(name) for name in longest_first)


def _folded(text: str) -> str:
    """Lower case without accents and full stops; vowels of Thai and Hindi stay."""
    text = text.replace("ı", "i").casefold()
    marks = unicodedata.normalize("NFD", text)
    plain = "".join(letter for letter in marks if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFC", plain).replace(".", "")
