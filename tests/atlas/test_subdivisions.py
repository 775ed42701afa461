"""Subdivisions: found by ISO's name and by the English one, which is shown."""

from collections import Counter

from atlas.subdivisions import english_name, english_names, own_names, plain, subdivisions


def test_english_names_are_of_subdivisions_that_iso_lists_under_another() -> None:
    for code, name in english_names().items():
        assert plain(name) not in {plain(own) for own in own_names(subdivisions()[code])}, code


def test_an_english_name_is_of_one_part_of_its_country_alone() -> None:
    parts = Counter((code[:2], plain(name)) for code, name in english_names().items())
    assert [part for part, times in parts.items() if times > 1] == []


def test_both_names_that_iso_gives_are_names_and_its_older_codes_are_none() -> None:
    assert list(own_names(subdivisions()["ES-CT"])) == ["Catalunya", "Cataluña"]
    assert list(own_names(subdivisions()["GB-WLS"])) == ["Wales", "Cymru"]
    assert list(own_names(subdivisions()["SE-Y"])) == ["Västernorrlands län"]


def test_the_english_name_is_shown_and_else_isos() -> None:
    assert english_name(subdivisions()["DE-BY"]) == "Bavaria"
    assert english_name(subdivisions()["DE-HH"]) == "Hamburg"
