"""JSON Schema in the words of the records: `maybe(code("status"))`, `several(text())`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from atlas.columns import Column, Columns, Kind

Schema = dict[str, Any]
Fields = dict[str, Schema]


# By the kind of a column; of all others any text stands there.
_WRITTEN: Mapping[Kind, Schema] = {
    "day": {"type": "string", "format": "date"},
    "partial_date": {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"},
    "moment": {"type": "string", "format": "date-time"},
    "count": {"type": "integer"},
    "number": {"type": "number"},
    "points": {"type": "object", "additionalProperties": {"type": "number"}},
    "yes_no": {"type": "boolean"},
}
_CODE_OF_A_PLACE = "A code: ISO 3166, a bloc's, or INT."


def written(kind: Kind, about: str = "") -> Schema:
    """A value of a kind (atlas.columns)."""
    return _about(_WRITTEN.get(kind, {"type": "string"}), about)


def text(about: str = "") -> Schema:
    """Any text."""
    return written("text", about)


def whole(about: str = "") -> Schema:
    """A whole number."""
    return written("count", about)


def yes(about: str = "") -> Schema:
    """True or false."""
    return written("yes_no", about)


def day(about: str = "") -> Schema:
    """A whole day, yyyy-mm-dd."""
    return written("day", about)


def one_of(words: Sequence[str], about: str = "") -> Schema:
    """One of a few words."""
    return _about({"type": "string", "enum": list(words)}, about)


def code(vocabulary: str, about: str = "") -> Schema:
    """A code of a vocabulary, which the document has among its components."""
    return _about({"$ref": f"#/components/schemas/{vocabulary}"}, about)


def several(of: Schema, about: str = "") -> Schema:
    """A list."""
    return _about({"type": "array", "items": of}, about)


def maybe(schema: Schema) -> Schema:
    """The same, or null where it is not known or does not apply."""
    about = schema.get("description", "")
    bare = {name: value for name, value in schema.items() if name != "description"}
    return _about({"anyOf": [bare, {"type": "null"}]}, about)


def fields(columns: Columns) -> Fields:
    """The columns of a table as the fields of its records."""
    return {column.name: _field(column) for column in columns}


def record(fields: Fields) -> Schema:
    """An object with exactly these fields."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _field(column: Column) -> Schema:
    says = f"{column.says} {_CODE_OF_A_PLACE}" if column.kind == "place" else column.says
    if column.several:
        return several(code(column.of) if column.of else text(), says)
    schema = code(column.of, says) if column.of else written(column.kind, says)
    # An address that no browser may follow is left out, whatever the table has.
    sure = column.required and column.kind != "address"
    return schema if sure or column.blank else maybe(schema)


def _about(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about} if about else schema
