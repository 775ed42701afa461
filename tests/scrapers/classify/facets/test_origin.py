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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Patients had blood infections after plant exosomes, and one had blood clots."),
        ("ar", "تحذير من اكسوسومات نباتية: وجدت بكتيريا في دم المريض بعد الحقن."),
        ("de", "Pflanzen-Exosomen: im Blut des Patienten waren Keime. Patientenblut wird geprüft."),
        ("es", "Exosomas de plantas: la sangre de los pacientes mostró bacterias."),
        ("it", "Esosomi vegetali: nel sangue dei pazienti sono stati trovati batteri."),
        ("ja", "植物エクソソーム:患者の血液から細菌が検出された。"),
        ("ko", "식물 엑소좀: 환자의 혈액에서 세균이 검출되었다."),
        ("nl", "Plantaardige exosomen: in het bloed van de patiënt zijn bacteriën gevonden."),
        ("pl", "Egzosomy roślinne: we krwi pacjenta wykryto bakterie."),
        ("pt", "Exossomos de plantas: no sangue dos pacientes havia bactérias."),
        ("ru", "Экзосомы растений: в крови пациентов нашли бактерии."),
        ("tr", "Bitkisel eksozom: hastanın kanında bakteri bulundu."),
        ("zh", "植物外泌体:患者血液中检出细菌。"),
    ],
)
def test_what_is_found_in_a_patient_s_blood_is_no_origin(language: str, text: str) -> None:
    assert classify("", text, language=language).origin == ("plant",)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Verordnung über Gewebebanken und Zellbanken"),
        ("fr", "Décret relatif aux banques de tissus et de cellules"),
        ("pl", "Rozporządzenie w sprawie banków tkanek i komórek"),
        ("tr", "Doku ve hücre bankaları yönetmeliği"),
        ("ja", "組織バンク及び細胞バンクに関する省令"),
        ("ar", "نظام بنوك الأنسجة والخلايا"),
        ("vi", "Thông tư về ngân hàng mô và tế bào"),
    ],
)
def test_a_law_on_tissues_and_cells_is_on_people_s(language: str, title: str) -> None:
    assert classify(title, "", language=language).origin == ("human",)


def test_a_title_that_names_another_origin_has_that_one() -> None:
    assert classify("Rules for banks of tissues and cells of cattle", "").origin == ("animal",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Ryzyko: kontrola konsumentów wykryła związek żelaza i siarki."),
        ("cs", "Různé rasy a umělci; server je v provozu."),
        ("ru", "В образце найден свинец; маркировка и пантенол."),
        ("uk", "У зразку знайдено свинець і рибонуклеїнову кислоту."),
        ("nl", "Gisteren sprak de hertog met de inspectie."),
        ("sv", "Laxermedlet togs tillbaka."),
        ("he", "היצרן מחזיר את הסרום, ויש להחזיר אותו לחנות."),
    ],
)
def test_a_short_stem_is_no_other_word(language: str, text: str) -> None:
    assert classify("", text, language=language).origin == ("unspecified",)


@pytest.mark.parametrize(
    "text",
    [
        "First-in-human trial of an exosome cleared",
        "Exosomes may enter human clinical trials",
        "A human research ethics committee approves the study of exosomes",
        "Regulation on clinical trials of human medicinal products",
        "Exosomes are not for testing on human beings",
    ],
)
def test_people_who_take_part_in_a_trial_are_no_origin(text: str) -> None:
    assert classify(text, "").origin == ("unspecified",)
    assert classify(text, "It is made from human fat.").origin == ("human",)


def test_humanised_collagen_and_germs_are_no_origin() -> None:
    assert classify("", "套用人源化胶原蛋白许可证，违规添加外泌体", language="zh").origin == (
        "unspecified",
    )
    text = "感染症の原因とみられる微生物が確認された。エクソソームの製品。"
    assert classify("", text, language="ja").origin == ("unspecified",)


@pytest.mark.parametrize(
    ("language", "menu", "text"),
    [
        (
            "zh",
            "首页\n药品\n医疗器械\n化妆品\n食品\n联系我们\n",
            "化妆品禁用原料目录\n拟将人源外泌体列入化妆品禁用原料。",
        ),
        (
            "ko",
            "홈\n의약품\n의료기기\n화장품\n식품\n문의하기\n",
            "화장품 안전기준 개정고시\n인체 세포 유래 엑소좀을 화장품 원료에서 제외한다.",
        ),
        ("en", "Home\nMedicines\nCosmetics\nFood\n", "Exosomes from human cells are barred."),
    ],
)
def test_a_menu_does_not_reach_into_the_text_below_it(language: str, menu: str, text: str) -> None:
    assert classify("Notice 7", menu + text, language=language).origin == ("human",)
