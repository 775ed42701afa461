"""Feeds: valid by their rules, the same entry under the same id, old and new, source and doubts."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import atoma
import feedparser
import pandas as pd
import pytest

from atlas.changes import changes
from atlas.edition import NOTICE_CHANGE_COLUMNS, Edition
from atlas.feeds import routes
from atlas.feeds.atom import atom
from atlas.feeds.entries import MOST_ENTRIES, Feed, feed
from atlas.feeds.json_feed import json_feed
from atlas.library import Library
from atlas.store import open_store
from tests.atlas.factories import bloc, edition_of, notice, position
from tests.atlas.hostile import LONG, PLACE, RAN, TAGS
from tests.atlas.scraped import ALERT
from tests.atlas.serving.programs import Programs, serving

ATOM = "{http://www.w3.org/2005/Atom}"
PATHS = (
    "changes",
    "place/KR",
    "place/GCC",
    f"place/{PLACE}",
    "place/INT",
    "region/South-eastern%20Asia",
    "scenario/clinical_trial",
)
HOME = "https://atlas.example/"
TODAY = date(2026, 11, 22)


def read(edition: Edition, **of: str) -> Any:
    """A feed as a feed reader reads it."""
    return feedparser.parse(atom(feed(edition, changes(edition), TODAY, **of), HOME))


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_reader_reads_it_without_complaint(programs: Programs, path: str) -> None:
    answer = programs.ask(f"/feeds/{path}.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.title.startswith("Exosome Atlas: ")


@pytest.mark.parametrize("path", PATHS)
def test_atom_has_what_its_standard_requires(programs: Programs, path: str) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated each; an author; links by relation."""
    address = f"/feeds/{path}.atom"
    root = ET.fromstring(programs.ask(address).content)
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    (itself,) = root.findall(f"{ATOM}link[@rel='self']")
    assert itself.get("href") == f"{programs.home}{address}"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{ATOM}{name}")
            assert only.text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated") or "")
        assert urlsplit(element.findtext(f"{ATOM}id") or "").scheme == "urn"
        (page,) = element.findall(f"{ATOM}link[@rel='alternate']")
        assert (page.get("href") or "").startswith(f"{programs.home}/")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) <= MOST_ENTRIES


def test_a_feed_is_made_once_whatever_host_is_asked_for_it(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To make one takes long, and who asks may name any number of hosts."""
    made = []

    def counted(*of: Any, **which: Any) -> Feed:
        made.append(which["place"])
        return feed(*of, **which)

    monkeypatch.setattr(routes, "feed", counted)
    store_file = shutil.copy(filled, tmp_path / "atlas.db")
    with open_store(f"sqlite:///{store_file}") as store, serving(Library(store)) as programs:
        for host in ("a.example", "b.example", "a.example"):
            answer = programs.ask("/feeds/place/AE.atom", Host=host)
            assert f'href="http://{host}/changes?places=AE"' in answer.text
        assert programs.ask("/feeds/place/AE.json").status_code == 200
    assert made == ["AE"]


@pytest.mark.parametrize("path", PATHS)
def test_json_feed_says_the_same_as_atom(programs: Programs, path: str) -> None:
    answer = programs.ask(f"/feeds/{path}.json")
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    atoma.parse_json_feed_bytes(answer.content)
    said = answer.json()
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["feed_url"] == f"{programs.home}/feeds/{path}.json"
    parsed = feedparser.parse(programs.ask(f"/feeds/{path}.atom").content)
    assert [item["id"] for item in said["items"]] == [entry.id for entry in parsed.entries]
    for item in said["items"]:
        assert item["content_html"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo == UTC
        assert item["url"].startswith(f"{programs.home}/")


def test_every_feed_named_on_the_pages_exists(programs: Programs) -> None:
    edition = programs.edition
    for code in edition.vocabularies.scenario.codes:
        assert programs.ask(f"/feeds/scenario/{code}.atom").status_code == 200
    for code in (*edition.codes[::40], "US-WY", "INT"):
        assert programs.ask(f"/feeds/place/{code}.json").status_code == 200


def test_a_position_says_before_and_after_with_source_and_confidence(edition: Edition) -> None:
    ban = {"effective_from": "2026-09", "notices": ("a-ban",), "note": "Invented: banned."}
    moved = edition_of(
        position("KR", "permitted", effective_from="2019"),
        position("KR", "prohibited", **ban),
        notices=[notice("a-ban", jurisdiction="KR", published="2026-08-30")],
    )
    newest, _, first = read(moved, place="KR").entries
    label = edition.vocabularies.status.label
    assert newest.title.endswith(f"{label('permitted')} → {label('prohibited')}")
    said = newest.content[0].value
    for part in (
        "September 2026 (the day is not known)",
        "Invented: banned.",
        "Invented notice a-ban",
        "Confidence:</strong> Medium",
        'href="https://example.org/KR"',
    ):
        assert part in said
    assert newest.updated == "2026-09-01T00:00:00Z"
    assert newest.link == f"{HOME}country?place=KR"
    assert "no earlier position is on record" in first.content[0].value


def test_who_follows_learns_that_the_atlas_was_wrong(edition: Edition) -> None:
    wrong = {"until": "2026-11-20", "status": "permitted", "reason": "Invented: misread."}
    mended = edition_of(position("KR", "unclear", recoded=[wrong]))
    (entry,) = read(mended, place="KR").entries
    label = edition.vocabularies.status.label
    assert "Record corrected: " in entry.title
    assert entry.title.endswith(f"{label('permitted')} → {label('unclear')} (not a permission)")
    said = entry.content[0].value
    assert "Invented: misread. The law did not change on that day." in said
    assert "In force from" not in said
    assert entry.updated == "2026-11-20T00:00:00Z"


@pytest.mark.parametrize(
    ("of", "title", "path", "page"),
    [
        ({}, "all changes", "changes", "changes"),
        ({"place": "KR"}, "South Korea", "place/KR", "changes?places=KR"),
        (
            {"scenario": "clinical_trial"},
            "Clinical trial",
            "scenario/clinical_trial",
            "changes?scenarios=clinical_trial",
        ),
    ],
)
def test_a_feed_is_called_by_what_it_is_of_and_leads_to_the_page_of_the_same(
    of: dict[str, Any], title: str, path: str, page: str
) -> None:
    made = feed(edition_of(), changes(edition_of()), TODAY, **of)
    assert (made.title, made.path, made.page) == (f"Exosome Atlas: {title}", f"feeds/{path}", page)


def test_the_feed_of_a_region_has_what_happens_in_it_and_in_the_blocs_of_its_countries(
    edition: Edition,
) -> None:
    made = feed(edition, changes(edition), TODAY, region="Northern Europe")
    assert made.title == "Exosome Atlas: Northern Europe"
    assert made.page == "changes?region=Northern+Europe"
    told = {tag for entry in made.entries for tag in entry.tags}
    assert told >= {"GB", "EU"}
    assert told.isdisjoint({"FR", "JP", "US"})


def test_a_position_names_some_of_the_notices_behind_it_and_counts_the_rest() -> None:
    def said(number: int) -> str:
        ids = [f"n-{each}" for each in range(number)]
        moved = edition_of(
            position("KR", "prohibited", effective_from="2026-09", notices=ids),
            notices=[notice(id_, jurisdiction="KR", relevance="context") for id_ in ids],
        )
        (entry,) = feed(moved, changes(moved), TODAY, place="KR").entries
        return dict(entry.said).get("Notices behind it", "")

    three = "; ".join(f"Invented notice n-{number}" for number in range(3))
    assert [said(number) for number in (0, 3, 5)] == ["", three, f"{three}; and 2 more"]


def test_a_notice_says_what_it_is_how_sure_it_is_and_that_it_is_listed_no_longer(
    edition: Edition,
) -> None:
    gone = notice("gone", kind="recall", url="https://example.org/gone", confidence="low",
                  relevance="category")  # fmt: skip
    given = edition_of(notices=[gone])
    given = replace(given, notices=given.notices.assign(delisted_on="2026-03-01"))
    (entry,) = feed(given, changes(given), TODAY).entries
    assert dict(entry.said) == {
        "What": "Recall",
        "Relevance": edition.vocabularies.relevance.label("category"),
        "Notice published": "15 January 2026",
        "No longer listed by its source since": "1 March 2026",
        "Summary": "Invented.",
        "Confidence": "Low · Read: Issuer's own text · Last checked: 22 November 2026",
    }
    assert entry.source == "https://example.org/gone"
    assert entry.tags == ("notice_published", "US", "recall", "reviewed")


def test_a_ban_from_above_that_still_holds_is_in_the_title() -> None:
    rules = [
        position("LA", "unclear", effective_from="2025-01-18"),
        position("ASEAN", "prohibited"),
    ]
    told = edition_of(*rules, blocs={"ASEAN": bloc("LA", "VN")})
    (entry,) = read(told, place="LA").entries
    said = "Unclear; Prohibited still, by the rule of Invented bloc (medium confidence)"
    assert entry.title.endswith(said)
    assert said in entry.content[0].value


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("conditional", "Conditional (low confidence)"),
        ("unclear", "Unclear (not a permission)"),
        ("no_specific_rule", "No specific rule (not a permission)"),
    ],
)
def test_a_title_says_what_is_no_sure_permission(status: str, said: str) -> None:
    rule = position("KR", status, effective_from="2026-09", confidence="low")
    (entry,) = read(edition_of(rule)).entries
    assert entry.title.endswith(f": {said}")


def test_the_same_change_has_the_same_id_in_every_feed_and_edition() -> None:
    def ids(status: str) -> set[str]:
        moved = edition_of(
            position("KR", status, effective_from="2026-09"),
            notices=[notice("a-ban", jurisdiction="KR", title_en=f"Invented: {status}")],
        )
        feeds = [read(moved), read(moved, place="KR"), read(moved, scenario="injected_or_iv")]
        assert len({tuple(entry.id for entry in each.entries) for each in feeds}) == 1
        return {entry.id for entry in feeds[0].entries}

    assert len(ids("prohibited")) == 2
    # What is read better afterwards is the same change still.
    assert ids("prohibited") == ids("conditional")


def test_what_a_program_read_says_so_and_what_was_amended_says_how(programs: Programs) -> None:
    entries = feedparser.parse(programs.ask("/feeds/place/KR.atom").content).entries
    of_alert = [entry for entry in entries if ALERT in entry.link]
    amended = next(entry for entry in of_alert if "notice_amended" in str(entry.tags))
    assert "Machine-read" in amended.title
    said = amended.content[0].value
    assert "nobody has checked them yet" in said
    assert "Old &lt;b&gt;alert&lt;/b&gt; → New &lt;b&gt;alert&lt;/b&gt;" in said
    assert "Safety alert → Recall" in said
    assert len([entry for entry in of_alert if entry.id == amended.id]) == 1


def test_what_was_amended_far_down_a_long_text_is_seen() -> None:
    same = "Invented. " * 100
    rows = [("a-ban", "2026-11-20", "notice_amended", "summary", f"{same}Old", f"{same}New")]
    changed = replace(
        edition_of(notices=[notice("a-ban")]),
        notice_changes=pd.DataFrame(rows, columns=list(NOTICE_CHANGE_COLUMNS), dtype=object),
    )
    (said,) = (entry.content[0].value for entry in read(changed).entries if "Old" in str(entry))
    assert re.search(r"Changed: summary:</strong> ….*Old → ….*New", said)


def test_what_comes_into_force_later_is_not_yet_told() -> None:
    later = edition_of(
        position("KR", "prohibited", effective_from="2027-01-01", verified_on="2026-11-23")
    )
    empty = read(later, place="KR")
    assert empty.entries == []
    # The day on which the data were checked, whatever day it is.
    assert empty.feed.updated == "2026-11-23T00:00:00Z"


def test_hostile_text_stays_text(programs: Programs) -> None:
    content = programs.ask(f"/feeds/place/{PLACE}.atom").content.decode()
    for entry in ET.fromstring(content).findall(f"{ATOM}entry"):
        said = entry.findtext(f"{ATOM}content") or ""
        assert f"<script>window.{RAN}" not in said
        assert "<img" not in said
        assert not re.search(r'href="(?!https?://)', said)
        assert len(entry.findtext(f"{ATOM}title") or "") < 300
        assert not [link for link in entry.findall(f"{ATOM}link")
                    if not (link.get("href") or "").startswith("http")]  # fmt: skip
    assert "\u202e" not in content
    assert LONG not in content
    assert ET.fromstring(content).find(f"{ATOM}entry") is not None
    # The title keeps the words, of which a reader makes text.
    assert TAGS[:20] in content.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize("title", ["\x00\x1b", "\ufffe\uffff", "\u2028", "]]>", "&amp;"])
def test_no_title_makes_a_feed_that_cannot_be_read(title: str) -> None:
    odd = edition_of(notices=[notice("odd", title=title, title_en=f"Invented {title}")])
    made = feed(odd, changes(odd), TODAY)
    parsed = feedparser.parse(atom(made, HOME))
    assert not parsed.bozo
    assert "Invented" in parsed.entries[0].title
    assert len(atoma.parse_json_feed_bytes(json_feed(made, HOME)).items) == 1
