"""What a product is made of; all of it is invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("The serum with plant exosomes failed its microbial limits.", "plant"),
        ("Serum con exosomas de rosa: contaminación bacteriana.", "plant"),
        ("Jelly from the cord: exosomes from Wharton’s jelly.", "human"),
        ("It was not read whether it covers human tissue.", "unspecified"),
        ("식물 유래 엑소좀 크림의 미생물 한도 초과, 자가품질검사 위반", "plant"),
    ],
)
def test_germs_found_and_things_unread_are_no_origin(text: str, origin: str) -> None:
    assert classify("Notice", text).origin == (origin,)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("The vials hold exosomes of sheep placenta.", "animal"),
        ("The vials hold exosomes of placenta.", "human"),
        ("Exosomas de placenta ovina.", "animal"),
        ("Ampullen mit Exosomen aus Schafsplazenta.", "animal"),
        ("面部注射羊胎盘外泌体。", "animal"),
        ("A serum with exosomes of apple stem cells.", "plant"),
        ("A serum with exosomes of stem cells.", "human"),
    ],
)
def test_an_animal_or_a_plant_named_beside_a_material_owns_it(text: str, origin: str) -> None:
    assert classify("Notice", text).origin == (origin,)


def test_stem_cells_that_may_be_anybodys_are_of_unspecified_origin() -> None:
    warning = (
        "The ministry warns of clinics that advertise {}. No such treatment is approved in this"
        " country, and patients who were harmed should report it to the health authority."
    )
    anybodys = classify("Warning", warning.format("stem cell therapy"))
    assert anybodys.origin == ("unspecified",)
    donors = classify("Warning", warning.format("therapy with stem cells from donated placentas"))
    assert donors.origin == ("human",)
