"""What holds for names of firms and of products alike; all that are named here are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scrapers.classify import classify, firms, products
from scrapers.classify.names import Sought

LESSONS = [
    json.loads(line)
    for line in Path(__file__).with_name("lessons.jsonl").read_text("utf-8").splitlines()
]


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


@pytest.mark.parametrize("module", [firms, products])
def test_what_a_pattern_would_find_is_seen_at_a_glance(module: Any) -> None:
    sought = [each for each in vars(module).values() if isinstance(each, Sought)]
    met = set()
    for text in (text for lesson in LESSONS for text in (lesson["title"], lesson["summary"])):
        for cut in (text, f"{text} \ud83d"):
            sight = module._GLANCE.at(cut)
            for each in sought:
                found = each.pattern.findall(cut)
                assert len(list(sight.all_of(each))) == len(found), (each.pattern, cut)
                met |= {each} if found else set()
    assert len(met) > 3, "else this tests nothing"
