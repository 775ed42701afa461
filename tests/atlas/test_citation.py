"""A citation names what was seen, when, and where."""

from datetime import date

from atlas.citation import Citation


def cited(url: str = "https://example.org/method") -> Citation:
    return Citation("2026-11-22", 7, url, retrieved=date(2026, 12, 1))


def test_apa_has_author_year_title_version_day_and_address() -> None:
    assert cited().apa() == (
        "Exosome Atlas contributors. (2026). Exosome Atlas: legal status and regulators' notices "
        "by jurisdiction (Version 0.1.0, revision 7, checked 2026-11-22) [Data set]. Retrieved "
        "1 December 2026, from https://example.org/method"
    )


def test_bibtex_has_the_same_facts() -> None:
    entry = cited().bibtex()
    assert entry.startswith("@misc{exosome_atlas_2026,\n")
    assert "  urldate  = {2026-12-01}," in entry
    assert "  note     = {Data set, CC-BY-4.0}," in entry


def test_an_address_cannot_end_its_field() -> None:
    entry = cited("https://example.org/}, note={x").bibtex()
    assert entry.count("{") == entry.count("}")
    assert "url      = {https://example.org/, note=x}," in entry
