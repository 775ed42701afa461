"""How statuses and numbers look in the reader's theme (atlas.looks says why they look so)."""

import streamlit as st

from atlas.looks import LOOKS, Look

_DARK = {**LOOKS, "no_data": Look("#3B3943", "#FFFFFF", "–")}

# Risk from low to high: one hue, growing darker; legible to colour-blind readers and in print.
RISK_SCALE = ("#FFF3E0", "#FDCC8A", "#FC8D59", "#D7301F", "#7F0000")


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"


def looks() -> dict[str, Look]:
    """The look of every status in the reader's theme."""
    return _DARK if is_dark() else LOOKS
