"""What a product is said to help against; all of it is invented."""

from __future__ import annotations

from scrapers.classify import classify


def test_a_disease_that_a_product_may_carry_is_no_claim() -> None:
    carried = classify("Placenta held", "Goods of unknown source may carry hepatitis or HIV.")
    assert carried.claims == ()
    claimed = classify("Placenta held", "It was sold as a cure for hepatitis.")
    assert claimed.claims == ("other_disease",)


def test_cosmetics_in_hebrew_are_no_spots() -> None:
    for text, claims in (
        ("הם רשומים כתמרוקים בלבד.", ()),
        ("הם נועדו להסרת כתמי עור.", ("scars_pigmentation",)),
    ):
        assert classify("אזהרה מפני אקסוזומים", text, language="he").claims == claims
