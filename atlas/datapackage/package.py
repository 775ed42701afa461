"""The files of the data package, one after the other."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from atlas import __version__
from atlas.citation import LICENCE, Citation
from atlas.codebook import codebook_markdown
from atlas.datapackage.readme import readme
from atlas.datapackage.tables import TABLES, Table
from atlas.datapackage.workbook import workbook
from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.tabular import csv_text

_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": LICENCE,
}
# How many files `package_files` gives, for showing how far it is.
FILE_COUNT = len(TABLES) + 4


def package_files(edition: Edition, sources: Sequence[SourceRecord]) -> Iterator[tuple[str, bytes]]:
    """Each file's path within the package and its bytes; datapackage.json, which vouches, last."""
    frames = _frames(edition, sources)
    resources = []
    for table in TABLES:
        path = f"data/{table.name}.csv"
        # RFC 4180 wants lines to end so.
        content = csv_text(frames[table.name], line_end="\r\n").encode()
        resources.append(_resource(edition, table, path, content))
        yield path, content
    yield "exosome-atlas.xlsx", workbook(edition, frames)
    yield "codebook.md", codebook_markdown(edition.vocabularies).encode()
    yield "README.md", readme(edition, frames).encode()
    yield "datapackage.json", _as_json(_descriptor(edition, resources))


def workbook_of(edition: Edition, sources: Sequence[SourceRecord]) -> bytes:
    """The workbook alone."""
    return workbook(edition, _frames(edition, sources))


def zip_package(edition: Edition, sources: Sequence[SourceRecord]) -> bytes:
    """The same files as one ZIP archive, in a folder of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in package_files(edition, sources):
            # Without a moment of its own an entry has that of 1980, and the bytes stay the same.
            entry = zipfile.ZipInfo(f"exosome-atlas/{path}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _frames(edition: Edition, sources: Sequence[SourceRecord]) -> dict[str, pd.DataFrame]:
    return {table.name: table.frame(edition, sources) for table in TABLES}


def _descriptor(edition: Edition, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "exosome-atlas",
        "title": Citation(edition.verified_on, edition.revision).title,
        "description": "Where exosome products are legal, for which use, on what authority, and "
        "how that is changing. Not legal advice.",
        "version": f"{__version__}+revision.{edition.revision}",
        # When the facts were last checked: the day on which somebody asks for a copy is no news.
        "created": f"{edition.verified_on}T00:00:00Z",
        "licenses": [_LICENCE],
        "contributors": [{"title": "Exosome Atlas contributors", "role": "author"}],
        "keywords": ["exosomes", "extracellular vesicles", "regulation", "legal status"],
        "resources": list(resources),
    }


def _resource(edition: Edition, table: Table, path: str, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path,
        "title": table.title,
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": table.schema(edition.vocabularies),
    }


def _as_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
