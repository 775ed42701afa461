"""What counts of a page's words, whatever facet they are of; all of it is invented."""

from __future__ import annotations

from scrapers.classify import classify

REMIT = (
    "About us: the agency is responsible for human and veterinary medicines, vaccines, blood,"
    " medical devices, food, cosmetics and plant protection products."
)


def test_what_an_authority_sees_to_says_nothing_of_the_product() -> None:
    labels = classify("Seizure of exosomes", f"Vials of umbilical cord exosomes. {REMIT}")
    assert labels.origin == ("human",)
    assert "topical_cosmetic" not in labels.uses
    assert classify("Seizure of exosomes", REMIT).origin == ("unspecified",)
    menu = "Home | Medicines | Cosmetics | Contact us\nVials of exosomes were seized."
    assert classify("Seizure of exosomes", menu).uses == ()


def test_far_down_only_what_stands_beside_a_mention_counts_by_itself() -> None:
    padding = "The list was read out and agreed. " * 40
    far = classify("Report on exosomes", f"{padding}Salmon was on the menu.", language="en")
    assert far.origin == ("unspecified",)
    beside = classify("Report", f"{padding}Exosomes of salmon were seized.", language="en")
    assert beside.origin == ("animal",)
