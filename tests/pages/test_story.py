"""The page that tells how law and enforcement moved."""

from __future__ import annotations

import json
import re
from datetime import date
from html import escape
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from atlas.edition import Edition
from atlas.enforcement import by_year, enforcement, firms
from atlas.law import LADDER
from pages import tables
from pages.charts import enforcement_chart
from pages.charts.enforcement_chart import MOST_SORTS, OTHER, chart, shown_counts
from pages.charts.lanes import WIDE
from pages.charts.moves import moves_svg
from pages.firm_list import MOST_NOTICES, firm_list
from tests.pages.shown import Open, html_of, tables_of, words_of

SCENARIO = "human_topical_cosmetic"


def drawing(page: AppTest) -> str:
    sent = (json.loads(component.proto.json) for component in page.get("bidi_component"))
    return next(str(data["svg"]) for data in sent if "svg" in data)


def bars(page: AppTest) -> list[dict[str, Any]]:
    return list(json.loads(page.get("plotly_chart")[0].proto.spec)["data"])


def dated_moves(edition: Edition, scenario: str) -> set[tuple[str, str]]:
    """Place and date of every dated entry that ever held."""
    return {
        (edition.places.name(place), str(entry.effective_from))
        for (place, of), entries in edition.law.histories.items()
        if of == scenario
        for entry in {entry.starts: entry for entry in entries}.values()
        if entry.effective and entry.starts <= date.today()
    }


@pytest.mark.parametrize("scenario", [SCENARIO, "injected_or_iv"])
def test_who_came_first_to_a_rule_is_not_who_dates_a_text_that_answers_nothing(
    open_page: Open, edition: Edition, scenario: str
) -> None:
    """A text of 1979 that leaves the question open stands on top of the drawing."""
    dated = [
        (entry.starts, edition.places.name(place), entry.status in LADDER)
        for (place, of), entries in edition.law.histories.items()
        if of == scenario
        for entry in entries
        if entry.effective and entry.starts <= date.today()
    ]
    day = min(starts for starts, _, ruled in dated if ruled)
    first = ", ".join(sorted(name for starts, name, ruled in dated if ruled and starts == day))
    said = words_of(open_page("story", scenario=scenario))
    assert f"on record. The first to a rule: {first} ({day:%-d %B %Y})." in said
    left = sum(not ruled for *_, ruled in dated)
    assert f" To a text that answers nothing (○, ?): {left}." in said


def test_the_acts_behind_the_numbers_are_listed_newest_first_with_their_sources(
    open_page: Open, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, pd.DataFrame] = {}
    monkeypatch.setattr(tables, "download", lambda frame, *, name, **_: files.update({name: frame}))
    page = open_page("story", asof="2026-11-22", places="US")
    counted_acts = enforcement(edition, date(2026, 11, 22), context=False)
    of_the_states = counted_acts["jurisdiction"].str.startswith("US")
    listed = tables_of(page)[-1]
    assert set(files["acts"]["id"]) == set(counted_acts["id"][of_the_states])
    assert f"{len(listed)} acts on record by 22 November 2026" in words_of(page)
    dated = listed["published"][listed["published"] != "undated"]
    # A year alone stands where it begins.
    assert (dated + "-01-01").str[:10].is_monotonic_decreasing
    assert listed["read_url"].str.startswith("http").all()
    assert {"2025-12-01", "US"} <= {*listed["published"], *files["acts"]["jurisdiction"]}


def test_an_act_names_its_firms_beside_its_kind(open_page: Open, edition: Edition) -> None:
    listed = tables_of(open_page("story", places="US"))[-1]
    acts = edition.notices.set_index("title_en")
    named = [(row["shown_title"], row["firms"]) for row in listed.to_dict("records")]
    assert list(listed.columns[3:5]) == ["kind", "firms"]
    assert any(firms_named for _, firms_named in named)
    for title, firms_named in named[:20]:
        assert firms_named in {"; ".join(of) for of in acts.loc[[title], "firms"]}


def test_every_dated_move_is_told_in_order_with_its_source(
    open_page: Open, edition: Edition
) -> None:
    page = open_page("story", scenario="injected_or_iv")
    assert page.title[0].value == "Over time"
    assert not page.exception
    rows = tables_of(page)[0]
    assert set(zip(rows["name"], rows["date"], strict=True)) == dated_moves(
        edition, "injected_or_iv"
    )
    assert rows["date"].str[:4].is_monotonic_increasing
    assert rows["url"].notna().all()
    assert "A move to ○ or ? dates a text that leaves the question open" in words_of(page)
    for name in rows["name"]:
        assert name[:20].replace("'", "&#x27;") in drawing(page)


def test_a_move_is_drawn_from_the_day_it_came_into_force(open_page: Open) -> None:
    page = open_page("story", scenario=SCENARIO)
    moved = tables_of(page)[0].iloc[-1]
    before = open_page("story", scenario=SCENARIO, asof=str(int(moved["date"][:4]) - 1) + "-12-31")
    assert moved["date"] in set(tables_of(page)[0]["date"])
    assert moved["date"] not in set(tables_of(before)[0]["date"])


@pytest.mark.parametrize("split", ["kind", "concerns", "claims"])
def test_the_bars_and_the_table_count_the_same_acts(
    open_page: Open, edition: Edition, split: str
) -> None:
    page = open_page("story", split=split)
    counts = by_year(enforcement(edition, date.today()), split)
    assert sum(sum(bar["y"]) for bar in bars(page)) == counts.to_numpy().sum()
    table = tables_of(page)[1]
    assert table.drop(columns="Year").to_numpy().sum() == counts.to_numpy().sum()
    assert len({bar["marker"]["color"] for bar in bars(page)}) == len(bars(page))


def test_bars_by_country_have_what_its_parts_did_too(open_page: Open, edition: Edition) -> None:
    page = open_page("story", split="country", places="JP,KR", since="2019-01-01")
    table = tables_of(page)[1].set_index("Year")
    acts = enforcement(edition, date.today())
    for code, name in (("JP", "Japan"), ("KR", "South Korea")):
        of_place = acts[acts["jurisdiction"].str[:2] == code]
        assert table[name].sum() == (of_place["published_first"] >= "2019").sum() > 0
    assert "KR-28" in set(acts["jurisdiction"])
    assert sum(sum(bar["y"]) for bar in bars(page)) == table.to_numpy().sum()
    assert "An act counts for each of its sorts." not in html_of(page)


# How much light of each of the three primaries reaches who sees all colours, and who lacks the
# cones for green or for red: Machado, Oliveira and Fernandes (2009), severity 1.
VISIONS = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
}
TO_XYZ = [[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0177, 0.1095, 0.8729]]


def primaries(colour: str) -> Any:
    """How much light of red, green and blue a colour has, 0 to 1."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def light(colour: str) -> float:
    """How light a colour is, 0 to 1, as contrast is reckoned."""
    return float(np.dot(TO_XYZ[1], primaries(colour)))


def lab(colour: str, vision: str) -> Any:
    """A colour in CIELAB as one kind of colour vision sees it."""
    seen = np.clip(np.array(VISIONS[vision]) @ primaries(colour), 0, 1)
    x, y, z = np.cbrt(np.maximum(np.array(TO_XYZ) @ seen, 1e-6))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def chart_of_all_colours() -> go.Figure:
    sorts = [f"Sort {number}" for number in range(MOST_SORTS)]
    table = pd.DataFrame({"Year": [2025], **{sort: [1] for sort in sorts}, OTHER: [1]})
    return chart(table, title=["Invented"])


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("dark", [False, True])
def test_whoever_confuses_colours_tells_every_two_bars_apart(
    monkeypatch: pytest.MonkeyPatch, dark: bool, vision: str
) -> None:
    monkeypatch.setattr(enforcement_chart, "is_dark", lambda: dark)
    seen = [lab(bar.marker.color, vision) for bar in chart_of_all_colours().data]
    nearest = min(np.linalg.norm(one - other) for one, other in combinations(seen, 2))
    assert nearest > 15


def test_every_bar_stands_out_from_dark_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enforcement_chart, "is_dark", lambda: True)
    drawn = chart_of_all_colours()
    paper = light(drawn.layout.paper_bgcolor) + 0.05
    assert all((light(bar.marker.color) + 0.05) / paper >= 3 for bar in drawn.data)
    assert len({bar.marker.color for bar in drawn.data}) == len(drawn.data)


def test_the_chart_says_where_it_comes_from_and_counts_no_half_acts(open_page: Open) -> None:
    few, many = (
        json.loads(open_page("story", **asked).get("plotly_chart")[0].proto.spec)["layout"]
        for asked in ({"places": "CN"}, {})
    )
    assert few["title"]["text"].endswith("CC BY 4.0.")
    assert few["yaxis"]["dtick"] == 1
    assert "dtick" not in many["yaxis"]


def test_the_chart_says_of_which_places_it_is(open_page: Open) -> None:
    """Saved as a picture it has no filters above it."""
    title, of_all = (
        json.loads(open_page("story", **asked).get("plotly_chart")[0].proto.spec)["layout"]["title"]
        for asked in ({"places": "KR,JP", "context": "1"}, {})
    )
    assert "<br>South Korea, Japan, background notices too<br>" in title["text"]
    assert "too" not in of_all["text"]


def test_background_notices_count_only_when_asked_for(open_page: Open, edition: Edition) -> None:
    without = len(enforcement(edition, date.today()))
    with_them = len(enforcement(edition, date.today(), context=True))
    assert with_them > without
    assert f"{without} acts on record" in words_of(open_page("story"))
    assert f"{with_them} acts on record" in words_of(open_page("story", context="1"))


def test_the_firms_lead_to_their_notices(open_page: Open, edition: Edition) -> None:
    page = open_page("story")
    named = firms(enforcement(edition, date.today()))
    listed = re.findall(r"<summary><strong>(.*?)</strong>", html_of(page))
    assert listed == [escape(firm) for firm in named["firm"].head(len(listed))]
    assert f"Download {len(named)} firms (CSV)" in [
        button.proto.label for button in page.get("download_button")
    ]
    for id_ in named.iloc[0]["notices"]:
        assert f"notice={id_}" in html_of(page)
    assert "To be named is not to be at fault" in words_of(page)


def test_places_narrow_all_of_it(open_page: Open) -> None:
    page = open_page("story", scenario="injected_or_iv", places="US")
    assert set(tables_of(page)[0]["name"].str.contains("United States")) == {True}
    assert set(tables_of(page)[-1]["place"].str.contains("United States")) == {True}


def test_a_place_of_which_nothing_is_known_says_so(open_page: Open) -> None:
    page = open_page("story", places="AQ")
    assert not page.exception
    assert [info.value[:2] for info in page.info] == ["No", "No", "No"]


def test_a_sort_that_stands_alone_is_named_below_the_chart() -> None:
    alone = chart(pd.DataFrame({"Year": [2026], "Warning letter": [4]}), title=["Invented"])
    assert alone.layout.showlegend
    assert [bar.name for bar in alone.data] == ["Warning letter"]


def test_sorts_beyond_the_colours_are_put_together() -> None:
    years = pd.Index([2020], name="year")
    counts = pd.DataFrame({f"sort {n}": [20 - n] for n in range(MOST_SORTS + 3)}, index=years)
    table = shown_counts(counts, str)
    assert list(table.columns) == ["Year", *(f"sort {n}" for n in range(MOST_SORTS)), OTHER]
    assert table[OTHER].tolist() == [12 + 11 + 10]


def test_of_a_firm_named_often_the_newest_acts_are_shown_and_the_rest_is_a_search_away(
    edition: Edition,
) -> None:
    many = tuple(edition.notices["id"].head(MOST_NOTICES + 1))[::-1]
    firm = {
        "firm": "Invented & Sons", "acts": len(many), "places": ("KR",), "first": "2025",
        "latest": "2026", "notices": many,
    }  # fmt: skip
    shown = firm_list(edition, pd.DataFrame([firm]), 1)
    assert shown.count("<li") == MOST_NOTICES + 1  # the firm's own, and one a notice
    assert f"Search for all {len(many)} acts" in shown
    assert "q=Invented+%26+Sons" in shown
    few = firm_list(edition, pd.DataFrame([firm | {"notices": many[:2]}]), 1)
    assert "Search for all" not in few


def test_years_under_the_bars_have_room_on_a_phone_and_end_with_the_newest(
    open_page: Open,
) -> None:
    axis = json.loads(open_page("story").get("plotly_chart")[0].proto.spec)["layout"]["xaxis"]
    years = tables_of(open_page("story"))[1]["Year"]
    assert len(years) > 14 >= len(axis["tickvals"]) > 5
    assert axis["tickvals"][-1] == str(years.max())


def test_a_time_leaves_out_what_is_older_and_says_so_of_what_has_no_date(
    open_page: Open, edition: Edition
) -> None:
    since = "2025-06-01"
    page = open_page("story", scenario="clinical_trial", since=since, asof="2026-11-22")
    assert not page.warning
    moves, months, acts = tables_of(page)
    on_record = enforcement(edition, date(2026, 11, 22))
    newer = on_record[on_record["published_first"] >= pd.Timestamp(since)]
    assert len(acts) == len(newer) > 10
    assert 0 < len(moves) < len(dated_moves(edition, "clinical_trial"))
    assert min([*moves["date"], *acts["published"]]) >= since[:7]
    undated = on_record["published_first"].isna().sum()
    said = words_of(page)
    assert f"{len(newer)} acts since 1 June 2025 on record by 22 November 2026" in said
    assert f"Without a date, so not among them: {undated}." in said
    assert f"{len(moves)} dated moves of the law on record since 1 June 2025." in said
    drawn = json.loads(page.get("plotly_chart")[0].proto.spec)["layout"]["title"]["text"]
    assert "<br>since 1 June 2025, as of 22 November 2026<br>" in drawn
    # Of so short a time each month is told, those without an act too.
    assert months["Month"].tolist()[::17] == ["2025-06", "2026-11"]
    assert months.drop(columns="Month").to_numpy().sum() == len(newer)
    named = firms(newer)
    assert f"Download {len(named)} firms (CSV)" in [
        button.proto.label for button in page.get("download_button")
    ]
    assert ">2024</text>" not in drawing(page)
    assert f"since={since}&amp;asof=2026-11-22" in html_of(page)  # as it is cited


def test_what_may_be_of_a_time_is_not_left_out_in_silence(
    open_page: Open, edition: Edition
) -> None:
    on_record = enforcement(edition, date(2026, 11, 22))
    since = "2024-06-15"
    to_the_year = on_record["published"].isin(["2024", "2024-06"])
    assert to_the_year.any()
    said = words_of(open_page("story", since=since, asof="2026-11-22"))
    assert f"perhaps of this time: {to_the_year.sum()} changes" in said
    assert "perhaps of this time" not in words_of(open_page("story"))


def test_this_year_is_one_link_away_and_so_are_all_years(open_page: Open) -> None:
    today = date.today()
    shown = html_of(open_page("story", places="KR"))
    assert f'href="./story?places=KR&amp;since={today.year}-01-01"' in shown
    assert ">this year</a>" in shown
    assert "<strong>all years</strong>" in shown
    past = html_of(open_page("story", asof="2024-06-30", since="2024-01-01"))
    assert "<strong>the year 2024</strong>" in past
    assert 'href="./story?asof=2024-06-30"' in past


def test_a_drawing_that_travels_alone_says_what_is_no_permission(edition: Edition) -> None:
    drawn = moves_svg(edition, ["EU"], SCENARIO, date(2026, 2, 1)).replace("\u00a0", " ")
    assert "○, ? and – are never a permission" in drawn


def test_a_drawing_that_ends_this_year_names_it(open_page: Open, edition: Edition) -> None:
    """There is no room for four figures behind the line of a year that has just begun."""
    drawn = moves_svg(edition, ["EU"], SCENARIO, date(2026, 2, 1))
    assert ">2026</text>" in drawn
    named = re.findall(r'<text x="([\d.]+)" [^>]*font-size="11">\d{4}<', drawn)
    at = [float(x) for x in named]
    assert all(later - sooner >= 28 for sooner, later in pairwise(at))
    assert at[-1] + 28 <= WIDE.wide


def test_it_is_said_that_acts_are_told_whatever_the_use(open_page: Open) -> None:
    said = words_of(open_page("story", scenario="clinical_trial"))
    assert "acts on record by" in said
    assert "whatever the product and use" in said


def test_entries_without_a_date_are_told_only_where_there_are_any(open_page: Open) -> None:
    asked = {"places": "KR", "scenario": "plant_microbial_topical_cosmetic"}
    said = words_of(open_page("story", **asked))
    assert "1 dated move of the law on record." in said
    assert "cannot be placed in time" not in said
    assert "1 entry carries no date" in words_of(open_page("story", places="KR"))


def test_where_nothing_moved_the_uses_are_named_in_which_something_did(
    open_page: Open,
) -> None:
    page = open_page("story", places="AE", scenario=SCENARIO)
    assert "No dated move passes" in page.info[0].value
    shown = html_of(page)
    assert "Dated moves are on record for: " in shown
    assert "./story?places=AE&amp;scenario=injected_or_iv" in shown
    assert "Dated moves are on record" not in html_of(open_page("story", places="AQ"))


def test_no_dated_move_is_no_absence_of_a_ban(open_page: Open) -> None:
    """South Korea bars needling, by a rule whose day nobody has told."""
    page = open_page("story", places="KR", scenario="topical_with_microneedling")
    assert "does not mean that nothing is barred" in page.info[0].value
    assert 'href="./country?place=KR"' in html_of(page)


def test_what_came_before_the_first_move_is_said_to_be_unknown(open_page: Open) -> None:
    assert "nothing earlier on record" in set(tables_of(open_page("story"))[0]["shown_before"])


def test_firms_of_a_later_page_are_numbered_on(open_page: Open) -> None:
    assert '<ol start="16">' in html_of(open_page("story", page="2"))
