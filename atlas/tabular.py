"""Tables for other programs: CSV that no spreadsheet runs, exact JSON, text safe to print."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"); in East Asian
# settings the wide forms too.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WITHOUT_BIDI = str.maketrans(dict.fromkeys(_BIDI))


def plain_list(value: Any) -> Any:
    """A tuple as the list that JSON and YAML make of it; anything else as it is."""
    return list(value) if isinstance(value, tuple) else value


def flat(value: Any) -> Any:
    """A cell as one value: lists joined with "; ", missing values as None."""
    if isinstance(value, tuple | list):
        return "; ".join(str(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{key} {part}" for key, part in value.items())
    return None if _is_missing(value) else value


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula, and that turns no direction of writing."""
    if not isinstance(value, str):
        return value
    shown = unturned(value)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def unturned(text: str) -> str:
    """Text without marks that turn round or re-nest what follows, as the date beside a title.

    Letters of scripts that run from right to left need none of them.
    """
    return text if text.isascii() else text.translate(_WITHOUT_BIDI)


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as cells for files: one value each, formulas neutralised, None where missing."""
    import pandas as pd

    plain = {
        name: [_cell(value) for value in column.astype(object)] for name, column in frame.items()
    }
    return pd.DataFrame(plain, index=frame.index, columns=frame.columns, dtype=object)


def _cell(value: Any) -> Any:
    # Most of the millions of cells of a large table are text, and text is never missing.
    return neutral(value if isinstance(value, str) else flat(value))


def csv_text(frame: pd.DataFrame, *, line_end: str = "\n") -> str:
    """CSV with a header line; lists flattened, formulas neutralised."""
    out = io.StringIO()
    cells(frame).to_csv(out, index=False, lineterminator=line_end)
    return out.getvalue()


def records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """The rows as they are, with None for what is missing."""
    values = frame.astype(object)
    return values.where(values.notna(), None).to_dict("records")


def as_json(value: Any) -> bytes:
    """A plain value as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def json_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values: None for what is missing, ISO text for days, lists for tuples."""
    return [
        {str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if _is_missing(value):
        return None
    if isinstance(value, datetime):  # what a Timestamp is
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def _is_missing(value: Any) -> bool:
    # Loaded here: what only prints text should begin at once.
    import pandas as pd

    return bool(pd.isna(value))


def cut(text: str, most: int) -> str:
    """The text, or so many of its first letters with … behind them."""
    return text if len(text) <= most else f"{text[:most]}…"


def printable(text: str) -> str:
    """Text without control and direction-changing characters, which could rewrite a terminal."""
    return "".join(
        mark if mark not in _BIDI and unicodedata.category(mark) != "Cc" else " " for mark in text
    )
