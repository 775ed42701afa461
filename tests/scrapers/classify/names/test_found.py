"""What holds for names of firms and of products alike; all that are named here are invented."""

from __future__ import annotations

import time

import pytest

from scrapers.classify import classify
from scrapers.classify.names.found import READ

# What patterns may try in many ways before they give up, over and over.
PIECES = (
    "a", "A", "1", " ", "\n", ".", ",", "-", "'", '"', "“", "«", "「", "(", ":", "®", "é", "я",
    "漢", "A ", "Aa ", "Aa, ", "Aa and ", "A.", "A-1 ", "1. A\n", "- A\n", ": A", "“A ",
    "x" * 41 + " ", "Aa Inc ", "Aa Clinic ", "by Aa ", "companies Aa, ", "such as Aa, ",
    "lots of Aa ", "EXO Aa ", "Aa serum, ", "product: Aa ", "product name\n", "Aa 100 U ",
    "株式会社", "漢字株式会社", "あ医院", "บริษัท", "กขจำกัด", "شركة ", "شركة الف ",
    "प्राइवेट लिमिटेड ", "의원은 ", "由公司", "Công ty a A ",
)  # fmt: skip


@pytest.mark.parametrize(
    "said", ["Unknown", "unknown manufacturer", "Not applicable", "N/A", "n.a.", "Various", "None"]
)
def test_what_stands_for_no_name_is_none(said: str) -> None:
    for text in (f"Company name: {said}\nProduct name: {said}\n", f"Recalling firm\n{said}\n"):
        labels = classify("Recall of exosomes", text)
        assert (labels.firms, labels.products) == ((), ())
    assert classify("Recall", "Company name: Various Invented\n").firms == ("Various Invented",)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (f"Vella Mist, 5 mL vial for {'storage in a cold room ' * 4}", "Vella Mist"),
        (f"Vella Mist for {'storage in a cold room ' * 4}",
         "Vella Mist for storage in a cold room storage in a cold room storage in a cold"),
        ("V" * 90, "V" * 80),
    ],
)  # fmt: skip
def test_a_value_that_is_longer_than_a_name_ends_with_a_word(value: str, name: str) -> None:
    assert classify("Recall", f"Product name: {value}\n").products == (name,)
    assert classify("Recall", f"Recalling firm: {value}\n").firms == (name,)


def test_a_list_behind_a_colon_names_products_and_their_firms() -> None:
    text = (
        "Daftar produk kosmetik yang ditarik izin edarnya:\n"
        "1. Contoh Serum Satu – PT Teladan Kosmetika, Jakarta\n"
        "2. Misal Drop (NA000)\n3. Rekaan MD Exo\n"
    )
    labels = classify("Penarikan produk", text, language="id")
    assert labels.products == ("Contoh Serum Satu", "Misal Drop", "Rekaan MD Exo")
    assert labels.firms == ("PT Teladan Kosmetika",)
    crumbs = "1. Home\n2. Vaccines and Blood\n3. Safety of Products\nExosome products were sold."
    assert classify("Notice", crumbs).products == ()


def test_part_of_a_firm_is_no_product() -> None:
    assert classify("Warning letter to BioSample Labs, Inc.", "").products == ()


def test_a_firm_that_is_named_again_with_its_legal_form_is_known_by_it() -> None:
    labels = classify("Notice to Sample Biologics", "Sample Biologics, LLC sold exosomes.")
    assert labels.firms == ("Sample Biologics, LLC",)


def test_a_korean_headline_names_the_firm_before_its_product() -> None:
    labels = classify("가나다바이오 ‘견본 앰플’ 광고업무정지 3개월", "")
    assert labels.firms == ("가나다바이오",)
    assert labels.products == ("견본 앰플",)


def test_a_product_is_known_by_its_longer_name() -> None:
    labels = classify("Alert on Vella cream", "The product Vella Night Cream is forbidden.")
    assert labels.products == ("Vella Night Cream",)


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_nothing_written_over_and_over_makes_the_search_for_names_slow(piece: str) -> None:
    text = (piece * READ)[:READ]
    labels = classify(text, text)
    started = time.process_time()
    _ = labels.firms, labels.products
    assert time.process_time() - started < 1


def test_names_are_looked_for_in_the_opening() -> None:
    text = "The firm Vella Works, Inc. sells it.\n"
    filling = "It is said of nobody in particular. " * 100
    assert classify("Notice", text + filling).firms == ("Vella Works, Inc.",)
    assert classify("Notice", filling + text).firms == ()
