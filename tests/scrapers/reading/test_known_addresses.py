"""A notice whose address is written otherwise stays the same notice."""

from __future__ import annotations

import pytest

from scrapers.formats.page import Item
from scrapers.normalise.addresses import canonical
from scrapers.reading.known_addresses import KnownAddresses
from tests.scrapers.invented_site import HOST, an_entry
from tests.scrapers.looks import Looks, keys

WAS = "https://www.regulator.example/News/Alert-1?id=Aa"


def keys_of(*keys: str, known: tuple[str, ...] = (WAS,)) -> list[str]:
    items = [Item(key, "Recall", key, None) for key in keys]
    return [item.key for item in KnownAddresses(known).under_known_keys(items)]


@pytest.mark.parametrize(
    "now",
    [
        "http://www.regulator.example/News/Alert-1?id=Aa",
        "https://regulator.example/News/Alert-1?id=Aa",
        "https://www.regulator.example/news/alert-1?id=Aa",
        "http://regulator.example/NEWS/Alert-1/?id=Aa",
    ],
)
def test_another_way_to_write_a_known_address_is_known(now: str) -> None:
    assert keys_of(now) == [WAS]


@pytest.mark.parametrize(
    "was",
    [
        "/RecallNotice2026", "/2026_RecallNotice/DrugAlert12.html",
        "/n/3F2504E0-4F89-11D3-9A0C-0305E82C3301", "/n?id=3F2504E04F8911D39A0C0305E82C3301",
    ],
)  # fmt: skip
def test_the_case_of_words_with_a_number_and_of_guids_says_nothing(was: str) -> None:
    known = f"https://regulator.example{was}"
    assert keys_of(known.lower(), known=(known,)) == [known]
    assert keys_of(known, known=(known.lower(),)) == [known.lower()]


@pytest.mark.parametrize(
    "was", ["/a%2Db", "/%7euser/%d8%a7", "/?q=%d8%a7", "/n;jsessionid=1?p=a%5fb"]
)
def test_a_key_of_an_older_run_is_known_whichever_way_its_letters_were_encoded(was: str) -> None:
    known = f"https://regulator.example{was}"
    now = str(canonical(known))
    assert now != known
    assert keys_of(now, known=(known,)) == [known]


def test_what_only_looks_like_a_known_address_keeps_its_own() -> None:
    other = WAS.replace("Alert-1", "Alert-2")
    lower = WAS.replace("News", "news")
    assert keys_of(other, "aa") == [other, "aa"]
    assert keys_of(WAS.replace("Aa", "aA")) == [WAS.replace("Aa", "aA")], "another key is asked for"
    token = "https://regulator.example/n/aB3dE"
    for now in ("aB3De", "ab3de", "AB3DE"):
        address = token.replace("aB3dE", now)
        assert keys_of(address, known=(token,)) == [address], "each letter of a token counts"
    assert keys_of(token.replace("/n/", "/N/"), known=(token,)) == [token]
    short = "https://regulator.example/n/3F2504E0"
    assert keys_of(short.lower(), known=(short,)) == [short.lower()], "and of what is no whole GUID"
    assert keys_of(WAS, lower) == [WAS, lower], "the list has both: they are two"
    both = (WAS, WAS.replace("News", "NEWS"))
    assert keys_of(lower, known=both) == [lower], "nobody knows which"
    assert keys_of("AA", known=("aa",)) == ["AA"], "a number of a case, and no address"


def test_a_site_that_writes_its_addresses_otherwise_has_amended_notices_and_no_new_ones() -> None:
    looks = Looks(
        options={
            "items": ["items"],
            "fields": {"key": "{link}", "title": "{title}", "url": "{link}", "published": "{date}"},
        }
    )
    looks.listing(an_entry("a"), an_entry("b"))
    looks.look()
    looks.listing(an_entry("a", link=f"{HOST}/Notice/A/"), an_entry("b"))
    look = looks.look()
    (found,) = look.found
    assert (keys(look), found.item.url) == ([f"{HOST}/notice/a"], f"{HOST}/Notice/A/")
    assert (look.gone, look.unchanged) == (set(), {f"{HOST}/notice/b"})
    look = looks.look()
    assert (look.found, look.unchanged) == ([], {f"{HOST}/notice/{key}" for key in "ab"})
