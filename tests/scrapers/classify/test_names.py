"""Firms and products by the look of their names; all of them are invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


@pytest.mark.parametrize(
    ("title", "text", "firm"),
    [
        ("Example Labs, Inc. - 700002 - 05/06/2031", "", "Example Labs, Inc."),
        ("Untitled letter to the Example Centers (Nevada)", "", "the Example Centers"),
        (
            "Recall",
            "The firm Sample & Daughters Biologics, LLC recalls it.",
            "Sample & Daughters Biologics, LLC",
        ),
        (
            "Retiro",
            "La empresa Ejemplo Salud S.A. de C.V. fue multada.",
            "Ejemplo Salud S.A. de C.V.",
        ),
        ("Rückruf", "Die Beispiel Kosmetik GmbH ruft zurück.", "Beispiel Kosmetik GmbH"),
        ("Отзыв", "Производитель ООО «Пример Био», Москва.", "ООО «Пример Био»"),
        ("회수", "제조업체 주식회사 가나다바이오 제품", "주식회사 가나다바이오"),
        ("회수", "(주)가나다바이오 제품을 회수", "(주)가나다바이오"),
        ("回収", "製造者は株式会社見本バイオ", "株式会社見本バイオ"),
        (
            "Closure",
            "Officials closed the clinic (Moonlight Beauty Clinic).",
            "Moonlight Beauty Clinic",
        ),
        ("Recall", "Manufacturer: Moonlight Works\nLot: 7", "Moonlight Works"),
        ("召回", "生产企业为虚构生物科技有限公司。", "生产企业为虚构生物科技有限公司"),
    ],
)
def test_a_firm_is_found_by_its_legal_form(title: str, text: str, firm: str) -> None:
    assert any(firm in found or found in firm for found in classify(title, text).firms)


def test_small_words_are_no_firms() -> None:
    text = "As the agency said, no one is limited in the company of others; see Annex as well."
    assert classify("Notice", text).firms == ()
    assert classify("화장품 주름개선 주의", "주사와 주입을 금지").firms == ()


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("They sold ExoSample Pro in vials.", "ExoSample Pro"),
        ("The brand Youthful Drop® is not registered.", "Youthful Drop"),
        ("the product “Moon Serum” was seized", "Moon Serum"),
        ("‘달빛 엑소좀 앰플’ 등 화장품 광고업무정지", "달빛 엑소좀 앰플"),
        ("Product name: Moon Drop 5 ml\nLot: 7", "Moon Drop 5 ml"),
        ("제품명: 달빛 앰플\n제조업체: 가나다", "달빛 앰플"),
        ("Nombre del producto: Suero Luna; lote 7", "Suero Luna"),
        ("产品名称：月光冻干粉。", "月光冻干粉"),
        ("A ban on selling the products Lunar Melt and Solaris.", "Solaris"),
        ("a trial of the exosome drug ABC-101 in stroke", "ABC-101"),
    ],
)
def test_a_product_is_found_by_how_it_is_written(text: str, product: str) -> None:
    assert product in classify("Notice", text).products


def test_part_of_a_firm_is_no_product() -> None:
    assert classify("Warning letter to BioSample Labs, Inc.", "").products == ()


def test_laws_diseases_and_authorities_are_no_products() -> None:
    text = "Medicinal products, Annex II and COVID-19; the MoH and products, Art. 2, RDC-529."
    assert classify("Notice", text).products == ()
