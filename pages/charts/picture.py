"""Drawings of our own: an SVG on the page that can be taken away as SVG or PNG.

A hand-made SVG is a thousandth of the size of a chart library, follows the reader's theme through
`currentColor`, can be read by a screen reader and keeps its tooltips. The browser itself turns it
into a PNG; no server and no converter is asked.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from pages.markup import Html

_HERE = Path(__file__).parent
# A component is one script and one style sheet: what two of them need is put before each.
SAVING = (_HERE / "saving.js").read_text(encoding="utf-8")
BUTTONS = (_HERE / "buttons.css").read_text(encoding="utf-8")
_PICTURE: Any = st.components.v2.component(
    "exosome_atlas_picture",
    html="""
<div class="frame" role="region" tabindex="0"></div>
<p class="buttons">
<button type="button" data-format="svg">Picture (SVG)</button>
<button type="button" data-format="png">Picture (PNG)</button>
</p>
""",
    css=BUTTONS + (_HERE / "picture.css").read_text(encoding="utf-8"),
    js=SAVING + (_HERE / "picture.js").read_text(encoding="utf-8"),
)


def picture(svg: Html, *, name: str, label: str, source: str, narrow: Html) -> None:
    """Show a drawing with its two download buttons.

    Args:
        svg: one <svg> element with width, height, role and an accessible name; what it says in
            words from outside must be escaped, as pages.markup does.
        name: names the files, and the drawing among the others of the page.
        label: what the drawing shows; named by screen readers when its box is scrolled.
        source: where it comes from; stands below it when it is taken away.
        narrow: the same for where `svg` is too wide, as on a phone.
    """
    _PICTURE(
        data={
            "svg": svg,
            "narrow": narrow,
            "name": f"exosome-atlas-{name}",
            "label": label,
            "source": source,
        },
        key=f"picture_{name}",
    )
