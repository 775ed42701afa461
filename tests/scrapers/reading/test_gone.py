"""What a list no longer has is told from what merely dropped off its end."""

from __future__ import annotations

import random

import pytest

from scrapers.reading.gone import gone
from tests.scrapers.invented_site import a_source


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("abcde", "abde", "c"),
        ("abcde", "xabde", "c"),
        ("abcde", "bcde", "a"),
        ("abcde", "xyabc", ""),  # dropped off the end
        ("abcde", "exyab", ""),  # an old entry was moved to the top
        ("abcde", "exyabd", "c"),
        ("abcde", "wzyxe", ""),  # an old entry was moved to the top, and most dropped off since
        ("abcdef", "zyxwef", ""),  # so were two, in their order
        ("abcdefghij", "zyxwvuabde", "c"),  # for this to be so, four would have been moved
        ("abcdef", "zyxabf", ""),  # as likely: three taken out, or three moved up
        ("abcdefghij", "xyejabcdfg", ""),  # two were moved up, and as many dropped off
        ("abcdefghij", "xejabcdghi", "f"),
        ("abcdef", "xfeabd", "c"),  # f and e were moved up, whether c was taken out or not
        ("abcdef", "yxfeda", ""),  # these were moved up for sure, so that one more is likely
        ("abc", "ac", "b"),
        ("abcde", "xad", ""),  # to take out is rare: twice weighs more than two moved up
        ("abcde", "", ""),
        ("", "abc", ""),
    ],
)
def test_only_what_is_missing_between_others_is_gone_from_a_list_of_the_latest(
    before: str, now: str, expected: str
) -> None:
    assert gone(a_source(), [(before, now)], now, set(before)) == set(expected)


def test_whatever_is_missing_is_gone_from_a_list_of_everything() -> None:
    source = a_source(listing="everything")
    assert gone(source, [], list("ab"), set("abz")) == {"z"}


def test_what_no_run_has_published_cannot_be_gone() -> None:
    assert gone(a_source(), [("abc", "ac")], "ac", set()) == set()


def test_hardly_anything_is_gone_from_a_list_that_only_moves_its_entries_up() -> None:
    history = random.Random(11)
    wrong = sum(bool(_gone_in(history, taken_out=0)[1]) for _ in range(2000))
    assert wrong <= 20  # 1 in a hundred, of histories in which most acts move an old entry up


def test_most_of_what_is_taken_out_of_a_list_is_gone() -> None:
    history = random.Random(12)
    told = taken_out = 0
    for _ in range(2000):
        out, called_gone = _gone_in(history, moved_up=0.15, taken_out=0.15, most_acts=6)
        told += len(out & called_gone)
        taken_out += len(out)
    assert told > 0.8 * taken_out


def _gone_in(
    history: random.Random, *, moved_up: float = 0.6, taken_out: float, most_acts: int = 20
) -> tuple[set[str], set[str]]:
    """What is taken out of an invented list between two looks, and what is called gone of it."""
    room = history.randint(5, 25)
    entries = [f"old {number}" for number in range(history.choice([room, 3 * room]))]
    before, out = entries[:room], set()
    for number in range(history.randint(1, most_acts)):
        act = history.random()
        if act < moved_up:
            entries.insert(0, entries.pop(history.randrange(min(room, len(entries)))))
        elif act < moved_up + taken_out and len(entries) > 1:
            out.add(entries.pop(history.randrange(min(room, len(entries)))))
        else:
            entries.insert(0, f"new {number}")
    now = entries[:room]
    return out.intersection(before), gone(a_source(), [(before, now)], now, set(before))
