"""JSON Schema in the words of the records: `maybe(code("status"))`, `several(text())`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from atlas.columns import Column, Columns, Kind

Schema = dict[str, Any]
Fields = dict[str, Schema]


def text(about: str = "") -> Schema:
    """Any text."""
    return _about({"type": "string"}, about)


def number(about: str = "") -> Schema:
    """Any number."""
    return _about({"type": "number"}, about)


def whole(about: str = "") -> Schema:
    """A whole number."""
    return _about({"type": "integer"}, about)


def yes(about: str = "") -> Schema:
    """True or false."""
    return _about({"type": "boolean"}, about)


def one_of(words: Sequence[str], about: str = "") -> Schema:
    """One of a few words."""
    return _about({"type": "string", "enum": list(words)}, about)


def day(about: str = "") -> Schema:
    """A whole day, yyyy-mm-dd."""
    return _about({"type": "string", "format": "date"}, about)


def moment(about: str = "") -> Schema:
    """A moment in UTC."""
    return _about({"type": "string", "format": "date-time"}, about)


def partial_date(about: str = "") -> Schema:
    """A date as precise as it is known: yyyy, yyyy-mm or yyyy-mm-dd."""
    return _about({"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"}, about)


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
    schema = code(column.of, says) if column.of else _WRITTEN.get(column.kind, text)(says)
    # An address that no browser may follow is left out, whatever the table has.
    sure = column.required and column.kind != "address"
    return schema if sure or column.blank else maybe(schema)


def _points(about: str) -> Schema:
    return _about({"type": "object", "additionalProperties": {"type": "number"}}, about)


_CODE_OF_A_PLACE = "A code: ISO 3166, a bloc's, or INT."
_WRITTEN: Mapping[Kind, Callable[[str], Schema]] = {
    "day": day,
    "partial_date": partial_date,
    "moment": moment,
    "count": whole,
    "number": number,
    "points": _points,
    "yes_no": yes,
}


def _about(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about} if about else schema
