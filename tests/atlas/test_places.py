"""Places: every ISO country and territory, found by any name that people use for it."""

import time

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.edition import Edition
from atlas.places import Place, Places, Territory, UnknownPlace
from atlas.subdivisions import plain
from tests.atlas.factories import bloc, recorded

PLACES = recorded().places


def test_every_country_and_territory_of_iso_3166_is_a_place(edition: Edition) -> None:
    countries = edition.places.countries
    assert set(countries) == {country.alpha_2 for country in pycountry.countries}
    assert len({place.name for place in countries.values()}) == len(countries)
    assert all(place.alpha3 and place.kind == "country" for place in countries.values())


def test_every_country_has_its_region(edition: Edition) -> None:
    without = {place.code for place in edition.places.countries.values() if not place.region}
    assert without == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GB", "GB"), ("gb", "GB"), (" kr ", "KR"), ("NO", "NO"), ("KOR", "KR"), ("gbr", "GB"),
        ("South Korea", "KR"), ("Korea, Republic of", "KR"), ("Republic of Korea", "KR"),
        ("Korea", "KR"), ("North Korea", "KP"),
        ("Türkiye", "TR"), ("turkiye", "TR"), ("TÜRKİYE", "TR"), ("Turkey", "TR"),
        ("Côte d'Ivoire", "CI"), ("Cote d’Ivoire", "CI"), ("Ivory Coast", "CI"),
        ("Viet Nam", "VN"), ("Vietnam", "VN"), ("Iran", "IR"), ("Islamic Republic of Iran", "IR"),
        ("USA", "US"), ("U.S.", "US"), ("U.S.A.", "US"), ("United States of America", "US"),
        ("UK", "GB"), ("U.K.", "GB"), ("Great Britain", "GB"), ("uae", "AE"),
        ("Curacao", "CW"), ("St. Lucia", "LC"), ("São Tomé and Príncipe", "ST"),
        ("Macau", "MO"), ("Bosnia", "BA"), ("Burma", "MM"), ("Czech Republic", "CZ"),
        ("Hong Kong", "HK"), ("Taiwan", "TW"), ("Congo", "CG"), ("DR Congo", "CD"),
        ("EU", "EU"), ("European Union", "EU"), ("gcc", "GCC"), ("Europe (EU)", "EU"),
        ("Gulf Cooperation Council", "GCC"), ("ASEAN", "ASEAN"), ("INT", "INT"),
        ("US-TN", "US-TN"), ("us-tn", "US-TN"), ("Tennessee", "US-TN"), ("Scotland", "GB-SCT"),
        ("Northern Ireland", "GB-NIR"), ("Wales", "GB-WLS"), ("Sikkim", "IN-SK"),
        # Countries of old and everyday names, and not provinces that are called so too.
        ("Zaire", "CD"), ("Upper Volta", "BF"), ("Southern Rhodesia", "ZW"), ("Gulf", "GCC"),
        # Parts by their English name, by their own, and with their country.
        ("Bavaria", "DE-BY"), ("Bayern", "DE-BY"), ("Catalonia", "ES-CT"), ("Catalunya", "ES-CT"),
        ("Cataluña", "ES-CT"), ("Cymru", "GB-WLS"), ("Seoul", "KR-11"), ("Lombardy", "IT-25"),
        ("Bern", "CH-BE"), ("Berne", "CH-BE"), ("Dubai", "AE-DU"), ("Dubayy", "AE-DU"),
        ("Hanoi", "VN-HN"), ("Jakarta", "ID-JK"), ("Guangdong", "CN-GD"), ("Tibet", "CN-XZ"),
        ("Punjab (Pakistan)", "PK-PB"), ("Punjab, India", "IN-PB"), ("Georgia, US", "US-GA"),
        ("Barcelona", "ES-B"), ("Galicia", "ES-GA"), ("Chinese Taipei", "TW"),
        ("KSA", "SA"), ("DPRK", "KP"), ("PRC", "CN"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_code_name_and_everyday_name(text: str, code: str) -> None:
    assert PLACES.find(text).code == code


@pytest.mark.parametrize(
    ("text", "code", "others"),
    [
        ("Germany", "DE", ""), ("warning  South Korea exosome", "KR", "warning exosome"),
        ("west virginia seizure", "US-WV", "seizure"), ("US letter", "US", "letter"),
        ("clinics in Iran", "IR", "clinics in"), ("EU and US", "EU", "and US"),
    ],
)  # fmt: skip
def test_a_search_names_a_place_by_the_longest_name_in_it(
    text: str, code: str, others: str
) -> None:
    found = PLACES.named_within(text)
    assert found is not None
    assert (found[0].code, found[1]) == (code, others)


@pytest.mark.parametrize(
    "text", ["", " ", "hair in clinics", "us letter", "no data", '"Korea"', "엑소좀", "Japan " * 30]
)
def test_a_search_without_a_name_in_it_means_no_place(text: str) -> None:
    assert PLACES.named_within(text) is None


def test_every_code_of_the_atlas_finds_itself(edition: Edition) -> None:
    assert [edition.places.find(code).code for code in edition.codes] == list(edition.codes)


def test_every_name_on_screen_finds_its_place(edition: Edition) -> None:
    places = edition.places
    named = [*edition.codes, "DE-BY", "ES-CT", "US-GA", "MX-MEX"]
    assert [places.find(places.name(code)).code for code in named] == named


def test_every_alpha_3_code_finds_its_country_unless_a_bloc_has_that_code(
    edition: Edition,
) -> None:
    places = edition.places
    for country in places.countries.values():
        assert country.alpha3
        expected = country.alpha3 if country.alpha3 in places.blocs else country.code
        assert places.find(country.alpha3).code == expected


def test_a_blocs_code_comes_before_a_countrys_alpha_3() -> None:
    assert PLACES.find("CAN") == Place("CAN", "Andean Community", "bloc")
    assert PLACES.find("Canada").code == "CA"


def test_a_country_comes_before_the_subdivision_of_its_name() -> None:
    assert PLACES.find("Georgia").code == "GE"
    assert PLACES.find("Luxembourg").code == "LU"


def test_a_name_that_two_subdivisions_share_is_no_answer() -> None:
    with pytest.raises(UnknownPlace) as refused:
        PLACES.find("Punjab")
    assert refused.value.nearest == ("Punjab (India) (IN-PB)", "Punjab (Pakistan) (PK-PB)")


def test_a_city_is_not_answered_by_another_country_s_province_of_its_name() -> None:
    with pytest.raises(UnknownPlace) as refused:
        PLACES.find("Santiago")
    assert {"Santiago (Dominican Republic) (DO-25)", "Chile (CL)"} <= {*refused.value.nearest}
    assert PLACES.find("Santiago, DO").code == "DO-25"
    assert PLACES.find("Norfolk").code == "GB-NFK"


@pytest.mark.parametrize(
    ("asked", "territory"),
    [("CN-HK", "HK"), ("cn-mo", "MO"), ("CN-TW", "TW"), ("Hong Kong SAR", "HK"), ("NL-AW", "AW")],
)
def test_a_territory_with_its_own_law_is_not_answered_by_the_country_above(
    asked: str, territory: str
) -> None:
    place = PLACES.find(asked)
    assert (place.code, place.parent) == (territory, None)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Germny", "Germany (DE)"),
        ("Untied Kingdom", "United Kingdom (GB)"),
        ("Nigera", "Nigeria (NG)"),
        ("Trinidad", "Trinidad and Tobago (TT)"),
        ("Antigua", "Antigua and Barbuda (AG)"),
        ("Bavar", "Bavaria (Germany) (DE-BY)"),
        ("Gulf Cooperation", "Gulf Cooperation Council (GCC)"),
        ("GCCC", "Gulf Cooperation Council (GCC)"),
        # As other languages write them, or as they sound.
        ("Irak", "Iraq (IQ)"),
        ("Lybia", "Libya (LY)"),
        ("Marokko", "Morocco (MA)"),
        ("Kuba", "Cuba (CU)"),
        ("Phillipines", "Philippines (PH)"),
    ],
)
def test_an_unknown_place_is_answered_with_the_nearest(typed: str, nearest: str) -> None:
    with pytest.raises(UnknownPlace) as refused:
        PLACES.find(typed)
    assert nearest in refused.value.nearest
    assert repr(typed) in str(refused.value)
    assert nearest in str(refused.value)


@pytest.mark.parametrize(
    ("city", "countries"),
    [
        ("Sydney", ("AU",)),
        ("los angeles", ("US",)),
        ("Port-au-Prince", ("HT",)),
        # By the names that their zones had before.
        ("Kiev", ("UA",)),
        ("Calcutta", ("IN",)),
        ("Saigon", ("VN",)),
    ],
)
def test_a_city_that_a_time_zone_is_named_after_suggests_its_country_and_is_no_place(
    city: str, countries: tuple[str, ...]
) -> None:
    assert PLACES.meant(city) is None
    assert PLACES.nearest_codes(city) == countries, "and no Sudan, which is spelt alike"


@pytest.mark.parametrize(
    "city",
    # Timbuktu's zone is called after Abidjan now, which is in another country.
    [
        "Miami",
        "Nice",
        "Turin",
        "Mumbai",
        "Houston",
        "Naples",
        "Atlantis",
        "Timbuktu",
        "Central",
        "Tokio",
        "Kazan",
        "Osaka",
        "Lyon",
        "Qom",
    ],
)
def test_a_city_that_no_list_has_is_answered_with_nothing_spelt_alike(city: str) -> None:
    assert [code for code in PLACES.nearest_codes(city) if "-" not in code] == []


@pytest.mark.parametrize(
    "hostile",
    ["", " ", "%", "\x00", "'; DROP TABLE notices; --", "<script>alert(1)</script>", "../../etc",
     "[link](javascript:alert(1))", "\u202egnp", "💉", "ZZ-", "-", "US-TN-TN", "中国", "\ud800"],
)  # fmt: skip
def test_hostile_text_is_an_unknown_place_and_nothing_else(hostile: str) -> None:
    with pytest.raises(UnknownPlace, match="unknown place"):
        PLACES.find(hostile)


def test_a_text_without_end_is_refused_at_once_and_not_repeated() -> None:
    began = time.process_time()
    for ask in (PLACES.find, PLACES.__getitem__):
        with pytest.raises(UnknownPlace) as refused:
            ask("korea " * 200_000)
        assert len(str(refused.value)) < 500
    assert time.process_time() - began < 1


@given(st.text(max_size=30) | st.sampled_from(["KR", " kor ", "south korea", "US-TX", "Texas"]))
def test_any_text_is_found_or_unknown_with_at_most_three_near_it(text: str) -> None:
    assert len(PLACES.nearest(text)) <= 3
    try:
        place = PLACES.find(text)
    except UnknownPlace:
        return
    assert PLACES[place.code] == place


def test_codes_are_exact_where_no_person_types_them() -> None:
    assert "GB" in PLACES
    assert "gb" not in PLACES
    assert None not in PLACES
    with pytest.raises(UnknownPlace):
        PLACES["gb"]


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("US-TN", ("US",)),
        ("US", ()),
        ("DE", ("EU", "EEA")),
        ("DE-BY", ("DE", "EU", "EEA")),
        ("NO", ("EEA",)),
        ("SA", ("GCC",)),
        ("CH", ("EU-ANNEX-II-BY-REFERENCE",)),
        ("GB-NIR", ("GB",)),
        ("EU", ()),
        ("INT", ()),
    ],
)
def test_what_lies_above_comes_nearest_first(code: str, above: tuple[str, ...]) -> None:
    assert PLACES.above(code) == above


def test_the_smaller_bloc_is_the_more_specific_and_equals_go_by_code() -> None:
    places = Places(
        {"ZZZ": bloc("FR", "DE", "IT"), "BBB": bloc("FR", "DE"), "AAA": bloc("FR", "ES")}
    )
    assert places.blocs_of("FR") == ("AAA", "BBB", "ZZZ")
    assert places.blocs_of("FR-IDF") == ("AAA", "BBB", "ZZZ")


def test_the_law_of_a_country_or_bloc_reaches_the_territories_listed_for_it() -> None:
    listed = {"PR": Territory(of="US", notice="invented", verified_on="2026-11-29")}
    listed["GP"] = Territory(of="EU", notice="invented", verified_on="2026-11-29")
    places = Places({"EU": bloc("FR", "DE")}, territories=listed)
    assert places.above("PR") == ("US",)
    # The Union's law was extended to it; of France's nothing is said, and it is no member.
    assert places.above("GP") == ("EU",)
    assert places.members("EU") == ("FR", "DE")
    assert places.above("NC") == ()
    assert (places["PR"].kind, places["PR"].parent, places["GP"].parent) == ("country", "US", None)


def test_members_of_blocs_are_countries(edition: Edition) -> None:
    places = edition.places
    for code in places.blocs:
        assert {places[member].kind for member in places.members(code)} == {"country"}


def test_a_subdivision_says_its_country_and_only_its_english_name() -> None:
    wales = PLACES["GB-WLS"]
    assert (wales.name, wales.kind, wales.parent) == (
        "Wales (United Kingdom)", "subdivision", "GB",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [("Türkiye", "turkiye"), ("Côte d’Ivoire", "cote divoire"), ("  U.S.A. ", "usa"),
     ("St. Kitts", "saint kitts"), ("Guinea-Bissau", "guinea bissau"), ("ＫＲ", "kr"), ("", "")],
)  # fmt: skip
def test_names_are_compared_without_case_accents_and_punctuation(text: str, key: str) -> None:
    assert plain(text) == key


@given(st.text(max_size=40))
def test_a_name_made_plain_stays_so(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("text", ["Kosovo", "XK", "xkx", "Republic of Kosovo"])
def test_what_iso_does_not_list_is_not_answered_with_names_spelt_alike(text: str) -> None:
    with pytest.raises(UnknownPlace, match="does not list Kosovo") as unknown:
        PLACES.find(text)
    assert "did you mean" not in str(unknown.value)


def test_a_name_is_not_taken_for_a_code(edition: Edition) -> None:
    assert edition.places.nearest("Hogwarts Castle") == ()
    assert edition.places.nearest("XX")
    assert edition.places.nearest("Kiev") == ("Ukraine (UA)",)
    assert edition.places.nearest("Lyon") == ()


def test_a_name_that_has_its_code_does_not_get_it_twice(edition: Edition) -> None:
    labels = [edition.places.labelled(code) for code in edition.codes]
    assert "South Korea (KR)" in labels
    assert "Southern Common Market (MERCOSUR)" in labels
    assert "Countries applying EU Annex II by reference" in labels
    assert len(set(labels)) == len(labels)


def test_a_label_without_room_for_the_code_is_the_name() -> None:
    assert PLACES.labelled("KR") == "South Korea (KR)"
    assert PLACES.labelled("KR", longest=len("South Korea (KR)")) == "South Korea (KR)"
    assert PLACES.labelled("KR", longest=len("South Korea (KR)") - 1) == "South Korea"


def test_the_country_beside_a_name_may_be_a_code_in_small_letters() -> None:
    assert PLACES.find("Punjab, pk") == PLACES.find("Punjab (Pakistan)") == PLACES["PK-PB"]


def test_the_code_nearest_to_small_letters_is_that_nearest_to_capitals() -> None:
    assert PLACES.nearest_codes("krx") == PLACES.nearest_codes("KRX") != ()


def test_a_place_is_looked_for_in_twenty_words_and_not_in_more() -> None:
    words = ["exosome"] * 19
    found = PLACES.named_within(" ".join([*words, "Tennessee"]))
    assert found == (PLACES["US-TN"], " ".join(words))
    assert PLACES.named_within(" ".join([*words, "of", "Tennessee"])) is None
