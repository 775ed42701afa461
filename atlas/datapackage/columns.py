"""What a column of the data package is, and how Table Schema says it.

Table Schema: https://datapackage.org/standard/table-schema/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from atlas.vocabulary import Vocabularies

Kind = Literal["text", "list", "day", "partial_date", "count", "yes_no"]

_TYPES = {"day": "date", "count": "integer", "yes_no": "boolean"}
_PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_LIST = 'Several, joined with "; ".'
_PARTIAL = "yyyy, yyyy-mm or yyyy-mm-dd, as precise as it is known."


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        says: what a value means.
        kind: a `partial_date` keeps its precision; a `list` is joined with "; ".
        of: the vocabulary whose codes stand here.
        required: never empty.
    """

    name: str
    says: str
    kind: Kind = "text"
    of: str | None = None
    required: bool = False

    def field(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """The column as a field of Table Schema."""
        constraints = {"required": True} if self.required else {}
        field = {
            "name": self.name,
            "type": _TYPES.get(self.kind, "string"),
            "description": self.described(vocabularies),
            "constraints": constraints | self._allowed(vocabularies),
        }
        return {key: value for key, value in field.items() if value}

    def described(self, vocabularies: Vocabularies) -> str:
        """What a value means, in which form, and what the codebook says of its codes."""
        said = [self.says]
        if self.kind == "list":
            said.append(_LIST)
        if self.kind == "partial_date":
            said.append(_PARTIAL)
        if self.of:
            about = " ".join(vocabularies[self.of].about.split())
            said.append(f"Codes of the vocabulary {self.of}: {about}")
        return " ".join(said)

    def _allowed(self, vocabularies: Vocabularies) -> dict[str, Any]:
        if self.kind == "partial_date":
            return {"pattern": _PARTIAL_DATE}
        if self.of is None:
            return {}
        codes = vocabularies[self.of].codes
        if self.kind == "list":
            code = f"({'|'.join(map(re.escape, codes))})"
            return {"pattern": f"{code}(; {code})*"}
        return {"enum": list(codes)}
