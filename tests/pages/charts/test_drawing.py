"""Drawings: what counts in them stands where a phone shows it, in words and not in codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest

from atlas.edition import Edition
from atlas.risk import RISK_PARTS
from pages import knowledge
from pages.charts import risk_bars
from pages.charts.drawing import Layout, drawing, small_print
from pages.charts.lanes import NARROW, WIDE
from pages.charts.moves import moves_svg
from pages.charts.risk_bars import risk_svg
from pages.charts.timeline import timeline_svg
from pages.markup import Html, element
from tests.atlas.factories import edition_of, position

TODAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"
# What a phone of 390 px shows of a drawing, and a letter of the small print (11 px) at its widest.
ON_A_PHONE, SMALL_LETTER = 358, 6.4
BOLD_LETTER = 7.4  # of the name


def texts(svg: Html) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


def said(text: ElementTree.Element) -> str:
    """What stands on the drawing; a title is only shown to who points at it."""
    parts = [text.text or ""]
    for child in text:
        parts += ["" if child.tag == f"{SVG}title" else said(child), child.tail or ""]
    return "".join(parts)


def is_name(text: ElementTree.Element) -> bool:
    """Whether it names a lane: what else stands at the left is small print or the heading."""
    return text.get("x") == "0" and text.get("font-size") is None


def right(rect: ElementTree.Element) -> float:
    """Where a band ends."""
    return float(rect.get("x", "")) + float(rect.get("width", ""))


def moves(edition: Edition, layout: Layout) -> Html:
    return moves_svg(edition, ["EU", "US-TX", "MERCOSUR"], "injected_or_iv", TODAY, layout)


def timeline(edition: Edition, layout: Layout) -> Html:
    of_korea = edition.notices[edition.notices["jurisdiction"] == "KR"]
    return timeline_svg(edition, "KR", of_korea, TODAY, layout)


def test_the_day_stands_in_words_below_the_name() -> None:
    svg = drawing("Name", TODAY, "", wide=800, tall=90, elsewhere="Below.")
    assert [said(text) for text in texts(svg)] == ["Name", "as of 22 November 2026"]
    assert ElementTree.fromstring(svg).get("aria-label") == "Name, as of 22 November 2026. Below."


@pytest.mark.parametrize("wide", [ON_A_PHONE, 800])
def test_the_small_print_is_broken_between_entries_and_fits_its_drawing(wide: int) -> None:
    entries = ["? one of them", "– another", *["x some words"] * 9]
    lines, end = small_print(entries, 100, wide)
    shown = [said(line).replace("\u00a0", " ") for line in map(ElementTree.fromstring, lines)]
    assert " ".join(shown) == " · ".join(entries)
    assert len(shown) > 1
    assert wide / 2 < max(map(len, shown)) * SMALL_LETTER < wide
    assert end > 100 + len(lines)


@pytest.mark.usefixtures("open_page")
def test_the_risk_and_how_complete_its_evidence_is_stand_before_the_bars(edition: Edition) -> None:
    rows = knowledge.standings(edition, ["KR"], TODAY)
    svg = risk_svg(edition, rows, name="Korea", as_of=TODAY)
    numbers = [text for text in texts(svg) if "complete" in said(text)]
    assert len(numbers) == len(rows)
    bars = [rect for rect in ElementTree.fromstring(svg).iter(f"{SVG}rect") if rect.get("stroke")]
    for text, row, bar in zip(numbers, rows.to_dict("records"), bars, strict=True):
        assert said(text) == f"{row['risk']:g}  {100 * row['risk_completeness']:.0f} % complete"
        assert float(text.get("x", "")) + 100 < float(bar.get("x", "")) < ON_A_PHONE
        (title,) = text.iter(f"{SVG}title")
        assert all(f"{row[part]:g}" in (title.text or "") for part in RISK_PARTS)


@pytest.mark.usefixtures("open_page")
@pytest.mark.parametrize("layout", [risk_bars.WIDE, risk_bars.NARROW])
def test_how_many_acts_are_machine_read_stands_in_no_bar_and_above_the_next_name(
    edition: Edition, layout: Layout
) -> None:
    rows = knowledge.standings(edition, ["KR"], TODAY).assign(risk_machine_read=7)
    svg = risk_svg(edition, rows, name="Korea", as_of=TODAY, layout=layout)
    marks = [text for text in texts(svg) if "machine-read" in said(text)]
    bars = [rect for rect in ElementTree.fromstring(svg).iter(f"{SVG}rect") if rect.get("stroke")]
    names = [text for text in texts(svg) if is_name(text)][-len(rows) :]
    assert len(marks) == len(rows)
    for mark, bar in zip(marks, bars, strict=True):
        top, left = float(bar.get("y", "")), float(bar.get("x", ""))
        beside = float(mark.get("x", "")) + 7 * SMALL_LETTER < left
        assert beside or float(mark.get("y", "")) - 9 > top + float(bar.get("height", ""))
    for mark, name in zip(marks[:-1], names[1:], strict=True):
        assert float(mark.get("y", "")) + 3 < float(name.get("y", "")) - 9


def test_a_name_too_long_for_its_drawing_takes_another_line_and_nothing_stands_in_it() -> None:
    name = "A name of which a phone shows no more than the first of two lines"
    mark = element("text", "drawn", x="0", y="60")
    one, two = (
        ElementTree.fromstring(drawing(name, TODAY, mark, wide=wide, tall=90, elsewhere="Below."))
        for wide in (800, ON_A_PHONE)
    )
    lines = [text for text in two.iter(f"{SVG}text") if text.get("font-weight")]
    assert " ".join(said(line) for line in lines) == name
    assert len(lines) == 2
    assert max(len(said(line)) for line in lines) * BOLD_LETTER < ON_A_PHONE
    lower = float(two.get("height", "")) - float(one.get("height", ""))
    assert lower > 0
    (moved,) = two.iter(f"{SVG}g")
    assert moved.get("transform") == f"translate(0 {lower:g})"
    assert [said(text) for text in moved] == ["drawn"]


def test_years_before_the_drawing_have_no_bar_and_an_old_drawing_ends_on_its_day(
    edition: Edition,
) -> None:
    two = edition.notices.head(2)
    notices = two.assign(published_first=pd.to_datetime(["1944-07-01", "2020-01-01"]))
    for day, counted in ((TODAY, ["2020: 1"]), (date(1950, 6, 1), ["1944: 1"])):
        until = notices[notices["published_first"] <= pd.Timestamp(day)]
        svg = ElementTree.fromstring(timeline_svg(edition, "KR", until, day))
        titles = [title.text or "" for title in svg.iter(f"{SVG}title")]
        bars = [title.split(", ")[-1] for title in titles if title.startswith(("Enf", "Other"))]
        assert bars == counted
        bands = [rect for rect in svg.iter(f"{SVG}rect") if rect.get("stroke")]
        assert max(map(right, bands)) == pytest.approx(WIDE.wide, abs=1)


@pytest.mark.parametrize("draw", [moves, timeline])
def test_a_phone_shows_every_year_down_to_the_newest(
    edition: Edition, draw: Callable[[Edition, Layout], Html]
) -> None:
    wide, narrow = (ElementTree.fromstring(draw(edition, layout)) for layout in (WIDE, NARROW))
    assert float(narrow.get("width", "")) <= ON_A_PHONE < float(wide.get("width", ""))
    bands = [rect for rect in narrow.iter(f"{SVG}rect") if rect.get("stroke")]
    assert len(bands) == len([rect for rect in wide.iter(f"{SVG}rect") if rect.get("stroke")])
    assert max(right(band) for band in bands) == pytest.approx(ON_A_PHONE, abs=1)
    assert {said(text) for text in narrow.iter(f"{SVG}text") if is_name(text)} >= {
        said(text) for text in wide.iter(f"{SVG}text") if is_name(text)
    }
    for text in narrow.iter(f"{SVG}text"):
        letters = SMALL_LETTER * len(said(text)) * float(text.get("font-size", "12")) / 11
        if text.get("text-anchor") != "middle":
            assert float(text.get("x", "")) + letters < ON_A_PHONE + 1, said(text)


def test_a_phone_shows_the_bars_of_risk_to_their_end(edition: Edition) -> None:
    rows = knowledge.standings(edition, ["KR"], TODAY)
    wide, narrow = (
        ElementTree.fromstring(
            risk_svg(edition, rows, name="South Korea", as_of=TODAY, layout=layout)
        )
        for layout in (risk_bars.WIDE, risk_bars.NARROW)
    )
    assert float(narrow.get("width", "")) <= ON_A_PHONE < float(wide.get("width", ""))
    assert all(right(bar) <= ON_A_PHONE for bar in narrow.iter(f"{SVG}rect"))
    # The name, which may take another line there, aside.
    assert {said(text) for text in wide.iter(f"{SVG}text")} - {
        said(text) for text in narrow.iter(f"{SVG}text")
    } <= {"South Korea: risk and its three parts, 0 to 100"}


@pytest.mark.parametrize("places", [["DE"], ["BR", "FR"]])
def test_what_is_inherited_is_said_with_a_name_and_never_with_a_code(
    edition: Edition, places: list[str]
) -> None:
    svg = moves_svg(edition, places, "human_topical_cosmetic", TODAY)
    above = {code for place in places for code in edition.places.above(place)}
    sources = {said(text).partition(" from ")[2] for text in texts(svg)} - {""}
    assert sources
    assert sources <= {edition.places.in_sentence(code) for code in above}


def test_a_name_too_long_for_its_lane_is_whole_when_pointed_at(edition: Edition) -> None:
    svg = moves_svg(edition, ["MERCOSUR"], "injected_or_iv", TODAY)
    (label,) = (text for text in texts(svg) if said(text) == "Southern Common Market …")
    (title,) = label.iter(f"{SVG}title")
    assert title.text == edition.places.name("MERCOSUR")


@pytest.mark.parametrize(
    ("status", "confidence", "told"),
    [("prohibited", "low", True), ("prohibited", "medium", False), ("unclear", "low", False)],
)
def test_a_band_that_rests_on_weak_evidence_says_so(
    status: str, confidence: str, told: bool
) -> None:
    ruled = position("FR", status, confidence=confidence, effective_from="2015-01-01")
    svg = moves_svg(edition_of(ruled), ["FR"], ruled.scenario, TODAY)
    assert any("low confidence" in said(text) for text in texts(svg)) is told
    assert (f'fill="url(#striped-{status})"' in svg) is told


def test_a_band_is_as_sure_as_the_answer_of_its_last_day_and_says_by_whose_rule() -> None:
    part = position("FR-IDF", "prohibited", confidence="low", effective_from="2015-01-01")
    country = position("FR", "prohibited", confidence="high")
    svg = moves_svg(edition_of(part, country), ["FR-IDF"], part.scenario, TODAY)
    assert "confidence High, by the rule of France" in svg
    assert "low confidence" not in [said(text) for text in texts(svg)]


def test_a_band_without_a_date_may_have_begun_after_a_past_day() -> None:
    given = edition_of(position("FR", "prohibited", verified_on="2026-11-22"))
    for day, told in (
        (TODAY, "Prohibited, from an unknown earlier date, Invented act"),
        (date(2026, 9, 30), "so it may have begun after 30 September 2026"),
    ):
        assert told in moves_svg(given, ["FR"], "injected_or_iv", day)
