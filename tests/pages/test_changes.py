"""The stream of changes as a compliance officer reads it."""

import json
import re
from datetime import date, timedelta
from functools import partial
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from atlas.changes import changes, select
from atlas.edition import Edition
from atlas.wording import spoken
from pages.as_of import a_year_ago
from pages.changes_by_place import newest_before
from pages.charts.activity import NARROW, WIDE, activity_svg
from pages.charts.drawing import PHONE
from pages.event_list import event_list
from tests.bundled import recorded_facts
from tests.pages.shown import Open, html_of, tables_of, words_of

SVG = "{http://www.w3.org/2000/svg}"
UNTIL = date(2026, 11, 30)


def test_shows_a_quarter_by_month_with_source_confidence_and_last_checked(
    open_page: Open, edition: Edition
) -> None:
    first, last = date(2025, 1, 1), date(2025, 3, 31)
    page = open_page("changes", since=str(first), until=str(last))
    assert page.title[0].value == "Changes"
    found = select(changes(edition), edition, since=first, until=last)
    assert page.header[0].value == f"{len(found)} changes"
    shown = html_of(page)
    months = (">March 2025<", ">February 2025<", ">January 2025<", ">2025, month not known<")
    assert sorted(months, key=shown.index) == list(months)
    assert "Confidence: Medium · Read: Issuer&#x27;s own text · Last checked:" in shown
    assert re.search(r'aria-label="source, [\w.-]+\.\w+">source</a>', shown)


def test_says_how_much_carries_no_date(open_page: Open) -> None:
    said = words_of(open_page("changes"))
    positions, notices = recorded_facts().positions, recorded_facts().notices
    of_law = sum(position.effective_from is None for position in positions)
    of_notices = sum(notice.published is None for notice in notices)
    undated = (
        f"{of_law:,} of {len(positions):,} positions and {of_notices:,} of {len(notices):,} notices"
    )
    assert undated in said


def test_corrections_of_the_record_are_no_changes_and_a_link_shows_them(
    open_page: Open, edition: Edition
) -> None:
    (position,) = edition.law.history("FR", "injected_or_iv")
    (wrong,) = position.recoded
    asked = {"since": wrong.until, "until": wrong.until, "places": "FR"}
    page = open_page("changes", **asked)
    assert page.header[0].value == "0 changes"
    link = re.search(r'href="([^"]*events=record_corrected[^"]*)"', html_of(page))
    assert "1 correction of what the atlas itself had said" in html_of(page)
    assert link
    assert unescape(link[1]).startswith("./changes?since=")
    page = open_page("changes", **asked, events="record_corrected")
    assert page.header[0].value == "1 correction"
    shown = html_of(page)
    status = edition.vocabularies.status
    before, after = (status.label(code) for code in (wrong.status, position.status))
    assert shown.index(before) < shown.index('aria-label="corrected to"') < shown.index(after)
    assert wrong.reason in unescape(shown)
    assert "Not among them" not in shown
    assert "No notice on record is named" not in shown


@pytest.mark.parametrize("region", ["South-eastern Asia", "ASEAN"])
def test_a_region_has_its_countries_and_what_reaches_them(
    open_page: Open, edition: Edition, region: str
) -> None:
    members = edition.places.members("ASEAN")
    asked = {"since": "2015-01-01", "until": "2026-11-22", "region": region}
    page = open_page("changes", **asked)
    assert not page.warning
    in_time = partial(
        select, changes(edition), edition, since=date(2015, 1, 1), until=date(2026, 11, 22)
    )
    found = in_time(region=members)
    assert len(found) > 10
    assert set(found["jurisdiction"]) <= {*edition.within(members), "ASEAN"}
    # East Timor is in the region of the UN alone, and has no dated event.
    assert page.header[0].value == f"{len(found)} changes"
    assert "of these places" in words_of(page)
    narrower = open_page("changes", **asked, places="TH")
    in_thailand = in_time(region=members, places=["TH"])
    assert 0 < len(in_thailand) < len(found)
    assert narrower.header[0].value == f"{len(in_thailand)} changes"
    assert f"region={region}".replace(" ", "+") in html_of(page)  # where today is marked as read


@pytest.mark.parametrize(
    ("page", "asked", "link", "said"),
    [
        ("map", {"region": "Asia", "asof": "2025-06-01"},
         "./changes?region=Asia&since=2025-06-01&view=places", "in this region since"),
        ("map", {"asof": "2025-06-01"}, "./changes?since=2025-06-01&view=places", "in the world"),
        ("country", {"place": "KR", "asof": "2025-06-01"},
         "./changes?places=KR&since=2025-06-01&view=places", "here since 1 June 2025"),
    ],
)  # fmt: skip
def test_what_changed_since_a_day_is_one_link_from_where_the_day_is_asked_about(
    open_page: Open, page: str, asked: dict[str, str], link: str, said: str
) -> None:
    shown = unescape(html_of(open_page(page, **asked)))
    assert f'href="{link}"' in shown
    assert f"What changed {said}" in shown
    opened = open_page("changes", **dict(parse_qsl(urlsplit(link).query)))
    assert not opened.warning
    assert opened.date_input(key="filter_since").value == date(2025, 6, 1)


def test_a_day_that_an_address_names_stays_in_it(open_page: Open) -> None:
    """A year before today is usual today, and something else in a week: the address is shared."""
    usual = a_year_ago().isoformat()
    page = open_page("changes", since=usual, region="ASEAN")
    assert page.query_params["since"] == usual
    page.toggle(key="filter_context").set_value(True).run()
    assert page.query_params["since"] == usual
    page.date_input(key="filter_since").set_value(date(2020, 1, 1)).run()
    assert page.query_params["since"] == "2020-01-01"
    # Chosen again it is what is usual, whenever that is.
    page.date_input(key="filter_since").set_value(a_year_ago()).run()
    assert "since" not in page.query_params
    assert "since" not in open_page("changes").query_params


def test_the_map_of_a_bloc_leads_to_all_its_uses_and_members(open_page: Open) -> None:
    shown = html_of(open_page("map", region="ASEAN", asof="2025-06-01"))
    assert 'href="./country?place=ASEAN&amp;asof=2025-06-01"' in shown
    assert "side by side" not in html_of(open_page("map", region="Asia"))


def test_the_map_of_a_small_region_leads_to_its_countries_side_by_side(open_page: Open) -> None:
    shown = html_of(open_page("map", region="Eastern Asia", asof="2025-06-01"))
    places = "CN%2CHK%2CJP%2CMO%2CMN%2CKP%2CKR%2CTW"
    assert f'href="./compare?places={places}&amp;asof=2025-06-01"' in shown
    assert "side by side" not in html_of(open_page("map", region="Antarctica"))


def test_by_place_corrections_are_counted_apart(open_page: Open, edition: Edition) -> None:
    (position,) = edition.law.history("FR", "injected_or_iv")
    asked = {"since": position.recoded[0].until, "places": "FR", "events": "record_corrected"}
    said = html_of(open_page("changes", **asked, view="places"))
    assert "1 correction of the record" in said
    assert "event at its source" not in said


def test_a_text_that_leaves_a_ban_from_above_in_force_does_not_read_as_lifting_it(
    open_page: Open,
) -> None:
    said = "Prohibited still, by the rule of the Association of Southeast Asian Nations (medium"
    page = open_page("changes", since="2025-01-18", until="2025-01-18", places="LA")
    assert html_of(page).count(said) == 1
    moves = tables_of(open_page("story", places="LA"))[0]
    assert moves["shown_status"].tolist() == [f"? Unclear; {said} confidence)"]


def test_of_chosen_places_only_theirs_are_counted_as_undated(
    open_page: Open, edition: Edition
) -> None:
    said = words_of(open_page("changes", places="GCC"))
    gulf = edition.within(["GCC"])
    of_gulf = edition.notices[edition.notices["jurisdiction"].isin(gulf)]
    undated = of_gulf["published"].isna().sum()
    assert f"{undated} of {len(of_gulf)} notices of these places" in said


def test_of_places_without_any_fact_no_share_is_told(open_page: Open) -> None:
    said = words_of(open_page("changes", places="GL"))
    assert "Nothing is on record for these places" in said
    assert "does not prove that nothing changed" in said
    assert "0 of 0" not in said


def test_filters_come_from_the_address(open_page: Open) -> None:
    page = open_page(
        "changes", since="2020-01-01", places="South Korea", events="notice_published",
        scenarios="injected_or_iv", kinds="court_ruling,licence_action",
    )  # fmt: skip
    assert page.pills(key="filter_places").value == ["KR"]
    shown = html_of(page)
    assert "Seoul Administrative Court" in shown
    assert "Position in force" not in shown


def left_out(shown: str) -> str:
    """What a page says that it leaves out."""
    return re.split("</ul>|</p>", shown.partition("Not among them:")[2])[0]


def test_month_and_quarter_are_one_link_away_and_keep_the_other_filters(open_page: Open) -> None:
    today = date.today()
    quarter = date(today.year, 1 + 3 * ((today.month - 1) // 3), 1)
    shown = html_of(open_page("changes", places="KR", until="2024-06-30"))
    plain = re.sub(' target="_self"| style="[^"]*"', "", shown)
    for since, words in (
        (today - timedelta(days=30), "the last 30 days"),
        (quarter, "this quarter"),
    ):
        assert f'href="./changes?places=KR&amp;since={since}">{words}</a>' in plain
    assert "<strong>the last 12 months</strong>" not in shown
    assert "<strong>the last 12 months</strong>" in html_of(open_page("changes"))


def test_changes_stand_before_the_ways_to_follow_them(open_page: Open) -> None:
    shown = html_of(open_page("changes"))
    assert shown.index("Not among them:") < shown.index("<h3") < shown.index("Mark today as read")


@pytest.mark.parametrize("view", ["list", "places"])
def test_changes_are_downloaded_without_going_through_them(open_page: Open, view: str) -> None:
    kinds = [part.type for part in open_page("changes", view=view).main]
    assert kinds.count("download_button") == 1
    assert kinds.index("download_button") < kinds.index("pagination")


def test_what_is_left_out_is_one_list(open_page: Open) -> None:
    shown = html_of(open_page("changes", since="2026-06-01"))
    assert shown.count("Not among them:") == 1
    for said in ("background notices", "corrections of what", "first on record since"):
        assert said in left_out(shown)
    assert left_out(shown).count("<li>") > 2


def test_background_notices_that_are_left_out_are_counted_and_a_link_shows_them(
    open_page: Open,
) -> None:
    # The newest notice, which the foot of the page names, is one of them.
    asked = {"since": "2026-08-31", "places": "KR"}
    page = open_page("changes", **asked)
    assert page.header[0].value == "0 changes"
    shown = html_of(page)
    assert "1 background notice," in left_out(shown)
    assert 'href="./changes?since=2026-08-31&amp;places=KR&amp;context=1"' in shown
    with_it = open_page("changes", **asked, context="1")
    assert with_it.header[0].value == "1 change"
    assert "background notice" not in html_of(with_it)


@pytest.mark.parametrize(
    ("chosen", "feed", "of"),
    [
        ({}, "changes", ""),
        ({"places": "South Korea", "kinds": "ban"}, "place/KR", " (South Korea)"),
        ({"region": "GCC"}, "place/GCC", " (Gulf Cooperation Council)"),
        (
            {"scenarios": "injected_or_iv"},
            "scenario/injected_or_iv",
            " (Injected, infused or as a medicine)",
        ),
        ({"places": "KR,JP"}, "place/KR", " (South Korea)"),
        ({"places": "KR,JP"}, "place/JP", " (Japan)"),
        ({"region": "Eastern Asia"}, "region/Eastern%20Asia", " (Eastern Asia)"),
    ],
)
def test_the_feed_offered_is_the_nearest_to_the_filters_and_says_what_it_holds(
    open_page: Open, chosen: dict[str, str], feed: str, of: str
) -> None:
    shown = html_of(open_page("changes", **chosen))
    assert f"<p>Feed of all changes{of}: " in shown
    assert f'href="./feeds/{feed}.atom"' in shown
    assert f'href="./feeds/{feed}.json"' in shown
    assert "By mail or chat: ask whoever runs this copy" in shown


def test_nothing_found_is_said(open_page: Open) -> None:
    page = open_page("changes", since="2026-11-22", kinds="injunction")
    assert page.header[0].value == "0 changes"
    assert "Nothing dated passes these filters" in page.info[0].value
    # Once, and before what is left out.
    assert "0 position changes" not in words_of(page)


def test_nothing_found_leads_to_the_newest_before(open_page: Open, edition: Edition) -> None:
    newest = select(changes(edition), edition, places=["US"], context=True)["date"].iloc[0]
    later = str(date.fromisoformat(newest) + timedelta(days=1))
    page = open_page("changes", since=later, places="US", context="1")
    shown = html_of(page)
    assert page.header[0].value == "0 changes"
    assert f"The newest before {spoken(later)} dates from {spoken(newest)}." in shown
    assert f'href="./changes?since={newest}&amp;places=US&amp;context=1"' in shown
    nothing = open_page("changes", since="2026-11-22", places="GL")
    assert "The newest before" not in html_of(nothing)


def test_what_may_be_later_than_its_rough_date_is_told(open_page: Open) -> None:
    shown = html_of(open_page("changes", since="2026-04-10", places="CA"))
    assert (
        "1 change of which only the month or the year is known, so it may "
        "date from 10 April 2026 or later."
    ) in shown
    assert 'href="./changes?since=2026-04-01&amp;places=CA"' in shown
    since_its_month = html_of(open_page("changes", since="2026-04-01", places="CA"))
    assert "of which only the month or the year is known" not in since_its_month


def test_a_time_that_is_over_is_told_with_its_end(open_page: Open) -> None:
    said = words_of(open_page("changes", since="2025-11-22", until="2026-02-01"))
    assert "From 22 November 2025 to 1 February 2026: " in said


def test_activity_has_a_table_and_a_download(open_page: Open) -> None:
    page = open_page("changes", view="activity", since="2015-01-01", by="year", split="kind")
    assert list(tables_of(page)[0].columns)[:2] == ["Year", "Position in force"]
    assert tables_of(page)[0]["Year"].tolist()[0] == "2015"
    assert "Download" in page.get("download_button")[0].proto.label


def test_a_picture_of_activity_says_what_it_counts(open_page: Open) -> None:
    """Taken away, it has no page around it."""
    page = open_page(
        "changes", view="activity", since="2020-01-01", until="2026-11-22", places="KR",
        kinds="guidance", context="1",
    )  # fmt: skip
    data = json.loads(page.get("bidi_component")[0].proto.json)
    for drawing in (data["svg"], data["narrow"]):
        said = " ".join(
            text.text or "" for text in ElementTree.fromstring(drawing).iter(f"{SVG}text")
        )
        assert "since 1 January 2020: South Korea, Guidance, background notices too" in said
        assert "as of 22 November 2026" in said


def test_activity_leaves_out_what_is_older_and_says_so(open_page: Open) -> None:
    asked = {"view": "activity", "since": "2025-11-01", "by": "month", "split": "event"}
    alone, with_older = open_page("changes", **asked), open_page("changes", **asked, recorded="1")
    number, with_them = (
        int(page.header[0].value.partition(" ")[0]) for page in (alone, with_older)
    )
    assert f"Older, so not drawn: {with_them - number} notices." in words_of(with_older)
    assert "Older, so not drawn" not in words_of(alone)
    drawn = [tables_of(page)[0].drop(columns="Month") for page in (alone, with_older)]
    assert drawn[0].equals(drawn[1])
    assert drawn[0].to_numpy().sum() == number


def test_by_place_the_law_comes_first_and_the_rest_is_a_link(open_page: Open) -> None:
    page = open_page("changes", since="2015-01-01", view="places", scenarios="injected_or_iv")
    shown = html_of(page)
    headings = [part.split("</h3>")[0] for part in shown.split("<h3")[1:]]
    changed = ["of position" in one for one in headings]
    assert changed == sorted(changed, reverse=True)
    assert any(changed)
    assert "more of this place</a>" in shown
    assert "view=places" not in shown.split("more of this place")[0].rsplit("href=", 1)[1]


def test_the_next_visit_starts_today_with_the_same_filters(open_page: Open) -> None:
    page = open_page("changes", since="2020-01-01", places="KR", kinds="ban", page="2")
    link = html_of(page).split(">Mark today as read")[0].rsplit('href="', 1)[1]
    assert f"since={date.today()}" in link
    assert "view=places" in link
    assert "recorded=1" in link
    assert "places=KR" in link
    assert "kinds=ban" in link
    assert "page=2" not in link


def test_the_page_that_opens_then_holds_what_was_put_on_record_since_and_nothing_old(
    open_page: Open, edition: Edition
) -> None:
    page = open_page("changes", since="2026-11-22", view="places", recorded="1")
    later = edition.notices[edition.notices["first_seen"] > "2026-11-22"]
    dated = later[later["published"].notna() & (later["relevance"] != "context")]
    assert len(dated) > 0
    assert page.header[0].value == f"{len(dated)} changes"


def recorded_later(edition: Edition, since: str) -> pd.DataFrame:
    """The notices that were published before a day and first on record from then on."""
    notices = edition.notices[edition.notices["relevance"] != "context"]
    known_from_the_start = notices["first_seen"] == edition.notices["first_seen"].min()
    since_then = ~known_from_the_start & (notices["first_seen"] >= since)
    found: pd.DataFrame = notices[since_then & (notices["published_first"] < since)]
    return found


def test_older_notices_that_were_recorded_since_are_counted_and_a_link_shows_them(
    open_page: Open, edition: Edition
) -> None:
    older = len(recorded_later(edition, "2026-06-01"))
    assert older > 1
    page = open_page("changes", since="2026-06-01", view="places", page="1")
    shown = html_of(page)
    said = f"{older} notices published earlier and first on record since 1 June 2026"
    assert said in left_out(shown)
    link = shown.split(said)[1].split('href="', 1)[1].split('"')[0]
    assert set(unescape(link).partition("?")[2].split("&")) == {
        "since=2026-06-01", "view=places", "recorded=1",
    }  # fmt: skip
    with_them = open_page("changes", since="2026-06-01", view="places", recorded="1")
    counts = [int(each.header[0].value.split()[0]) for each in (page, with_them)]
    assert counts[1] == counts[0] + older
    assert f"Among them: {said}" in html_of(with_them)
    assert said not in left_out(html_of(with_them))


def test_of_notices_recorded_since_those_that_pass_the_other_filters_are_counted(
    open_page: Open, edition: Edition
) -> None:
    older = recorded_later(edition, "2026-06-01")
    kind, count = next(iter(older["kind"].value_counts().items()))
    assert 0 < count < len(older)
    shown = html_of(open_page("changes", since="2026-06-01", kinds=str(kind)))
    assert f"{count} notice" in left_out(shown)
    assert "first on record" not in html_of(open_page("changes", since="2026-06-01", places="AQ"))


def test_a_position_names_the_notices_behind_it_nearest_first(edition: Edition) -> None:
    ids = edition.law.standing("KR", "human_topical_cosmetic", date.today()).position
    assert ids
    change = event(notices=ids.notices, date="2025-01-21", date_first=pd.Timestamp("2025-01-21"))
    shown = event_list(edition, pd.DataFrame([change]))
    assert "Notices behind it:" in shown
    assert shown.index("cosmetic labelling") < shown.index("and 6 more, named with the position")
    assert shown.count('href="./notices?notice=') == 3


def test_a_notice_says_whose_it_is_and_its_title_opens_its_record(edition: Edition) -> None:
    of = edition.notices.iloc[0]
    told = {"event": "notice_published", "kind": of["kind"], "relevance": of["relevance"]}
    shown = BeautifulSoup(
        event_list(edition, pd.DataFrame([event(notices=(of["id"],), **told)])), "html.parser"
    )
    (title,) = shown.select(f'a[href="./notices?notice={of["id"]}"]')
    assert title.get_text() == "Act"
    assert f"{of['regulator_short']} · Confidence: Low" in shown.get_text()


def event(**given: object) -> dict[str, object]:
    """An invented event."""
    return {
        "date": "2024-03-05", "date_first": pd.Timestamp("2024-03-05"),
        "event": "position_replaced", "jurisdiction": "KR",
        "name": "South Korea", "scenario": "injected_or_iv", "kind": None, "relevance": None,
        "before": "unclear", "after": "prohibited", "title": "Act", "detail": "Note",
        "confidence": "low", "source_read": "secondary", "verified_on": "2026-01-02",
        "field": None, "language": None, "review": None, "delisted_on": None,
        "url": "https://example.org/act", "notices": (),
        "still_holds": None, "rule_of": None, "rule_confidence": None,
    } | given  # fmt: skip


def test_a_replaced_position_shows_before_and_after(edition: Edition) -> None:
    shown = event_list(edition, pd.DataFrame([event()]))
    assert shown.index("Unclear") < shown.index("→") < shown.index("Prohibited")


def test_a_position_without_one_before_says_so(edition: Edition) -> None:
    shown = event_list(edition, pd.DataFrame([event(before=None, event="position_in_force")]))
    assert shown.index("nothing earlier on record") < shown.index("→") < shown.index("Prohibited")


def test_what_fits_a_desk_is_drawn_anew_to_fit_a_phone() -> None:
    quarters = [f"{year} Q{quarter}" for year in range(2020, 2026) for quarter in (1, 2, 3, 4)]
    counts = pd.DataFrame({"Quarter": quarters, "Ban": range(len(quarters))})
    wide, narrow = (
        ElementTree.fromstring(activity_svg(counts, name="Bans", until=UNTIL, layout=layout))
        for layout in (WIDE, NARROW)
    )
    assert float(narrow.get("width", "")) == PHONE < float(wide.get("width", ""))
    bars = [list(drawn.iter(f"{SVG}rect")) for drawn in (wide, narrow)]
    said = [[bar[0].text for bar in some] for some in bars]
    assert said[0] == said[1]
    assert len(said[0]) == len(quarters) - 1
    newest = bars[1][-1]
    assert PHONE - 20 < float(newest.get("x", "")) + float(newest.get("width", "")) <= PHONE
    (whole,) = (text for text in narrow.iter(f"{SVG}text") if text.get("text-anchor") == "end")
    assert whole.text == str(sum(range(len(quarters))))


def test_of_very_many_periods_so_few_are_named_that_no_name_covers_another() -> None:
    months = [f"{year}-{month:02d}" for year in range(1900, 2027) for month in range(1, 13)]
    counts = pd.DataFrame({"Month": months, "Ban": range(len(months))})
    drawn = ElementTree.fromstring(activity_svg(counts, name="Bans", until=UNTIL))
    named = [text for text in drawn.iter(f"{SVG}text") if text.text in months]
    at = [float(text.get("x", "")) for text in named]
    assert len(named) > 3
    assert all(after - before > 60 for before, after in pairwise(at))


def test_the_way_to_the_newest_before_leads_to_its_very_day_however_old_it_is() -> None:
    old = pd.Series({"date": "1993-08-10", "date_first": pd.Timestamp("1993-08-10")})
    shown = newest_before(old, date(2026, 1, 1), {"places": "CI"})
    assert "places=CI&amp;since=1993-08-10" in shown
    assert "Show from 10 August 1993" in shown


def test_the_drawing_has_a_name_and_escapes_its_words() -> None:
    counts = pd.DataFrame({"Year": ["2024"], "<b>ban</b>": [3]})
    drawing = activity_svg(counts, name="Events & more", until=UNTIL)
    assert 'role="img"' in drawing
    assert "<title>Events &amp; more, as of 30 November 2026</title>" in drawing
    assert "<b>" not in drawing
    assert "&lt;b&gt;ban&lt;/b&gt;, 2024: 3" in drawing


def test_a_rule_that_was_replaced_by_one_of_the_same_status_says_so(open_page: Open) -> None:
    page = open_page("changes", places="CN", events="position_replaced", since="2026-04-01")
    shown = html_of(page)
    assert "as before: the rule changed, its status did not" in shown
    assert "→" not in shown


def test_a_position_leads_to_its_card_and_one_that_is_over_to_that_of_its_day(
    open_page: Open, edition: Edition
) -> None:
    shown = html_of(
        open_page("changes", places="KR", since="2024-11-29", events="position_in_force")
    )
    assert './country?place=KR&amp;scenario=animal_topical_cosmetic"' in shown
    (first, *_, last) = edition.law.history("GB", "clinical_trial")
    shown = html_of(
        open_page("changes", places="GB", since="2000-01-01", scenarios="clinical_trial")
    )
    assert f"scenario=clinical_trial&amp;asof={first.starts.isoformat()}" in shown
    assert f"asof={last.starts.isoformat()}" not in shown
