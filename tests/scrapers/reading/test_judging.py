"""What a notice comes to by its own pages, and what becomes of it where they cannot be read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from scrapers.http.faults import Forbidden, ServerFault
from scrapers.http.request import Request
from scrapers.http.turns import RunStopped
from scrapers.reading.judging import MOST_DOCUMENTS
from scrapers.reading.look import Pages
from scrapers.reading.remember import SourceMemory
from tests.scrapers.invented_site import HOST, PLAIN, a_page, an_entry
from tests.scrapers.looks import Looks, SeveralLists, keys


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
    assert (keys(look), "a" in look.reread, look.unchanged) == (["a"], True, {"b"})
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


def test_pages_that_fail_one_after_the_other_are_not_all_asked_and_leave_the_source_in_part(
    looks: Looks,
) -> None:
    looks.listing(*(an_entry(key) for key in "abcdefgh"))
    for key in "abcdefgh":
        looks.site.answers[f"{HOST}/notice/{key}"] = Forbidden("status 403")
    look = looks.look()
    assert len(looks.site.asked) == 1 + 3
    assert keys(look) == list("abc"), "by what the list says; the others have to wait"
    assert isinstance(look.fault, Forbidden)
    assert look.in_part == (
        "Pages of notices failed one after the other: Forbidden: status 403. Respect it: read "
        "this source by hand or through the Internet Archive "
        "(`python -m scrapers run ID --via wayback`). "
        "Pages of notices not asked for after that: 5."
    )
    for key in "abcdefgh":
        looks.site.answers[f"{HOST}/notice/{key}"] = a_page()
    look = looks.look()
    reread = {key: key in look.reread for key in keys(look)}
    assert (look.fault, reread) == (None, {key: key in "abc" for key in "abcdefgh"})


def test_notices_whose_pages_failed_are_tried_after_the_others(looks: Looks) -> None:
    bad, good = "abc", "defgh"
    looks.listing(*(an_entry(key) for key in bad + good))
    for key in bad:
        looks.site.answers[f"{HOST}/notice/{key}"] = ServerFault("status 503")
    assert keys(looks.look()) == list(bad)
    look = looks.look()
    assert [found.item.key for found in look.found if "not authorised" in found.text] == list(good)
    assert (look.pages_not_asked, looks.look().unchanged) == (0, set(good))


def test_an_entry_that_only_its_unasked_page_could_tell_of_is_neither_held_nor_settled() -> None:
    looks = Looks(detail={"selector": ["main"], "when": "all"})
    looks.listing(*(an_entry(key, PLAIN) for key in "abcde"))
    for key in "abc":
        looks.site.answers[f"{HOST}/notice/{key}"] = ServerFault("status 503")
    look = looks.look()
    assert ([held.key for held in look.held], look.pages_not_asked) == (list("abc"), 2)
    # Those that failed do not hold up the others again.
    look = looks.look()
    assert (keys(look), [held.key for held in look.held]) == (list("de"), list("abc"))
    for key in "abc":
        looks.site.answers[f"{HOST}/notice/{key}"] = a_page()
    assert keys(looks.look()) == list("abc")
    assert looks.look().unchanged == set("abcde")


def test_documents_of_a_notice_that_are_too_many_to_read_are_told() -> None:
    looks = Looks(detail={"selector": ["main"], "pdf": True})
    papers = [f"{HOST}/papers/{number}.pdf" for number in range(MOST_DOCUMENTS + 1)]
    links = "".join(f"<a href='{paper}'>Annex</a>" for paper in papers)
    looks.listing(an_entry("a"))
    looks.site.answers[f"{HOST}/notice/a"] = a_page(f"The exosome product was burnt. {links}")
    looks.site.answers |= dict.fromkeys(papers, "<html><body>no PDF")
    look = looks.look()
    assert papers[-1] not in looks.site.asked
    assert [remark for remark in look.remarks if papers[-1] in remark]


def test_a_document_that_cannot_be_read_hides_nothing_of_its_notices_page() -> None:
    looks = Looks(detail={"selector": ["main"], "pdf": True})
    paper, page = f"{HOST}/papers/a/download", f"{HOST}/notice/a"
    linked = a_page(f"The exosome product was burnt. <a href='{paper}'>Decision</a>")
    looks.listing(an_entry("a"))
    looks.site.answers |= {page: linked, paper: "%PDF-1.7 cut off"}
    look = looks.look()
    (found,) = look.found
    assert "burnt" in found.text
    assert any("NotTheFormat" in remark or "cannot be read" in remark for remark in look.remarks)
    # It is tried again, and what was read of the notice does not shrink meanwhile.
    looks.site.answers[page] = ServerFault("status 503")
    look = looks.look()
    assert (look.found, [held.key for held in look.held]) == ([], ["a"])
    looks.site.answers |= {page: linked, paper: a_page("Lot 7 of the exosome serum.")}
    (found,) = looks.look().found
    assert "burnt" in found.text
    assert "Lot 7" in found.text
    assert looks.look().unchanged == {"a"}


def test_known_pages_that_fail_one_after_the_other_change_nothing_and_are_told() -> None:
    looks = SeveralLists()
    looks.look()
    for key in "abcdef":
        looks.site.answers[f"{HOST}/notice/{key}"] = ServerFault("status 503")
    look = looks.look()
    assert (look.found, look.unchanged, look.held) == ([], set("abcdef"), [])
    assert isinstance(look.fault, ServerFault)
    assert (len(looks.site.asked), look.pages_not_asked) == (3 + 3, 3)


class SlowLooks(Looks):
    """Looks at a source that opens each notice; a page takes 30 seconds of the clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(detail={"selector": ["main"], "when": "all"})
        self.clock, self.told, fetch = 0.0, list[str](), self.site.fetch

        def slowly(request: Request, manners: Any) -> Any:
            self.clock += 30
            return fetch(request, manners)

        monkeypatch.setattr(self.site, "fetch", slowly)
        clock = SimpleNamespace(monotonic=lambda: self.clock)
        monkeypatch.setattr("scrapers.reading.judging.time", clock)

    def look(self, **question: Any) -> Any:
        return super().look(tell=self.told.append, **question)


def test_what_the_time_for_pages_does_not_reach_waits_for_the_next_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = SlowLooks(monkeypatch)
    plain, named = "abcdefgh", "ij"
    looks.listing(*(an_entry(key, PLAIN) for key in plain), *(an_entry(key) for key in named))
    look = looks.look(pages=Pages(90))
    assert keys(look) == list("abcij"), "three were opened, and two speak for themselves"
    assert (look.fault, look.held, look.gone) == (None, [], set())
    assert look.in_part == "Pages of notices that wait for the next run: 7."
    look = looks.look(pages=Pages(150))
    assert (keys(look), look.unchanged) == (list("defghij"), set("abc"))
    assert [found.item.key for found in look.found if found.text] == list("defgh")
    look = looks.look(pages=Pages(90))
    assert (keys(look), look.reread) == (["i", "j"], {"i", "j"})
    assert (look.pages_put_off, looks.look().unchanged) == (0, {*plain, *named})


def test_who_waits_is_told_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = SlowLooks(monkeypatch)
    looks.listing(*(an_entry(key, PLAIN) for key in "abcdefgh"))
    looks.look()
    told = [words for words in looks.told if words.startswith("notice")]
    assert told[1] == "notice 2 of 8, about 4 minutes more"
    assert told[-1] == "notice 8 of 8"
    looks = SlowLooks(monkeypatch)
    looks.listing(*(an_entry(key, PLAIN) for key in "abcdefgh"))
    looks.look(pages=Pages(120))
    assert "notice 3 of 8, for 1 minutes at most; the rest is for the next run" in looks.told


def test_a_run_that_is_stopped_keeps_the_pages_that_were_read() -> None:
    looks = Looks(detail={"selector": ["main"], "when": "all"})
    looks.listing(*(an_entry(key, PLAIN) for key in "abc"), an_entry("d"))
    fetch = looks.site.fetch

    def until_stopped(request: Request, manners: Any) -> Any:
        if request.url.endswith("/c"):
            raise RunStopped
        return fetch(request, manners)

    looks.site.fetch = until_stopped  # type: ignore[method-assign]
    look = looks.look()
    assert (keys(look), look.pages_put_off, look.gone) == (["a", "b"], 2, set())
    looks.site.fetch = fetch  # type: ignore[method-assign]
    look = looks.look()
    assert (keys(look), look.unchanged) == (["c", "d"], {"a", "b"})
    assert not look.reread, "as in an undisturbed run"


def test_what_waits_and_another_program_read_before_is_told_as_ours_when_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = SlowLooks(monkeypatch)
    looks.listing(*(an_entry(key, PLAIN) for key in "abcde"))
    looks.look()
    looks.memory = SourceMemory.of(looks.memory.document() | {"code": "another program"}, "")
    first, second = looks.look(pages=Pages(60)), looks.look()
    assert (keys(first) + keys(second), second.reread) == (list("abcde"), set("cde"))
    assert first.reread == set("abcde")
