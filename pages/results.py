"""How much passes the filters: shown, and read out when a filter changes it."""

import json
from collections.abc import Callable

import streamlit as st

_HIDDEN = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)"
# What comes into a page anew is not always read out: the line is made as the page opens, and stays
# while its words change. What stands there then is read where it stands.
_TELL = """<script>{
const [name, said] = TOLD;
let line = document.querySelector("[data-results]");
if (!line) {
  line = document.createElement("div");
  line.dataset.results = "";
  line.setAttribute("role", "status");
  line.style.cssText = "HIDDEN";
  document.body.append(line);
}
let part = line.querySelector(`[data-of="${name}"]`);
if (!part) {
  part = document.createElement("p");
  part.dataset.of = name;
  line.append(part);
} else if (part.dataset.said !== said) {
  part.textContent = said;
}
part.dataset.said = said;
}</script>""".replace("HIDDEN", _HIDDEN)


def results(said: str, show: Callable[[str], object] = st.header, *, name: str = "results") -> None:
    """Show how much passes the filters; `name` is of the result among others of the page."""
    told = json.dumps([f"{st.session_state.get('page_in_sight')} {name}", said])
    script = _TELL.replace("TOLD", told.replace("<", r"\u003c"))
    # What is not seen takes no room either.
    with st.container(gap=None):
        show(said)
        st.html(script, unsafe_allow_javascript=True)
