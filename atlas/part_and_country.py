"""What a part of a country and its country ask of one use, together: the law of both binds there.

What the country says stands behind its name (or that of the bloc whose rule reaches the country).
"""

from __future__ import annotations

from atlas.edition import Edition
from atlas.law import Position
from atlas.subdivisions import plain


def together(
    edition: Edition, own: Position, country: Position | None, field: str
) -> tuple[str, ...]:
    """The texts of a position in one field, then those of its country (atlas.law.Law.of_country).

    `field` is one of one text or of several: penalty, conditions.
    """
    return tuple(dict.fromkeys([*texts(own, field), *of_country(edition, country, field)]))


def of_country(edition: Edition, country: Position | None, field: str) -> tuple[str, ...]:
    """What the country says in one field, by its name.

    Without what it says of one of its parts: the part's own position has that, and no other part
    is meant.
    """
    if country is None:
        return ()
    code = country.jurisdiction
    return tuple(
        f"{edition.places.name(code)}: {text}"
        for text in texts(country, field)
        if not _is_of_a_part(edition, code, text)
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
