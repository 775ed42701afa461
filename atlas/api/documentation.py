"""The documentation that people read: one page without scripts, made of the declarations."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from atlas import __version__
from atlas.api.resources import RESOURCES
from atlas.citation import LICENCE
from atlas.edition import Edition
from atlas.templates import templates_in

# Longer lists of values are left to the document for programs.
_MOST_VALUES = 24
_HERE = Path(__file__).parent
_STYLE = (_HERE / "documentation.css").read_text(encoding="utf-8")
_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
CONTENT_SECURITY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def documentation(edition: Edition) -> str:
    """The page as HTML; every address in it is relative to /api/v1/."""
    return _template().render(
        edition=edition,
        licence=LICENCE,
        most_values=_MOST_VALUES,
        resources=RESOURCES,
        style=Markup(_STYLE),  # noqa: S704  a file of ours
        version=__version__,
    )


@cache
def _template() -> Template:
    return templates_in(_HERE).get_template("documentation.html")
