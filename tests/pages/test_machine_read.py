"""What a program read and nobody reviewed is marked so wherever it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from atlas.corrections import Correction
from atlas.edition import Edition
from atlas.facts import Facts
from atlas.store import open_store
from atlas.wording import spoken
from pages import knowledge
from pages.background import background_switch
from pages.charts.risk_bars import risk_svg
from tests.atlas.scraped import ALERT, BAN, BAN_TITLE, GONE, SOURCE
from tests.atlas.store.examples import a_notice
from tests.pages.shown import Open, assert_harmless, html_of, show, tables_of

TAG = ">Machine-read, not reviewed</span>"
GONE_TAG = ">No longer listed since 21 November 2026</span>"
KOREAN = f'<span lang="ko" dir="auto">{BAN_TITLE}</span>'


pytestmark = pytest.mark.usefixtures("scraped")


def test_the_list_of_notices_says_so_and_shows_a_title_that_has_no_english() -> None:
    page = show("notices", places="KR", review="machine_read")
    assert page.title[0].value == "Notices"
    assert page.header[0].value == "3 notices"
    listed = tables_of(page)[0].set_index("title")
    assert listed.loc[BAN_TITLE, "shown_title"] == f"{BAN_TITLE}\nMachine-read, not reviewed"
    assert set(listed["shown_marks"]) == {
        "Machine-read, not reviewed",
        "Machine-read, not reviewed; No longer listed since 21 November 2026",
    }
    assert "A program fetched the notice" in html_of(page)


def test_a_record_shows_what_was_corrected_and_why(scraped: str, bundled_facts: Facts) -> None:
    correction = Correction(
        notice=BAN,
        field="published",
        expect="03.01.2062 <b>",
        value="2026-01-03",
        reason="The year is <i>turned</i> round.",
        reference="https://regulator.example/ban",
        corrected_on="2026-11-22",
    )
    with open_store(scraped) as store:
        store.fill(replace(bundled_facts, corrections=(correction,)))
    page = show("notices", notice=BAN)
    assert "Corrected here" in [header.value for header in page.header]
    shown = html_of(page)
    assert "<strong>published</strong>: <del>03.01.2062 &lt;b&gt;</del>" in shown
    assert "<ins>3 January 2026</ins>" in shown
    assert "The year is &lt;i&gt;turned&lt;/i&gt; round." in shown
    assert 'href="https://regulator.example/ban"' in shown
    assert "Corrected here" not in [header.value for header in show("notices", notice=ALERT).header]


def test_a_reviewed_list_explains_no_marks() -> None:
    page = show("notices", review="reviewed")
    assert "Machine-read" not in html_of(page)
    assert set(tables_of(page)[0]["shown_marks"]) == {"Reviewed"}


def test_a_record_says_who_found_it_how_when_and_in_which_bytes() -> None:
    page = show("notices", notice=GONE)
    shown = html_of(page)
    assert TAG in shown
    assert GONE_TAG in shown
    assert f"./sources?part=sites&amp;source={SOURCE}" in shown
    assert ", from the Internet Archive" in shown
    assert "first seen 20 November 2026, last checked 20 November 2026" in shown
    assert "0" * 64 in shown


def test_an_amended_record_shows_its_earlier_version_in_words() -> None:
    shown = html_of(show("notices", notice=ALERT))
    assert "<strong>kind</strong>: <del>Safety alert</del>" in shown
    assert "<ins>Recall" in shown
    assert "<del>Human</del>" in shown


def test_a_record_without_english_has_its_title_in_its_language() -> None:
    shown = html_of(show("notices", notice=BAN))
    assert shown.count(BAN_TITLE) == 1
    assert KOREAN in shown


def test_a_country_marks_its_notices_and_keeps_amendments_out_of_the_law() -> None:
    page = show("country", place="KR")
    assert page.title[0].value == "Country"
    assert not page.exception
    shown = html_of(page)
    assert TAG in shown
    assert GONE_TAG in shown
    assert KOREAN in shown
    timeline = next(frame for frame in tables_of(page) if "shown_marks" in frame.columns)
    assert BAN_TITLE in set(timeline["title"])
    assert set(timeline["shown_event"]).isdisjoint({"Notice amended", "No longer listed"})


def test_the_precedents_of_a_launch_check_are_marked() -> None:
    page = show("check", place="KR", origin="human", use="injection", asof="2026-11-21")
    shown = html_of(page)
    assert page.title[0].value == "Launch check"
    assert TAG in shown
    assert KOREAN in shown


def test_changes_show_what_was_amended_in_one_entry_and_what_is_no_longer_listed() -> None:
    page = show(
        "changes", since="2026-11-21", until="2026-11-21", places="KR",
        events="notice_amended,notice_delisted",
    )  # fmt: skip
    assert not page.exception
    shown = html_of(page)
    assert shown.count(">Notice amended</span>") == 1
    assert "<strong>title</strong>: <del>Old &lt;b&gt;alert&lt;/b&gt;</del>" in shown
    assert "<strong>kind</strong>: <del>Safety alert</del>" in shown
    assert "<ins>Animal, Human</ins>" in shown or "<ins>Human, Animal</ins>" in shown
    assert "English title" not in shown
    assert ">No longer listed</span>" in shown
    assert TAG in shown
    assert_harmless(page)


def test_the_event_filter_has_the_events_at_sources(open_page: Open) -> None:
    options = show("changes").multiselect(key="filter_events").options
    assert {"Notice amended", "No longer listed", "Listed again"} <= set(options)


def test_activity_counts_events_at_sources() -> None:
    page = show("changes", since="2026-11-01", until="2026-11-22", view="activity", split="event")
    assert not page.exception
    assert tables_of(page)[0]["No longer listed"].sum() == 1


def test_the_stream_of_changes_carries_the_review(scraped: str) -> None:
    from atlas.changes import changes

    with open_store(scraped) as store:
        stream = changes(store.read_edition())
    ban = stream[stream["notices"] == (BAN,)].iloc[0]
    assert (ban["review"], ban["title"], ban["language"]) == ("machine_read", BAN_TITLE, "ko")
    law = stream[stream["event"].str.startswith("position_")]
    assert pd.isna(law["review"]).all()


def test_the_risk_says_how_many_of_its_acts_nobody_has_reviewed() -> None:
    page = show("country", place="KR")
    said = html_of(page)
    # The ban and the recall that went; the amended alert is a recall too.
    assert " acts in all, 3 of them machine-read" in said
    day = date(2026, 11, 22)
    edition = knowledge.edition()
    rows = knowledge.standings(edition, ["KR"], day)
    drawn = risk_svg(edition, rows, name="Korea", as_of=day)
    assert ">3 machine-read</text>" in str(drawn)
    law = next(each for each in tables_of(page) if "risk_machine_read" in each)
    assert law["risk_machine_read"].max() == 3
    assert "can raise it, never lower it" in " ".join(caption.value for caption in page.caption)
    reviewed = show("country", place="GB")
    assert "machine-read" not in html_of(reviewed)
    assert not any("risk_machine_read" in each for each in tables_of(reviewed))


def test_how_much_was_read_leaves_out_what_only_a_program_has_read() -> None:
    said = next(each.value for each in show("sources").markdown if " notices (" in each.value)
    assert said.endswith("what others report. 3 further notices only a program has read.")


@pytest.mark.parametrize(
    ("page", "asked", "told"),
    [
        ("country", {"place": "KR"}, "over time, 3 of the notices machine-read, not reviewed"),
        (
            "changes",
            {"places": "KR", "since": "2026-11-01", "view": "activity"},
            "South Korea, 8 of the events machine-read, not reviewed",
        ),
    ],
)
def test_a_picture_says_how_much_of_what_it_counts_nobody_has_reviewed(
    page: str, asked: dict[str, str], told: str
) -> None:
    shown = show(page, **asked)
    drawn = " ".join(component.proto.json for component in shown.get("bidi_component"))
    assert told in drawn


def test_the_chart_of_enforcement_says_how_many_acts_nobody_has_reviewed() -> None:
    page = show("story", places="KR", since="2026-01-01")
    title = json.loads(page.get("plotly_chart")[0].proto.spec)["layout"]["title"]["text"]
    assert "3 of the acts machine-read, not reviewed" in title.replace("<br>", " ")
    said = " ".join(each.value for each in page.markdown)
    today = spoken(date.today().isoformat())
    assert f"on record by {today}, 3 of them machine-read, not reviewed, whatever" in said


@pytest.mark.parametrize("page", ["changes", "notices", "country", "story"])
def test_what_is_found_while_a_page_is_drawn_waits_for_the_next_reader(
    page: str, scraped: str, bundled_facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = a_notice("us-found-meanwhile", published="2026-11-20", title_en="Found meanwhile")

    def find_one_more(edition: Edition) -> bool:
        with open_store(scraped) as store:
            store.fill(replace(bundled_facts, notices=(*bundled_facts.notices, found)))
        return background_switch(edition)

    asked = {"scenarios": "injected_or_iv"} if page == "changes" else {}
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("pages.background.background_switch", find_one_more)
        shown = show(page, **asked)
    assert not shown.exception
    assert "Found meanwhile" not in html_of(shown)
