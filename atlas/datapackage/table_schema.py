"""How Table Schema says what a column is.

Table Schema: https://datapackage.org/standard/table-schema/
"""

from __future__ import annotations

import re
from typing import Any

from atlas.columns import Column
from atlas.vocabulary import Vocabularies

_TYPES = {"day": "date", "count": "integer", "yes_no": "boolean"}
_PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_LIST = 'Several, joined with "; ".'
_PARTIAL = "yyyy, yyyy-mm or yyyy-mm-dd, as precise as it is known."


def field(column: Column, vocabularies: Vocabularies) -> dict[str, Any]:
    """The column as a field of Table Schema."""
    constraints = {"required": True} if column.required else {}
    said = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": described(column, vocabularies),
        "constraints": constraints | _allowed(column, vocabularies),
    }
    return {key: value for key, value in said.items() if value}


def described(column: Column, vocabularies: Vocabularies) -> str:
    """What a value means, in which form, and what the codebook says of its codes."""
    said = [column.says]
    if column.several:
        said.append(_LIST)
    if column.kind == "partial_date":
        said.append(_PARTIAL)
    if column.of:
        about = " ".join(vocabularies[column.of].about.split())
        said.append(f"Codes of the vocabulary {column.of}: {about}")
    return " ".join(said)


def _allowed(column: Column, vocabularies: Vocabularies) -> dict[str, Any]:
    if column.kind == "partial_date":
        return {"pattern": _PARTIAL_DATE}
    if column.of is None:
        return {}
    codes = vocabularies[column.of].codes
    if column.several:
        code = f"({'|'.join(map(re.escape, codes))})"
        return {"pattern": f"{code}(; {code})*"}
    return {"enum": list(codes)}
