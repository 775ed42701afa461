"""How much passes the filters: shown, and read out when a filter changes it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

_HIDDEN = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)"
# The line stays while its words change: what is put into the page anew is not always read out.
_LINE: Any = st.components.v2.component(
    "exosome_atlas_results",
    html=f'<div role="status" style="{_HIDDEN}"></div>',
    js="""
const before = new WeakMap(); // line -> what stood on the page when it was drawn last
export default function ({ data, parentElement }) {
  const line = parentElement.querySelector("[role=status]");
  // As the page opens it is read where it stands.
  if (before.has(line) && before.get(line) !== data.said) line.textContent = data.said;
  before.set(line, data.said);
}
""",
)


def results(said: str, show: Callable[[str], object] = st.header, *, name: str = "results") -> None:
    """Show how much passes the filters; `name` is of the line among others of the page."""
    with st.container(gap=None):
        show(said)
        _LINE(data={"said": said}, key=name)
