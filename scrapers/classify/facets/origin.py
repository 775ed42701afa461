"""What a product is made of: people's material, an animal's, a plant's or a microbe's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scrapers.classify.facets.facet import (
    ENOUGH,
    Facet,
    are_any,
    facet_of,
    go_by_impression,
    near,
    scores_of,
)
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import Field, Reading

# So far apart, the name of a plant or an animal and a word for cells make one name of a material.
_ONE_NAME: Final = 12


def origin_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The origins named, or unspecified.

    Stem cells are people's, unless each time a plant or an animal is named beside them, or nothing
    else is and what was learned speaks against it. Where no origin is named, a title that speaks of
    tissues, cells and their banks, as laws on people's material do, means people's.
    """
    scores, grounds = scores_of(reading, "origin")
    if scores["human"] and not _are_of_people(reading, grounds["human"]):
        scores["human"] = 0.0
    go_by_impression(reading, "origin", scores, grounds)
    material = reading.title.of("topic", "human_material")
    if material and not are_any(scores):
        scores["human"] = ENOUGH
        grounds["human"] += [(reading.title, hit) for hit in material]
    found = facet_of("origin", order, scores, grounds)
    return found if found.codes else Facet("origin", {"unspecified": 0.5}, {})


def _are_of_people(reading: Reading, grounds: Sequence[tuple[Field, Hit]]) -> bool:
    """Whether words for material of people mean people's."""
    if not any(map(_of_people, reading.parts)):
        return False
    if not all(_of_stem_cells(part, hit) for part, hit in grounds):
        return True
    return reading.impression.of("origin").get("human", 0.0) >= 0


def _of_stem_cells(part: Field, hit: Hit) -> bool:
    return any(
        cells.start < hit.end and hit.start < cells.end for cells in part.of("topic", "stem_cell")
    )


def _of_people(part: Field) -> bool:
    """Whether there are words for material of people, besides the stem cells of others."""
    people = part.of("origin", "human")
    if not people:
        return False
    cells = {hit.start for hit in part.of("topic", "stem_cell")}
    others = [hit.start for hit in part.of("origin", "animal", "plant", "microbial")]
    return any(hit.start not in cells or not near(hit, others, _ONE_NAME) for hit in people)
