"""What is done with a product; all of it is invented."""

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
    ("language", "text", "is_given_so"),
    [
        ("en", "Exosome creams under Annex IV, Part IV and paragraph (iv).", False),
        ("de", "Exosomencremes nach Anhang IV der Verordnung.", False),
        ("es", "Cremas con exosomas según el capítulo IV del reglamento.", False),
        ("ru", "Кремы с экзосомами: приложение IV.", False),
        ("en", "Exosomes were given by IV.", True),
        ("en", "Exosomes for inhaled and IV use.", True),
        ("es", "Exosomas por vía IV.", True),
        ("tr", "Eksozomla IV tedavi.", True),
    ],
)
def test_four_in_roman_numerals_is_no_vein(language: str, text: str, is_given_so: bool) -> None:
    assert ("intravenous" in classify("Notice", text, language=language).uses) is is_given_so


@pytest.mark.parametrize(
    ("language", "text", "use"),
    [
        ("de", "Exosomeninjektionen im Salon", "injection"),
        ("de", "Hyaluronspritzen beschlagnahmt", "injection"),
        ("de", "Vitamininfusionen mit Exosomen", "intravenous"),
        ("nl", "Exosomeninjecties in een salon", "injection"),
        ("nl", "Exosomencrème in de winkel", "topical_cosmetic"),
        ("sv", "Exosominjektioner på salong", "injection"),
        ("no", "Eksosominjeksjoner i salonger", "injection"),
        ("sv", "Exosomkräm i butik", "topical_cosmetic"),
        ("fi", "Hyaluronihappopistokset", "injection"),
        ("fi", "Eksosomivoide", "topical_cosmetic"),
    ],
)
def test_a_use_is_found_in_a_compound_word(language: str, text: str, use: str) -> None:
    assert use in classify("", text, language=language).uses


def test_what_helps_against_a_disease_is_a_treatment_whatever_it_is_called() -> None:
    assert set(classify("Cream", "An exosome cream sold against psoriasis.").uses) == {
        "topical_cosmetic",
        "therapeutic",
    }
    science = "The role of exosomes in psoriasis: in vitro findings on biogenesis and signalling."
    assert "therapeutic" not in classify("Abstract", science, language="en").uses


def test_leave_for_a_trial_is_research_and_objects_to_nothing() -> None:
    labels = classify(
        "Trial authorised",
        "A clinical trial of bone marrow exosomes, a product not approved so far, was authorised.",
        kind_hint="trial_authorisation",
    )
    assert "research" in labels.uses
    assert labels.concerns == ()


def test_a_trial_in_people_with_a_disease_is_a_treatment_too() -> None:
    text = "The ministry let the study of breathed-in exosomes go on in people with COVID-19."
    labels = classify("Approval for a phase II trial of exosomes in COVID", text, language="en")
    assert labels.kind == "trial_authorisation"
    assert set(labels.uses) == {"inhalation", "therapeutic", "research"}


def test_what_is_injected_needs_more_than_a_word_to_be_a_treatment() -> None:
    assert classify("", "Exosomes were injected; it is a new drug.").uses == ("injection",)
    text = "Exosomes were injected to treat arthritis; it is a new drug."
    assert classify("", text).uses == ("injection", "therapeutic")


def test_one_word_for_the_skin_does_not_stand_against_injection() -> None:
    text = "She injected botulinum toxin and dermal fillers by syringe into facial skin."
    assert classify("Eight weeks for facial jabs", text).uses == ("injection",)


def test_cells_are_for_treatment_where_no_use_is_named() -> None:
    assert classify("Secretome sold", "", language="en").uses == ("therapeutic",)
    law = "Regulations on human tissues and cells", "They come into force on 1 July."
    assert classify(*law, language="en").uses == ("therapeutic",)
    assert classify("Seizure of human tissues", "", language="en").uses == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Counterfeit exosome creams infiltrated the supply chain."),
        ("de", "Rückruf einer Exosomen-Creme: Wasser infiltrierte das Lager."),
    ],
)
def test_what_gets_into_a_store_is_not_injected(language: str, text: str) -> None:
    assert classify("", text, language=language).uses == ("topical_cosmetic",)


@pytest.mark.parametrize(
    ("language", "text", "is_used_so"),
    [
        ("en", "Beauticians need a licence. Needling and exosomes are not named.", False),
        ("en", "Needling is not mentioned in the part read.", False),
        ("de", "Die Verordnung gilt für Salons. Microneedling wird nicht erwähnt.", False),
        ("fr", "Le décret vise les instituts. Le microneedling n'est pas mentionné.", False),
        ("en", "Needling was offered. Its maker is not named.", True),
        ("en", "It is not named needling, but it is.", True),
    ],
)
def test_what_is_not_named_is_no_use(language: str, text: str, is_used_so: bool) -> None:
    assert ("microneedling" in classify("Notice", text, language=language).uses) is is_used_so
