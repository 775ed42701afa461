"""One look at a source: what is new, as it was, gone, held back; and what spoils the whole look."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from typing import Any

import pytest

from scrapers import reading
from scrapers.classify import Labels, classifier, classify, matcher
from scrapers.desk import desk
from scrapers.http.faults import (
    ConnectionLost,
    DisallowedByRobots,
    EmptyList,
    Forbidden,
    GoneFromAddress,
    LayoutChanged,
    NotTheFormat,
    RedirectLoop,
    ServerFault,
    SourceFault,
    TimedOut,
    TlsFault,
    TooFewRows,
    TooManyRequests,
    TooManyRows,
    UnsafeAddress,
)
from scrapers.reading import Look, Question, gone, load_in_advance, look_at, settle
from scrapers.remember import Notebook, SourceMemory
from tests.scrapers.invented_site import (
    HOST,
    LIST,
    PLAIN,
    InventedSite,
    a_page,
    a_source,
    an_entry,
)

TODAY = date(2026, 11, 23)


class Looks:
    """Looks at one source again and again, as runs do that can be kept."""

    def __init__(self, **changes: Any) -> None:
        self.source = a_source(**changes)
        self.notebook = Notebook()
        self.site = InventedSite(memory=self.notebook)
        self.memory = SourceMemory()
        self.known: set[str] = set()

    def look(self, **question: Any) -> Look:
        self.site.asked.clear()
        self.site.not_modified = 0
        look = look_at(
            self.source,
            self.site,
            Question(TODAY, **question),
            self.memory,
            self.notebook,
            self.known,
        )
        settle(look, ())
        self.memory = SourceMemory.of(look.memory.document(), "")
        self.known |= {found.item.key for found in look.found}
        return look

    def listing(self, *entries: dict[str, Any]) -> None:
        self.site.answers[LIST] = list(entries)
        for entry in entries:
            self.site.answers.setdefault(entry["link"], a_page())


def keys(look: Look) -> list[str]:
    return [found.item.key for found in look.found]


@pytest.fixture
def looks() -> Looks:
    return Looks()


def test_only_what_is_about_exosomes_is_found_and_opened(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b", PLAIN))
    look = looks.look()
    assert (keys(look), look.listed, look.irrelevant) == (["a"], ["a", "b"], 1)
    assert looks.site.asked == [LIST, f"{HOST}/notice/a"]
    assert "not authorised" in look.found[0].text
    assert look.irrelevant_keys == {"b"}


def test_an_entry_is_about_exosomes_by_whatever_the_list_says_of_it() -> None:
    options = a_source().options
    fields = {**options["fields"], "also": {"product": "{product}", "issuer": "{issuer}"}}
    looks = Looks(options={**options, "fields": fields})
    looks.listing(
        an_entry("plain", PLAIN, product="Peanut butter"),
        an_entry("text", PLAIN, text="The exosome serum of the same lot is recalled too."),
        an_entry("plain too", PLAIN),
        an_entry("product", PLAIN, product="Exosome serum, unapproved"),
        an_entry("issuer", PLAIN, issuer="Registry of approved exosome products"),
        an_entry("title"),
    )
    look = looks.look()
    assert keys(look) == ["text", "product", "title"]
    assert look.irrelevant_keys == {"plain", "plain too", "issuer"}


def test_a_source_may_ask_to_have_every_entry_opened() -> None:
    looks = Looks(detail={"selector": ["main"], "when": "all"})
    looks.listing(an_entry("a", PLAIN), an_entry("b", PLAIN))
    looks.site.answers[f"{HOST}/notice/b"] = a_page("Peanut butter only.")
    look = looks.look()
    assert keys(look) == ["a"]
    # What was opened for nothing is not opened again.
    looks.listing(an_entry("a", PLAIN), an_entry("b", PLAIN), an_entry("c", PLAIN))
    looks.look()
    assert f"{HOST}/notice/c" in looks.site.asked
    assert f"{HOST}/notice/b" not in looks.site.asked


def test_nothing_is_parsed_again_while_nothing_changes(
    looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks.listing(an_entry("a"), an_entry("b", PLAIN))
    looks.look()
    monkeypatch.setattr("scrapers.classify.classify", None)
    monkeypatch.setattr("scrapers.reading.read_detail", None)
    look = looks.look()
    assert (look.found, look.unchanged, look.irrelevant) == ([], {"a"}, 1)
    assert (look.unchanged_pages, looks.site.not_modified) == (1, 2)
    assert look.listed == ["a", "b"]


def test_what_its_own_page_changed_is_found_though_the_list_is_as_it_was(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"))
    looks.look()
    looks.site.answers[f"{HOST}/notice/a"] = a_page("The exosome product was burnt.")
    look = looks.look()
    assert (keys(look), look.unchanged) == (["a"], {"b"})
    assert "burnt" in look.found[0].text


def test_an_entry_that_changed_is_found_and_the_others_are_as_they_were(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"))
    looks.look()
    looks.listing(an_entry("a", date="2026-11-05"), an_entry("b"), an_entry("c"))
    look = looks.look()
    assert (keys(look), look.unchanged) == (["a", "c"], {"b"})


def test_a_list_is_asked_to_its_end_before_what_it_says_is_judged() -> None:
    more = f"{HOST}/more"
    looks = Looks(urls=[LIST, more])
    looks.listing(an_entry("a"))
    looks.site.answers[more] = [an_entry("b", PLAIN)]
    looks.look()
    looks.listing(an_entry("a"), an_entry("c", PLAIN))
    look = looks.look()
    assert looks.site.asked == [LIST, more, f"{HOST}/notice/a"]
    assert (look.unchanged, look.listed) == ({"a"}, ["a", "c", "b"])


def test_no_body_of_a_list_is_kept_until_all_lists_are_asked(looks: Looks) -> None:
    looks.listing(an_entry("a"))
    del looks.site.answers[f"{HOST}/notice/a"]
    (found,) = looks.look().found
    assert (found.response.url, found.response.body) == (LIST, b"")
    assert len(found.response.sha256) == 64


def test_words_are_looked_for_at_the_desk(looks: Looks, monkeypatch: pytest.MonkeyPatch) -> None:
    load_in_advance().join()  # it looks for a word too
    at_the_desk: list[bool] = []

    def relevant(labels: Labels) -> bool:
        at_the_desk.append(desk._reader == threading.get_ident())
        return labels.relevance is not None

    monkeypatch.setattr(Labels, "relevant", property(relevant))
    looks.listing(an_entry("a"), an_entry("b"), an_entry("c", "", text="Exosome serum"))
    del looks.site.answers[f"{HOST}/notice/b"]
    looks.look()
    assert len(at_the_desk) >= 4
    assert all(at_the_desk)


def test_what_judges_is_waited_for_away_from_the_desk(
    looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_desk: list[bool] = []

    class Loading:
        def join(self) -> None:
            at_the_desk.append(desk._reader == threading.get_ident())

    monkeypatch.setattr(reading, "load_in_advance", Loading)
    looks.listing(an_entry("a"))
    assert keys(looks.look()) == ["a"]
    assert at_the_desk
    assert not any(at_the_desk)


def test_what_judges_is_loaded_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(reading, "_load", lambda: loaded.append("loaded"))
    monkeypatch.setattr(reading, "_loader", cache(reading._loader.__wrapped__))
    with ThreadPoolExecutor(20) as pool:
        for thread in pool.map(lambda _: load_in_advance(), range(20)):
            thread.join()
    assert loaded == ["loaded"]


def test_the_first_notice_finds_all_words_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "_classifier", cache(classifier._classifier.__wrapped__))
    reading._load()
    prepared: list[object] = []
    monkeypatch.setattr(matcher, "_Anchors", prepared.append)
    assert classify("Exosome serum recalled", "It holds exosomes of human fat.").relevant
    assert classify("엑소좀 화장품 회수", "", language="ko").relevant
    assert prepared == []


def test_what_another_program_remembered_is_read_again(looks: Looks) -> None:
    looks.listing(an_entry("a"))
    looks.look()
    looks.memory = SourceMemory.of(looks.memory.document(), "another program")
    look = looks.look()
    assert (keys(look), looks.site.not_modified) == (["a"], 0)


def test_a_first_answer_of_not_modified_is_asked_for_whole(looks: Looks) -> None:
    looks.listing(an_entry("a"))
    looks.look()
    looks.memory.pages.clear()
    looks.memory.items.clear()
    assert keys(looks.look()) == ["a"]
    assert looks.site.asked.count(LIST) == 2


def test_an_entry_whose_page_cannot_be_read_goes_by_the_list_and_is_tried_again(
    looks: Looks,
) -> None:
    looks.listing(an_entry("a"), an_entry("b"))
    looks.site.answers[f"{HOST}/notice/a"] = ServerFault("status 503")
    look = looks.look()
    assert keys(look) == ["a", "b"]
    assert "status 503" in look.remarks[0]
    looks.site.answers[f"{HOST}/notice/a"] = a_page()
    look = looks.look()
    assert (keys(look), look.found[0].reread, look.unchanged) == (["a"], True, {"b"})
    assert looks.look().unchanged == {"a", "b"}


def test_a_notice_that_was_read_whole_does_not_shrink_to_what_the_list_says(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"))
    looks.look()
    looks.listing(an_entry("a", date="2026-11-05"), an_entry("b"))
    looks.site.answers[f"{HOST}/notice/a"] = ServerFault("status 503")
    look = looks.look()
    assert (look.found, [held.key for held in look.held]) == ([], ["a"])
    assert "a" in look.listed
    looks.site.answers[f"{HOST}/notice/a"] = a_page()
    assert keys(looks.look()) == ["a"]


def test_an_outage_of_pages_that_are_known_changes_nothing(looks: Looks) -> None:
    looks.listing(an_entry("a"))
    looks.look()
    looks.site.answers[f"{HOST}/notice/a"] = ServerFault("status 503")
    look = looks.look()
    assert (look.found, look.unchanged, look.held) == ([], {"a"}, [])


def test_pages_that_fail_one_after_the_other_fail_the_source(looks: Looks) -> None:
    looks.listing(*(an_entry(key) for key in "abcdefgh"))
    for key in "abcdefgh":
        looks.site.answers[f"{HOST}/notice/{key}"] = Forbidden("status 403")
    with pytest.raises(Forbidden):
        looks.look()
    assert len(looks.site.asked) == 1 + 3


@pytest.mark.parametrize(
    ("rows", "count", "fault"),
    [
        ({"min": 1, "max": 9}, 0, EmptyList),
        ({"min": 3, "max": 9}, 2, TooFewRows),
        ({"min": 3, "max": 9, "may_be_empty": True, "why": "rare"}, 2, TooFewRows),
        ({"min": 1, "max": 9}, 10, TooManyRows),
    ],
)
def test_a_list_outside_its_bounds_is_not_believed(
    rows: dict[str, Any], count: int, fault: type[Exception]
) -> None:
    looks = Looks(rows=rows)
    looks.listing(*(an_entry(str(number), PLAIN) for number in range(count)))
    with pytest.raises(fault):
        looks.look()


def test_a_source_that_may_be_empty_may_be_empty() -> None:
    looks = Looks(rows={"min": 3, "max": 9, "may_be_empty": True, "why": "rare"})
    looks.listing()
    assert looks.look().listed == []


def test_a_changed_layout_of_the_list_is_raised(looks: Looks) -> None:
    looks.site.answers[LIST] = '{"rows": []}'
    with pytest.raises(LayoutChanged):
        looks.look()


def test_since_leaves_out_what_was_published_before_and_calls_nothing_gone(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"), an_entry("c"))
    looks.look()
    looks.memory = SourceMemory(orders=looks.memory.orders)
    looks.listing(an_entry("a"), an_entry("c", date="2026-01-05"))
    look = looks.look(since=date(2026, 11, 1))
    assert (keys(look), look.gone) == (["a"], set())


def test_two_different_entries_under_one_key_cannot_both_be_right(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("a"), an_entry("a", "Another exosome recall"))
    look = looks.look()
    assert (keys(look), [held.title for held in look.held]) == (["a"], ["Another exosome recall"])
    assert look.found[0].item.title == "Recall of exosome serum"
    assert "key a; taken is the first, since their dates do not tell" in look.held[0].reason


def test_entries_under_one_key_that_say_the_same_are_one(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"), an_entry("a"))
    look = looks.look()
    assert (keys(look), look.held, look.listed) == (["a", "b"], [], ["a", "b"])


def an_amendment(day: str) -> dict[str, Any]:
    return an_entry("a", f"Recall of exosome serum, amended {day}", date=day)


@pytest.mark.parametrize("days", [("2026-11-02", "2026-11-20"), ("2026-11-20", "2026-11-02")])
def test_of_a_notice_that_stands_amended_beside_what_it_was_the_newer_is_taken(
    looks: Looks, days: tuple[str, str]
) -> None:
    looks.listing(an_amendment(days[0]), an_entry("b"), an_amendment(days[1]))
    for _ in range(2):
        look = looks.look()
        found = [found.item.title for found in look.found if found.item.key == "a"]
        assert found == ["Recall of exosome serum, amended 2026-11-20"]
        (held,) = look.held
        assert held.title == "Recall of exosome serum, amended 2026-11-02"
        assert "taken is the newest" in held.reason
        assert "amended 2026-11-20' (2026-11-20)" in held.reason
    assert look.listed == ["a", "b"]


@pytest.mark.parametrize(
    "days", [("2026-11-20", None), ("2026-11", "2026-11-20"), ("soon", "2026")]
)
def test_where_dates_do_not_tell_which_is_newer_the_first_is_taken(
    looks: Looks, days: tuple[str, str | None]
) -> None:
    first, second = (an_entry("a", f"Exosome recall {day}", date=day) for day in days)
    looks.listing(first, second)
    look = looks.look()
    assert [held.title for held in look.held] == [second["title"]]
    assert "the first" in look.held[0].reason


def test_one_faulty_entry_is_held_and_spoils_no_other(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"), an_entry("c"), an_entry("d"))
    looks.look()
    # b has lost its key, c its title; d really is gone, but might be the one without a key.
    nameless, untitled = an_entry("b", id=None), {**an_entry("c"), "title": None}
    looks.listing(an_entry("a"), nameless, untitled, an_entry("e"), an_entry("f"))
    for _ in range(2):
        look = looks.look()
        assert {held.key: held.reason for held in look.held} == {
            "": "nothing tells it from other entries",
            "c": "it has no title",
        }
        assert (look.gone, look.irrelevant_keys) == (set(), set())
    assert look.listed == ["a", "c", "e", "f"]
    assert "2 of 5 entries lack a title or link" in look.remarks


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("abcde", "abde", "c"),
        ("abcde", "xabde", "c"),
        ("abcde", "bcde", "a"),
        ("abcde", "xyabc", ""),  # dropped off the end
        ("abcde", "exyab", ""),  # an old entry was moved to the top
        ("abcde", "exyabd", "c"),
        ("abcde", "", ""),
        ("", "abc", ""),
    ],
)
def test_only_what_is_missing_between_others_is_gone_from_a_list_of_the_latest(
    before: str, now: str, expected: str
) -> None:
    assert gone(a_source(), [(before, now)], now, set("abcde")) == set(expected)


def test_whatever_is_missing_is_gone_from_a_list_of_everything() -> None:
    source = a_source(listing="everything")
    assert gone(source, [], list("ab"), set("abz")) == {"z"}


def test_what_no_run_has_published_cannot_be_gone() -> None:
    assert gone(a_source(), [("abc", "ac")], "ac", set()) == set()


# A source with several lists, of which some cannot be read.

FIRST, SECOND, THIRD = (f"{HOST}/{name}" for name in ("first", "second", "third"))
LISTS = {"urls": [FIRST, SECOND, THIRD]}


class SeveralLists(Looks):
    """Looks at a source with three lists, each with the entries that its name says."""

    def __init__(self, **changes: Any) -> None:
        super().__init__(**{**LISTS, **changes})
        self.lists(first="ab", second="cd", third="ef")

    def lists(self, **entries: str) -> None:
        for name, listed in entries.items():
            self.site.answers[f"{HOST}/{name}"] = [an_entry(key) for key in listed]
            for key in listed:
                self.site.answers.setdefault(f"{HOST}/notice/{key}", a_page())


def test_what_drops_off_the_end_of_one_list_is_not_gone_because_another_follows() -> None:
    looks = SeveralLists()
    looks.lists(first="abc", second="kxm", third="km")
    looks.look()
    # c has dropped off the end of the first list, x and m off that of the second.
    looks.lists(first="nac", second="qk")
    looks.look()
    looks.lists(first="qna", second="qk", third="km")
    assert looks.look().gone == set()
    looks.lists(first="qa")
    assert looks.look().gone == {"n"}


GONE = GoneFromAddress("status 404", url=SECOND)
FAULTS_OF_ONE: dict[str, tuple[Any, type[SourceFault]]] = {
    "gone": (GONE, GoneFromAddress),
    "out of order": (ServerFault("status 500", url=SECOND), ServerFault),
    "led in a circle": (RedirectLoop("a redirect to itself", url=SECOND), RedirectLoop),
    "of another layout": ('{"rows": []}', LayoutChanged),
    "malformed": ('{"items": [', NotTheFormat),
}


@pytest.mark.parametrize("name", FAULTS_OF_ONE)
def test_a_fault_of_one_list_is_told_and_the_others_are_read(name: str) -> None:
    looks = SeveralLists()
    looks.site.answers[SECOND], fault = FAULTS_OF_ONE[name]
    look = looks.look()
    assert (keys(look), look.addresses) == (list("abef"), 3)
    (unread,) = look.unread
    assert (unread.address, type(unread.fault)) == (SECOND, fault)
    assert str(unread).startswith(fault.__name__)
    assert SECOND in str(unread)


@pytest.mark.parametrize(
    "fault",
    [
        Forbidden,
        DisallowedByRobots,
        TlsFault,
        ConnectionLost,
        TimedOut,
        TooManyRequests,
        UnsafeAddress,
    ],
)
def test_a_fault_of_the_site_ends_the_look_and_nothing_more_is_asked(
    fault: type[SourceFault],
) -> None:
    looks = SeveralLists()
    looks.site.answers[SECOND] = fault("no")
    with pytest.raises(fault):
        looks.look()
    assert looks.site.asked == [FIRST, SECOND]


def test_where_no_list_can_be_read_the_worst_fault_is_raised() -> None:
    looks = SeveralLists()
    looks.site.answers |= {FIRST: GONE, SECOND: '{"rows": []}', THIRD: GONE}
    with pytest.raises(LayoutChanged):
        looks.look()
    assert looks.site.asked == [FIRST, SECOND, THIRD]


def test_a_list_whose_later_page_fails_is_unread_and_what_its_first_page_said_is_found() -> None:
    options = {
        **a_source().options,
        "paging": {"parameter": "page", "size": 2, "first": 1, "at_most": 3},
    }
    urls = [f"{FIRST}?page=1", f"{SECOND}?page=1"]
    looks = SeveralLists(urls=urls, options=options)
    answers = looks.site.answers
    answers[urls[0]], answers[urls[1]] = answers[FIRST], answers[SECOND][:1]
    fails = f"{FIRST}?page=2"
    answers[fails] = ServerFault("status 500", url=fails)
    look = looks.look()
    assert keys(look) == list("abc")
    (unread,) = look.unread
    assert (unread.address, unread.fault.url) == (urls[0], fails)
    assert str(unread).startswith(f"{urls[0]}: ServerFault: status 500 at {fails}")
    assert f"{FIRST}?page=3" not in looks.site.asked
    # With the other list gone as well, no list could be read to its end.
    answers[urls[1]] = GONE
    with pytest.raises(GoneFromAddress):
        looks.look()


def test_nothing_is_gone_until_all_lists_can_be_read_again() -> None:
    looks = SeveralLists()
    looks.lists(first="abc", second="def", third="xyz")
    looks.look()
    # While the second list is out of order, b is taken out of the first one, and n comes and goes.
    looks.site.answers[SECOND] = GONE
    looks.lists(first="anc")
    assert looks.look().gone == set()
    looks.lists(first="ac")
    assert looks.look().gone == set()
    looks.lists(first="ac", second="df")
    look = looks.look()
    assert (look.unread, look.gone) == ([], {"b", "n", "e"})
    assert looks.look().gone == set(), "told once"


def test_what_is_found_in_another_list_by_then_is_not_gone() -> None:
    looks = SeveralLists()
    looks.lists(first="abc", second="def")
    looks.look()
    looks.site.answers[SECOND] = GONE
    looks.lists(first="ac")
    looks.look()
    looks.lists(second="dbef")
    assert looks.look().gone == set()


def test_a_list_of_everything_calls_nothing_gone_while_a_part_of_it_cannot_be_read() -> None:
    looks = SeveralLists(listing="everything")
    looks.look()
    looks.site.answers[SECOND] = GONE
    looks.lists(first="a")
    assert looks.look().gone == set()
    looks.lists(second="cd")
    assert looks.look().gone == {"b"}


def test_what_an_unread_list_had_between_what_others_list_too_is_not_gone() -> None:
    looks = SeveralLists()
    looks.lists(first="km", second="kxm", third="e")
    looks.look()
    looks.site.answers[SECOND] = GONE
    looks.look()
    assert looks.memory.missing == set()
    looks.lists(second="qk")
    assert looks.look().gone == set()


def test_the_memory_of_a_list_that_cannot_be_read_stays_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = SeveralLists()
    looks.look()
    before = looks.memory
    looks.site.answers[SECOND] = '{"rows": []}'
    looks.look()
    assert looks.memory.validators == before.validators
    assert looks.memory.pages == before.pages
    assert looks.memory.items == before.items
    # Nothing of it is read or judged again when it is as it was.
    monkeypatch.setattr("scrapers.classify.classify", None)
    looks.lists(second="cd")
    look = looks.look()
    assert (look.unchanged, look.unchanged_pages) == (set("abcdef"), 3)


def test_what_was_held_from_a_list_is_tried_again_once_it_can_be_read() -> None:
    looks = SeveralLists()
    untitled = {**an_entry("d"), "title": None}
    looks.lists(second="cgh")
    looks.site.answers[SECOND].append(untitled)
    looks.known.add("d")
    assert [held.key for held in looks.look().held] == ["d"]
    good = looks.site.answers[SECOND]
    looks.site.answers[SECOND] = GONE
    assert looks.look().held == []
    looks.site.answers[SECOND] = good
    assert [held.key for held in looks.look().held] == ["d"]


def test_of_what_another_program_read_last_the_differences_are_not_the_sources() -> None:
    looks = SeveralLists()
    looks.look()
    looks.memory = SourceMemory.of({**looks.memory.document(), "code": "an older program"}, "")
    looks.site.answers[SECOND] = GONE
    looks.look()
    looks.site.answers[FIRST] = [an_entry("a", date="2026-11-05"), an_entry("b")]
    looks.lists(second="cd")
    look = looks.look()
    assert {found.item.key: found.reread for found in look.found} == {
        "a": False,
        "c": True,
        "d": True,
    }
    assert looks.memory.not_ours == set()


def test_of_a_source_read_in_part_only_the_upper_bound_is_judged() -> None:
    looks = SeveralLists(rows={"min": 5, "max": 6})
    looks.site.answers[SECOND] = GONE
    assert len(looks.look().listed) == 4
    looks.lists(first="abijk")
    with pytest.raises(TooManyRows):
        looks.look()


def test_a_list_that_goes_on_too_long_is_unread() -> None:
    options = {**a_source().options, "paging": {"parameter": "page", "size": 1, "at_most": 1}}
    looks = SeveralLists(urls=[f"{FIRST}?page=1", f"{SECOND}?page=1"], options=options)
    looks.site.answers[f"{FIRST}?page=1"] = [an_entry("a")]
    looks.site.answers[f"{SECOND}?page=1"] = []
    look = looks.look()
    assert [type(unread.fault) for unread in look.unread] == [TooManyRows]


def test_pages_of_notices_that_fail_one_after_the_other_fail_the_source_with_all_its_lists() -> (
    None
):
    looks = SeveralLists()
    looks.look()
    for key in "abcdef":
        looks.site.answers[f"{HOST}/notice/{key}"] = GoneFromAddress("status 404")
    with pytest.raises(GoneFromAddress):
        looks.look()
