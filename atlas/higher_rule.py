"""What a place asks of one use, and what its country or bloc asks beside it: both bind there.

What the rule from above says (atlas.law.Law.higher_rule) stands behind the name of its place.
"""

from __future__ import annotations

from collections.abc import Collection

from atlas.edition import Edition
from atlas.law import Position
from atlas.subdivisions import plain


def together(
    edition: Edition, own: Position, higher: Position | None, field: str
) -> tuple[str, ...]:
    """The texts of a position in one field, then those of the rule from above.

    `field` is one of one text or of several: penalty, conditions.
    """
    said = texts(own, field)
    return tuple(dict.fromkeys([*said, *by_name(edition, higher, field, told=said)]))


def by_name(
    edition: Edition, higher: Position | None, field: str, *, told: Collection[str] = ()
) -> tuple[str, ...]:
    """What a rule from above says in one field, by the name of its place.

    Without what is `told` already, as rows of members often repeat their bloc's; and without what a
    country says of one of its parts: the part's own position has that, and no other part is meant.
    """
    if higher is None:
        return ()
    code = higher.jurisdiction
    return tuple(
        f"{edition.places.name(code)}: {text}"
        for text in texts(higher, field)
        if text not in told and not _is_of_a_part(edition, code, text)
    )


def texts(position: Position | None, field: str) -> tuple[str, ...]:
    """What a position says in a field of one text or of several."""
    value = getattr(position, field, None) or ()
    return (value,) if isinstance(value, str) else value


def _is_of_a_part(edition: Edition, country: str, text: str) -> bool:
    """Whether a text begins with whom it is about, and that is a part: "Canton of Zurich: …"."""
    about, colon, _ = text.partition(":")
    names = (edition.places.name(part).partition(" (")[0] for part in edition.parts(country))
    return bool(colon) and any(f" {plain(name)} " in f" {plain(about)} " for name in names)
