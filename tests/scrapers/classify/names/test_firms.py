"""Firms by the look of their names; all of them are invented."""

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
        ("召回", "生产企业为虚构生物科技有限公司。", "虚构生物科技有限公司"),
        ("注意！見本ABCクリニックに改善命令", "", "見本ABCクリニック"),
        ("关于处罚广州样本生物科技有限公司的通告", "", "广州样本生物科技有限公司"),
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
        ("قالت إن شركة Vellalor سحبت المنتج", "شركة Vellalor"),
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


def test_a_firm_is_named_behind_what_it_is() -> None:
    text = "fabricados pela empresa Bio Modelo Indústria e Comércio de Cosméticos. A agência"
    assert classify("Interdição", text).firms == ("Bio Modelo Indústria e Comércio de Cosméticos",)
    assert classify("Aviso", "a empresa que vende e a empresa Nova").firms == ()


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
        ("A letter told Dorra Cells, LLC dba Vella, LLC so.", ("Dorra Cells, LLC", "Vella, LLC")),
        (
            "Công ty TNHH sản xuất thương mại Vella chịu trách nhiệm",
            ("Công ty TNHH sản xuất thương mại Vella",),
        ),
        ("Công ty Vella Dorra còn có vi phạm khác", ("Công ty Vella Dorra",)),
        ("IMPORTER & DISTRIBUTOR DORRA WORKS PVT. LTD. recalls it.", ("DORRA WORKS PVT. LTD.",)),
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
        ("注意", "某生物科技有限公司生产的产品"),
        ("注意", "効果が期待できるとうたうクリニックで広がる"),
        ("注意", "老化防止をうたう美容クリニックで広がる"),
        ("注意", "エクソソームを静脈内投与していたクリニックに対し、停止を命じた。"),
        ("注意", "点滴を無届けで行うクリニックと、注射するクリニックが増えた。"),
    ],
)
def test_authorities_headlines_and_places_are_no_firms(title: str, text: str) -> None:
    assert classify(title, text).firms == ()


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


def test_the_day_of_a_letter_and_what_a_firm_is_are_no_part_of_its_name() -> None:
    text = "A blogger tells of a warning letter to the Nevadan supplier."
    assert classify("Warning letter to Examplia of 16 March 2031", text).firms == ("Examplia",)


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("The clinic, Vella Rejuvenation, must close.", ("Vella Rejuvenation",)),
        ("Vella Biolabs' exosome spray was stopped.", ("Vella Biolabs",)),
        ("It was bought from Dorra Wellness Partners.", ("Dorra Wellness Partners",)),
        ("Vella Dorra and its director gave in.", ("Vella Dorra",)),
        ("Přípravek nabízely společnosti Vella, Dorra a Vzorín.", ("Vella", "Dorra", "Vzorín")),
        ("Örnek Dermokozmetik firmasına ait ürün toplatıldı.", ("Örnek Dermokozmetik",)),
        ("серії 12, виробництва компанії Взірець Захід.", ("Взірець Захід",)),
        ("Серум, внасян от фирма Образецвита.", ("Образецвита",)),
        ("شركة نسيم النموذج للتجارة تسوقه.", ("شركة نسيم النموذج للتجارة",)),
        ("ได้แก่ ตัวอย่างคลินิก และ The Vella Clinic", ("ตัวอย่างคลินิก", "The Vella Clinic")),
        ("식약처는 견본누리코스메틱이 판매한 앰플을 회수했다.", ("견본누리코스메틱",)),
        ("医療法人みほん会に対し指導した。", ("医療法人みほん会",)),
    ],
)
def test_firms_are_found_without_a_legal_form(text: str, firms: tuple[str, ...]) -> None:
    assert set(classify("Notice", text).firms) == set(firms)


@pytest.mark.parametrize(
    "text",
    [
        "The clinic, Maria Example, a nurse, was fined.",
        "Ministry of Health's exosome product list; Public Health offers advice.",
        "The importer, Jane Sample, could not be reached about the serum.",
        "Компания Татарстана продавала кремы, фирма Петрова закрыта.",
        "أعلنت شركة تبيع المنتج وشركة الأدوية ذلك.",
        "บริษัทนำเข้าเซรั่ม ผู้กระทำผิด ได้แก่ แพทย์คลินิก และผู้ช่วยคลินิก",
        "Güney Kore firmasına ait ürün, Alman firması",
        "국회의원이 질의했고 지역의원에서 답했다.",
        "患者は都内のクリニックで点滴を受けた。",
    ],
)
def test_persons_nations_verbs_and_offices_are_no_firms(text: str) -> None:
    assert classify("Notice", text).firms == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The clinic Nevada, a salon in town and the pharmacy Vermont were inspected."),
        ("cs", "Klinika Praha podávala exosomy."),
        ("pl", "Zamknięto: klinika Warszawa."),
        ("sv", "Klinik Stockholm stängdes."),
        ("es", "Cerró la clínica Barcelona."),
        ("it", "Chiusa la clinica Bologna."),
        ("ru", "Проверена клиника Новосибирска."),
    ],
)
def test_a_town_behind_its_clinic_is_no_firm(language: str, text: str) -> None:
    assert classify("Notice", text, language=language).firms == ()


def test_who_issued_a_notice_is_no_firm_in_it() -> None:
    title, text = "Prohibición", "Lo dispuso el Instituto de Ejemplo Nacional."
    assert classify(title, text, language="es").firms == ("Instituto de Ejemplo Nacional",)
    regulator = "Instituto de Ejemplo Nacional de Novania"
    assert classify(title, text, language="es", regulator=regulator).firms == ()


@pytest.mark.parametrize(
    "text",
    [
        "The ban was made by Novania High Court, and the complaint against Novan Police failed.",
        "The ruling is by the ASA; the Novan Municipal Corporation shut it.",
    ],
)
def test_courts_police_and_towns_are_no_firms(text: str) -> None:
    assert classify("Notice", text).firms == ()


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("The serum is from Vella Medical Aesthetics in town.", ("Vella Medical Aesthetics",)),
        ("Aesthetics, Wellness and the Stem Cell Clinic are words of the trade.", ()),
        ("The Vella Bio Challenger runs again.", ()),
        ("They inspected Vella Dorra Laser Center.", ("Vella Dorra Laser Center",)),
        ("Company Vella Dorra Ltd sells it.", ("Vella Dorra Ltd",)),
        ("The Vella Company, LLC sells it.", ("Vella Company, LLC",)),
    ],
)
def test_what_firms_of_the_trade_are_called_ends_a_name(text: str, firms: tuple[str, ...]) -> None:
    assert classify("Notice", text).firms == firms


def test_a_name_in_japanese_ends_at_a_particle_and_may_have_hiragana() -> None:
    text = (
        "当局は、株式会社さくら見本に対し、また、しろくま見本クリニックに命じた。当該クリニックは"
    )
    found = classify("通知", text, language="ja").firms
    assert set(found) == {"株式会社さくら見本", "しろくま見本クリニック"}


def test_whom_a_letter_goes_to_in_person_is_no_firm() -> None:
    text = "In a warning letter to CEO Jane Sample it says that exosomes are drugs."
    assert classify("Notice", text).firms == ()
