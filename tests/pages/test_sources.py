"""Who speaks, and what was read where."""

from datetime import UTC, date, datetime

from atlas.edition import Edition
from atlas.source_list import read_source_list
from atlas.sources import regulators
from atlas.store import Harvest, open_store
from atlas.subdivisions import plain
from tests.atlas.scraped import BLOCKED, SOURCE
from tests.bundled import recorded_facts
from tests.pages.shown import Open, html_of, show, tables_of, words_of


def test_says_plainly_how_much_was_not_read_at_its_issuer(open_page: Open) -> None:
    page = open_page("sources")
    assert page.title[0].value == "Sources"
    said = words_of(page)
    positions, notices = recorded_facts().positions, recorded_facts().notices
    reported = sum(position.source_read == "secondary" for position in positions)
    retold = sum(notice.source_read == "secondary" for notice in notices)
    read = len(positions) - reported
    share = round(100 * reported / len(positions))
    assert (
        f"{read} of {len(positions)} positions ({100 - share} %) were read in the issuer's" in said
    )
    assert f"The other {reported} ({share} %) were not" in said
    share = round(100 * retold / len(notices))
    assert f"The other {retold} ({share} %) were not: they rest on what others report." in said


def test_lists_issuers_a_page_at_a_time(open_page: Open, edition: Edition) -> None:
    page, number = open_page("sources"), len(regulators(edition))
    assert page.header[0].value == f"{number} issuers"
    assert len(tables_of(page)[0]) == 50 < number
    assert f"Download {number} issuers (CSV)" in page.get("download_button")[0].proto.label


def test_a_place_brings_what_reaches_it(open_page: Open) -> None:
    page = open_page("sources", places="France")
    names = set(tables_of(page)[0]["name"])
    assert "European Union" in names
    assert "South Korea" not in names


def test_pages_can_be_limited_to_those_read_at_the_issuer(open_page: Open) -> None:
    every = open_page("sources", part="pages")
    primary = open_page("sources", part="pages", read="primary")
    assert set(tables_of(primary)[0]["shown_read"]) == {"Issuer's own text"}
    counts = [int(page.header[0].value.split()[0].replace(",", "")) for page in (every, primary)]
    assert counts[1] < counts[0]


def test_nothing_found_is_said(open_page: Open) -> None:
    page = open_page("sources", part="pages", places="AQ")
    assert page.header[0].value == "0 pages"
    assert "No page that was read passes" in page.info[0].value


def test_a_fresh_copy_lists_every_site_and_says_that_none_was_read(open_page: Open) -> None:
    page = open_page("sources", part="sites")
    assert page.title[0].value == "Sources"
    assert page.header[0].value == f"{len(read_source_list())} sites on the scrapers' list"
    assert "No source has been read on this machine yet" in page.info[0].value
    listed = tables_of(page)[0]
    assert set(listed["shown_verdict"]) == {"Not read yet", "Switched off", "Needs a key"}
    assert all(listed.loc[listed["shown_verdict"] != "Not read yet", "why"])
    assert not page.subheader, "what is not on is nobody's trouble"
    assert "Seen in code" in set(listed["shown_structure"])


def test_places_without_a_source_are_named(open_page: Open) -> None:
    page = open_page("sources", part="sites")
    assert page.header[1].value == "Places without a source of their own"
    without = set(tables_of(page)[1]["name"])
    assert "Ukraine" in without
    assert "South Korea" not in without
    ireland = tables_of(page)[1].set_index("name").loc["Ireland"]
    assert ireland["off"] == "HPRA safety notices"
    assert "Scientific Committee on Consumer Safety, opinions" in ireland["above"]
    assert "eu-sccs-opinions" not in ireland["above"]
    assert "Download" in page.get("download_button")[1].proto.label


def test_how_each_site_fares_is_told(scraped: str) -> None:
    page = show("sources", part="sites")
    assert not any("No source has been read" in info.value for info in page.info)
    listed = tables_of(page)[0].set_index("id")
    assert listed.loc[BLOCKED, "shown_verdict"] == "Blocked (theirs)"
    assert listed.loc[BLOCKED, "failures"] == 1
    assert (listed.loc[SOURCE, "seen"], listed.loc[SOURCE, "notices"]) == (40, 3)
    shown = html_of(page)
    assert "Forbidden: 403 &lt;i&gt;no&lt;/i&gt;" in shown
    assert ">Blocked (theirs): 1</span>" in shown
    assert "Last tried 21 November 2026, 06:00 UTC; never read so far" in shown


def test_one_source_is_shown_in_full(scraped: str) -> None:
    shown = html_of(show("sources", part="sites", source=SOURCE))
    assert "40 rows in its list, 1 of them about exosomes" in shown
    assert "Undatable: no date in &#x27;soon&#x27;" in shown
    needs_key = html_of(show("sources", part="sites", source="kr-data-go-kr"))
    assert "read from the environment variable DATA_GO_KR_KEY" in needs_key


def test_a_source_read_in_part_says_how_much_was_read_and_why_not_more(
    scraped: str,
) -> None:
    message = "Only 7 of 9 addresses could be read. GoneFromAddress: status 404"
    with open_store(scraped) as store:
        store.keep_run(
            Harvest(
                SOURCE,
                datetime(2026, 11, 22, 6, tzinfo=UTC),
                date(2026, 11, 22),
                [],
                fault="outage",
                remark=message,
                counts={"seen": 31, "relevant": 2, "addresses": 9, "addresses_read": 7},
            )
        )
    page = show("sources", part="sites", source=SOURCE)
    listed = tables_of(page)[0].set_index("id")
    assert listed.loc[SOURCE, "shown_verdict"] == "Outage (theirs)"
    assert listed.loc[SOURCE, "good_at"] == "2026-11-21 06:00"
    assert listed.loc[SOURCE, "tried_at"] == "2026-11-22 06:00"
    shown = html_of(page)
    said = "Only 7 of 9 addresses could be read. Gone from address: status 404"
    assert shown.count(said) == 2, "among those in trouble, and on its card"
    assert listed.loc[SOURCE, "why"] == said
    assert "31 rows in its list, 2 of them about exosomes" in shown
    assert ", at 7 of its 9 addresses" in shown


def test_a_source_that_was_never_read_whole_is_not_said_to_have_never_been_read(
    scraped: str,
) -> None:
    with open_store(scraped) as store:
        store.keep_run(
            Harvest(
                BLOCKED,
                datetime(2026, 11, 22, 6, tzinfo=UTC),
                date(2026, 11, 22),
                [],
                fault="outage",
                counts={"seen": 3, "relevant": 0, "addresses": 2, "addresses_read": 1},
            )
        )
    shown = html_of(show("sources", part="sites", source=BLOCKED))
    assert "Last tried 22 November 2026, 06:00 UTC; so far read in part only" in shown
    assert "never read" not in shown


def test_a_source_that_was_asked_for_stands_above_the_lists_that_lead_to_it(scraped: str) -> None:
    shown = html_of(show("sources", part="sites", source=BLOCKED))
    assert shown.index("<article") < shown.index(f"source={BLOCKED}")


def test_a_command_in_a_message_is_code(scraped: str) -> None:
    with open_store(scraped) as store:
        store.keep_failure(
            BLOCKED,
            tried_at=datetime(2026, 11, 22, 6, tzinfo=UTC),
            fault="broken",
            message="LayoutChanged: no list. Look at it (`python -m scrapers show x --raw`).",
            seconds=1.0,
        )
    shown = html_of(show("sources", part="sites", source=BLOCKED))
    assert "(<code>python -m scrapers show x --raw</code>)." in shown


def test_a_stale_source_tells_its_last_day_in_words(scraped: str) -> None:
    with open_store(scraped) as store:
        (record,) = (each for each in store.sources() if each.id == SOURCE)
    later = datetime(2027, 3, 1, tzinfo=UTC)
    assert record.why(later) == "Last good on 21 November 2026, though it is to be read daily."


def test_sites_of_a_place_without_any_are_said(open_page: Open) -> None:
    page = open_page("sources", part="sites", places="AQ")
    assert page.header[0].value == "0 sites on the scrapers' list"
    assert "No site is read for these places." in [info.value for info in page.info]


def test_an_unknown_source_in_the_address_is_explained(open_page: Open) -> None:
    page = open_page("sources", part="sites", source="xx-nobody")
    assert not page.exception
    assert len(page.warning) == 1


def test_issuers_stand_by_the_names_of_their_places_and_not_by_codes(open_page: Open) -> None:
    names = list(tables_of(open_page("sources"))[0]["name"])
    assert {"Albania", "Alabama (United States)"} <= set(names)
    assert names == sorted(names, key=plain)
