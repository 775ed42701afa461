"""What lists say: asked to their end, or in part; what is theirs alone, and what is remembered."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import date
from typing import Any

import pytest

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
    TooManyRequests,
    TooManyRows,
    UnsafeAddress,
)
from scrapers.reading.look import Look
from scrapers.reading.remember import SourceMemory
from tests.scrapers.invented_site import HOST, LIST, PLAIN, a_page, a_source, an_entry
from tests.scrapers.looks import FIRST, GONE, SECOND, THIRD, Looks, SeveralLists, keys


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


def test_what_a_list_leaves_in_doubt_is_told_and_what_is_of_no_interest_counted(
    looks: Looks,
) -> None:
    looks.listing(an_entry("a"), an_entry("b", PLAIN), {**an_entry("c", PLAIN), "title": None})
    look = looks.look()
    assert (keys(look), look.irrelevant, look.held) == (["a"], 2, [])
    assert "1 of 3 entries lack a title or link" in look.remarks


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
        assert (look.gone, look.irrelevant_keys) == (set(), {})
    assert look.listed == ["a", "c", "e", "f"]
    assert "2 of 5 entries lack a title or link" in look.remarks


def test_of_two_notices_with_one_key_on_two_pages_of_a_list_the_later_is_held() -> None:
    paging = {"parameter": "page", "size": 2}
    looks = Looks(options={**a_source().options, "paging": paging})
    looks.listing(an_entry("a", "Exosome recall A"), an_entry("b", PLAIN))
    looks.site.answers[f"{LIST}?page=2"] = [an_entry("b", PLAIN), an_entry("a", "Exosome recall B")]
    looks.site.answers[f"{LIST}?page=3"] = []
    for _ in range(2):
        look = looks.look()
        assert [(held.key, held.title) for held in look.held] == [("a", "Exosome recall B")]
        assert "another page" in look.held[0].reason
        assert (look.listed, keys(look)) == (["a", "b"], ["a"])


def test_what_lacks_its_key_may_be_any_known_notice_as_long_as_it_is_listed_so() -> None:
    looks = Looks(detail={"selector": ["main"], "when": "all"}, listing="everything")
    looks.listing(an_entry("a", PLAIN), an_entry("b", PLAIN))
    looks.look()
    looks.listing(an_entry("a", PLAIN), an_entry("b", PLAIN, id=None))
    for _ in range(2):  # changed, and unchanged
        look = looks.look()
        assert (look.gone, look.listed, look.nameless, look.irrelevant) == (set(), ["a"], 1, 1)


def test_an_entry_that_several_searches_find_is_held_once() -> None:
    searches = [f"{HOST}/search?q={term}" for term in ("exosome", "exosomes")]
    looks = Looks(urls=[f"{HOST}/search?q={{term}}"], terms="server")
    untitled = {**an_entry("a"), "title": None, "text": "exosomes"}
    nameless = an_entry("b", "Exosome serum", id=None)
    twice = [an_entry("c"), an_entry("c", "Another exosome recall")]
    third = an_entry("c", "A third exosome recall")
    good = [an_entry(key) for key in "defgh"]
    looks.site.answers |= {each["link"]: a_page() for each in (untitled, nameless, *twice, *good)}
    looks.site.answers[f"{HOST}/search?q=extracellular%20vesicle"] = []
    looks.site.answers[searches[0]] = [untitled, nameless, *twice, *good]
    looks.site.answers[searches[1]] = [untitled, nameless, *twice, third, *good]
    assert [(held.key, held.title) for held in looks.look().held] == [
        ("a", ""),
        ("", "Exosome serum"),
        ("c", "Another exosome recall"),
        ("c", "A third exosome recall"),
    ]


# A search that finds none of our terms.

SURE = f"{HOST}/search?q=recall"


@pytest.fixture
def searched() -> Looks:
    looks = Looks(
        urls=[f"{HOST}/search?q={{term}}"],
        terms="server",
        sure_term="recall",
        rows={"min": 0, "max": 50, "may_be_empty": True, "why": "Invented."},
    )
    for term in ("exosome", "exosomes", "extracellular%20vesicle"):
        looks.site.answers[f"{HOST}/search?q={term}"] = []
    looks.site.answers[SURE] = [an_entry("a", PLAIN)]
    return looks


def test_a_search_that_finds_what_is_surely_there_is_believed_to_have_found_nothing(
    searched: Looks,
) -> None:
    for _ in range(2):  # nothing of it is remembered as a list of ours
        look = searched.look()
        assert (look.listed, look.pages, look.addresses, look.fault) == ([], 3, 3, None)
        assert searched.site.asked[-1] == SURE


def test_a_search_that_finds_nothing_at_all_is_deaf_and_not_empty(searched: Looks) -> None:
    searched.site.answers[SURE] = []
    with pytest.raises(EmptyList, match="no row for 'recall' either") as deaf:
        searched.look()
    assert "another sure_term" in deaf.value.todo


@pytest.mark.parametrize("question", [{"since": date(2026, 11, 1)}, {"partial": True}])
def test_a_look_at_less_than_everything_asks_for_nothing_more(
    searched: Looks, question: dict[str, Any]
) -> None:
    searched.site.answers[SURE] = []
    assert searched.look(**question).listed == []
    assert SURE not in searched.site.asked


def test_a_search_that_finds_something_or_could_not_be_asked_is_not_asked_for_more(
    searched: Looks,
) -> None:
    found = f"{HOST}/search?q=exosomes"
    searched.site.answers |= {found: [an_entry("b")], f"{HOST}/notice/b": a_page()}
    assert searched.look().listed == ["b"]
    searched.site.answers |= {found: ServerFault("status 503", url=found)}
    assert searched.look().listed == []
    assert SURE not in searched.site.asked


# A source with several lists, of which some cannot be read.


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
def test_a_host_with_a_fault_of_its_own_is_asked_nothing_more_and_what_it_gave_is_kept(
    fault: type[SourceFault],
) -> None:
    looks = SeveralLists()
    looks.site.answers[SECOND] = fault("no")
    look = looks.look()
    assert looks.site.asked == [FIRST, SECOND], "no page of a notice either"
    assert (keys(look), look.addresses, type(look.fault)) == (["a", "b"], 3, fault)
    assert [(unread.address, unread.asked) for unread in look.unread] == [
        (SECOND, True),
        (THIRD, False),
    ]
    assert look.in_part.startswith(
        f"Only 1 of 3 addresses could be read. {SECOND}: {fault.__name__}"
    )
    assert f"Addresses not asked after that: 1 ({THIRD})." in look.in_part
    assert look.in_part.endswith("Pages of notices not asked for after that: 2.")


def test_a_fault_of_one_host_hides_nothing_of_another() -> None:
    elsewhere = "https://another.example/list"
    looks = SeveralLists(urls=[FIRST, elsewhere, SECOND])
    looks.look()
    looks.site.answers[elsewhere] = [an_entry("x"), an_entry("y")]
    looks.site.answers |= {f"{HOST}/notice/{key}": a_page() for key in "xy"}
    looks.site.answers[FIRST] = TimedOut("silence")
    look = looks.look()
    assert looks.site.asked == [FIRST, elsewhere]
    assert (look.listed, look.gone) == (["x", "y"], set())
    assert look.in_part.startswith("Only 1 of 3 addresses could be read.")


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
    # With the other list gone as well, what the first page says is found all the same.
    answers[urls[1]] = GONE
    look = looks.look()
    assert (look.listed, look.gone) == (["a", "b"], set())
    assert look.in_part.startswith("No address could be read to its end.")
    answers[urls[0]] = []
    with pytest.raises(GoneFromAddress):
        SeveralLists(urls=urls[1:], options=options).look()


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


def test_what_a_list_of_several_machines_lacks_is_not_gone() -> None:
    looks = SeveralLists(listing="unsteady")
    looks.lists(first="abc")
    looks.look()
    looks.lists(first="ac")
    assert looks.look().gone == set()


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


def test_what_turned_irrelevant_while_another_list_was_unread_is_forgotten() -> None:
    looks = SeveralLists()
    looks.look()
    looks.site.answers[SECOND] = GONE
    looks.site.answers[FIRST] = [an_entry("a"), an_entry("b", PLAIN)]
    assert looks.look().irrelevant_keys.keys() == {"b"}
    look = looks.look()
    assert (look.unchanged, look.irrelevant) == (set("aef"), 1)


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
    assert {found.item.key: found.item.key in look.reread for found in look.found} == {
        "a": False,
        "c": True,
        "d": True,
    }
    assert looks.memory.not_ours == set()


def test_a_list_that_goes_on_too_long_is_unread() -> None:
    options = {**a_source().options, "paging": {"parameter": "page", "size": 1, "at_most": 1}}
    looks = SeveralLists(urls=[f"{FIRST}?page=1", f"{SECOND}?page=1"], options=options)
    looks.site.answers[f"{FIRST}?page=1"] = [an_entry("a")]
    looks.site.answers[f"{SECOND}?page=1"] = []
    look = looks.look()
    assert [type(unread.fault) for unread in look.unread] == [TooManyRows]


# A source whose list leads to documents.

REPORTS = {
    "format": "xml_bulk",
    "options": {
        "reports": "report",
        "report_url": "url",
        "report_date": "date",
        "records": "alert",
        "newest": 9,
        "fields": {"key": "{number}", "title": "{title}", "published": "{published}"},
    },
    "detail": None,
}


class Reports(Looks):
    """Looks at a source whose index leads to weekly reports, each with one alert."""

    def __init__(self, weeks: int) -> None:
        super().__init__(**REPORTS)
        self.weeks = [f"{HOST}/report/{week}" for week in range(weeks)]
        index = "".join(
            f"<report><url>{url}</url><date>2026-{10 - week:02d}-01</date></report>"
            for week, url in enumerate(self.weeks)
        )
        self.site.answers[LIST] = f"<index>{index}</index>"
        for week in range(weeks):
            self.answer(
                week, f"<r><alert><number>{week}</number><title>Exosome</title></alert></r>"
            )

    def answer(self, week: int, answer: Any) -> None:
        self.site.answers[f"{self.weeks[week]}#published=2026-{10 - week:02d}-01"] = answer


@pytest.mark.parametrize(
    "fault", ["<r><alert>", GoneFromAddress("status 404")], ids=["malformed", "gone"]
)
def test_one_bad_document_hides_nothing_of_the_others(fault: Any) -> None:
    looks = Reports(4)
    looks.look()
    looks.answer(1, fault)
    look = looks.look()
    assert (look.listed, look.unchanged, look.gone) == (list("023"), set("023"), set())
    assert look.in_part.startswith("Only 4 of 5 addresses could be read. ")
    assert looks.weeks[1] in look.in_part
    mended = Reports(4).site.answers
    looks.site.answers |= mended
    look = looks.look()
    assert (look.fault, look.unchanged, look.found) == (None, set("0123"), [])


def test_a_later_report_of_the_same_notice_is_no_second_notice() -> None:
    looks = Reports(2)
    looks.answer(1, "<r><alert><number>0</number><title>Exosome, at first</title></alert></r>")
    look = looks.look()
    assert ([found.item.title for found in look.found], look.held) == (["Exosome"], [])


def test_a_list_whose_documents_all_fail_was_not_read() -> None:
    looks = Reports(3)
    for week in range(3):
        looks.answer(week, ServerFault("status 500"))
    with pytest.raises(ServerFault):
        looks.look()


def test_bodies_of_documents_that_cannot_be_read_do_not_add_up() -> None:
    looks = Reports(9)
    for week in range(1, 9):
        looks.answer(week, f"<r><!--{'x' * 300_000}-->")
    looks.look()
    tracemalloc.start()
    try:
        look = looks.look()
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(look.unread) == 8
    assert kept < 1_000_000


# A source whose addresses hold the day.


def test_the_memory_of_a_dated_source_does_not_grow_while_it_stays_in_part() -> None:
    dated = [f"{HOST}/{name}?until={{until}}" for name in ("first", "second")]
    looks = Looks(urls=dated)
    sizes = []
    for day in range(1, 8):
        today = date(2026, 11, day)
        first, second = (url.format(until=today) for url in dated)
        looks.listing()
        looks.site.answers[first] = [an_entry(f"{day}{key}") for key in "abc"]
        looks.site.answers |= {e["link"]: a_page() for e in looks.site.answers[first]}
        looks.site.answers[second] = [an_entry("x")] if day == 1 else GONE
        looks.site.answers[an_entry("x")["link"]] = a_page()
        looks.look(today=today)
        sizes.append({name: len(kept) for name, kept in looks.memory.document().items()})
    assert sizes[-1] == sizes[2], "as on the second day in part"
    assert first in looks.memory.pages


class Dated(Looks):
    """Looks at two lists whose addresses hold the day."""

    LISTS = tuple(f"{HOST}/{name}?until={{until}}" for name in ("first", "second"))

    def __init__(self) -> None:
        super().__init__(urls=self.LISTS)

    def listed(self, day: int, first: str, second: str | None) -> Look:
        today = date(2026, 11, day)
        for url, entries in zip(self.LISTS, (first, second), strict=True):
            answer = [an_entry(key) for key in entries] if entries is not None else GONE
            self.site.answers[url.format(until=today)] = answer
        self.site.answers |= {f"{HOST}/notice/{key}": a_page() for key in "abcdkmxn"}
        return self.look(today=today)


def test_what_drops_off_one_list_with_a_date_is_not_gone_because_another_has_what_followed() -> (
    None
):
    looks = Dated()
    looks.listed(1, "abcd", "d")
    assert looks.listed(2, "nab", "d").gone == set()
    # The same lists asked again on that day, one of them in vain, do not change their places.
    looks.listed(2, "nab", None)
    assert looks.listed(3, "nb", "d").gone == {"a"}


def test_while_one_of_lists_with_dates_is_unread_nothing_is_judged_gone_from_it() -> None:
    looks = Dated()
    listed = looks.listed
    listed(1, "akmb", "kxm")
    # x stands between two that the first list has too: it may be listed by the second as before.
    assert listed(2, "akmb", None).gone == set()
    assert looks.memory.missing == set()
    assert listed(3, "akmb", None).gone == set()
    # By now x has dropped off the end of the second list; m was taken out of both.
    assert listed(4, "akb", "nk").gone == {"m"}


@pytest.mark.parametrize(
    "nothing_yet",
    [GoneFromAddress("status 404"), LayoutChanged("no table with a header")],
)
def test_the_list_of_a_year_that_has_just_begun_may_not_be_there_while_the_last_one_is(
    nothing_yet: SourceFault,
) -> None:
    looks, january = Looks(urls=[f"{HOST}/list/{{year}}"]), date(2027, 1, 5)
    old, new = f"{HOST}/list/2026", f"{HOST}/list/2027"
    looks.site.answers |= {old: [an_entry("a", PLAIN)], new: nothing_yet}
    look = looks.look(today=january)
    assert (look.unread, look.listed) == ([], ["a"])
    said = f"{nothing_yet.seen} at {new}"
    assert look.remarks == [f"The list of this year may not have begun: {said}"]

    looks.site.answers[old] = LayoutChanged("no table with a header")
    with pytest.raises(LayoutChanged):
        looks.look(today=january)
    looks.site.answers[old] = [an_entry("a", PLAIN)]
    looks.site.answers[new] = ServerFault("status 503")
    assert looks.look(today=january).unread
    looks.site.answers[new] = [an_entry("b", PLAIN)]
    looks.look(today=january)
    looks.site.answers[new] = nothing_yet
    known = looks.memory
    assert looks.look(today=january).unread, "it had begun"
    looks.memory = SourceMemory.of(known.document() | {"code": "another program"}, "")
    assert looks.look(today=january).unread, "another program had read it"


def test_a_list_by_year_that_is_not_there_later_in_its_year_is_a_fault() -> None:
    looks = Looks(urls=[f"{HOST}/list/{{year}}"])
    looks.site.answers[f"{HOST}/list/2026"] = [an_entry("a", PLAIN)]
    with pytest.raises(GoneFromAddress):
        looks.look(today=date(2027, 2, 20))
    look = looks.look(today=date(2027, 2, 20), since=date(2026, 12, 1))
    assert (len(look.unread), look.listed) == (1, ["a"])
