"""Firms and products by the look of their names; all of them are invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify
from scrapers.classify.names import QuickLook


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
        ("召回", "生产企业为虚构生物科技有限公司。", "虚构生物科技有限公司"),
    ],
)
def test_a_firm_is_found_by_its_legal_form(title: str, text: str, firm: str) -> None:
    assert any(firm in found or found in firm for found in classify(title, text).firms)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Die Muster Kosmetik GmbH & Co. KG ruft zurück.", "Muster Kosmetik GmbH & Co. KG"),
        ("La société Exemple Beauté SARL. Fin.", "Exemple Beauté SARL"),
        (
            "L'autorità sanziona Modello Estetica S.r.l. per la pubblicità.",
            "Modello Estetica S.r.l.",
        ),
        ("Firma Wzór Kosmetyki Sp. z o.o. wycofuje.", "Wzór Kosmetyki Sp. z o.o."),
        ("firmie Wzór Kosmetyki sp. z o.o. nakazano", "Wzór Kosmetyki sp. z o.o."),
        (
            "Kurum, Model Kozmetik San. ve Tic. Ltd. Şti. için",
            "Model Kozmetik San. ve Tic. Ltd. Şti.",
        ),
        ("изъято у ООО «Пример Два Слова» в Москве", "ООО «Пример Два Слова»"),
        ("виробництва ТОВ «Приклад Б’юті» вилучено", "ТОВ «Приклад Б’юті»"),
        ("produksi PT Teladan Kosmetika ditarik", "PT Teladan Kosmetika"),
        ("của Công ty TNHH Ví Dụ Mỹ Phẩm bị thu hồi", "Công ty TNHH Ví Dụ Mỹ Phẩm"),
        ("ของบริษัท สมมติเฮลท์ จำกัด ซึ่งอ้าง", "บริษัท สมมติเฮลท์ จำกัด"),
        ("تستوردها شركة النموذج للتجميل، وتحتوي", "شركة النموذج للتجميل"),
        ("دستور جمع آوری آمپول شرکت الگو زیبایی را صادر کرد", "شرکت الگو زیبایی"),
        ('של חברת דגם קוסמטיקה בע"מ בשוק', 'דגם קוסמטיקה בע"מ'),
        ("नियंत्रक ने उदाहरण कॉस्मेटिक्स प्राइवेट लिमिटेड पर", "उदाहरण कॉस्मेटिक्स प्राइवेट लिमिटेड"),
        ("식약처는 ㈜모형코스메틱의 제품을 회수했다", "㈜모형코스메틱"),
        ("仮想健康株式会社に対し命じた", "仮想健康株式会社"),
        ("株式会社例示化粧品は回収する", "株式会社例示化粧品"),
    ],
)
def test_a_name_ends_where_its_words_do(text: str, firm: str) -> None:
    assert firm in classify("Notice", text).firms


def test_two_addressees_and_other_names_are_firms_each() -> None:
    title = "Cease and desist order to Regenotest Vienna and Orthotest Vienna"
    assert classify(title, "").firms == ("Regenotest Vienna", "Orthotest Vienna")
    title = "Untitled letter to Sample Solution of New Jersey, aka Sample Cell Center (Edison)"
    assert "Sample Cell Center" in classify(title, "").firms


def test_small_words_are_no_firms() -> None:
    text = "As the agency said, no one is limited in the company of others; see Annex as well."
    assert classify("Notice", text).firms == ()
    assert classify("화장품 주름개선 주의", "주사와 주입을 금지").firms == ()
    assert classify("미백·주름개선 화장품 주의", "화장품 주입 사용 주의").firms == ()


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


def test_a_firm_is_named_behind_what_it_is() -> None:
    text = "fabricados pela empresa Bio Modelo Indústria e Comércio de Cosméticos. A agência"
    assert classify("Interdição", text).firms == ("Bio Modelo Indústria e Comércio de Cosméticos",)
    assert classify("Aviso", "a empresa que vende e a empresa Nova").firms == ()


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


def test_part_of_a_firm_is_no_product() -> None:
    assert classify("Warning letter to BioSample Labs, Inc.", "").products == ()


def test_laws_diseases_and_authorities_are_no_products() -> None:
    text = "Medicinal products, Annex II and COVID-19; the MoH and products, Art. 2, RDC-529."
    assert classify("Notice", text).products == ()


@pytest.mark.parametrize(
    ("title", "firm"),
    [
        ("Warning letter: Example Stem Institute", "Example Stem Institute"),
        ("Example Regen – Untitled Letter", "Example Regen"),
        ("Moonlight Aesthetics ordered to close", "Moonlight Aesthetics"),
        ("Import alert: cord blood, Sample Cell Bank", "Sample Cell Bank"),
    ],
)
def test_a_title_names_whom_it_is_about_first_or_last(title: str, firm: str) -> None:
    assert firm in classify(title, "").firms


@pytest.mark.parametrize("title", ["Cell Technology Centres", "Health Clinic closed"])
def test_a_sort_of_establishment_is_no_name(title: str) -> None:
    assert classify(title, "").firms == ()


def test_a_firm_that_is_named_again_with_its_legal_form_is_known_by_it() -> None:
    labels = classify("Notice to Sample Biologics", "Sample Biologics, LLC sold exosomes.")
    assert labels.firms == ("Sample Biologics, LLC",)


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
        ("The products, Exo Vella and Dorra, are not listed.", ("Exo Vella", "Dorra")),
        ("They found counterfeit Vellatox in a salon.", ("Vellatox",)),
        ("Vellatox and other injectable drugs need a prescription.", ("Vellatox",)),
        ("Two forged lots of Vellatox were found.", ("Vellatox",)),
        ("A parcel held Vellatox 100 U without papers.", ("Vellatox 100 U",)),
        ("It bans the Vellafill dermal filler.", ("Vellafill",)),
        ("Se alerta sobre cosméticos como Vella y Dorra Lift.", ("Vella", "Dorra Lift")),
        ("Ditemukan krim berbahaya, antara lain Vella Day Cream.", ("Vella Day Cream",)),
        ("حذرت الهيئة من مستحضر VELLA GLOW المغشوش", ("VELLA GLOW",)),
        ("「見本プラセンタ、架空エキス」化粧品の広告", ("見本プラセンタ", "架空エキス")),
        (
            "These cosmetics have no notification: 1. VELLA PINK WASH 2. DORRA MUD MASK EX.",
            ("VELLA PINK WASH", "DORRA MUD MASK EX"),
        ),
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
    ("text", "firms"),
    [
        ("The inspectorate closed the salon VellaHouse in a suburb.", ("VellaHouse",)),
        ("De salon genaamd Vella Prikken is gesloten.", ("Vella Prikken",)),
        ("частная клиника Vellamed работала без лицензии", ("Vellamed",)),
        ("女子在美容中心「見本醫美」接受注射", ("見本醫美",)),
        ("A vaccine by Dorra Model, made from cells.", ("Dorra Model",)),
        ("It was made by North Korea's Vellalite.", ("Vellalite",)),
        ("Vella Nevada, which sells amniotic fluid, was told so.", ("Vella Nevada",)),
        ("VellaCure is among the stem cell firms that were warned.", ("VellaCure",)),
        ("Vials were seized from Vella Hair Salon and Spa in town.", ("Vella Hair Salon and Spa",)),
        ("do Công ty TNHH Quốc tế Vẽ Mẫu chịu trách nhiệm", ("Công ty TNHH Quốc tế Vẽ Mẫu",)),
        ("Dorra and Vella Bio lose their licences.", ("Dorra", "Vella Bio")),
    ],
)
def test_firms_are_found_beside_what_is_said_of_firms(text: str, firms: tuple[str, ...]) -> None:
    assert set(classify("Notice", text).firms) == set(firms)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("FDA Warns Co. Against Selling Cord Blood", ""),
        ("Ministry of Drug Safety's 2031 Bio Challenger program", ""),
        ("Ruling", "The ASA told it to change the words."),
        ("Notice", "A clinic located at Example Commercial Centre was closed."),
        ("إغلاق", "أغلقت مؤسسة في جدة كانت تعمل بدون ترخيص"),
    ],
)
def test_authorities_headlines_and_places_are_no_firms(title: str, text: str) -> None:
    assert classify(title, text).firms == ()


def test_a_korean_headline_names_the_firm_before_its_product() -> None:
    labels = classify("가나다바이오 ‘견본 앰플’ 광고업무정지 3개월", "")
    assert labels.firms == ("가나다바이오",)
    assert labels.products == ("견본 앰플",)


def test_a_product_is_known_by_its_longer_name() -> None:
    labels = classify("Alert on Vella cream", "The product Vella Night Cream is forbidden.")
    assert labels.products == ("Vella Night Cream",)


def test_a_city_behind_its_clinics_is_no_firm() -> None:
    text = "Проверены клиники Примерска и салоны Нового Примерска, клиника «Образец» закрыта."
    assert classify("Проверка", text).firms == ("Образец",)


@pytest.mark.parametrize("first", ["식약청", "한국소비자원", "해외직구", "최신"])
def test_a_korean_headline_may_begin_with_an_authority_or_an_origin(first: str) -> None:
    assert classify(f"{first} ‘견본 앰플’ 광고업무정지 3개월", "").firms == ()


@pytest.mark.parametrize(
    "text",
    [
        'The company "may have misled the public", it said.',
        "Two clinics in Nevada, a company spokesman said, were closed.",
        "「美容クリニック」を名乗る店",
    ],
)
def test_phrases_places_and_sorts_of_firms_are_no_firms(text: str) -> None:
    assert classify("Notice", text).firms == ()


def test_a_quick_look_leaves_out_what_has_no_sign_in_the_text() -> None:
    look = QuickLook(maker=(" by ", " par "), marked=("®",))
    assert look.at("made by Example") == {"maker"}
    assert look.at("Example® made bye") == {"marked"}
    assert look.at("half a surrogate: \ud800") == {"maker", "marked"}  # it cannot be searched
