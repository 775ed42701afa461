"""What a scraper brings: new, amended, gone and back again, in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from atlas.changes import changes
from atlas.facts import Facts
from atlas.store import FieldChange, Remembered, Store, open_store
from atlas.store.standing import insert
from tests.atlas.factories import description
from tests.atlas.store.databases import FreshUrl
from tests.atlas.store.earlier_schema import make_schema
from tests.atlas.store.examples import MONDAY, a_harvest, a_notice, a_row, facts_with


@pytest.fixture(scope="module")
def filled_url(dialect: str, fresh_url: FreshUrl, facts: Facts) -> str:
    """The URL of a store with one notice from data/ and one source, to be copied."""
    url = fresh_url(dialect)
    with open_store(url) as store:
        store.keep_catalogue({"us-x": description()})
        store.fill(facts_with(facts, a_notice("bundled", url="https://regulator.example/b")))
    return url


@pytest.fixture
def store(dialect: str, fresh_url: FreshUrl, filled_url: str) -> Iterator[Store]:
    """A store with one notice from data/ and one source."""
    with open_store(fresh_url(dialect, copy_of=filled_url)) as opened:
        yield opened


def standing(store: Store, id_: str) -> Any:
    notices = store.read_edition().notices.set_index("id")
    return notices.loc[id_] if id_ in notices.index else None


def test_a_new_notice_stands_machine_read_with_where_and_when_it_was_found(store: Store) -> None:
    report = store.keep_run(a_harvest(a_row("a", title="外泌體 recall")))
    assert report.new == ("us-x-a",)
    row = standing(store, "us-x-a")
    assert (row.review, row.source_id, row.via) == ("machine_read", "us-x", "live")
    assert (row.first_seen, row.last_checked, row.version) == ("2026-11-23", "2026-11-23", 1)
    assert store.search("外泌體") == ["us-x-a"]


def test_the_same_again_on_the_same_day_moves_nothing(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a")))
    revision = store.revision()
    report = store.keep_run(a_harvest(a_row("a")))
    assert (report.moved, report.unchanged, store.revision()) == (False, 1, revision)


def test_another_day_moves_the_day_of_the_last_look_only(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a")))
    revision = store.revision()
    tuesday = MONDAY + timedelta(days=1)
    # Known to be unchanged without having been read: its page answered "not modified".
    assert not store.keep_run(a_harvest(listed={"a"}, day=tuesday)).moved
    row = standing(store, "us-x-a")
    assert (row.first_seen, row.last_checked, row.version) == ("2026-11-23", "2026-11-24", 1)
    assert store.revision() == revision + 1
    assert store.versions("us-x-a") == []


def test_what_its_source_changed_is_told_field_by_field_and_the_earlier_version_kept(
    store: Store,
) -> None:
    store.keep_run(a_harvest(a_row("a", title="Old", published="2026-11-02")))
    tuesday = MONDAY + timedelta(days=1)
    later = a_row("a", id="another-id", title="New", published="2026-11-20", origin=["animal"])
    report = store.keep_run(a_harvest(later, day=tuesday))
    assert report.amended == {
        "us-x-a": (
            FieldChange("title", "Old", "New"),
            FieldChange("published", "2026-11-02", "2026-11-20"),
            FieldChange("origin", "human", "animal"),
        )
    }
    assert [version.record["title"] for version in store.versions("us-x-a")] == ["Old"]
    row = standing(store, "us-x-a")
    assert (row.title, row.version, row.first_seen) == ("New", 2, "2026-11-23")
    stream = changes(store.read_edition())
    told = stream[stream["event"] == "notice_amended"]
    assert set(told["field"]) == {"title", "published", "origin"}
    assert set(told["date"]) == {"2026-11-24"}
    assert ("Old", "New") in set(zip(told["before"], told["after"], strict=True))
    assert (standing(store, "another-id"), store.search("old")) == (None, [])


@pytest.mark.parametrize(
    ("changed", "ours"), [({"title": "Better read"}, True), ({"origin": ["animal"]}, False)]
)
def test_what_we_read_better_is_a_version_but_no_change_of_the_source(
    store: Store, changed: dict[str, Any], ours: bool
) -> None:
    store.keep_run(a_harvest(a_row("a")))
    report = store.keep_run(a_harvest(a_row("a", **changed), ours=ours))
    assert (report.amended, report.reread) == ({}, ("us-x-a",))
    assert len(store.versions("us-x-a")) == 1
    assert "notice_amended" not in set(changes(store.read_edition())["event"])


def test_what_is_gone_is_marked_and_what_comes_back_is_unmarked(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a"), a_row("b")))
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    assert store.keep_run(a_harvest(a_row("a"), gone={"b"}, day=tuesday)).delisted == ("us-x-b",)
    assert standing(store, "us-x-b").delisted_on == "2026-11-24"
    assert store.keep_run(a_harvest(a_row("a"), gone={"b"}, day=tuesday)).delisted == ()
    assert store.keep_run(a_harvest(a_row("a"), a_row("b"), day=friday)).relisted == ("us-x-b",)
    assert not isinstance(standing(store, "us-x-b").delisted_on, str)
    stream = changes(store.read_edition())
    told = stream[stream["notices"] == ("us-x-b",)]
    assert list(zip(told["event"], told["date"], strict=True)) == [
        ("notice_relisted", "2026-11-27"),
        ("notice_delisted", "2026-11-24"),
        ("notice_published", "2025-09"),
    ]


def test_whatever_a_run_does_to_what_stands_moves_the_revision_once(store: Store) -> None:
    steps = {
        "new": a_harvest(a_row("c"), a_row("a"), a_row("b")),
        "amended": a_harvest(a_row("a", title="Another title")),
        "reread": a_harvest(a_row("a", title="Better read"), ours=True),
        "delisted": a_harvest(gone={"c", "b", "a"}),
        "relisted": a_harvest(listed={"c", "b", "a"}),
        "withdrawn": a_harvest(irrelevant={"c": None, "a": None, "b": None}),
    }
    for what, harvest in steps.items():
        revision = store.revision()
        report = store.keep_run(harvest)
        assert report.moved, what
        assert store.revision() == revision + 1, what
        touched = ["us-x-c", "us-x-a", "us-x-b"] if what == "new" else ["us-x-a"]
        if what in ("delisted", "relisted", "withdrawn"):
            touched = ["us-x-a", "us-x-b", "us-x-c"]
        assert list(getattr(report, what)) == touched
    assert not store.keep_run(a_harvest()).moved
    assert store.revision() == revision + 1


def test_absence_alone_means_nothing(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a")))
    assert store.keep_run(a_harvest()).delisted == ()


def test_what_is_listed_or_never_was_is_not_gone(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a")))
    assert store.keep_run(a_harvest(listed={"a"}, gone={"a", "never"})).delisted == ()


def test_what_turns_out_not_to_be_about_exosomes_no_longer_stands(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas.store.standing.AT_ONCE", 1)
    both, ids = (a_row("a"), a_row("b")), ("us-x-a", "us-x-b")
    store.keep_run(a_harvest(*both))
    assert store.keep_run(a_harvest(irrelevant={"a": None, "b": None})).withdrawn == ids
    assert standing(store, "us-x-a") is None
    assert len(store.versions("us-x-a")) == 1
    assert store.keep_run(a_harvest(*both)).new == ids
    assert [standing(store, id_).version for id_ in ids] == [2, 2]


def test_what_stands_in_data_is_left_alone(store: Store) -> None:
    same = a_row("a", url="https://regulator.example/b", published="2025-09", title="Scraped")
    report = store.keep_run(a_harvest(same, a_row("b", id="bundled", title="Scraped")))
    assert (report.in_data, report.amended) == (("bundled",), {})
    edition = store.read_edition()
    assert edition.stands_for == {"us-x-a": "bundled"}
    assert edition.notices["title"].tolist() == ["Plain notice"]


def test_what_a_person_has_accepted_is_still_told_to_be_gone(store: Store, facts: Facts) -> None:
    store.keep_run(a_harvest(a_row("a"), a_row("b")))
    accepted = [a_notice(id_, source_id="us-x") for id_ in ("us-x-a", "us-x-b")]
    store.fill(facts_with(facts, *accepted))
    report = store.keep_run(a_harvest(a_row("b"), gone={"a"}, day=TUESDAY))
    assert (report.delisted, report.relisted) == (("us-x-a",), ())
    edited = [a_notice("us-x-a", source_id="us-x", title="Better"), accepted[1]]
    store.fill(facts_with(facts, *edited))
    gone = standing(store, "us-x-a")
    assert (gone.review, gone.title, gone.delisted_on) == ("reviewed", "Better", "2026-11-24")
    assert "notice_delisted" in set(changes(store.read_edition())["event"])
    assert store.keep_run(a_harvest(listed={"a"}, day=TUESDAY)).relisted == ("us-x-a",)
    assert not isinstance(standing(store, "us-x-a").delisted_on, str)


def test_what_stands_in_data_without_an_address_is_no_other_notice_without_one(
    store: Store, facts: Facts
) -> None:
    store.fill(facts_with(facts, a_notice("bare", url=None, published="2025-09-01")))
    bare = {"url": None, "published": "2025-09-01"}
    report = store.keep_run(a_harvest(a_row("a", id="bare", **bare), a_row("b", **bare)))
    assert (report.in_data, report.new) == (("bare",), ("us-x-b",))


def test_a_notice_that_a_person_puts_into_data_does_not_stand_twice(
    store: Store, facts: Facts
) -> None:
    store.keep_run(a_harvest(a_row("a")))
    by_hand = a_notice("by-hand", url="https://x.example/a", published="2025-09")
    store.fill(facts_with(facts, by_hand))
    for amended in ((), ("us-x-a",)):
        assert set(store.read_edition().notices["id"]) == {"by-hand"}
        report = store.keep_run(
            a_harvest(a_row("a", title="Amended" if amended else "Plain notice"))
        )
        assert tuple(report.amended) == amended


def test_what_was_read_better_before_a_person_accepted_it_is_no_change_of_its_source(
    store: Store, facts: Facts
) -> None:
    store.keep_run(a_harvest(a_row("a", summary="As the page said.")))
    store.keep_run(a_harvest(a_row("a", summary="As the page says it."), day=TUESDAY))
    read_better = a_row("a", summary="As the page says.")
    store.keep_run(a_harvest(read_better, day=TUESDAY, ours=True))
    store.fill(facts_with(facts, a_notice("us-x-a", source_id="us-x")))
    wednesday = TUESDAY + timedelta(days=1)
    assert store.keep_run(a_harvest(read_better, day=wednesday)).amended == {}
    lifted = read_better | {"title": "Lifted"}
    for expected in ((FieldChange("title", "Plain notice", "Lifted"),), ()):
        report = store.keep_run(a_harvest(lifted, day=wednesday))
        assert report.amended.get("us-x-a", ()) == expected


def test_what_the_source_changed_of_an_accepted_notice_is_told_once_and_data_is_left_alone(
    store: Store, facts: Facts
) -> None:
    store.keep_run(a_harvest(a_row("a", title="Ban")))
    accepted = a_notice("us-x-a", title="Ban", url="https://x.example/a", source_id="us-x")
    store.fill(facts_with(facts, accepted))

    def told_of(row: dict[str, Any], day: int, **how: Any) -> list[tuple[str, str | None]]:
        report = store.keep_run(a_harvest(row, day=MONDAY + timedelta(days=day), **how))
        assert report.in_data == ("us-x-a",)
        return [(each.field, each.after) for each in report.amended.get("us-x-a", ())]

    assert told_of(a_row("a", title="Ban", summary=""), 1) == []
    assert told_of(a_row("a", title="Better read"), 2, ours=True) == []
    lifted = a_row("a", title="Ban, lifted", summary="It is lifted.")
    expected = [("title", "Ban, lifted"), ("summary", "It is lifted.")]
    assert told_of(lifted, 3) == expected
    assert told_of(lifted, 4) == []
    assert told_of(a_row("a", title="Ban", summary="It is lifted."), 5) == [("title", "Ban")]
    assert standing(store, "us-x-a").title == "Ban"
    stream = changes(store.read_edition())
    amended = stream[stream["event"] == "notice_amended"]
    assert list(amended["after"]) == ["Ban", "It is lifted.", "Ban, lifted"]
    assert set(amended["review"]) == {"reviewed"}


def test_of_what_stands_in_data_it_is_told_once_that_its_page_is_silent_by_now(
    store: Store, facts: Facts
) -> None:
    page = "https://x.example/b/"
    rows = [a_row(key, url=f"https://x.example/{key}") for key in "abcd"]
    rows += [a_row("e", url="https://x.example/c")]
    store.keep_run(a_harvest(*rows))
    written = [a_notice(id_, url=page.replace("b", id_)) for id_ in ("b", "c")]
    store.fill(facts_with(facts, a_notice("us-x-a", source_id="us-x"), *written))
    silent = dict.fromkeys("abcd")
    told = store.keep_run(a_harvest(irrelevant=silent)).amended
    expected = (FieldChange("relevance", "direct", None),)
    assert told == {"us-x-a": expected, "b": expected}, "c is a page of many, d of nobody"
    assert store.keep_run(a_harvest(irrelevant=silent)).amended == {}
    stream = changes(store.read_edition())
    amended = stream[stream["event"] == "notice_amended"]
    assert sorted(amended["notices"]) == [("b",), ("us-x-a",)]
    again = (FieldChange("relevance", None, "direct"),)
    back = a_row("a", title="Lifted"), a_row("b", url="https://x.example/b")
    returned = store.keep_run(a_harvest(*back)).amended
    assert returned == {
        "us-x-a": (FieldChange("title", "Plain notice", "Lifted"), *again),
        "b": again,
    }
    assert store.keep_run(a_harvest(irrelevant=silent)).amended == {
        "us-x-a": expected,
        "b": expected,
    }
    assert store.keep_run(a_harvest(back[0])).amended == {"us-x-a": again}
    assert store.keep_run(a_harvest(back[0], listed=["a"])).amended == {}


def test_what_another_source_said_all_along_is_no_return_of_what_fell_silent(
    store: Store, facts: Facts
) -> None:
    store.keep_catalogue({"us-x": description(), "us-y": description()})
    store.fill(facts_with(facts, a_notice("b", url="https://x.example/b")))
    store.keep_run(a_harvest(a_row("b")))
    there = [a_row(key, id=f"us-y-{key}", url=f"https://x.example/{key}") for key in "bc"]
    store.keep_run(a_harvest(*there, source_id="us-y"))
    assert set(store.keep_run(a_harvest(irrelevant={"b": None})).amended) == {"b"}
    unmoved = a_harvest(source_id="us-y", listed=["b", "c"], irrelevant={"c": None})
    assert store.keep_run(unmoved).amended == {}
    told_later = a_row("d", id="us-y-d", url="https://x.example/b")
    assert store.keep_run(a_harvest(told_later, source_id="us-y")).amended == {}


def test_the_silence_of_a_page_is_told_of_what_has_its_title_and_day_and_no_address(
    store: Store, facts: Facts
) -> None:
    title, other, day = "Recall of exosome serum", "Recall of another serum", "2026-11-02"
    of_a = a_row("a", title=title, published=day)
    others = [a_row(key, title=other, published=day) for key in "bc"]
    store.keep_run(a_harvest(of_a, *others))
    written = [
        a_notice("same", title=f"{title}.", published=day),
        a_notice("of-many", title=other, published=day),
        a_notice("of-another-day", title=title, published="2026-11-03"),
    ]
    store.fill(facts_with(facts, *written))
    assert set(store.keep_run(a_harvest(irrelevant={"a": None, "b": None})).amended) == {"same"}


def test_of_what_a_person_accepted_another_entry_of_its_page_says_nothing(
    store: Store, facts: Facts
) -> None:
    page = "https://x.example/page"
    store.keep_run(a_harvest(a_row("a", url=page), a_row("b", url=page)))
    store.fill(facts_with(facts, a_notice("us-x-a", source_id="us-x", url=page)))
    lifted = a_row("a", url=page, title="Lifted")
    (changed,) = store.keep_run(a_harvest(lifted, irrelevant={"b": None})).amended["us-x-a"]
    assert changed.after == "Lifted"
    assert set(store.keep_run(a_harvest(irrelevant={"a": None})).amended) == {"us-x-a"}
    back = a_harvest(a_row("b", url=page), irrelevant={"a": None})
    assert store.keep_run(back).amended == {}


def test_a_page_on_which_another_entry_tells_of_the_act_by_now_is_not_silent(
    store: Store, facts: Facts
) -> None:
    page = "https://x.example/b"
    store.fill(facts_with(facts, a_notice("b", url=page)))
    store.keep_run(a_harvest(a_row("b")))
    moved = a_harvest(a_row("c", url=page), irrelevant={"b": None})
    assert store.keep_run(moved).amended == {}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({}, {"reread": {"a"}, "irrelevant": {"a": None, "b": None}}),
        ({}, {"gone": {"a"}, "irrelevant": {"b": None}}),
        ({"listed": {"b"}, "gone": {"a"}}, {"irrelevant": {"b": None}}),
    ],
)
def test_an_entry_that_is_there_no_more_does_not_speak_for_its_page(
    store: Store, facts: Facts, first: dict[str, Any], then: dict[str, Any]
) -> None:
    page = "https://x.example/page"
    store.fill(facts_with(facts, a_notice("hand", url=page)))
    store.keep_run(a_harvest(a_row("a", url=page), a_row("b", url=page)))
    store.keep_run(a_harvest(**{"listed": {"a", "b"}} | first))
    assert set(store.keep_run(a_harvest(**then)).amended) == {"hand"}


def test_an_entry_that_is_listed_again_speaks_for_its_page(store: Store, facts: Facts) -> None:
    page = "https://x.example/page"
    store.fill(facts_with(facts, a_notice("hand", url=page)))
    store.keep_run(a_harvest(a_row("a", url=page), a_row("b", url=page)))
    store.keep_run(a_harvest(listed={"b"}, gone={"a"}))
    assert store.keep_run(a_harvest(listed={"a"}, irrelevant={"b": None})).amended == {}


@pytest.mark.parametrize("how", [{"ours": True}, {"via": "archive"}, {"reread": {"a", "b"}}])
def test_what_we_read_otherwise_makes_no_page_silent(
    store: Store, facts: Facts, how: dict[str, Any]
) -> None:
    store.keep_run(a_harvest(a_row("a"), a_row("b", url="https://x.example/b")))
    by_hand = a_notice("b", url="https://x.example/b")
    store.fill(facts_with(facts, a_notice("us-x-a", source_id="us-x"), by_hand))
    assert store.keep_run(a_harvest(irrelevant={"a": None, "b": None}, **how)).amended == {}


def test_the_better_words_of_who_accepted_a_notice_are_no_change_at_its_source(
    store: Store, facts: Facts
) -> None:
    store.keep_run(a_harvest(a_row("a", title="Ban", summary="As the site has it.")))
    store.fill(facts_with(facts, a_notice("us-x-a", title="Ban (2025)", source_id="us-x")))
    same = store.keep_run(a_harvest(a_row("a", title="Ban", summary="As the site has it.")))
    assert (same.in_data, same.amended) == (("us-x-a",), {})
    (changed,) = store.keep_run(
        a_harvest(a_row("a", title="Ban, lifted", summary="As the site has it."), day=TUESDAY)
    ).amended["us-x-a"]
    assert (changed.field, changed.before, changed.after) == ("title", "Ban", "Ban, lifted")


def test_an_old_capture_does_not_overwrite_what_the_site_said(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a", title="Today")))
    store.keep_run(a_harvest(a_row("a", title="Years ago", via="wayback")))
    assert standing(store, "us-x-a").title == "Today"


def test_an_old_capture_does_not_overwrite_a_later_one(store: Store) -> None:
    def captured(moment: str, title: str) -> dict[str, Any]:
        page = f"https://web.archive.org/web/{moment}/https://x.example/a"
        return a_row("a", title=title, via="wayback", read_url=page)

    store.keep_run(a_harvest(captured("20250205120000", "Later"), via="wayback"))
    store.keep_run(a_harvest(captured("20240105120000", "Earlier"), via="wayback"))
    assert standing(store, "us-x-a").title == "Later"
    store.keep_run(a_harvest(captured("20250206120000", "Latest"), via="wayback"))
    assert standing(store, "us-x-a").title == "Latest"
    store.keep_run(a_harvest(a_row("a", title="Today")))
    assert standing(store, "us-x-a").title == "Today"


@pytest.mark.parametrize("via", ["archive", "wayback"])
def test_what_turns_out_irrelevant_in_an_old_capture_withdraws_nothing_that_was_said_later(
    store: Store, via: str
) -> None:
    def capture(year: int) -> str:
        return f"https://web.archive.org/web/{year}0105120000/https://x.example/old"

    old = a_row("old", via="wayback", read_url=capture(2024))
    store.keep_run(a_harvest(a_row("a")))
    store.keep_run(a_harvest(old, via="wayback"))
    for year, withdrawn in ((2023, ()), (2024, ("us-x-old",))):
        irrelevant = {"a": capture(year), "old": capture(year)}
        assert store.keep_run(a_harvest(irrelevant=irrelevant, via=via)).withdrawn == withdrawn


TUESDAY = MONDAY + timedelta(days=1)


def test_nothing_that_captures_say_takes_away_or_brings_back_what_the_site_listed(
    store: Store,
) -> None:
    store.keep_run(a_harvest(a_row("a"), a_row("gone")))
    store.keep_run(a_harvest(a_row("a"), gone={"gone"}, day=TUESDAY))
    old = "https://web.archive.org/web/20240105120000/https://x.example/old"
    store.keep_run(a_harvest(a_row("old", via="wayback", read_url=old), via="wayback"))
    friday = MONDAY + timedelta(days=4)
    of_today = "https://web.archive.org/web/20261127060000/https://x.example/list"
    harvest = a_harvest(
        listed={"a", "gone"}, irrelevant={"a": of_today, "old": of_today}, day=friday,
        via="wayback", memory={"n": 1},
    )  # fmt: skip
    report = store.keep_run(harvest)
    assert (report.withdrawn, report.relisted) == (("us-x-old",), ())
    assert standing(store, "us-x-a").last_checked == "2026-11-24"
    assert standing(store, "us-x-gone").delisted_on == "2026-11-24"
    assert store.remembered(["us-x"])["us-x"].memory == {}


@pytest.mark.parametrize("fault", [None, "outage"], ids=["whole", "in part"])
@pytest.mark.parametrize("via", ["live", "archive"])
def test_what_was_read_before_what_stands_is_outdated(
    store: Store, fault: str | None, via: str
) -> None:
    part = {"fault": fault, "remark": "newer", "memory": {"n": 1}}
    store.keep_run(a_harvest(a_row("a", title="Newer"), day=TUESDAY, **part))
    before = store.sources()
    older = a_harvest(a_row("a", title="Older"), a_row("b"), gone={"a"}, via=via)
    assert store.keep_run(older).outdated
    assert standing(store, "us-x-a").title == "Newer"
    assert (standing(store, "us-x-b"), store.sources()) == (None, before)
    assert store.remembered(["us-x"])["us-x"].memory == {"n": 1}


def test_what_was_compared_with_what_stands_is_kept_whatever_the_clocks_say(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a"), day=TUESDAY))
    known = store.remembered(["us-x"])["us-x"]
    assert not store.keep_run(a_harvest(a_row("a"), a_row("b")), known).outdated
    assert standing(store, "us-x-a").last_checked == "2026-11-23"
    assert store.remembered(["us-x"])["us-x"].kept_at == a_harvest().started_at


def test_what_a_clock_that_was_ahead_found_was_seen_by_the_day_of_the_next_look(
    store: Store,
) -> None:
    """Undated, it would be known to be out from that day on, and hidden until then."""
    found = [a_row(key, published=None) for key in ("same", "other")]
    store.keep_run(a_harvest(*found, day=date(2999, 1, 1)))
    known = store.remembered(["us-x"])["us-x"]
    store.keep_run(a_harvest(found[0], found[1] | {"title": "Amended"}), known)
    for id_ in ("us-x-same", "us-x-other"):
        row = standing(store, id_)
        assert (row.first_seen, row.last_checked) == ("2026-11-23", "2026-11-23")


def test_a_source_read_last_by_a_clock_that_was_ahead_is_stale_and_its_faults_are_told(
    store: Store,
) -> None:
    store.keep_run(a_harvest(a_row("a"), day=date(2999, 1, 1)))
    now = datetime.now(UTC)
    assert store.sources()[0].verdict(now) == "stale"
    store.keep_failure("us-x", tried_at=now, fault="outage", message="silent", seconds=1.0)
    assert store.sources()[0].verdict(now) == "outage"


def test_what_was_compared_with_what_another_run_has_replaced_since_is_not_kept(
    store: Store,
) -> None:
    def known() -> Remembered:
        return store.remembered(["us-x"])["us-x"]

    never = known()
    store.keep_run(a_harvest(a_row("a", title="First")), never)
    first = known()
    # An older run ends while a newer one, which finds all as it was at first, is under way.
    store.keep_run(a_harvest(a_row("a", title="Second"), day=TUESDAY), first)
    wednesday = TUESDAY + timedelta(days=1)
    for before in (never, first):
        report = store.keep_run(a_harvest(listed={"a"}, day=wednesday), before)
        assert (report.outdated, report.unchanged) == (True, 0)
    assert store.remembered(["us-x"])["us-x"] == known()
    assert standing(store, "us-x-a").last_checked == "2026-11-24"
    again = store.keep_run(a_harvest(a_row("a", title="First"), day=wednesday), known())
    assert list(again.amended) == ["us-x-a"]


def test_the_archive_read_again_tells_nothing_of_what_is_listed_today(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a"), a_row("b")))
    store.keep_run(a_harvest(a_row("a"), gone={"b"}, day=TUESDAY))
    (before,) = store.sources()
    read_again = a_harvest(
        a_row("a", summary="Better read"), listed={"a", "b"}, ours=True, day=TUESDAY, via="archive"
    )
    friday = MONDAY + timedelta(days=4)
    report = store.keep_run(replace(read_again, seen_on=friday))
    assert (report.reread, report.relisted) == (("us-x-a",), ())
    row = standing(store, "us-x-a")
    assert (row.summary, row.last_checked) == ("Better read", "2026-11-24")
    assert standing(store, "us-x-b").delisted_on == "2026-11-24"
    assert store.sources() == [before]


def test_an_older_run_that_ends_after_one_that_failed_is_kept_and_the_failure_stays_told(
    store: Store,
) -> None:
    tuesday = datetime(2026, 11, 24, 6, tzinfo=UTC)
    store.keep_failure("us-x", tried_at=tuesday, fault="outage", message="silent", seconds=3)
    assert store.keep_run(a_harvest(a_row("a"), memory={"n": 1})).new == ("us-x-a",)
    (record,) = store.sources()
    assert (record.tried_at, record.fault, record.failures) == (tuesday, "outage", 1)
    assert (record.good_at, record.message) == (tuesday - timedelta(days=1), "silent")
    assert store.remembered(["us-x"])["us-x"].memory == {"n": 1}


def test_the_failure_of_an_older_run_does_not_hide_how_a_newer_one_fared(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a"), day=TUESDAY))
    before = store.sources()
    monday = datetime(2026, 11, 23, 6, tzinfo=UTC)
    store.keep_failure("us-x", tried_at=monday, fault="outage", message="silent", seconds=3)
    assert store.sources() == before


def test_one_sources_run_leaves_the_others_notices_alone(store: Store) -> None:
    store.keep_run(a_harvest(a_row("a")))
    report = store.keep_run(a_harvest(a_row("z", id="kr-z"), source_id="kr-x"))
    assert (report.delisted, report.new) == ((), ("kr-z",))


def test_malformed_rows_are_refused_whole(store: Store) -> None:
    with pytest.raises(ValueError, match="two rows"):
        store.keep_run(a_harvest(a_row("a"), a_row("a")))
    with pytest.raises(ValueError, match="version"):
        store.keep_run(a_harvest(a_row("a"), a_row("b", version=3)))
    assert standing(store, "us-x-a") is None


def test_a_fault_in_the_middle_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep_run(a_harvest(a_row("a", title="Before")))

    def insert_and_break(*arguments: Any) -> None:
        insert(*arguments)
        raise RuntimeError("the process ends here")

    monkeypatch.setattr("atlas.store.harvest.insert", insert_and_break)
    tuesday = MONDAY + timedelta(days=1)
    with pytest.raises(RuntimeError):
        store.keep_run(a_harvest(a_row("a", title="After"), a_row("b"), day=tuesday))
    assert (standing(store, "us-x-a").title, standing(store, "us-x-b")) == ("Before", None)
    assert store.search("after") == []


def test_a_failure_is_recorded_and_what_stood_before_stands(store: Store) -> None:
    now = datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert store.sources()[0].verdict(now) == "untried"
    store.keep_run(a_harvest(a_row("a"), counts={"seen": 9}, memory={"pages": 1}))
    (good,) = store.sources()
    assert (good.verdict(now), good.notices, good.counts) == ("ok", 1, {"seen": 9})
    for _ in range(2):
        store.keep_failure("us-x", tried_at=now, fault="outage", message="silent", seconds=3)
    (failed,) = store.sources()
    assert (failed.verdict(now), failed.failures, failed.why(now)) == ("outage", 2, "silent")
    assert (failed.good_at, failed.tried_at) == (good.good_at, now)
    known = store.remembered(["us-x", "us-never"])
    assert known["us-x"].memory == {"pages": 1}
    assert known["us-x"].keys == {"a": "us-x-a"}
    assert [known[id_].tried for id_ in ("us-x", "us-never")] == [True, False]
    assert (known["us-never"].memory, known["us-never"].keys) == ({}, {})
    assert standing(store, "us-x-a").title == "Plain notice"
    store.keep_run(a_harvest(a_row("a"), day=date(2026, 11, 25)))
    assert store.sources()[0].failures == 0


def test_what_was_read_in_part_is_kept_and_counts_as_a_failure(store: Store) -> None:
    now = datetime(2026, 11, 25, 6, tzinfo=UTC)
    store.keep_run(a_harvest(a_row("a"), counts={"seen": 9}))
    (good,) = store.sources()
    part = {"fault": "broken", "remark": "Only 1 of 2", "counts": {"seen": 4}}
    for day in (24, 25):
        row = a_row("b", title=f"Read on {day}")
        report = store.keep_run(a_harvest(row, day=date(2026, 11, day), memory={"n": 1}, **part))
    assert len(report.amended) == 1
    (record,) = store.sources()
    assert (record.verdict(now), record.failures, record.why(now)) == ("broken", 2, "Only 1 of 2")
    assert (record.good_at, record.tried_at) == (good.good_at, now)
    assert (record.counts, record.notices) == ({"seen": 4}, 2)
    assert store.remembered(["us-x"])["us-x"].memory == {"n": 1}
    store.keep_run(a_harvest(a_row("a"), day=date(2026, 11, 26)))
    (record,) = store.sources()
    assert (record.failures, record.fault, record.message) == (0, None, None)


def test_a_catalogue_replaces_the_one_before_and_keeps_the_health_of_what_stays(
    store: Store,
) -> None:
    store.keep_run(a_harvest(a_row("a")))
    store.keep_catalogue({"us-x": description(), "us-y": description(enabled=False)})
    assert [(source.id, source.good_at is None) for source in store.sources()] == [
        ("us-x", False),
        ("us-y", True),
    ]
    store.keep_catalogue({"us-x": description()})
    assert [source.id for source in store.sources()] == ["us-x"]


def test_a_source_that_left_the_catalogue_while_it_was_read_is_none_of_its_sources(
    store: Store,
) -> None:
    store.keep_catalogue({"us-y": description()})
    store.keep_run(a_harvest(a_row("a"), memory={"n": 1}))
    assert [source.id for source in store.sources()] == ["us-y"]
    assert store.remembered(["us-x"])["us-x"].memory == {"n": 1}


def test_a_store_of_the_first_schema_is_brought_to_this_one(
    fresh_url: FreshUrl, dialect: str, facts: Facts
) -> None:
    url = fresh_url(dialect)
    make_schema(url, "0001")
    with open_store(url) as store:
        store.fill(facts_with(facts, a_notice("one")))
        assert store.keep_run(a_harvest(a_row("a"))).new == ("us-x-a",)
        assert set(store.read_edition().notices["id"]) == {"one", "us-x-a"}


def test_what_a_store_of_the_second_schema_was_last_given_whole_is_not_replaced_by_older(
    fresh_url: FreshUrl, dialect: str
) -> None:
    url = fresh_url(dialect)
    make_schema(
        url,
        "0002",
        "INSERT INTO source (id, description, good_at, failures, counts, held, memory) "
        "VALUES ('us-x', '{}', '2026-11-24 06:00:00.000000', 0, '{}', '[]', '{}')",
    )
    with open_store(url) as store:
        assert store.keep_run(a_harvest(a_row("a"))).outdated
        assert not store.keep_run(a_harvest(a_row("a"), day=TUESDAY)).outdated
