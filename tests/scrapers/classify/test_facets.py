"""Uses and origins where words mislead; all of these notices are invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("A cosmetic serum was injected into the face.", {"topical_cosmetic", "injection"}),
        ("A product notified as a cosmetic was injected by syringe.", {"injection"}),
        ("Raids on aesthetic clinics over unregistered goods.", {"injection"}),
        ("Beauty salons offered microneedling.", {"microneedling"}),
        ("An exosome cream for the face.", {"topical_cosmetic"}),
        ("Products swallowed, inhaled, injected or implanted are no cosmetics.", {"injection"}),
    ],
)
def test_a_cosmetic_by_name_and_a_setting_are_told_from_a_use(text: str, uses: set[str]) -> None:
    assert set(classify("Notice", text, language="en").uses) == uses


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


def test_a_language_declared_speaks_in_a_short_text() -> None:
    text = "L'agence met en consultation un texte interdisant l'usage d'exosomes humains."
    assert classify("Avis", text, language="fr").origin == ("human",)


def test_a_therapy_that_may_contain_living_cells_alone_is_context() -> None:
    assert (
        classify("Guideline on advanced therapies", "For cell and gene therapy.").relevance is None
    )
    assert classify("Fillers", "Injectable aesthetic fillers need papers.").relevance is None
    rule = "Cosmetics may not contain material of human origin."
    assert classify("Annex", rule).relevance == "category"


def test_labels_are_worked_out_when_they_are_asked_for() -> None:
    labels = classify("Road works", "The road is closed.", kind_hint="recall")
    assert not labels.relevant
    assert "_kind" not in vars(labels)
    assert labels.kind == "recall"


def test_what_helps_against_a_disease_is_a_treatment_whatever_it_is_called() -> None:
    assert set(classify("Cream", "An exosome cream sold against psoriasis.").uses) == {
        "topical_cosmetic",
        "therapeutic",
    }
    science = "The role of exosomes in psoriasis: in vitro findings on biogenesis and signalling."
    assert "therapeutic" not in classify("Abstract", science, language="en").uses


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


REMIT = (
    "About us: the agency is responsible for human and veterinary medicines, vaccines, blood,"
    " medical devices, food, cosmetics and plant protection products."
)


def test_what_an_authority_sees_to_says_nothing_of_the_product() -> None:
    labels = classify("Seizure of exosomes", f"Vials of umbilical cord exosomes. {REMIT}")
    assert labels.origin == ("human",)
    assert labels.uses == ()
    assert classify("Seizure of exosomes", REMIT).origin == ("unspecified",)
    menu = "Home | Medicines | Cosmetics | Contact us\nVials of exosomes were seized."
    assert classify("Seizure of exosomes", menu).uses == ()


def test_far_down_only_what_stands_beside_a_mention_counts_by_itself() -> None:
    padding = "The list was read out and agreed. " * 40
    far = classify("Report on exosomes", f"{padding}Salmon was on the menu.", language="en")
    assert far.origin == ("unspecified",)
    beside = classify("Report", f"{padding}Exosomes of salmon were seized.", language="en")
    assert beside.origin == ("animal",)


def test_a_condition_of_a_law_is_no_objection() -> None:
    text = "Exosome products need approval before supply."
    law = classify("Act 7 of 2031 on exosome products", text, kind_hint="legislation")
    assert law.kind == "legislation"
    assert "unapproved" not in law.concerns
    assert "unapproved" in classify("Public warning on exosomes", text).concerns


def test_a_letter_on_a_treatment_says_that_it_is_not_approved() -> None:
    title = "Warning letter to Example Stem Clinic, LLC"
    letter = classify(title, "Your exosomes are offered to patients with arthritis.")
    assert letter.concerns == ("unapproved",)
    words = next(found for found in letter.evidence if found.label == "concern:unapproved")
    assert words.word == "Warning letter"
    about_claims = "Warning letter to Example Skin, LLC"
    claims = classify(about_claims, "Your exosome cream is sold with misleading arthritis claims.")
    assert claims.concerns == ("misleading_claim",)


def test_what_a_kind_objects_to_shows_the_learned_words_that_told_the_kind() -> None:
    labels = classify(
        'Cosmetics firm told to drop "no needle stem cell injection" slogan',
        "The slogan must go. A cream of plant cells is no injection, with or without a needle.",
    )
    assert (labels.kind, labels.concerns) == ("advertising_action", ("misleading_claim",))
    assert any(found.label == "concern:misleading_claim" for found in labels.evidence)


def test_leave_for_a_trial_is_research_and_objects_to_nothing() -> None:
    labels = classify(
        "Trial authorised",
        "A clinical trial of bone marrow exosomes, a product not approved so far, was authorised.",
        kind_hint="trial_authorisation",
    )
    assert "research" in labels.uses
    assert labels.concerns == ()


@pytest.mark.parametrize(
    "text",
    [
        "Exosomes were seized. Consumers can report adverse reactions online.",
        "Se incautaron exosomas. Notifique las reacciones adversas en la web.",
        "查获外泌体。不良反应监测中心电话：123。",
    ],
)
def test_where_to_report_harm_is_no_harm(text: str) -> None:
    assert "adverse_event" not in classify("Notice", text).concerns


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


def test_what_eases_the_rules_does_not_object_to_the_missing_approval() -> None:
    text = "The act lets clinics give exosomes that are not approved, without a licence."
    assert "unapproved" not in classify("Example Act 2031", text).concerns
    text = "The clinic sold exosomes that are not approved."
    assert "unapproved" in classify("Warning letter", text).concerns


def test_rules_for_cosmetics_that_speak_of_human_material_object_to_it() -> None:
    text = "Human tissues, placenta extracts and cord blood come on the list for cosmetics."
    assert "human_origin" in classify("Cosmetics Order 2031", text).concerns
    text = "Licensed banks may keep material of human origin for transplants."
    assert "human_origin" not in classify("Tissue Banks Order 2031", text).concerns


def test_who_lacks_a_licence_is_no_product_that_lacks_one() -> None:
    text = "She was practising medicine without a licence and injected exosomes."
    assert classify("Beautician charged", text).concerns == ("unlicensed_practice",)


def test_action_against_promotion_objects_to_claims() -> None:
    labels = classify("Adverts for exosome serum removed", "The listings were taken down.")
    assert (labels.kind, labels.concerns) == ("advertising_action", ("misleading_claim",))


@pytest.mark.parametrize(
    ("language", "named", "lacking"),
    [
        ("ja", "点滴は医療行為であり、医業を営む機関で行う。", "違法な医療行為として"),
        ("zh", "外泌体精华用于生活美容机构的皮肤护理。", "生活美容机构不得注射外泌体。"),
        ("uk", "Клініка має ліцензію.", "Екзосоми: клініка повинна мати ліцензію."),
    ],
)
def test_to_practise_or_to_have_a_licence_is_not_to_lack_one(
    language: str, named: str, lacking: str
) -> None:
    said = [classify("", text, language=language).concerns for text in (named, named + lacking)]
    assert ["unlicensed_practice" in concerns for concerns in said] == [False, True]


def test_a_platform_alone_makes_no_press_release() -> None:
    earned = classify("电商平台销售外泌体注射产品", "", language="zh").evidence
    assert not [each.word for each in earned if each.label == "kind:press_release"]


def test_what_is_injected_needs_more_than_a_word_to_be_a_treatment() -> None:
    assert classify("", "Exosomes were injected; it is a new drug.").uses == ("injection",)
    text = "Exosomes were injected to treat arthritis; it is a new drug."
    assert classify("", text).uses == ("injection", "therapeutic")


def test_harm_that_is_only_feared_is_no_harm_to_people() -> None:
    feared = classify("Warning on fillers", "Shots of unknown stuff can cause swelling or death.")
    assert "adverse_event" not in feared.concerns
    done = classify("Warning on fillers", "Two clients suffered swelling and one died.")
    assert "adverse_event" in done.concerns


def test_a_disease_that_a_product_may_carry_is_no_claim() -> None:
    carried = classify("Placenta held", "Goods of unknown source may carry hepatitis or HIV.")
    assert carried.claims == ()
    claimed = classify("Placenta held", "It was sold as a cure for hepatitis.")
    assert claimed.claims == ("other_disease",)


def test_one_word_for_the_skin_does_not_stand_against_injection() -> None:
    text = "She injected botulinum toxin and dermal fillers by syringe into facial skin."
    assert classify("Eight weeks for facial jabs", text).uses == ("injection",)
