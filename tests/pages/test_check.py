"""The launch check as a clinic owner meets it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from atlas.answer_tables import check_record
from atlas.brief import Occasion, check_brief
from atlas.check import launch_check
from atlas.cli import app
from atlas.edition import Edition
from atlas.facts import Facts
from atlas.store import open_store
from atlas.wording import formerly_said, spoken
from pages.palette import looks
from tests.pages.shown import Open, html_of, show, words_of


def test_asks_first_and_promises_nothing(open_page: Open) -> None:
    page = open_page("check")
    assert page.title[0].value == "Launch check"
    said = "Say where, what it is made from and how it is used. The answer appears here"
    assert said in page.info[0].value
    assert not [block for block in page.get("html") if "<section" in block.proto.body]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"use": "injection"}, "Say where and what it is made from."),
        ({"place": "ES", "use": "injection"}, "Say what it is made from."),
    ],
)
def test_asks_for_what_is_missing_in_a_sentence(
    open_page: Open, asked: dict[str, str], said: str
) -> None:
    assert said in open_page("check", **asked).info[0].value


def test_who_offers_to_regrow_hair_finds_that_it_is_a_treatment(open_page: Open) -> None:
    offered = open_page("check").selectbox(key="filter_claim").options
    assert offered == ["Looks only", "Treatment (heal, regrow hair …)"]


def test_salmon_dna_is_said_to_be_no_exosome(open_page: Open) -> None:
    asked = {"place": "ES", "use": "microneedling"}
    assert "Salmon DNA (PDRN" in words_of(open_page("check", **asked, origin="animal"))
    assert "Salmon DNA (PDRN" not in words_of(open_page("check", **asked, origin="plant"))


def test_a_link_shows_the_verdict_at_once(open_page: Open, edition: Edition) -> None:
    page = open_page("check", place="KR", origin="human", use="microneedling")
    assert page.title[0].value == "Launch check"
    shown = html_of(page)
    assert "Do not launch" in shown
    assert "Not legal advice." in shown
    assert "Confidence: High" in shown
    (rule,) = edition.law.history("KR", "topical_with_microneedling")
    assert f"Last checked: {spoken(rule.verified_on)}" in shown
    headers = [header.value for header in page.header]
    assert headers == [
        "Why", "What is needed", "Penalties", "What is not known", "Whom to ask",
        "Who was acted against for the same",
    ]  # fmt: skip
    assert "./notices?notice=kr-courts-202506-seoul-admin-exosome-injection" in shown


def test_a_part_is_as_sure_in_the_banner_and_the_card_as_on_its_own_page(
    open_page: Open, edition: Edition
) -> None:
    answers = edition.law.standings(edition.codes, ["injected_or_iv"], date.today())
    # One that rests on its own text alone, as in Texas.
    part = next(each for each in answers if each.sure_by and each.text_confidence == "medium")
    shown = html_of(open_page("check", place=part.place, origin="human", use="injection"))
    by = edition.places.in_sentence(part.sure_by or "")
    assert shown.count(f"Confidence: High, by the rule of {by} ") == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"place": "JP", "origin": "human", "use": "injection"},
        {"place": "KR", "origin": "microbial", "use": "topical_cosmetic"},
        {"place": "US-GA", "origin": "human", "use": "injection"},
        {"place": "SA", "origin": "human", "use": "topical_cosmetic"},
        {"place": "AQ", "origin": "unspecified", "use": "oral"},
    ],
)
def test_page_print_terminal_and_programs_begin_with_the_same_words(
    open_page: Open, edition: Edition, asked: dict[str, str]
) -> None:
    today = date.today()
    check = launch_check(edition, **asked, as_of=today)
    record = check_record(edition, check)
    begin = [record["sentence"], *(each["text"] for each in record["sources"])]
    if record["acts_there"]:
        begin.append(record["acts_there"])
    banner = html_of(open_page("check", **asked)).split("</section>")[0]
    brief = check_brief(edition, **asked, claim="cosmetic", occasion=Occasion(today, today))
    origin, use = (f"--{name}={asked[name]}" for name in ("origin", "use"))
    printed = CliRunner().invoke(app, ["check", asked["place"], origin, use]).output
    for said in begin:
        assert said in unescape(banner)
        assert said in unescape(brief.split("<h2>Why</h2>")[0])
        assert said in " ".join(printed.split("What it rests on")[0].split())
    for page in (each["read_url"] for each in record["sources"]):
        assert f'href="{page}"' in unescape(banner)


def test_a_new_verdict_is_read_out_in_one_sentence(open_page: Open, edition: Edition) -> None:
    asked = {"place": "US-TX", "origin": "human", "use": "injection"}
    shown = html_of(open_page("check", **asked))
    read_out = shown.partition('role="status">')[2].partition("</div>")[0]
    check = launch_check(edition, **asked, as_of=date.today())
    assert edition.vocabularies.verdict.label(check.verdict) in read_out
    assert unescape(read_out).endswith(f"{check_record(edition, check)['sentence']}</p>")


@pytest.mark.parametrize(("place", "first"), [("TW", "What is needed"), ("ES", "Why")])
def test_what_may_only_be_done_under_conditions_begins_with_them(
    open_page: Open, place: str, first: str
) -> None:
    page = open_page("check", place=place, origin="human", use="topical_cosmetic")
    headers = [(header.proto.anchor, header.value) for header in page.header]
    assert headers[0][1] == first
    # All are one link from the top, in the same order.
    top = html_of(page).partition("Further down: ")[2].partition("</p>")[0]
    assert re.findall(r'href="#([^"]+)"[^>]*>([^<]+)<', top) == headers


def test_a_state_is_told_where_the_rule_of_its_country_stands(
    open_page: Open, edition: Edition
) -> None:
    shown = html_of(open_page("check", place="US-MT", origin="human", use="injection"))
    assert "United States: no authorised exosome product is on record." in shown
    assert "<li>United States: FDA letters threaten seizure" in shown
    assert "./country?place=US&amp;scenario=injected_or_iv" in shown
    brief = check_brief(
        edition, "US-MT", origin="human", use="injection", claim="cosmetic",
        occasion=Occasion(date(2026, 11, 28), date(2026, 11, 28)),
    )  # fmt: skip
    (federal,) = edition.law.history("US", "injected_or_iv")
    assert f"<dt>Rule of its country</dt><dd>United States: {str(federal.instrument)[:20]}" in brief
    assert f'href="{federal.read_url}"' in brief


def test_a_weak_ban_reads_as_a_warning_and_never_as_a_maybe(open_page: Open) -> None:
    page = open_page("check", place="SA", origin="human", use="topical_cosmetic")
    shown = html_of(page)
    assert "Ask the regulator" in shown
    assert "; the evidence points to: " in shown
    assert "Warning: the evidence points to a ban" in shown
    assert "border-left: 0.6rem solid #9B1C1C" in shown
    assert "Not known: the regulator has to say." in shown


def test_what_leans_to_a_yes_never_has_the_look_of_one(
    bundled_facts: Facts, tmp_path: Path, use_store: Callable[[str], None]
) -> None:
    # Korea's condition as if it stood on weak evidence; none on record does.
    facts = replace(
        bundled_facts,
        positions=tuple(
            position.model_copy(update={"confidence": "low"})
            if (position.jurisdiction, position.scenario) == ("KR", "animal_topical_cosmetic")
            else position
            for position in bundled_facts.positions
        ),
    )
    url = f"sqlite:///{tmp_path / 'weak.db'}"
    with open_store(url) as store:
        store.fill(facts)
    use_store(url)
    shown = html_of(show("check", place="KR", origin="animal", use="topical_cosmetic"))
    banner = shown.partition('aria-label="Verdict"')[0].rpartition("<section")[2]
    banner += shown.partition('aria-label="Verdict"')[2].partition("</section>")[0]
    assert "Ask the regulator" in banner
    assert "Not a yes: what is on record would let this go ahead only under conditions" in banner
    assert "Only under conditions" not in banner
    assert looks()["conditional"].colour not in banner
    why = shown.partition("Animal-derived, on the skin</h3>")[2].partition("</article>")[0]
    assert "Its status, too weak for a yes</dt>" in why
    assert "Conditional</dd>" in why
    assert looks()["conditional"].colour not in why
    brief = check_brief(
        Edition.from_facts(facts), "KR", origin="animal", use="topical_cosmetic", claim="cosmetic",
        occasion=Occasion(date(2026, 11, 28), date(2026, 11, 28)),
    )  # fmt: skip
    (printed,) = (line for line in brief.splitlines() if 'class="verdict"' in line)
    assert "Only under conditions" not in printed
    assert 'class="status conditional"' not in brief
    assert "<dt>Its status, too weak for a yes</dt><dd>Conditional</dd>" in brief


def test_a_ground_owns_up_to_what_the_atlas_had_wrong(open_page: Open, edition: Edition) -> None:
    asked = {"place": "KR", "origin": "animal", "use": "topical_cosmetic", "claim": "cosmetic"}
    (rule,) = edition.law.history("KR", "animal_topical_cosmetic")
    (wrong,) = rule.recoded
    assert formerly_said(edition, wrong) in unescape(html_of(open_page("check", **asked)))


def test_a_therapeutic_claim_is_said_to_make_a_medicine(open_page: Open) -> None:
    asked = {"place": "GB", "origin": "animal", "use": "topical_cosmetic"}
    assert "Your claim makes this a medicine" not in html_of(open_page("check", **asked))
    claimed = html_of(open_page("check", claim="therapeutic", **asked))
    assert "Your claim makes this a medicine" in claimed
    assert "Looked at because your claim makes the product a medicine." in claimed
    # Of the use itself it goes without saying.
    assert claimed.count("Looked at because") == claimed.count("<article>") - 1


def test_a_ban_never_reads_as_if_conditions_could_lift_it(open_page: Open) -> None:
    shown = html_of(open_page("check", place="KR", origin="human", use="microneedling"))
    assert "it does not lift the ban" in shown


def test_a_place_without_facts_is_sent_to_the_regulator(open_page: Open) -> None:
    page = open_page("check", place="AQ", origin="plant", use="topical_cosmetic")
    shown = html_of(page)
    assert "No firm official answer is on record. That is not a yes" in shown
    assert "No data" in shown
    assert "No authority of this place is on record with an act by" in shown


def test_the_past_is_marked_as_such(open_page: Open) -> None:
    page = open_page("check", place="KR", origin="human", use="microneedling", asof="2020-01-01")
    assert any("Members of blocs are those of today" in info.value for info in page.info)
    assert "kr-courts-202506" not in html_of(page)


def test_precedents_are_turned_by_pages_and_a_new_question_begins_at_the_first(
    open_page: Open,
) -> None:
    page = open_page("check", place="JP", origin="human", use="microneedling", page="2")
    assert page.query_params["page"] == "2"
    page.selectbox(key="filter_use").set_value("injection").run()
    assert "page" not in page.query_params
    first = open_page("check", place="JP", origin="human", use="injection")
    assert elsewhere(page) == elsewhere(first)


def test_an_arrest_over_exosomes_there_is_told_whatever_the_use(open_page: Open) -> None:
    """Who will needle salmon exosomes in Spain has to hear of injected ones that were seized."""
    shown = html_of(open_page("check", place="ES", origin="animal", use="microneedling"))
    banner = shown.partition('aria-label="Verdict"')[2].partition("</section>")[0]
    assert "They have acted in other cases of exosomes too: 1 act on record" in banner
    there = shown.partition("In the place itself")[2].partition("<h3")[0]
    assert "es-policia-20251201-logrono-exosome-vials" in there
    assert "Another case of exosomes" in there


def elsewhere(page: AppTest) -> list[str]:
    """The acts of other places that a page names, by their ids."""
    return re.findall(r"\./notices\?notice=([\w-]+)", html_of(page).split("Elsewhere")[1])


def test_the_source_is_found_by_what_people_call_it(open_page: Open) -> None:
    offered = open_page("check").selectbox(key="filter_origin").options
    assert [option for option in offered if "salmon" in option] == ["Animal (salmon, milk, eggs …)"]


@pytest.mark.parametrize(
    ("typed", "use"), [("cream", "topical_cosmetic"), ("roller", "microneedling"),
                       ("booster", "injection"), ("drip", "intravenous")],
)  # fmt: skip
def test_the_use_is_found_by_what_people_call_it(
    open_page: Open, edition: Edition, typed: str, use: str
) -> None:
    offered = open_page("check").selectbox(key="filter_use").options
    (found,) = [option for option in offered if typed in option]
    assert found.startswith(edition.vocabularies.use.label(use).partition(",")[0])


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("check", {"place": "ES", "origin": "animal", "use": "microneedling"}),
        ("country", {"place": "ES", "scenario": "topical_with_microneedling"}),
    ],
)
def test_a_rule_from_above_that_does_not_answer_is_told_in_words_alone(
    open_page: Open, page: str, asked: dict[str, str]
) -> None:
    shown = html_of(open_page(page, **asked))
    assert "Rule of its bloc" not in shown
    _, found, row = shown.partition("Rule from above that is known</dt>")
    assert found
    row = row.partition("</dd>")[0]
    assert "European Union: Conditional (Medium confidence). That is not the answer here" in row
    assert "<span" not in row


def test_whom_to_ask_says_when_each_was_last_seen_acting(open_page: Open) -> None:
    shown = html_of(open_page("check", place="KR", origin="human", use="injection"))
    before, _, after = shown.partition("(MFDS), South Korea: ")
    assert before
    said = after.partition("</li>")[0]
    assert "last act on record here: 30 December 2025" in said
    assert "Until March 2013 Korea Food and Drug Administration (KFDA)." in said
    assert 'href="http://www.kfda.go.kr/eng/index.do?nMenuCode=9"' in said
    assert "may have been replaced since" in after


def test_whom_to_ask_links_to_where_an_authority_publishes_and_calls_that_by_its_name(
    open_page: Open,
) -> None:
    """Türkiye's agency is read in the official gazette, which answers nobody."""
    shown = html_of(open_page("check", place="TR", origin="human", use="injection"))
    said = shown.partition("<li>Türkiye İlaç ve Tıbbi Cihaz Kurumu (")[2]
    published = said.partition("</li>")[0].rpartition(" Published at ")[2]
    assert published.startswith('<a href="https://www.resmigazete.gov.tr"')
    assert published.endswith(">www.resmigazete.gov.tr</a>.")


def test_whom_to_ask_calls_a_site_on_which_no_notice_was_seen_no_place_of_publication(
    open_page: Open,
) -> None:
    shown = html_of(open_page("check", place="AE-DU", origin="human", use="injection"))
    said = shown.partition("<li>Dubai Health Authority (DHA)")[2].partition("</li>")[0]
    assert ' Its site: <a href="https://www.dha.gov.ae"' in said
    assert "Published at" not in said


def test_whom_to_ask_on_a_past_day_says_nothing_of_later_acts(open_page: Open) -> None:
    asked = {"place": "KR", "origin": "human", "use": "injection"}
    now, then = (
        html_of(open_page("check", **asked, **day)) for day in ({}, {"asof": "2013-02-28"})
    )
    assert "(MFDS)" in now
    assert "last act on record here: 13 February 2013" in then
    assert "(MFDS)" not in then
    assert 'href="./country?place=KR&amp;asof=2013-02-28"' in then
    before = html_of(open_page("check", **asked, asof="2003-01-01"))
    assert "No authority of this place is on record with an act by 1 January 2003." in before


@pytest.mark.parametrize(
    ("use", "claim"), [("oral", "cosmetic"), ("topical_cosmetic", "therapeutic")]
)
def test_what_a_rule_allows_for_another_use_has_no_chip_of_a_permission(
    open_page: Open, use: str, claim: str
) -> None:
    allowed = "&nbsp;Conditional</span>"
    page = html_of(open_page("check", place="JP", origin="human", use=use, claim=claim))
    card = page.partition(">Injected, infused or as a medicine</h3>")[2].partition("</article>")[0]
    assert allowed not in card
    assert "&nbsp;Ask the regulator</span>" in card
    assert "Its status for what it is about</dt>" in card
    injected = html_of(open_page("check", place="JP", origin="human", use="injection"))
    assert allowed in injected
    assert "Its status for what it is about" not in injected


def test_one_act_is_one_act(open_page: Open) -> None:
    page = open_page("check", place="KR", origin="animal", use="injection", asof="2006-01-01")
    assert "1 act against the same origin or use, or there in another case" in words_of(page)


def test_a_part_without_a_rule_of_its_own_is_answered_as_programs_are(open_page: Open) -> None:
    page = open_page("check", place="Ohio", origin="human", use="microneedling")
    assert not page.warning
    assert page.selectbox(key="filter_place").value == "US-OH"
    assert "Ohio (United States) · as of" in html_of(page)
    assert "choose its country" in page.selectbox(key="filter_place").help


def test_what_an_authority_published_is_no_link_to_what_others_did(
    open_page: Open, edition: Edition
) -> None:
    shown = html_of(open_page("check", place="US-TX", origin="human", use="microneedling"))
    fda = edition.notices[edition.notices["regulator_short"] == "FDA"]
    published = int((fda["jurisdiction"] == "US").sum())
    assert f", United States: {published} notices on record, " in shown
    assert 'context=1" target="_self" style="color: inherit;">United States</a>' in shown


def test_a_bloc_is_counted_only_where_there_is_one(open_page: Open) -> None:
    asked = {"origin": "human", "use": "microneedling"}
    assert "in the same bloc" not in words_of(open_page("check", place="KR", **asked))
    assert "in the same bloc" in words_of(open_page("check", place="ES", **asked))


def test_the_answer_of_a_bloc_is_not_taken_for_that_of_a_member(
    open_page: Open, edition: Edition
) -> None:
    asked = {"origin": "human", "use": "microneedling"}
    banner = html_of(open_page("check", place="ASEAN", **asked)).split("</section>")[0]
    apart = {
        code
        for code in edition.places.members("ASEAN")
        for answer in [edition.law.standing(code, "topical_with_microneedling", date.today())]
        if answer.inherited_from != "ASEAN" and answer.status != "unclear"
    }
    assert apart
    said = f"{len(apart)} of its 10 members {'has' if len(apart) == 1 else 'have'} a rule on record"
    assert said in banner
    assert 'href="./country?place=ASEAN"' in banner
    brief = check_brief(
        edition, "ASEAN", **asked, claim="cosmetic", occasion=Occasion(date.today(), date.today())
    )
    assert said in brief.split("<h2>Why</h2>")[0]
    assert "not of the member in which you launch" not in html_of(
        open_page("check", place="SG", **asked)
    )
