"""Which format a client takes: by the parameter `format`, else by its Accept header."""

from __future__ import annotations

from atlas.api.parameters import Choice, Parameter

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8; header=present"}
FORMAT = Parameter(
    "format",
    "How the answer is written; the Accept header (application/json, text/csv) can say it too.",
    Choice(tuple(MEDIA_TYPES)),
)


def accepted(header: str | None) -> str | None:
    """The format that an Accept header likes best (RFC 9110, 12.5.1); None if it takes neither."""
    if not header or not header.strip():
        return "json"
    ranges = dict(_range(part) for part in header.split(","))
    liked = {name: _liking(ranges, media_type) for name, media_type in MEDIA_TYPES.items()}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best] > 0 else None


def _range(part: str) -> tuple[str, float]:
    """One media range with its weight; a weight that is no number counts as 1."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return name, float(weight)
    except ValueError:
        return name, 1.0


def _liking(ranges: dict[str, float], media_type: str) -> float:
    """The weight of the most specific range that covers a media type; 0 if none does."""
    full = media_type.partition(";")[0]
    for name in (full, f"{full.partition('/')[0]}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0
