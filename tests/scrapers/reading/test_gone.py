"""What a list no longer has is told from what merely dropped off its end."""

from __future__ import annotations

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
