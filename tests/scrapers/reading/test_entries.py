"""Entries of a list: their days, and which of several with one key counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.scrapers.invented_site import an_entry
from tests.scrapers.looks import Looks, keys


def an_amendment(day: str) -> dict[str, Any]:
    return an_entry("a", f"Recall of exosome serum, amended {day}", date=day)


def test_two_different_entries_under_one_key_cannot_both_be_right(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("a"), an_entry("a", "Another exosome recall"))
    look = looks.look()
    assert (keys(look), [held.title for held in look.held]) == (["a"], ["Another exosome recall"])
    assert look.found[0].item.title == "Recall of exosome serum"
    assert "key a; the first is taken, since their dates do not tell" in look.held[0].reason


def test_entries_under_one_key_that_say_the_same_are_one(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("b"), an_entry("a"))
    look = looks.look()
    assert (keys(look), look.held, look.listed) == (["a", "b"], [], ["a", "b"])


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
        assert "the newest is taken" in held.reason
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


def test_of_several_the_newest_is_taken_only_if_it_is_newer_than_every_other(looks: Looks) -> None:
    days = ("2026-01-05", "2026-11", "2026-11-20")
    looks.listing(*(an_entry("a", f"Exosome recall {day}", date=day) for day in days))
    look = looks.look()
    assert look.found[0].item.title == "Exosome recall 2026-01-05"
    assert len(look.held) == 2
    assert all("the first" in held.reason for held in look.held)


def test_entries_under_one_key_differ_by_their_day_too(looks: Looks) -> None:
    looks.listing(an_entry("a"), an_entry("a", date="2026-11-20"), an_entry("b", date=None))
    look = looks.look()
    assert [found.item.published for found in look.found] == ["2026-11-20", None]
    assert len(look.held) == 1


def test_what_was_published_on_the_day_asked_from_is_not_earlier(looks: Looks) -> None:
    looks.listing(
        an_entry("on"), an_entry("before", date="2026-11-01"), an_entry("month", date="2026-11"),
        an_entry("undated", date=None),
    )  # fmt: skip
    look = looks.look(since=date(2026, 11, 2))
    assert (keys(look), look.irrelevant) == (["on", "month", "undated"], 1)
