"""The review queue: shown beside the law, answered elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from atlas.store import Decision, open_store
from pages.waiting import commands
from tests.atlas.scraped import BAN, BAN_TITLE
from tests.atlas.store.examples import a_harvest, a_notice, a_row
from tests.bundled import recorded_facts
from tests.pages.shown import Open, assert_harmless, html_of, show, tables_of, words_of


def test_a_fresh_copy_says_that_nothing_has_been_read(open_page: Open) -> None:
    page = open_page("review")
    assert page.title[0].value == "Review"
    assert page.header[0].value == "0 notices wait"
    assert "no scraper has found anything yet" in page.info[0].value
    assert "Nobody has answered" in words_of(page)


def test_a_notice_waits_beside_the_law_with_the_commands_that_answer_it(scraped: str) -> None:
    page = show("review")
    assert page.title[0].value == "Review"
    assert page.header[0].value == "1 notice waits"
    shown = html_of(page)
    assert f'<span lang="ko" dir="auto">{BAN_TITLE}</span>' in shown
    assert "Why it waits: Ban can move a position" in shown
    assert "Injected, infused or as a medicine: " in shown
    assert "./country?place=KR" in shown
    assert f"python -m atlas review reject {BAN} --by" in shown
    assert not page.button
    assert_harmless(page)


def test_what_was_answered_leaves_the_queue_and_is_told(scraped: str) -> None:
    with open_store(scraped) as store:
        entry = {"jurisdiction": "KR", "scenario": "injected_or_iv", "status": "prohibited"}
        moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
        store.keep_decision(Decision(BAN, 1, "accept", "A. Reader", "Decree 7", moment, entry))
    page = show("review")
    assert page.header[0].value == "0 notices wait"
    assert "apart from those that were answered" in page.info[0].value
    told = tables_of(page)[0].iloc[0]
    assert (told["decided_by"], told["why"]) == ("A. Reader", "Decree 7")
    assert told["moved"] == "South Korea, Injected, infused or as a medicine: Prohibited"


def test_what_was_accepted_and_changed_at_its_source_waits_with_the_command_that_confirms(
    scraped: str,
) -> None:
    with open_store(scraped) as store:
        accepted = a_notice("ae-ban", review="reviewed", source_id="ae-feed", jurisdiction="AE")
        facts = recorded_facts()
        store.fill(replace(facts, notices=(*facts.notices, accepted)))
        row = a_row("ban", id="ae-ban", jurisdiction="AE")
        for title in (accepted.title, "Suspended"):
            store.keep_run(a_harvest({**row, "title": title}, source_id="ae-feed"))
    page = show("review", places="AE")
    assert page.header[0].value == "1 notice waits"
    shown = html_of(page)
    assert "since then its source changed its title" in shown
    assert "python -m atlas review confirm ae-ban --by" in shown
    assert "review accept" not in shown


def test_with_a_bloc_come_the_notices_of_its_members(scraped: str) -> None:
    with open_store(scraped) as store:
        ban = a_row("ban", id="ae-ban", jurisdiction="AE", kind="ban")
        store.keep_run(a_harvest(ban, source_id="ae-feed"))
    page = show("review", places="GCC")
    assert page.header[0].value == "1 notice waits"
    assert "python -m atlas review reject ae-ban" in html_of(page)


def test_filters_come_from_the_address_and_an_empty_result_is_said(scraped: str) -> None:
    page = show("review", places="Japan", kinds="ban")
    assert page.header[0].value == "0 notices wait"
    assert "passes these filters" in page.info[0].value


def test_an_id_is_no_command_of_its_own() -> None:
    assert commands("x; rm -rf ~")[0] == "python -m atlas review show 'x; rm -rf ~'"
