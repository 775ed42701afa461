"""Which way a notice moves the rules; all of it is invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


@pytest.mark.parametrize(
    ("title", "text", "effect"),
    [
        ("Seizure of exosome vials", "New requirements must be met.", "enforces"),
        ("Safety alert", "Patients had serious adverse reactions after infusions.", "informs"),
        ("Safety alert", "The vials are unregistered and illegal.", "enforces"),
        ("Guidance on exosomes", "", "clarifies"),
        ("Cosmetics Act 2031", "", "tightens"),
        ("Cosmetics Act 2031", "It exempts clinics and lifts the duty to notify.", "loosens"),
    ],
)
def test_an_effect_is_that_of_the_kind_unless_the_words_outweigh_it(
    title: str, text: str, effect: str
) -> None:
    assert classify(title, text, language="en").effect == effect


@pytest.mark.parametrize(
    ("language", "title", "effect"),
    [
        ("en", "Ban on exosome serum lifted", "loosens"),
        ("en", "Appeals court overturns order against exosome clinic", "loosens"),
        ("en", "Suspension of exosome clinic not lifted", "enforces"),
        ("en", "Ban on exosomes to stay until it is lifted by the ministry", "enforces"),
        ("es", "Se levanta la suspensión de la clínica de exosomas", "loosens"),
        ("es", "No se levanta la suspensión de la clínica de exosomas", "enforces"),
        ("pt", "Agência revoga a proibição de sérum com exossomos", "loosens"),
        ("fr", "L'agence lève la suspension d'un sérum aux exosomes", "loosens"),
        ("de", "Verbot von Exosomen-Serum aufgehoben", "loosens"),
        ("de", "Verbot von Exosomen-Serum nicht aufgehoben", "enforces"),
        ("ru", "Снят запрет на продажу сыворотки с экзосомами", "loosens"),
        ("ko", "엑소좀 앰플 판매중지 해제", "loosens"),
        ("ko", "엑소좀 앰플 판매중지", "enforces"),
        ("ja", "エクソソーム美容液の販売停止を解除", "loosens"),
        ("zh", "解除暂停销售外泌体产品的通告", "loosens"),
        ("zh", "不予解除查封外泌体产品", "enforces"),
        ("ar", "رفع الحظر عن منتج الإكسوسومات", "loosens"),
    ],
)
def test_an_act_that_its_title_says_is_undone_loosens(
    language: str, title: str, effect: str
) -> None:
    assert classify(title, "", language=language).effect == effect


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Industry calls for ban on exosomes to be lifted"),
        ("en", "Clinics ask court to have suspension of exosome injections lifted"),
        ("en", "Ban on exosomes could be lifted, minister says"),
        ("en", "Firm claims suspension of exosome clinic was lifted"),
        ("ar", "لم يتم رفع الحظر عن الإكسوسومات"),
        ("de", "Hersteller fordern: Verbot von Exosomen soll aufgehoben werden"),
        ("de", "Klinik beantragt Aufhebung des Verbots von Exosomen"),
        ("es", "Clínica solicita levantamiento de la suspensión de exosomas"),
        ("fa", "درخواست لغو ممنوعیت اگزوزوم"),
        ("fr", "L'agence n'a pas levé la suspension des exosomes"),
        ("he", "לא הוסר האיסור על אקסוזומים"),
        ("hi", "एक्सोसोम पर प्रतिबंध हटाने की मांग"),
        ("id", "Larangan eksosom tidak dicabut"),
        ("it", "Il tribunale non ha annullato il divieto di esosomi"),
        ("ja", "エクソソーム美容液の販売停止を解除せず"),
        ("ko", "엑소좀 업체, 판매중지 해제 요구"),
        ("nl", "Rechter heft verbod op exosomen niet op"),
        ("pl", "Wniosek o uchylenie zakazu egzosomów"),
        ("pt", "Agência não revoga a proibição de exossomos"),
        ("ru", "Запрет на экзосомы не снят"),
        ("sv", "Kliniken begär att beslutet hävs: förbudet upphävs inte"),
        ("th", "ไม่ยกเลิกคำสั่งห้ามเอ็กโซโซม"),
        ("tr", "Eksozom yasağı kaldırıldı iddiası"),
        ("uk", "Заборону екзосом не скасовано"),
        ("vi", "Chưa dỡ bỏ lệnh cấm exosome"),
        ("zh", "企业请求解除暂停销售外泌体"),
    ],
)
def test_an_act_that_may_still_stand_does_not_loosen(language: str, title: str) -> None:
    assert classify(title, "", language=language).effect != "loosens"


def test_an_act_that_was_undone_before_is_told_in_passing() -> None:
    text = "The court overturned the ban of 2019. Officers seized 40 vials of exosomes today."
    assert classify("Seizure of exosome vials", text, language="en").effect == "enforces"
