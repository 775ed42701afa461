from __future__ import annotations

from collections.abc import Iterator

import pytest

from atlas.facts import Facts
from atlas.store import Store, open_store
from tests.atlas.store.databases import FreshUrl
from tests.atlas.store.examples import a_notice, facts_with

NOTICES = (
    a_notice("kr", title="엑소좀 주사제 불법 유통 적발", title_en="Exosome injections seized"),
    a_notice("th", title="อย. เตือนผลิตภัณฑ์เอ็กโซโซมชนิดฉีด", summary="ห้ามฉีดเข้าสู่ร่างกาย"),
    a_notice("jp", title="エクソソームの注意喚起", summary="幹細胞培養上清液について"),
    a_notice("cn", title="关于外泌体化妆品的公告", summary="不得注射"),
    a_notice("ae", title="تَحْذِير من حقن الإكسوسوم", published=None),
    a_notice("la", title="ຫ້າມຂາຍຜະລິດຕະພັນ"),
    a_notice("in", title="एक्सोसोम पर प्रतिबंध"),
    a_notice("fr", title="Interdiction des exosomes à visée esthétique", summary="Santé publique"),
    a_notice("us-letter", title="Warning letter to a clinic", firms=("Kimera Labs Inc.",)),
    a_notice("us-summary", summary="A warning, and another warning, after a letter: warning."),
    a_notice("us-product", products=("ASCE+ SRLV",), published="2024"),
    a_notice("us-2020", title="Xenograft", published="2020-01-01"),
    a_notice("us-2026", title="Xenograft", published="2026-01"),
    a_notice("us-undated", title="Xenograft", published=None),
)


@pytest.fixture(scope="module")
def searched(dialect: str, fresh_url: FreshUrl, facts: Facts) -> Iterator[Store]:
    with open_store(fresh_url(dialect)) as store:
        store.fill(facts_with(facts, *NOTICES))
        yield store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Korean, Thai, Japanese, Chinese, Lao: any part of a run, two characters and one
        ("엑소좀", {"kr"}),
        ("소좀", {"kr"}),
        ("불법", {"kr"}),
        ("좀", {"kr"}),
        ("เอ็กโซโซม", {"th"}),
        ("ฉีด", {"th"}),
        ("อย", {"th"}),
        ("注意", {"jp"}),
        ("ソーム", {"jp"}),
        ("ｴｸｿｿｰﾑ", {"jp"}),
        ("外泌体", {"cn"}),
        ("注射", {"cn"}),
        ("泌", {"cn"}),
        ("ຂາຍ", {"la"}),
        # the same characters in another order are something else
        ("소엑", set()),
        ("射注", set()),
        # other scripts: words from their beginning, with or without accents
        ("تحذير", {"ae"}),
        ("الإكسوسوم", {"ae"}),
        ("प्रतिबंध", {"in"}),
        ("sante", {"fr"}),
        ("SANTÉ", {"fr"}),
        ("visée", {"fr"}),
        ("exos", {"kr", "fr"}),
        ("xosome", set()),
        # names, with their signs or without
        ("kimera", {"us-letter"}),
        ("asce+", {"us-product"}),
        ("srlv asce", {"us-product"}),
        # every word must match; a phrase as it stands; an id is searched like a text
        ("warning letter", {"us-letter", "us-summary"}),
        ('"warning letter"', {"us-letter"}),
        ('"letter warning"', {"us-summary"}),
        ('"warning lett"', set()),
        ("warning esthetique", set()),
        ("주사 exosome", {"kr"}),
        ("us-letter", {"us-letter"}),
        # nothing asked
        ("", set()),
        ("  \t\n", set()),
        ("*", set()),
    ],
)
def test_search_finds(searched: Store, query: str, found: set[str]) -> None:
    assert set(searched.search(query)) == found


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"""',
        "*",
        "^kimera",
        "kimera*",
        "-kimera",
        "title:kimera",
        "NEAR(kimera labs, 2)",
        "kimera NEAR labs",
        "AND OR NOT",
        "((kimera",
        "kimera' OR 1=1 --",
        "kimera'; DROP TABLE notice; --",
        "kimera & | ! <-> labs:*",
        "kimera\x00labs",
        "\x00",
        "\\",
        "%_%",
        "\ud800 kimera",
        "{kimera}",
        "_",
        "k" * 10_000,
        "kimera " * 1_500,
        '"' * 10_000,
        "좀" * 10_000,
        "ﷺ" * 10_000,
        "\N{COMBINING ACUTE ACCENT}" * 10_000,
    ],
)
def test_a_hostile_query_finds_what_it_can(searched: Store, query: str) -> None:
    assert set(searched.search(query)) <= {"us-letter"}
    assert searched.search("kimera") == ["us-letter"]


def test_a_match_in_the_title_comes_before_many_in_the_summary(searched: Store) -> None:
    assert searched.search("warning") == ["us-letter", "us-summary"]


def test_of_equal_matches_the_newest_comes_first_and_the_undated_last(searched: Store) -> None:
    assert searched.search("xenograft") == ["us-2026", "us-2020", "us-undated"]


def test_search_follows_a_change_and_a_withdrawal(store: Store, facts: Facts) -> None:
    kept = a_notice("kept", title="Vesicle")
    store.fill(facts_with(facts, kept, a_notice("changed", title="Vesicle"), a_notice("gone")))
    store.fill(facts_with(facts, kept, a_notice("changed", title="Liposome")))
    assert store.search("vesicle") == ["kept"]
    assert store.search("liposome") == ["changed"]
    assert store.search("gone") == []


def test_a_text_beyond_all_measure_is_stored_and_found_by_its_beginning(
    store: Store, facts: Facts
) -> None:
    endless = "beginning " + "외泌 ﷺ x" * 100_000
    store.fill(facts_with(facts, a_notice("endless", title=endless, summary=endless)))
    assert store.search("beginning") == ["endless"]


@pytest.mark.parametrize("query", ["엑소좀", "엑소", "เซลล์", "外泌体", "エクソソーム"])
def test_the_bundled_notices_are_found_in_their_own_script(
    filled_store: Store, facts: Facts, query: str
) -> None:
    found = filled_store.search(query)
    titles = {notice.id: notice.title + notice.summary for notice in facts.notices}
    assert found
    assert set(found) >= {id_ for id_, text in titles.items() if query in text}
