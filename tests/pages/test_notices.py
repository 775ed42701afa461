"""Searching, choosing and opening notices."""

import re
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from atlas.edition import Edition
from atlas.facts import Facts
from atlas.law import Law
from atlas.store import open_store
from pages import tables
from pages.cards import notice_card
from pages.firm_list import firm_list
from pages.record import citing_list
from tests.atlas.factories import position
from tests.pages.shown import Open, html_of, show, tables_of, words_of

COURT = "kr-courts-202506-seoul-admin-exosome-injection"


@pytest.fixture(scope="module")
def all_notices(edition: Edition) -> int:
    """How many are listed where nothing is asked for: all but background notices."""
    return int((edition.notices["relevance"] != "context").sum())


def test_lists_a_page_newest_first_without_background(open_page: Open, all_notices: int) -> None:
    page = open_page("notices")
    assert page.title[0].value == "Notices"
    assert page.header[0].value == f"{all_notices} notices"
    listed = tables_of(page)[0]
    assert len(listed) == 25
    assert listed["published"].tolist() == sorted(listed["published"], reverse=True)
    assert "Background" not in set(listed["relevance"])


def test_undated_notices_are_shown_as_undated(open_page: Open, all_notices: int) -> None:
    page = open_page("notices", page=str(ceil(all_notices / 25)))
    assert tables_of(page)[0]["published"].tolist()[-1] == "undated"


def test_a_time_can_be_asked_for_and_what_has_no_date_is_told(open_page: Open) -> None:
    page = open_page("notices", since="2025-11-01", until="2026-01-31", kinds="seizure,prosecution")
    published = tables_of(page)[0]["published"]
    assert len(published) > 0
    assert published.between("2025-11-01", "2026-01-31").all()
    assert "that carry no date" in html_of(page)
    assert "carry no date" not in words_of(open_page("notices"))


@pytest.mark.parametrize("query", ["엑소좀", "エクソソーム", "exosom", '"import alert"'])
def test_searches_in_every_script(open_page: Open, query: str) -> None:
    page = open_page("notices", q=query, context="1")
    found = tables_of(page)[0]
    assert len(found) > 0
    assert "Best matches first" in words_of(page)


@pytest.mark.parametrize("query", ["엑소좀", "экзосомы"])
def test_words_of_another_language_are_told_where_they_were_sought(
    open_page: Open, query: str
) -> None:
    """Korea's notices whose Korean title has another word are found by "exosome" alone."""
    hint = "the English word may find more"
    assert hint in words_of(open_page("notices", q=query))
    assert hint not in words_of(open_page("notices", q="exosome"))
    assert hint not in words_of(open_page("notices"))


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("Germany", "DE", ""),
        ("korea warning", "KR", "warning"),
        ("cells Japan", "JP", "cells"),
    ],
)
def test_a_place_among_the_words_can_be_asked_for_as_a_place(
    open_page: Open, query: str, place: str, words: str
) -> None:
    asked = {"places": place, **({"q": words} if words else {})}
    listed = open_page("notices", relevance="direct,category", **asked)
    page = open_page("notices", relevance="direct,category", q=query)
    link = BeautifulSoup(html_of(page), "html.parser").find("a", href=re.compile("places="))
    assert link is not None
    assert dict(parse_qsl(urlsplit(str(link["href"])).query)) == {
        "relevance": "direct,category",
        **asked,
    }
    assert link.text == listed.header[0].value


@pytest.mark.parametrize("asked", [{"q": "hair"}, {"q": "Tuvalu"}, {"q": "Japan", "places": "KR"}])
def test_no_place_is_offered_that_is_not_named_has_nothing_or_would_replace_the_chosen(
    open_page: Open, asked: dict[str, str]
) -> None:
    assert "taken as a place" not in html_of(open_page("notices", **asked))


def test_facet_counts_reflect_the_other_filters(open_page: Open) -> None:
    page = open_page("notices", kinds="ban", places="South Korea,United States")
    kinds = page.multiselect(key="filter_kinds").options
    relevance = page.multiselect(key="filter_relevance").options
    shown = int(page.header[0].value.split()[0])
    assert f"Ban ({shown})" in kinds
    # The kind chosen does not empty the other kinds: they say what choosing them would add.
    assert sum(int(option.rsplit("(", 1)[1][:-1]) for option in kinds) > shown
    counted = {
        option.rsplit(" (", 1)[0]: int(option.rsplit("(", 1)[1][:-1]) for option in relevance
    }
    assert counted["About exosomes"] + counted["About their category"] == shown


@pytest.mark.parametrize("others", [{}, {"context": "1", "relevance": "category"}, {"q": "stem"}])
def test_beside_a_place_stands_how_many_notices_choosing_it_gives(
    open_page: Open, edition: Edition, others: dict[str, str]
) -> None:
    offered = open_page("notices", **others).selectbox(key="filter_places_added").options
    counts = dict(option.removesuffix(")").rsplit(" (", 1) for option in offered)
    assert len(counts) == len(offered)
    for place in ("US", "CN", "GCC", "US-TX"):
        given = open_page("notices", **others, places=place).header[0].value
        assert given.split()[0] == counts[edition.places.name(place)], place


def test_a_record_says_where_its_issuer_published_it_or_that_this_is_not_on_record(
    open_page: Open, edition: Edition
) -> None:
    with_page = edition.notices[edition.notices["url"].notna()].iloc[0]
    without = edition.notices[edition.notices["url"].isna()].iloc[0]
    unknown = "not on record"
    shown = html_of(open_page("notices", notice=without["id"]))
    assert "Published by its issuer at" in shown
    assert unknown in shown
    assert unknown not in html_of(open_page("notices", notice=with_page["id"]))


def test_a_link_opens_a_record_with_what_rests_on_it(open_page: Open) -> None:
    page = open_page("notices", notice=COURT)
    assert page.title[0].value == "Notices"
    shown = html_of(page)
    assert 'lang="ko"' in shown
    assert "https://www.laserpro.or.kr/" in shown
    # The documents stand above what they were coded as.
    assert shown.index("Published by its issuer at") < shown.index("Relevance")
    to_the_position = "./country?place=KR&amp;scenario=injected_or_iv"
    named = "South Korea, Injected, infused or as a medicine</a>: "
    assert f'href="{to_the_position}" target="_self" style="color: inherit;">{named}' in shown
    assert not tables_of(page)


def test_a_position_that_another_replaced_is_not_told_as_if_it_still_held(
    edition: Edition,
) -> None:
    over = position("FR", "permitted", effective_from="2020-03")
    holds = position("FR", "prohibited", effective_from="2024-05-01")
    world = replace(edition, law=Law(edition.places, [over, holds]))
    told, still = (citing_list(world, [each]) for each in (over, holds))
    assert "since March 2020, replaced from 1 May 2024. " in told
    assert "since 1 May 2024. " in still


def test_a_title_opens_its_notice_and_the_way_back_keeps_the_filters(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("notices", kinds="court_ruling", places="KR")
    with monkeypatch.context() as first_title_pressed:
        first_title_pressed.setattr(tables, "_TABLE", lambda **_: SimpleNamespace(opened=0))
        page.run()
    assert page.query_params["notice"] == COURT
    assert [header.value for header in page.header] == [
        "Whole record",
        "Cite this",
        "Positions that cite it",
    ]
    page.button[0].click().run()
    assert "notice" not in page.query_params
    assert page.multiselect(key="filter_kinds").value == ["court_ruling"]
    assert page.header[0].value == "1 notice"


def test_an_unknown_notice_is_explained_and_the_list_shown(
    open_page: Open, all_notices: int
) -> None:
    page = open_page("notices", notice="<b>nobody</b>")
    assert page.header[0].value == f"{all_notices} notices"
    assert "not on record" in page.warning[0].value
    assert "notice" not in page.query_params


def test_a_version_that_never_was_leads_to_no_earlier_ones(open_page: Open) -> None:
    page = open_page("notices", notice=COURT, version="9")
    assert page.info[0].value.endswith("It has no earlier version.")
    assert "Earlier versions" not in [header.value for header in page.header]


def test_earlier_versions_are_shown_with_what_changed(
    bundled_facts: Facts, tmp_path: Path, use_store: Callable[[str], None]
) -> None:
    copy = tmp_path / "changed.db"
    url = f"sqlite:///{copy}"
    with open_store(url) as store:
        earlier = [
            notice.model_copy(update={"summary": "What it said before."})
            if notice.id == COURT
            else notice
            for notice in bundled_facts.notices
        ]
        store.fill(Facts(**{**vars(bundled_facts), "notices": tuple(earlier), "digest": "earlier"}))
        store.fill(bundled_facts)
    use_store(url)
    page = show("notices", notice=COURT, version="1")
    assert "earlier versions stand below" in page.info[0].value
    assert "Earlier versions" in [header.value for header in page.header]
    shown = html_of(page)
    assert "<strong>summary</strong>: <del>What it said before.</del>" in shown
    assert "<ins>First administrative division" in shown
    assert "last checked</strong>" not in shown


def test_with_a_bloc_come_its_members(open_page: Open, edition: Edition) -> None:
    page = open_page("notices", places="GCC")
    assert not page.warning
    members = edition.within(["GCC"])
    about = edition.notices[edition.notices["relevance"] != "context"]
    count = int(about["jurisdiction"].isin(members).sum())
    assert page.header[0].value == f"{count} notices"
    (chosen,) = page.pills(key="filter_places").options
    assert f"Gulf Cooperation Council ({count})" in str(chosen)


def test_the_fields_on_which_coders_differed_are_named_in_words(open_page: Open) -> None:
    shown = html_of(open_page("notices", notice="ae-dha-2018-nonsurgical-cosmetic-standards"))
    assert "two coders differed on " in shown
    assert "issuer type" in shown
    assert "issuer_type" not in shown


def test_background_notices_are_never_left_out_in_silence(
    open_page: Open, edition: Edition
) -> None:
    background = int((edition.notices["relevance"] == "context").sum())
    page = open_page("notices", effect="tightens,loosens,clarifies,enforces,informs")
    assert f"Not among them: {background} background notices" in html_of(page)
    assert "./notices?effect=tightens%2Cloosens%2Cclarifies%2Cenforces%2Cinforms&amp;context=1" in (
        html_of(page)
    )
    only_it = open_page("notices", relevance="context")
    assert only_it.header[0].value == f"{background} notices"
    for shown in (open_page("notices", context="1"), only_it):
        assert "Not among them" not in html_of(shown)
    assert page.toggle(key="filter_context").help


def test_nothing_found_is_not_nothing_there_and_says_where_else_to_look(
    open_page: Open, edition: Edition
) -> None:
    """No notice of a Korean ban is on record, but the law bars needling there."""
    page = open_page("notices", places="KR", kinds="ban")
    assert page.header[0].value == "0 notices"
    assert "Nothing on record passes" in page.info[0].value
    assert "does not mean that there was nothing" in page.info[0].value
    about = edition.notices[edition.notices["relevance"] != "context"]
    of_korea = int(about["jurisdiction"].isin(edition.within(["KR"])).sum())
    shown = html_of(page)
    assert (
        f'href="./notices?places=KR" target="_self" style="color: inherit;">{of_korea} notices'
        in (shown)
    )
    assert "How the law stands: South Korea" in shown
    assert 'href="./country?place=KR"' in shown
    assert "Look also at" not in html_of(open_page("notices", q="zzzz"))


def test_nothing_found_tells_of_background_that_would_be(open_page: Open) -> None:
    page = open_page("notices", q='"Products Classification Guidance"')
    assert page.header[0].value == "0 notices"
    assert "background notice" in html_of(page)


def test_place_and_kind_stand_in_sight_before_how_it_was_read(open_page: Open) -> None:
    columns = list(tables_of(open_page("notices"))[0])
    assert columns[:4] == ["published", "shown_title", "place", "kind"]
    assert columns.index("shown_marks") > columns.index("regulator_short")


def test_what_is_left_out_is_said_once(open_page: Open) -> None:
    shown = html_of(open_page("notices", since="2026-01-01"))
    assert shown.count("Not among them:") == 1
    left_out = shown.partition("Not among them:")[2].partition("</ul>")[0]
    assert "background notices" in left_out
    assert "that carry no date" in left_out


def test_names_from_right_to_left_do_not_change_places(edition: Edition) -> None:
    notice = edition.notices.iloc[0].copy()
    notice["firms"] = ["חברה (1)", "שותפות"]
    assert "<bdi>חברה (1)</bdi>; <bdi>שותפות</bdi>" in notice_card(edition, notice)
    firm = {"firm": "חברה (1)", "acts": 1, "places": ["IL"], "first": None, "notices": []}
    listed = firm_list(edition, pd.DataFrame([firm]), 1)
    assert '<strong dir="auto">חברה (1)</strong>: 1 act, Israel' in listed


def test_an_issuer_whose_name_says_its_place_is_not_told_it_twice(edition: Edition) -> None:
    notice = edition.notices.iloc[0].copy()
    notice["jurisdiction"], notice["regulator"] = "IL", "Ministry of Health (Israel)"
    assert ">Ministry of Health (Israel) · " in notice_card(edition, notice)
    notice["regulator"] = "Knesset"
    assert ">Knesset (Israel) · " in notice_card(edition, notice)
