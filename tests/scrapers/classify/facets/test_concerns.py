"""What a notice objects to; all of it is invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


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
        regulator="Advertising Board of Examples",
    )
    assert (labels.kind, labels.concerns) == ("advertising_action", ("misleading_claim",))
    assert any(found.label == "concern:misleading_claim" for found in labels.evidence)


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


def test_harm_that_is_only_feared_is_no_harm_to_people() -> None:
    feared = classify("Warning on fillers", "Shots of unknown stuff can cause swelling or death.")
    assert "adverse_event" not in feared.concerns
    done = classify("Warning on fillers", "Two clients suffered swelling and one died.")
    assert "adverse_event" in done.concerns
