"""Briefs: all that a reader needs on paper, its sources printed, and nothing that could do harm."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

import pytest
from bs4 import BeautifulSoup

from atlas.brief import Occasion, check_brief, fault_page, place_brief
from atlas.brief.place import MOST_OTHERS
from atlas.brief.template import css_string
from atlas.check import launch_check
from atlas.check_wording import about_conditions, sentence
from atlas.edition import Edition
from atlas.judgement import MakesNoLaw
from atlas.law import NOT_KNOWN
from atlas.looks import LOOKS
from atlas.notices import published_by
from atlas.places import UnknownPlace
from atlas.wording import (
    MACHINE_READ,
    NAMED_AS_THEY_ACTED,
    confidence_line,
    last_seen,
    spoken,
)
from tests.atlas.factories import TODAY, bloc, edition_of, notice, position, recorded_with
from tests.atlas.hostile import LONG, PLACE, RAN, TAGS, with_hostile_text
from tests.bundled import recorded_facts

NOW = Occasion(TODAY, TODAY, "http://localhost:8501/brief/KR?as_of=2026-11-22")


def soup_of(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def words_of(page: str) -> str:
    return " ".join(soup_of(page).get_text(" ").split())


def said(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def korea(edition: Edition) -> str:
    return place_brief(edition, "KR", NOW)


@pytest.mark.parametrize("place", ["KR", "ES", "US", "EU"])
def test_each_answer_is_printed_with_all_that_carries_it(edition: Edition, place: str) -> None:
    words, printed = edition.vocabularies, words_of(place_brief(edition, place, NOW))
    for standing in edition.law.standings([place], words.scenario.codes, TODAY):
        rule = standing.position
        assert rule
        assert f"{words.scenario.label(standing.scenario)} " in printed
        assert words.status.label(standing.status) in printed
        assert f"last checked {spoken(rule.verified_on)}" in printed
        for text in (rule.instrument, rule.penalty, rule.note, rule.read_url, *rule.conditions):
            assert said(text or "") in printed
        if standing.inherited_from:
            assert f"{edition.places.name(standing.inherited_from)} (inherited)" in printed
        risk = edition.risk.assess(standing, TODAY)
        assert f" {risk.score:g} " in printed


def test_notices_are_cited_in_full(edition: Edition, korea: str) -> None:
    words, printed = edition.vocabularies, words_of(korea)
    known = published_by(edition.notices, TODAY)
    of_korea = known[(known["jurisdiction"] == "KR") & (known["relevance"] != "context")]
    assert len(of_korea) > 10
    for row in of_korea.to_dict("records"):
        assert said(row["title"]) in printed
        assert said(row["title_en"]) in printed
        assert row["regulator"] in printed
        assert words.kind.label(row["kind"]) in printed
        assert spoken(row["published"], "Undated") in printed
        assert row["read_url"] in printed


def test_what_is_not_known_never_looks_like_a_permission(edition: Edition) -> None:
    for place in ("GL", "JP", "KR"):
        page = place_brief(edition, place, NOW)
        chips = soup_of(page).select("table .status")
        standings = edition.law.standings([place], edition.vocabularies.scenario.codes, TODAY)
        assert len(chips) == len(standings)
        for chip, standing in zip(chips, standings, strict=True):
            assert ("unknown" in chip["class"]) == (standing.status in NOT_KNOWN)
        assert "never mean that something is allowed" in words_of(page)


def test_an_open_answer_is_printed_as_neither_in_force_nor_a_rule(edition: Edition) -> None:
    codes = edition.vocabularies.scenario.codes
    standings = edition.law.standings(["DE"], codes, TODAY)
    page = soup_of(place_brief(edition, "DE", NOW))
    glances, listed = page.select("table.glance tbody tr"), page.select("article.card")
    for standing, glance, card in zip(standings, glances, listed, strict=True):
        open_, terms = standing.status in NOT_KNOWN, {term.text for term in card.select("dt")}
        assert standing.position
        assert ("Text in force" in terms, "In force" in terms) == (open_, not open_)
        assert ("Answer of" in terms) == (open_ and standing.inherited_from is not None)
        of_a_text = open_ and standing.position.effective_from is not None
        assert ("text of" in glance.text) == of_a_text


def test_a_place_without_facts_says_so_and_whom_to_ask_is_not_known(edition: Edition) -> None:
    printed = words_of(place_brief(edition, "AQ", NOW))
    assert printed.count("Nothing is on record. That is not a permission: ask the regulator.") == 6
    assert "No authority of Antarctica is on record" in printed
    assert "Permitted" not in printed


def test_a_past_day_has_only_what_was_out_by_then(edition: Edition) -> None:
    day = date(2023, 1, 1)
    printed = words_of(place_brief(edition, "KR", Occasion(day, TODAY)))
    of_korea = edition.notices[edition.notices["jurisdiction"] == "KR"]
    later = of_korea[~of_korea["id"].isin(published_by(of_korea, day)["id"])]
    assert len(later) > 5
    for id_ in later["id"]:
        assert id_ not in printed
    assert "not out on the day asked about" in printed
    assert "The law as it stood on 1 January 2023" in printed
    undated = edition.law.standing("KR", "clinical_trial", day).position
    assert undated
    first, last = spoken(undated.first_read), spoken(undated.verified_on)
    assert f"as first read on {first}, last checked on {last}, so it may have begun" in printed
    checked = date.fromisoformat(edition.verified_on)
    now = words_of(place_brief(edition, "KR", Occasion(checked, checked)))
    assert "not out on the day" not in now
    assert "The law as it stood" not in now
    assert "so it may have begun" not in now


def test_where_no_text_was_found_none_is_printed_as_in_force(edition: Edition) -> None:
    standings = edition.law.standings(["NP"], edition.vocabularies.scenario.codes, TODAY)
    named = [each for each in standings if each.position and each.position.instrument]
    assert 0 < len(named) < len(standings)
    printed = place_brief(edition, "NP", NOW)
    assert printed.count('<td data-head="Since"></td>') == len(standings) - len(named)
    assert len(re.findall("<dt>(?:In|Text in) force</dt>", printed)) == len(named)


def test_a_rule_without_a_date_may_be_younger_than_a_past_day(edition: Edition) -> None:
    day, today = date(2026, 9, 30), date(2026, 11, 29)
    past = place_brief(edition, "SA", Occasion(day, today))
    assert '<td data-head="Since">unknown date, perhaps after this day</td>' in past
    assert '<td data-head="Since">unknown earlier date</td>' not in past
    assert '<td data-head="Since">unknown earlier date</td>' in place_brief(
        edition, "SA", Occasion(today, today)
    )


def test_a_part_is_printed_with_what_its_country_asks_by_name() -> None:
    printed = words_of(
        place_brief(
            edition_of(
                position(
                    "US-TX",
                    "authorisation_required",
                    conditions=("By a doctor",),
                    approved_product="unknown",
                    confidence="low",
                    coders_differ=("basis",),
                ),
                position(
                    "US",
                    "authorisation_required",
                    conditions=("A licence", "Texas: Only there"),
                    penalty="Prison",
                    approved_product="no",
                    confidence="high",
                ),
            ),
            "US-TX",
            NOW,
        )
    )
    card = printed.partition("The law, by product and use")[2].partition("Risk")[0]
    for said in (
        "Rule of its country United States: ",
        "Conditions By a doctor United States: A licence Penalty United States: Prison",
        "United States: No",
        "Confidence High, as the rule of the United States says the same and binds here too. Of "
        "this place's own text alone: Low. Two coders differed on basis",
    ):
        assert said in card
    assert "Only there" not in printed
    assert "the penalty. None is on record" not in printed


def test_a_rule_is_printed_with_the_parts_that_it_does_not_reach() -> None:
    world = edition_of(position("FR", "prohibited", except_in=("FR-IDF", "FR-BRE")))
    assert "Does not reach Île-de-France, Brittany" in words_of(place_brief(world, "FR", NOW))
    of_part = words_of(place_brief(world, "FR-IDF", NOW))
    assert "The rule of France on record does not reach this place. Of its own: Nothing" in of_part


def test_a_penalty_that_neither_a_part_nor_its_country_names_is_not_known() -> None:
    rules = [position(code, "prohibited") for code in ("US-TX", "US")]
    assert ": the penalty. None is on record." in words_of(
        place_brief(edition_of(*rules), "US-TX", NOW)
    )


def test_a_rule_to_come_is_printed_as_not_yet_in_force() -> None:
    rules = [
        position("FR", "permitted"),
        position("FR", "prohibited", effective_from="2027-01-01"),
    ]
    printed = words_of(place_brief(edition_of(*rules), "FR", NOW))
    assert "Not yet in force: from 1 January 2027 another rule of France is on record" in printed


def test_whom_to_ask_on_a_past_day_says_nothing_of_later_acts(edition: Edition) -> None:
    then = Occasion(date(2013, 2, 28), TODAY)
    asked = {"origin": "human", "use": "injection", "claim": "cosmetic"}
    for page in (
        place_brief(edition, "KR", then), check_brief(edition, "KR", **asked, occasion=then),
    ):  # fmt: skip
        ask = words_of(page).partition("Whom to ask")[2]
        assert "(KFDA), South Korea: 11 notices on record" in ask
        assert "(MFDS)" not in ask
    nobody = words_of(place_brief(edition, "KR", Occasion(date(2003, 1, 1), TODAY)))
    assert (
        nobody.count("No authority of South Korea is on record with an act by 1 January 2003") == 1
    )


def test_the_site_of_an_authority_is_called_its_own_or_where_it_publishes(
    edition: Edition,
) -> None:
    dubai, turkey = (words_of(place_brief(edition, place, NOW)) for place in ("AE-DU", "TR"))
    assert "Its site: https://www.dha.gov.ae" in dubai
    assert "Published at https://www.resmigazete.gov.tr" in turkey


def test_what_a_country_leaves_open_is_no_rule_of_it(edition: Edition) -> None:
    printed = words_of(place_brief(edition, "CH-ZH", NOW))
    assert "Answer of its country Switzerland: " in printed
    assert "Rule of its country" not in printed


def test_a_part_is_told_by_whose_rule_it_is_sure_and_each_penalty_apart(edition: Edition) -> None:
    checked = date.fromisoformat(edition.verified_on)
    soup = soup_of(place_brief(edition, "US-FL", Occasion(checked, checked)))
    injected = soup.find("th", string="Injected, infused or as a medicine")
    assert injected
    assert injected.parent
    assert "High, by the rule of the United States" in injected.parent.text
    card = next(card for card in soup.select("article.card") if "Injected" in card.text)
    (term,) = card.find_all("dt", string="Penalty")
    row = term.find_next_sibling("dd")
    assert row
    own, federal = row.find_all("li")
    assert "Professional discipline" in own.text
    assert federal.text.startswith("United States: ")


def test_a_rule_from_above_has_its_card_and_no_second_risk(edition: Edition) -> None:
    asked = {"origin": "human", "use": "injection", "claim": "cosmetic"}
    soup = soup_of(check_brief(edition, "US-GA", **asked, occasion=NOW))
    heading = "Injected, infused or as a medicine"
    assert [card.h3.text for card in soup.select("article.card") if card.h3] == [heading, heading]
    assert "it binds from above" in words_of(str(soup.select("article.card")[0]))
    assert [row.text for row in soup.select("table th[scope=row]")] == [heading]


def test_what_a_rule_allows_for_another_use_has_no_sign_of_a_permission(edition: Edition) -> None:
    asked = {"origin": "human", "claim": "cosmetic"}
    swallowed, injected = (
        soup_of(check_brief(edition, "JP", **asked, use=use, occasion=NOW))
        for use in ("oral", "injection")
    )
    assert injected.select(".status.conditional")
    assert not swallowed.select(".status.conditional")
    assert "Its status for what it is about Conditional" in words_of(str(swallowed))


def test_a_rule_from_above_that_does_not_answer_has_no_sign_of_a_permission(
    edition: Edition,
) -> None:
    launch = check_brief(
        edition, "ES", origin="animal", use="microneedling", claim="cosmetic", occasion=NOW
    )
    for printed in (launch, place_brief(edition, "ES", NOW)):
        (term,) = soup_of(printed).find_all("dt", string="Rule from above that is known")
        card = term.find_parent("article")
        assert card
        assert not card.find("dt", string="Rule of its bloc")
        row = term.find_next_sibling("dd")
        assert row
        assert "Conditional (Medium confidence). That is not the answer here" in said(row.text)
        assert not row.find(class_="status")


def test_the_brief_says_of_when_and_of_which_data_it_is(edition: Edition, korea: str) -> None:
    printed = words_of(korea)
    assert "as of 22 November 2026" in printed
    assert f"revision {edition.revision}, checked {edition.verified_on}" in printed
    assert "Not legal advice." in printed
    assert NOW.citation(edition).apa() in printed
    assert NOW.address in printed
    assert NOW.citation(edition).bibtex() in soup_of(korea).get_text()


def test_without_an_address_the_citation_has_none(edition: Edition) -> None:
    printed = words_of(place_brief(edition, "KR", Occasion(TODAY, TODAY)))
    assert "Retrieved 22 November 2026 @misc" in printed
    assert "urldate" in printed
    assert " url " not in printed


def test_it_stands_alone_without_script_or_resource(korea: str) -> None:
    soup = soup_of(korea)
    assert not soup.find_all(["script", "img", "link", "iframe", "form", "base"])
    style = "".join(tag.get_text() for tag in soup.find_all("style"))
    assert "@import" not in style
    assert "url(" not in style
    assert "counter(page)" in style


def test_a_bloc_shows_where_its_members_depart(edition: Edition) -> None:
    soup = soup_of(place_brief(edition, "EU", NOW))
    table = soup.select_one("table.members")
    assert table
    rows = {row.th.get_text(): row for row in table.select("tbody tr") if row.th}
    names = {edition.places.name(code) for code in edition.places.members("EU")}
    assert set(rows) == names | {"European Union"}
    codes = edition.vocabularies.scenario.codes
    own = edition.law.standings(["EU", "ES"], codes, TODAY)
    departs = [
        not member.inherited_from and member.status != bloc_.status
        for bloc_, member in zip(own[: len(codes)], own[len(codes) :], strict=True)
    ]
    assert any(departs)
    assert ["departs" in cell.get_text() for cell in rows["Spain"].select("td")] == departs
    assert "Regulation (EC) No 1223/2009" in soup.get_text()


def test_what_members_of_a_bloc_say_of_their_own_is_printed_with_what_carries_it(
    edition: Edition,
) -> None:
    """A memo on a region that shows signs alone names no source, no date and no confidence."""
    soup, words = soup_of(place_brief(edition, "ASEAN", NOW)), edition.vocabularies
    printed = " ".join(soup.get_text().split())
    members = edition.places.members("ASEAN")
    own = [
        answer
        for answer in edition.law.standings(members, words.scenario.codes, TODAY)
        if answer.position and answer.inherited_from != "ASEAN"
    ]
    assert len(own) > 30
    for answer in own:
        assert answer.position
        assert answer.confidence
        said = (
            f"{words.scenario.label(answer.scenario)}: {LOOKS[answer.status].sign} "
            f"{words.status.label(answer.status)}"
        )
        assert said in printed
        carried = confidence_line(
            edition, answer.confidence, answer.position.source_read, answer.position.verified_on
        )
        assert carried in printed
        assert answer.position.read_url is None or answer.position.read_url in printed
    assert "What its members say of their own" not in place_brief(edition, "KR", NOW)


def test_a_member_that_allows_something_is_printed_with_its_conditions(edition: Edition) -> None:
    rule = position("KH", "conditional", conditions=("Invented first", "Second"))
    world = edition_of(rule, blocs={"ASEAN": edition.places.blocs["ASEAN"]})
    assert "Conditions: Invented first; Second." in words_of(place_brief(world, "ASEAN", NOW))


def test_what_a_program_read_is_marked() -> None:
    world = recorded_with(
        notice("kr-machine", jurisdiction="KR", review="machine_read", kind="ban")
    )
    soup = soup_of(place_brief(world, "KR", NOW))
    assert [mark.get_text() for mark in soup.select(".mark")] == [MACHINE_READ]
    assert "1 machine-read" in soup.get_text()


def test_more_notices_than_fit_are_counted() -> None:
    many = [notice(f"fr-{number}", jurisdiction="FR") for number in range(MOST_OTHERS + 7)]
    printed = words_of(place_brief(edition_of(notices=many), "FR", NOW))
    assert "7 older ones are not printed" in printed
    assert printed.count("record fr-") == MOST_OTHERS


def test_a_launch_is_printed_with_verdict_reasons_and_precedents(edition: Edition) -> None:
    asked = {"origin": "human", "use": "microneedling", "claim": "therapeutic"}
    check = launch_check(edition, "KR", **asked, as_of=TODAY)
    printed = words_of(check_brief(edition, "KR", **asked, occasion=NOW))
    words = edition.vocabularies
    for text in (
        words.verdict.label(check.verdict),
        sentence(check),
        "The claim makes this a medicine",
        *(reason for ground in check.grounds for reason in ground.why),
        *(condition for condition, _ in check.conditions),
        *(penalty for penalty, _ in check.penalties),
        *check.not_known,
        *check.regulators["regulator"],
        *(last_seen(latest) for latest in check.regulators["latest"]),
        NAMED_AS_THEY_ACTED,
        about_conditions(check),
        *islice(check.precedents["title"], 10),
    ):
        assert said(text) in printed


@pytest.mark.parametrize("place", ["US", "KR", "DE"])
def test_a_launch_is_printed_with_what_was_done_there_and_little_from_elsewhere(
    edition: Edition, place: str
) -> None:
    asked = {"origin": "human", "use": "injection", "claim": "cosmetic"}
    acts = launch_check(edition, place, **asked, as_of=TODAY).precedents
    there = acts[acts["nearness"] == "there"]
    printed = words_of(check_brief(edition, place, **asked, occasion=NOW))
    listed = printed.split("Who was acted against for the same")[1]
    number = listed.count(" · record ")
    assert number == min(max(len(there), 10), 30)
    assert all(id_ in listed for id_ in there["id"].head(30))
    assert f"{len(acts) - number} more are not printed" in listed


def test_a_launch_begins_with_what_its_reader_has_to_do_and_ends_with_the_long_lists(
    edition: Edition,
) -> None:
    asked = {"origin": "human", "use": "injection", "claim": "cosmetic"}
    soup = soup_of(check_brief(edition, "US-TX", **asked, occasion=NOW))
    heads = [head.text for head in soup.select("main h2")]
    first, last = ["What is needed", "Penalties", "What is not known", "Whom to ask"], heads[-2:]
    assert heads == [*first, "Why", "Risk", *last]
    assert last == ["Notices behind the positions", "Who was acted against for the same"]
    acts = launch_check(edition, "US-TX", **asked, as_of=TODAY).precedents.head(29)
    printed = words_of(str(soup))
    whole = [said(summary) in printed for summary in acts["summary"]]
    assert whole == [True] * 6 + [False] * 23
    (fine,) = [item for item in soup.select("li") if "fine of up to $500" in item.text]
    assert fine.find_parent("article") is None
    told_apart = {"Conditions", "Penalty"}
    assert not told_apart & {term.text for term in soup.select("article.card dt")}


def test_a_launch_that_no_scenario_covers_is_no_yes(edition: Edition) -> None:
    page = check_brief(
        edition, "KR", origin="synthetic", use="topical_cosmetic", claim="cosmetic", occasion=NOW
    )
    assert "The atlas covers no product of this origin for this use." in words_of(page)
    assert "unknown" in soup_of(page).select_one(".verdict .status")["class"]  # type: ignore[index]


def test_places_that_do_not_exist_or_make_no_law_are_refused(edition: Edition) -> None:
    with pytest.raises(UnknownPlace):
        place_brief(edition, "XX", NOW)
    with pytest.raises(MakesNoLaw):
        place_brief(edition, "INT", NOW)


def hostile_pages() -> list[str]:
    world = Edition.from_facts(with_hostile_text(recorded_facts()))
    return [
        place_brief(world, PLACE, Occasion(TODAY, TODAY, f"http://x/{TAGS}")),
        check_brief(
            world, PLACE, origin="human", use="injection", claim="cosmetic", occasion=NOW
        ),
        fault_page("No such place", TAGS),
    ]  # fmt: skip


def test_hostile_text_is_only_text() -> None:
    for page in hostile_pages():
        soup = soup_of(page)
        assert not soup.find_all(["script", "img"])
        assert not [
            tag for tag in soup.find_all(True) if any(a.startswith("on") for a in tag.attrs)
        ]
        assert all(str(a["href"]).startswith(("http://", "https://")) for a in soup.find_all("a"))
        assert "\u202e" not in page
        assert RAN in soup.get_text()
    assert LONG in hostile_pages()[0]


def test_a_name_cannot_end_the_style_sheet_that_prints_it() -> None:
    name = '"} body { display: none } </style><script>alert(1)</script>'
    world = edition_of(position("EU", "prohibited"), blocs={"EU": bloc("FR", name=name)})
    soup = soup_of(place_brief(world, "EU", NOW))
    assert not soup.find_all("script")
    assert "display: none" not in soup.style.get_text()  # type: ignore[union-attr]
    assert css_string('a"b') == '"a\\22 b"'


@pytest.mark.parametrize(("origin", "told"), [("animal", True), ("plant", False)])
def test_a_brief_on_animal_exosomes_says_that_it_is_not_about_salmon_dna(
    edition: Edition, origin: str, told: bool
) -> None:
    asked = {"origin": origin, "use": "microneedling", "claim": "cosmetic"}
    printed = words_of(check_brief(edition, "ES", **asked, occasion=NOW))
    assert ("Salmon DNA (PDRN" in printed) is told
