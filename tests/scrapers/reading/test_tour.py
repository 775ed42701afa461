"""Which addresses of a source are asked, and which are not after a fault of another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from scrapers.http.faults import (
    Forbidden,
    GoneFromAddress,
    NotTheFormat,
    ServerFault,
    SourceFault,
    TooManyRows,
)
from scrapers.http.request import Request
from scrapers.reading.tour import MOST_PAGES, Tour

HERE, THERE = "https://one.example", "https://two.example"

Leads = Mapping[str, Sequence[Request] | SourceFault]


def page(url: str) -> Request:
    return Request(url)


def document(url: str) -> Request:
    return Request(url, purpose="document")


def made(lists: Sequence[str], leads: Leads) -> tuple[list[str], Tour, dict[str, SourceFault]]:
    """What is asked on a tour whose answers are `leads`, by address; others lead nowhere."""
    closed: dict[str, SourceFault] = {}
    tour, asked = Tour([page(url) for url in lists], closed), []
    for address, request in tour:
        asked.append(request.url)
        onward = leads.get(request.url, ())
        if isinstance(onward, SourceFault):
            tour.fails(address, request, onward)
        else:
            tour.leads_to(address, onward)
    return asked, tour, closed


def unread(tour: Tour) -> dict[str, bool]:
    """By address that could not be read, whether it was asked."""
    return {each.address: each.asked for each in tour.unread}


def test_lists_are_asked_in_turn_page_after_page_and_nothing_twice() -> None:
    one, two = f"{HERE}/1", f"{HERE}/2"
    leads = {one: [page(f"{one}?p=2")], f"{one}?p=2": [page(one), page(two)]}
    asked, tour, _ = made([one, two], leads)
    assert asked == [one, two, f"{one}?p=2"]
    assert (tour.pages, len(tour.addresses), tour.unread) == (3, 2, [])


def test_pages_that_lead_to_each_other_are_asked_once() -> None:
    one, two, three = (f"{HERE}/1?p={number}" for number in (1, 2, 3))
    report = document(f"{HERE}/report")
    leads = {one: [page(two)], two: [page(three), report], three: [page(two), page(three), report]}
    asked, tour, _ = made([one], leads)
    assert asked == [one, two, three, report.url]
    assert tour.pages == 4


def test_a_document_that_a_list_leads_to_is_an_address_of_its_own() -> None:
    one, paper = f"{HERE}/1", f"{HERE}/paper"
    asked, tour, _ = made([one], {one: [document(paper)], paper: GoneFromAddress("404")})
    assert asked == [one, paper]
    assert (len(tour.addresses), unread(tour), tour.lists_in_part) == (2, {paper: True}, {0})


def test_a_fault_of_one_address_ends_only_that() -> None:
    one, two, three = (f"{HERE}/{number}" for number in (1, 2, 3))
    asked, tour, closed = made([one, two, three], {two: GoneFromAddress("404")})
    assert asked == [one, two, three]
    assert (unread(tour), tour.lists_in_part, closed) == ({two: True}, {1}, {})


def test_further_pages_of_an_address_at_fault_are_not_asked_and_its_own_fault_is_told() -> None:
    one, fault = f"{HERE}/1", Forbidden("403")
    leads: Leads = {one: [page(f"{one}?p=2"), page(f"{one}?p=3")], f"{one}?p=2": fault}
    asked, tour, _ = made([one], leads)
    assert asked == [one, f"{one}?p=2"]
    assert unread(tour) == {one: True}


def test_a_fault_of_a_host_ends_all_on_it_and_nothing_elsewhere() -> None:
    one, two, three = f"{HERE}/1", f"{HERE}/2", f"{THERE}/3"
    fault = Forbidden("403")
    leads: Leads = {one: [page(f"{one}?p=2")], two: fault, three: [document(f"{HERE}/paper")]}
    asked, tour, closed = made([one, two, three], leads)
    assert asked == [one, two, three]
    assert unread(tour) == {one: False, two: True, f"{HERE}/paper": False}
    assert closed == {"one.example": fault}
    assert {each.fault for each in tour.unread} == {fault}


def test_documents_that_fail_one_after_the_other_end_those_of_their_list_alone() -> None:
    one, two = f"{HERE}/1", f"{HERE}/2"
    papers = [f"{HERE}/paper/{number}" for number in range(6)]
    leads: Leads = {
        one: [*map(document, papers), page(f"{one}?p=2")],
        two: [document(f"{HERE}/other")],
        **{paper: ServerFault("500") for paper in papers if paper != papers[1]},
    }
    asked, tour, _ = made([one, two], leads)
    assert asked == [one, two, *papers[:5], f"{one}?p=2", f"{HERE}/other"]
    assert unread(tour) == {paper: paper != papers[5] for paper in papers if paper != papers[1]}


@pytest.mark.parametrize("fault", [GoneFromAddress("404"), NotTheFormat("HTML")])
def test_documents_that_are_answered_with_a_fault_are_all_asked(fault: SourceFault) -> None:
    one, papers = f"{HERE}/1", [f"{HERE}/paper/{number}" for number in range(6)]
    leads: Leads = {one: [*map(document, papers)], **dict.fromkeys(papers, fault)}
    asked, tour, _ = made([one], leads)
    assert asked == [one, *papers]
    assert unread(tour) == dict.fromkeys(papers, True)


@pytest.mark.parametrize("kind", [page, document])
def test_a_tour_without_an_end_ends(kind: Callable[[str], Request]) -> None:
    tour = Tour([page(HERE)], {})

    def go_on() -> None:
        for address, _ in tour:
            tour.leads_to(address, [kind(f"{HERE}/{tour.pages}")])

    with pytest.raises(TooManyRows, match=str(MOST_PAGES)):
        go_on()
    assert tour.pages == MOST_PAGES + 1
