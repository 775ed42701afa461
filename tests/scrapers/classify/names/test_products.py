"""Products by the look of their names; all of them are invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


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
        ("a trial of the exosome drug ABC-CD77 in stroke", "ABC-CD77"),
    ],
)
def test_a_product_is_found_by_how_it_is_written(text: str, product: str) -> None:
    assert product in classify("Notice", text).products


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("They are sold as GlowSample 7 ampoules.", "GlowSample 7"),
        ("Fica proibida a venda das ampolas Exemplo Skin Milk, com leite.", "Exemplo Skin Milk"),
        ("du sérum « Rosalune » de la société", "Rosalune"),
        ("Ampullen der Marke „Beispiel Cica“ zurück", "Beispiel Cica"),
        ("Krämen ”Exempel Lax” är inte anmäld och får inte säljas.", "Exempel Lax"),
        ("“Örnek Somon” adlı ürün toplatıldı", "Örnek Somon"),
        ("маски для лица «Образец Лакто» изъяты", "Образец Лакто"),
        ("أمبولات «مثال سالمون» من الأسواق", "مثال سالمون"),
        ('קרם "בדיון תפוח" הוחזר', "בדיון תפוח"),
        ("เซรั่ม “ตัวอย่างนมวัว” ถูกเรียกคืน", "ตัวอย่างนมวัว"),
        ("健康食品「仮想初乳」の広告", "仮想初乳"),
        ("停止销售“示例三文鱼冻干粉”的通告", "示例三文鱼冻干粉"),
    ],
)
def test_what_stands_in_quotation_marks_beside_what_it_is_called_is_a_product(
    text: str, product: str
) -> None:
    assert product in classify("Notice", text).products


@pytest.mark.parametrize(
    "text",
    [
        "“Stem cell cosmetics” is no product of its own.",
        "警惕“干细胞化妆品”",
        "「화장품 안전기준 등에 관한 규정」에 따른 화장품",
        "Регламент «О безопасности косметической продукции» и кремы",
        "The serum is “really good for everyone who has ever tried it on”.",
    ],
)
def test_terms_laws_and_sentences_in_quotation_marks_are_no_products(text: str) -> None:
    assert classify("Notice", text).products == ()


def test_laws_diseases_and_authorities_are_no_products() -> None:
    text = "Medicinal products, Annex II and COVID-19; the MoH and products, Art. 2, RDC-529."
    assert classify("Notice", text).products == ()


@pytest.mark.parametrize(
    "text",
    [
        "Nobody may sell Vitalexa, an intravenous exosome set.",
        "It is the maker of Vitalexa, marketed for wounds.",
    ],
)
def test_what_is_sold_is_said_behind_its_name(text: str) -> None:
    assert "Vitalexa" in classify("Notice", text).products


@pytest.mark.parametrize(
    ("text", "products"),
    [
        (
            "Creams, among them Vella Night Cream 2 and Dorra Herbal Cream, hold mercury.",
            ("Vella Night Cream 2", "Dorra Herbal Cream"),
        ),
        ("It took injectables (Vellatox, Dorralift) away.", ("Vellatox", "Dorralift")),
        ("They found counterfeit Vellatox in a salon.", ("Vellatox",)),
        ("Vellatox and other injectable drugs need a prescription.", ("Vellatox",)),
        ("Two forged lots of Vellatox were found.", ("Vellatox",)),
        ("A parcel held Vellatox 100 U without papers.", ("Vellatox 100 U",)),
        ("Se alerta sobre cosméticos como Vella y Dorra Lift.", ("Vella", "Dorra Lift")),
        ("Ditemukan krim berbahaya, antara lain Vella Day Cream.", ("Vella Day Cream",)),
        ("حذرت الهيئة من مستحضر VELLA GLOW المغشوش", ("VELLA GLOW",)),
        (
            "Products affected: Vella Slim (box of 5), Vella Tight, Dorra",
            ("Vella Slim", "Vella Tight", "Dorra"),
        ),
    ],
)
def test_products_are_found_beside_what_such_products_are_called(
    text: str, products: tuple[str, ...]
) -> None:
    assert set(classify("Notice", text).products) == set(products)


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin C Serum and Hyaluronic Acid Filler are covered.",
        "The medicines agency (EMA) and cosmetics in Norway are named.",
        "Fake Chinese creams and products, such as Korean fillers, were sold on Instagram.",
        "Products (Provision 7050/2031) may not be sold.",
        "所谓的“药妆”化妆品并不存在",
        "Kozmetik ürün için “Ürün hidrokinon içermez” iddiası",
    ],
)
def test_classes_places_and_abbreviations_are_no_products(text: str) -> None:
    assert classify("Notice", text).products == ()


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("It was sold under the name Vella Dermal.", ("Vella Dermal",)),
        ("Unter dem Namen „Vella Haut“ bot sie es an.", ("Vella Haut",)),
        ("Заборонено обіг ампул Vella Exo.", ("Vella Exo",)),
        (
            "Productos: Vella Facial, Vella Capilar y Dorra Noche.",
            ("Vella Facial", "Vella Capilar", "Dorra Noche"),
        ),
        ("Produto: Vella Booster (todos os lotes)\nMotivo: falta", ("Vella Booster",)),
        ("Empresa: Dorra - CNPJ: 00\nProduto: Vella", ("Vella",)),
        ("Product name:\nVella Mist\nLot:\n7", ("Vella Mist",)),
        ("为顾客注射Vellalux外泌体", ("Vellalux",)),
        ("المنتجات المسحوبة:\n- سيروم فيلا، مصنع\n- كريم دورا، مصنع", ("فيلا", "دورا")),
        ("Apreendidos frascos de Vellica Gold sem registro.", ("Vellica Gold",)),
    ],
)
def test_products_are_found_by_what_stands_around_them(
    text: str, products: tuple[str, ...]
) -> None:
    assert set(classify("Notice", text).products) == set(products)


@pytest.mark.parametrize(
    "text",
    [
        "Eighteen lots were recalled. Missing batch numbers betray the fake. Such vials are bad.",
        "Cosmetic injectables fact sheet (Tasmania); batch HF-0071; in Form CT-23",
        "Rules for Human Cells and Tissue-Based Products: Minimal Manipulation and Homologous Use",
        "Produit : ampoules aux exosomes de rose. Motif : moisissures.",
        "Crackdown on Islamabad medicine stores",
        'هيئة "الغذاء والدواء" تحذر من شامبو',
    ],
)
def test_numbers_places_offices_and_headings_are_no_products(text: str) -> None:
    assert classify("Notice", text).products == ()


@pytest.mark.parametrize(
    ("text", "products"),
    [
        (
            "Three products were named: Vella 5, Dorra and PURE MIST.",
            ("Vella 5", "Dorra", "PURE MIST"),
        ),
        ("They were promoted on YouTube, TikTok and in MedWatch.", ()),
        ("Two Illegal Vella Vials Found In Novania", ()),
        ("сыворотка Vella Gold (Dorra) изъята", ("Vella Gold",)),
        ("Vella Exo Shot was seized.", ("Vella Exo Shot",)),
        ("Boxes of Vella Exo Shot and Dorra Vial were seized.", ("Vella Exo Shot", "Dorra Vial")),
    ],
)
def test_a_row_of_names_is_taken_apart_and_sites_are_no_products(
    text: str, products: tuple[str, ...]
) -> None:
    assert set(classify("Notice", text).products) == set(products)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        (
            "Affected products\n- Mossel\n- Dorra Slim\n- Vella Tight\nDo this",
            ("Mossel", "Dorra Slim", "Vella Tight"),
        ),
        (
            "5 mỹ phẩm bị thu hồi, gồm:\nVella dew (số: 1/20).\nDorra dew (số: 2/20).\n",
            ("Vella dew", "Dorra dew"),
        ),
        ("Vellalor is a product containing amino acids.", ("Vellalor",)),
        ("Ten of Vella Plus 4, lot S30, may have come in.", ("Vella Plus 4",)),
        (
            "The firm's Vellader, Dorriform and Vellajack products are recalled.",
            ("Vellader", "Dorriform", "Vellajack"),
        ),
        ("Gel\nNom : Bath & Shower gel Vella\nPays : Chine", ("Bath & Shower gel Vella",)),
        ("препараты (торговые названия Велла, Дорра) изъяты", ("Велла", "Дорра")),
        ("违规添加外泌体的“维澄”等产品", ("维澄",)),
        ("The eyeliner of the brand Vella n Dorra Fine is unsafe.", ("Vella n Dorra Fine",)),
        (
            "These serums are recalled: Vella; Dorra Slim; and Mossel",
            ("Vella", "Dorra Slim", "Mossel"),
        ),
        ("The products:\nVella – a serum\nDorra – a cream for the face\n", ("Vella", "Dorra")),
        ("Se prohíbe Vellalor, un nuevo suero facial.", ("Vellalor",)),
        ("Vellalor, une crème, est retirée.", ("Vellalor",)),
        ("Vor dem Serum Vellalor wird gewarnt.", ("Vellalor",)),
    ],
)
def test_products_are_found_in_rows_and_lists_of_every_sort(
    text: str, products: tuple[str, ...]
) -> None:
    assert set(products) <= set(classify("Notice", text).products)


@pytest.mark.parametrize(
    "text",
    [
        "Product: Several unauthorized injectable drugs and devices for looks, type A.",
        "The serum was said to be “made in Switzerland” and safe.",
        "화장품을 ‘세포 틈새를 메워’, ‘어린 피부결’ 등의 표현을 사용해 광고",
        "화장품 “피부가 정말 좋아집니다” 광고",
        "所谓的“药妆”产品并不存在",
        "คลิปรีวิวเซรั่มทาง Tik Tok",
    ],
)
def test_descriptions_and_wordings_are_no_products(text: str) -> None:
    assert classify("Notice", text).products == ()


def test_a_label_in_its_own_line_has_its_value_below() -> None:
    table = "Product name\nVella Mist\nRecalling firm\nDorra Works\n"
    labels = classify("Recall", table)
    assert (labels.firms, labels.products) == (("Dorra Works",), ("Vella Mist",))


@pytest.mark.parametrize(
    "text",
    [
        "Products\nContact and Services\nExosomes are not approved.",
        "Product name\nTrade name\n7\n8\n",
    ],
)
def test_headings_and_the_head_of_a_table_have_no_value(text: str) -> None:
    assert classify("Notice", text).products == ()


def test_a_name_may_hold_trade_mark_signs() -> None:
    text = "The firm makes a fluid for injection, Lunara® Flow®, and a gel, Lunara® Drop®."
    assert set(classify("Notice", text).products) == {"Lunara® Flow", "Lunara® Drop"}
