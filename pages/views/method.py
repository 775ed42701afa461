import streamlit as st

from pages import knowledge, method_parts, url_state

PARTS = {
    "about": ("What it is", method_parts.about),
    "law": ("Status", method_parts.law),
    "risk": ("Risk", method_parts.risk),
    "check": ("Launch check", method_parts.check),
    "limits": ("Limits", method_parts.limits),
    "codebook": ("Codebook", method_parts.codebook),
    "cite": ("Cite and licence", method_parts.citing),
    "downloads": ("Downloads", method_parts.downloads),
    "programs": ("For programs", method_parts.programs),
}

part = url_state.choice(
    "Part", "part", list(PARTS), default="about", widget=st.segmented_control,
    show=lambda code: PARTS[code][0],
)  # fmt: skip
PARTS[part][1](knowledge.edition())
