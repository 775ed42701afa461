"""Everything on one place: its law, risk, timeline, notices and those whom to ask."""

import json
import re
from datetime import date, timedelta
from html import escape, unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from streamlit.testing.v1 import AppTest

from atlas.brief import Occasion, place_brief
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, is_weak
from atlas.web_address import page_name
from atlas.wording import formerly_said, spoken
from pages.charts.lanes import spans
from pages.palette import looks
from pages.place_choice import twin
from tests.pages.shown import Open, html_of, tables_of, words_of

SVG = "{http://www.w3.org/2000/svg}"


def drawings(page: AppTest) -> list[ElementTree.Element]:
    """The drawings that the page hands to the browser, parsed as strictly as the browser does."""
    return [
        ElementTree.fromstring(json.loads(picture.proto.json)["svg"])
        for picture in page.get("bidi_component")
        if picture.proto.component_name == "exosome_atlas_picture"
    ]


def cards(page: AppTest) -> list[str]:
    return html_of(page).split("<article")[1:]


def test_six_cards_answer_for_a_country(open_page: Open, edition: Edition) -> None:
    page = open_page("country", place="KR")
    assert page.title[0].value == "Country"
    assert not page.exception
    assert page.header[0].value == "South Korea (KR)"
    for card, scenario in zip(cards(page), edition.vocabularies.scenario.codes, strict=True):
        standing = edition.law.standing("KR", scenario, date.today())
        assert edition.vocabularies.scenario.label(scenario) in card
        assert edition.vocabularies.status.label(standing.status) in card
        assert "Confidence: " in card
        assert standing.position
        assert f"Last checked: {spoken(standing.position.verified_on)}" in card


def test_a_territory_has_the_law_of_its_country_and_says_why(
    open_page: Open, edition: Edition
) -> None:
    shown = html_of(open_page("country", place="PR"))
    assert "Rules that reach it from above: " in shown
    because = edition.places.territories["PR"].notice
    assert f'href="./notices?notice={because}"' in shown
    assert "United States (inherited)" in cards(open_page("country", place="PR"))[-1]
    # Territories without a rule of their own are no parts worth a list.
    assert "./country?place=GU" not in html_of(open_page("country", place="US"))


def test_the_drawings_say_what_the_tables_say(open_page: Open, edition: Edition) -> None:
    page = open_page("country", place="KR")
    risk, timeline = drawings(page)
    scores = [bold.text for bold in risk.iter(f"{SVG}tspan")]
    assert scores == [f"{score:g}" for score in tables_of(page)[0]["risk"]]
    names = [text.text for text in timeline.iter(f"{SVG}text")]
    scenarios = edition.vocabularies.scenario
    assert {scenarios.label(code) for code in scenarios.codes} <= set(names)
    for drawing in (risk, timeline):
        assert drawing.get("role") == "img"
        assert "South Korea" in (drawing.get("aria-label") or "")
        assert "background" not in (drawing.get("aria-label") or "")
    _, with_background = drawings(open_page("country", place="KR", context="1"))
    assert "background notices too" in (with_background.get("aria-label") or "")


def test_a_rule_from_above_says_why_it_answers_beside_what_the_place_has(open_page: Open) -> None:
    shown = html_of(open_page("country", place="KH", scenario="human_topical_cosmetic"))
    assert "Association of Southeast Asian Nations (inherited)" in shown
    why = (
        "Unclear. It leaves the question open, so the rule from above answers here. Cosmetics must"
    )
    assert why in shown
    asked = {"place": "KH", "origin": "human", "use": "topical_cosmetic"}
    assert why in html_of(open_page("check", **asked))


def test_a_bloc_shows_members_and_where_they_depart(open_page: Open, edition: Edition) -> None:
    page = open_page("country", place="EU")
    headers = [header.value for header in page.header]
    assert headers.index("What binds its members") < headers.index("Its members")
    shown = html_of(page)
    assert edition.places.blocs["EU"].instruments[0].transposition_note[:40] in shown
    matrix = BeautifulSoup(shown, "lxml").select_one("table")
    assert matrix
    rows = {row.th.get_text(): row.select("td") for row in matrix.select("tbody tr") if row.th}
    members = edition.places.members("EU")
    assert set(rows) == {"European Union", *map(edition.places.name, members)}
    codes, day, framed = edition.vocabularies.scenario.codes, date.today(), set()
    for member in members:
        answers = edition.law.standings([member], codes, day)
        for answer, cell in zip(answers, rows[edition.places.name(member)], strict=True):
            says = str(cell.select_one("[role=img]")["aria-label"])  # type: ignore[index]
            of_bloc = edition.law.standing("EU", answer.scenario, day).status
            departs = answer.inherited_from != "EU" and answer.status != of_bloc != "no_data"
            assert says.startswith(edition.vocabularies.status.label(answer.status))
            assert says.endswith("; departs from the bloc") == departs
            if departs:
                framed.add(member)
    assert f"{len(framed)} of 27 members depart" in words_of(page)
    for code, look in looks().items():
        assert f"{look.sign} {edition.vocabularies.status.label(code)}" in html_of(page)
    table = next(each for each in tables_of(page) if "shown_relation" in each)
    assert len(table) == 27 * len(codes)
    assert table["shown_relation"].iloc[0] == "Departs from the bloc"
    assert 'href="./country?place=ES"' in shown


@pytest.mark.parametrize("bloc", ["EAEU", "ASEAN"])
def test_a_bloc_marks_what_holds_in_its_members_on_weak_evidence(
    open_page: Open, edition: Edition, bloc: str
) -> None:
    """A sign alone would look as sure as any other."""
    today, codes = date.today(), edition.vocabularies.scenario.codes
    members = sorted(edition.places.members(bloc), key=edition.places.name)
    answers = edition.law.standings([bloc, *members], codes, today)
    weak = [is_weak(answer.status, answer.confidence) for answer in answers]
    assert any(weak)
    brief = place_brief(edition, bloc, Occasion(today, today))
    for shown, table in ((html_of(open_page("country", place=bloc)), "table"), (brief, ".members")):
        cells = BeautifulSoup(shown, "lxml").select(f"{table} tbody td")[: len(weak)]
        assert ["low" in cell.get_text(" ").split() for cell in cells] == weak


def test_a_small_bloc_leads_to_its_members_side_by_side(open_page: Open) -> None:
    day = "2026-09-30"
    shown = html_of(open_page("country", place="GCC", asof=day))
    assert f"./compare?places=AE%2CBH%2CKW%2COM%2CQA%2CSA&amp;asof={day}" in shown
    assert "./changes?places=GCC&amp;view=places" in shown
    # What was only looked into is no rule of the member.
    assert "“+”: the member has a position and the bloc none on record" in shown
    assert "Its members side by side" not in html_of(open_page("country", place="EU"))


def test_a_place_with_two_codes_points_to_the_other(open_page: Open, edition: Edition) -> None:
    assert "./country?place=US-PR" in html_of(open_page("country", place="PR"))
    assert twin(edition, "US-PR") == "PR"
    assert twin(edition, "GE") is None  # Georgia is not the Georgia of the United States
    assert twin(edition, "GA") is None  # nor is Gabon, whose code ends US-GA


def test_where_no_text_was_found_none_is_said_to_be_in_force(open_page: Open) -> None:
    page = open_page("country", place="MA", scenario="topical_with_microneedling")
    shown = html_of(page)
    assert "No text on record" in shown
    assert "Text in force" not in shown
    rows = tables_of(page)[0].set_index("shown_scenario")
    assert rows.loc["With microneedling", "shown_since"] == ""
    assert rows.loc["Animal-derived, on the skin", "shown_since"] == "unknown earlier date"


def test_what_a_bloc_leaves_open_is_told_as_on_its_own_page(open_page: Open) -> None:
    shown = html_of(open_page("country", place="SG"))
    of_asean = shown[shown.index("answers of its own") :]
    assert "Unclear</span> no text on record" in of_asean
    assert "No specific rule</span> text from an unknown earlier date" in of_asean


def test_where_only_background_is_on_record_nobody_reads_that_nothing_is(
    open_page: Open, edition: Edition
) -> None:
    page = open_page("country", place="AE")
    assert "None about exosomes or their category is on record here." in words_of(page)
    background = edition.notices["jurisdiction"].str.startswith("AE").sum()
    assert background > 1
    assert f"Not among them: {background} background notices" in html_of(page)


def test_nothing_on_record_is_said_plainly(open_page: Open) -> None:
    page = open_page("country", place="AQ")
    assert "Nothing about the law is on record" in page.warning[0].value
    assert "None is on record here. That does not mean that there were none." in words_of(page)
    assert "not a permission" in page.warning[0].value
    assert not page.get("bidi_component")
    assert "No authority of this place is on record with an act by" in html_of(page)


def test_a_use_of_which_nothing_is_on_record_is_no_permission_beside_one_that_is(
    open_page: Open, edition: Edition
) -> None:
    law, day = edition.law, date.today()
    part = next(
        code
        for code, _ in law.histories
        if law.standing(code, "human_topical_cosmetic", day).status == "no_data"
    )
    (card,) = cards(open_page("country", place=part, scenario="human_topical_cosmetic"))
    assert "Nothing is on record. That is not a permission: ask the regulator." in card


def test_a_rule_is_shown_with_the_parts_that_it_does_not_reach(open_page: Open) -> None:
    (card,) = cards(open_page("country", place="GB", scenario="human_topical_cosmetic"))
    assert "Does not reach</dt>" in card
    assert "Northern Ireland</dd>" in card


def test_a_part_is_shown_what_its_country_asks_of_the_same_by_name(
    open_page: Open, edition: Edition
) -> None:
    asked = html_of(open_page("country", place="CH-ZH", scenario="topical_with_microneedling"))
    (swiss,) = edition.law.history("CH", "topical_with_microneedling")
    general, of_zurich = swiss.conditions
    assert f"<li>Switzerland: {escape(general)}</li>" in asked
    assert escape(of_zurich) not in asked
    assert asked.count("Nothing of human origin in it") == 1
    assert "./country?place=CH&amp;scenario=topical_with_microneedling" in asked
    assert swiss.status == "unclear"
    assert "Answer of its country" in asked
    assert "Rule of its country" not in asked


def test_a_part_whose_own_text_is_weak_is_as_sure_as_its_country_and_says_why(
    open_page: Open, edition: Edition
) -> None:
    page = html_of(open_page("country", place="US-GA", scenario="injected_or_iv"))
    card = cards(open_page("country", place="US-GA", scenario="injected_or_iv"))[0]
    (federal,) = edition.law.history("US", "injected_or_iv")
    assert "Confidence: High, by the rule of the United States" in card
    assert "own text alone: Low." in card
    assert "Authorised product on record" in card
    assert "<li>United States: None: " in card
    assert f"United States: {escape(str(federal.penalty))}" in card
    assert card.count("42 U.S.C. 262(f)") == 1
    assert "High confidence, by the rule of the United States" in page
    assert "have it confirmed" not in page


def test_a_part_without_facts_has_the_law_of_its_country(open_page: Open) -> None:
    page = open_page("country", place="US-VT")
    assert page.header[0].value == "Vermont (United States) (US-VT)"
    assert not page.warning
    assert html_of(page).count("United States (inherited)") == 6


def test_background_notices_are_counted_where_they_are_left_out_and_a_link_shows_them(
    open_page: Open, edition: Edition
) -> None:
    notices = edition.notices[edition.notices["jurisdiction"] == "SG"]
    background = notices[notices["relevance"] == "context"]["id"]
    assert not background.empty
    without = html_of(open_page("country", place="SG"))
    assert f"Not among them: {len(background)} background notices" in without
    assert "./country?place=SG&amp;context=1" in without
    assert 10 < len(notices) <= 20
    included = "".join(
        html_of(open_page("country", place="SG", context="1", page=number)) for number in "12"
    )
    assert "Not among them" not in included
    listed = "./notices?notice={}".format
    assert not any(f'<div><a href="{listed(id_)}"' in without for id_ in background)
    assert all(listed(id_) in included for id_ in background)


def test_long_lists_are_turned_by_pages(open_page: Open) -> None:
    first, second = open_page("country", place="US"), open_page("country", place="US", page="2")
    assert "1 to 10 of" in words_of(first)
    assert "11 to 20 of" in words_of(second)
    assert html_of(first) != html_of(second)


def test_a_past_day_hides_what_came_later(open_page: Open, edition: Edition) -> None:
    published = edition.notices[
        (edition.notices["jurisdiction"] == "KR")
        & (edition.notices["relevance"] == "direct")
        & (edition.notices["published"].str.len() == 10)
    ].iloc[0]
    day = published["published_first"].date()
    address = f"./notices?notice={published['id']}"
    assert address in html_of(open_page("country", place="KR", asof=str(day)))
    page = open_page("country", place="KR", asof=str(day - timedelta(days=1)))
    listed = tables_of(page)[1]
    assert published["title_en"] not in set(listed["title"])
    assert "as far as it is dated" in page.info[0].value


def test_a_place_whose_facts_carry_no_date_has_no_empty_table_of_them(open_page: Open) -> None:
    page = open_page("country", place="GCC")
    assert "Nothing on record here carries a date." in words_of(page)
    assert "download_timeline-GCC" not in [button.key for button in page.get("download_button")]
    assert all(len(table) for table in tables_of(page))


def test_on_a_past_day_a_position_without_a_date_says_that_it_was_told_later(
    open_page: Open, edition: Edition
) -> None:
    (position,) = edition.law.history("FR", "injected_or_iv")
    checked = spoken(position.verified_on)
    told = f"as last checked on {checked}, so it may have begun after 1 March 2024"
    asked = {"place": "FR", "scenario": "injected_or_iv"}
    past = html_of(open_page("country", **asked, asof="2024-03-01"))
    assert "decision of 17 October" in past
    assert told in past
    assert told not in html_of(open_page("country", **asked))
    dated = html_of(
        open_page("country", place="EU", scenario="human_topical_cosmetic", asof="2024-03-01")
    )
    assert "as last checked on" not in dated


def test_on_a_past_day_a_position_names_no_later_notice_and_links_keep_the_day(
    open_page: Open,
) -> None:
    later = "notice=kr-mfds-20250121-cosmetic-ad-guideline"
    assert later in html_of(open_page("country", place="KR"))
    past = html_of(open_page("country", place="KR", asof="2015-01-01"))
    assert later not in past
    assert "notice=kr-kfda-20110105-human-cell-culture-media-rule" in past
    assert " not out on the day asked about, or not known to be." in past
    inherited = html_of(open_page("country", place="FR", asof="2015-01-01"))
    assert 'href="./country?place=EU&amp;asof=2015-01-01"' in inherited
    assert 'href="./country?place=EU"' not in inherited


@pytest.mark.parametrize("place", ["AT", "US-TN", "EU", "KR"])
def test_the_timeline_changes_on_the_day_of_a_rule_without_gaps_and_ends_with_the_answer(
    edition: Edition, place: str
) -> None:
    first, as_of = date(2005, 1, 1), date(2026, 6, 1)
    for scenario in edition.vocabularies.scenario.codes:
        found = spans(edition, place, scenario, first, as_of)
        assert found[0].start == first
        assert found[-1].standing == edition.law.standing(place, scenario, as_of)
        for before, after in pairwise(found):
            assert after.start - before.end == timedelta(days=1)
            for span, day in ((before, before.end), (after, after.start)):
                assert edition.law.standing(place, scenario, day) == span.standing
            assert before.standing != after.standing


def test_the_us_is_shown_by_state(open_page: Open, edition: Edition) -> None:
    page = open_page("country", place="US", parts="injected_or_iv")
    (told,) = (
        json.loads(component.proto.json)
        for component in page.get("bidi_component")
        if component.proto.component_name == "exosome_atlas_map"
    )
    (moment,) = told["moments"]
    assert len(told["codes"]) == 51
    for code, number, sign in zip(told["codes"], moment["classes"], moment["signs"], strict=True):
        answer = edition.law.standing(code, "injected_or_iv", date.today())
        assert told["entries"][number]["code"] == answer.status
        assert sign.endswith("*") is (answer.inherited_from is None)


def test_parts_with_rules_of_their_own_stand_in_a_table_with_their_sources(
    open_page: Open,
) -> None:
    page = open_page("country", place="GB")
    assert not [c for c in page.get("bidi_component") if "map" in c.proto.component_name]
    tables = [frame for frame in tables_of(page) if "name" in frame]
    (parts,) = (table for table in tables if table["name"].str.contains("Northern Ireland").any())
    assert parts["name"].str.contains("United Kingdom").all()
    assert "shown_inherited" not in parts
    assert parts["read_url"].notna().any()


def test_what_is_asked_of_a_product_answers_no_open_question(
    open_page: Open, edition: Edition
) -> None:
    """A list of conditions under "No specific rule" would read as if meeting them were enough."""
    said = "nobody official says that it is enough"
    for card, answer in zip(
        cards(open_page("country", place="SG")),
        edition.law.standings(["SG"], edition.vocabularies.scenario.codes, date.today()),
        strict=True,
    ):
        assert answer.position
        is_open = answer.status in ("no_specific_rule", "unclear")
        assert (said in card) == (is_open and bool(answer.position.conditions))
        assert (">Conditions</dt>" in card) == (not is_open and bool(answer.position.conditions))
    assert said in place_brief(edition, "SG", Occasion(date.today(), date.today()))


def test_a_card_owns_up_to_what_the_atlas_had_wrong(open_page: Open, edition: Edition) -> None:
    (position,) = edition.law.history("FR", "injected_or_iv")
    (wrong,) = position.recoded
    said = formerly_said(edition, wrong)
    assert edition.vocabularies.status.label(wrong.status) in said
    assert spoken(wrong.until) in said
    (card,) = (each for each in cards(open_page("country", place="FR")) if "Corrected<" in each)
    assert said in unescape(card)
    brief = place_brief(edition, "FR", Occasion(date.today(), date.today()))
    assert said in BeautifulSoup(brief, "lxml").get_text()


@pytest.mark.parametrize("page", ["country", "compare"])
def test_the_day_of_an_answer_stands_beside_it(open_page: Open, page: str) -> None:
    assert f"As of {spoken(date.today().isoformat())}" in words_of(open_page(page))
    assert "As of 30 September 2024" in words_of(open_page(page, asof="2024-09-30"))


@pytest.mark.parametrize(("place", "is_open"), [("US-TX", True), ("AQ", True), ("KR", False)])
def test_at_a_glance_grey_is_said_to_be_no_permission(
    open_page: Open, edition: Edition, place: str, is_open: bool
) -> None:
    codes = edition.vocabularies.scenario.codes
    standings = edition.law.standings([place], codes, date.today())
    assert any(standing.status in NOT_KNOWN for standing in standings) is is_open
    said = words_of(open_page("country", place=place))
    assert ("Grey is never a permission." in said) is is_open


def test_at_a_glance_weak_evidence_is_told(open_page: Open, edition: Edition) -> None:
    weak = edition.law.standing("KR", "human_topical_cosmetic", date.today())
    assert (weak.status, weak.confidence) == ("conditional", "low")
    # What is not known is not weak: it is not known. Of Antarctica nothing is.
    for place, number in (("KR", 1), ("US", 0), ("AQ", 0)):
        glance = html_of(open_page("country", place=place)).split("Further down")[0]
        assert glance.count("Low confidence: have it confirmed") == number


def test_at_a_glance_a_rule_without_a_date_is_not_sure_to_have_held_on_a_past_day(
    open_page: Open,
) -> None:
    said = "rom an unknown date, perhaps after this day"
    # Of South Korea's four rules without a date; the others began later or are not on record then.
    assert html_of(open_page("country", place="KR", asof="2015-01-01")).count(said) == 4
    assert said not in html_of(open_page("country", place="KR"))
    assert said not in html_of(open_page("country", place="GL", asof="2015-01-01"))


@pytest.mark.parametrize("place", ["AE-DU", "US-TX"])
def test_an_open_answer_is_neither_in_force_nor_a_rule(
    open_page: Open, edition: Edition, place: str
) -> None:
    codes = edition.vocabularies.scenario.codes
    standings = edition.law.standings([place], codes, date.today())
    assert {standing.status in NOT_KNOWN for standing in standings} == {True, False}
    for card, standing in zip(cards(open_page("country", place=place)), standings, strict=True):
        terms = set(re.findall(r"<dt[^>]*>(.*?)</dt>", card.partition("</article>")[0]))
        of_a_rule, of_an_open_answer = {"In force", "Rule of"}, {"Text in force", "Answer of"}
        said = of_an_open_answer if standing.status in NOT_KNOWN else of_a_rule
        assert terms & (of_a_rule | of_an_open_answer) <= said
        assert terms & said


def test_at_a_glance_every_answer_has_its_time_confidence_and_page_and_leads_to_its_card(
    open_page: Open, edition: Edition
) -> None:
    page = BeautifulSoup(html_of(open_page("country", place="ES")), "lxml")
    glance = page.select_one("ul")
    assert glance
    codes = edition.vocabularies.scenario.codes
    for line, code in zip(glance.select("li"), codes, strict=True):
        standing = edition.law.standing("ES", code, date.today())
        assert standing.position
        assert standing.confidence
        said = line.get_text()
        begun = standing.position.effective_from
        assert (spoken(begun) if begun else "an unknown earlier date") in said
        label = edition.vocabularies.confidence.label(standing.confidence)
        assert f"{label} confidence" in said
        to_the_card, to_the_page = line.select("a")
        assert page.select_one(f"article{to_the_card['href']} h3").get_text() == to_the_card.text  # type: ignore[union-attr]
        assert to_the_page["href"] == standing.position.read_url
    assert "Rule of the European Union" in glance.get_text()


def test_at_a_glance_a_use_without_its_card_leads_to_the_page_that_has_it(open_page: Open) -> None:
    asked = {"place": "KR", "asof": "2026-06-30"}
    page = BeautifulSoup(html_of(open_page("country", **asked, scenario="clinical_trial")), "lxml")
    led_to = [str(line.a["href"]) for line in page.select_one("ul").select("li")]  # type: ignore[union-attr, index]
    assert led_to.count("#law-clinical_trial") == 1
    assert "./country?place=KR&scenario=injected_or_iv&asof=2026-06-30" in led_to


def test_links_to_sources_are_told_apart_when_they_are_read_out(open_page: Open) -> None:
    shown = BeautifulSoup(html_of(open_page("country", place="IN")), "lxml")
    sources = [link for link in shown.find_all("a") if link.get_text() == "source"]
    assert len(sources) > 12  # at a glance, on the cards, and of notices
    for link in sources:
        assert link["aria-label"] == f"source, {page_name(str(link['href']))}"


def test_a_country_leads_to_the_launch_check_for_it_on_the_same_day(open_page: Open) -> None:
    shown = html_of(open_page("country", place="IN", asof="2026-01-31"))
    assert 'href="./check?place=IN&amp;asof=2026-01-31"' in shown


def test_at_a_glance_a_conditional_says_that_there_are_conditions(
    open_page: Open, edition: Edition
) -> None:
    glance = html_of(open_page("country", place="KR")).split("Further down")[0]
    position = edition.law.standing("KR", "human_topical_cosmetic", date.today()).position
    assert position
    assert f"On {len(position.conditions)} conditions" in glance
    # What is asked where nobody official has spoken is no way to a yes.
    assert " condition" not in html_of(open_page("country", place="US")).split("Further down")[0]


def test_conditions_are_folded_away_only_where_nothing_is_allowed(open_page: Open) -> None:
    """A "Conditional" without its conditions in sight reads as a yes."""
    for place in ("KR", "US"):
        for card in cards(open_page("country", place=place)):
            rest = BeautifulSoup(card, "lxml").select_one("details")
            assert rest
            assert rest.summary
            assert rest.summary.text == "The rest of the answer"
            assert rest.has_attr("open") == ("Conditional</span>" in card.partition("</p>")[0])
            assert "Note" in rest.text
    # Who asks for one use gets the whole of it.
    (card,) = cards(open_page("country", place="US", scenario="injected_or_iv"))
    assert 'open=""' in card


@pytest.mark.parametrize("place", ["ES", "US", "EU", "AQ"])
def test_every_part_of_the_page_is_one_link_from_its_top(open_page: Open, place: str) -> None:
    page = open_page("country", place=place)
    top = html_of(page).partition("Further down: ")[2].partition("</p>")[0]
    linked = re.findall(r'href="#([^"]+)"', top)
    # The first header is the place itself.
    assert linked == [header.proto.anchor for header in page.header][1:]


def test_a_bloc_says_that_its_members_may_have_ruled(open_page: Open) -> None:
    """ASEAN leaves injections open, which all of its members demand a leave for."""
    said = "These answers are the bloc's own."
    assert said in words_of(open_page("country", place="ASEAN"))
    assert said not in words_of(open_page("country", place="TH"))


def test_rules_of_blocs_and_parts_are_folded_behind_their_number(open_page: Open) -> None:
    of_the_eu = html_of(open_page("country", place="PT")).partition("<strong><a href")[2]
    assert of_the_eu.startswith('="./country?place=EU"')
    assert "6 answers of its own</summary>" in of_the_eu.partition("</strong>")[2]
