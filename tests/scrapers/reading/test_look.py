"""How a look says what of its source could be read, and why not the rest."""

from __future__ import annotations

import pytest

from scrapers.http.faults import Forbidden, GoneFromAddress, LayoutChanged
from scrapers.reading.look import MOST_TOLD, Look, Unread

HOST = "https://regulator.example"


def test_a_look_that_read_everything_says_nothing() -> None:
    look = Look(addresses=3)
    assert (look.in_part, look.fault) == ("", None)


def test_addresses_that_one_fault_left_unasked_are_counted_and_the_first_of_them_named() -> None:
    no, gone = Forbidden("status 403", url=f"{HOST}/0"), GoneFromAddress("status 404")
    unasked = [Unread(f"{HOST}/{number}", no, asked=False) for number in range(1, 6)]
    look = Look(addresses=9, unread=[Unread(f"{HOST}/0", no), Unread(f"{HOST}/7", gone), *unasked])
    assert look.in_part == (
        f"Only 2 of 9 addresses could be read. Forbidden: {no} Addresses not asked after that: 5 "
        f"({HOST}/1, {HOST}/2, {HOST}/3 and 2 more). {HOST}/7: GoneFromAddress: {gone}"
    )
    assert look.fault is no


def test_of_hundreds_of_addresses_that_could_not_be_read_a_few_are_told() -> None:
    unread = [
        Unread(f"{HOST}/{number}", LayoutChanged("0 of 'li'", url=f"{HOST}/{number}"))
        for number in range(300)
    ]
    said = Look(addresses=301, unread=unread).in_part
    assert said.count("LayoutChanged") == MOST_TOLD
    assert said.endswith(f" Nor could {300 - MOST_TOLD} more be read.")


@pytest.mark.parametrize("not_asked", [0, 4])
def test_the_worst_of_the_faults_of_addresses_and_of_notices_pages_counts(not_asked: int) -> None:
    gone, layout = GoneFromAddress("status 404"), LayoutChanged("no text")
    look = Look(addresses=1, page_faults=[gone, layout], pages_not_asked=not_asked)
    assert look.fault is layout
    told = f"Pages of notices not asked for after that: {not_asked}."
    assert look.in_part.endswith(told) == bool(not_asked)
