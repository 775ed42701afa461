"""The language of an entry is the one of its source that its title is written in."""

from __future__ import annotations

import pytest

from scrapers.normalise.languages import language_of


@pytest.mark.parametrize(
    ("title", "languages", "expected"),
    [
        ("衞生署突擊搜查非法注射外泌體", ("en", "zh-Hant"), "zh-Hant"),
        ("DH raids premises for illegal exosome injections", ("en", "zh-Hant"), "en"),
        ("Alert on products sold as 外泌體", ("en", "zh-Hant"), "en"),
        ("FDA批准外泌體", ("en", "zh-Hant"), "zh-Hant"),
        ("[安全] エクソソーム", ("ja", "en"), "ja"),
        ("Update on exosome products", ("ja", "en"), "en"),
        ("الهيئة تحذر من منتجات الإكسوسوم", ("en", "ar"), "ar"),
        ("Exosomen in der Kosmetik", ("de", "fr", "it"), "de"),
        ("12/2026", ("ja", "en"), "ja"),
        ("12/2026", ("en", "ja"), "en"),
        ("Facial gel", ("ja", "de", "fr"), "de"),
        ("Exosome", ("ja", "ko"), "ja"),
        ("泌AAA", ("en", "zh-Hant"), "zh-Hant"),
        ("泌AAAA", ("en", "zh-Hant"), "en"),
        ("Exosome", ("ja",), "ja"),
    ],
)
def test_the_script_decides(title: str, languages: tuple[str, ...], expected: str) -> None:
    assert language_of(title, languages) == expected
