"""One look at a source: what is new, as it was, gone, held back; and what spoils the whole look."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrapers.http.faults import EmptyList, TooFewRows, TooManyRows
from scrapers.reading.remember import SourceMemory
from tests.scrapers.invented_site import HOST, LIST, PLAIN, a_page, a_source, an_entry
from tests.scrapers.looks import GONE, SECOND, Looks, SeveralLists, keys


def test_only_what_is_about_exosomes_is_found_and_opened(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b", PLAIN))
    look = looks.look()
    assert (keys(look), look.listed, look.irrelevant) == (["a"], ["a", "b"], 1)
    assert looks.site.asked == [LIST, f"{HOST}/notice/a"]
    assert "not authorised" in look.found[0].text
    assert look.irrelevant_keys.keys() == {"b"}


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
    assert look.irrelevant_keys.keys() == {"plain", "plain too", "issuer"}


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
    monkeypatch.setattr("scrapers.reading.own_pages.read_detail", None)
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


@pytest.mark.parametrize("count", [2, 3])
def test_a_list_at_its_bounds_is_believed(count: int) -> None:
    looks = Looks(rows={"min": 2, "max": 3})
    looks.listing(*(an_entry(str(number), PLAIN) for number in range(count)))
    assert len(looks.look().listed) == count


@pytest.mark.parametrize("question", [{"partial": True}, {"since": date(2026, 11, 1)}])
def test_of_what_is_asked_for_in_part_nothing_is_gone_nor_too_few(question: dict[str, Any]) -> None:
    looks = Looks(rows={"min": 2, "max": 9}, listing="everything")
    looks.listing(an_entry("a"), an_entry("b"), an_entry("c"))
    looks.look()
    for left in ("a", ""):
        looks.listing(*map(an_entry, left))
        look = looks.look(**question)
        assert (look.listed, look.gone) == (list(left), set())
    looks.listing(an_entry("a"), an_entry("b"))
    assert looks.look().gone == {"c"}


def test_a_source_that_may_be_empty_may_be_empty() -> None:
    looks = Looks(rows={"min": 3, "max": 9, "may_be_empty": True, "why": "rare"})
    looks.listing()
    assert looks.look().listed == []


def test_since_leaves_out_what_was_published_before_and_calls_nothing_gone(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"), an_entry("c"))
    looks.look()
    looks.memory = SourceMemory(orders=looks.memory.orders)
    looks.listing(an_entry("a"), an_entry("c", date="2026-01-05"))
    look = looks.look(since=date(2026, 11, 1))
    assert (keys(look), look.gone) == (["a"], set())


def test_of_a_source_read_in_part_only_the_upper_bound_is_judged() -> None:
    looks = SeveralLists(rows={"min": 5, "max": 6})
    looks.site.answers[SECOND] = GONE
    assert len(looks.look().listed) == 4
    looks.lists(first="abijk")
    with pytest.raises(TooManyRows):
        looks.look()
