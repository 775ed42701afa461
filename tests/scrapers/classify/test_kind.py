"""What tells the kind of a notice, rule by rule; all of these notices are invented."""

from __future__ import annotations

import pytest

from bench.classifier.labelled import labelled
from scrapers.classify import classify

# "Exosome products require approval; none is approved", in every language that has words.
REQUIRED = {notice["language"]: notice["text"] for notice in labelled("required.jsonl")}


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Example Cosmetics Act 2031", "", "legislation"),
        ("Guidance on the Example Cosmetics Act 2031", "", "guidance"),
        ("Proposal to amend the Example Cosmetics Act 2031", "", "consultation"),
        ("Doctor fined by the Example Court under the Example Act 2031", "", "court_ruling"),
        ("Which substances are banned in cosmetics?", "", "guidance"),
        ("Provision 12/2031", "Bans all lots of the vials until they are registered.", "ban"),
        ("Weekly notice", "Officials sealed a beauty clinic.", "licence_action"),
        ("Weekly notice", "Officers sealed the stock of medicines in a shop.", "seizure"),
        ("Example Bio", "Your firm may face seizure and injunction. Your firm sold a drug; "
         "you should take prompt action.", "warning_letter"),
        ("Exosome product not approved for burns", "The agency warns the public.", "safety_alert"),
    ],
)  # fmt: skip
def test_the_words_of_an_act_tell_its_kind(title: str, text: str, kind: str) -> None:
    assert classify(title, text, language="en").kind == kind


def test_the_head_of_a_title_weighs_more_than_what_follows() -> None:
    assert classify("Manual on the Cosmetics Regulation, Annex", "").kind == "guidance"


def test_what_has_nothing_weighty_to_say_is_an_announcement() -> None:
    padding = (
        "Visitors saw how exosomes look, and spoke with many others who had come from near and "
        "far to see them on a fine day in spring."
    )
    said = classify("Weekly notice", f"{padding} Entry was free of charges.")
    assert said.kind == "press_release"
    assert classify("Weekly notice", f"{padding} Two men were arrested.").kind == "prosecution"


def test_the_first_words_of_a_text_weigh_more_than_later_ones() -> None:
    padding = "The vials were sold in a shop near the old harbour for some weeks in spring. "
    assert classify("Vials", f"Recalled were ten lots. {padding} A ban came up.").kind == "recall"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://agency.example/warning-letters/example-bio", "warning_letter"),
        ("https://agency.example/en/recalls/2031/17", "recall"),
        ("https://recalls.example/17?from=ban", "press_release"),  # no path
        ("not an address [", "press_release"),
    ],
)  # fmt: skip
def test_the_path_of_the_address_counts_where_the_words_say_nothing(url: str, kind: str) -> None:
    labels = classify("Example Bio Limited", "Exosome vials.", url=url)
    assert labels.kind == kind
    for found in labels.evidence:
        if found.where == "url":
            assert url[found.start : found.end] == found.word


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Agency revokes the marketing authorisation of an exosome serum"),
        ("es", "Cancelan el registro sanitario de un suero de exosomas"),
        ("de", "Widerruf der Arzneimittelzulassung eines Exosomenpräparats"),
        ("it", "Revoca dell'autorizzazione all'immissione in commercio di un preparato"),
        ("pl", "Cofnięto pozwolenie na dopuszczenie do obrotu preparatu z egzosomami"),
        ("uk", "Анульовано реєстраційне посвідчення на сироватку з екзосомами"),
        ("fi", "Eksosomivalmisteen myyntilupa peruutettiin"),
        ("id", "BPOM mencabut izin edar serum eksosom"),
        ("th", "เพิกถอนใบรับจดแจ้งเซรั่มเอ็กโซโซม"),
        ("ko", "엑소좀 주사제 품목 허가 취소"),
        ("zh", "关于撤销外泌体精华产品备案的公告"),
    ],
)
def test_who_loses_the_permit_of_a_product_keeps_the_own_one(language: str, title: str) -> None:
    assert classify(title, "", language=language).kind == "ban"


def test_a_clinic_s_permit_is_its_own() -> None:
    assert classify("Agency revokes the licence of an exosome clinic", "").kind == "licence_action"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Attorney General sues clinic over exosome injections"),
        ("en", "Agency files suit against maker of exosome vials"),
        ("es", "La defensoría presenta una demanda colectiva contra una clínica de exosomas"),
        ("pt", "Ministério Público ajuíza ação civil pública contra clínica de exossomos"),
        ("de", "Verbraucherzentrale reicht Klage gegen Exosomenklinik ein"),
        ("ru", "Подан иск о запрете рекламы экзосом"),
        ("th", "สคบ. ฟ้องคดีแพ่งคลินิกเอ็กโซโซม"),
        ("ja", "消費者団体がエクソソームの広告差止訴訟を提訴"),
        ("zh", "检察院就外泌体美容广告提起民事公益诉讼"),
    ],
)
def test_a_civil_suit_is_no_prosecution(language: str, title: str) -> None:
    assert classify(title, "", language=language).kind == "press_release"


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("en", "Decree on the recall of exosome serums from the market", "legislation"),
        ("en", "Consultation on guidance and guidelines for exosomes", "consultation"),
        ("en", "Judgment on the suspension of an exosome clinic's licence", "court_ruling"),
        ("es", "Decreto que prohíbe los exosomas en cosméticos", "legislation"),
        ("pt", "Decreto que proíbe exossomos em cosméticos", "legislation"),
        ("fr", "Loi interdisant la vente d'exosomes", "legislation"),
        ("it", "Legge che vieta la vendita di esosomi", "legislation"),
        ("pl", "Ustawa o zakazie sprzedaży egzosomów", "legislation"),
        ("ru", "Закон о запрете продажи и изъятии экзосом", "legislation"),
    ],
)
def test_behind_the_head_of_a_title_stands_what_it_is_about(
    language: str, title: str, kind: str
) -> None:
    assert classify(title, "", language=language).kind == kind


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("de", "Kosmetikrückruf", "recall"),
        ("de", "Importverbot für Exosomen", "ban"),
        ("de", "Produktwarnung: Exosomen", "safety_alert"),
        ("de", "Verordnungsentwurf: Exosomen in Kosmetika", "consultation"),
        ("de", "Praxisschließung wegen Exosomen", "licence_action"),
        ("nl", "Importverbod exosomen", "ban"),
        ("nl", "Terugroepactie exosomenserum", "recall"),
        ("sv", "Produktåterkallelse: exosomserum", "recall"),
        ("sv", "Säljförbud: exosomer", "ban"),
        ("no", "Omsetningsforbud for eksosomer", "ban"),
        ("da", "Salgsforbud mod eksosomer", "ban"),
        ("fi", "Tuontikielto: eksosomit", "ban"),
        ("fi", "Lakiehdotus eksosomeista", "consultation"),
    ],
)
def test_an_act_is_found_in_a_compound_word(language: str, title: str, kind: str) -> None:
    assert classify(title, "", language=language).kind == kind


def test_what_a_regulator_tells_its_licensees_to_do_is_guidance() -> None:
    text = "You must notify us before you stop, and may change nothing without our prior approval."
    assert classify("Changing your licence", text).kind == "guidance"
    assert classify("What clinics should do when exosomes are recalled", "").kind == "guidance"


def test_what_a_court_forbids_is_an_injunction_and_not_a_ban() -> None:
    title, text = "Order on exosome vials", "The sale of the vials is prohibited; a sales ban."
    assert classify(title, text, regulator="Example Court").kind == "injunction"
    assert classify(title, text, regulator="Example Medicines Agency").kind == "ban"


def test_what_lets_a_study_through_is_no_approval() -> None:
    assert classify("First approval of a clinical trial", "").kind == "trial_authorisation"
    assert classify("First approval of an exosome product", "").kind == "approval"


def test_a_law_named_as_a_draft_in_a_title_is_none_yet() -> None:
    assert classify("Draft: Cosmetics Regulation No 7, Annex, Decree", "").kind == "consultation"


def test_what_is_forbidden_by_a_court_that_the_title_names_is_an_injunction() -> None:
    assert classify("Court: order on exosome vials", "The sale is prohibited.").kind == "injunction"


def test_a_law_behind_a_guideline_in_a_title_is_the_one_that_it_explains() -> None:
    title = "Handbook on the Cosmetics Regulation, Annex II, Decree, Section 3"
    assert classify(title, "").kind == "guidance"


def test_what_is_not_paid_for_is_not_banned() -> None:
    text = "No injection of it is paid for. This is a rule of coverage, not a ban."
    assert classify("Placental products", text).kind != "ban"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("見本クリニックに行政指導", ""),
        ("Clinic", "The ministry gave the clinic administrative guidance over its drips."),
    ],
)
def test_administrative_guidance_to_somebody_is_a_warning_to_them(title: str, text: str) -> None:
    assert classify(title, text).kind == "warning_letter"


def test_what_objects_and_names_no_act_is_a_warning() -> None:
    assert classify("Unregistered exosome vials", "").kind == "safety_alert"
    assert classify("Exosome vials", "").kind == "press_release"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Exosomen: nicht zugelassen"),
        ("es", "Exosomas: no autorizados, sin registro"),
        ("fr", "Exosomes : non autorisés"),
        ("ja", "エクソソームは未承認"),
        ("ko", "무허가 엑소좀"),
        ("zh", "外泌体尚无获批产品"),
        ("tr", "Ruhsatsız eksozom"),
    ],
)
def test_what_is_not_approved_is_no_approval(language: str, title: str) -> None:
    assert classify(title, "", language=language).kind != "approval"


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("en", "Ministry revokes notification of two cosmetic products", "ban"),
        ("en", "Ministry revokes licence of two clinics", "licence_action"),
        ("id", "BPOM cabut izin edar dua kosmetik", "ban"),
        ("id", "Dinas mencabut izin praktik dokter", "licence_action"),
        ("ko", "화장품 두 품목 허가 취소", "ban"),
        ("ko", "의료기관 개설 허가 취소", "licence_action"),
    ],
)
def test_what_a_product_loses_is_no_licence_of_its_seller(
    language: str, title: str, kind: str
) -> None:
    assert classify(title, "", language=language).kind == kind


def test_an_issuer_is_known_by_its_english_name_whatever_language_it_writes() -> None:
    title, text = "Example 12/2031", "Die Ausgangslage ist folgende."
    assert classify(title, text, language="de").kind != "court_ruling"
    ruling = classify(title, text, language="de", regulator="Higher Court of Exampleland")
    assert ruling.kind == "court_ruling"


def test_a_body_that_judges_advertising_acts_against_it() -> None:
    title, text = "Ruling on Example Ltd", "A competitor challenged three claims."
    assert (
        classify(title, text, language="en", regulator="Advertising Standards Board").kind
        == "advertising_action"
    )


def test_the_law_that_is_approved_is_no_product() -> None:
    assert classify("Anvisa aprova regras para cosméticos", "", language="pt").kind == "legislation"
    assert classify("Anvisa aprova novo medicamento", "", language="pt").kind == "approval"


@pytest.mark.parametrize("language", sorted(REQUIRED))
def test_that_approval_is_required_approves_nothing(language: str) -> None:
    labels = classify("", REQUIRED[language], language=language)
    assert labels.kind != "approval"
    assert "unapproved" in labels.concerns


def test_a_platform_alone_makes_no_press_release() -> None:
    earned = classify("电商平台销售外泌体注射产品", "", language="zh").evidence
    assert not [each.word for each in earned if each.label == "kind:press_release"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Kein Exosomen-Präparat aus Plazenta oder Fett wurde je für Menschen zugelassen."),
        ("it", "Nessuna terapia con esosomi per le articolazioni risulta finora approvata."),
        ("nl", "Geen enkele therapie met exosomen voor gewrichten is tot nu toe goedgekeurd."),
        ("ru", "Ни одна терапия экзосомами при болях в суставах пока не была одобрена."),
        ("uk", "Жодна терапія екзосомами при болях у суглобах поки не була схвалена."),
        ("tr", "Eklem ağrısı için hiçbir eksozom tedavisi bugüne dek onaylanmadı."),
        ("ko", "관절 통증에 쓰는 엑소좀 치료제는 당국의 승인을 받은 사례가 없습니다."),
        ("zh", "尚无用于关节的外泌体药品获得批准。"),
    ],
)
def test_to_say_that_none_is_approved_is_no_approval_and_an_objection(
    language: str, text: str
) -> None:
    labels = classify("", text, language=language)
    assert labels.kind != "approval"
    assert "unapproved" in labels.concerns


def test_what_there_is_none_of_is_said_within_a_sentence() -> None:
    text = "No exosome product did harm. Approval was granted, and the cream is approved for sale."
    assert classify("Exosome cream", text, language="en").kind == "approval"


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Press release", "Officers seized 300 exosome vials.", "seizure"),
        ("Circular no. 4", "The sale of exosome serum is prohibited.", "ban"),
        ("Press release", "The agency met the makers of exosome serum.", "press_release"),
        ("Guidance on exosome serum", "It says when the sale is prohibited.", "guidance"),
    ],
)
def test_a_title_that_only_names_the_document_gives_way_to_the_text(
    title: str, text: str, kind: str
) -> None:
    assert classify(title, text, language="en").kind == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Court upholds the agency's ban on exosome injections", "court_ruling"),
        ("OVG bestätigt Verbot von Exosomen-Injektionen", "court_ruling"),
        ("Le tribunal annule l'interdiction de vente des exosomes", "court_ruling"),
        ("법원, 엑소좀 제품 판매금지 처분 취소 소송 기각", "court_ruling"),
        ("裁判所、エクソソーム製品の販売禁止命令を取り消し", "court_ruling"),
        ("Court bans the sale of exosome vials", "injunction"),
        ("Verwaltungsgericht untersagt Verkauf von Exosomen", "injunction"),
    ],
)
def test_what_a_court_finds_of_another_s_ban_is_its_ruling(title: str, kind: str) -> None:
    assert classify(title, "").kind == kind


@pytest.mark.parametrize(
    "title", ["§ 12.3456", "§ 12.3456 Example membrane.", "Art. 12", "Section 7"]
)
def test_a_title_that_is_the_number_of_a_provision_heads_a_law(title: str) -> None:
    assert classify(title, "").kind == "legislation"
    assert classify(f"Example {title}", "").kind == "press_release"


@pytest.mark.parametrize(
    "title", ["Exosomenverbod", "Exosomförbud", "Eksosomforbud", "Eksosomikielto"]
)
def test_a_ban_in_a_compound_noun_is_one(title: str) -> None:
    labels = classify(title, "")
    assert (labels.relevance, labels.kind) == ("direct", "ban")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("La agencia no ha autorizado ningún protocolo clínico con exosomas", ""),
        ("干细胞", "在卫生健康部门备案的干细胞临床研究中，尚无美容方面的研究。"),
    ],
)
def test_that_no_study_was_let_through_is_no_leave_for_one(title: str, text: str) -> None:
    assert classify(title, text).kind != "trial_authorisation"


def test_an_instrument_that_tells_of_its_own_draft_is_law() -> None:
    text = (
        "In accordance with that Act, a draft of this instrument was laid before Parliament and "
        "approved by a resolution of each House. These Regulations come into force on 20th May."
    )
    assert classify("The Example Tissue (England) Regulations 2031", text).kind == "legislation"


@pytest.mark.parametrize(
    ("language", "warned_of", "taken_back", "text"),
    [
        (
            "pl",
            "GIF ostrzega",
            "wycofanie serii serum",
            "Inspektor ostrzega przed stosowaniem serum.",
        ),
        ("tr", "Kurum uyarıyor", "serum toplatılıyor", "Kurum, serum hakkında uyarıda bulundu."),
        ("cs", "SÚKL varuje", "stažení šarže séra", "Ústav varuje před používáním séra."),
    ],
)
def test_a_warning_beside_what_is_taken_back_in_a_title_is_part_of_the_recall(
    language: str, warned_of: str, taken_back: str, text: str
) -> None:
    assert classify(f"{warned_of}: {taken_back}", text, language=language).kind == "recall"
    assert classify(warned_of, text, language=language).kind == "safety_alert"


def test_the_further_a_kind_leads_the_surer_it_is() -> None:
    clear = classify("Recall of exosome serums", "The firm recalls all lots of the serum.")
    disputed = classify("Recall of exosome serums: safety alert", "Public warning.")
    assert clear.confidence["kind:recall"] > 0.9
    assert disputed.confidence[f"kind:{disputed.kind}"] < 0.7
