"""What is typed where a place is chosen."""

import pytest

from atlas.edition import Edition
from pages.place_choice import typed_place


@pytest.mark.parametrize(
    ("typed", "meant"), [("Holland", "NL"), ("bavaria", "DE-BY"), ("Braz", "BR"), (" kr ", "KR")]
)
def test_any_name_and_the_beginning_of_one_mean_a_place(
    edition: Edition, typed: str, meant: str
) -> None:
    assert typed_place(edition, typed, edition.codes) == meant


@pytest.mark.parametrize("typed", ["Hogwarts", " ", ".", "-", "?!", "日本", "x" * 10_000])
def test_what_means_no_place_stays_as_it_was_typed(edition: Edition, typed: str) -> None:
    assert typed_place(edition, typed, edition.codes) == typed
